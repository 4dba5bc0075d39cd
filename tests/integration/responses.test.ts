/** What the room answers, through real engines and a real relay: it arrives, and it survives that each of them is killed. */
import { afterEach, expect, test } from 'vitest'
import type { DesktopSource } from '../../renderer/document/desktop-source.ts'
import type { WorkshopSession } from '../../renderer/document/source.ts'
import { readResponses } from '../../shared/document/read-responses.ts'
import { freeRespondent } from '../../shared/document/respondents.ts'
import { askQuestion, castBallot, checkIn, openVote } from '../../shared/document/responses-commands.ts'
import { roomOf, type WorkshopId } from '../../shared/model/ids.ts'
import { EngineProcess } from '../helpers/engine-process.ts'
import { plainLink, plainRelay } from '../helpers/plain-relay.ts'
import { RelayProcess } from '../helpers/relay-process.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { recordOf } from '../helpers/typing.ts'
import { when } from '../helpers/when.ts'

const cleanUps: (() => Promise<void> | void)[] = []

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

function newFolder(): string {
  const folder = temporaryFolder()
  cleanUps.push(() => folder.remove())
  return folder.path
}

async function startEngine(): Promise<EngineProcess> {
  const engine = await EngineProcess.start(newFolder())
  cleanUps.push(() => engine.kill())
  return engine
}

async function openResponses(window: DesktopSource, id: WorkshopId): Promise<WorkshopSession> {
  const session = window.openSession(id, 'responses')
  await session.whenLoaded
  return session
}

async function whenStatus(session: WorkshopSession, what: string, isSo: (status: ReturnType<WorkshopSession['getStatus']>) => boolean): Promise<void> {
  await when(what, () => isSo(session.getStatus()), 15_000, () => JSON.stringify(session.getStatus()))
}

const ana = freeRespondent('Ana Lúcia', 'CRPM')
const bo = freeRespondent('Bo', 'Skåne')

test('RS13 what a participant answers arrives at the facilitator, and is there after engine and relay were killed', async () => {
  const relay = await RelayProcess.start(newFolder())
  cleanUps.push(() => relay.kill())
  const [one, two] = [await startEngine(), await startEngine()]
  const [lead, guest] = [one.openWindow(), two.openWindow()]
  const id = await lead.call('createWorkshop', recordOf('Room'))
  await lead.call('setRelay', id, plainRelay(relay.url))
  const a = await openResponses(lead, id)
  expect(a.document).toBe('responses')
  await guest.call('joinWorkshop', plainLink(relay.url, id))
  const b = await openResponses(guest, id)

  checkIn(b.doc, 'test', bo, 'here', { ms: 1_000, zone: 0 })
  const question = askQuestion(b.doc, 'test', bo, { kind: 'question', text: 'Who pays?', board: null }, 1)
  const vote = openVote(a.doc, 'test', ana, { question: 'Naples?', options: ['Yes', 'No'], board: null }, 2)
  if (!question || !vote) throw new Error('not written')
  await when('the question at the facilitator’s', () => readResponses(a.doc).questions.some(({ id: found }) => found === question))
  await when('the vote at the participant’s', () => readResponses(b.doc).votes.length === 1)
  castBallot(b.doc, 'test', vote, bo.key, 'o1')
  await whenStatus(b, 'on the relay', ({ isOnRelay, isSavedHere }) => isOnRelay && isSavedHere)
  await when('the ballot at the facilitator’s', () => readResponses(a.doc).votes[0]?.ballotCount === 1)

  // The relay dies; both go on; then the participant's engine dies with an answer that only it has.
  await relay.kill()
  await whenStatus(b, 'offline', ({ relay: { kind } }) => kind === 'offline')
  castBallot(b.doc, 'test', vote, bo.key, 'o2')
  castBallot(a.doc, 'test', vote, ana.key, 'o1')
  await whenStatus(b, 'saved here', ({ isSavedHere }) => isSavedHere)
  await two.kill()
  await two.restart()
  await relay.restart()
  for (const session of [a, b]) {
    await when('both ballots', () => {
      const [found] = readResponses(session.doc).votes
      return found?.options.map(({ total }) => total).join() === '1,1'
    }, 20_000)
    await whenStatus(session, 'on the relay and the other device', ({ isOnRelay, deviceCount }) => isOnRelay && deviceCount === 1)
  }
  expect(readResponses(b.doc)).toEqual(readResponses(a.doc))
  expect(readResponses(a.doc)).toMatchObject({ checkIns: [{ name: 'Bo', state: 'here' }], questions: [{ text: 'Who pays?', author: bo }] })

  // A computer that opens the answers for the first time, with nobody else there, gets all of it from the relay.
  await one.kill()
  await two.kill()
  const third = await startEngine()
  const late = third.openWindow()
  await late.call('joinWorkshop', plainLink(relay.url, id))
  const c = await openResponses(late, id)
  await when('everything at the third', () => readResponses(c.doc).votes[0]?.ballotCount === 2)
  expect(readResponses(c.doc)).toEqual(readResponses(a.doc))
})

test('RS13 answers are a room of their own: nothing of them is in the notes, and without a relay they are kept on this computer', async () => {
  const engine = await startEngine()
  const window = engine.openWindow()
  const id = await window.call('createWorkshop', recordOf('Alone'))
  const notes = window.openSession(id)
  await notes.whenLoaded
  const session = await openResponses(window, id)
  expect(roomOf(id, 'responses')).toBe(`${id}/responses`)
  askQuestion(session.doc, 'test', ana, { kind: 'remark', text: 'Noted', board: null }, 1)
  await whenStatus(session, 'saved', ({ isSavedHere, isStored }) => isSavedHere && isStored)
  expect(readResponses(notes.doc).questions).toEqual([])
  await engine.kill()
  await engine.restart()
  const again = await openResponses(engine.openWindow(), id)
  expect(readResponses(again.doc).questions.map(({ text }) => text)).toEqual(['Noted'])
})
