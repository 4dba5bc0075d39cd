/** The relay light of one workshop against a relay that misbehaves on purpose: it is never better than the truth. */
import { afterEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { Access } from '../../main/engine/access/access.ts'
import { Vault } from '../../main/engine/access/vault.ts'
import { BlobStore } from '../../main/engine/blobs/blob-store.ts'
import { EngineValues } from '../../main/engine/engine-values.ts'
import { UpdateWriter } from '../../main/engine/update-writer.ts'
import { WindowLink } from '../../main/engine/windows/window-link.ts'
import { WorkshopSession } from '../../main/engine/workshop-session.ts'
import type { EngineToWindow } from '../../shared/ipc/engine-port.ts'
import { newId, type WorkshopId } from '../../shared/model/ids.ts'
import { nodeSignatures } from '../../shared/node/node-signatures.ts'
import { closeCode, syncType } from '../../shared/protocol/messages.ts'
import { encodeSync } from '../../shared/protocol/sync-frames.ts'
import { MemoryRoomStore } from '../../shared/storage/memory-room-store.ts'
import { StorageError, type RoomUpdate, type Seq } from '../../shared/storage/room-store.ts'
import { ScriptedRelay, type ScriptedPeer } from '../helpers/scripted-relay.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { when } from '../helpers/when.ts'

const cleanUps: (() => Promise<void> | void)[] = []

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

/** A store on a disk that takes what the flags let through. */
class MoodyStore extends MemoryRoomStore {
  takesUpdates = true
  takesFacts = true

  override append(updates: readonly RoomUpdate[]): ReadonlyMap<string, Seq> {
    if (!this.takesUpdates) throw new StorageError('full', 'no space left')
    return super.append(updates)
  }

  override compact(room: string, snapshot: Uint8Array, through: Seq): void {
    if (!this.takesUpdates) throw new StorageError('full', 'no space left')
    super.compact(room, snapshot, through)
  }

  override setValue(key: string, value: string): void {
    if (!this.takesFacts) throw new StorageError('full', 'no space left')
    super.setValue(key, value)
  }
}

type Opened = { readonly session: WorkshopSession; readonly store: MoodyStore; readonly writer: UpdateWriter; readonly values: EngineValues; readonly type: (text: string) => void }

const id = newId<WorkshopId>()

/** A workshop with one word in it; `updates` is the length of its log. */
function openWorkshop(relay: ScriptedRelay | null, { store = new MoodyStore(), updates = 1, onChange = () => undefined }: {
  store?: MoodyStore; updates?: number; onChange?: (session: WorkshopSession) => void
} = {}): Opened {
  const folder = temporaryFolder()
  const author = new Y.Doc()
  const log: Uint8Array[] = []
  author.on('update', (update: Uint8Array) => log.push(update))
  for (let index = 0; index < updates; index += 1) author.getText('t').insert(0, 'x')
  const { takesUpdates } = store
  store.takesUpdates = true
  if (store.load(id) === null) store.append(log.map((update) => ({ room: id, update })))
  store.takesUpdates = takesUpdates
  const values = new EngineValues(store)
  if (relay !== null) values.setOf(id, 'relay', { urls: [relay.url], pin: null })
  const writer = new UpdateWriter(store, { onProblem: () => undefined })
  const access = new Access(values, new Vault(store, []), nodeSignatures)
  const session = new WorkshopSession({ store, writer, values, access, blobs: new BlobStore(folder.path), onMoved: () => undefined, onChange }, id)
  cleanUps.push(() => {
    session.dispose()
    writer.dispose()
    folder.remove()
  })
  session.connect(relay !== null)
  return { session, store, writer, values, type: (text) => session.doc.getText('t').insert(0, text) }
}

async function startRelay(onPeer?: (peer: ScriptedPeer) => void): Promise<ScriptedRelay> {
  const relay = await ScriptedRelay.start(onPeer)
  cleanUps.push(() => relay.stop())
  return relay
}

/** The peer of the latest connection, greeted, with everything that it wrote acknowledged. */
async function acknowledge(relay: ScriptedRelay, session: WorkshopSession, lineage = 'one', seq = 1): Promise<ScriptedPeer> {
  await when('a connection', () => relay.peers.length > 0)
  const peer = relay.peers.at(-1)
  if (peer === undefined) throw new Error('no peer')
  peer.greet(lineage, 0)
  await when('its answer', () => peer.writes > 0)
  peer.tell({ type: 'ack', count: peer.writes, seq })
  await when('the light', () => session.status.isOnRelay)
  return peer
}

test('EN30 what is written while the connection is closing was not sent, and the light says so', async () => {
  const relay = await startRelay()
  let isClosingDue = false
  const { session, type } = openWorkshop(relay, {
    onChange: () => {
      if (!isClosingDue) return
      isClosingDue = false
      // After the handler that is about to close the socket, before the socket is closed.
      queueMicrotask(() => type('lost '))
    },
  })
  const peer = await acknowledge(relay, session)
  isClosingDue = true
  // A sync frame of an unknown kind: the engine ends this connection.
  peer.sendBytes(new Uint8Array([0, 9, 0]))
  peer.tell({ type: 'ack', count: peer.writes, seq: 1 })
  await when('the next connection', () => relay.peers.length === 2)
  expect(session.status.isOnRelay).toBe(false)
})

test('EN31 a relay that lost the room between two connections is not believed to have it', async () => {
  const relay = await startRelay()
  const { session, values } = openWorkshop(relay)
  const peer = await acknowledge(relay, session, 'one', 7)
  peer.close(closeCode.goingAway)
  await when('the next connection', () => relay.peers.length === 2)
  expect(session.status.isOnRelay).toBe(true)
  relay.peers[1]?.tell({ type: 'hello', lineage: 'two', seq: 0 })
  await when('the light goes out', () => !session.status.isOnRelay)
  expect(values.getOf(id, 'relay-position')).toBe(null)
})

test('EN82 what one relay confirmed is never said of another: not of the one that the user chooses next, and not of the one that the other document moved to', async () => {
  const relay = await startRelay()
  const elsewhere = { urls: ['ws://127.0.0.1:9'], pin: null }
  const chosen = openWorkshop(relay)
  await acknowledge(relay, chosen.session)
  chosen.values.setOf(id, 'relay', elsewhere)
  chosen.session.connect(true)
  expect(chosen.session.status.isOnRelay).toBe(false)
  expect(chosen.values.getOf(id, 'relay-position')?.url).toBe(relay.url)

  const other = await startRelay()
  const moved = openWorkshop(other)
  await acknowledge(other, moved.session)
  moved.values.setOf(id, 'relay', elsewhere)
  moved.session.dispose()
  expect(moved.values.getOf(id, 'relay-position')?.url).toBe(other.url)
})

test('EN32 the number of devices is that of the last acknowledgement, not of the one before', async () => {
  const relay = await startRelay()
  const { session, type } = openWorkshop(relay)
  const peer = await acknowledge(relay, session)
  peer.tell({ type: 'devices', count: 2 })
  await when('two devices', () => session.status.deviceCount === 2)
  type('new ')
  await when('the update', () => peer.writes === 2)
  peer.tell({ type: 'ack', count: 2, seq: 2 })
  await when('on the relay', () => session.status.isOnRelay)
  expect(session.status.deviceCount).toBe(0)
  peer.tell({ type: 'devices', count: 2 })
  await when('two devices again', () => session.status.deviceCount === 2)
})

test('EN33 a disk that takes nothing more neither ends the engine nor keeps a workshop from being read', async () => {
  const store = new MoodyStore()
  const first = openWorkshop(null, { store, updates: 450 })
  first.session.dispose()
  store.takesUpdates = false
  const relay = await startRelay()
  const { session } = openWorkshop(relay, { store, updates: 450 })
  expect(session.doc.getText('t').length).toBe(450)
  store.takesFacts = false
  const peer = await acknowledge(relay, session)
  // Told on this connection while nothing waits to be stored: the place of the relay is now due to be remembered.
  peer.tell({ type: 'head', seq: 1 })
  await when('said to be stored', () => peer.stored.length === 1)
  expect(() => session.connect(false)).not.toThrow()
})

test('EN34 a relay that answers and then cannot store is asked less and less often', async () => {
  const connectedAt: number[] = []
  const relay = await startRelay((peer) => {
    connectedAt.push(performance.now())
    peer.greet('one', 0)
    peer.close(closeCode.notStored)
  })
  openWorkshop(relay)
  await when('five connections', () => connectedAt.length === 5)
  expect((connectedAt[4] ?? 0) - (connectedAt[3] ?? 0)).toBeGreaterThan(700)
})

test('EN35 a window that opens a workshop anew never hears an acknowledgement of its earlier visit', () => {
  const { session, store, writer } = openWorkshop(null)
  const messages: EngineToWindow[] = []
  const first = new WindowLink(session, (message) => messages.push(message))
  const author = new Y.Doc()
  author.getText('t').insert(0, 'word')
  store.takesUpdates = false
  first.receive(encodeSync(syncType.step2, Y.encodeStateAsUpdate(author)))
  expect(writer.flush()).toBe(false)
  first.close()
  store.takesUpdates = true
  expect(writer.flush()).toBe(true)
  expect(messages.filter(({ type }) => type === 'ack')).toEqual([])
})
