/** A page that has a part of a workshop from a line that broke, and meets a relay that does not have it: against a relay that does only what the test tells it. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { BrowserSession } from '../../renderer/document/browser-session.ts'
import { BrowserStore } from '../../renderer/document/browser-store.ts'
import { cutUpdate } from '../../server/updates/cut-update.ts'
import { documentFromRecord } from '../../shared/document/record/record.ts'
import { rootsOf } from '../../shared/document/roots.ts'
import { closeCode, syncType } from '../../shared/protocol/messages.ts'
import { encodeSync } from '../../shared/protocol/sync-frames.ts'
import { Keys } from '../helpers/guest-workshop.ts'
import { ScriptedRelay, type ScriptedPeer } from '../helpers/scripted-relay.ts'
import { when } from '../helpers/when.ts'

const nothing = Uint8Array.of(0, 0)

let relay: ScriptedRelay
let session: BrowserSession

beforeEach(async () => {
  relay = await ScriptedRelay.start()
  const keys = new Keys()
  session = new BrowserSession(keys.workshop, 'notes', { url: relay.url, token: keys.invite('viewer'), identity: { name: '', organisation: '', person: '' }, device: 1, role: null }, {
    store: await BrowserStore.open(undefined),
    unsent: new Map(), pendingBlobs: () => 0, onAdmitted: () => undefined, onInviteRefused: () => undefined, onPeers: () => undefined, release: () => true, onClosed: () => undefined,
  })
})

afterEach(async () => {
  session.close()
  await relay.stop()
})

/** The connection with this number, when it has asked for the document. */
async function asked(number: number, lineage: string, seq: number): Promise<ScriptedPeer> {
  await when(`connection ${number}`, () => relay.peers.length >= number)
  const peer = relay.peers[number - 1]
  if (peer === undefined) throw new Error('no peer')
  peer.admit('viewer')
  peer.tell({ type: 'hello', lineage, seq })
  await when('its question', () => peer.types.includes('sync'))
  return peer
}

/** A workshop, and the pieces in which it comes: more than two, the title in the first. */
function longWorkshop(): { readonly whole: Uint8Array; readonly pieces: readonly Uint8Array[] } {
  const made = documentFromRecord({ format: 'minuta-workshop-record', version: 1, workshop: { title: 'Open day' }, boards: [] })
  if (!made.ok) throw new Error('no workshop')
  const doc = new Y.Doc()
  Y.applyUpdate(doc, made.update)
  // One after the other, by one client.
  doc.clientID = [...doc.store.clients.keys()][0] ?? 0
  for (let line = 0; line < 600; line += 1) doc.getMap('long').set(`line ${line}`, 'What was said here, in a sentence or two that somebody took the time to write down.')
  const whole = Y.encodeStateAsUpdate(doc)
  return { whole, pieces: cutUpdate(whole, new Map()) }
}

function sendAnswer(peer: ScriptedPeer, updates: readonly Uint8Array[]): void {
  for (const [index, update] of updates.entries()) peer.sendBytes(encodeSync(index < updates.length - 1 ? syncType.update : syncType.step2, update))
}

const title = (): unknown => rootsOf(session.doc).meta.get('title')

test('GU96 a part of a workshop is not shown as all of it because the relay has nothing of it any more, and opens when somebody brings the workshop', async () => {
  const { whole, pieces } = longWorkshop()
  expect(pieces.length).toBeGreaterThan(2)
  const first = await asked(1, 'one', 9)
  first.sendBytes(encodeSync(syncType.update, pieces[0] ?? nothing))
  await when('a part is here', () => title() === 'Open day')
  first.close(closeCode.goingAway)

  const second = await asked(2, 'two', 0)
  sendAnswer(second, [nothing])
  await when('online', () => session.getStatus().relay.kind === 'online')
  expect(session.getStatus()).toMatchObject({ isLoaded: false, failure: { kind: 'no-such-workshop' } })

  second.sendBytes(encodeSync(syncType.update, whole))
  await when('it opens', () => session.getStatus().isLoaded)
  expect([session.getStatus().failure, session.doc.getMap('long').size]).toEqual([null, 600])
})

test('GU96 what somebody brought between the relay’s greeting and its answer opens at once', async () => {
  const { pieces } = longWorkshop()
  const first = await asked(1, 'one', 9)
  first.sendBytes(encodeSync(syncType.update, pieces[0] ?? nothing))
  await when('a part is here', () => title() === 'Open day')
  first.close(closeCode.goingAway)

  sendAnswer(await asked(2, 'two', 0), pieces.slice(1))
  await when('it opens', () => session.getStatus().isLoaded)
  expect([session.getStatus().failure, session.doc.getMap('long').size]).toEqual([null, 600])
})

test('GU96 a workshop that was unknown and comes over a slow line later is shown when all of it is there', async () => {
  const { pieces } = longWorkshop()
  const first = await asked(1, 'one', 0)
  sendAnswer(first, [nothing])
  await when('it is unknown', () => session.getStatus().failure?.kind === 'no-such-workshop')
  first.close(closeCode.goingAway)

  const second = await asked(2, 'one', 9)
  second.sendBytes(encodeSync(syncType.update, pieces[0] ?? nothing))
  await when('a part is here', () => title() === 'Open day')
  expect(session.getStatus().isLoaded).toBe(false)
  sendAnswer(second, pieces.slice(1))
  await when('it opens', () => session.getStatus().isLoaded)
  expect(session.doc.getMap('long').size).toBe(600)
})
