/**
 * What a room holds, in bytes and not in a Y.Doc: the structs of its snapshot and of every update since, per client in the order
 * of their clocks, and what is deleted. Enough to answer "what does this peer lack" by copying bytes, which is all that the thread
 * of the sockets can afford. Made when somebody joins, let go when nobody has joined for a while.
 */
import { MalformedError } from '../shared/protocol/cursor.ts'
import { advance, applyAdvance, findStruct, walkUpdate, type Clocks, type UpdateShape } from '../shared/protocol/update-walk.ts'
import { StorageError, type StoredRoom } from '../shared/storage/room-store.ts'
import { DeletedRanges } from './deleted-ranges.ts'
import { sliceStruct } from './slice-struct.ts'
import { varUintLength, writeVarUint } from './var-uint.ts'

/** Structs of one client that follow each other without a gap, `bytes[offset]` up to `bytes[endOffset]`. */
type Run = { readonly client: number; readonly start: number; end: number; count: number; readonly bytes: Uint8Array | null; readonly offset: number; endOffset: number }

/** What an answer takes from one client. */
type Part = { readonly start: number; count: number; byteLength: number; readonly pieces: Uint8Array[] }

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
        const shape = walkUpdate(update)
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
    for (const { client, starts, ends, offsets, endOffset } of shape.sections) {
      if (!advanced.has(client)) continue
      const known = this.#clocks.get(client) ?? 0
      const first = ends.findIndex((end) => end > known)
      const [start = 0, end = 0, offset = 0] = [starts[first], ends[ends.length - 1], offsets[first]]
      const firstEnd = offsets[first + 1] ?? endOffset
      // What overlaps with known content is cut off here, so that runs never do.
      const head = start < known ? sliceStruct(update.subarray(offset, firstEnd), client, start, known - start) : update.subarray(offset, firstEnd)
      this.#append(client, Math.max(start, known), end, starts.length - first, [head, update.subarray(firstEnd, endOffset)])
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
    return join(parts, this.#deleted.encode())
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

function addPiece(parts: Map<number, Part>, client: number, start: number, count: number, bytes: Uint8Array): void {
  const part = parts.get(client)
  if (part === undefined) parts.set(client, { start, count, byteLength: bytes.length, pieces: [bytes] })
  else {
    part.count += count
    part.byteLength += bytes.length
    part.pieces.push(bytes)
  }
}

/** One V1 update of these parts and an encoded delete set. */
function join(parts: ReadonlyMap<number, Part>, deleteSet: Uint8Array): Uint8Array {
  let byteLength = varUintLength(parts.size) + deleteSet.length
  for (const [client, part] of parts) {
    byteLength += varUintLength(part.count) + varUintLength(client) + varUintLength(part.start) + part.byteLength
  }
  const update = new Uint8Array(byteLength)
  let at = writeVarUint(update, 0, parts.size)
  for (const [client, { start, count, pieces }] of parts) {
    for (const number of [count, client, start]) at = writeVarUint(update, at, number)
    for (const piece of pieces) {
      update.set(piece, at)
      at += piece.length
    }
  }
  update.set(deleteSet, at)
  return update
}
