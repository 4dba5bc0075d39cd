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
// One day may take a minute; those that begin after the end of time are over at once.
const seeds = Array.from({ length: Math.ceil(minutes * 4) }, (_, index) => firstSeed + index)

test.each(seeds)('SY91 on a day on which everything fails, nothing that was promised is lost, and in the evening all have the same (seed %i)', async (seed) => {
  if (Date.now() > end) return
  const venue = await Venue.open()
  const day = new Day(seed, venue)
  const begun = performance.now()
  try {
    await addPicture(day, firstOf(venue.pages))
    for (let step = 0; step < steps; step += 1) await day.step()
    const worked = performance.now()
    await settle(day)
    const settled = performance.now()
    console.log(`seed ${seed}: worked ${Math.round((worked - begun) / 1000)} s, settled ${Math.round((settled - worked) / 1000)} s`)
    expect(await problemsOf(day), day.events.join(', ')).toEqual([])
  } catch (error) {
    console.log(`FAILED ${seed}: ${error instanceof Error ? error.stack : String(error)}`)
    throw error
  } finally {
    await venue.close()
  }
})

function firstOf<T>([first]: readonly T[]): T {
  if (first === undefined) throw new Error('there is none')
  return first
}
