/** The rapporteur's order of parts. */
import type { PartId } from './minutes.ts'

/**
 * `ids` with the listed ones in the order of `wanted`. Parts that are not listed keep their own place, so a programme item
 * that arrives after the rapporteur has sorted stands where it would have stood anyway.
 */
export function orderParts(ids: readonly PartId[], wanted: readonly PartId[]): readonly PartId[] {
  const known = new Set(ids)
  const listed = [...new Set(wanted)].filter((id) => known.has(id))
  const isListed = new Set(listed)
  let next = 0
  return ids.map((id) => (isListed.has(id) ? (listed[next++] ?? id) : id))
}
