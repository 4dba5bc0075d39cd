/** Two links to one workshop, the first of which leads to a relay that says much and never answers. */
import { expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import { Access } from '../../main/engine/access/access.ts'
import { Vault } from '../../main/engine/access/vault.ts'
import { CallFailure } from '../../main/engine/windows/call-failure.ts'
import { EngineValues } from '../../main/engine/engine-values.ts'
import { Joining } from '../../main/engine/joining/joining.ts'
import { rootsOf } from '../../shared/document/roots.ts'
import { nodeSignatures } from '../../shared/node/node-signatures.ts'
import type { JoinTarget } from '../../shared/protocol/join-link.ts'
import { syncType } from '../../shared/protocol/messages.ts'
import { encodeAwareness, encodeSync } from '../../shared/protocol/sync-frames.ts'
import { MemoryRoomStore } from '../../shared/storage/memory-room-store.ts'
import { newWorkshop } from '../helpers/access.ts'
import { ScriptedRelay, type ScriptedPeer } from '../helpers/scripted-relay.ts'
import { when } from '../helpers/when.ts'

const { workshop } = newWorkshop()

async function startRelay(onPeer: (peer: ScriptedPeer) => void): Promise<ScriptedRelay> {
  const relay = await ScriptedRelay.start(onPeer)
  onTestFinished(() => relay.stop())
  return relay
}

test('EN114 a link that brings one thing after another and never the workshop keeps nobody from following another one to it', async () => {
  const chatting = await startRelay((peer) => {
    peer.tell({ type: 'hello', lineage: 'one', seq: 1 })
    let clock = 0
    const timer = setInterval(() => peer.sendBytes(encodeAwareness([{ client: 7, clock: ++clock, state: JSON.stringify({ words: 'x'.repeat(4_000) }) }])), 20)
    onTestFinished(() => clearInterval(timer))
  })
  const answering = await startRelay((peer) => {
    const doc = new Y.Doc()
    rootsOf(doc).meta.set('id', workshop)
    peer.tell({ type: 'hello', lineage: 'two', seq: 1 })
    peer.sendBytes(encodeSync(syncType.step2, Y.encodeStateAsUpdate(doc)))
  })
  const store = new MemoryRoomStore()
  const adopted: string[] = []
  const host = {
    access: new Access(new EngineValues(store), new Vault(store, []), nodeSignatures),
    has: () => adopted.length > 0, isInviteRefused: () => false, setRelay: () => undefined, signal: AbortSignal.timeout(20_000),
    adopt: (...[, , relay]: readonly [unknown, unknown, { readonly urls: readonly string[] }, unknown]) => adopted.push(...relay.urls),
  }
  const joining = new Joining(200)
  const targetAt = ({ url }: ScriptedRelay): JoinTarget => ({ relay: { urls: [url], pin: null }, workshop, token: null })
  const first = joining.join(host, targetAt(chatting)).catch((error: unknown) => error)
  await when('it has begun', () => chatting.peers.length > 0)
  expect(await joining.join(host, targetAt(answering))).toBe(workshop)
  expect(adopted).toEqual([answering.url])
  expect(await first).toEqual(new CallFailure({ kind: 'unreachable', detail: 'stopped' }))
})
