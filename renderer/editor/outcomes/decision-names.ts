/** Decisions as people name them in a field of another outcome. */
import type { Doc } from 'yjs'
import { readShownOutcomes } from '../../../shared/document/kept-reads.ts'
import type { Outcome } from '../../../shared/model/workshop.ts'
import { referenceTo } from '../../../shared/outcomes/references.ts'

/** Every decision on a board, in the order in which they stand. Every board that changed is read: ask when somebody is about to choose one. */
export function decisionsOf(doc: Doc): readonly Outcome[] {
  return readShownOutcomes(doc).filter(({ kind }) => kind === 'decision')
}

const decisionNumber = /^\s*d\s*-?\s*(\d{1,6})\s*$/iu

/** What a field stores when somebody types `words` into it: which decision, where they are the number of one of this workshop but `without`; else the words. */
export function decisionNamed(doc: Doc, words: string, without: string): string {
  const number = Number(decisionNumber.exec(words)?.[1] ?? Number.NaN)
  if (Number.isNaN(number)) return words
  const found = decisionsOf(doc).find((decision) => decision.number === number && decision.id !== without)
  return found === undefined ? words : referenceTo(found.id)
}
