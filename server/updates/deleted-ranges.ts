/** What has been deleted in a room, kept as Yjs writes it into every answer: sorted ranges of clocks per client. */
import * as encoding from 'lib0/encoding'

/** Flat pairs, start and end, sorted, not touching. */
type Ranges = readonly number[]

/** Numbers that may wait to be sorted in until somebody asks; as many as are held, where that is more, for sorting in costs that much. */
const maxAdded = 300_000

export class DeletedRanges {
  readonly #ranges = new Map<number, Ranges>()
  /** Flat triples (client, clock, length) that are not sorted in yet: most deletions are never asked for. */
  #added: number[] = []
  #maxAdded = maxAdded
  #encoded: Uint8Array | undefined

  /** Flat triples: client, clock, length. */
  add(deletes: readonly number[]): void {
    if (deletes.length === 0) return
    for (const number of deletes) this.#added.push(number)
    this.#encoded = undefined
    if (this.#added.length > this.#maxAdded) this.#settle()
  }

  /** True when all these ranges (flat triples: client, clock, length) are deleted already. */
  has(deletes: readonly number[]): boolean {
    this.#settle()
    for (let index = 0; index < deletes.length; index += 3) {
      const start = deletes[index + 1] ?? 0
      if (!covers(this.#ranges.get(deletes[index] ?? 0) ?? [], start, start + (deletes[index + 2] ?? 0))) return false
    }
    return true
  }

  /** What is deleted of `client` from `start` to `end`; flat triples: client, clock, length. */
  within(client: number, start: number, end: number): readonly number[] {
    this.#settle()
    const ranges = this.#ranges.get(client) ?? []
    const within: number[] = []
    for (let index = firstEndingBehind(ranges, start); index < ranges.length && (ranges[index] ?? 0) < end; index += 2) {
      const from = Math.max(start, ranges[index] ?? 0)
      within.push(client, from, Math.min(end, ranges[index + 1] ?? 0) - from)
    }
    return within
  }

  /** Flat triples: client, clock, length. */
  all(): readonly number[] {
    this.#settle()
    const all: number[] = []
    for (const [client, ranges] of this.#ranges) {
      for (let index = 0; index < ranges.length; index += 2) all.push(client, ranges[index] ?? 0, (ranges[index + 1] ?? 0) - (ranges[index] ?? 0))
    }
    return all
  }

  /** The delete set as it ends a V1 update. */
  encode(): Uint8Array {
    this.#settle()
    this.#encoded ??= encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, this.#ranges.size)
      for (const [client, ranges] of this.#ranges) {
        encoding.writeVarUint(encoder, client)
        encoding.writeVarUint(encoder, ranges.length / 2)
        for (let index = 0; index < ranges.length; index += 2) {
          const start = ranges[index] ?? 0
          encoding.writeVarUint(encoder, start)
          encoding.writeVarUint(encoder, (ranges[index + 1] ?? 0) - start)
        }
      }
    })
    return this.#encoded
  }

  #settle(): void {
    if (this.#added.length === 0) return
    const addedOf = new Map<number, [start: number, end: number][]>()
    for (let index = 0; index < this.#added.length; index += 3) {
      const [client, start] = [this.#added[index] ?? 0, this.#added[index + 1] ?? 0]
      const added = addedOf.get(client) ?? []
      added.push([start, start + (this.#added[index + 2] ?? 0)])
      addedOf.set(client, added)
    }
    this.#added = []
    for (const [client, added] of addedOf) this.#ranges.set(client, merge(this.#ranges.get(client) ?? [], added))
    this.#maxAdded = Math.max(maxAdded, [...this.#ranges.values()].reduce((sum, { length }) => sum + length, 0))
  }
}

function merge(ranges: Ranges, added: [start: number, end: number][]): Ranges {
  added.sort(([a], [b]) => a - b)
  const merged: number[] = []
  let [index, next] = [0, 0]
  for (;;) {
    const [rangeStart, addedStart] = [ranges[index] ?? Infinity, added[next]?.[0] ?? Infinity]
    const start = Math.min(rangeStart, addedStart)
    if (start === Infinity) return merged
    const end = rangeStart <= addedStart ? ranges[index + 1] ?? 0 : added[next]?.[1] ?? 0
    if (rangeStart <= addedStart) index += 2
    else next += 1
    const last = merged.length - 1
    if (last > 0 && start <= (merged[last] ?? 0)) merged[last] = Math.max(merged[last] ?? 0, end)
    else merged.push(start, end)
  }
}

/** True when one of the ranges holds all from `start` to `end`. */
function covers(ranges: Ranges, start: number, end: number): boolean {
  const index = firstEndingBehind(ranges, start)
  return (ranges[index] ?? Infinity) <= start && end <= (ranges[index + 1] ?? 0)
}

/** Where the first range stands that reaches behind `clock`; the length of `ranges` when none does. */
function firstEndingBehind(ranges: Ranges, clock: number): number {
  let [low, high] = [0, ranges.length / 2]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((ranges[middle * 2 + 1] ?? 0) <= clock) low = middle + 1
    else high = middle
  }
  return low * 2
}
