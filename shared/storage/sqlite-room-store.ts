/**
 * The room store on SQLite. Every row carries a SHA-256 over room, seq and payload, because SQLite's own checks see only a tenth
 * of single damaged bytes; a row that moved to another room or place fails it as well.
 */
import { uuidv4 } from 'lib0/random'
import { writeDraft } from './copy-database.ts'
import { openDatabase, type DatabaseOptions } from './open-database.ts'
import { StorageError, type RoomPosition, type RoomStore, type RoomUpdate, type Seq, type StoredRoom } from './room-store.ts'
import { packUpdates, unpackUpdates } from './packed-updates.ts'
import { isSameChecksum, rowChecksum } from './row-checksum.ts'
import { bytesOf, numberOf, textOf, type SqliteDriver, type SqlitePlatform, type SqlRow } from './sqlite-driver.ts'
import { withStorageErrors } from './sqlite-errors.ts'
import { keptGenerations } from './generations.ts'

/** Pages given back to the file system per compaction: a bound on the pause, not on the total. */
const vacuumPagesPerCompaction = 256
/** Updates that share a row, so that reading one does not mean reading many megabytes. */
const maxPackedBytes = 1024 * 1024
/** Rooms whose place is remembered, so that storing an update reads nothing. */
const maxKnownRooms = 10_000

type RoomRow = { readonly id: number; readonly name: string; readonly lineage: string; head: Seq }

export class SqliteRoomStore implements RoomStore {
  readonly #platform: SqlitePlatform
  readonly #driver: SqliteDriver
  /** Of an exclusive owner: rooms as they stand after the last commit. Others would not see what somebody else wrote. */
  readonly #rooms: Map<string, RoomRow> | undefined

  /** Opens or creates the database at `options.path`, throwing what `openDatabase` throws, or takes one that is open. */
  constructor(platform: SqlitePlatform, options: DatabaseOptions | { readonly driver: SqliteDriver }) {
    this.#platform = platform
    this.#driver = 'driver' in options ? options.driver : openDatabase(platform, options)
    this.#rooms = 'driver' in options || options.isExclusive !== true ? undefined : new Map()
  }

  rooms(): readonly string[] {
    return withStorageErrors('listing rooms', () =>
      this.#driver.all('SELECT name FROM rooms ORDER BY name').map((row) => textOf(row, 'name')))
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
      const updates = this.#updatesAfter(room, base.through)
      return { snapshot: base.payload, updates, head: room.head, lineage: room.lineage, isRecovered: base.isRecovered }
    })
  }

  append(updates: readonly RoomUpdate[]): ReadonlyMap<string, Seq> {
    return withStorageErrors('storing updates', () => {
      const heads = this.#appendKnown(updates) ?? this.#driver.transaction(() => {
        const heads = new Map<string, Seq>()
        for (const [name, own] of byRoom(updates)) heads.set(name, this.#appendTo(name, own))
        return heads
      })
      if (this.#rooms !== undefined) for (const [name, head] of heads) this.#noteHead(this.#rooms, name, head)
      return heads
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
        this.#driver.run('INSERT INTO snapshots (room, through, payload, checksum) VALUES (?, ?, ?, ?)', room.id, through, snapshot, this.#checksum(room, through, snapshot))
        const oldestKept = this.#oldestKept(room)
        this.#driver.run('DELETE FROM snapshots WHERE room = ? AND through < ?', room.id, oldestKept)
        this.#driver.run('DELETE FROM updates WHERE room = ? AND seq <= ?', room.id, oldestKept)
      })
      this.#driver.exec(`PRAGMA incremental_vacuum(${vacuumPagesPerCompaction})`)
    })
  }

  getValue(key: string): string | undefined {
    return withStorageErrors('reading a fact', () => {
      const row = this.#driver.get('SELECT value FROM facts WHERE key = ?', key)
      return row === undefined ? undefined : textOf(row, 'value')
    })
  }

  setValue(key: string, value: string): void {
    withStorageErrors('storing a fact', () => {
      this.#driver.run('INSERT INTO facts (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value', key, value)
    })
  }

  /** Writes a copy of everything to `draft`, durably; nothing can be stored until it returns. Throws StorageError. */
  writeDraft(draft: string): void {
    withStorageErrors('copying the database', () => writeDraft(this.#platform, this.#driver, draft))
  }

  close(): void {
    withStorageErrors('closing the database', () => {
      this.#driver.close()
    })
  }

  /** Every update of the room after seq `through`, which may lie within a row. */
  #updatesAfter(room: RoomRow, through: Seq): readonly Uint8Array[] {
    const updates: Uint8Array[] = []
    for (const row of this.#driver.all('SELECT seq, count, payload, checksum FROM updates WHERE room = ? AND seq > ? ORDER BY seq', room.id, through)) {
      const [seq, count] = [numberOf(row, 'seq'), numberOf(row, 'count')]
      const next = through + updates.length + 1
      const first = seq - count + 1
      if (first > next || (first < next && updates.length > 0)) throw new StorageError('corrupt', `update ${next} of the room is missing`)
      if (!this.#isWhole(room, seq, row, count)) throw new StorageError('corrupt', `update ${seq} of the room is damaged`)
      const [packed, known] = [unpackUpdates(bytesOf(row, 'payload'), count), next - first]
      for (let index = known; index < packed.length; index += 1) updates.push(packed[index] ?? new Uint8Array())
    }
    if (through + updates.length !== room.head) {
      throw new StorageError('corrupt', `the room ends at update ${through + updates.length}, not ${room.head}`)
    }
    return updates
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
    const payload = packUpdates(updates)
    this.#driver.run(
      'INSERT INTO updates (room, seq, count, payload, checksum) VALUES (?, ?, ?, ?, ?)',
      room.id, seq, updates.length, payload, this.#checksum(room, seq, payload, updates.length),
    )
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
      const row = this.#driver.get('SELECT payload, checksum FROM snapshots WHERE room = ? AND through = ?', room.id, through)
      if (row && this.#isWhole(room, through, row)) return { through, payload: bytesOf(row, 'payload'), isRecovered: index > 0 }
    }
    return { through: 0, payload: null, isRecovered: snapshots.length > 0 }
  }

  /** Damaged generations do not count: three whole ones stay, however many broken ones lie between them. */
  #oldestKept(room: RoomRow): Seq {
    const whole: Seq[] = []
    for (const { through } of this.#driver.all('SELECT through FROM snapshots WHERE room = ? ORDER BY through DESC', room.id)) {
      if (typeof through !== 'number') continue
      const row = this.#driver.get('SELECT payload, checksum FROM snapshots WHERE room = ? AND through = ?', room.id, through)
      if (row && this.#isWhole(room, through, row)) whole.push(through)
      if (whole.length === keptGenerations) break
    }
    return whole[keptGenerations - 1] ?? 0
  }

  #isWhole(room: RoomRow, seq: Seq, row: SqlRow, count = 1): boolean {
    return isSameChecksum(bytesOf(row, 'checksum'), this.#checksum(room, seq, bytesOf(row, 'payload'), count))
  }

  #checksum({ name, lineage }: RoomRow, seq: Seq, payload: Uint8Array, count = 1): Uint8Array {
    return rowChecksum(this.#platform, { name, lineage, seq, count }, payload)
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
