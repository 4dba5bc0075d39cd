/**
 * Group commit: everything that all rooms received in one turn of the event loop is stored by one `append`, hence one flush of the
 * disk. Nothing is acknowledged or passed on before it returned. The first write after a pause is stored in the turn in which it
 * comes, unless it may wait; while writes keep coming, a commit serves those of a gap (decisions 0015, 0019, 0089).
 */
import { StorageError, type RoomStore, type RoomUpdate, type Seq } from '../../shared/storage/room-store.ts'

/** Whoever gave a write, and is told of it. */
export interface Writer<W> {
  readonly name: string
  readonly lineage: string
  /** After the commit, with the seq of this update; null when there was nothing to store. */
  stored(write: W, seq: Seq | null): void
  failed(write: W, error: StorageError): void
  /** After all writes of a group, once for each writer in it. */
  settled(): void
}

export type Write = {
  /** Null for a write that brought nothing new: it is settled with the others, behind everything received before it. */
  readonly update: Uint8Array | null
  /** Until when it waits for others, by `performance.now()`; 0 for the next commit, as early as that may be. */
  readonly dueAt: number
}

type Entry<W> = { readonly writer: Writer<W>; readonly write: W }

/**
 * From one commit to the next, unless so much waits that another one is worth it, or a write says until when it waits. Longer than
 * the letters of one person are apart, so that nobody who types alone waits for anything.
 */
const gapMs = 60
/** Of one room, so that nobody waits where a lot is written; and of all, so that no commit and what follows it holds up the sockets for long. */
const [maxWaitingOfRoom, maxWaitingOfAll] = [32, 256]

export class Committer<W extends Write> {
  readonly #store: RoomStore
  readonly #onSettled: () => void
  #entries: Entry<W>[] = []
  /** How many of them each writer gave; in the order of the first of each. */
  #waiting = new Map<Writer<W>, number>()
  /** When the next commit may be if there is little to store. */
  #nextCommitAt = 0
  #turn: NodeJS.Immediate | undefined
  #timer: NodeJS.Timeout | undefined
  /** When the timer runs out. */
  #timerAt = 0

  /** `onSettled` runs after each group, when all its writers have been told. */
  constructor(store: RoomStore, onSettled: () => void) {
    this.#store = store
    this.#onSettled = onSettled
  }

  add(writer: Writer<W>, write: W): void {
    this.#entries.push({ writer, write })
    const ofRoom = (this.#waiting.get(writer) ?? 0) + 1
    this.#waiting.set(writer, ofRoom)
    if (this.#turn !== undefined) return
    const now = performance.now()
    const isEnough = ofRoom >= maxWaitingOfRoom || this.#entries.length >= maxWaitingOfAll
    const dueAt = isEnough ? now : write.dueAt === 0 ? this.#nextCommitAt : write.dueAt
    if (dueAt <= now) {
      this.#turn = setImmediate(() => {
        this.flush()
      })
    } else if (this.#timer === undefined || dueAt < this.#timerAt) {
      clearTimeout(this.#timer)
      this.#timerAt = dueAt
      this.#timer = setTimeout(() => {
        this.flush()
      }, dueAt - now)
    }
  }

  /** Stores and settles everything added so far. */
  flush(): void {
    clearImmediate(this.#turn)
    clearTimeout(this.#timer)
    this.#turn = undefined
    this.#timer = undefined
    const [entries, writers] = [this.#entries, this.#waiting.keys()]
    if (entries.length === 0) return
    this.#entries = []
    this.#waiting = new Map()
    const heads = this.#append(entries)
    this.#nextCommitAt = performance.now() + gapMs
    if (heads instanceof StorageError) for (const { writer, write } of entries) writer.failed(write, heads)
    else tellStored(entries, heads)
    for (const writer of writers) writer.settled()
    this.#onSettled()
  }

  #append(entries: readonly Entry<W>[]): ReadonlyMap<string, Seq> | StorageError {
    const updates: RoomUpdate[] = []
    for (const { writer: { name, lineage }, write: { update } } of entries) if (update !== null) updates.push({ room: name, lineage, update })
    try {
      return updates.length === 0 ? new Map() : this.#store.append(updates)
    } catch (error) {
      if (error instanceof StorageError) return error
      throw error
    }
  }
}

/** `heads`: of each room that was written to; its updates have the numbers up to that. */
function tellStored<W extends Write>(entries: readonly Entry<W>[], heads: ReadonlyMap<string, Seq>): void {
  const lastSeqs = new Map(heads)
  for (const { writer: { name }, write } of entries) if (write.update !== null) lastSeqs.set(name, (lastSeqs.get(name) ?? 0) - 1)
  for (const { writer, write } of entries) {
    if (write.update === null) writer.stored(write, null)
    else {
      const seq = (lastSeqs.get(writer.name) ?? 0) + 1
      lastSeqs.set(writer.name, seq)
      writer.stored(write, seq)
    }
  }
}
