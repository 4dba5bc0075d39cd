/** What each kind of outcome consists of: the one table that editor, registers, minutes and imports read. */
import type { OutcomeKind } from '../model/workshop.ts'

/** `flag`: `flagSet` or ''. `count`: a whole number in digits. `decision`: one of this workshop (see `references.ts`), or words for another one. */
export type OutcomeFieldType = 'text' | 'person' | 'date' | 'status' | 'flag' | 'count' | 'decision'

export type OutcomeField = {
  readonly name: string
  readonly type: OutcomeFieldType
  /** Asked for on demand only: nobody has time for it while people speak. */
  readonly isExtra?: boolean
  /** What a `status` can be; the first is what it is when nobody said. */
  readonly choices?: readonly string[]
}

export type OutcomeKindSpec = {
  /** Stands before the number ("D-3") and starts the outcome at a line's beginning ("D␣"). */
  readonly letter: string
  /** The fields beside the words themselves, in the order in which Tab visits them. */
  readonly fields: readonly OutcomeField[]
}

export const actionStatuses = ['open', 'done', 'dropped'] as const

/** What became of a proposal or a recommendation in the room. */
export const proposalStatuses = ['raised', 'supported', 'adopted', 'referred', 'withdrawn'] as const

/** How people voted, as the minutes of a council count them. */
export const voteCounts = ['inFavour', 'against', 'abstentions', 'notVoting'] as const
export type VoteCount = (typeof voteCounts)[number]

/** The value of a flag that is set; '' is one that is not. */
export const flagSet = 'yes'

const extra = (name: string, type: OutcomeFieldType = 'text'): OutcomeField => ({ name, type, isExtra: true })

/** On every kind: the outcome stays in the house. */
const confidential = extra('confidential', 'flag')

const proposalStatus: OutcomeField = { ...extra('status', 'status'), choices: ['', ...proposalStatuses] }

export const outcomeKindSpecs: Readonly<Record<OutcomeKind, OutcomeKindSpec>> = {
  decision: {
    letter: 'D',
    fields: [extra('addressee'), extra('method'), extra('basis'), extra('effective', 'date'), extra('supersedes', 'decision'), extra('dissent'), confidential],
  },
  action: {
    letter: 'A',
    fields: [
      { name: 'owner', type: 'person' }, { name: 'due', type: 'date' }, { name: 'status', type: 'status', choices: actionStatuses },
      extra('followsFrom', 'decision'), extra('note'), confidential,
    ],
  },
  proposal: {
    letter: 'P',
    fields: [
      { name: 'proposer', type: 'person' }, { name: 'form', type: 'text' }, { name: 'subject', type: 'text' },
      extra('region'), extra('lead', 'person'), extra('partners'), extra('funder'), extra('call'), extra('problem'), extra('aim'),
      extra('duration'), extra('budget'), extra('contact'), extra('nextStep'), proposalStatus, confidential,
    ],
  },
  recommendation: { letter: 'R', fields: [{ name: 'addressee', type: 'text' }, extra('proposer', 'person'), proposalStatus, confidential] },
  question: { letter: 'Q', fields: [{ name: 'raisedBy', type: 'person' }, extra('answer'), extra('owner', 'person'), extra('carriedTo'), confidential] },
  parked: { letter: 'K', fields: [extra('raisedBy', 'person'), extra('owner', 'person'), extra('carriedTo'), confidential] },
  quote: {
    letter: 'C',
    fields: [{ name: 'speaker', type: 'person' }, { name: 'context', type: 'text' }, extra('consent', 'flag'), confidential],
  },
  announcement: { letter: 'N', fields: [{ name: 'funder', type: 'text' }, extra('due', 'date'), extra('contact'), confidential] },
  document: {
    letter: 'T',
    fields: [
      { name: 'authors', type: 'text' }, { name: 'contributors', type: 'text' }, { name: 'partners', type: 'text' }, { name: 'presenter', type: 'person' },
      extra('date', 'date'), extra('undisclosed', 'flag'), confidential,
    ],
  },
  vote: {
    letter: 'V',
    fields: [
      { name: 'inFavour', type: 'count' }, { name: 'against', type: 'count' }, { name: 'abstentions', type: 'count' }, extra('notVoting', 'count'), extra('eligible', 'count'),
      { name: 'result', type: 'text' }, { name: 'method', type: 'text' }, extra('secret', 'flag'), extra('dissent'), confidential,
    ],
  },
}

/** Every field name of every kind, once: the attributes of the outcome node in the board schema. */
export const outcomeFieldNames: readonly string[] = [
  ...new Set(Object.values(outcomeKindSpecs).flatMap((spec) => spec.fields.map((field) => field.name))),
]

/**
 * Fields that came after boards were in use. Their attribute is null, and is not written, where nobody filled them in: an older Minuta,
 * which does not know it, goes on writing on every board where nobody did, and shows the others read-only (decision 0033).
 */
export const laterFieldNames: ReadonlySet<string> = new Set([
  'effective', 'supersedes', 'followsFrom', 'region', 'lead', 'call', 'problem', 'aim', 'duration', 'date', ...voteCounts, 'eligible', 'secret',
])

/** What stands in the attribute of a field that says `value`. */
export function fieldAttribute(name: string, value: string): string | null {
  return value === '' && laterFieldNames.has(name) ? null : value
}

/** The visible number: letter, hyphen, number. */
export function outcomeLabel(kind: OutcomeKind, number: number): string {
  return `${outcomeKindSpecs[kind].letter}-${number}`
}
