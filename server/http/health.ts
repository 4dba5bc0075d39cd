/** Whether the relay can store. A load balancer or a person asks; so does nobody for hours, so the answer is tried out. */
import { StorageError, type RoomStore } from '../../shared/storage/room-store.ts'

/** A trial write costs a flush of the disk: strangers may ask as often as they like, and get the last answer. */
const trialIntervalMs = 2_000

export class Health {
  readonly #store: Pick<RoomStore, 'setValue'>
  #problem: string | null = null
  #triedAt = -Infinity

  constructor(store: Pick<RoomStore, 'setValue'>) {
    this.#store = store
  }

  noteFailure(error: StorageError): void {
    this.#problem = error.kind
    this.#triedAt = performance.now()
  }

  /** What is wrong with the storage (a kind of StorageError); null when it takes writes. */
  findProblem(): string | null {
    const now = performance.now()
    if (now - this.#triedAt < trialIntervalMs) return this.#problem
    this.#triedAt = now
    try {
      this.#store.setValue('health/tried', new Date().toISOString())
      this.#problem = null
    } catch (error) {
      if (!(error instanceof StorageError)) throw error
      this.#problem = error.kind
    }
    return this.#problem
  }
}
