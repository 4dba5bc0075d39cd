/**
 * The room store on SQLite. Every row carries a SHA-256 over room, seq and payload, because SQLite's own checks see only a tenth
 * of single damaged bytes; a row that moved to another room or place fails it as well.
 */
import { uuidv4 } from 'lib0/random'
import { writeDraft } from './copy-database.ts'
import { openDatabase, type DatabaseOptions } from './open-database.ts'
import { StorageError, type RoomPosition, type RoomStore, type RoomUpdate, type Seq, type StoredRoom } from './room-store.ts'
import { isSameChecksum, rowChecksum } from './row-checksum.ts'
import { bytesOf, numberOf, textOf, type SqliteDriver, type SqlitePlatform, type SqlRow } from './sqlite-driver.ts'
import { withStorageErrors } from './sqlite-errors.ts'
import { keptGenerations } from './generations.ts'

/** Pages given back to the file system per compaction: a bound on the pause, not on the total. */
const vacuumPagesPerCompaction = 256

type RoomRow = { readonly id: number; readonly name: string; readonly lineage: string; readonly head: Seq }

export class SqliteRoomStore implements RoomStore {
  readonly #platform: SqlitePlatform
  readonly #driver: SqliteDriver

  /** Opens or creates the database at `options.path`, throwing what `openDatabase` throws, or takes one that is open. */
  constructor(platform: SqlitePlatform, options: DatabaseOptions | { readonly driver: SqliteDriver }) {
    this.#platform = platform
    this.#driver = 'driver' in options ? options.driver : openDatabase(platform, options)
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
      const rows = this.#driver.all('SELECT seq, payload, checksum FROM updates WHERE room = ? AND seq > ? ORDER BY seq', room.id, base.through)
      const updates = rows.map((row, index) => {
        const seq = base.through + 1 + index
        if (numberOf(row, 'seq') !== seq) throw new StorageError('corrupt', `update ${seq} of the room is missing`)
        if (!this.#isWhole(room, seq, row)) throw new StorageError('corrupt', `update ${seq} of the room is damaged`)
        return bytesOf(row, 'payload')
      })
      if (base.through + updates.length !== room.head) {
        throw new StorageError('corrupt', `the room ends at update ${base.through + updates.length}, not ${room.head}`)
      }
      return { snapshot: base.payload, updates, head: room.head, lineage: room.lineage, isRecovered: base.isRecovered }
    })
  }

  append(updates: readonly RoomUpdate[]): ReadonlyMap<string, Seq> {
    return withStorageErrors('storing updates', () => this.#driver.transaction(() => {
      const heads = new Map<string, Seq>()
      const rooms = new Map<string, RoomRow>()
      for (const { room: name, update, lineage } of updates) {
        let room = rooms.get(name)
        if (room === undefined) {
          room = this.#room(name) ?? this.#createRoom(name, lineage ?? uuidv4())
          rooms.set(name, room)
        }
        const seq = (heads.get(name) ?? room.head) + 1
        this.#driver.run('INSERT INTO updates (room, seq, payload, checksum) VALUES (?, ?, ?, ?)', room.id, seq, update, this.#checksum(room, seq, update))
        heads.set(name, seq)
      }
      for (const [name, head] of heads) this.#driver.run('UPDATE rooms SET head = ? WHERE name = ?', head, name)
      return heads
    }))
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

  #isWhole(room: RoomRow, seq: Seq, row: SqlRow): boolean {
    return isSameChecksum(bytesOf(row, 'checksum'), this.#checksum(room, seq, bytesOf(row, 'payload')))
  }

  #checksum({ name, lineage }: RoomRow, seq: Seq, payload: Uint8Array): Uint8Array {
    return rowChecksum(this.#platform, { name, lineage, seq }, payload)
  }
}
