/**
 * A Y.Doc of a room, made when somebody joins and let go when nobody has joined for a while. It answers "what does this peer
 * lack"; the way of an update from one peer to the others never touches it. Replaceable by cached snapshots or a worker.
 */
import * as Y from 'yjs'
import { integrate } from '../shared/storage/integrate.ts'
import type { StoredRoom } from '../shared/storage/room-store.ts'
import type { Clocks } from '../shared/protocol/update-walk.ts'

/** Answers kept: after a break of the network many peers ask with the same few state vectors. */
const maxCachedDiffs = 16

export class Replica {
  readonly #doc = new Y.Doc()
  readonly #diffs = new Map<string, Uint8Array>()
  #unapplied: Uint8Array[] = []

  /** This and every question throw StorageError('corrupt') when a stored update cannot be integrated: the room is damaged. */
  constructor(stored: StoredRoom | null) {
    if (stored === null) return
    integrate(this.#doc, stored.snapshot === null ? stored.updates : [stored.snapshot, ...stored.updates])
  }

  get clocks(): Clocks {
    this.#catchUp()
    return Y.decodeStateVector(Y.encodeStateVector(this.#doc))
  }

  /** Takes note of an update that was stored; integrated when the next question comes. */
  add(update: Uint8Array): void {
    this.#unapplied.push(update)
    this.#diffs.clear()
  }

  /** Everything that a peer with this state vector lacks, as one update. */
  diff(stateVector: Uint8Array): Uint8Array {
    this.#catchUp()
    const key = stateVector.join()
    let diff = this.#diffs.get(key)
    if (diff === undefined) {
      diff = Y.encodeStateAsUpdate(this.#doc, stateVector)
      if (this.#diffs.size >= maxCachedDiffs) this.#diffs.clear()
      this.#diffs.set(key, diff)
    }
    return diff
  }

  /** True when all these ranges (flat triples: client, clock, length) are deleted already. */
  hasDeletes(deletes: readonly number[]): boolean {
    this.#catchUp()
    const known = Y.createDeleteSetFromStructStore(this.#doc.store).clients
    for (let index = 0; index < deletes.length; index += 3) {
      const [client = 0, clock = 0, length = 0] = deletes.slice(index, index + 3)
      // Ranges of a delete set are sorted and merged, so one of them must hold all of it.
      const isDeleted = known.get(client)?.some((range) => range.clock <= clock && clock + length <= range.clock + range.len)
      if (isDeleted !== true) return false
    }
    return true
  }

  dispose(): void {
    this.#doc.destroy()
  }

  #catchUp(): void {
    if (this.#unapplied.length === 0) return
    const updates = this.#unapplied
    this.#unapplied = []
    integrate(this.#doc, updates)
  }
}
