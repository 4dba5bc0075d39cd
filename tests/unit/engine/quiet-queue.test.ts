import { expect, onTestFinished, test, vi } from 'vitest'
import { QuietQueue } from '../../../main/engine/quiet-queue.ts'

test('SE7 what changes again and again is done after the longest wait all the same, and what is quiet as soon as it is', async () => {
  vi.useFakeTimers()
  const done: string[] = []
  const start = Date.now()
  const queue = new QuietQueue<string>({ quietMs: 1_500, maxWaitMs: 20_000, run: async (id) => void done.push(`${id} ${Date.now() - start}`) })
  onTestFinished(() => {
    queue.dispose()
    vi.useRealTimers()
  })
  queue.note('quiet')
  for (let second = 0; second < 25; second += 1) {
    queue.note('busy')
    await vi.advanceTimersByTimeAsync(1_000)
  }
  expect(done).toEqual(['quiet 1500', 'busy 20000'])
  await vi.advanceTimersByTimeAsync(1_500)
  expect(done).toEqual(['quiet 1500', 'busy 20000', 'busy 25500'])
})
