/** Whatever a port says, it answers calls, keeps its documents whole, and nobody else's window notices. */
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { dataFilesIn } from '../../main/engine/data-files.ts'
import { nodeSqlitePlatform } from '../../shared/node/sqlite-platform.ts'
import type { EngineChannel } from '../../main/engine/windows/engine-channel.ts'
import { Engine } from '../../main/engine/engine.ts'
import type { EngineToWindow, WindowToEngine } from '../../shared/ipc/engine-port.ts'
import type { WorkshopId } from '../../shared/model/ids.ts'
import { syncType } from '../../shared/protocol/messages.ts'
import { encodeSync } from '../../shared/protocol/sync-frames.ts'
import { SqliteRoomStore } from '../../shared/storage/sqlite-room-store.ts'
import { editAtRandom, mutate } from '../helpers/hostile-updates.ts'
import { seededRandom } from '../helpers/random.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { recordOf } from '../helpers/typing.ts'
import { when } from '../helpers/when.ts'

const seeds = process.env['MINUTA_FUZZ'] === 'long' ? Array.from({ length: 40 }, (_, index) => index + 1) : [1, 2, 3]
const frames = 400

class Port implements EngineChannel {
  readonly received: EngineToWindow[] = []
  #listener: (message: unknown) => void = () => undefined
  #nextCall = 1

  say(message: unknown): void {
    this.#listener(message)
  }

  async call(name: string, ...args: readonly unknown[]): Promise<unknown> {
    const id = this.#nextCall++
    this.say({ type: 'call', id, name, args } satisfies { [K in keyof Extract<WindowToEngine, { type: 'call' }>]: unknown })
    const isAnswer = (message: EngineToWindow): boolean => (message.type === 'result' || message.type === 'failure') && message.id === id
    await when(`an answer to ${name}`, () => this.received.some(isAnswer))
    const answer = this.received.find(isAnswer)
    return answer?.type === 'result' ? answer.value : answer
  }

  post(message: EngineToWindow): void {
    this.received.push(message)
  }

  onMessage(listener: (message: unknown) => void): void {
    this.#listener = listener
  }

  onClose(): void {
    // Stays open until the engine stops.
  }
}

test.each(seeds)('EN22 hostile frames and messages end nothing but themselves (seed %i)', async (seed) => {
  const random = seededRandom(seed)
  const folder = temporaryFolder()
  const files = dataFilesIn(folder.path)
  const engine = new Engine({ platform: nodeSqlitePlatform, files, vaultKeys: [], onRoomsRecognised: () => undefined, onLookForRooms: () => undefined, log: () => undefined })
  try {
    const [honest, hostile] = [new Port(), new Port()]
    engine.attach(honest)
    engine.attach(hostile)
    const workshop = (await honest.call('createWorkshop', recordOf('Target'))) as WorkshopId
    honest.say({ type: 'open', room: workshop })
    const author = new Y.Doc()
    const updates: Uint8Array[] = []
    author.on('update', (update: Uint8Array) => updates.push(update))
    for (let index = 0; index < frames; index += 1) {
      hostile.say({ type: 'open', room: workshop })
      editAtRandom(author, random)
      const update = updates.at(-1) ?? new Uint8Array()
      const frame = encodeSync(random.pick([syncType.step1, syncType.step2, syncType.update]), random.chance(0.3) ? mutate(update, random) : update)
      hostile.say({ type: 'frame', room: workshop, bytes: random.chance(0.7) ? mutate(frame, random) : frame })
    }
    for (const message of [null, 7, 'open', [], {}, { type: 'frame' }, { type: 'open', room: '../x' }, { type: 'call', id: 'x' }, { type: 'frame', room: workshop, bytes: 'text' }]) hostile.say(message)
    expect(await hostile.call('toString')).toMatchObject({ type: 'failure' })
    expect(await hostile.call('putBlob', 'text', 1)).toMatchObject({ type: 'failure' })

    expect(honest.received.filter(({ type }) => type === 'open-failed')).toEqual([])
    expect(await honest.call('listWorkshops')).toMatchObject([{ id: workshop, status: { storageProblem: null } }])
    const text = new Y.Doc()
    text.getText('honest').insert(0, 'still served')
    honest.say({ type: 'frame', room: workshop, bytes: encodeSync(syncType.step2, Y.encodeStateAsUpdate(text)) })
    await when('the honest window is acknowledged', () => honest.received.some(({ type }) => type === 'ack'))
    // What was stored integrates whole: nothing of it waits for something that never came.
    engine.stop()
    const store = new SqliteRoomStore(nodeSqlitePlatform, { path: files.database })
    const stored = store.load(workshop)
    store.close()
    const copy = new Y.Doc()
    for (const update of stored === null ? [] : [...(stored.snapshot === null ? [] : [stored.snapshot]), ...stored.updates]) Y.applyUpdate(copy, update)
    expect([copy.store.pendingStructs, copy.store.pendingDs]).toEqual([null, null])
    expect(copy.getText('honest').toJSON()).toBe('still served')
  } finally {
    engine.stop()
    folder.remove()
  }
})
