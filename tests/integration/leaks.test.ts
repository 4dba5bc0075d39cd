/**
 * Opening and closing a hundred times leaves nothing: neither listeners, timers and sockets nor documents in memory. Engine and relay
 * run in this process, so that it can look into their memory; in a file of its own, because what other tests hold would hide a leak.
 */
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { dataFilesIn } from '../../main/engine/data-files.ts'
import { nodeSqlitePlatform } from '../../shared/node/sqlite-platform.ts'
import type { EngineChannel } from '../../main/engine/windows/engine-channel.ts'
import { Engine } from '../../main/engine/engine.ts'
import type { EngineConnector } from '../../renderer/document/engine-connection.ts'
import { DesktopSource } from '../../renderer/document/desktop-source.ts'
import { startRelay, type Relay } from '../../server/server.ts'
import type { WorkshopId } from '../../shared/model/ids.ts'
import { DisposableStore } from '../../shared/util/disposable-store.ts'
import { heapInUse, collectGarbage, heldResources } from '../helpers/held-resources.ts'
import { stockClient } from '../helpers/stock-client.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { recordOf, typeToken, addNotes } from '../helpers/typing.ts'
import { when } from '../helpers/when.ts'

const rounds = 100
/** Each round works with a text of this size; a hundred that are not let go of are far above the bound. */
const textLength = 100_000
const maxGrowthBytes = 4_000_000

test('SY10 a hundred windows on a workshop leave nothing in the window’s code, nothing in the engine, and no timer', { timeout: 180_000 }, async () => {
  const folder = temporaryFolder()
  const engine = new Engine({
    platform: nodeSqlitePlatform,
    files: dataFilesIn(folder.path),
    vaultKeys: [],
    onRoomsRecognised: () => undefined,
    onLookForRooms: () => undefined,
    log: () => undefined,
  })
  const window = openWindow(engine)
  const id = await window.source.call('createWorkshop', recordOf('Leaks'))
  const session = window.source.openSession(id)
  await session.whenLoaded
  typeToken(addNotes(session.doc, 'Notes'), 'x'.repeat(textLength))
  session.close()
  const docs: WeakRef<Y.Doc>[] = []
  const openOnce = async (): Promise<void> => {
    const other = openWindow(engine)
    docs.push(new WeakRef(await visit(other.source, id)))
    const own = await visit(window.source, id)
    docs.push(new WeakRef(own))
    other.close()
  }
  for (let round = 0; round < 10; round += 1) await openOnce()
  const [before, held] = [await heapInUse(), heldResources().length]
  for (let round = 0; round < rounds; round += 1) await openOnce()
  await when('the ports are closed', () => heldResources().length <= held + 1, 5_000, () => heldResources().join())
  expect((await heapInUse()) - before).toBeLessThan(maxGrowthBytes)
  // The last of them may still be on the stack of an event.
  expect(docs.filter((doc) => doc.deref() !== undefined).length).toBeLessThan(5)
  window.close()
  engine.stop()
  folder.remove()
})

test('SY11 a hundred rooms and their peers leave nothing in the relay and in the provider', { timeout: 180_000 }, async () => {
  const folder = temporaryFolder()
  const relay = await startRelay({ port: 0, host: '127.0.0.1', dataFolder: folder.path, access: 'open' }, () => undefined)
  for (let round = 0; round < 10; round += 1) await joinRoom(relay, `warm-room-${round}`)
  const before = await heapInUse()
  for (let round = 0; round < rounds; round += 1) await joinRoom(relay, `leaky-room-${round}`)
  await when('the sockets are closed', () => heldResources().every((name) => name !== 'TCPSocketWrap'), 5_000)
  expect((await heapInUse()) - before).toBeLessThan(maxGrowthBytes)
  await relay.close()
  folder.remove()
})

test('SY13 a DisposableStore holds nothing after it was disposed, also of what comes later', async () => {
  const disposables = new DisposableStore()
  let released = 0
  const held: WeakRef<object>[] = []
  const addOne = (): void => {
    const big = { bytes: new Uint8Array(1000) }
    held.push(new WeakRef(big))
    disposables.add(() => {
      released += big.bytes.length / 1000
    })
  }
  for (let round = 0; round < rounds; round += 1) addOne()
  disposables.dispose()
  for (let round = 0; round < rounds; round += 1) addOne()
  expect(released).toBe(2 * rounds)
  await collectGarbage()
  expect(held.filter((reference) => reference.deref() !== undefined)).toEqual([])
})

/** Opens the workshop, looks at it, and leaves; returns its document, which nobody may keep. */
async function visit(source: DesktopSource, id: WorkshopId): Promise<Y.Doc> {
  const session = source.openSession(id)
  session.onStatus(() => undefined)
  await session.whenLoaded
  session.awareness.setLocalStateField('user', { name: 'Ada' })
  const { doc } = session
  const ended = new Promise((resolve) => {
    doc.once('destroy', resolve)
  })
  session.close()
  await ended
  return doc
}

async function joinRoom(relay: Relay, room: string): Promise<void> {
  const client = stockClient(relay.url, room)
  client.text.insert(0, 'x'.repeat(textLength))
  await when('the room is joined', () => client.provider.synced)
  const left = new Promise((resolve) => {
    client.provider.once('connection-close', resolve)
  })
  client.provider.disconnect()
  await left
  client.destroy()
}

/** A window in this process, on a port of its own. */
function openWindow(engine: Engine): { readonly source: DesktopSource; close(): void } {
  const { port1, port2 } = new MessageChannel()
  const channel: EngineChannel = {
    post: (message) => port2.postMessage(message),
    onMessage: (listener) => {
      port2.addEventListener('message', ({ data }) => listener(data))
      port2.start()
    },
    onClose: (listener) => port2.addEventListener('close', listener),
  }
  engine.attach(channel)
  const connector: EngineConnector = {
    requestPort: () => undefined,
    onPort: (listener) => {
      queueMicrotask(() => listener(port1))
      return () => undefined
    },
    onLost: () => () => undefined,
  }
  return { source: new DesktopSource(connector), close: () => port1.close() }
}
