import { expect, it, onTestFinished, vi } from 'vitest'
import { Committer } from '../../../server/room/committer.ts'
import type { Compactor } from '../../../server/compaction/compactor.ts'
import type { Connection } from '../../../server/sockets/connection.ts'
import { Room, type RoomWrite } from '../../../server/room/room.ts'
import { encodeStep1 } from '../../../shared/protocol/sync-frames.ts'
import { MemoryRoomStore } from '../../../shared/storage/memory-room-store.ts'
import type { StoredRoom } from '../../../shared/storage/room-store.ts'

class CountingStore extends MemoryRoomStore {
  loads = 0

  override load(room: string): StoredRoom | null {
    this.loads += 1
    return super.load(room)
  }
}

it('SY42 a room of which nobody asks what it holds keeps that in memory for five seconds, and loads it again when somebody does', () => {
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout', 'setImmediate', 'clearImmediate'] })
  const store = new CountingStore()
  const committer = new Committer<RoomWrite>(store, () => undefined)
  const compactor = { noteLoaded: () => undefined } as unknown as Compactor
  const room = new Room('workshop-1', 'lineage', { store, committer, compactor, log: () => undefined, onEmpty: () => undefined })
  onTestFinished(() => {
    room.dispose()
    vi.useRealTimers()
  })
  const connection = { isClosing: false, isMinuta: false, sendAnswer: () => undefined, tell: () => undefined } as unknown as Connection
  const loadsAtQuestionAfter = (ms: number): number => {
    vi.advanceTimersByTime(ms)
    room.heartbeat()
    room.receive(connection, encodeStep1(new Map()))
    return store.loads
  }
  const first = loadsAtQuestionAfter(0)
  expect([loadsAtQuestionAfter(5_000), loadsAtQuestionAfter(5_001), loadsAtQuestionAfter(4_000)]).toEqual([first, first + 1, first + 1])
})
