/**
 * Writes the updates of all workshops to the log, everything that came in during one turn of the event loop in one transaction.
 * What is acknowledged to anybody is acknowledged from here, after the commit. While storage refuses, updates wait in order and
 * are tried again; they are never dropped and never acknowledged.
 */
import { StorageError, type RoomStore, type RoomUpdate, type Seq, type StorageErrorKind } from '../../shared/storage/room-store.ts'

const firstRetryMs = 250
const maxRetryMs = 10_000

export type UpdateWriterEvents = {
  /** The kind of the failure while storage refuses, null once it takes updates again. */
  onProblem(problem: StorageErrorKind | null): void
}

export class UpdateWriter {
  readonly #store: RoomStore
  readonly #events: UpdateWriterEvents
  #updates: RoomUpdate[] = []
  #callbacks: (() => void)[] = []
  readonly #heads = new Map<string, Seq>()
  #immediate: NodeJS.Immediate | null = null
  #retry: NodeJS.Timeout | null = null
  #retryMs = firstRetryMs
  #problem: StorageErrorKind | null = null

  constructor(store: RoomStore, events: UpdateWriterEvents) {
    this.#store = store
    this.#events = events
  }

  get problem(): StorageErrorKind | null {
    return this.#problem
  }

  /** Seq of the last update of `room` that this writer has committed; undefined when it wrote none. */
  head(room: string): Seq | undefined {
    return this.#heads.get(room)
  }

  append(room: string, update: Uint8Array): void {
    this.#updates.push({ room, update })
    this.#schedule()
  }

  /** Runs `callback` once everything appended before this call is committed. */
  afterCommit(callback: () => void): void {
    this.#callbacks.push(callback)
    this.#schedule()
  }

  /** Writes now instead of at the end of the turn. True when nothing is left to be written. */
  flush(): boolean {
    this.#clearTimers()
    const [updates, callbacks] = [this.#updates, this.#callbacks]
    try {
      if (updates.length > 0) for (const [room, head] of this.#store.append(updates)) this.#heads.set(room, head)
    } catch (error) {
      this.#report(error instanceof StorageError ? error.kind : 'unknown')
      this.#retry = setTimeout(() => this.flush(), this.#retryMs)
      this.#retryMs = Math.min(this.#retryMs * 2, maxRetryMs)
      return false
    }
    this.#updates = []
    this.#callbacks = []
    this.#retryMs = firstRetryMs
    this.#report(null)
    for (const callback of callbacks) callback()
    return this.#updates.length === 0
  }

  dispose(): void {
    this.#clearTimers()
  }

  #schedule(): void {
    // While storage refuses, the retry timer sets the pace, not the typing.
    if (this.#retry === null) this.#immediate ??= setImmediate(() => this.flush())
  }

  #clearTimers(): void {
    if (this.#immediate !== null) clearImmediate(this.#immediate)
    if (this.#retry !== null) clearTimeout(this.#retry)
    this.#immediate = null
    this.#retry = null
  }

  #report(problem: StorageErrorKind | null): void {
    if (problem === this.#problem) return
    this.#problem = problem
    this.#events.onProblem(problem)
  }
}
