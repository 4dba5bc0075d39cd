/**
 * Questions and votes of the room on their way to a board: as an outcome that carries the id of the question or vote, so that
 * everybody can see what was taken over, and nothing is taken over twice.
 */
import * as Y from 'yjs'
import type { BoardId, OutcomeId } from '../../model/ids.ts'
import type { OutcomeKind } from '../../model/workshop.ts'
import { claimOutcomeNumber } from '../../outcomes/numbering.ts'
import { placeAtEnd } from './append-blocks.ts'
import { maxContentDepth, wordsOfText } from './board-content.ts'
import { boardFragment, readBoardList } from '../read-workshop.ts'

/** An outcome as it comes from the room. */
export type FloorOutcome = {
  readonly id: OutcomeId
  readonly kind: OutcomeKind
  /** Line feeds become line breaks. */
  readonly text: string
  /** Fields of the kind, by name. */
  readonly fields: Readonly<Record<string, string>>
}

type Copy = { readonly board: BoardId; readonly element: Y.XmlElement }

/** Outcome id → the board on which it stands, for every outcome on a board that is shown. */
export function outcomePlaces(notes: Y.Doc): ReadonlyMap<string, BoardId> {
  return new Map([...copiesOn(notes)].map(([id, copies]) => [id, copies[0]?.board as BoardId]))
}

/**
 * Writes the outcome at the end of a board and claims its number, in one transaction. False when it stands on a board already, or
 * there is no such board.
 */
export function takeOver(notes: Y.Doc, origin: unknown, board: BoardId, outcome: FloorOutcome): boolean {
  const fragment = boardFragment(notes, board)
  if (!fragment || copiesOn(notes).has(outcome.id)) return false
  notes.transact(() => {
    fragment.insert(placeAtEnd(fragment), [elementOf(outcome)])
    claimOutcomeNumber(notes, origin, outcome.id, outcome.kind)
  }, origin)
  return true
}

/** Takes an outcome off the boards again, as long as nobody changed its words. False when there is none like it. */
export function takeBack(notes: Y.Doc, origin: unknown, outcome: FloorOutcome): boolean {
  const unchanged = (copiesOn(notes).get(outcome.id) ?? []).filter(({ element }) => wordsOf(element) === outcome.text)
  notes.transact(() => {
    for (const { element } of unchanged) removeElement(element)
  }, origin)
  return unchanged.length > 0
}

/**
 * Two people who take over the same at the same moment each write an outcome; of those the one that was written first, by the
 * order that all peers share, stays. A copy that somebody has changed stays as well: no words are ever removed. Returns how many went.
 */
export function removeSecondCopies(notes: Y.Doc, origin: unknown, outcomes: readonly FloorOutcome[]): number {
  const copies = copiesOn(notes)
  const extra = outcomes.flatMap((outcome) => {
    const [, ...others] = [...(copies.get(outcome.id) ?? [])].sort((a, b) => compareAge(a.element, b.element))
    return others.filter(({ element }) => wordsOf(element) === outcome.text)
  })
  if (extra.length === 0) return 0
  notes.transact(() => {
    for (const { element } of extra) removeElement(element)
  }, origin)
  return extra.length
}

function removeElement(element: Y.XmlElement): void {
  const parent = element.parent
  if (!(parent instanceof Y.XmlFragment)) return
  const index = parent.toArray().findIndex((child) => child === element)
  if (index >= 0) parent.delete(index, 1)
}

/** By who made it, then when: the same on every peer, whatever else it has seen. */
function compareAge(a: Y.XmlElement, b: Y.XmlElement): number {
  const [first, second] = [idOf(a), idOf(b)]
  return first.client - second.client || first.clock - second.clock
}

function idOf(element: Y.XmlElement): { readonly client: number; readonly clock: number } {
  return Y.createRelativePositionFromTypeIndex(element, 0).type ?? { client: 0, clock: 0 }
}

function elementOf({ id, kind, text, fields }: FloorOutcome): Y.XmlElement {
  const element = new Y.XmlElement('outcome')
  for (const [name, value] of Object.entries({ ...fields, id, kind })) element.setAttribute(name, value)
  element.insert(0, text.split('\n').flatMap((line, index) => [
    ...(index > 0 ? [new Y.XmlElement('hardBreak')] : []),
    new Y.XmlText(line),
  ]))
  return element
}

/** The words of an outcome; a line break is a line feed. */
export function wordsOf(element: Y.XmlElement): string {
  return (element.toArray() as readonly unknown[]).map((child) => {
    if (child instanceof Y.XmlElement) return child.nodeName === 'hardBreak' ? '\n' : wordsOf(child)
    if (!(child instanceof Y.XmlText)) return ''
    return wordsOfText(child)
  }).join('')
}

/** Every outcome on the boards that are shown, by id. Without recursion: how deep a board is nested is a stranger's choice. */
function copiesOn(notes: Y.Doc): ReadonlyMap<string, readonly Copy[]> {
  const found = new Map<string, Copy[]>()
  for (const { id: board } of readBoardList(notes)) {
    const fragment = boardFragment(notes, board)
    const pending: { readonly node: Y.XmlFragment; readonly depth: number }[] = fragment ? [{ node: fragment, depth: 0 }] : []
    for (let next = pending.pop(); next; next = pending.pop()) {
      for (const child of next.node.toArray() as readonly unknown[]) {
        if (!(child instanceof Y.XmlElement)) continue
        const id: unknown = child.nodeName === 'outcome' ? child.getAttribute('id') : undefined
        if (typeof id === 'string' && id !== '') found.set(id, [...(found.get(id) ?? []), { board, element: child }])
        else if (next.depth < maxContentDepth) pending.push({ node: child, depth: next.depth + 1 })
      }
    }
  }
  return found
}
