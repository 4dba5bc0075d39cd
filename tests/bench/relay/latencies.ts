/** Many durations in milliseconds, all of them kept, so that quantiles are exact. */
export class Latencies {
  #values = new Float32Array(4_096)
  #count = 0

  get count(): number {
    return this.#count
  }

  add(ms: number): void {
    if (this.#count === this.#values.length) {
      const larger = new Float32Array(this.#count * 2)
      larger.set(this.#values)
      this.#values = larger
    }
    this.#values[this.#count] = ms
    this.#count += 1
  }

  /** The values at `shares` (0 to 1) of the sorted durations; NaN when there are none. */
  quantiles(shares: readonly number[]): number[] {
    const sorted = this.#values.slice(0, this.#count).sort()
    return shares.map((share) => sorted[Math.min(this.#count - 1, Math.floor(this.#count * share))] ?? Number.NaN)
  }
}
