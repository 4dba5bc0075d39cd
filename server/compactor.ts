/**
 * Replaces long logs by snapshots, one room per turn of the event loop, often enough that each time is short. A failure here
 * loses nothing: the log stays as it is and the next round tries again.
 */
import { compactSnapshot } from '../shared/storage/compact-snapshot.ts'
import { StorageError, type RoomStore, type StoredRoom } from '../shared/storage/room-store.ts'
import { roomTag, type Log } from './log.ts'

const minTailUpdates = 500
const minTailBytes = 64 * 1024
/** A room that empties with a shorter tail than this is not worth another snapshot. */
const minUpdatesAtUnload = 50

type Tail = { updates: number; byteLength: number; snapshotByteLength: number }

export class Compactor {
  readonly #store: RoomStore
  readonly #log: Log
  readonly #tails = new Map<string, Tail>()
  readonly #due = new Set<string>()
  #turn: NodeJS.Immediate | undefined

  constructor(store: RoomStore, log: Log) {
    this.#store = store
    this.#log = log
  }

  noteLoaded(room: string, stored: StoredRoom | null): void {
    const byteLength = stored?.updates.reduce((sum, update) => sum + update.length, 0) ?? 0
    this.#tails.set(room, { updates: stored?.updates.length ?? 0, byteLength, snapshotByteLength: stored?.snapshot?.length ?? 0 })
  }

  noteAppended(room: string, byteLength: number): void {
    const tail = this.#tails.get(room)
    if (tail === undefined) return
    tail.updates += 1
    tail.byteLength += byteLength
    // A large document costs more to write again, so its tail may grow longer: the work stays in proportion to what was typed.
    const isLong = tail.updates >= Math.max(minTailUpdates, tail.snapshotByteLength / 1_024)
    const isLarge = tail.byteLength >= Math.max(minTailBytes, tail.snapshotByteLength / 2)
    if (!isLong && !isLarge) return
    this.#due.add(room)
    this.#schedule()
  }

  /** The room is being unloaded: leaves it short for the next load, and forgets it. */
  noteUnloaded(room: string): void {
    if ((this.#tails.get(room)?.updates ?? 0) >= minUpdatesAtUnload) this.#compact(room)
    this.#tails.delete(room)
    this.#due.delete(room)
  }

  dispose(): void {
    clearImmediate(this.#turn)
  }

  #schedule(): void {
    this.#turn ??= setImmediate(() => {
      this.#turn = undefined
      const [room] = this.#due
      if (room === undefined) return
      this.#due.delete(room)
      this.#compact(room)
      if (this.#due.size > 0) this.#schedule()
    })
  }

  #compact(room: string): void {
    try {
      const stored = this.#store.load(room)
      if (stored === null) return
      const snapshot = compactSnapshot(stored)
      if (snapshot !== null) this.#store.compact(room, snapshot, stored.head)
      this.#tails.set(room, { updates: 0, byteLength: 0, snapshotByteLength: snapshot?.length ?? stored.snapshot?.length ?? 0 })
      if (snapshot === null) this.#log('compaction-postponed', { room: roomTag(room) })
    } catch (error) {
      if (!(error instanceof StorageError)) throw error
      this.#log('compaction-failed', { room: roomTag(room), kind: error.kind })
    }
  }
}
