/** Work that follows changes: begun for a thing when it has been quiet for a while, one thing at a time. */

export type QuietQueueOptions<Id> = {
  readonly quietMs: number
  /** The longest that a thing which never gets quiet has to wait. */
  readonly maxWaitMs: number
  /** Must not reject. */
  readonly run: (id: Id) => Promise<void>
}

type Waiting = { readonly since: number; timer: NodeJS.Timeout }

export class QuietQueue<Id> {
  readonly #options: QuietQueueOptions<Id>
  readonly #waiting = new Map<Id, Waiting>()
  readonly #due = new Set<Id>()
  #isRunning = false
  #isDisposed = false

  constructor(options: QuietQueueOptions<Id>) {
    this.#options = options
  }

  /** True when nothing is waiting, due or being worked on. */
  get isEmpty(): boolean {
    return this.#waiting.size === 0 && this.#due.size === 0 && !this.#isRunning
  }

  /** `id` changed. */
  note(id: Id): void {
    const { quietMs, maxWaitMs } = this.#options
    this.#wait(id, quietMs, maxWaitMs)
  }

  /** `id` is due in `delayMs`, unless it changes, or is due, before. */
  retry(id: Id, delayMs: number): void {
    if (!this.#waiting.has(id) && !this.#due.has(id)) this.#wait(id, delayMs, delayMs)
  }

  /** `id` is due now. */
  add(id: Id): void {
    if (this.#isDisposed) return
    this.#stopWaiting(id)
    this.#due.add(id)
    if (!this.#isRunning) void this.#run()
  }

  dispose(): void {
    this.#isDisposed = true
    for (const id of this.#waiting.keys()) this.#stopWaiting(id)
    this.#due.clear()
  }

  #wait(id: Id, quietMs: number, maxWaitMs: number): void {
    if (this.#isDisposed) return
    const before = this.#waiting.get(id)
    if (before !== undefined) clearTimeout(before.timer)
    const since = before?.since ?? Date.now()
    const delayMs = Math.max(0, Math.min(quietMs, since + maxWaitMs - Date.now()))
    const timer = setTimeout(() => this.add(id), delayMs)
    timer.unref()
    this.#waiting.set(id, { since, timer })
  }

  async #run(): Promise<void> {
    this.#isRunning = true
    for (let [id] = this.#due; id !== undefined; [id] = this.#due) {
      this.#due.delete(id)
      await this.#options.run(id)
    }
    this.#isRunning = false
  }

  #stopWaiting(id: Id): void {
    const waiting = this.#waiting.get(id)
    if (waiting !== undefined) clearTimeout(waiting.timer)
    this.#waiting.delete(id)
  }
}
