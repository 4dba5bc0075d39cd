/**
 * Two people who are apart and move the same outcome both write it anew, as nothing in a shared document can change its place: when they meet, it stands twice under one
 * id. Nobody's words are taken away. The one of the two that is older by the order that all peers share stays what it is, with its number and all that names it; the other is an outcome
 * of its own. Its id follows from the document alone: whoever only reads, and whoever mends it (`mend-outcomes.ts`), come to the same one, also at the same moment.
 */
import * as Y from 'yjs'
import { outcomeOfElement, type OutcomeId } from '../../model/ids.ts'
import { maxContentDepth } from './board-content.ts'
import { boardSchema } from './board-schema.ts'

/** An outcome of a board: what its element says of it, and which element that is. Plain data. */
export type OutcomeElement = { readonly id: string; readonly client: number; readonly clock: number }

/** The id that an outcome has instead of the one that it shares with an older one. */
export type SecondId = { readonly own: OutcomeId; readonly shared: string }

/** By the element of the outcome (`elementKey`). */
export type SecondIds = Readonly<Record<string, SecondId>>

export const noSeconds: SecondIds = {}

/** What an element of a document is called in `SecondIds`. */
export function elementKey({ client, clock }: Pick<OutcomeElement, 'client' | 'clock'>): string {
  return `${client} ${clock}`
}

/** The outcomes of a board in order, with their elements. Without recursion: how deep a board is nested is a stranger's choice. */
export function outcomeElements(board: Y.XmlFragment): (OutcomeElement & { readonly element: Y.XmlElement })[] {
  const found: (OutcomeElement & { readonly element: Y.XmlElement })[] = []
  const pending: { readonly node: unknown; readonly depth: number }[] = [{ node: board, depth: 0 }]
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { node, depth } = next
    if (node instanceof Y.XmlElement && node.nodeName === 'outcome') {
      const id: unknown = node.getAttribute('id')
      if (node._item && typeof id === 'string' && id !== '') found.push({ id, client: node._item.id.client, clock: node._item.id.clock, element: node })
    } else if (node instanceof Y.XmlFragment && depth <= maxContentDepth && !isLine(node)) {
      pending.push(...node.toArray().map((child: unknown) => ({ node: child, depth: depth + 1 })).reverse())
    }
  }
  return found
}

/** Most of a board; no outcome stands in one. */
function isLine(node: Y.XmlFragment): boolean {
  return node instanceof Y.XmlElement && boardSchema.nodes[node.nodeName]?.isTextblock === true
}

/** Id → the oldest of the outcomes that carry it. */
export function oldestOf<T extends OutcomeElement>(outcomes: readonly T[]): ReadonlyMap<string, T> {
  const oldest = new Map<string, T>()
  for (const outcome of outcomes) {
    const known = oldest.get(outcome.id)
    if (!known || outcome.client < known.client || (outcome.client === known.client && outcome.clock < known.clock)) oldest.set(outcome.id, outcome)
  }
  return oldest
}

/** The ids of all that are not the oldest one of theirs. */
export function secondIds(outcomes: readonly OutcomeElement[]): SecondIds {
  const oldest = oldestOf(outcomes)
  if (oldest.size === outcomes.length) return noSeconds
  const seconds = outcomes.filter((outcome) => oldest.get(outcome.id) !== outcome)
  return Object.fromEntries(seconds.map((second) => [elementKey(second), { own: outcomeOfElement(second.id, elementKey(second)), shared: second.id }]))
}
