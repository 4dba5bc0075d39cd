/**
 * Notices that the computer slept: between two looks at the clock far more time has gone by than lay between them. Every connection
 * from before is then in doubt, and waiting for its silence to be noticed would cost another ten seconds.
 */
const lookEveryMs = 2_000
const sleptMs = 10_000

export type WakeWatchOptions = {
  readonly onWake: () => void
  /** ms since the epoch. */
  readonly now?: () => number
}

export class WakeWatch {
  readonly #onWake: () => void
  readonly #now: () => number
  #lookedAt: number
  #timer: NodeJS.Timeout | null = null

  constructor({ onWake, now = Date.now }: WakeWatchOptions) {
    this.#onWake = onWake
    this.#now = now
    this.#lookedAt = now()
  }

  start(): void {
    this.#lookedAt = this.#now()
    this.#timer ??= setInterval(() => this.look(), lookEveryMs)
    this.#timer.unref()
  }

  /** Compares the clock with the last look. */
  look(): void {
    const now = this.#now()
    const isAwoken = now - this.#lookedAt > sleptMs
    this.#lookedAt = now
    if (isAwoken) this.#onWake()
  }

  dispose(): void {
    if (this.#timer !== null) clearInterval(this.#timer)
    this.#timer = null
  }
}
