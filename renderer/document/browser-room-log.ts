/** The updates of one room as a browser keeps them: what is committed, what is not yet, and which rows may become one. */
import type { RoomName } from '../../shared/model/ids.ts'

/** `isPart`: when it came, the document had never been here as a whole. */
export type UpdateRow = { readonly room: RoomName; readonly update: Uint8Array; readonly isPart?: boolean }
export type StoredRow = UpdateRow & { readonly key: number }
/** An update that waits to be committed, and whose it is. */
export type Queued = UpdateRow & { readonly log: RoomLog }

/** Rows of one room beyond which they are made into one. */
const maxRows = 200
const noChange = Uint8Array.from([0, 0])

type LogHost = {
  snapshot(): Uint8Array
  onChange(): void
  enqueue(row: Queued): void
  /** Those that are committed, but for the known ones. */
  readRows(isKnown: (key: number) => boolean): Promise<readonly StoredRow[]>
  onClosed(): void
}

export class RoomLog {
  readonly room: RoomName
  readonly #host: LogHost
  /** Keys of the rows whose content the document has. Rows of other tabs are not among them, and are left alone. */
  #keys: number[] = []
  /** Keys of all rows that were ever among them. */
  readonly #known = new Set<number>()
  #pending = 0
  #isClosed = false
  #isWhole = false

  constructor(room: RoomName, host: LogHost) {
    this.room = room
    this.#host = host
  }

  /**
   * Hands every stored update that is not in the document to `apply`; one that is not taken (false) is offered again after the others. When it is called again,
   * these are what other tabs have written. Never rejects.
   */
  async load(apply: (update: Uint8Array) => boolean): Promise<void> {
    let rows = await this.#host.readRows((key) => this.#known.has(key)).catch(() => [])
    if (this.#isClosed) return
    this.#isWhole ||= rows.some(({ isPart }) => isPart !== true)
    // Two tabs write at the same time: a row may stand before one that it refers to.
    for (let isProgress = true; isProgress && rows.length > 0;) {
      const left = rows.filter(({ key, update }) => {
        if (!apply(update)) return true
        // It may have been committed here while it was read.
        if (!this.#known.has(key)) this.#note(key)
        return false
      })
      isProgress = left.length < rows.length
      rows = left
    }
  }

  append(update: Uint8Array): void {
    if (this.#isClosed) return
    this.#pending += 1
    this.#host.enqueue({ room: this.room, update, ...(this.#isWhole ? {} : { isPart: true }), log: this })
  }

  /** True when the document was here as a whole at some time, and not only what of it had come over a slow line. */
  get isWhole(): boolean {
    return this.#isWhole
  }

  /** It is, now: kept as an update that changes nothing. */
  noteWhole(): void {
    if (this.#isWhole) return
    this.#isWhole = true
    this.append(noChange)
  }

  /** True when everything that was appended is committed. */
  get isKept(): boolean {
    return this.#pending === 0
  }

  /** Nothing is appended any more; what was, is still written. */
  close(): void {
    this.#isClosed = true
    this.#host.onClosed()
  }

  /** For the store: nothing of what was kept is sure to be there. What is here becomes a row of its own; rows that are there all the same are folded another time. */
  keepAnew(): void {
    this.#keys = []
    this.#known.clear()
    this.append(this.#host.snapshot())
  }

  /** For the store: the oldest pending row is committed as `key`. */
  committed(key: number): void {
    if (!this.#known.has(key)) this.#note(key)
    this.#pending -= 1
    if (this.#pending === 0) this.changed()
  }

  changed(): void {
    if (!this.#isClosed) this.#host.onChange()
  }

  /** For the store: rows to be replaced by one, or null when they are few. */
  rowsToFold(): { readonly update: Uint8Array; readonly keys: readonly number[] } | null {
    if (this.#isClosed || !this.#isWhole || this.#keys.length < maxRows) return null
    // What is committed while they are replaced stays beside the one that replaces them.
    return { update: this.#host.snapshot(), keys: [...this.#keys] }
  }

  folded(keys: readonly number[], key: number): void {
    const gone = new Set(keys)
    this.#keys = this.#keys.filter((kept) => !gone.has(kept))
    this.#note(key)
  }

  #note(key: number): void {
    this.#keys.push(key)
    this.#known.add(key)
  }
}
