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
type Section = {
  readonly client: number
  readonly starts: number[]
  readonly ends: number[]
  /** Flat triples: index of the part, client and clock that must be there first. Never of the section's own client. */
  readonly needs: number[]
}

export type UpdateShape = {
  readonly sections: readonly Section[]
  /** Flat triples: client, clock, length. */
  readonly deletes: readonly number[]
}

const maxClient = 2 ** 32 - 1
const [hasOrigin, hasRightOrigin, hasParentKey] = [0x80, 0x40, 0x20]

/** The structure of `update`. Throws MalformedError. */
export function walkUpdate(update: Uint8Array): UpdateShape {
  const cursor = new Cursor(update)
  const sections: Section[] = []
  const clients = new Set<number>()
  let structsLeft: number = limits.maxStructsPerUpdate
  const sectionCount = cursor.count('sections', 4)
  for (let index = 0; index < sectionCount; index += 1) {
    const structCount = cursor.count('structs', 2, structsLeft)
    structsLeft -= structCount
    const client = cursor.varUint('client', maxClient)
    // Yjs would silently drop the first of two.
    if (clients.has(client)) throw new MalformedError('a client has two sections')
    clients.add(client)
    sections.push(walkSection(cursor, client, structCount))
  }
  const deletes = walkDeleteSet(cursor)
  cursor.end('the update')
  return { sections, deletes }
}

function walkSection(cursor: Cursor, client: number, structCount: number): Section {
  const section: Section = { client, starts: [], ends: [], needs: [] }
  let clock = cursor.varUint('clock', limits.maxClock)
  for (let index = 0; index < structCount; index += 1) {
    const info = cursor.uint8()
    const isSkip = info === 10
    const length = isSkip || info === 0 ? runLength(cursor) : walkItem(cursor, info, section, clock)
    const end = clock + length
    if (end > limits.maxClock) throw new MalformedError('a clock is too large', true)
    if (!isSkip) {
      section.starts.push(clock)
      section.ends.push(end)
    }
    clock = end
  }
  return section
}

function walkItem(cursor: Cursor, info: number, section: Section, clock: number): number {
  const reference = (): void => {
    const client = cursor.varUint('client', maxClient)
    const referred = cursor.varUint('clock', limits.maxClock)
    if (client !== section.client) section.needs.push(section.starts.length, client, referred)
    else if (referred >= clock) throw new MalformedError('an item refers to itself or a later one')
  }
  if ((info & hasOrigin) !== 0) reference()
  if ((info & hasRightOrigin) !== 0) reference()
  if ((info & (hasOrigin | hasRightOrigin)) === 0) {
    const parentKind = cursor.varUint('parent kind')
    if (parentKind === 1) cursor.text('root name')
    else if (parentKind === 0) reference()
    else throw new MalformedError(`parent kind ${parentKind} is unknown`)
    if ((info & hasParentKey) !== 0) cursor.text('key')
  }
  return walkContent(cursor, info & 0x1f)
}

function walkDeleteSet(cursor: Cursor): number[] {
  const deletes: number[] = []
  const clientCount = cursor.count('clients', 2)
  for (let index = 0; index < clientCount; index += 1) {
    const client = cursor.varUint('client', maxClient)
    const rangeCount = cursor.count('ranges', 2)
    for (let range = 0; range < rangeCount; range += 1) {
      const clock = cursor.varUint('clock', limits.maxClock)
      const length = cursor.varUint('range', limits.maxClock - clock)
      if (length < 1) throw new MalformedError('a deleted range has length 0')
      deletes.push(client, clock, length)
    }
  }
  return deletes
}

/**
 * What `known` becomes when the update is integrated: the clients whose clocks change, with their new clocks. Null when some part
 * refers to content that neither `known` nor the update holds. Throws MalformedError when working that out takes too long.
 */
export function advance(known: Pick<Clocks, 'get'>, { sections, deletes }: UpdateShape): Clocks | null {
  const advanced = new Map<number, number>()
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
      if (clockOf(client) < (starts[position.part] ?? 0)) return null
      blockedOn = firstMissing(needs, position, clockOf)
      if (blockedOn !== undefined) break
      const end = ends[position.part] ?? 0
      if (end > clockOf(client)) advanced.set(client, end)
      position.part += 1
    }
    if (blockedOn === undefined) unfinished -= 1
    else waiting.set(blockedOn, [...(waiting.get(blockedOn) ?? []), index])
    if (position.part > firstPart) {
      const woken = waiting.get(client) ?? []
      stepsLeft -= woken.length
      queue.push(...woken)
      waiting.delete(client)
    }
  }
  if (unfinished > 0) return null
  for (let index = 0; index < deletes.length; index += 3) {
    const [client = 0, clock = 0, length = 0] = deletes.slice(index, index + 3)
    if (clock + length > clockOf(client)) return null
  }
  return advanced
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
