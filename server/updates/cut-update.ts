/**
 * A long update as several, each of which integrates behind those before it: a browser sees no part of a message, and over a slow line a
 * workshop in one message never arrives in it. What has come stays, also when the connection ends there.
 */
import { MalformedError } from '../../shared/protocol/cursor.ts'
import { advance, walkUpdate, type Clocks, type Section, type UpdateShape } from '../../shared/protocol/update-walk.ts'
import { DeletedRanges } from './deleted-ranges.ts'
import { addPiece, joinParts, type Part } from './update-parts.ts'

/** What a line of 14 kbit/s carries before either side would take it for dead. */
const bytesPerPiece = 16 * 1024

/**
 * `update`, which holds everything that somebody with the clocks `known` lacks, in pieces of about 16 KiB; a struct that is longer stays whole.
 * Each piece deletes what is deleted of its own structs, so that nobody is shown words that were gone before they came; the last one deletes
 * everything, also of what somebody had.
 */
export function cutUpdate(update: Uint8Array, known: Clocks): readonly Uint8Array[] {
  if (update.length < 2 * bytesPerPiece) return [update]
  const order: number[] = []
  const shape = shapeInOrder(update, known, order)
  if (shape === null) return [update]
  const { sections } = shape
  const deleted = new DeletedRanges()
  deleted.add(shape.deletes)
  const pieces: Uint8Array[] = []
  let parts = new Map<number, Part>()
  let gone = new DeletedRanges()
  let byteLength = 0
  const take = ({ client, starts, ends, offsets, endOffset }: Section, first: number, end: number): void => {
    const [start = 0, offset = 0, endClock = 0] = [starts[first], offsets[first], ends[end - 1]]
    addPiece(parts, client, start, end - first, update.subarray(offset, offsets[end] ?? endOffset))
    gone.add(deleted.within(client, start, endClock))
  }
  const finishPiece = (): void => {
    pieces.push(joinParts(parts, gone.encode()))
    parts = new Map()
    gone = new DeletedRanges()
    byteLength = 0
  }
  // Without an order of its own they fit as they stand.
  if (order.length === 0) for (const [index, { starts }] of sections.entries()) order.push(index, 0, starts.length)
  for (let run = 0; run < order.length; run += 3) {
    const section = sections[order[run] ?? 0]
    if (section === undefined) continue
    let first = order[run + 1] ?? 0
    const end = order[run + 2] ?? 0
    for (let struct = first; struct < end; struct += 1) {
      byteLength += (section.offsets[struct + 1] ?? section.endOffset) - (section.offsets[struct] ?? 0)
      if (byteLength < bytesPerPiece) continue
      take(section, first, struct + 1)
      first = struct + 1
      finishPiece()
    }
    if (first < end) take(section, first, end)
  }
  return [...pieces, joinParts(parts, deleted.encode())]
}

/** Null for what cannot be walked: it goes as it is, and whoever reads the room says what is wrong with it. */
function shapeInOrder(update: Uint8Array, known: Clocks, order: number[]): UpdateShape | null {
  try {
    const shape = walkUpdate(update, Infinity)
    return advance(known, shape, order) === null ? null : shape
  } catch (error) {
    if (error instanceof MalformedError) return null
    throw error
  }
}
