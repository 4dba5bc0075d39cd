/**
 * The storage contract that the engine and the relay share: an append-only log of Yjs updates per room, with snapshots.
 * Implementations: SQLite (`sqlite-room-store.ts`) and memory (`memory-room-store.ts`); one suite tests both
 * (`tests/contract/room-store.ts`).
 *
 * Synchronous on purpose: when `append` returns, the updates are durable (on SQLite: COMMIT with `synchronous=FULL`), and no
 * other write can have come in between. Callers group updates into one call per event-loop turn.
 */

/** Number of an update within its room: 1, 2, 3 … without gaps, never reused, not reset by compaction. 0 means "nothing". */
export type Seq = number

export type StoredRoom = {
  /** Newest snapshot (a Yjs V1 update), or null when the room has none. */
  readonly snapshot: Uint8Array | null
  /** Every update after the snapshot, in order. */
  readonly updates: readonly Uint8Array[]
  /** Seq of the last stored update. */
  readonly head: Seq
  /** Random id given when the room was first written: seqs of another lineage must never be compared with these. */
  readonly lineage: string
  /** True when the newest snapshot was damaged and an older one, with the updates after it, was used: nothing is missing, but say so. */
  readonly isRecovered: boolean
}

/** What is stored of a room, for whoever makes a snapshot of it: the updates as `packUpdates` joins them, without an object for each. */
export type PackedRoom = {
  readonly snapshot: Uint8Array | null
  readonly updates: Uint8Array
  readonly updateCount: number
  readonly head: Seq
}

/** Where the log of a room stands. Seqs of different lineages must never be compared. */
export type RoomPosition = Pick<StoredRoom, 'lineage' | 'head'>

export type RoomUpdate = {
  readonly room: string
  readonly update: Uint8Array
  /** The lineage to give the room if this call is what creates it; random when absent, ignored for a room that exists. */
  readonly lineage?: string
}

export interface RoomStore {
  /** Names of all rooms that hold at least one update, in code unit order. */
  rooms(): readonly string[]
  /** Lineage and head of `room` without reading its updates; null when nothing ever was stored of it. */
  position(room: string): RoomPosition | null
  /**
   * What is stored of `room`; null when nothing ever was. Throws StorageError('corrupt') when an update is missing or fails its
   * checksum, or when no snapshot generation is whole; a damaged snapshot with a whole older one is `isRecovered`.
   */
  load(room: string): StoredRoom | null
  /** The same, packed. The bytes belong to the caller. */
  loadPacked(room: string): PackedRoom | null
  /**
   * Stores all of `updates`, in order, in one transaction; durable when it returns. Returns the head of each room touched.
   * Throws StorageError and stores nothing when the transaction fails.
   */
  append(updates: readonly RoomUpdate[]): ReadonlyMap<string, Seq>
  /**
   * Begins the room of `update` anew with it, in a lineage of its own; durable when it returns. What was stored of the room before stays where it is,
   * under a name that no room has, for whoever can make something of it. Throws StorageError, and then nothing has changed.
   */
  replace(update: RoomUpdate): void
  /**
   * Records `snapshot`, which must contain every update up to `through`, and drops what older snapshots and updates no longer
   * serve: the newest three snapshots stay, and every update after the oldest of them. The empty start of the log counts as the
   * oldest snapshot, so the first two compactions drop nothing. Does nothing when a snapshot at or after `through` exists.
   */
  compact(room: string, snapshot: Uint8Array, through: Seq): void
  /** Small facts beside the log, written durably: relay position, settings. Undefined when never set. */
  getValue(key: string): string | undefined
  setValue(key: string, value: string): void
  /** Gives back space that is not needed, a bounded amount of it; true when there is more. For when nobody writes. */
  tidy(): boolean
  close(): void
}

export const storageErrorKinds = ['corrupt', 'readonly', 'full', 'busy', 'from-future', 'unknown'] as const
export type StorageErrorKind = (typeof storageErrorKinds)[number]

/** An expected failure of storage. Nothing has been deleted or overwritten when it is thrown. */
export class StorageError extends Error {
  readonly kind: StorageErrorKind

  constructor(kind: StorageErrorKind, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'StorageError'
    this.kind = kind
  }
}
