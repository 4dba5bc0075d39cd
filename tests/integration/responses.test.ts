/** What the room answers, through real engines and a real relay: it arrives, and it survives that each of them is killed. */
import { expect, onTestFinished, test } from 'vitest'
import { readResponses } from '../../shared/document/responses/read-responses.ts'
import { freeRespondent } from '../../shared/document/responses/respondents.ts'
import { askQuestion, castBallot, checkIn, openVote } from '../../shared/document/responses/responses-commands.ts'
import { roomOf } from '../../shared/model/ids.ts'
import { newFolder, openSession, startEngine, whenStatus } from '../helpers/hosts.ts'
import { plainLink, plainRelay } from '../helpers/plain-relay.ts'
import { RelayProcess } from '../helpers/relay-process.ts'
import { recordOf } from '../helpers/typing.ts'
import { when } from '../helpers/when.ts'

const ana = freeRespondent('Ana Lúcia', 'CRPM')
const bo = freeRespondent('Bo', 'Skåne')

test('RS13 what a participant answers arrives at the facilitator, and is there after engine and relay were killed', async () => {
  const relay = await RelayProcess.start(newFolder())
  onTestFinished(() => relay.kill())
  const [one, two] = [await startEngine(), await startEngine()]
  const [lead, guest] = [one.openWindow(), two.openWindow()]
  const id = await lead.call('createWorkshop', recordOf('Room'))
  await lead.call('setRelay', id, plainRelay(relay.url))
  const a = await openSession(lead, id, 'responses')
  expect(a.document).toBe('responses')
  await whenStatus(await openSession(lead, id), 'the workshop on the relay', ({ isOnRelay }) => isOnRelay)
  await guest.call('joinWorkshop', plainLink(relay.url, id))
  const b = await openSession(guest, id, 'responses')

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
  const c = await openSession(late, id, 'responses')
  await when('everything at the third', () => readResponses(c.doc).votes[0]?.ballotCount === 2)
  expect(readResponses(c.doc)).toEqual(readResponses(a.doc))
})

test('RS13 answers are a room of their own: nothing of them is in the notes, and without a relay they are kept on this computer', async () => {
  const engine = await startEngine()
  const window = engine.openWindow()
  const id = await window.call('createWorkshop', recordOf('Alone'))
  const notes = await openSession(window, id)
  const session = await openSession(window, id, 'responses')
  expect(roomOf(id, 'responses')).toBe(`${id}/responses`)
  askQuestion(session.doc, 'test', ana, { kind: 'remark', text: 'Noted', board: null }, 1)
  await whenStatus(session, 'saved', ({ isSavedHere, isStored }) => isSavedHere && isStored)
  expect(readResponses(notes.doc).questions).toEqual([])
  await engine.kill()
  await engine.restart()
  const again = await openSession(engine.openWindow(), id, 'responses')
  expect(readResponses(again.doc).questions.map(({ text }) => text)).toEqual(['Noted'])
})
