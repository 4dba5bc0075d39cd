/** What each kind of outcome consists of: the one table that editor, registers, minutes and imports read. */
import type { OutcomeKind } from '../model/workshop.ts'

export type OutcomeFieldType = 'text' | 'person' | 'date' | 'status'

export type OutcomeKindSpec = {
  /** Stands before the number ("D-3") and starts the outcome at a line's beginning ("D␣"). */
  readonly letter: string
  /** The fields beside the words themselves, in the order in which Tab visits them. */
  readonly fields: readonly { readonly name: string; readonly type: OutcomeFieldType }[]
}

export const actionStatuses = ['open', 'done', 'dropped'] as const

export const outcomeKindSpecs: Readonly<Record<OutcomeKind, OutcomeKindSpec>> = {
  decision: { letter: 'D', fields: [] },
  action: {
    letter: 'A',
    fields: [{ name: 'owner', type: 'person' }, { name: 'due', type: 'date' }, { name: 'status', type: 'status' }],
  },
  proposal: { letter: 'P', fields: [{ name: 'proposer', type: 'person' }, { name: 'form', type: 'text' }, { name: 'subject', type: 'text' }] },
  recommendation: { letter: 'R', fields: [{ name: 'addressee', type: 'text' }] },
  question: { letter: 'Q', fields: [{ name: 'raisedBy', type: 'person' }] },
  parked: { letter: 'K', fields: [] },
  quote: { letter: 'C', fields: [{ name: 'speaker', type: 'person' }, { name: 'context', type: 'text' }] },
  announcement: { letter: 'N', fields: [{ name: 'funder', type: 'text' }] },
  document: {
    letter: 'T',
    fields: [{ name: 'authors', type: 'text' }, { name: 'contributors', type: 'text' }, { name: 'partners', type: 'text' }, { name: 'presenter', type: 'person' }],
  },
  vote: { letter: 'V', fields: [{ name: 'result', type: 'text' }, { name: 'method', type: 'text' }] },
}

/** Every field name of every kind, once: the attributes of the outcome node in the board schema. */
export const outcomeFieldNames: readonly string[] = [
  ...new Set(Object.values(outcomeKindSpecs).flatMap((spec) => spec.fields.map((field) => field.name))),
]

/** The visible number: letter, hyphen, number. */
export function outcomeLabel(kind: OutcomeKind, number: number): string {
  return `${outcomeKindSpecs[kind].letter}-${number}`
}
