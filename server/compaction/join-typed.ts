/**
 * Text that was typed letter by letter, as one struct: what Yjs makes of it once it has taken it in, done before, on the bytes. A Y.Doc
 * of a log of keystrokes would otherwise begin with an object of a quarter of a kilobyte for each of them.
 */
import { Cursor } from '../../shared/protocol/cursor.ts'
import { walkUpdate, type Section } from '../../shared/protocol/update-walk.ts'
import { varUintLength, writeVarUint } from '../updates/var-uint.ts'

const [hasOrigin, hasRightOrigin] = [0x80, 0x40]
const textContent = 4

/** One struct with text in it: what it was written between, and where its text lies. `clock` -1 stands for nothing. */
type Text = { readonly origin: Neighbour; readonly right: Neighbour; readonly lengthOffset: number; readonly textOffset: number; readonly endOffset: number }
type Neighbour = { readonly client: number; readonly clock: number }
/** Structs that become one: the bytes before its text, and each piece of that. */
type Run = { readonly offset: number; readonly lengthOffset: number; readonly texts: readonly { readonly offset: number; readonly endOffset: number }[] }

const nothing: Neighbour = { client: 0, clock: -1 }

/** The same content in as few structs as its texts allow. For an update that `walkUpdate` has passed, without gaps. */
export function joinTyped(update: Uint8Array): Uint8Array {
  const { sections } = walkUpdate(update, Infinity)
  // What is joined loses its head, which is longer than the length of a text can grow.
  const joined = new Uint8Array(update.length)
  let at = writeVarUint(joined, 0, sections.length)
  for (const section of sections) {
    const runs = runsOf(update, section)
    for (const number of [runs.length, section.client, section.starts[0] ?? 0]) at = writeVarUint(joined, at, number)
    for (const run of runs) at = writeRun(joined, at, update, run)
  }
  const deletes = update.subarray(sections[sections.length - 1]?.endOffset ?? varUintLength(0))
  joined.set(deletes, at)
  return joined.slice(0, at + deletes.length)
}

function runsOf(update: Uint8Array, { client, starts, offsets, endOffset }: Section): Run[] {
  const runs: Run[] = []
  let texts: { offset: number; endOffset: number }[] = []
  let last: Text | null = null
  for (const [index, offset] of offsets.entries()) {
    const text = textAt(update, offset, offsets[index + 1] ?? endOffset)
    const isNext = text !== null && last !== null && isSame(text.origin, { client, clock: (starts[index] ?? 0) - 1 }) && isSame(text.right, last.right)
    if (text === null) runs.push({ offset, lengthOffset: offsets[index + 1] ?? endOffset, texts: [] })
    else {
      if (!isNext) {
        texts = []
        runs.push({ offset, lengthOffset: text.lengthOffset, texts })
      }
      texts.push({ offset: text.textOffset, endOffset: text.endOffset })
    }
    last = text
  }
  return runs
}

/** Null for a struct that holds anything else. */
function textAt(update: Uint8Array, offset: number, endOffset: number): Text | null {
  const cursor = new Cursor(update, offset)
  const info = cursor.uint8()
  if ((info & ~(hasOrigin | hasRightOrigin)) !== textContent) return null
  const origin = (info & hasOrigin) === 0 ? nothing : { client: cursor.varUint('client'), clock: cursor.varUint('clock') }
  const right = (info & hasRightOrigin) === 0 ? nothing : { client: cursor.varUint('client'), clock: cursor.varUint('clock') }
  if (origin === nothing && right === nothing) {
    if (cursor.varUint('parent kind') === 1) cursor.textLength('root name')
    else for (const part of ['client', 'clock']) cursor.varUint(part)
  }
  const lengthOffset = cursor.position
  cursor.varUint('text')
  return { origin, right, lengthOffset, textOffset: cursor.position, endOffset }
}

function isSame(one: Neighbour, other: Neighbour): boolean {
  return one.client === other.client && one.clock === other.clock
}

function writeRun(target: Uint8Array, start: number, update: Uint8Array, { offset, lengthOffset, texts }: Run): number {
  target.set(update.subarray(offset, lengthOffset), start)
  let at = start + lengthOffset - offset
  if (texts.length === 0) return at
  at = writeVarUint(target, at, texts.reduce((sum, text) => sum + text.endOffset - text.offset, 0))
  for (const text of texts) {
    target.set(update.subarray(text.offset, text.endOffset), at)
    at += text.endOffset - text.offset
  }
  return at
}
