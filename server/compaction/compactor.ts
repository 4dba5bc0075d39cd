/**
 * Replaces long logs by snapshots, in a thread of its own, one room at a time, often enough that a log is short when somebody joins.
 * The room goes on meanwhile: a snapshot stands for the updates up to the one it was made at, whatever comes after. A failure loses
 * nothing: the log stays as it is and a later round tries again.
 */
import { StorageError, type RoomStore, type StoredRoom } from '../../shared/storage/room-store.ts'
import { CompactionThread } from './compaction-thread.ts'
import { roomTag, type Log } from '../log.ts'

const minTailUpdates = 2_000
const minTailBytes = 1024 * 1024
/** A room that empties with a shorter tail than this is not worth another snapshot. */
const minUpdatesAtUnload = 50
/** How long a room rests after a compaction, as a multiple of what that took: a flood of updates must not be half compactions. */
const restPerWork = 50

type Tail = { updates: number; byteLength: number; snapshotByteLength: number; restsUntil: number; timer?: NodeJS.Timeout | undefined }

export class Compactor {
  readonly #store: RoomStore
  readonly #log: Log
  readonly #onCompacted: (room: string) => void
  readonly #thread = new CompactionThread()
  readonly #tails = new Map<string, Tail>()
  readonly #due = new Set<string>()
  #running: Promise<void> | undefined
  #turn: NodeJS.Immediate | undefined
  #isDisposed = false

  /** `onCompacted`: what was loaded of this room before is longer now than what is stored. */
  constructor(store: RoomStore, log: Log, onCompacted: (room: string) => void) {
    this.#store = store
    this.#log = log
    this.#onCompacted = onCompacted
  }

  noteLoaded(room: string, stored: StoredRoom | null): void {
    const byteLength = stored?.updates.reduce((sum, update) => sum + update.length, 0) ?? 0
    this.#tails.set(room, { updates: stored?.updates.length ?? 0, byteLength, snapshotByteLength: stored?.snapshot?.length ?? 0, restsUntil: 0 })
  }

  noteAppended(room: string, byteLength: number): void {
    const tail = this.#tails.get(room)
    if (tail === undefined) return
    tail.updates += 1
    tail.byteLength += byteLength
    this.#consider(room, tail)
  }

  /** The room is being unloaded: leaves it short for the next load, and forgets it. */
  noteUnloaded(room: string): void {
    const tail = this.#tails.get(room)
    const updates = tail?.updates ?? 0
    clearTimeout(tail?.timer)
    this.#tails.delete(room)
    if (updates < minUpdatesAtUnload) this.#due.delete(room)
    else {
      this.#due.add(room)
      this.#schedule()
    }
  }

  /** The relay is about to stop: the next start finds a short log. */
  noteStopping(room: string): void {
    if ((this.#tails.get(room)?.updates ?? 0) >= minUpdatesAtUnload) this.#due.add(room)
  }

  /** Resolves when everything due is done, or after `maxMs`: what is not done then stays a log, which loses nothing. */
  async finish(maxMs: number): Promise<void> {
    const deadline = performance.now() + maxMs
    let timer: NodeJS.Timeout | undefined
    const isLate = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, maxMs)
    })
    while ((this.#running !== undefined || this.#due.size > 0) && performance.now() < deadline) {
      this.#start()
      await Promise.race([this.#running, isLate])
    }
    clearTimeout(timer)
  }

  dispose(): void {
    this.#isDisposed = true
    for (const { timer } of this.#tails.values()) clearTimeout(timer)
    clearImmediate(this.#turn)
    this.#thread.dispose()
  }

  #consider(room: string, tail: Tail): void {
    const restMs = isLarge(tail) ? 0 : tail.restsUntil - performance.now()
    if (restMs <= 0 && (isLarge(tail) || isLong(tail))) {
      this.#due.add(room)
      this.#schedule()
    } else if (restMs > 0 && isLong(tail)) {
      tail.timer ??= setTimeout(() => {
        tail.timer = undefined
        this.#consider(room, tail)
      }, restMs)
    }
  }

  #schedule(): void {
    if (this.#isDisposed || this.#running !== undefined) return
    this.#turn ??= setImmediate(() => {
      this.#turn = undefined
      this.#start()
    })
  }

  #start(): void {
    const [room] = this.#due
    if (this.#isDisposed || this.#running !== undefined || room === undefined) return
    this.#due.delete(room)
    this.#running = this.#compact(room).finally(() => {
      this.#running = undefined
      if (this.#due.size > 0) this.#schedule()
    })
  }

  async #compact(room: string): Promise<void> {
    const tail = this.#tails.get(room)
    // What comes from now on belongs to the next snapshot. After a failure as well: the next attempt waits for as much again.
    if (tail !== undefined) [tail.updates, tail.byteLength] = [0, 0]
    let workMs = 0
    try {
      const stored = this.#store.loadPacked(room)
      if (stored === null || stored.updateCount === 0) return
      const result = await this.#thread.run(stored)
      // The room may have been left and joined meanwhile; its log has only grown.
      if (this.#isDisposed) return
      if (result.kind === 'failed') this.#log('compaction-failed', { room: roomTag(room), reason: result.reason })
      else {
        const start = performance.now()
        this.#store.compact(room, result.snapshot, stored.head)
        workMs = result.workMs + performance.now() - start
        this.#log('compacted', { room: roomTag(room), updates: stored.updateCount, bytes: result.snapshot.length, ms: Math.round(workMs) })
        this.#onCompacted(room)
        if (tail !== undefined) tail.snapshotByteLength = result.snapshot.length
      }
    } catch (error) {
      if (!(error instanceof StorageError)) throw error
      this.#log('compaction-failed', { room: roomTag(room), reason: error.kind })
    } finally {
      if (tail !== undefined && this.#tails.get(room) === tail) {
        tail.restsUntil = performance.now() + restPerWork * workMs
        this.#consider(room, tail)
      }
    }
  }
}

/** So many that reading them one by one takes longer than reading the document. */
function isLong({ updates, snapshotByteLength }: Tail): boolean {
  return updates >= Math.max(minTailUpdates, snapshotByteLength / 256)
}

/** Larger than the document: the work of writing that again stays in proportion to what was typed. */
function isLarge({ byteLength, snapshotByteLength }: Tail): boolean {
  return byteLength >= Math.max(minTailBytes, 2 * snapshotByteLength)
}
