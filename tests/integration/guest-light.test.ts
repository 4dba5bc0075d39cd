/** What a page that may not write asks of a relay, and when it says that everything is there: against a relay that does only what the test tells it. */
import * as encoding from 'lib0/encoding'
import { expect, onTestFinished, test, vi } from 'vitest'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { BrowserLink } from '../../renderer/document/browser-link.ts'
import { cutUpdate } from '../../server/updates/cut-update.ts'
import { mayWrite } from '../../shared/model/roles.ts'
import { challengeLength } from '../../shared/protocol/admission.ts'
import { closeCode, messageType, syncType } from '../../shared/protocol/messages.ts'
import { Replica } from '../../shared/protocol/replica.ts'
import { encodeSync, readPeerFrame } from '../../shared/protocol/sync-frames.ts'
import { Keys } from '../helpers/guest-workshop.ts'
import { ScriptedRelay, type ScriptedPeer } from '../helpers/scripted-relay.ts'
import { when } from '../helpers/when.ts'

const keys = new Keys()
const forEverything = encodeSync(syncType.step1, Y.encodeStateVector(new Y.Doc()))

/** A viewer's page with `doc`, and its connections to a relay, each let in and greeted. */
async function openPage(): Promise<{ readonly doc: Y.Doc; readonly link: BrowserLink; readonly connect: () => void; readonly greet: (number: number, lineage: string, seq: number) => Promise<ScriptedPeer> }> {
  const relay = await ScriptedRelay.start()
  onTestFinished(() => relay.stop())
  const replica = new Replica()
  let link: BrowserLink | null = null
  onTestFinished(() => {
    link?.dispose()
    replica.dispose()
  })
  const greet = async (number: number, lineage: string, seq: number): Promise<ScriptedPeer> => {
    await when(`connection ${number}`, () => relay.peers.length >= number)
    const peer = relay.peers[number - 1]
    if (peer === undefined) throw new Error('no peer')
    peer.tell({ type: 'challenge', challenge: new Uint8Array(challengeLength), proof: new Uint8Array() })
    await when('the proof', () => peer.types.includes('prove'))
    peer.admit('viewer')
    peer.tell({ type: 'hello', lineage, seq })
    await when('its question', () => peer.types.includes('sync'))
    return peer
  }
  return {
    doc: replica.doc,
    get link() {
      if (link === null) throw new Error('not connected')
      return link
    },
    connect: () => {
      link = new BrowserLink(
        { url: relay.url, room: keys.workshop, replica, awareness: new Awareness(replica.doc), token: keys.invite('viewer'), identity: { name: '', organisation: '', person: '' }, device: 1 },
        (role) => mayWrite(role, 'responses'),
        { onChange: () => undefined, onAdmitted: () => undefined, onSynced: () => undefined, afterCommit: () => undefined, onPeers: () => undefined },
      )
    },
    greet,
  }
}

/** An update that deletes what begins at `id`, and names nothing inside it. */
function deletionOf({ client, clock }: Y.ID): Uint8Array {
  return encoding.encode((encoder) => {
    for (const number of [0, 1, client, 1, clock, 1]) encoding.writeVarUint(encoder, number)
  })
}

/** What the page asked for after it was let in. */
function questionOf(peer: ScriptedPeer): Uint8Array | undefined {
  return peer.frames.find(([type]) => type === messageType.sync)
}

function answer(peer: ScriptedPeer, doc: Y.Doc): void {
  peer.sendBytes(encodeSync(syncType.step2, Y.encodeStateAsUpdate(doc)))
}

test('GU45 what a page holds that the relay does not show keeps the light out where it may not be handed over, and only until the relay has it', async () => {
  const page = await openPage()
  page.doc.getMap('answers').set('question-1', 'mine')
  page.connect()
  const first = await page.greet(1, 'one', 3)
  // To compare.
  expect(questionOf(first)).toEqual(forEverything)
  answer(first, new Y.Doc())
  await when('online', () => page.link.state.kind === 'online')
  expect(page.link.hasEverything).toBe(false)

  first.close(closeCode.goingAway)
  const second = await page.greet(2, 'one', 4)
  expect(questionOf(second)).toEqual(forEverything)
  answer(second, page.doc)
  await when('the relay has it', () => page.link.hasEverything)
  expect([first.writes, second.writes]).toEqual([0, 0])
})

test('GU120 what others give to a relay that lacked it is asked for once more, and then the light is on without another connection', async () => {
  const page = await openPage()
  page.doc.getMap('answers').set('question-1', 'mine')
  page.connect()
  const peer = await page.greet(1, 'one', 3)
  answer(peer, new Y.Doc())
  await when('online', () => page.link.state.kind === 'online')
  expect(page.link.hasEverything).toBe(false)
  const questions = (): number => peer.types.filter((type) => type === 'sync').length
  peer.sendBytes(encodeSync(syncType.update, Y.encodeStateAsUpdate(page.doc)))
  await when('it asks once more', () => questions() === 2)
  answer(peer, page.doc)
  await when('the light', () => page.link.hasEverything)
  expect(peer.writes).toBe(0)
})

test('GU45 GU126 a relay is asked on every connection, but by a page that was empty: it may have been set back, also where others have written as much since as it lost', async () => {
  const page = await openPage()
  page.connect()
  const theirs = new Y.Doc()
  theirs.getText('t').insert(0, 'x')
  const first = await page.greet(1, 'one', 3)
  answer(first, theirs)
  await when('the relay has what it sent', () => page.link.hasEverything)

  first.close(closeCode.goingAway)
  const second = await page.greet(2, 'one', 3)
  expect(questionOf(second)).toEqual(forEverything)
  answer(second, theirs)
  await when('the relay has what it had', () => page.link.hasEverything)

  second.close(closeCode.goingAway)
  const third = await page.greet(3, 'one', 9)
  const others = new Y.Doc()
  others.getText('t').insert(0, 'y')
  answer(third, others)
  await when('online', () => page.link.state.kind === 'online')
  expect(page.link.hasEverything).toBe(false)
})

/** A page that holds what `doc` holds, and has not come to any relay yet. */
async function openPageWith(doc: Y.Doc): ReturnType<typeof openPage> {
  const page = await openPage()
  Y.applyUpdate(page.doc, Y.encodeStateAsUpdate(doc))
  page.connect()
  return page
}

/** What a relay that holds `doc` answers to what was asked. */
function answerQuestion(peer: ScriptedPeer, doc: Y.Doc, question: Uint8Array | undefined): void {
  const asked = readPeerFrame(question ?? new Uint8Array())
  if (asked.type !== 'step1') throw new Error('no question')
  peer.sendBytes(encodeSync(syncType.step2, Y.encodeStateAsUpdate(doc, asked.stateVector)))
}

const written = (): Y.Doc => {
  const doc = new Y.Doc()
  for (let line = 0; line < 500; line += 1) doc.getArray('lines').push(['What was said here, in a sentence or two that somebody took the time to write down.'])
  doc.getText('t').insert(0, 'and more')
  doc.getText('t').delete(0, 4)
  return doc
}

test('GU76 a page that may not write learns whether the relay has all that is here, without being sent it again', async () => {
  const doc = written()
  const page = await openPageWith(doc)
  const peer = await page.greet(1, 'one', 3)
  const question = questionOf(peer)
  answerQuestion(peer, doc, question)
  await when('the relay has it', () => page.link.hasEverything)
  expect(peer.frames.filter(([type]) => type === messageType.sync)).toEqual([question])
  const asked = readPeerFrame(question ?? new Uint8Array())
  expect(asked.type === 'step1' && Y.encodeStateAsUpdate(doc, asked.stateVector).length).toBeLessThan(100)
})

test.each<readonly [string, (doc: Y.Doc) => void]>([
  ['a line', (doc) => doc.getArray('lines').push(['one more'])],
  ['a deletion', (doc) => doc.getText('t').delete(0, 1)],
])('GU76 what the relay lacks keeps the light out where it may not be handed over: %s', async (_what, change) => {
  const [theirs, ours] = [written(), new Y.Doc()]
  Y.applyUpdate(ours, Y.encodeStateAsUpdate(theirs))
  change(ours)
  const page = await openPageWith(ours)
  const peer = await page.greet(1, 'one', 3)
  answerQuestion(peer, theirs, questionOf(peer))
  await when('online', () => page.link.state.kind === 'online')
  expect(page.link.hasEverything).toBe(false)
  // Whoever has deleted more asks for all of it, to be sure.
  for (const question of peer.frames.filter(([type]) => type === messageType.sync).slice(1)) answerQuestion(peer, theirs, question)
  peer.tell({ type: 'head', seq: 4 })
  expect(page.link.hasEverything).toBe(false)
})

/** A page whose relay does not name what went down with a block, when it has asked that relay for the whole; and what the relay holds. */
async function askedForWhole(): Promise<{ readonly page: Awaited<ReturnType<typeof openPage>>; readonly peer: ScriptedPeer; readonly theirs: Uint8Array }> {
  const doc = written()
  const block = new Y.XmlElement('paragraph')
  block.insert(0, [new Y.XmlText('gone with it')])
  doc.getXmlFragment('board').insert(0, [block])
  const kept = Y.encodeStateAsUpdate(doc)
  const { id } = block._item ?? { id: Y.createID(0, 0) }
  const theirs = Y.mergeUpdates([kept, deletionOf(id)])
  const ours = new Y.Doc()
  Y.applyUpdate(ours, theirs)
  const page = await openPageWith(ours)
  const peer = await page.greet(1, 'one', 3)
  const first = readPeerFrame(questionOf(peer) ?? new Uint8Array())
  peer.sendBytes(encodeSync(syncType.step2, Y.diffUpdate(theirs, first.type === 'step1' ? first.stateVector : new Uint8Array())))
  await when('it asks for everything', () => peer.frames.filter(([type]) => type === messageType.sync).length === 2)
  return { page, peer, theirs }
}

test('GU76 a relay that does not name what went down with a block is asked for the whole, also in pieces, and found to have it', async () => {
  const { page, peer, theirs } = await askedForWhole()
  expect(page.link.hasEverything).toBe(false)
  const pieces = cutUpdate(theirs, new Map())
  expect(pieces.length).toBeGreaterThan(1)
  for (const [index, piece] of pieces.entries()) peer.sendBytes(encodeSync(index < pieces.length - 1 ? syncType.update : syncType.step2, piece))
  await when('the relay has it', () => page.link.hasEverything)
})

test('GU97 the whole that a page asks for to compare may be on its way as long as a first answer', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'] })
  onTestFinished(() => {
    vi.useRealTimers()
  })
  const { page } = await askedForWhole()
  vi.advanceTimersByTime(25_000)
  expect(page.link.state.kind).toBe('online')
  vi.advanceTimersByTime(10_000)
  expect(page.link.state.kind).toBe('offline')
})

test('GU45 what is written all the same is not called on the relay, before or after the connection that did not take it', async () => {
  const page = await openPage()
  page.connect()
  const first = await page.greet(1, 'one', 0)
  answer(first, new Y.Doc())
  await when('nothing is missing', () => page.link.hasEverything)
  page.doc.getMap('answers').set('question-1', 'mine')
  expect(page.link.hasEverything).toBe(false)

  first.close(closeCode.goingAway)
  const second = await page.greet(2, 'one', 0)
  expect(questionOf(second)).toEqual(forEverything)
  answer(second, new Y.Doc())
  await when('online', () => page.link.state.kind === 'online')
  expect(page.link.hasEverything).toBe(false)
})
