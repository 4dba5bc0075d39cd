/** What somebody should look at before minutes are frozen: data, so that the page, the command line and tests read the same list. */
import type { BlobId, BoardId, ItemId, OutcomeId, PersonId } from '../../model/ids.ts'
import type { PartId } from '../minutes.ts'

/** Where to look, and where it can be put right. */
export type FindingPlace =
  | { readonly kind: 'outcome'; readonly board: BoardId; readonly outcome: OutcomeId }
  /** `block`: index in what is read from the board; null for the board as a whole. */
  | { readonly kind: 'board'; readonly board: BoardId; readonly block: number | null }
  | { readonly kind: 'image'; readonly board: BoardId; readonly blob: BlobId }
  | { readonly kind: 'person'; readonly person: PersonId }
  | { readonly kind: 'people' }
  | { readonly kind: 'item'; readonly item: ItemId }
  | { readonly kind: 'part'; readonly part: PartId }
  | { readonly kind: 'floor' }
  | { readonly kind: 'room' }

export const findingGroups = ['outcomes', 'people', 'items', 'texts', 'arrivals'] as const
export type FindingGroup = (typeof findingGroups)[number]

/** In the order in which they are told within their group. */
export const findingKinds = {
  outcomes: ['action-without-owner', 'action-without-date', 'decision-too-long', 'decision-without-verb', 'vote-total', 'quote-without-consent', 'owner-not-listed'],
  people: ['nobody-present', 'no-chair', 'no-rapporteur', 'same-person', 'speaker-not-listed', 'name-in-words'],
  items: ['item-without-outcome', 'table-not-received'],
  texts: ['photo-without-consent', 'photo-people-unsaid', 'image-without-alt', 'document-not-listed', 'summary-stale', 'passage-stale', 'translation-stale', 'comment-open', 'question-open'],
  arrivals: ['image-missing', 'relay-behind'],
} as const satisfies Readonly<Record<FindingGroup, readonly string[]>>
export type FindingKind = (typeof findingKinds)[FindingGroup][number]

export type Finding = {
  readonly kind: FindingKind
  /** 'problem': the record is incomplete or contradicts itself; 'hint': a reader may stumble, or not. */
  readonly weight: 'problem' | 'hint'
  /** What it is about, as people would name it: "A-3", a name, the title of an item. */
  readonly subject: string
  /** The other thing that the sentence needs: another spelling, a number; '' where it needs none. */
  readonly detail: string
  readonly place: FindingPlace
}

/** What only the computer at hand knows. */
export type CheckContext = {
  /** Images whose bytes are not here. */
  readonly missingBlobs: ReadonlySet<string>
  /** True when others may have written what has not arrived here: the workshop has a relay that is not reached. */
  readonly isRelayBehind: boolean
}

/** Nothing is missing and nobody is waited for. */
export const allHere: CheckContext = { missingBlobs: new Set(), isRelayBehind: false }
