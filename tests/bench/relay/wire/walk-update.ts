/**
 * Walks the structs of a Yjs V1 update without building them. What it finds, (client, clock, length), is the stamp of a keystroke: it
 * survives merging and re-encoding by a relay, so every delivery can be matched exactly, and gaps and repetitions be counted.
 * Written apart from the relay's own walk, so that neither hides a mistake of the other.
 */
import { ByteCursor } from './byte-cursor.ts'

/** `length` clock units of `client` from `clock` on are in the update. */
export type OnRun = (client: number, clock: number, length: number) => void

const ref = { collected: 0, deleted: 1, json: 2, binary: 3, string: 4, embed: 5, format: 6, type: 7, skip: 10 } as const
const flag = { origin: 0x80, rightOrigin: 0x40, parentSub: 0x20 } as const
/** Types that have a name of their own: XmlElement and XmlHook. */
const namedTypes: ReadonlySet<number> = new Set([3, 5])

const cursor = new ByteCursor()

/** Throws for content that the bench never writes (subdocuments, values of lib0's any). */
export function walkUpdate(bytes: Uint8Array, start: number, onRun: OnRun): void {
  cursor.bytes = bytes
  cursor.at = start
  for (let sections = cursor.varUint(); sections > 0; sections -= 1) {
    let structs = cursor.varUint()
    const client = cursor.varUint()
    let clock = cursor.varUint()
    let runStart = clock
    for (; structs > 0; structs -= 1) {
      const info = cursor.byte()
      if (info === ref.skip) {
        if (clock > runStart) onRun(client, runStart, clock - runStart)
        clock += cursor.varUint()
        runStart = clock
      } else clock += structLength(info)
    }
    if (clock > runStart) onRun(client, runStart, clock - runStart)
  }
}

function structLength(info: number): number {
  const kind = info & 0x1f
  if (kind === ref.collected) return cursor.varUint()
  if ((info & flag.origin) !== 0) skipId()
  if ((info & flag.rightOrigin) !== 0) skipId()
  if ((info & (flag.origin | flag.rightOrigin)) === 0) skipParent(info)
  switch (kind) {
    case ref.deleted:
      return cursor.varUint()
    case ref.string:
      return cursor.skipText()
    case ref.json: {
      const count = cursor.varUint()
      for (let index = 0; index < count; index += 1) cursor.skipBytes()
      return count
    }
    case ref.format:
      cursor.skipBytes()
      cursor.skipBytes()
      return 1
    case ref.type:
      if (namedTypes.has(cursor.varUint())) cursor.skipBytes()
      return 1
    case ref.binary:
    case ref.embed:
      cursor.skipBytes()
      return 1
    default:
      throw new Error(`content ${kind} is not expected in a bench`)
  }
}

function skipId(): void {
  cursor.varUint()
  cursor.varUint()
}

function skipParent(info: number): void {
  if (cursor.varUint() === 1) cursor.skipBytes()
  else skipId()
  if ((info & flag.parentSub) !== 0) cursor.skipBytes()
}
