/**
 * Order among entries that several people move at the same time: every entry has a rank, a text that sorts; equal ranks (two
 * people inserted at the same place) are ordered by id. Moving one entry writes one rank, except where there is no room.
 */
import { generateNKeysBetween } from 'fractional-indexing'

export type Ranked = { readonly id: string; readonly rank: string }

/** Orders by rank, then id, by UTF-16 code units: the same on every machine, whatever its language. */
export function compareRanked(a: Ranked, b: Ranked): number {
  if (a.rank !== b.rank) return a.rank < b.rank ? -1 : 1
  if (a.id === b.id) return 0
  return a.id < b.id ? -1 : 1
}

/**
 * The ranks to write so that `id` stands at `index` among `others` (in order, without it; an index beyond the end is the end).
 * Contains `id` itself and, where neighbours share a rank or carry one that nobody could have made here, those as well.
 */
export function ranksToPlace(others: readonly Ranked[], id: string, index: number): ReadonlyMap<string, string> {
  const at = Math.max(0, Math.min(index, others.length))
  const before = others[at - 1]?.rank ?? null
  let end = at
  while (end < others.length && others[end]?.rank === before) end += 1
  const after = others[end]?.rank ?? null
  const moved = [id, ...others.slice(at, end).map((other) => other.id)]
  const ranks = ranksBetween(before, after, moved.length)
  if (ranks) return pair(moved, ranks)
  const all = [...others.slice(0, at).map((other) => other.id), id, ...others.slice(at).map((other) => other.id)]
  return pair(all, initialRanks(all.length))
}

/** Null when a neighbour's rank is not one that this library makes: then everybody gets a new one, in the order shown now. */
function ranksBetween(before: string | null, after: string | null, count: number): string[] | null {
  try {
    const ranks = generateNKeysBetween(before, after, count)
    // The library takes some texts for ranks that are none, and makes of them what does not sort.
    const row = [...(before === null ? [] : [before]), ...ranks, ...(after === null ? [] : [after])]
    return row.every((rank, index) => index === 0 || (row[index - 1] ?? '') < rank) ? ranks : null
  } catch {
    return null
  }
}

/** Ranks of `count` entries behind everything up to `last`; null when that is no rank that could be made here. */
export function ranksBehind(last: string | null, count: number): string[] | null {
  return ranksBetween(last, null, count)
}

/** Ranks of `count` entries that are made together. */
export function initialRanks(count: number): string[] {
  return generateNKeysBetween(null, null, count)
}

function pair(ids: readonly string[], ranks: readonly string[]): ReadonlyMap<string, string> {
  return new Map(ids.map((id, index) => [id, ranks[index] ?? '']))
}
