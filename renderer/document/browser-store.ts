/**
 * What a browser keeps of the workshops that it joined, in IndexedDB: updates, invites, images. IndexedDB is there on plain http as
 * well. Where it is missing (a private window of some browsers) everything goes on in memory, and says so.
 *
 * Own code in place of y-indexeddb, because *kept in this browser* has to be true: that library tells nobody when, or whether, what
 * it was given is committed (docs/decisions/0101).
 */
import type { RoomName, WorkshopId } from '../../shared/model/ids.ts'
import type { Role } from '../../shared/model/roles.ts'
import type { PartialDate } from '../../shared/model/workshop.ts'
import { recallUnstored, rememberUnstored, type Unstored } from './browser-unstored.ts'

/** A workshop that this browser has joined. */
export type KnownWorkshop = {
  readonly id: WorkshopId
  /** What stood behind the `#` of the link; '' for a relay that asks nobody. */
  readonly token: string
  /** Who the user is there, as others see it; '' while they have not said. */
  readonly name: string
  readonly organisation: string
  /** Id in the participant list, or ''. */
  readonly person: string
  /** What the relay last said; null before it said anything. */
  readonly role: Role | null
  readonly title: string
  readonly body: string
  readonly place: string
  readonly date: PartialDate
  readonly boardCount: number
  /** When it was opened here last, ms since the epoch. */
  readonly openedAt: number
  /** The secret by which this browser signs versions; missing until it signs first. */
  readonly signingKey?: Uint8Array
}

/** When fields were changed last, ms since the epoch. */
export type ChangeTimes = Readonly<Partial<Record<string, number>>>

/** Why nothing is kept: 'missing' (no IndexedDB), 'full', or 'refused'. */
export type KeepProblem = 'missing' | 'full' | 'refused'

/** `isPart`: when it came, the document had never been here as a whole. */
type UpdateRow = { readonly room: RoomName; readonly update: Uint8Array; readonly isPart?: boolean }
type WorkshopRow = KnownWorkshop & { readonly changedAt?: ChangeTimes }
type BlobRow = { readonly id: string; readonly bytes: Uint8Array }
type StoredRow = UpdateRow & { readonly key: number }
type Queued = UpdateRow & { readonly log: RoomLog }

const databaseName = 'minuta'
const databaseVersion = 1
const openTimeoutMs = 5_000
const retryMs = 5_000
/** Rows of one room beyond which they are made into one. */
const maxRows = 200
const noChange = Uint8Array.from([0, 0])

export class BrowserStore {
  #database: IDBDatabase | null
  #problem: KeepProblem | null
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

  private constructor(database: IDBDatabase | null, problem: KeepProblem | null) {
    this.#database = database
    this.#problem = problem
    database?.addEventListener('close', () => this.#lose())
    // A newer page in another tab wants to change the layout: it waits until this one lets go.
    database?.addEventListener('versionchange', () => this.#lose())
  }

  /** Never rejects. */
  static async open(factory: IDBFactory | undefined): Promise<BrowserStore> {
    try {
      if (factory === undefined) return new BrowserStore(null, 'missing')
      return new BrowserStore(await openDatabase(factory), null)
    } catch {
      return new BrowserStore(null, 'missing')
    }
  }

  /** Null while what was given is, or is about to be, kept. */
  get problem(): KeepProblem | null {
    return this.#problem
  }

  /** The log of `room`; `snapshot` gives the whole document, for making many rows into one. */
  openLog(room: RoomName, snapshot: () => Uint8Array, onChange: () => void): RoomLog {
    const log: RoomLog = new RoomLog(room, { snapshot, onChange, enqueue: (row) => this.#enqueue(row), readRows: () => this.#readRows(room), onClosed: () => this.#logs.delete(log) })
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
        rows.put(changed(known, unstored, change))
        await committed(transaction)
        if (this.#unstored.get(id) === unstored) this.#forgetUnstored(id)
      }
    } catch (error) {
      this.#keepUnstored(known, change)
      this.#noteRefusal(error)
    }
    const now = changed(known, unstored, change)
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
  }

  #setProblem(problem: KeepProblem | null): void {
    this.#problem = problem
    for (const log of this.#logs) log.changed()
  }

  /** What was refused is offered again: somebody may free the space that it takes. */
  #noteRefusal(error: unknown): void {
    this.#setProblem(problemOf(error))
    clearTimeout(this.#retry)
    if (!this.#isClosed) this.#retry = setTimeout(() => void this.#offerAgain(), retryMs)
  }

  /** Words first, images last; what is refused once more waits for the next time, and so does all behind it. */
  async #offerAgain(): Promise<void> {
    this.#retry = undefined
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
    if (this.#problem !== null && this.#queue.length + this.#unstored.size + this.#blobs.size === 0) this.#setProblem(null)
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

  async #readRows(room: RoomName): Promise<readonly StoredRow[]> {
    if (this.#database === null) return []
    const index = this.#database.transaction('updates').objectStore('updates').index('room')
    const [keys, rows] = await Promise.all([
      request<IDBValidKey[]>(index.getAllKeys(room)),
      request<UpdateRow[]>(index.getAll(room)),
    ])
    return keys.flatMap((key, place) => {
      const row = rows[place]
      return row === undefined ? [] : [{ ...row, key: Number(key) }]
    })
  }

  #enqueue(row: Queued): void {
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

/** `known` with what could not be stored earlier and was not changed since, and with `change`. */
function changed(known: WorkshopRow, unstored: Unstored, change: Partial<KnownWorkshop>): WorkshopRow {
  const { changedAt = {}, signingKey } = known
  const late = Object.entries(unstored.change).filter(([field]) => (unstored.changedAt[field] ?? 0) > (changedAt[field] ?? 0))
  const lateTimes = late.map(([field]) => [field, unstored.changedAt[field]])
  return {
    ...known, ...Object.fromEntries(late), ...change, ...(signingKey === undefined ? {} : { signingKey }),
    changedAt: { ...changedAt, ...Object.fromEntries(lateTimes), ...timesOf(change, changedAt) },
  }
}

/** Later than `before`, what the clock of the device says and was set back to. */
function timesOf(change: Partial<KnownWorkshop>, before: ChangeTimes = {}): ChangeTimes {
  const now = Date.now()
  return Object.fromEntries(Object.keys(change).map((field) => [field, Math.max(now, (before[field] ?? 0) + 1)]))
}

function withoutTimes(row: WorkshopRow): KnownWorkshop {
  const known: { -readonly [Field in keyof WorkshopRow]: WorkshopRow[Field] } = { ...row }
  delete known.changedAt
  return known
}

type LogHost = {
  snapshot(): Uint8Array
  onChange(): void
  enqueue(row: Queued): void
  readRows(): Promise<readonly StoredRow[]>
  onClosed(): void
}

/** The updates of one room. */
export class RoomLog {
  readonly room: RoomName
  readonly #host: LogHost
  /** Keys of the rows whose content the document has. Rows of other tabs are not among them, and are left alone. */
  #keys: number[] = []
  #pending = 0
  #isClosed = false
  #isWhole = false

  constructor(room: RoomName, host: LogHost) {
    this.room = room
    this.#host = host
  }

  /** Hands every stored update to `apply`; one that is not taken (false) is offered again after the others. Never rejects. */
  async load(apply: (update: Uint8Array) => boolean): Promise<void> {
    let rows = await this.#host.readRows().catch(() => [])
    this.#isWhole = rows.some(({ isPart }) => isPart !== true)
    // Two tabs write at the same time: a row may stand before one that it refers to.
    for (let isProgress = true; isProgress && rows.length > 0;) {
      const left = rows.filter(({ key, update }) => {
        if (!apply(update)) return true
        this.#keys.push(key)
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

  /** For the store: the oldest pending row is committed as `key`. */
  committed(key: number): void {
    this.#keys.push(key)
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
    this.#keys = [...this.#keys.filter((kept) => !gone.has(kept)), key]
  }
}

async function openDatabase(factory: IDBFactory): Promise<IDBDatabase> {
  const opening = factory.open(databaseName, databaseVersion)
  opening.addEventListener('upgradeneeded', () => {
    const { result } = opening
    result.createObjectStore('updates', { autoIncrement: true }).createIndex('room', 'room')
    result.createObjectStore('workshops', { keyPath: 'id' })
    result.createObjectStore('blobs', { keyPath: 'id' })
  })
  let timer: ReturnType<typeof setTimeout> | undefined
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('IndexedDB does not answer')), openTimeoutMs)
  })
  try {
    return await Promise.race([request<IDBDatabase>(opening), timeout])
  } finally {
    clearTimeout(timer)
  }
}

function request<T>(asked: IDBRequest): Promise<T> {
  return new Promise((resolve, reject) => {
    asked.addEventListener('success', () => resolve(asked.result as T))
    asked.addEventListener('error', () => reject(asked.error ?? new Error('IndexedDB failed')))
  })
}

function committed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve())
    transaction.addEventListener('abort', () => reject(transaction.error ?? new Error('IndexedDB gave up')))
  })
}

function problemOf(error: unknown): KeepProblem {
  return error instanceof DOMException && error.name === 'QuotaExceededError' ? 'full' : 'refused'
}
