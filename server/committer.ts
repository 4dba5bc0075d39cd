/**
 * Group commit: everything that all rooms received in one turn of the event loop is stored by one `append`, hence one flush of the
 * disk. Nothing is acknowledged or passed on before it returned.
 */
import { StorageError, type RoomStore, type Seq } from '../shared/storage/room-store.ts'

export type Write = {
  readonly room: string
  readonly lineage: string
  /** Null for a write that brought nothing new: it is settled with the others, behind everything received before it. */
  readonly update: Uint8Array | null
  /** Called after the commit with the seq of this update; null when there was nothing to store. */
  readonly onStored: (seq: Seq | null) => void
  readonly onFailed: (error: StorageError) => void
}

export class Committer {
  readonly #store: RoomStore
  readonly #onSettled: () => void
  #writes: Write[] = []
  #turn: NodeJS.Immediate | undefined

  /** `onSettled` runs after each group, when all its callbacks have run. */
  constructor(store: RoomStore, onSettled: () => void) {
    this.#store = store
    this.#onSettled = onSettled
  }

  add(write: Write): void {
    this.#writes.push(write)
    this.#turn ??= setImmediate(() => {
      this.flush()
    })
  }

  /** Stores and settles everything added so far. */
  flush(): void {
    clearImmediate(this.#turn)
    this.#turn = undefined
    const writes = this.#writes
    this.#writes = []
    if (writes.length === 0) return
    let heads: ReadonlyMap<string, Seq>
    try {
      heads = this.#append(writes)
    } catch (error) {
      if (!(error instanceof StorageError)) throw error
      for (const write of writes) write.onFailed(error)
      this.#onSettled()
      return
    }
    const nextSeqs = new Map(heads)
    for (const { room, update } of writes) if (update !== null) nextSeqs.set(room, (nextSeqs.get(room) ?? 0) - 1)
    for (const { room, update, onStored } of writes) {
      if (update === null) {
        onStored(null)
        continue
      }
      const seq = (nextSeqs.get(room) ?? 0) + 1
      nextSeqs.set(room, seq)
      onStored(seq)
    }
    this.#onSettled()
  }

  #append(writes: readonly Write[]): ReadonlyMap<string, Seq> {
    const updates = writes.flatMap(({ room, lineage, update }) => (update === null ? [] : [{ room, lineage, update }]))
    return updates.length === 0 ? new Map() : this.#store.append(updates)
  }
}
