/** What the rapporteur changes about the compiled minutes. Linking text, the editor writes into `linkingFragment`. */
import * as Y from 'yjs'
import { compareRanked, ranksToPlace } from '../ranks.ts'
import { rootsOf } from '../roots.ts'

/**
 * Moves a part to `index` among the others. `shown` are the ids of all parts in the order in which they are shown now: the
 * first move writes that order down, later ones only the part that moved.
 */
export function movePart(doc: Y.Doc, origin: unknown, shown: readonly string[], part: string, index: number): void {
  const { minutesParts } = rootsOf(doc)
  const rankOf = (id: string): string => {
    const rank = minutesParts.get(`rank:${id}`)
    return typeof rank === 'string' ? rank : ''
  }
  const others = shown.filter((id) => id !== part).map((id) => ({ id, rank: rankOf(id) }))
  const isInOrder = others.every((other, at) => other.rank !== '' && (at === 0 || compareRanked(others[at - 1] ?? other, other) < 0))
  doc.transact(() => {
    const known = isInOrder ? others : others.map(({ id }) => ({ id, rank: '' }))
    for (const [moved, rank] of ranksToPlace(known, part, index)) minutesParts.set(`rank:${moved}`, rank)
  }, origin)
}

/** Leaves a part out of the minutes, or takes it in again. */
export function setPartExcluded(doc: Y.Doc, origin: unknown, part: string, excluded: boolean): void {
  doc.transact(() => {
    rootsOf(doc).minutesParts.set(`excluded:${part}`, excluded)
  }, origin)
}
