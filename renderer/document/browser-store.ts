/**
 * What a browser keeps of the workshops that it joined, in IndexedDB: updates, invites, images. IndexedDB is there on plain http as
 * well. Where it is missing (a private window of some browsers) everything goes on in memory, and says so.
 *
 * Own code in place of y-indexeddb, because *kept in this browser* has to be true: that library tells nobody when, or whether, what
 * it was given is committed (docs/decisions/0101).
 */
import type { RoomName, WorkshopId } from '../../shared/model/ids.ts'
import { committed, openDatabase, request } from './browser-database.ts'
import { RoomLog, type Queued, type StoredRow, type UpdateRow } from './browser-room-log.ts'
import { recallUnstored, rememberUnstored } from './browser-unstored.ts'
import { applyChange, timesOf, withoutTimes, type KnownWorkshop, type Unstored, type WorkshopRow } from './known-workshop.ts'

/** Why nothing is kept: 'missing' (no IndexedDB), 'full', or 'refused'. */
export type KeepProblem = 'missing' | 'full' | 'refused'

type BlobRow = { readonly id: string; readonly bytes: Uint8Array }

const retryMs = 5_000

export class BrowserStore {
  /** Null where there never was a database. */
  readonly #factory: IDBFactory | null
  #database: IDBDatabase | null = null
  #problem: KeepProblem | null = null
  #queue: Queued[] = []
  #isWriting = false
  #isClosed = false
  #retry: ReturnType<typeof setTimeout> | undefined
  /** As this page knows them. */
  readonly #workshops = new Map<WorkshopId, WorkshopRow>()
  /** Changes of this page that could not be stored. */
  readonly #unstored = new Map<WorkshopId, Unstored>()
  readonly #blobs = new Map<string, Uint8Array>()
  /** Whoever shows whether something is kept. */
  readonly #logs = new Set<RoomLog>()

  private constructor(factory: IDBFactory | null, database: IDBDatabase | null) {
    this.#factory = factory
    if (database === null) this.#problem = 'missing'
    else this.#use(database)
  }

  #use(database: IDBDatabase): void {
    this.#database = database
    const lose = (): void => {
      if (this.#database === database) this.#lose()
    }
    database.addEventListener('close', lose)
    // A newer page in another tab wants to change the layout: it waits until this one lets go.
    database.addEventListener('versionchange', lose)
  }

  /** Never rejects. */
  static async open(factory: IDBFactory | undefined): Promise<BrowserStore> {
    try {
      return factory === undefined ? new BrowserStore(null, null) : new BrowserStore(factory, await openDatabase(factory))
    } catch {
      return new BrowserStore(null, null)
    }
  }

  /** Null while what was given is, or is about to be, kept. */
  get problem(): KeepProblem | null {
    return this.#problem
  }

  /** The log of `room`; `snapshot` gives the whole document, for making many rows into one. */
  openLog(room: RoomName, snapshot: () => Uint8Array, onChange: () => void): RoomLog {
    const log: RoomLog = new RoomLog(room, { snapshot, onChange, enqueue: (row) => this.#enqueue(row), readRows: (isKnown) => this.#readRows(room, isKnown), onClosed: () => this.#logs.delete(log) })
    this.#logs.add(log)
    return log
  }

  /** Never rejects. */
  async listWorkshops(): Promise<readonly KnownWorkshop[]> {
    return (await this.#read<KnownWorkshop[]>('workshops', (rows) => rows.getAll())) ?? [...this.#workshops.values()].map(withoutTimes)
  }

  /**
   * Writes `change` of a workshop and nothing else of it: other tabs of this browser write what they know of the same one. `before`: what is known of it
   * where nothing is stored. Gives all that is known now. A key by which somebody may have signed is never replaced. What cannot be stored goes along
   * with the next change, also after the page was loaded anew in this tab, unless another tab stored a newer one meanwhile. Never rejects.
   */
  async changeWorkshop(before: KnownWorkshop, change: Partial<KnownWorkshop>): Promise<KnownWorkshop> {
    const { id } = before
    const unstored = this.#unstored.get(id) ?? recallUnstored(id)
    this.#unstored.set(id, unstored)
    let known: WorkshopRow = this.#workshops.get(id) ?? before
    try {
      if (this.#database === null) this.#keepUnstored(known, change)
      else {
        // Read and written in one transaction: no other tab comes in between.
        const transaction = this.#database.transaction('workshops', 'readwrite')
        const rows = transaction.objectStore('workshops')
        known = (await request<WorkshopRow | undefined>(rows.get(id))) ?? known
        rows.put(applyChange(known, unstored, change))
        await committed(transaction)
        if (this.#unstored.get(id) === unstored) this.#forgetUnstored(id)
      }
    } catch (error) {
      this.#keepUnstored(known, change)
      this.#noteRefusal(error)
    }
    const now = applyChange(known, unstored, change)
    this.#workshops.set(id, now)
    return withoutTimes(now)
  }

  #keepUnstored({ id, changedAt }: WorkshopRow, change: Partial<KnownWorkshop>): void {
    const before = this.#unstored.get(id)
    const unstored: Unstored = { change: { ...before?.change, ...change }, changedAt: { ...before?.changedAt, ...timesOf(change, { ...changedAt, ...before?.changedAt }) } }
    this.#unstored.set(id, unstored)
    rememberUnstored(id, unstored)
  }

  #forgetUnstored(id: WorkshopId): void {
    this.#unstored.delete(id)
    rememberUnstored(id, null)
  }

  /** Never rejects. */
  async readBlob(id: string): Promise<Uint8Array | null> {
    return this.#blobs.get(id) ?? (await this.#read<BlobRow | undefined>('blobs', (rows) => rows.get(id)))?.bytes ?? null
  }

  async writeBlob(id: string, bytes: Uint8Array): Promise<void> {
    if (await this.#putBlob({ id, bytes })) this.#blobs.delete(id)
    else this.#blobs.set(id, bytes)
  }

  close(): void {
    this.#isClosed = true
    clearTimeout(this.#retry)
    this.#database?.close()
    this.#database = null
  }

  #lose(): void {
    this.#database?.close()
    this.#database = null
    this.#setProblem('refused')
    this.#retryLater()
  }

  /** What was in it may be there no more. */
  async #openAgain(factory: IDBFactory): Promise<void> {
    const database = await openDatabase(factory).catch(() => null)
    if (database === null) return this.#retryLater()
    if (this.#isClosed) return database.close()
    this.#use(database)
    for (const log of this.#logs) log.keepAnew()
    for (const id of this.#workshops.keys()) this.#unstored.set(id, this.#unstored.get(id) ?? recallUnstored(id))
    return undefined
  }

  #setProblem(problem: KeepProblem | null): void {
    this.#problem = problem
    for (const log of this.#logs) log.changed()
  }

  /** What was refused is offered again: somebody may free the space that it takes. */
  #noteRefusal(error: unknown): void {
    // The browser has cut it off without saying so.
    if (error instanceof DOMException && error.name === 'InvalidStateError') this.#lose()
    this.#setProblem(problemOf(error))
    this.#retryLater()
  }

  #retryLater(): void {
    clearTimeout(this.#retry)
    if (!this.#isClosed) this.#retry = setTimeout(() => void this.#offerAgain(), retryMs)
  }

  /** Words first, images last; what is refused once more waits for the next time, and so does all behind it. */
  async #offerAgain(): Promise<void> {
    this.#retry = undefined
    if (this.#database === null && this.#factory !== null) await this.#openAgain(this.#factory)
    if (this.#isRetryDue) return
    await this.#write()
    for (const id of this.#unstored.keys()) {
      if (this.#isRetryDue) return
      const known = this.#workshops.get(id)
      if (known !== undefined) await this.changeWorkshop(known, {})
    }
    for (const [id, bytes] of this.#blobs) {
      if (this.#isRetryDue) return
      await this.writeBlob(id, bytes)
    }
    this.#settle()
  }

  get #isRetryDue(): boolean {
    return this.#retry !== undefined || this.#isClosed
  }

  /** There is no problem any more when nothing waits to be taken. */
  #settle(): void {
    if (this.#problem !== null && this.#database !== null && this.#queue.length + this.#unstored.size + this.#blobs.size === 0) this.#setProblem(null)
  }

  /** Null where there is no database, or none that answers: one whose connection the browser has cut refuses every transaction by throwing. */
  async #read<Row>(store: 'workshops' | 'blobs', ask: (rows: IDBObjectStore) => IDBRequest): Promise<Row | null> {
    if (this.#database === null) return null
    try {
      return await request<Row>(ask(this.#database.transaction(store).objectStore(store)))
    } catch {
      return null
    }
  }

  /** False when it could not be stored. */
  async #putBlob(row: BlobRow): Promise<boolean> {
    if (this.#database === null) return false
    try {
      const transaction = this.#database.transaction('blobs', 'readwrite')
      transaction.objectStore('blobs').put(row)
      await committed(transaction)
      return true
    } catch (error) {
      this.#noteRefusal(error)
      return false
    }
  }

  async #readRows(room: RoomName, isKnown: (key: number) => boolean): Promise<readonly StoredRow[]> {
    if (this.#database === null) return []
    const store = this.#database.transaction('updates').objectStore('updates')
    const keys = await request<IDBValidKey[]>(store.index('room').getAllKeys(room))
    const wanted = keys.map(Number).filter((key) => !isKnown(key))
    const rows = await Promise.all(wanted.map((key) => request<UpdateRow | undefined>(store.get(key))))
    return rows.flatMap((row, place) => (row === undefined ? [] : [{ ...row, key: wanted[place] ?? 0 }]))
  }

  #enqueue(row: Queued): void {
    // Where there never will be a database, nothing waits for one: a page that is open all day would hold all that ever came.
    if (this.#factory === null) return
    this.#queue.push(row)
    // After the turn, so that all of it is one transaction.
    queueMicrotask(() => void this.#write())
  }

  /** Replaces many rows of a log by one, in one transaction. */
  async #fold(log: RoomLog): Promise<void> {
    const fold = log.rowsToFold()
    if (fold === null || this.#database === null) return
    const transaction = this.#database.transaction('updates', 'readwrite', { durability: 'strict' })
    const store = transaction.objectStore('updates')
    const key = request<IDBValidKey>(store.add({ room: log.room, update: fold.update } satisfies UpdateRow))
    for (const folded of fold.keys) store.delete(folded)
    await committed(transaction)
    log.folded(fold.keys, Number(await key))
  }

  /** One transaction at a time; what comes meanwhile is the next one. What cannot be stored waits, in order. */
  async #write(): Promise<void> {
    if (this.#isWriting || this.#database === null || this.#queue.length === 0) return
    this.#isWriting = true
    const batch = this.#queue
    this.#queue = []
    try {
      const transaction = this.#database.transaction('updates', 'readwrite', { durability: 'strict' })
      const store = transaction.objectStore('updates')
      const keys = batch.map(({ room, update, isPart }) => request<IDBValidKey>(store.add({ room, update, ...(isPart === true ? { isPart } : {}) } satisfies UpdateRow)))
      await committed(transaction)
      for (const [place, key] of (await Promise.all(keys)).entries()) batch[place]?.log.committed(Number(key))
      this.#settle()
    } catch (error) {
      this.#queue = [...batch, ...this.#queue]
      this.#noteRefusal(error)
      return
    } finally {
      this.#isWriting = false
    }
    // What is not folded now is folded another time: nothing is lost by it.
    for (const log of new Set(batch.map((row) => row.log))) await this.#fold(log).catch(() => undefined)
    void this.#write()
  }
}

function problemOf(error: unknown): KeepProblem {
  return error instanceof DOMException && error.name === 'QuotaExceededError' ? 'full' : 'refused'
}
