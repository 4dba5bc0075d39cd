import { expect, onTestFinished, test, vi } from 'vitest'
import { UpdateWriter } from '../../../main/engine/update-writer.ts'
import type { StorageErrorKind } from '../../../shared/storage/room-store.ts'
import { LimitedStore } from '../../helpers/limited-store.ts'

const bytes = (value: number): Uint8Array => new Uint8Array([value])

function newWriter(): { store: LimitedStore; writer: UpdateWriter; problems: (StorageErrorKind | null)[] } {
  const store = new LimitedStore()
  const problems: (StorageErrorKind | null)[] = []
  return { store, writer: new UpdateWriter(store, { onProblem: (problem) => problems.push(problem) }), problems }
}

test('EN17 what comes in one turn is one transaction, and callbacks run after it in order', async () => {
  const { store, writer } = newWriter()
  const events: string[] = []
  writer.append('a', bytes(1))
  writer.afterCommit(() => events.push(`first ${store.load('a')?.head ?? 0}`))
  writer.append('a', bytes(2))
  writer.append('b', bytes(3))
  writer.afterCommit(() => events.push(`second ${store.load('a')?.head ?? 0}`))
  expect(events).toEqual([])
  await new Promise(setImmediate)
  expect(events).toEqual(['first 2', 'second 2'])
  expect([store.transactions, writer.head('a'), writer.head('b'), writer.head('c')]).toEqual([1, 2, 1, undefined])
  writer.dispose()
})

test('EN18 while storage refuses nothing is acknowledged and nothing is dropped; afterwards everything is there, in order', () => {
  vi.useFakeTimers()
  try {
    const { store, writer, problems } = newWriter()
    const stored: number[] = []
    store.isFull = true
    for (const value of [1, 2]) {
      writer.append('a', bytes(value))
      writer.afterCommit(() => stored.push(value))
    }
    vi.advanceTimersByTime(60_000)
    writer.append('a', bytes(3))
    writer.afterCommit(() => stored.push(3))
    expect(writer.flush()).toBe(false)
    expect(stored).toEqual([])
    expect(problems).toEqual(['full'])
    store.isFull = false
    vi.advanceTimersByTime(60_000)
    expect(stored).toEqual([1, 2, 3])
    expect(store.load('a')?.updates.map(([value]) => value)).toEqual([1, 2, 3])
    expect(problems).toEqual(['full', null])
    expect(vi.getTimerCount()).toBe(0)
    writer.dispose()
  } finally {
    vi.useRealTimers()
  }
})

test('EN18 the disk that refuses is asked after longer and longer pauses, up to ten seconds, and soon again once it took something', () => {
  vi.useFakeTimers()
  onTestFinished(() => {
    vi.useRealTimers()
  })
  const { store, writer } = newWriter()
  const asked: number[] = []
  const append = store.append.bind(store)
  vi.spyOn(store, 'append').mockImplementation((updates) => {
    asked.push(performance.now())
    return append(updates)
  })
  const pauses = (): number[] => asked.slice(1).map((time, index) => time - (asked[index] ?? 0))
  store.isFull = true
  writer.append('a', bytes(1))
  vi.advanceTimersByTime(36_000)
  expect(pauses()).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000])
  store.isFull = false
  vi.advanceTimersByTime(10_000)
  store.isFull = true
  asked.length = 0
  writer.append('a', bytes(2))
  vi.advanceTimersByTime(800)
  expect(pauses()).toEqual([250, 500])
  writer.dispose()
})

test('EN17 what is written because something was stored is not stored yet when a flush says what is left', () => {
  const { store, writer } = newWriter()
  writer.append('a', bytes(1))
  writer.afterCommit(() => writer.append('a', bytes(2)))
  expect([writer.flush(), store.load('a')?.head, writer.flush(), store.load('a')?.head]).toEqual([false, 1, true, 2])
  writer.dispose()
})
