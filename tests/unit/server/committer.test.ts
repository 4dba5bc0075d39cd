import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { Committer, type Write, type Writer } from '../../../server/room/committer.ts'
import { MemoryRoomStore } from '../../../shared/storage/memory-room-store.ts'
import { StorageError, type RoomUpdate, type Seq } from '../../../shared/storage/room-store.ts'

type NamedWrite = Write & { readonly value: number }

class FailingStore extends MemoryRoomStore {
  appends = 0
  isFull = false

  override append(updates: readonly RoomUpdate[]): ReadonlyMap<string, Seq> {
    this.appends += 1
    if (this.isFull) throw new StorageError('full', 'no space')
    return super.append(updates)
  }
}

describe('group commit', () => {
  const writerOf = (name: string, told: string[]): Writer<NamedWrite> => ({
    name,
    lineage: 'lineage',
    stored: ({ value }, seq) => told.push(`${name} ${value} stored ${seq}`),
    failed: ({ value }, error) => told.push(`${name} ${value} ${error.kind}`),
    settled: () => told.push(`${name} settled`),
  })
  const write = (value: number, isNews = true, dueAt = 0): NamedWrite => ({ value, dueAt, update: isNews ? Uint8Array.of(value) : null })
  const inAMinute = (): number => performance.now() + 60_000

  it('RL28: writes of all rooms are one commit, told in their order with their numbers, and nothing before it', async () => {
    const store = new FailingStore()
    const told: string[] = []
    await new Promise<void>((resolve) => {
      const committer = new Committer<NamedWrite>(store, resolve)
      const [one, two] = [writerOf('room-one', told), writerOf('room-two', told)]
      committer.add(one, write(1))
      committer.add(two, write(2))
      committer.add(one, write(3, false))
      committer.add(one, write(4))
      expect(told).toEqual([])
    })
    expect(store.appends).toBe(1)
    expect(told).toEqual([
      'room-one 1 stored 1', 'room-two 2 stored 1', 'room-one 3 stored null', 'room-one 4 stored 2', 'room-one settled', 'room-two settled',
    ])
    expect(store.load('room-one')?.updates).toEqual([Uint8Array.of(1), Uint8Array.of(4)])
  })

  it('RL28: a write that may wait is stored with the next that may not, in their order', async () => {
    const store = new FailingStore()
    const told: string[] = []
    await new Promise<void>((resolve) => {
      const committer = new Committer<NamedWrite>(store, resolve)
      committer.add(writerOf('large', told), write(1, true, inAMinute()))
      committer.add(writerOf('small', told), write(2))
    })
    expect(store.appends).toBe(1)
    expect(told).toEqual(['large 1 stored 1', 'small 2 stored 1', 'large settled', 'small settled'])
  })

  it('RL28: when many wait they are stored, however long they may', async () => {
    const store = new FailingStore()
    const told: string[] = []
    await new Promise<void>((resolve) => {
      const committer = new Committer<NamedWrite>(store, resolve)
      const large = writerOf('large', told)
      for (let value = 0; value < 32; value += 1) committer.add(large, write(value, true, inAMinute()))
    })
    expect(store.appends).toBe(1)
    expect(told).toHaveLength(33)
  })

  it('RL28: a write in each of many rooms is no reason to hurry, until there are very many', async () => {
    const store = new FailingStore()
    const told: string[] = []
    const committer = new Committer<NamedWrite>(store, () => told.push('done'))
    const turn = async (): Promise<void> => {
      await new Promise((resolve) => {
        setImmediate(resolve)
      })
    }
    for (let value = 0; value < 255; value += 1) committer.add(writerOf(`room-${value}`, told), write(value, true, inAMinute()))
    await turn()
    expect(store.appends).toBe(0)
    committer.add(writerOf('room-255', told), write(255, true, inAMinute()))
    await turn()
    expect(store.appends).toBe(1)
    expect(told).toHaveLength(2 * 256 + 1)
  })

  it('RL28: a write that waits until some moment is stored then, however short a time ago the last commit was', async () => {
    const store = new FailingStore()
    const told: string[] = []
    const turn = async (): Promise<void> => {
      await new Promise((resolve) => {
        setImmediate(resolve)
      })
    }
    const committer = new Committer<NamedWrite>(store, () => undefined)
    committer.add(writerOf('small', told), write(1))
    await turn()
    // This one would wait for the gap; the next one takes it along.
    committer.add(writerOf('small', told), write(2))
    committer.add(writerOf('large', told), write(3, true, performance.now()))
    await turn()
    expect(store.appends).toBe(2)
    expect(told).toEqual(['small 1 stored 1', 'small settled', 'small 2 stored 2', 'large 3 stored 1', 'small settled', 'large settled'])
  })

  it('RL28: while writes keep coming, a commit comes 60 ms after the one before; the first after a pause comes at once', () => {
    vi.useFakeTimers({ toFake: ['setImmediate', 'clearImmediate', 'setTimeout', 'clearTimeout', 'performance'] })
    onTestFinished(() => {
      vi.useRealTimers()
    })
    const store = new FailingStore()
    const committer = new Committer<NamedWrite>(store, () => undefined)
    const one = writerOf('room-one', [])
    const appendsAfter = (ms: number): number => {
      vi.advanceTimersByTime(ms)
      return store.appends
    }
    vi.advanceTimersByTime(1_000)
    committer.add(one, write(1))
    expect(appendsAfter(0)).toBe(1)
    committer.add(one, write(2))
    expect([appendsAfter(59), appendsAfter(1)]).toEqual([1, 2])
    vi.advanceTimersByTime(60)
    committer.add(one, write(3))
    expect(appendsAfter(0)).toBe(3)
  })

  it('RL16: when storing fails every writer is told, none is told stored, and the next group is stored', () => {
    const store = new FailingStore()
    const told: string[] = []
    const committer = new Committer<NamedWrite>(store, () => told.push('done'))
    const one = writerOf('room-one', told)
    store.isFull = true
    committer.add(one, write(1))
    committer.add(one, write(2, false))
    committer.flush()
    expect(told.splice(0)).toEqual(['room-one 1 full', 'room-one 2 full', 'room-one settled', 'done'])
    store.isFull = false
    committer.add(one, write(3))
    committer.flush()
    expect(told).toEqual(['room-one 3 stored 1', 'room-one settled', 'done'])
  })
})
