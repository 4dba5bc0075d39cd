/**
 * Owns everything that must be let go of again: listeners, timers, sockets, ports, statements.
 * Whoever opens something puts its release here in the same statement.
 */
export type Release = () => void

export class DisposableStore {
  #releases: Release[] = []
  #isDisposed = false

  get isDisposed(): boolean {
    return this.#isDisposed
  }

  /** Registers `release`; runs it at once when the store is already disposed, so that a late arrival never leaks. */
  add(release: Release): void {
    if (this.#isDisposed) release()
    else this.#releases.push(release)
  }

  /** Releases everything, newest first. One that throws does not keep the others; the first error is thrown at the end. */
  dispose(): void {
    if (this.#isDisposed) return
    this.#isDisposed = true
    const errors: unknown[] = []
    for (const release of this.#releases.reverse()) {
      try {
        release()
      } catch (error) {
        errors.push(error)
      }
    }
    this.#releases = []
    if (errors.length > 0) throw errors[0]
  }
}
