/**
 * A relay that takes nothing from us has shown that it lacks something that is here: it was set back, say. Others may give that to it while the connection
 * goes on, and nobody says so. So when something comes from it, it is asked once more; the longer in vain, the more rarely.
 */
const firstWaitMs = 2_000
const maxWaitMs = 300_000

export class AskAgain {
  readonly #ask: () => void
  #timer: ReturnType<typeof setTimeout> | undefined
  #isAsked = false
  #waitMs = firstWaitMs

  constructor(ask: () => void) {
    this.#ask = ask
  }

  /** Something came from a relay that lacked something when it was asked the last time. */
  note(): void {
    if (this.#isAsked) return
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      this.#isAsked = true
      this.#waitMs = Math.min(2 * this.#waitMs, maxWaitMs)
      this.#ask()
    }, this.#waitMs)
  }

  /** The relay has answered, and something is still missing. */
  noteAnswer(): void {
    this.#isAsked = false
  }

  /** There is nothing to ask: nothing is missing any more, or the connection is gone. */
  stop(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#isAsked = false
    this.#waitMs = firstWaitMs
  }
}
