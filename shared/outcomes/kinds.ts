/** What each kind of outcome consists of: the one table that editor, registers, minutes and imports read. */
import type { OutcomeKind } from '../model/workshop.ts'

/** `flag`: `flagSet` or ''. */
export type OutcomeFieldType = 'text' | 'person' | 'date' | 'status' | 'flag'

export type OutcomeField = {
  readonly name: string
  readonly type: OutcomeFieldType
  /** Asked for on demand only: nobody has time for it while people speak. */
  readonly isExtra?: boolean
}

export type OutcomeKindSpec = {
  /** Stands before the number ("D-3") and starts the outcome at a line's beginning ("D␣"). */
  readonly letter: string
  /** The fields beside the words themselves, in the order in which Tab visits them. */
  readonly fields: readonly OutcomeField[]
}

export const actionStatuses = ['open', 'done', 'dropped'] as const

/** The value of a flag that is set; '' is one that is not. */
export const flagSet = 'yes'

const extra = (name: string, type: OutcomeFieldType = 'text'): OutcomeField => ({ name, type, isExtra: true })

/** On every kind: the outcome stays in the house. */
const confidential = extra('confidential', 'flag')

export const outcomeKindSpecs: Readonly<Record<OutcomeKind, OutcomeKindSpec>> = {
  decision: { letter: 'D', fields: [extra('addressee'), extra('method'), extra('basis'), extra('dissent'), confidential] },
  action: {
    letter: 'A',
    fields: [{ name: 'owner', type: 'person' }, { name: 'due', type: 'date' }, { name: 'status', type: 'status' }, extra('note'), confidential],
  },
  proposal: {
    letter: 'P',
    fields: [
      { name: 'proposer', type: 'person' }, { name: 'form', type: 'text' }, { name: 'subject', type: 'text' },
      extra('partners'), extra('funder'), extra('budget'), extra('contact'), extra('nextStep'), confidential,
    ],
  },
  recommendation: { letter: 'R', fields: [{ name: 'addressee', type: 'text' }, extra('proposer', 'person'), confidential] },
  question: { letter: 'Q', fields: [{ name: 'raisedBy', type: 'person' }, extra('answer'), confidential] },
  parked: { letter: 'K', fields: [extra('raisedBy', 'person'), extra('carriedTo'), confidential] },
  quote: {
    letter: 'C',
    fields: [{ name: 'speaker', type: 'person' }, { name: 'context', type: 'text' }, extra('consent', 'flag'), confidential],
  },
  announcement: { letter: 'N', fields: [{ name: 'funder', type: 'text' }, extra('due', 'date'), extra('contact'), confidential] },
  document: {
    letter: 'T',
    fields: [
      { name: 'authors', type: 'text' }, { name: 'contributors', type: 'text' }, { name: 'partners', type: 'text' }, { name: 'presenter', type: 'person' },
      extra('undisclosed', 'flag'), confidential,
    ],
  },
  vote: { letter: 'V', fields: [{ name: 'result', type: 'text' }, { name: 'method', type: 'text' }, extra('dissent'), confidential] },
}

/** Every field name of every kind, once: the attributes of the outcome node in the board schema. */
export const outcomeFieldNames: readonly string[] = [
  ...new Set(Object.values(outcomeKindSpecs).flatMap((spec) => spec.fields.map((field) => field.name))),
]

/** The visible number: letter, hyphen, number. */
export function outcomeLabel(kind: OutcomeKind, number: number): string {
  return `${outcomeKindSpecs[kind].letter}-${number}`
}
