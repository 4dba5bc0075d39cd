/** How long to wait before what ended by itself is started again: what ends at once each time must not become a busy loop. */

const firstPauseMs = 100
const maxPauseMs = 10_000
/** What lived this long was healthy: its end is a new misfortune, not the same one again. */
const healthyAfterMs = 30_000

export class GrowingPause {
  #ends = 0

  /** ms until the next start. `livedMs`: how long it lived this time. */
  next(livedMs: number): number {
    if (livedMs > healthyAfterMs) this.#ends = 0
    const pauseMs = Math.min(firstPauseMs * 2 ** this.#ends, maxPauseMs)
    this.#ends += 1
    return pauseMs
  }
}
