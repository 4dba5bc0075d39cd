/**
 * Reads the structure of a Yjs V1 update without a Y.Doc. A relay that stored whatever it was sent would keep poison: an update
 * that throws, hangs or waits for ever in every copy that loads it. What passes `walkUpdate` is well formed; what also passes
 * `advance` integrates completely on top of what is known, so a log of such updates never has pending parts.
 *
 * Only V1: Yjs' V2 decoder can be made to loop by 27 bytes.
 */
import { Cursor, MalformedError } from './cursor.ts'
import { limits } from './messages.ts'
import { runLength, walkContent } from './update-content.ts'

/** Client → number of its clock units that are there without a gap: a state vector. */
export type Clocks = ReadonlyMap<number, number>

/** What one client contributes, in clock order, and what each part refers to. Parallel arrays: one update per keystroke. */
export type Section = {
  readonly client: number
  readonly starts: number[]
  readonly ends: number[]
  /** Where the bytes of each part begin; those of the last one end at `endOffset`, before whatever is skipped behind it. */
  readonly offsets: number[]
  endOffset: number
  /** Flat triples: index of the part, client and clock that must be there first. Never of the section's own client. */
  readonly needs: number[]
  /**
   * Flat quadruples, in the order of the parts: index of the part; client and clock of what says in which type the part lies, -1 and 0 for
   * none; 1 when that is the type itself, 0 when it lies beside the part. A part that is not named lies beside the clock before it.
   */
  readonly anchors: number[]
  hasTypes: boolean
  /** False when it holds a shared type, something inside one, or something placed before another: all that a map of plain values never is. */
  isFlat: boolean
}

export type UpdateShape = {
  readonly sections: readonly Section[]
  /** Flat triples: client, clock, length. */
  readonly deletes: readonly number[]
}

const [hasOrigin, hasRightOrigin, hasParentKey] = [0x80, 0x40, 0x20]
const skipInfo = 10
const typeContent = 7

/**
 * The structure of `update`. Throws MalformedError. `maxStructs`: of structs and of deleted ranges each; may be larger for what was
 * stored by ourselves.
 */
export function walkUpdate(update: Uint8Array, maxStructs: number = limits.maxStructsPerUpdate): UpdateShape {
  const cursor = new Cursor(update)
  const sections: Section[] = []
  let structsLeft = maxStructs
  const sectionCount = cursor.count('sections', 4, structsLeft)
  const clients = sectionCount > 1 ? new Set<number>() : undefined
  for (let index = 0; index < sectionCount; index += 1) {
    const structCount = cursor.count('structs', 2, structsLeft)
    structsLeft -= structCount
    const client = cursor.varUint('client')
    // Yjs would silently drop the first of two.
    if (clients?.has(client) === true) throw new MalformedError('a client has two sections')
    clients?.add(client)
    sections.push(walkSection(cursor, client, structCount))
  }
  const deletes = walkDeleteSet(cursor, maxStructs)
  cursor.end('the update')
  return { sections, deletes }
}

function walkSection(cursor: Cursor, client: number, structCount: number): Section {
  const section: Section = { client, starts: [], ends: [], offsets: [], endOffset: 0, needs: [], anchors: [], hasTypes: false, isFlat: true }
  let clock = cursor.varUint('clock', limits.maxClock)
  for (let index = 0; index < structCount; index += 1) {
    const offset = cursor.position
    const info = cursor.uint8()
    const isSkip = info === skipInfo
    const length = isSkip || info === 0 ? runLength(cursor) : walkItem(cursor, info, section, clock)
    const end = clock + length
    if (end > limits.maxClock) throw new MalformedError('a clock is too large', true)
    if (!isSkip) {
      section.starts.push(clock)
      section.ends.push(end)
      section.offsets.push(offset)
      section.endOffset = cursor.position
    }
    clock = end
  }
  return section
}

function walkItem(cursor: Cursor, info: number, section: Section, clock: number): number {
  const isAfter = (info & hasOrigin) !== 0
  if (isAfter) walkReference(cursor, section, clock, 0)
  if ((info & hasRightOrigin) !== 0) {
    // Yjs goes by what it stands behind, where both are named.
    walkReference(cursor, section, clock, isAfter ? null : 0)
    section.isFlat = false
  }
  if ((info & (hasOrigin | hasRightOrigin)) === 0) {
    const parentKind = cursor.varUint('parent kind')
    if (parentKind === 1) {
      cursor.textLength('root name')
      section.anchors.push(section.starts.length, -1, 0, 0)
    } else if (parentKind === 0) {
      walkReference(cursor, section, clock, 1)
      section.isFlat = false
    } else throw new MalformedError(`parent kind ${parentKind} is unknown`)
    if ((info & hasParentKey) !== 0) cursor.textLength('key')
  }
  if ((info & 0x1f) === typeContent) {
    section.hasTypes = true
    section.isFlat = false
  }
  return walkContent(cursor, info & 0x1f)
}

/** `deeper`: see `anchors`; null for what does not say where the part lies. */
function walkReference(cursor: Cursor, section: Section, clock: number, deeper: 0 | 1 | null): void {
  const client = cursor.varUint('client')
  const referred = cursor.varUint('clock', limits.maxClock)
  const isOwn = client === section.client
  if (!isOwn) section.needs.push(section.starts.length, client, referred)
  else if (referred >= clock) throw new MalformedError('an item refers to itself or a later one')
  if (deeper === 1 || (deeper === 0 && !(isOwn && referred === clock - 1))) section.anchors.push(section.starts.length, client, referred, deeper)
}

/**
 * Flat triples. Ranges that follow each other without a gap become one. Yjs sorts what it writes, but its older versions left ranges
 * that overlap as they were, so order is not asked for.
 */
function walkDeleteSet(cursor: Cursor, maxRanges: number): number[] {
  const deletes: number[] = []
  let rangesLeft = maxRanges
  const clientCount = cursor.count('clients', 2)
  for (let index = 0; index < clientCount; index += 1) {
    const client = cursor.varUint('client')
    const rangeCount = cursor.count('ranges', 2, rangesLeft)
    rangesLeft -= rangeCount
    let [start, end] = [0, 0]
    for (let range = 0; range < rangeCount; range += 1) {
      const clock = cursor.varUint('clock', limits.maxClock)
      const length = cursor.varUint('range', limits.maxClock - clock)
      if (length < 1) throw new MalformedError('a deleted range has length 0')
      if (range > 0 && clock >= start && clock <= end) {
        end = Math.max(end, clock + length)
        deletes[deletes.length - 1] = end - start
      } else {
        start = clock
        end = clock + length
        deletes.push(client, clock, length)
      }
    }
  }
  return deletes
}

/**
 * What `known` becomes when the update is integrated: the clients whose clocks change, with their new clocks. Null when some part
 * refers to content that neither `known` nor the update holds. Throws MalformedError when working that out takes too long. `order` is
 * given in which order that is, where it is not the one in which they stand: flat triples, index of the section, its first part and
 * the one behind the last.
 */
export function advance(known: Pick<Clocks, 'get'>, shape: UpdateShape, order: number[] = []): Clocks | null {
  const advanced = new Map<number, number>()
  if (!advanceInOrder(known, shape, advanced) && !advanceByNeed(known, shape, advanced, order)) return null
  const { deletes } = shape
  for (let index = 0; index < deletes.length; index += 3) {
    const client = deletes[index] ?? 0
    if ((deletes[index + 1] ?? 0) + (deletes[index + 2] ?? 0) > (advanced.get(client) ?? known.get(client) ?? 0)) return null
  }
  return advanced
}

/** What nearly every update allows: one pass from front to back. False when some part comes before what it needs. */
function advanceInOrder(known: Pick<Clocks, 'get'>, { sections }: UpdateShape, advanced: Map<number, number>): boolean {
  for (const { client, starts, ends, needs } of sections) {
    for (let need = 0; need < needs.length; need += 3) {
      const needed = needs[need + 1] ?? 0
      if ((advanced.get(needed) ?? known.get(needed) ?? 0) <= (needs[need + 2] ?? 0)) return false
    }
    const first = known.get(client) ?? 0
    let clock = first
    for (let part = 0; part < starts.length; part += 1) {
      if (clock < (starts[part] ?? 0)) return false
      clock = Math.max(clock, ends[part] ?? 0)
    }
    if (clock > first) advanced.set(client, clock)
  }
  return true
}

/** Sections that build on each other: each goes as far as it can, and again when what it waits for has come. */
function advanceByNeed(known: Pick<Clocks, 'get'>, { sections }: UpdateShape, advanced: Map<number, number>, order: number[]): boolean {
  advanced.clear()
  const clockOf = (client: number): number => advanced.get(client) ?? known.get(client) ?? 0
  const positions = sections.map(() => ({ part: 0, need: 0 }))
  const waiting = new Map<number, number[]>()
  const queue = sections.map((_, index) => index)
  let stepsLeft = 4 * sections.reduce((sum, section) => sum + section.starts.length + section.needs.length, 0) + 100_000
  let unfinished = sections.length
  for (let index = queue.pop(); index !== undefined; index = queue.pop()) {
    const section = sections[index]
    const position = positions[index]
    if (section === undefined || position === undefined) continue
    const { client, starts, ends, needs } = section
    const firstPart = position.part
    let blockedOn: number | undefined
    while (position.part < starts.length) {
      stepsLeft -= 1
      if (stepsLeft < 0) throw new MalformedError('an update is too entangled', true)
      if (clockOf(client) < (starts[position.part] ?? 0)) return false
      blockedOn = firstMissing(needs, position, clockOf)
      if (blockedOn !== undefined) break
      const end = ends[position.part] ?? 0
      if (end > clockOf(client)) advanced.set(client, end)
      position.part += 1
    }
    if (blockedOn === undefined) unfinished -= 1
    else addWaiting(waiting, blockedOn, index)
    if (position.part > firstPart) {
      order.push(index, firstPart, position.part)
      const woken = waiting.get(client) ?? []
      stepsLeft -= woken.length
      // One by one: what a stranger sent has no length that may become arguments.
      for (const section of woken) queue.push(section)
      waiting.delete(client)
    }
  }
  return unfinished === 0
}

function addWaiting(waiting: Map<number, number[]>, client: number, section: number): void {
  const others = waiting.get(client)
  if (others === undefined) waiting.set(client, [section])
  else others.push(section)
}

/** The first client that the part at `position` still waits for; moves `position.need` past everything that is there. */
function firstMissing(needs: readonly number[], position: { part: number; need: number }, clockOf: (client: number) => number): number | undefined {
  while ((needs[position.need] ?? Infinity) === position.part) {
    const client = needs[position.need + 1] ?? 0
    if (clockOf(client) <= (needs[position.need + 2] ?? 0)) return client
    position.need += 3
  }
  return undefined
}

/** Adds what `advance` returned to `clocks`. */
export function applyAdvance(clocks: Map<number, number>, advanced: Clocks): void {
  for (const [client, clock] of advanced) clocks.set(client, clock)
}

/** Where in its section a struct stands: its clocks, its bytes, and how many structs come before it. */
export type StructPlace = { readonly start: number; readonly end: number; readonly offset: number; readonly endOffset: number; readonly index: number }

/**
 * The first struct that ends behind `clock`, in `bytes`, where structs of `client` beginning at `start` follow each other from
 * `offset` on. For bytes that `walkUpdate` has passed and that reach behind `clock`.
 */
export function findStruct(bytes: Uint8Array, offset: number, client: number, start: number, clock: number): StructPlace {
  const cursor = new Cursor(bytes, offset)
  const section: Section = { client, starts: [], ends: [], offsets: [], endOffset: 0, needs: [], anchors: [], hasTypes: false, isFlat: true }
  let structStart = start
  for (let index = 0; ; index += 1) {
    const structOffset = cursor.position
    const info = cursor.uint8()
    const end = structStart + (info === 0 ? runLength(cursor) : walkItem(cursor, info, section, structStart))
    section.needs.length = 0
    section.anchors.length = 0
    if (end > clock) return { start: structStart, end, offset: structOffset, endOffset: cursor.position, index }
    structStart = end
  }
}
