/**
 * A long day on which nothing grows that matters: people come and go, networks break, rooms open and close, words are written and taken away again, and the workshop is as large
 * in the evening as it was in the morning. So have engines, relay, and the pages of windows and guests to be: `npm run soak -- --memory --minutes 15`.
 */
import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { setPhotoConsent } from '../../shared/document/responses/responses-commands.ts'
import { freeRespondent } from '../../shared/document/responses/respondents.ts'
import { documentKinds } from '../../shared/model/roles.ts'
import * as Y from 'yjs'
import { plainRelay } from '../helpers/plain-relay.ts'
import { heapInUse } from '../helpers/held-resources.ts'
import { RoomProcess } from '../helpers/room-process.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { when } from '../helpers/when.ts'
import { growthOf } from './growth.ts'
import { DesktopPage, GuestPage } from './people.ts'
import { tokenText } from './tally.ts'
import { linkThrough, Venue } from './venue.ts'

const minutes = Number(process.env['MINUTA_SOAK_MINUTES'] ?? 10)
const sampleCount = 30
const patienceMs = 60_000
/** In fewer, what V8 learns of the code outweighs everything. */
const leastRounds = 800
/**
 * Of each document: what is deleted leaves its skeleton, and of the first 4,096 who left their clock is remembered (`forgetDeparted`). A connection, a window, or what a file
 * brought, that stays behind is more.
 */
const mostPerRound = 1_000

test(`SY92 over a day of ${minutes} minutes on which people come and go, neither engines, relay nor pages grow`, { timeout: (minutes + 10) * 60_000 }, async () => {
  const heaps = temporaryFolder()
  Object.assign(process.env, { NODE_OPTIONS: `--import=${path.join(import.meta.dirname, 'heap.ts')}`, MINUTA_SOAK_HEAPS: heaps.path })
  const venue = await Venue.open().finally(() => delete process.env['NODE_OPTIONS'])
  try {
    const watched = [
      { name: 'relay', copies: 1, samples: [] as number[], measure: () => heapOf(heaps.path, venue.relay.pid) },
      ...venue.computers.map(({ engine }, index) => ({ name: `engine #${index}`, copies: 1, samples: [] as number[], measure: () => heapOf(heaps.path, engine.pid) })),
      { name: 'pages', copies: venue.everybody.length, samples: [] as number[], measure: heapInUse },
    ]
    const begun = performance.now()
    let rounds = 0
    for (let sample = 1; sample <= sampleCount; sample += 1) {
      do await playRound(venue, rounds++)
      while (performance.now() < begun + (minutes * 60_000 * sample) / sampleCount)
      await whenQuiet(venue)
      for (const { samples, measure } of watched) samples.push(await measure())
    }
    console.log(`${rounds} rounds; the notes have ${Y.encodeStateAsUpdate(venue.pages[0]?.docs.notes ?? new Y.Doc()).length} bytes`)
    const grown = watched.map(({ name, copies, samples }) => {
      const { perSample, isSteady } = growthOf(samples)
      const perRound = Math.round((perSample * sampleCount) / rounds)
      console.log(`${name}: ${perRound} bytes a round${isSteady ? '' : ', not steadily'}; ${samples.map((bytes) => (bytes / 1e6).toFixed(2)).join(' ')} MB`)
      return { name, perRound, isTooMuch: isSteady && perRound > copies * mostPerRound }
    })
    expect(rounds).toBeGreaterThan(leastRounds)
    expect(grown.filter(({ isTooMuch }) => isTooMuch)).toEqual([])
  } finally {
    await venue.close()
    heaps.remove()
  }
})

async function heapOf(folder: string, pid: number): Promise<number> {
  const file = path.join(folder, String(pid))
  fs.rmSync(file, { force: true })
  process.kill(pid, 'SIGCONT')
  await when('it has said how much of its heap is in use', () => fs.existsSync(file), patienceMs)
  return Number(fs.readFileSync(file, 'utf8'))
}

async function playRound(venue: Venue, round: number): Promise<void> {
  const at = round % venue.computers.length
  const [computer, host] = [venue.computers[at], venue.computers[0]]
  const guest = venue.guests[round % venue.guests.length]
  const page = computer?.pages[0]
  if (computer === undefined || host === undefined || guest === undefined || page === undefined) throw new Error('nobody is there')
  const text = tokenText(page.docs.notes)
  for (let word = 0; word < 20; word += 1) {
    page.docs.notes.transact(() => text.insert(5 * word, 'word '), 'act')
    page.sessions.notes.awareness.setLocalStateField('caret', { round, word })
  }
  page.docs.notes.transact(() => text.delete(0, 100), 'act')
  if (round % 10 === 0) setPhotoConsent(guest.docs.responses, 'act', freeRespondent('Ana', ''), round % 20 === 0 ? 'yes' : 'no')
  const visitor = await DesktopPage.open(computer.engine, venue.id)
  visitor.sessions.notes.awareness.setLocalStateField('user', { name: `Visitor ${round}` })
  await comeAndGo(venue, guest, round)
  visitor.close()
  await when('a window is gone', () => visitor.isGone, patienceMs)
  computer.engine.crashWindow(visitor.source)
  if (round % 3 === 0) computer.network.reset()
  if (round % 5 === 0) await page.source.call('search', 'once upon', 20)
  if (round % 7 === 0) guest.network.reset()
  if (round % 11 === 0) {
    await page.source.call('setWorkOffline', true)
    await page.source.call('setWorkOffline', false)
  }
  if (round % 13 === 0) {
    const { keptAs } = await page.source.call('takeOverFile', { workshop: venue.id, ...(await page.source.call('captureWorkshop', venue.id)) })
    await page.source.call('setTakenOut', venue.id, keptAs, true)
  }
  if (round % 29 === 0) await meetInRoom(venue)
}

/** A telephone that looks in for a moment. */
async function comeAndGo({ id }: Venue, { network, token }: GuestPage, round: number): Promise<void> {
  const telephone = await GuestPage.arrive(network, id, token)
  telephone.sessions.notes.awareness.setLocalStateField('user', { name: `Guest ${round}` })
  telephone.leave()
  await when('a guest is gone', () => documentKinds.every((kind) => telephone.docs[kind].isDestroyed), patienceMs)
}

/** The room opens, somebody comes by its link and goes back to the relay, and it closes. */
async function meetInRoom(venue: Venue): Promise<void> {
  const [host, other] = venue.computers
  const [page, otherPage] = [host?.pages[0], other?.pages[0]]
  if (host === undefined || other === undefined || page === undefined || otherPage === undefined) throw new Error('nobody is there')
  const folder = temporaryFolder()
  const room = await RoomProcess.start(folder.path)
  try {
    room.admit(venue.id, await page.source.call('signRelay', venue.id, room.pin))
    await page.source.call('setRelay', venue.id, room.address, plainRelay(host.network.url))
    await otherPage.source.call('joinWorkshop', linkThrough(other.link, room.address))
    await whenQuiet(venue)
    await otherPage.source.call('joinWorkshop', other.link)
  } finally {
    await page.source.call('setRelay', venue.id, plainRelay(host.network.url))
    await room.kill()
    folder.remove()
  }
}

async function whenQuiet({ everybody }: Venue): Promise<void> {
  await when('everything is on a relay', () => everybody.every(({ sessions }) => documentKinds.every((kind) => sessions[kind].getStatus().isOnRelay)), patienceMs)
}
