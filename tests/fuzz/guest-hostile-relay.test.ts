/** Whatever a relay sends, the page goes on, shows only what is whole, and says nothing before it is let in. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { BrowserSource } from '../../renderer/document/browser-source.ts'
import { BrowserStore } from '../../renderer/document/browser-store.ts'
import type { WorkshopSession } from '../../renderer/document/source.ts'
import { rootsOf } from '../../shared/document/roots.ts'
import type { Settings } from '../../shared/ipc/engine-port.ts'
import { encodeInviteToken } from '../../shared/protocol/join-link.ts'
import { messageType, syncType } from '../../shared/protocol/messages.ts'
import { encodeSync } from '../../shared/protocol/sync-frames.ts'
import { Keys } from '../helpers/guest-workshop.ts'
import { editAtRandom, mutate } from '../helpers/hostile-updates.ts'
import { seededRandom } from '../helpers/random.ts'
import { ScriptedRelay, type ScriptedPeer } from '../helpers/scripted-relay.ts'
import { when } from '../helpers/when.ts'

const seeds = process.env['MINUTA_FUZZ'] === 'long' ? Array.from({ length: 40 }, (_, index) => index + 1) : [1, 2, 3]
const frames = 200
const settings: Settings = { name: '', organisation: '', language: 'en', direction: 'auto', appearance: 'system', relayUrl: '', isWorkingOffline: false }
const keys = new Keys()

let relay: ScriptedRelay
let session: WorkshopSession | null = null
let onPeer: (peer: ScriptedPeer) => void = () => undefined

beforeEach(async () => {
  relay = await ScriptedRelay.start((peer) => onPeer(peer))
})

afterEach(async () => {
  session?.close()
  session = null
  await relay.stop()
})

async function openPage(): Promise<WorkshopSession> {
  const source = new BrowserSource({ store: await BrowserStore.open(undefined), origin: relay.url.replace(/^ws/, 'http'), settings: { read: () => settings, write: () => settings } })
  await source.prepare(keys.workshop, encodeInviteToken(keys.invite('participant')))
  session = source.openSession(keys.workshop)
  return session
}

test('GU3 before the relay has let it in, the page sends its proof and nothing else; afterwards its device comes first', async () => {
  onPeer = (peer) => peer.tell({ type: 'challenge', challenge: new Uint8Array(32).fill(7), proof: new Uint8Array() })
  await openPage()
  await when('the proof arrives', () => (relay.peers[0]?.received.length ?? 0) > 0)
  const [peer] = relay.peers
  expect(peer?.received.map((bytes) => bytes[0])).toEqual([messageType.prove])
  peer?.tell({ type: 'admitted', role: 'participant', time: 0, session: new Uint8Array(16) })
  peer?.greet('lineage', 0)
  const isStep1 = (bytes: Uint8Array): boolean => bytes[0] === messageType.sync && bytes[1] === syncType.step1
  await when('the handshake arrives', () => peer?.received.some(isStep1) === true)
  expect(peer?.received[1]?.[0]).toBe(messageType.device)
})

test.each(seeds)('GU20 a relay that sends broken updates harms nothing (seed %i)', async (seed) => {
  const random = seededRandom(seed)
  const honest = new Y.Doc()
  const updates: Uint8Array[] = []
  honest.on('update', (update: Uint8Array) => updates.push(update))
  rootsOf(honest).meta.set('title', 'Whole')
  rootsOf(honest).meta.set('schemaVersion', 1)
  const whole = Y.encodeStateAsUpdate(honest)
  for (let edit = 0; edit < 30; edit += 1) editAtRandom(honest, random)
  let sent = 0
  onPeer = (peer) => {
    peer.tell({ type: 'hello', lineage: 'lineage', seq: 1 })
    peer.sendBytes(encodeSync(syncType.step2, whole))
    // The page ends a connection that says nonsense, and comes back for more.
    for (let frame = 0; frame < 20 && sent < frames; frame += 1, sent += 1) {
      const [first = whole, ...others] = updates
      const update = mutate(random.pick([first, ...others]), random)
      peer.sendBytes(random.chance(0.8) ? encodeSync(random.chance(0.5) ? syncType.update : syncType.step2, update) : mutate(encodeSync(syncType.update, update), random))
    }
  }
  const page = await openPage()
  await when('all of it was sent', () => sent >= frames, 50_000)
  onPeer = (peer) => {
    peer.tell({ type: 'hello', lineage: 'lineage', seq: 1 })
    peer.sendBytes(encodeSync(syncType.step2, Y.encodeStateAsUpdate(honest)))
  }
  for (const peer of relay.peers) peer.close(1001)
  await when('the page is whole', () => page.getStatus().relay.kind === 'online' && page.getStatus().isLoaded)
  expect(rootsOf(page.doc).meta.get('schemaVersion')).toBe(1)
  expect(page.doc.store.pendingStructs).toBeNull()
  expect(page.doc.store.pendingDs).toBeNull()
  honest.destroy()
})
