/** Days with chaos, one after the other until the time is up: `npm run soak -- --minutes 30 --seed 7`. */
import { expect, test } from 'vitest'
import { addPicture } from './acts.ts'
import { Day } from './day.ts'
import { problemsOf, settle } from './evening.ts'
import { Venue } from './venue.ts'

const minutes = Number(process.env['MINUTA_SOAK_MINUTES'] ?? 10)
const firstSeed = Number(process.env['MINUTA_SOAK_SEED'] ?? 1)
const steps = 300
const end = Date.now() + minutes * 60_000
// A day takes a quarter of a minute or longer; one whose turn comes after the end is over at once.
const seeds = Array.from({ length: Math.ceil(minutes * 4) }, (_, index) => firstSeed + index)

test.each(seeds)('SY91 on a day on which everything fails, nothing that was promised is lost, and in the evening all have the same (seed %i)', async (seed) => {
  if (Date.now() > end) return
  const venue = await Venue.open()
  const day = new Day(seed, venue)
  try {
    await addPicture(day, day.firstPage)
    for (let step = 0; step < steps; step += 1) await day.step()
    await settle(day)
    expect(await problemsOf(day)).toEqual([])
    console.log(`seed ${seed}: a good day`)
  } catch (error) {
    // Not only in the end: whoever waits for a night's run wants to know.
    console.log(`seed ${seed}: ${String(error)}\n${day.problems.join('\n')}\nafter ${day.events.join(', ')}`)
    throw error
  } finally {
    await venue.close()
  }
})
