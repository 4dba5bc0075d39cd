import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { DesktopSource } from '../../../renderer/document/desktop-source.ts'
import type { EngineConnector } from '../../../renderer/document/engine-connection.ts'
import { EngineError } from '../../../renderer/document/source.ts'
import type { EngineToWindow, WindowToEngine } from '../../../shared/ipc/engine-port.ts'
import type { WorkshopId } from '../../../shared/model/ids.ts'
import { syncType } from '../../../shared/protocol/messages.ts'
import { encodeSync, readPeerFrame } from '../../../shared/protocol/sync-frames.ts'
import { when } from '../../helpers/when.ts'

const id = 'workshop-1' as WorkshopId

/** The other end of the port: what a window sent, and whatever the test wants to say to it. */
class EngineEnd {
  readonly received: WindowToEngine[] = []
  readonly #port: MessagePort

  constructor(port: MessagePort) {
    this.#port = port
    port.addEventListener('message', ({ data }: MessageEvent<WindowToEngine>) => this.received.push(data))
    port.start()
  }

  say(message: EngineToWindow): void {
    this.#port.postMessage(message)
  }

  /** What an engine with an empty document answers to `open`. */
  sayOpen(): void {
    const empty = new Y.Doc()
    this.say({ type: 'frame', room: id, bytes: encodeSync(syncType.step1, Y.encodeStateVector(empty)) })
    this.say({ type: 'frame', room: id, bytes: encodeSync(syncType.step2, Y.encodeStateAsUpdate(empty)) })
  }

  writeFrames(): number {
    return this.received.filter((message) => message.type === 'frame' && message.bytes[0] === 0 && message.bytes[1] !== syncType.step1).length
  }
}

function newSource(): { source: DesktopSource; connect: () => EngineEnd; lose: () => void } {
  let onPort: ((port: MessagePort) => void) | null = null
  let onLost: (() => void) | null = null
  const connector: EngineConnector = {
    requestPort: () => undefined,
    onPort: (listener) => {
      onPort = listener
      return () => undefined
    },
    onLost: (listener) => {
      onLost = listener
      return () => undefined
    },
  }
  const source = new DesktopSource(connector)
  return {
    source,
    connect: () => {
      const { port1, port2 } = new MessageChannel()
      onPort?.(port1)
      return new EngineEnd(port2)
    },
    lose: () => onLost?.(),
  }
}

test('EN20 a call that waits for a lost engine is asked again of the next one, except the one that may not be repeated', async () => {
  const { source, connect, lose } = newSource()
  const list = source.call('listWorkshops')
  const create = source.call('createWorkshop', {}).then(() => null, (error: unknown) => error)
  const first = connect()
  await when('both calls', () => first.received.length === 2)
  lose()
  const error = await create
  expect(error instanceof EngineError ? error.failure.kind : error).toBe('bug')
  const second = connect()
  await when('the call again', () => second.received.length === 1)
  const [call] = second.received
  if (call?.type !== 'call') throw new Error('expected a call')
  expect(call.name).toBe('listWorkshops')
  second.say({ type: 'result', id: call.id, value: [] })
  expect(await list).toEqual([])
  lose()
})

test('EN21 a session that is closed while an edit is not acknowledged ends when it is', async () => {
  const { source, connect, lose } = newSource()
  const first = connect()
  const session = source.openSession(id)
  await when('the window opens it', () => first.received.some(({ type }) => type === 'open'))
  first.sayOpen()
  await session.whenLoaded
  await when('its own answer', () => first.writeFrames() === 1)
  first.say({ type: 'ack', room: id, count: 1 })
  await when('nothing to save', () => session.getStatus().isSavedHere)

  session.doc.getText('t').insert(0, 'last words')
  expect(session.getStatus().isSavedHere).toBe(false)
  lose()
  session.close()
  const second = connect()
  await when('it opens again', () => second.received.some(({ type }) => type === 'open'))
  expect(second.received.some(({ type }) => type === 'close')).toBe(false)
  second.sayOpen()
  await when('the edit', () => second.writeFrames() === 1)
  const handedOver = new Y.Doc()
  for (const message of second.received) {
    const frame = message.type === 'frame' && message.bytes[0] === 0 ? readPeerFrame(message.bytes) : null
    if (frame?.type === 'step2') Y.applyUpdate(handedOver, frame.update)
  }
  expect(handedOver.getText('t').toJSON()).toBe('last words')
  second.say({ type: 'ack', room: id, count: 1 })
  await when('the end', () => second.received.some(({ type }) => type === 'close'))
  lose()
})

test('two openers in one window share one session, and it ends with the second', async () => {
  const { source, connect, lose } = newSource()
  const engine = connect()
  const [a, b] = [source.openSession(id), source.openSession(id)]
  expect(a).toBe(b)
  engine.sayOpen()
  await a.whenLoaded
  await when('its answer', () => engine.writeFrames() === 1)
  engine.say({ type: 'ack', room: id, count: 1 })
  await when('saved', () => a.getStatus().isSavedHere)
  a.close()
  expect(engine.received.some(({ type }) => type === 'close')).toBe(false)
  b.close()
  await when('the end', () => engine.received.some(({ type }) => type === 'close'))
  expect(source.openSession(id)).not.toBe(a)
  lose()
})

test('VF24 when fewer blobs are on their way than before, whoever waits for one is told; not when more are', async () => {
  const { source, connect, lose } = newSource()
  const engine = connect()
  const session = source.openSession(id)
  let count = 0
  const release = source.onBlobs(() => {
    count += 1
  })
  const say = async (pendingBlobs: number): Promise<void> => {
    engine.say({ type: 'status', room: id, status: { isStored: true, storageProblem: null, relay: { kind: 'none' }, isOnRelay: false, deviceCount: 0, pendingBlobs, role: 'participant' } })
    await when('the status', () => session.getStatus().pendingBlobs === pendingBlobs)
  }
  await say(1)
  await say(2)
  expect(count).toBe(0)
  await say(1)
  await say(0)
  expect(count).toBe(2)
  release()
  await say(3)
  await say(0)
  expect(count).toBe(2)
  session.close()
  lose()
})
