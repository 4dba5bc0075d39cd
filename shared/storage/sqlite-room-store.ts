/**
 * The room store on SQLite. Every row carries a SHA-256 over room, seq and payload, because SQLite's own checks see only a tenth
 * of single damaged bytes; a row that moved to another room or place fails it as well.
 */
import { uuidv4 } from 'lib0/random'
import { joinedBytes } from '../util/joined-bytes.ts'
import { keepDraft, removeDraft, writeDraft, writeDraftBeside, type CopyPlaces } from './copy-database.ts'
import { openDatabase, type DatabaseOptions } from './open-database.ts'
import { StorageError, type PackedRoom, type RoomPosition, type RoomStore, type RoomUpdate, type Seq, type StoredRoom } from './room-store.ts'
import { beginPutBack, finishPutBack, ownFiles, setOthersAside, type OwnFiles } from './put-back.ts'
import { dropPacked, packUpdates, unpackUpdates } from './packed-updates.ts'
import { isSameChecksum, rowChecksum, type ChecksumPlace } from './row-checksum.ts'
import { bytesOf, numberOf, textOf, type SqliteDriver, type SqlitePlatform, type SqlRow } from './sqlite-driver.ts'
import { withStorageErrors } from './sqlite-errors.ts'
import { keptGenerations } from './generations.ts'

/** Pages given back to the file system at once: a bound on the pause, not on the total. */
const [pagesPerCompaction, pagesPerTidying] = [256, 2_048]
/** What is shorter gains nothing by being deflated, and what is longer takes too long. */
const [minDeflatedBytes, maxDeflatedBytes] = [4 * 1024, 4 * 1024 * 1024]
/** Updates that share a row, so that reading one does not mean reading many megabytes. */
const maxPackedBytes = 1024 * 1024
/** Rooms whose place is remembered, so that storing an update reads nothing. */
const maxKnownRooms = 10_000

/** Stands in the names of what was replaced; those of rooms never hold it. */
const replacedMark = '/replaced-'

type RoomRow = { readonly id: number; readonly name: string; readonly lineage: string; head: Seq }

export class SqliteRoomStore implements RoomStore {
  readonly #platform: SqlitePlatform
  #driver: SqliteDriver
  readonly #options: DatabaseOptions | null
  #files: OwnFiles = new Set()
  /** Taken away, and not back in its place yet. */
  #isOnItsWay = false
  /** Of an exclusive owner: rooms as they stand after the last commit. Others would not see what somebody else wrote. */
  readonly #rooms: Map<string, RoomRow> | undefined

  /** Opens or creates the database at `options.path`, throwing what `openDatabase` throws, or takes one that is open. */
  constructor(platform: SqlitePlatform, options: DatabaseOptions | { readonly driver: SqliteDriver }) {
    this.#platform = platform
    this.#options = 'driver' in options ? null : options
    if ('driver' in options) this.#driver = options.driver
    else {
      withStorageErrors('putting the database back', () => finishPutBack(platform, options.path))
      this.#driver = openDatabase(platform, options)
      this.#files = ownFiles(platform, options.path)
    }
    this.#rooms = 'driver' in options || options.isExclusive !== true ? undefined : new Map()
  }

  rooms(): readonly string[] {
    return withStorageErrors('listing rooms', () =>
      this.#driver.all('SELECT name FROM rooms ORDER BY name').map((row) => textOf(row, 'name')).filter((name) => !name.includes(replacedMark)))
  }

  position(name: string): RoomPosition | null {
    return withStorageErrors('reading the place of a room', () => {
      const room = this.#room(name)
      return room === undefined ? null : { lineage: room.lineage, head: room.head }
    })
  }

  load(name: string): StoredRoom | null {
    return withStorageErrors('loading a room', () => {
      const room = this.#room(name)
      if (room === undefined) return null
      const base = this.#newestWholeSnapshot(room)
      const updates = this.#packsAfter(room, base.through).flatMap(({ packed, count }) => unpackUpdates(packed, count))
      return { snapshot: base.payload, updates, head: room.head, lineage: room.lineage, isRecovered: base.isRecovered }
    })
  }

  loadPacked(name: string): PackedRoom | null {
    return withStorageErrors('loading a room', () => {
      const room = this.#room(name)
      if (room === undefined) return null
      const base = this.#newestWholeSnapshot(room)
      const packs = this.#packsAfter(room, base.through)
      const updates = joinedBytes(packs.map(({ packed }) => packed))
      return { snapshot: base.payload && new Uint8Array(base.payload), updates, updateCount: room.head - base.through, head: room.head }
    })
  }

  append(updates: readonly RoomUpdate[]): ReadonlyMap<string, Seq> {
    return withStorageErrors('storing updates', () => {
      this.#putBack()
      const heads = this.#appendKnown(updates) ?? this.#driver.transaction(() => {
        const heads = new Map<string, Seq>()
        for (const [name, own] of byRoom(updates)) heads.set(name, this.#appendTo(name, own))
        return heads
      })
      if (this.#rooms !== undefined) for (const [name, head] of heads) this.#noteHead(this.#rooms, name, head)
      return heads
    })
  }

  replace(update: RoomUpdate): void {
    withStorageErrors('replacing a room', () => {
      this.#putBack()
      this.#rooms?.delete(update.room)
      this.#driver.transaction(() => {
        this.#driver.run('UPDATE rooms SET name = ? WHERE name = ?', `${update.room}${replacedMark}${uuidv4()}`, update.room)
        this.#appendTo(update.room, [update])
      })
    })
  }

  compact(name: string, snapshot: Uint8Array, through: Seq): void {
    withStorageErrors('compacting a room', () => {
      this.#driver.transaction(() => {
        const room = this.#room(name)
        if (room === undefined || through < 1 || through > room.head) {
          throw new RangeError(`cannot compact through ${through}: the room ends at ${room?.head ?? 0}`)
        }
        const newest = this.#driver.get('SELECT max(through) AS through FROM snapshots WHERE room = ?', room.id)?.['through']
        if (typeof newest === 'number' && newest >= through) return
        const { payload, isDeflated } = this.#shortest(snapshot)
        this.#driver.run(
          'INSERT INTO snapshots (room, through, deflated, payload, checksum) VALUES (?, ?, ?, ?, ?)',
          room.id, through, isDeflated ? 1 : 0, payload, this.#checksum(room, { seq: through, count: 1, isDeflated }, payload),
        )
        const oldestKept = this.#oldestKept(room)
        this.#driver.run('DELETE FROM snapshots WHERE room = ? AND through < ?', room.id, oldestKept)
        this.#driver.run('DELETE FROM updates WHERE room = ? AND seq <= ?', room.id, oldestKept)
      })
      this.#vacuum(pagesPerCompaction)
    })
  }

  tidy(): boolean {
    return withStorageErrors('giving back space', () => {
      this.#vacuum(pagesPerTidying)
      // The next commit writes over the log from its start, and gives back what a busy moment made of it.
      this.#driver.get('PRAGMA wal_checkpoint(RESTART)')
      return numberOf(this.#driver.get('PRAGMA freelist_count') ?? {}, 'freelist_count') > 0
    })
  }

  #vacuum(pages: number): void {
    this.#driver.exec(`PRAGMA incremental_vacuum(${pages})`)
  }

  getValue(key: string): string | undefined {
    return withStorageErrors('reading a fact', () => {
      const row = this.#driver.get('SELECT value FROM facts WHERE key = ?', key)
      return row === undefined ? undefined : textOf(row, 'value')
    })
  }

  setValue(key: string, value: string): void {
    withStorageErrors('storing a fact', () => {
      this.#putBack()
      this.#driver.run('INSERT INTO facts (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value', key, value)
    })
  }

  /** Writes a copy of everything to `draft`, durably; nothing can be stored until it returns. Throws StorageError. */
  writeDraft(draft: string): void {
    withStorageErrors('copying the database', () => writeDraft(this.#platform, this.#driver, draft))
  }

  /** Puts a copy of everything into the first of `places`, durably, while rooms go on. Rejects with a StorageError, or when the store is closed meanwhile. */
  async writeCopy(places: CopyPlaces): Promise<void> {
    try {
      await writeDraftBeside(this.#platform, this.#driver, places.draft)
      keepDraft(this.#platform, places)
    } catch (error) {
      removeDraft(this.#platform, places.draft)
      withStorageErrors('copying the database', () => {
        throw error
      })
    }
  }

  close(): void {
    withStorageErrors('closing the database', () => {
      this.#driver.close()
    })
  }

  /** Before anything more is called stored: see `put-back.ts`. */
  #putBack(): void {
    if (this.#options === null) return
    const { path } = this.#options
    if (!this.#isOnItsWay) {
      // Never by opening the file: closing it again would give up the lock on it, for the whole process.
      const identity = this.#platform.identityOf(path)
      if (identity !== null && this.#files.has(identity)) return
      beginPutBack(this.#platform, this.#driver, path)
      this.#isOnItsWay = true
    }
    setOthersAside(this.#platform, path, this.#files)
    // Removes its own log by name: before there is the one of the next.
    this.#driver.close()
    finishPutBack(this.#platform, path)
    this.#driver = openDatabase(this.#platform, this.#options)
    this.#files = ownFiles(this.#platform, path)
    this.#isOnItsWay = false
  }

  /** Every update of the room after seq `through`, which may lie within a row. */
  #packsAfter(room: RoomRow, through: Seq): readonly { readonly packed: Uint8Array; readonly count: number }[] {
    let last = through
    const rows = this.#driver.all('SELECT seq, count, deflated, payload, checksum FROM updates WHERE room = ? AND seq > ? ORDER BY seq', room.id, through)
    const packs = rows.map((row) => {
      const [seq, count] = [numberOf(row, 'seq'), numberOf(row, 'count')]
      const known = last - (seq - count)
      if (known < 0 || (known > 0 && last !== through)) throw new StorageError('corrupt', `update ${last + 1} of the room is missing`)
      const payload = this.#wholePayload(room, seq, row, count)
      if (payload === null) throw new StorageError('corrupt', `update ${seq} of the room is damaged`)
      last = seq
      const packed = count === 1 ? packUpdates([payload]) : payload
      return { packed: known === 0 ? packed : dropPacked(packed, known), count: count - known }
    })
    if (last !== room.head) throw new StorageError('corrupt', `the room ends at update ${last}, not ${room.head}`)
    return packs
  }

  /** What most turns bring: one row for a room that is known, which is a transaction by itself. Undefined for anything else. */
  #appendKnown(updates: readonly RoomUpdate[]): Map<string, Seq> | undefined {
    const [first] = updates
    const room = first === undefined ? undefined : this.#rooms?.get(first.room)
    if (room === undefined) return undefined
    let byteLength = 0
    for (const { room: name, update } of updates) {
      byteLength += update.length
      if (name !== room.name || byteLength > maxPackedBytes) return undefined
    }
    const head = room.head + updates.length
    this.#insert(room, head, updates.map(({ update }) => update))
    return new Map([[room.name, head]])
  }

  #insert(room: RoomRow, seq: Seq, updates: readonly Uint8Array[]): void {
    const [first] = updates
    const count = updates.length
    const { payload, isDeflated } = count === 1 && first !== undefined ? { payload: first, isDeflated: false } : this.#shortest(packUpdates(updates))
    this.#driver.run(
      'INSERT INTO updates (room, seq, count, deflated, payload, checksum) VALUES (?, ?, ?, ?, ?, ?)',
      room.id, seq, count, isDeflated ? 1 : 0, payload, this.#checksum(room, { seq, count, isDeflated }, payload),
    )
  }

  /** Deflated where that is worth it, and short enough that nobody waits for it. */
  #shortest(bytes: Uint8Array): { readonly payload: Uint8Array; readonly isDeflated: boolean } {
    if (bytes.length < minDeflatedBytes || bytes.length > maxDeflatedBytes) return { payload: bytes, isDeflated: false }
    const deflated = this.#platform.deflate(bytes)
    return deflated.length < bytes.length ? { payload: deflated, isDeflated: true } : { payload: bytes, isDeflated: false }
  }

  #noteHead(rooms: Map<string, RoomRow>, name: string, head: Seq): void {
    const known = rooms.get(name)
    if (known !== undefined) known.head = head
    else {
      const room = this.#room(name)
      if (rooms.size >= maxKnownRooms) rooms.clear()
      if (room !== undefined) rooms.set(name, room)
    }
  }

  /** Stores updates of one room, in rows of bounded size; returns its head. */
  #appendTo(name: string, updates: readonly [RoomUpdate, ...RoomUpdate[]]): Seq {
    const room = this.#rooms?.get(name) ?? this.#room(name) ?? this.#createRoom(name, updates[0].lineage ?? uuidv4())
    let head = room.head
    let [pack, byteLength]: [Uint8Array[], number] = [[], 0]
    const store = (): void => {
      this.#insert(room, head, pack)
      pack = []
      byteLength = 0
    }
    for (const { update } of updates) {
      if (byteLength > 0 && byteLength + update.length > maxPackedBytes) store()
      pack.push(update)
      byteLength += update.length
      head += 1
    }
    store()
    return head
  }

  #room(name: string): RoomRow | undefined {
    const row = this.#driver.get('SELECT id, lineage, head FROM rooms WHERE name = ?', name)
    // A damaged index must not make a room look new: it would be written a second time.
    if (row === undefined && this.#driver.get('SELECT id FROM rooms NOT INDEXED WHERE name = ?', name) !== undefined) {
      throw new StorageError('corrupt', 'the index of rooms is damaged')
    }
    return row && { id: numberOf(row, 'id'), name, lineage: textOf(row, 'lineage'), head: numberOf(row, 'head') }
  }

  #createRoom(name: string, lineage: string): RoomRow {
    this.#driver.run('INSERT INTO rooms (name, lineage, head) VALUES (?, ?, 0)', name, lineage)
    const room = this.#room(name)
    if (room === undefined) throw new Error(`room ${name} was not created`)
    return room
  }

  /** `through` 0 stands for the empty start of the log. */
  #newestWholeSnapshot(room: RoomRow): { readonly through: Seq; readonly payload: Uint8Array | null; readonly isRecovered: boolean } {
    const snapshots = this.#driver.all('SELECT through FROM snapshots WHERE room = ? ORDER BY through DESC', room.id)
    for (const [index, { through }] of snapshots.entries()) {
      if (typeof through !== 'number') continue
      const row = this.#driver.get('SELECT deflated, payload, checksum FROM snapshots WHERE room = ? AND through = ?', room.id, through)
      const payload = row && this.#wholePayload(room, through, row)
      if (payload) return { through, payload, isRecovered: index > 0 }
    }
    return { through: 0, payload: null, isRecovered: snapshots.length > 0 }
  }

  /** Damaged generations do not count: three whole ones stay, however many broken ones lie between them. */
  #oldestKept(room: RoomRow): Seq {
    const whole: Seq[] = []
    for (const { through } of this.#driver.all('SELECT through FROM snapshots WHERE room = ? ORDER BY through DESC', room.id)) {
      if (typeof through !== 'number') continue
      const row = this.#driver.get('SELECT deflated, payload, checksum FROM snapshots WHERE room = ? AND through = ?', room.id, through)
      if (row && this.#isWhole(room, through, row)) whole.push(through)
      if (whole.length === keptGenerations) break
    }
    return whole[keptGenerations - 1] ?? 0
  }

  #isWhole(room: RoomRow, seq: Seq, row: SqlRow, count = 1): boolean {
    const isDeflated = numberOf(row, 'deflated') === 1
    return isSameChecksum(bytesOf(row, 'checksum'), this.#checksum(room, { seq, count, isDeflated }, bytesOf(row, 'payload')))
  }

  /** What was stored in the row; null when it is damaged. */
  #wholePayload(room: RoomRow, seq: Seq, row: SqlRow, count = 1): Uint8Array | null {
    if (!this.#isWhole(room, seq, row, count)) return null
    return numberOf(row, 'deflated') === 1 ? this.#platform.inflate(bytesOf(row, 'payload')) : bytesOf(row, 'payload')
  }

  #checksum({ name, lineage }: RoomRow, form: Omit<ChecksumPlace, 'name' | 'lineage'>, payload: Uint8Array): Uint8Array {
    return rowChecksum(this.#platform, { name, lineage, ...form }, payload)
  }
}

function byRoom(updates: readonly RoomUpdate[]): ReadonlyMap<string, readonly [RoomUpdate, ...RoomUpdate[]]> {
  const updatesOf = new Map<string, [RoomUpdate, ...RoomUpdate[]]>()
  for (const update of updates) {
    const others = updatesOf.get(update.room)
    if (others === undefined) updatesOf.set(update.room, [update])
    else others.push(update)
  }
  return updatesOf
}
