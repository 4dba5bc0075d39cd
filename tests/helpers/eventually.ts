/** Waiting in vitest for what throws until it is so: vitest's own second is not enough on a busy machine. */
import { vi } from 'vitest'

/** What `look` returns once it no longer throws; rejects with its last error after fifteen seconds. */
export async function eventually<T>(look: () => T): Promise<T> {
  return await vi.waitFor(look, { timeout: 15_000, interval: 5 })
}
