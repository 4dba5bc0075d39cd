/**
 * What a room holds, in bytes and not in a Y.Doc: the structs of its snapshot and of every update since, per client in the order
 * of their clocks, and what is deleted. Enough to answer "what does this peer lack" by copying bytes, which is all that the thread
 * of the sockets can afford. Made when somebody joins, let go when nobody has joined for a while.
 */
import { MalformedError } from '../../shared/protocol/cursor.ts'
import { advance, applyAdvance, findStruct, walkUpdate, type Clocks, type UpdateShape } from '../../shared/protocol/update-walk.ts'
import { StorageError, type StoredRoom } from '../../shared/storage/room-store.ts'
import { DeletedRanges } from '../updates/deleted-ranges.ts'
import { sliceStruct } from '../updates/slice-struct.ts'
import { addPiece, joinParts, newsIn, type Part } from '../updates/update-parts.ts'

/** Structs of one client that follow each other without a gap, `bytes[offset]` up to `bytes[endOffset]`. */
type Run = { readonly client: number; readonly start: number; end: number; count: number; readonly bytes: Uint8Array | null; readonly offset: number; endOffset: number }

export class Replica {
  readonly #runs: Run[] = []
  readonly #deleted = new DeletedRanges()
  /** The answer to somebody who has nothing, as long as nothing has been added to it. */
  #snapshot: Uint8Array | null = null
  #hasTail = false
  readonly #clocks = new Map<number, number>()
  /** Where the structs of updates since the snapshot lie one after the other; its runs have `bytes` null. */
  #tail = new Uint8Array()
  #tailLength = 0

  /** Throws StorageError('corrupt') when a stored update does not have its form or has a hole: the room is damaged. */
  constructor(stored: Pick<StoredRoom, 'snapshot'> & { readonly updates: Iterable<Uint8Array> } | null) {
    if (stored === null) return
    try {
      if (stored.snapshot !== null) this.#addSnapshot(stored.snapshot)
      for (const update of stored.updates) {
        // What is stored was within the limits of its day.
        const shape = walkUpdate(update, Infinity)
        const advanced = advance(this.#clocks, shape)
        if (advanced === null) throw new MalformedError('an update refers to something that is not stored')
        this.add(update, shape, advanced)
      }
    } catch (error) {
      if (!(error instanceof MalformedError)) throw error
      throw new StorageError('corrupt', 'a stored update cannot be integrated', { cause: error })
    }
  }

  get clocks(): Clocks {
    return this.#clocks
  }

  /** Takes over an update that was stored; `advanced` is what `advance` made of it. */
  add(update: Uint8Array, shape: UpdateShape, advanced: Clocks): void {
    this.#hasTail = true
    for (const section of shape.sections) {
      if (!advanced.has(section.client)) continue
      // What overlaps with known content is cut off, so that runs never do.
      const { start, end, count, pieces } = newsIn(update, section, this.#clocks.get(section.client) ?? 0)
      this.#append(section.client, start, end, count, pieces)
    }
    applyAdvance(this.#clocks, advanced)
    this.#deleted.add(shape.deletes)
  }

  /** Everything that a peer with these clocks lacks, as one V1 update. The delete set is always whole, as with Yjs. */
  diff(known: Clocks): Uint8Array {
    if (known.size === 0 && this.#snapshot !== null && !this.#hasTail) return this.#snapshot
    const parts = new Map<number, Part>()
    for (const run of this.#runs) {
      const have = known.get(run.client) ?? 0
      if (run.end <= have) continue
      const bytes = run.bytes ?? this.#tail
      if (run.start >= have) addPiece(parts, run.client, run.start, run.count, bytes.subarray(run.offset, run.endOffset))
      else {
        const { start, end, offset, endOffset, index } = findStruct(bytes, run.offset, run.client, run.start, have)
        const head = start < have ? sliceStruct(bytes.subarray(offset, endOffset), run.client, start, have - start) : bytes.subarray(offset, endOffset)
        addPiece(parts, run.client, have, 1, head)
        if (end < run.end) addPiece(parts, run.client, end, run.count - index - 1, bytes.subarray(endOffset, run.endOffset))
      }
    }
    return joinParts(parts, this.#deleted.encode())
  }

  /** True when all these ranges (flat triples: client, clock, length) are deleted already. */
  hasDeletes(deletes: readonly number[]): boolean {
    return this.#deleted.has(deletes)
  }

  /** True when everything that is deleted in `other` is deleted here. */
  hasDeletesOf(other: Replica): boolean {
    return this.#deleted.has(other.#deleted.all())
  }

  #addSnapshot(snapshot: Uint8Array): void {
    this.#snapshot = snapshot
    // A room may hold more than one update may bring.
    const { sections, deletes } = walkUpdate(snapshot, Infinity)
    for (const { client, starts, ends, offsets, endOffset } of sections) {
      const [start = 0, end = 0, offset = 0] = [starts[0], ends[ends.length - 1], offsets[0]]
      const isWhole = start === 0 && starts.every((from, index) => index === 0 || from === ends[index - 1])
      if (!isWhole) throw new MalformedError('a snapshot has a gap')
      this.#runs.push({ client, start, end, count: starts.length, bytes: snapshot, offset, endOffset })
      this.#clocks.set(client, end)
    }
    this.#deleted.add(deletes)
  }

  /** Copies: what came in shares its memory with other frames. */
  #append(client: number, start: number, end: number, count: number, pieces: readonly Uint8Array[]): void {
    const offset = this.#tailLength
    for (const piece of pieces) {
      this.#reserve(piece.length)
      this.#tail.set(piece, this.#tailLength)
      this.#tailLength += piece.length
    }
    const last = this.#runs[this.#runs.length - 1]
    if (last !== undefined && last.bytes === null && last.client === client && last.end === start) {
      last.end = end
      last.count += count
      last.endOffset = this.#tailLength
    } else this.#runs.push({ client, start, end, count, bytes: null, offset, endOffset: this.#tailLength })
  }

  #reserve(byteLength: number): void {
    if (this.#tailLength + byteLength <= this.#tail.length) return
    const larger = new Uint8Array(Math.max(1_024, this.#tail.length * 2, this.#tailLength + byteLength))
    larger.set(this.#tail.subarray(0, this.#tailLength))
    this.#tail = larger
  }
}
