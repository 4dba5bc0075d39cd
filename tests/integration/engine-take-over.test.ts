/** Changes that come back by a file, through a real engine and a real relay: they come in once, on the word of somebody who may write, and there is a way back. */
import fs from 'node:fs'
import path from 'node:path'
import * as Y from 'yjs'
import { expect, test } from 'vitest'
import { addBoard, deleteBoard, renameBoard } from '../../shared/document/commands/board-commands.ts'
import { setDetails } from '../../shared/document/commands/details-commands.ts'
import { addItem } from '../../shared/document/commands/programme-commands.ts'
import { readHandOverFile } from '../../shared/document/hand-over/hand-over-file.ts'
import { documentFromRecord } from '../../shared/document/record/record.ts'
import { addComment, askQuestion, castBallot, openVote, replyToComment } from '../../shared/document/responses/responses-commands.ts'
import { readResponses } from '../../shared/document/responses/read-responses.ts'
import { readDetails } from '../../shared/document/read-details.ts'
import { boardFragment, readBoardList, readItems } from '../../shared/document/read-workshop.ts'
import { rootsOf, supportedSchemaVersion } from '../../shared/document/roots.ts'
import type { WorkshopSession } from '../../renderer/document/source.ts'
import type { WorkshopFile } from '../../shared/ipc/engine-port.ts'
import type { BoardId, OutcomeId, PersonId } from '../../shared/model/ids.ts'
import { createAlone, createShared, inviteFor, join, linkOf, share, startAskingRelay, type Computer } from '../helpers/access-hosts.ts'
import { failureOf, openSession, startEngine, whenLit, whenStatus } from '../helpers/hosts.ts'
import { plainRelay } from '../helpers/plain-relay.ts'
import { addNotes, doubled, recordOf, tokensOf, typeToken } from '../helpers/typing.ts'
import { when } from '../helpers/when.ts'

/** The workshop as it went to another computer, where it is written without a network. */
function takeAway({ doc }: WorkshopSession): Y.Doc {
  const away = new Y.Doc()
  Y.applyUpdate(away, Y.encodeStateAsUpdate(doc))
  return away
}

function fileOf({ id }: Pick<Computer, 'id'>, away: Y.Doc, responses: Y.Doc | null = null): WorkshopFile {
  return { workshop: id, update: Y.encodeStateAsUpdate(away), responses: responses && Y.encodeStateAsUpdate(responses) }
}

function titlesOf({ doc }: Pick<WorkshopSession, 'doc'>): string[] {
  return readBoardList(doc).map(({ title }) => title)
}

/** The text of the first paragraph of a board. */
function textOn(doc: Y.Doc, title: string): Y.XmlText {
  const id = readBoardList(doc).find((board) => board.title === title)?.id
  const paragraph = id && boardFragment(doc, id)?.get(0)
  const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
  if (!(text instanceof Y.XmlText)) throw new Error(`no text on ${title}`)
  return text
}

function keptIn({ engine }: Pick<Computer, 'engine'>): string[] {
  const folder = path.join(engine.dataDirectory, 'before changes')
  return fs.existsSync(folder) ? fs.readdirSync(folder).map((name) => path.join(folder, name)) : []
}

const author = { key: 'p1' as PersonId, name: 'Ana', organisation: '' }

test('EN130 what a file holds of both documents comes in and is still there after a kill, and the same file taken over twice doubles nothing', async () => {
  const here = await createAlone()
  const { window, session, engine } = here
  typeToken(addNotes(session.doc, 'Notes'), 'before')
  const away = takeAway(session)
  typeToken(textOn(away, 'Notes'), 'there')
  typeToken(addNotes(away, 'Only there'), 'new')
  const answers = new Y.Doc()
  askQuestion(answers, 'test', author, { kind: 'question', text: 'Why?', board: null }, 1)
  typeToken(textOn(session.doc, 'Notes'), 'here')
  const file = fileOf(here, away, answers)
  await window.call('takeOverFile', file)
  await window.call('takeOverFile', file)
  await engine.kill()
  await engine.restart()
  expect(await window.call('openWorkshopFile', file)).toEqual({ isNew: false, hasMore: false })
  const again = await startedAnew(here)
  expect(titlesOf(again.notes).sort()).toEqual(['Notes', 'Only there'])
  expect(tokensOf(again.notes.doc).sort()).toEqual(['before', 'here', 'new', 'there'])
  expect(readResponses(again.responses.doc).questions.map(({ text }) => text)).toEqual(['Why?'])
})

/** Both documents as a new window gets them. */
async function startedAnew({ engine, id }: Computer): Promise<{ readonly notes: WorkshopSession; readonly responses: WorkshopSession }> {
  const window = engine.openWindow()
  return { notes: await openSession(window, id), responses: await openSession(window, id, 'responses') }
}

test('EN131 changes that came by a file and come again over a relay, from whoever made them, are there once', async () => {
  const host = await createShared()
  typeToken(addNotes(host.session.doc, 'Notes'), 'host')
  const other = await join(host, await inviteFor(host, 'rapporteur'))
  await whenLit(host.session, 1)
  await other.window.call('setWorkOffline', true)
  typeToken(textOn(other.session.doc, 'Notes'), 'offline')
  typeToken(addNotes(other.session.doc, 'Field notes'), 'field')
  typeToken(textOn(host.session.doc, 'Notes'), 'meanwhile')
  await whenStatus(other.session, 'saved', ({ isSavedHere }) => isSavedHere)
  const captured = await other.window.call('captureWorkshop', host.id)
  expect(await host.window.call('openWorkshopFile', { workshop: host.id, ...captured })).toEqual({ isNew: false, hasMore: true })
  await host.window.call('takeOverFile', { workshop: host.id, ...captured })
  await when('it is in the window', () => titlesOf(host.session).includes('Field notes'))
  typeToken(textOn(other.session.doc, 'Field notes'), 'later')
  await other.window.call('setWorkOffline', false)
  await whenLit(other.session, 1)
  await whenLit(host.session, 1)
  for (const { session } of [host, other]) {
    expect(tokensOf(session.doc).sort()).toEqual(['field', 'host', 'later', 'meanwhile', 'offline'])
    expect(doubled(titlesOf(session))).toEqual([])
  }
})

test('EN132 nothing of a file comes into a workshop that is only read here, and nothing is kept for it', async () => {
  const host = await createShared()
  typeToken(addNotes(host.session.doc, 'Notes'), 'host')
  for (const role of ['participant', 'viewer'] as const) {
    const reader = await join(host, await inviteFor(host, role))
    const away = takeAway(reader.session)
    addNotes(away, 'Smuggled')
    expect(await failureOf(reader.window.call('takeOverFile', fileOf(host, away)))).toMatchObject({ kind: 'not-allowed' })
    expect(titlesOf(reader.session)).toEqual(['Notes'])
    expect(keptIn(reader)).toEqual([])
  }
})

test('EN133 another history under the same id, what a newer version wrote, and bytes that are damaged or another workshop are refused, and nothing changes', async () => {
  const here = await createAlone()
  const { id, window, session } = here
  addNotes(session.doc, 'Notes')
  const made = documentFromRecord(recordOf('Made again'), () => id)
  if (!made.ok) throw new Error('bad record')
  const newer = takeAway(session)
  rootsOf(newer).meta.set('schemaVersion', supportedSchemaVersion + 1)
  const whole = fileOf(here, takeAway(session))
  const stranger = await createAlone()
  const refused: readonly (readonly [WorkshopFile, RegExp])[] = [
    [{ ...whole, update: made.update }, /^other-history$/],
    [fileOf(here, newer), /^from-newer-version$/],
    [{ ...whole, update: whole.update.subarray(0, whole.update.length - 4) }, /damaged/],
    [{ ...whole, responses: Uint8Array.of(1, 1, 255) }, /damaged/],
    [{ ...whole, update: Y.encodeStateAsUpdate(stranger.session.doc) }, /not the one that it names/],
  ]
  for (const [file, why] of refused) expect(await failureOf(window.call('takeOverFile', file))).toMatchObject({ kind: 'unsupported-file', detail: expect.stringMatching(why) as string })
  const again = await startedAnew(here)
  expect(titlesOf(again.notes)).toEqual(['Notes'])
  expect(rootsOf(again.notes.doc).meta.get('title')).toBe('Plenary')
  expect(keptIn(here)).toEqual([])
})

test('EN134 before anything comes in, the workshop as it is lies in a hand-over file of its own, with the answers of the room', async () => {
  const here = await createAlone()
  const { session, window, id } = here
  typeToken(addNotes(session.doc, 'Notes'), 'before')
  const responses = await openSession(window, id, 'responses')
  askQuestion(responses.doc, 'test', author, { kind: 'question', text: 'Here?', board: null }, 1)
  await whenStatus(responses, 'saved', ({ isSavedHere }) => isSavedHere)
  const away = takeAway(session)
  renameBoard(away, 'test', readBoardList(away)[0]?.id ?? ('' as BoardId), 'Renamed')
  const { keptAs } = await window.call('takeOverFile', fileOf(here, away))
  await when('it is in the window', () => titlesOf(session).includes('Renamed'))
  expect(keptIn(here)).toEqual([path.join(here.engine.dataDirectory, 'before changes', keptAs)])
  const read = readHandOverFile(fs.readFileSync(keptIn(here)[0] ?? ''))
  if (!read.ok) throw new Error(read.problem.reason)
  const kept = new Y.Doc()
  Y.applyUpdate(kept, read.file.update)
  expect(titlesOf({ doc: kept })).toEqual(['Notes'])
  expect(tokensOf(kept)).toEqual(['before'])
  const answers = new Y.Doc()
  Y.applyUpdate(answers, read.file.responses ?? new Uint8Array())
  expect(readResponses(answers).questions.map(({ text }) => text)).toEqual(['Here?'])
})

test('EN134 where the workshop as it is cannot be kept, nothing comes in', async () => {
  const here = await createAlone()
  addNotes(here.session.doc, 'Notes')
  const away = takeAway(here.session)
  addNotes(away, 'Only there')
  fs.writeFileSync(path.join(here.engine.dataDirectory, 'before changes'), 'a file where the folder should be')
  expect(await failureOf(here.window.call('takeOverFile', fileOf(here, away)))).toMatchObject({ kind: 'storage' })
  expect(titlesOf((await startedAnew(here)).notes)).toEqual(['Notes'])
})

test('EN135 what came in goes out again and comes back, for everybody, and what was written here meanwhile stays', async () => {
  const host = await createShared()
  const text = addNotes(host.session.doc, 'Notes')
  typeToken(text, 'here')
  addNotes(host.session.doc, 'Kept')
  const reader = await join(host, await inviteFor(host, 'viewer'))
  await whenLit(host.session, 1)
  const responses = await openSession(host.window, host.id, 'responses')
  const away = takeAway(host.session)
  typeToken(textOn(away, 'Notes'), 'there')
  typeToken(addNotes(away, 'Only there'), 'new')
  deleteBoard(away, 'test', readBoardList(away).find(({ title }) => title === 'Kept')?.id ?? ('' as BoardId))
  const answers = new Y.Doc()
  askQuestion(answers, 'test', author, { kind: 'question', text: 'Why?', board: null }, 1)
  const { keptAs } = await host.window.call('takeOverFile', fileOf(host, away, answers))
  await when('the reader has it', () => titlesOf(reader.session).includes('Only there'))
  typeToken(text, 'after')
  typeToken(addNotes(host.session.doc, 'Later'), 'later')
  await whenLit(host.session, 1)
  expect(await host.window.call('setTakenOut', host.id, keptAs, true)).toBe(true)
  await when('it is gone from the other computer', () => !titlesOf(reader.session).includes('Only there'))
  await whenLit(host.session, 1)
  for (const { session } of [host, reader]) {
    expect(titlesOf(session).sort()).toEqual(['Kept', 'Later', 'Notes'])
    expect(tokensOf(session.doc).sort()).toEqual(['after', 'here', 'later'])
  }
  expect(readResponses(responses.doc).questions).toEqual([])
  expect(await host.window.call('setTakenOut', host.id, keptAs, false)).toBe(true)
  await when('it is back on the other computer', () => titlesOf(reader.session).includes('Only there'))
  await whenLit(host.session, 1)
  for (const { session } of [host, reader]) {
    expect(titlesOf(session).sort()).toEqual(['Later', 'Notes', 'Only there'])
    expect(tokensOf(session.doc).sort()).toEqual(['after', 'here', 'later', 'new', 'there'])
  }
  await when('so is the answer', () => readResponses(responses.doc).questions.length === 1)
})

test('EN136 once somebody has written into what came in, another file was taken over, or the workshop was closed, it does not go out', async () => {
  const host = await createShared()
  addNotes(host.session.doc, 'Notes')
  const other = await join(host, await inviteFor(host, 'rapporteur'))
  await whenLit(host.session, 1)
  const away = takeAway(host.session)
  typeToken(addNotes(away, 'Only there'), 'new')
  const { keptAs } = await host.window.call('takeOverFile', fileOf(host, away))
  await when('the other has it', () => titlesOf(other.session).includes('Only there'))
  typeToken(textOn(other.session.doc, 'Only there'), 'answer')
  await when('their words are here', () => tokensOf(host.session.doc).includes('answer'))
  expect(await host.window.call('setTakenOut', host.id, keptAs, true)).toBe(false)
  expect(tokensOf(host.session.doc).sort()).toEqual(['answer', 'new'])

  const more = takeAway(host.session)
  addNotes(more, 'Once more')
  const { keptAs: keptLast } = await host.window.call('takeOverFile', fileOf(host, more))
  // The notice of the first one may still be there.
  expect(await host.window.call('setTakenOut', host.id, keptAs, true)).toBe(false)
  await host.engine.kill()
  await host.engine.restart()
  const again = await startedAnew(host)
  expect(await host.window.call('setTakenOut', host.id, keptLast, true)).toBe(false)
  expect(titlesOf(again.notes)).toContain('Once more')
})

test('EN139 whoever went on writing, where what was taken out came from, loses no word of it: beside what went out, and in boards that went out and come back', async () => {
  const host = await createShared()
  typeToken(addNotes(host.session.doc, 'Notes'), 'host')
  const other = await join(host, await inviteFor(host, 'rapporteur'))
  await whenLit(host.session, 1)
  await other.window.call('setWorkOffline', true)
  typeToken(textOn(other.session.doc, 'Notes'), 'file')
  const block = new Y.XmlElement('paragraph')
  const words = new Y.XmlText('<block>')
  block.insert(0, [words])
  boardFragment(other.session.doc, readBoardList(other.session.doc)[0]?.id ?? ('' as BoardId))?.push([block])
  typeToken(addNotes(other.session.doc, 'Field notes'), 'field')
  await whenStatus(other.session, 'saved', ({ isSavedHere }) => isSavedHere)
  const file = { workshop: host.id, ...(await other.window.call('captureWorkshop', host.id)) }
  typeToken(words, 'later-1')
  typeToken(textOn(other.session.doc, 'Field notes'), 'later-2')
  const { keptAs } = await host.window.call('takeOverFile', file)
  await when('it is in the window', () => titlesOf(host.session).includes('Field notes'))
  expect(await host.window.call('setTakenOut', host.id, keptAs, true)).toBe(true)
  await when('it is gone', () => !titlesOf(host.session).includes('Field notes'))
  await other.window.call('setWorkOffline', false)
  await when('the words beside it are here', () => tokensOf(host.session.doc).includes('later-1'))
  await whenLit(other.session, 1)
  await whenLit(host.session, 1)
  for (const { session } of [host, other]) expect(tokensOf(session.doc).sort()).toEqual(['host', 'later-1'])
  expect(await host.window.call('setTakenOut', host.id, keptAs, false)).toBe(true)
  await when('it is back, on both', () => [host, other].every(({ session }) => titlesOf(session).includes('Field notes')))
  await whenLit(host.session, 1)
  for (const { session } of [host, other]) expect(tokensOf(session.doc).sort()).toEqual(['block', 'field', 'file', 'host', 'later-1', 'later-2'])
})

test('EN138 frozen versions, approvals, what is known of invites, signatures and numbers of outcomes that came in stay when the rest goes out', async () => {
  const here = await createAlone()
  const { session, window, id } = here
  addNotes(session.doc, 'Notes')
  const away = takeAway(session)
  const { versions, approvals, invites, outcomeNumbers } = rootsOf(away)
  versions.push([{ number: 1 }])
  approvals.set('approval:a', { name: 'Ana' })
  invites.set('i', { label: 'Guests' })
  outcomeNumbers.push([{ kind: 'decision', number: 4, outcome: 'd' }])
  addNotes(away, 'Only there')
  const answers = new Y.Doc()
  answers.getMap('signatures').set('s', { name: 'Ana' })
  askQuestion(answers, 'test', author, { kind: 'question', text: 'Why?', board: null }, 1)
  const responses = await openSession(window, id, 'responses')
  const { keptAs } = await window.call('takeOverFile', fileOf(here, away, answers))
  expect(await window.call('setTakenOut', id, keptAs, true)).toBe(true)
  await when('the question is gone', () => responses.doc.getMap('signatures').size === 1 && readResponses(responses.doc).questions.length === 0)
  expect(titlesOf(session)).toEqual(['Notes'])
  const kept = rootsOf(session.doc)
  expect([kept.versions.length, kept.approvals.size, kept.invites.size, kept.outcomeNumbers.length]).toEqual([1, 1, 1, 1])
})

test('EN137 what a file brought goes to a relay that the workshop is shared through later, like everything that was written here', async () => {
  const here = await createAlone()
  addNotes(here.session.doc, 'Notes')
  const away = takeAway(here.session)
  typeToken(addNotes(away, 'Only there'), 'new')
  await here.window.call('takeOverFile', fileOf(here, away))
  const relay = await startAskingRelay()
  await share(here, plainRelay(relay.url))
  const engine = await startEngine()
  const window = engine.openWindow()
  await window.call('joinWorkshop', linkOf(await inviteFor(here, 'viewer')))
  expect(tokensOf((await openSession(window, here.id)).doc)).toEqual(['new'])
})

test('EN185 what came in is not taken out from under those who answered it: a vote with ballots, a comment with replies and an item with a board of somebody here stay', async () => {
  const here = await createAlone()
  const { session, window, id } = here
  addNotes(session.doc, 'Notes')
  const responses = await openSession(window, id, 'responses')
  const guest = { key: 'p2' as PersonId, name: 'Guy', organisation: '' }
  const takeOver = async (notes: Y.Doc, answers: Y.Doc): Promise<string> => (await window.call('takeOverFile', fileOf(here, notes, answers))).keptAs
  const setOut = async (keptAs: string): Promise<boolean> => {
    for (const one of [session, responses]) await whenStatus(one, 'saved', ({ isSavedHere }) => isSavedHere)
    return window.call('setTakenOut', id, keptAs, true)
  }

  const withVote = new Y.Doc()
  const vote = openVote(withVote, 'test', author, { question: 'Agreed?', options: ['Yes', 'No'], board: null }, 1) ?? ('' as OutcomeId)
  const first = await takeOver(takeAway(session), withVote)
  await when('the vote is here', () => castBallot(responses.doc, 'window', vote, guest.key, 'o1'))
  expect(await setOut(first)).toBe(false)

  const withComment = takeAway(responses)
  const thread = addComment(withComment, 'test', author, { kind: 'board', id: readBoardList(session.doc)[0]?.id ?? ('' as BoardId) }, 'Came by the file', 2) ?? ''
  const second = await takeOver(takeAway(session), withComment)
  await when('the comment is here', () => replyToComment(responses.doc, 'window', guest, thread, 'Answered here', 3) !== null)
  expect(await setOut(second)).toBe(false)

  const withItem = takeAway(session)
  const { item } = addItem(withItem, 'test', { title: 'Visit' })
  const third = await takeOver(withItem, takeAway(responses))
  await when('the item is here', () => readItems(session.doc).length === 1)
  addBoard(session.doc, 'window', { title: 'Seen here', item })
  expect(await setOut(third)).toBe(false)
  expect(titlesOf(session)).toContain('Seen here')
  expect(readResponses(responses.doc).votes[0]?.options[0]?.ballots).toBe(1)
  expect(readResponses(responses.doc).threads[0]?.replies.map(({ text }) => text)).toEqual(['Answered here'])
})

test('EN185 a vote that nobody here has voted in goes out with the ballots that came along, and comes back with them', async () => {
  const here = await createAlone()
  const responses = await openSession(here.window, here.id, 'responses')
  const answers = new Y.Doc()
  const vote = openVote(answers, 'test', author, { question: 'Agreed?', options: ['Yes', 'No'], board: null }, 1) ?? ('' as OutcomeId)
  castBallot(answers, 'test', vote, author.key, 'o1')
  const { keptAs } = await here.window.call('takeOverFile', fileOf(here, takeAway(here.session), answers))
  expect(await here.window.call('setTakenOut', here.id, keptAs, true)).toBe(true)
  await when('it is gone', () => readResponses(responses.doc).votes.length === 0)
  expect(await here.window.call('setTakenOut', here.id, keptAs, false)).toBe(true)
  await when('it is back', () => readResponses(responses.doc).votes[0]?.options[0]?.ballots === 1)
})

test('EN135 a field that was written here and in the file at the same time has again what was written here when the file goes out', async () => {
  const here = await createAlone()
  const { session, window, id } = here
  addNotes(session.doc, 'Notes')
  const away = takeAway(session)
  const board = readBoardList(session.doc)[0]?.id ?? ('' as BoardId)
  // Of two who write at the same time the one with the higher number wins.
  away.clientID = 2 ** 32 - 1
  renameBoard(session.doc, 'window', board, 'Named here')
  setDetails(session.doc, 'window', { place: 'Naples' })
  renameBoard(away, 'test', board, 'Named there')
  setDetails(away, 'test', { place: 'Nicosia' })
  await whenStatus(session, 'saved', ({ isSavedHere }) => isSavedHere)
  const { keptAs } = await window.call('takeOverFile', fileOf(here, away))
  await when('the file has won', () => titlesOf(session)[0] === 'Named there')
  expect(await window.call('setTakenOut', id, keptAs, true)).toBe(true)
  await when('it is gone', () => titlesOf(session)[0] !== 'Named there')
  expect([titlesOf(session), readDetails(session.doc).place]).toEqual([['Named here'], 'Naples'])
  expect(await window.call('setTakenOut', id, keptAs, false)).toBe(true)
  await when('it is back', () => titlesOf(session)[0] === 'Named there')
  expect(readDetails(session.doc).place).toBe('Nicosia')
})

test('EN186 words that were written here into a line that the file deletes stand there once: beside it, again in it when the file goes out, and beside it when it is brought back', async () => {
  const here = await createAlone()
  const { session, window, id } = here
  typeToken(addNotes(session.doc, 'Notes'), 'before')
  const away = takeAway(session)
  boardFragment(away, readBoardList(away)[0]?.id ?? ('' as BoardId))?.delete(0, 1)
  typeToken(textOn(session.doc, 'Notes'), 'here')
  await whenStatus(session, 'saved', ({ isSavedHere }) => isSavedHere)
  const { keptAs } = await window.call('takeOverFile', fileOf(here, away))
  await when('the line is gone', () => !tokensOf(session.doc).includes('before'))
  expect(tokensOf(session.doc)).toEqual(['here'])
  expect(await window.call('setTakenOut', id, keptAs, true)).toBe(true)
  await when('the line is back', () => tokensOf(session.doc).includes('before'))
  expect(tokensOf(session.doc).sort()).toEqual(['before', 'here'])
  expect(await window.call('setTakenOut', id, keptAs, false)).toBe(true)
  await when('the line is gone once more', () => !tokensOf(session.doc).includes('before'))
  expect(tokensOf(session.doc)).toEqual(['here'])
})
