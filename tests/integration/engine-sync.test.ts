/** Engines, windows and a real relay: content converges, survives every restart, and the lights say what is so. */
import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import type { WorkshopSession } from '../../renderer/document/source.ts'
import { addBlob } from '../../shared/document/commands/board-commands.ts'
import { readDetails } from '../../shared/document/read-details.ts'
import { boardFragment, readBoardList, readWorkshop } from '../../shared/document/read-workshop.ts'
import { newId, type WorkshopId } from '../../shared/model/ids.ts'
import { failureOf, openSession, startEngine, startRelay, whenStatus } from '../helpers/hosts.ts'
import { addNotes, doubled, recordOf, tokensOf, typeToken } from '../helpers/typing.ts'
import { when } from '../helpers/when.ts'
import { plainLink, plainRelay } from '../helpers/plain-relay.ts'

test('EN36 in the moment of typing all lights are out, and they come back with the acknowledgements', async () => {
  const [engine, relay] = [await startEngine(), await startRelay()]
  const window = engine.openWindow()
  const id = await window.call('createWorkshop', recordOf('Lights'))
  await window.call('setRelay', id, plainRelay(relay.url))
  const session = await openSession(window, id)
  const isLit = ({ isSavedHere, isOnRelay }: ReturnType<WorkshopSession['getStatus']>): boolean => isSavedHere && isOnRelay
  await whenStatus(session, 'shared', isLit)
  const text = addNotes(session.doc, 'Notes')
  for (const word of ['one', 'two', 'three']) {
    await whenStatus(session, 'on the relay', isLit)
    typeToken(text, word)
    expect(session.getStatus()).toMatchObject({ isSavedHere: false, isOnRelay: false, deviceCount: 0 })
  }
})

test('EN1 a workshop made in one window is listed, opens in a second window, and both see each other’s edits without a network', async () => {
  const engine = await startEngine()
  const [first, second] = [engine.openWindow(), engine.openWindow()]
  const id = await first.call('createWorkshop', recordOf('Kick-off'))
  expect((await second.call('listWorkshops')).map(({ title, relay }) => [title, relay])).toEqual([['Kick-off', null]])

  const [a, b] = [await openSession(first, id), await openSession(second, id)]
  const text = addNotes(a.doc, 'Notes')
  typeToken(text, 'a-1')
  await when('the second window shows it', () => tokensOf(b.doc).includes('a-1'))
  typeToken(addNotes(b.doc, 'More'), 'b-1')
  await when('the first window shows it', () => tokensOf(a.doc).includes('b-1'))
  await whenStatus(a, 'saved here', ({ isSavedHere, isStored }) => isSavedHere && isStored)
  expect(a.getStatus()).toMatchObject({ relay: { kind: 'none' }, isOnRelay: false, deviceCount: 0, storageProblem: null })

  a.awareness.setLocalStateField('user', { name: 'Ada', organisation: '', color: 1 })
  await when('presence of the first window', () => [...b.awareness.getStates().values()].some((state) => (state as { user?: { name?: string } }).user?.name === 'Ada'))
  a.close()
  await when('the first window has left', () => !b.awareness.getStates().has(a.awareness.clientID))
})

test('EN2 content is there again after the engine was stopped, and after it was killed', async () => {
  const engine = await startEngine()
  const window = engine.openWindow()
  const id = await window.call('createWorkshop', recordOf('Kick-off'))
  const session = await openSession(window, id)
  const text = addNotes(session.doc, 'Notes')
  typeToken(text, 't-1')
  await whenStatus(session, 'saved', ({ isSavedHere }) => isSavedHere)
  await engine.stop()
  expect(session.getStatus().isEngineLost).toBe(true)
  typeToken(text, 't-2')
  expect(session.getStatus().isSavedHere).toBe(false)

  await engine.restart()
  await whenStatus(session, 'saved again', ({ isSavedHere, isEngineLost }) => isSavedHere && !isEngineLost)
  await engine.kill()
  await engine.restart()
  const reader = await openSession(engine.openWindow(), id)
  expect(tokensOf(reader.doc)).toEqual(['t-1', 't-2'])
  expect(tokensOf(session.doc)).toEqual(['t-1', 't-2'])
})

test('EN3 two computers join through a relay, work offline, and merge', async () => {
  const relay = await startRelay()
  const [one, two] = [await startEngine(), await startEngine()]
  const [ada, bob] = [one.openWindow(), two.openWindow()]
  const id = await ada.call('createWorkshop', recordOf('Regions'))
  const a = await openSession(ada, id)
  const notes = addNotes(a.doc, 'Notes')
  await ada.call('setRelay', id, plainRelay(relay.url))
  await whenStatus(a, 'on the relay', ({ isOnRelay, relay: { kind } }) => isOnRelay && kind === 'online')

  await bob.call('joinWorkshop', plainLink(relay.url, id))
  const b = await openSession(bob, id)
  expect(readDetails(b.doc).title).toBe('Regions')
  await whenStatus(a, 'on one other device', ({ deviceCount }) => deviceCount === 1)
  a.awareness.setLocalStateField('user', { name: 'Ada', organisation: '', color: 1 })
  await when('Ada is seen', () => b.awareness.getStates().has(a.awareness.clientID))

  await relay.kill()
  await whenStatus(a, 'offline', ({ relay: { kind } }) => kind === 'offline')
  await when('Ada is gone', () => !b.awareness.getStates().has(a.awareness.clientID))
  typeToken(notes, 'a-offline')
  typeToken(addNotes(b.doc, 'Bob’s'), 'b-offline')
  await whenStatus(a, 'saved here', ({ isSavedHere }) => isSavedHere)
  expect(a.getStatus()).toMatchObject({ isOnRelay: false, deviceCount: 0 })

  await relay.restart()
  for (const session of [a, b]) {
    await when('both texts', () => tokensOf(session.doc).length === 2, 20_000)
    await whenStatus(session, 'on the relay and on the other', ({ isOnRelay, deviceCount }) => isOnRelay && deviceCount === 1)
    expect(doubled(tokensOf(session.doc))).toEqual([])
  }
  expect(readWorkshop(a.doc)).toEqual(readWorkshop(b.doc))
  await when('Ada is seen again', () => b.awareness.getStates().has(a.awareness.clientID))
})

test('EN4 a workshop that nobody opened here opens offline, with everything that others wrote before', async () => {
  const relay = await startRelay()
  const [one, two] = [await startEngine(), await startEngine()]
  const [ada, bob] = [one.openWindow(), two.openWindow()]
  const id = await ada.call('createWorkshop', recordOf('Regions'))
  await ada.call('setRelay', id, plainRelay(relay.url))
  const a = await openSession(ada, id)
  await whenStatus(a, 'on the relay', ({ isOnRelay }) => isOnRelay)
  await bob.call('joinWorkshop', plainLink(relay.url, id))
  // Bob restarts and never opens it; Ada writes on.
  await two.stop()
  await two.restart()
  typeToken(addNotes(a.doc, 'Later'), 'later')
  await whenStatus(a, 'on Bob’s computer', ({ isOnRelay, deviceCount }) => isOnRelay && deviceCount === 1)
  await relay.kill()
  await two.kill()
  await two.restart()
  const b = await openSession(two.openWindow(), id)
  expect(tokensOf(b.doc)).toEqual(['later'])
})

test('EN5 the relay light is honest after a restart offline, and goes out with the first edit', async () => {
  const relay = await startRelay()
  const engine = await startEngine()
  const window = engine.openWindow()
  const id = await window.call('createWorkshop', recordOf('Regions'))
  const first = await openSession(window, id)
  const text = addNotes(first.doc, 'Notes')
  await window.call('setRelay', id, plainRelay(relay.url))
  await whenStatus(first, 'on the relay', ({ isOnRelay }) => isOnRelay)
  await relay.kill()
  await engine.stop()
  await engine.restart()
  await whenStatus(first, 'offline, but all on the relay', ({ isOnRelay, isEngineLost, relay: { kind } }) => isOnRelay && !isEngineLost && kind === 'offline')
  typeToken(text, 'new')
  await whenStatus(first, 'no longer on the relay', ({ isOnRelay }) => !isOnRelay)
  await engine.stop()
  await engine.restart()
  await whenStatus(first, 'offline again', ({ isEngineLost, relay: { kind } }) => !isEngineLost && kind === 'offline')
  expect(first.getStatus().isOnRelay).toBe(false)
  await relay.restart()
  await whenStatus(first, 'on the relay in the end', ({ isOnRelay }) => isOnRelay)
})

test('EN6 a relay that has lost the room is told everything again, and the light is off until it has it', async () => {
  const relay = await startRelay()
  const engine = await startEngine()
  const window = engine.openWindow()
  const id = await window.call('createWorkshop', recordOf('Regions'))
  const session = await openSession(window, id)
  typeToken(addNotes(session.doc, 'Notes'), 'kept')
  await window.call('setRelay', id, plainRelay(relay.url))
  await whenStatus(session, 'on the relay', ({ isOnRelay }) => isOnRelay)
  await relay.kill()
  const { port } = new URL(relay.url)
  const other = await startRelay()
  expect(new URL(other.url).port).not.toBe(port)
  await window.call('setRelay', id, plainRelay(other.url))
  await whenStatus(session, 'on the other relay', ({ isOnRelay }) => isOnRelay)
  const reader = (await startEngine()).openWindow()
  await reader.call('joinWorkshop', plainLink(other.url, id))
  expect(tokensOf((await openSession(reader, id)).doc)).toEqual(['kept'])
})

test('EN7 joining an empty room, an address that is none, or an absent relay fails by name and leaves nothing behind', async () => {
  const relay = await startRelay()
  const engine = await startEngine()
  const window = engine.openWindow()
  const id = newId<WorkshopId>()
  expect(await failureOf(window.call('joinWorkshop', plainLink(relay.url, id)))).toMatchObject({ kind: 'no-such-workshop' })
  expect(await failureOf(window.call('joinWorkshop', 'https://example.org'))).toMatchObject({ kind: 'bad-address' })
  expect(await failureOf(window.call('createWorkshop', { title: 'no record' }))).toMatchObject({ kind: 'bad-record' })
  await relay.kill()
  expect(await failureOf(window.call('joinWorkshop', plainLink(relay.url, id)))).toMatchObject({ kind: 'unreachable' })
  expect(await window.call('listWorkshops')).toEqual([])
  const session = window.openSession(id)
  expect(await failureOf(session.whenLoaded)).toMatchObject({ kind: 'no-such-workshop' })
  await engine.stop()
  await engine.restart()
  expect(await window.call('listWorkshops')).toEqual([])
})

test('EN8 an image travels to a computer that joins, and is counted while it is on its way', async () => {
  const relay = await startRelay()
  const [one, two] = [await startEngine(), await startEngine()]
  const [ada, bob] = [one.openWindow(), two.openWindow()]
  const id = await ada.call('createWorkshop', recordOf('Pictures'))
  const a = await openSession(ada, id)
  const bytes = new Uint8Array(300_000).map((_, index) => index % 251)
  const blob = await ada.call('putBlob', bytes, 'image/png')
  addBlob(a.doc, 'test', { id: blob, mediaType: 'image/png', byteLength: bytes.length, name: 'wall.png' })
  await ada.call('setRelay', id, plainRelay(relay.url))
  await whenStatus(a, 'blob on the relay', ({ pendingBlobs, isOnRelay }) => pendingBlobs === 0 && isOnRelay)

  await bob.call('joinWorkshop', plainLink(relay.url, id))
  const b = await openSession(bob, id)
  await whenStatus(b, 'blob here', ({ pendingBlobs }) => pendingBlobs === 0)
  expect(await bob.call('hasBlob', blob)).toBe(true)

  await relay.kill()
  const late = await ada.call('putBlob', bytes.slice(1), 'image/png')
  addBlob(a.doc, 'test', { id: late, mediaType: 'image/png', byteLength: bytes.length - 1, name: 'late.png' })
  await whenStatus(a, 'one waiting', ({ pendingBlobs }) => pendingBlobs === 1)
  await relay.restart()
  await whenStatus(a, 'sent', ({ pendingBlobs }) => pendingBlobs === 0)
  await when('fetched', () => b.getStatus().pendingBlobs === 0 && readWorkshop(b.doc).blobs.length === 2, 40_000)
  expect(await bob.call('hasBlob', late)).toBe(true)
})

test('EN86 a relay that lost its disk gets the images again, also from an app that was written in and started again meanwhile', async () => {
  const [engine, relay] = [await startEngine(), await startRelay()]
  const window = engine.openWindow()
  const id = await window.call('createWorkshop', recordOf('Pictures'))
  const session = await openSession(window, id)
  const bytes = new Uint8Array(3_000).map((_, index) => index % 251)
  const blob = await window.call('putBlob', bytes, 'image/png')
  addBlob(session.doc, 'test', { id: blob, mediaType: 'image/png', byteLength: bytes.length, name: 'wall.png' })
  await window.call('setRelay', id, plainRelay(relay.url))
  await whenStatus(session, 'all on the relay', ({ pendingBlobs, isOnRelay }) => pendingBlobs === 0 && isOnRelay)

  await relay.kill()
  typeToken(addNotes(session.doc, 'Notes'), 'meanwhile')
  await whenStatus(session, 'saved here alone', ({ isSavedHere, isOnRelay }) => isSavedHere && !isOnRelay)
  await engine.stop()
  for (const name of fs.readdirSync(relay.dataFolder)) fs.rmSync(path.join(relay.dataFolder, name), { recursive: true })
  await engine.restart()
  await whenStatus(session, 'out of reach, with nothing known to be lost', (status) => status.relay.kind === 'offline' && status.pendingBlobs === 0)
  await relay.restart()
  const imageThere = async (): Promise<number> => (await fetch(`${relay.httpUrl}/blob/${id}/${blob}`, { method: 'HEAD' })).status
  await expect.poll(imageThere, { timeout: 20_000 }).toBe(200)
  await whenStatus(session, 'all on the relay again', ({ pendingBlobs, isOnRelay }) => pendingBlobs === 0 && isOnRelay)
})

test('EN110 what is changed in the settings of one window is told to all of them', async () => {
  const engine = await startEngine()
  const [one, other] = [engine.openWindow(), engine.openWindow()]
  await other.call('getSettings')
  const heard: unknown[] = []
  other.onSettings(({ name, isWorkingOffline }) => heard.push([name, isWorkingOffline]))
  await one.call('setSettings', { name: 'Ada' })
  await one.call('setWorkOffline', true)
  await when('both are told', () => heard.length === 2)
  expect(heard).toEqual([['Ada', false], ['Ada', true]])
})

test('EN9 working offline cuts every link at once and survives a restart', async () => {
  const relay = await startRelay()
  const engine = await startEngine()
  const window = engine.openWindow()
  const id = await window.call('createWorkshop', recordOf('Regions'))
  const session = await openSession(window, id)
  await window.call('setRelay', id, plainRelay(relay.url))
  await whenStatus(session, 'online', ({ relay: { kind } }) => kind === 'online')
  await window.call('setWorkOffline', true)
  await whenStatus(session, 'cut', ({ relay: state }) => state.kind === 'offline' && state.reason === 'working-offline')
  await engine.stop()
  await engine.restart()
  expect((await window.call('getSettings')).isWorkingOffline).toBe(true)
  await whenStatus(session, 'still cut', ({ relay: state, isEngineLost }) => !isEngineLost && state.kind === 'offline' && state.reason === 'working-offline')
  await window.call('setWorkOffline', false)
  await whenStatus(session, 'online again', ({ relay: { kind } }) => kind === 'online')
})

test.each(['the writer', 'the other'])('EN65 words written without a network into a line that somebody else joined to another meanwhile follow it, when %s comes back first', async (first) => {
  const relay = await startRelay()
  const [one, two] = [await startEngine(), await startEngine()]
  const [ada, bob] = [one.openWindow(), two.openWindow()]
  const id = await ada.call('createWorkshop', recordOf('Regions'))
  const a = await openSession(ada, id)
  typeToken(addNotes(a.doc, 'Notes'), 'first')
  const second = addParagraph(a.doc)
  typeToken(second, 'second')
  await ada.call('setRelay', id, plainRelay(relay.url))
  await whenStatus(a, 'on the relay', ({ isOnRelay }) => isOnRelay)
  await bob.call('joinWorkshop', plainLink(relay.url, id))
  const b = await openSession(bob, id)
  await when('Bob has both', () => tokensOf(b.doc).length === 2)

  for (const person of [ada, bob]) await person.call('setWorkOffline', true)
  typeToken(second, 'offline')
  joinParagraphs(b.doc)
  for (const session of [a, b]) await whenStatus(session, 'saved here', ({ isSavedHere }) => isSavedHere)
  // Who wrote is known over a restart.
  await one.kill()
  await one.restart()
  const both = [{ person: ada, session: a }, { person: bob, session: b }]
  const inOrder = first === 'the other' ? both.toReversed() : both
  for (const { person, session } of inOrder) {
    await person.call('setWorkOffline', false)
    await whenStatus(session, 'on the relay', ({ isOnRelay }) => isOnRelay)
  }
  for (const { session } of inOrder) await when('everything is there', () => tokensOf(session.doc).length === 3)
  expect(linesOf(a.doc)).toEqual([' <first> <second> <offline>'])
  expect(linesOf(b.doc)).toEqual(linesOf(a.doc))
})

test('EN66 of two windows of one computer each keeps what it wrote into a line that the other one joined', async () => {
  const engine = await startEngine()
  const [left, right] = [engine.openWindow(), engine.openWindow()]
  const id = await left.call('createWorkshop', recordOf('Regions'))
  const a = await openSession(left, id)
  typeToken(addNotes(a.doc, 'Notes'), 'first')
  const second = addParagraph(a.doc)
  typeToken(second, 'second')
  const b = await openSession(right, id)
  await when('the other window has both', () => tokensOf(b.doc).length === 2)
  // In one turn: neither has heard of the other.
  joinParagraphs(b.doc)
  typeToken(second, 'third')
  for (const session of [a, b]) await when('everything is there', () => tokensOf(session.doc).length === 3)
  expect(linesOf(a.doc)).toEqual([' <first> <second> <third>'])
  expect(linesOf(b.doc)).toEqual(linesOf(a.doc))
})

/** The only board of `doc`. */
function onlyBoard(doc: Y.Doc): Y.XmlFragment {
  const [board] = readBoardList(doc)
  const fragment = board ? boardFragment(doc, board.id) : null
  if (!fragment) throw new Error('no board')
  return fragment
}

function addParagraph(doc: Y.Doc): Y.XmlText {
  const paragraph = new Y.XmlElement('paragraph')
  const text = new Y.XmlText()
  paragraph.insert(0, [text])
  onlyBoard(doc).push([paragraph])
  return text
}

function textsOf(doc: Y.Doc): Y.XmlText[] {
  return onlyBoard(doc).toArray().flatMap((block) => (block instanceof Y.XmlElement ? block.toArray().filter((child) => child instanceof Y.XmlText) : []))
}

function linesOf(doc: Y.Doc): string[] {
  return textsOf(doc).map((text) => (text.toDelta() as readonly { readonly insert: string }[]).map(({ insert }) => insert).join(''))
}

/** Joins the second paragraph to the first as an editor does: the words are written anew, and their block is deleted. */
function joinParagraphs(doc: Y.Doc): void {
  const [first] = textsOf(doc)
  const words = linesOf(doc)[1] ?? ''
  doc.transact(() => {
    first?.insert(first.length, words)
    onlyBoard(doc).delete(1, 1)
  })
}
