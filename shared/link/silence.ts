/** For how long nothing was heard on a connection, by a clock that somebody may set back: then it is counted anew, or a dead link would pass for a live one until the clock is there again. */
export class Silence {
  #since = Date.now()
  #isUnbroken = true

  /** True while nothing was heard at all. */
  get isUnbroken(): boolean {
    return this.#isUnbroken
  }

  hear(): void {
    this.#since = Date.now()
    this.#isUnbroken = false
  }

  /** Milliseconds, since something was heard or it was asked for. To be called every few seconds. */
  measure(): number {
    const now = Date.now()
    this.#since = Math.min(this.#since, now)
    return now - this.#since
  }
}
