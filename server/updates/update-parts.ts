/** V1 updates, cut and put together by copying bytes. For what `walkUpdate` has passed. */
import type { Clocks, Section, UpdateShape } from '../../shared/protocol/update-walk.ts'
import { DeletedRanges } from './deleted-ranges.ts'
import { sliceStruct } from './slice-struct.ts'
import { varUintLength, writeVarUint } from './var-uint.ts'

/** What an update takes from one client: structs that follow each other without a gap. */
export type Part = { readonly start: number; count: number; byteLength: number; readonly pieces: Uint8Array[] }

/** The structs of one client behind a clock. */
type News = { readonly start: number; readonly end: number; readonly count: number; readonly pieces: readonly Uint8Array[] }

/** What `section` of `update` brings behind the clock `known`; it reaches further than that. */
export function newsIn(update: Uint8Array, { client, starts, ends, offsets, endOffset }: Section, known: number): News {
  const first = ends.findIndex((end) => end > known)
  const [start = 0, end = 0, offset = 0] = [starts[first], ends[ends.length - 1], offsets[first]]
  const firstEnd = offsets[first + 1] ?? endOffset
  const head = update.subarray(offset, firstEnd)
  return {
    start: Math.max(start, known), end, count: starts.length - first,
    pieces: [start < known ? sliceStruct(head, client, start, known - start) : head, update.subarray(firstEnd, endOffset)],
  }
}

/** Whether `shape` says anew what is `known`. */
export function repeatsKnown({ sections }: UpdateShape, known: Pick<Clocks, 'get'>): boolean {
  return sections.some(({ client, starts }) => (starts[0] ?? Infinity) < (known.get(client) ?? 0))
}

/** `update` without what is `known`; `advanced` is what `advance` made of it. What it deletes stays. */
export function withoutKnown(update: Uint8Array, { sections, deletes }: UpdateShape, advanced: Clocks, known: Pick<Clocks, 'get'>): Uint8Array {
  const parts = new Map<number, Part>()
  for (const section of sections) {
    if (!advanced.has(section.client)) continue
    const { start, count, pieces } = newsIn(update, section, known.get(section.client) ?? 0)
    parts.set(section.client, { start, count, byteLength: pieces.reduce((sum, { length }) => sum + length, 0), pieces: [...pieces] })
  }
  const deleted = new DeletedRanges()
  deleted.add(deletes)
  return joinParts(parts, deleted.encode())
}

/** `bytes`: the next `count` structs of `client`; the first ones begin at clock `start`. */
export function addPiece(parts: Map<number, Part>, client: number, start: number, count: number, bytes: Uint8Array): void {
  const part = parts.get(client)
  if (part === undefined) parts.set(client, { start, count, byteLength: bytes.length, pieces: [bytes] })
  else {
    part.count += count
    part.byteLength += bytes.length
    part.pieces.push(bytes)
  }
}

/** One V1 update of these parts and an encoded delete set. */
export function joinParts(parts: ReadonlyMap<number, Part>, deleteSet: Uint8Array): Uint8Array {
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
