/** What a page that may not write asks of a relay, and when it says that everything is there: against a relay that does only what the test tells it. */
import { expect, onTestFinished, test } from 'vitest'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { BrowserLink } from '../../renderer/document/browser-link.ts'
import { mayWrite } from '../../shared/model/roles.ts'
import { challengeLength } from '../../shared/protocol/admission.ts'
import { closeCode, messageType, syncType } from '../../shared/protocol/messages.ts'
import { Replica } from '../../shared/protocol/replica.ts'
import { encodeSync } from '../../shared/protocol/sync-frames.ts'
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

test('GU45 the whole document is asked for only where it has to be compared: not by a page that was empty, not twice of one relay, but of one that was set back or replaced', async () => {
  const page = await openPage()
  page.connect()
  const theirs = new Y.Doc()
  theirs.getText('t').insert(0, 'x')
  const first = await page.greet(1, 'one', 3)
  answer(first, theirs)
  await when('the relay has what it sent', () => page.link.hasEverything)

  first.close(closeCode.goingAway)
  const second = await page.greet(2, 'one', 3)
  expect(questionOf(second)).toEqual(encodeSync(syncType.step1, Y.encodeStateVector(page.doc)))
  answer(second, new Y.Doc())
  await when('the relay has what it had', () => page.link.hasEverything)

  second.close(closeCode.goingAway)
  const third = await page.greet(3, 'one', 2)
  expect(questionOf(third)).toEqual(forEverything)
  answer(third, theirs)
  await when('it still has it', () => page.link.hasEverything)

  third.close(closeCode.goingAway)
  const fourth = await page.greet(4, 'two', 9)
  expect(questionOf(fourth)).toEqual(forEverything)
  answer(fourth, new Y.Doc())
  await when('online', () => page.link.state.kind === 'online')
  expect(page.link.hasEverything).toBe(false)
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
