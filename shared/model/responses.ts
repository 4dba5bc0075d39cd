/**
 * What the people in the room answer, as plain, readonly data: what `readResponses` makes of the second document of a workshop.
 * Participants may write all of it, so that nothing in it is more than what somebody said.
 */
import type { BoardId, OutcomeId, PersonId } from './ids.ts'

/**
 * Who answers: the id of a person of the participant list, or for somebody who is not on it a key that follows from name and
 * organisation (`respondentKey`). A person who is added to the list from the room gets that key as id.
 */
export type RespondentKey = PersonId

/** Who wrote an entry, under the name that they gave. */
export type Respondent = {
  readonly key: RespondentKey
  readonly name: string
  readonly organisation: string
}

export const checkInStates = ['here', 'remote', 'left', 'excused'] as const
export type CheckInState = (typeof checkInStates)[number]

/** A moment by the clock of whoever notes something: ms since the epoch, and how many minutes that clock is ahead of UTC. */
export type Moment = { readonly ms: number; readonly zone: number }

/** A stay in the room, in ms since the epoch; `out` is null while it lasts, `zone` as in Moment. */
export type Stay = { readonly in: number; readonly out: number | null; readonly zone: number }

export type CheckIn = Respondent & {
  readonly state: CheckInState
  /** From the first to the last; empty for somebody who was never here. */
  readonly stays: readonly Stay[]
}

/** What somebody said about being shown in published photographs; `name` is '' for a person of the list, whose name stands there. */
export type PhotoAnswer = { readonly key: RespondentKey; readonly name: string; readonly consent: 'yes' | 'no' }

/** 'taken': on a board, unless somebody deleted it there. */
export const questionStates = ['new', 'answered', 'parked', 'taken'] as const
export type QuestionState = (typeof questionStates)[number]

export const questionKinds = ['question', 'remark'] as const
export type QuestionKind = (typeof questionKinds)[number]

/** A question or remark from the floor. */
export type FloorQuestion = {
  /** The id of the outcome that it becomes on a board, too. */
  readonly id: OutcomeId
  readonly kind: QuestionKind
  readonly text: string
  /** The board that it is about; null when it is about none. */
  readonly board: BoardId | null
  readonly author: Respondent
  readonly at: number
  readonly state: QuestionState
  /** Who asks the same, each once, without the author. */
  readonly supporters: readonly RespondentKey[]
}

export type VoteOption = {
  readonly id: string
  readonly label: string
  /** People who voted for it in Minuta. */
  readonly ballots: number
  /** Hands that somebody counted in the room, in addition; null when nobody did. */
  readonly hands: number | null
  /** `ballots` and `hands` together. */
  readonly total: number
}

export type Vote = {
  /** The id of the outcome that it becomes on a board, too. */
  readonly id: OutcomeId
  readonly question: string
  readonly board: BoardId | null
  readonly at: number
  readonly isOpen: boolean
  readonly options: readonly VoteOption[]
  /** While it is open: everything that has arrived. Once it is closed: what was there when it was closed. */
  readonly ballotCount: number
  /** Ballots that arrived, or changed, after it was closed; they do not count. */
  readonly lateCount: number
}

/** Who chose which option, by vote, as it stands now. Apart from the rest, so that no export names who voted for what. */
export type Ballots = ReadonlyMap<OutcomeId, ReadonlyMap<RespondentKey, string>>

/** What a comment is about. */
export type CommentTarget = { readonly kind: 'board'; readonly id: BoardId } | { readonly kind: 'outcome'; readonly id: OutcomeId }

export type FloorReply = { readonly id: string; readonly text: string; readonly author: Respondent; readonly at: number }

/** The first comment of a thread with its replies in order. */
export type CommentThread = FloorReply & {
  readonly target: CommentTarget
  readonly isResolved: boolean
  readonly replies: readonly FloorReply[]
}

export type Responses = {
  /** By name. */
  readonly checkIns: readonly CheckIn[]
  /** Who said whether they agree to be shown in published photographs, each once, in the order of their keys. */
  readonly photoConsents: readonly PhotoAnswer[]
  /** The earliest first. */
  readonly questions: readonly FloorQuestion[]
  readonly votes: readonly Vote[]
  readonly threads: readonly CommentThread[]
  /** How many entries were left out, because there are more than a meeting has. */
  readonly leftOut: number
}

/** A workshop in which nobody answered anything. */
export const noResponses: Responses = { checkIns: [], photoConsents: [], questions: [], votes: [], threads: [], leftOut: 0 }
