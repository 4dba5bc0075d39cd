import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { AskAgain } from '../../../shared/link/ask-again.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** What asks, and after how many ms each time. */
function asking(): { readonly again: AskAgain; readonly times: () => readonly number[] } {
  const began = Date.now()
  const times: number[] = []
  return { again: new AskAgain(() => times.push(Date.now() - began)), times: () => times }
}

test('GU121 a relay is asked when something has come from it, once for all that comes, and not while it has not answered', () => {
  const { again, times } = asking()
  vi.advanceTimersByTime(60_000)
  expect(times()).toEqual([])
  for (let update = 0; update < 5; update += 1) again.note()
  vi.advanceTimersByTime(2_000)
  expect(times()).toEqual([62_000])
  again.note()
  vi.advanceTimersByTime(600_000)
  expect(times()).toHaveLength(1)
  again.noteAnswer()
  vi.advanceTimersByTime(600_000)
  expect(times()).toHaveLength(1)
  again.stop()
})

test('GU121 the longer it is asked in vain, the more rarely; on the next connection it begins anew', () => {
  const { again, times } = asking()
  for (let round = 0; round < 10; round += 1) {
    again.note()
    vi.advanceTimersToNextTimer()
    again.noteAnswer()
  }
  const waits = times().map((at, index) => (at - (times()[index - 1] ?? 0)) / 1_000)
  expect(waits).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 300, 300])
  again.note()
  again.stop()
  vi.advanceTimersByTime(600_000)
  expect(times()).toHaveLength(10)
  const stoppedAt = times().at(-1) ?? 0
  again.note()
  vi.advanceTimersByTime(2_000)
  expect(times().at(-1)).toBe(stoppedAt + 602_000)
  again.stop()
})
