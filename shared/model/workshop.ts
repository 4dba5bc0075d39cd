/**
 * A workshop as plain, readonly data: what `readWorkshop` makes of the shared document and what minutes, exports and the
 * command line work on. Nothing here refers to Yjs, and nothing here is ever written back.
 * Texts are kept exactly as typed (no trimming, no case changes); a field that nobody filled in is ''.
 */
import type { BlobId, BoardId, ItemId, MatterId, OrganisationId, OutcomeId, PersonId, WorkshopId } from './ids.ts'
import type { Responses } from './responses.ts'

/** A date as far as it is known: public bodies write "19 September" and mean it. Month and day count from 1. */
export type PartialDate = {
  readonly year: number | null
  readonly month: number | null
  readonly day: number | null
}

export const itemKinds = [
  'welcome', 'objectives', 'statement', 'presentation', 'debate', 'announcement', 'pitch', 'breakout', 'showcase', 'visit', 'closing', 'break',
] as const
export type ItemKind = (typeof itemKinds)[number]

export const capacities = ['member', 'observer', 'expert', 'guest', 'staff'] as const
export type Capacity = (typeof capacities)[number]

/** What a person does in this workshop, as far as the minutes name it. */
export const duties = ['chair', 'rapporteur', 'facilitator'] as const
export type Duty = (typeof duties)[number]

/** 'expected': on the list, and nobody noted yet whether they came; only then does what they say themselves count. */
export const attendances = ['present', 'remote', 'excused', 'absent', 'expected'] as const
export type Attendance = (typeof attendances)[number]

/** How much the minutes say about who said something: nothing, for which organisation, or the person. */
export const attributions = ['none', 'organisation', 'person'] as const
export type Attribution = (typeof attributions)[number]

/** How people took part; '' when the record does not say. */
export const meetingModes = ['', 'in-person', 'remote', 'hybrid'] as const
export type MeetingMode = (typeof meetingModes)[number]

/** Who may have the minutes; '' when the record does not say. */
export const distributions = ['', 'public', 'participants', 'restricted'] as const
export type Distribution = (typeof distributions)[number]

/** What an organisation is, for attendance in figures; '' when the record does not say. */
export const organisationTypes = ['', 'public', 'private', 'sse', 'academic', 'other'] as const
export type OrganisationType = (typeof organisationTypes)[number]

/** Whether somebody agrees to be shown in published photographs; '' when nobody asked. */
export const photoConsents = ['', 'yes', 'no'] as const
export type PhotoConsent = (typeof photoConsents)[number]

/** How an organisation's paper looks: stands at the top and the foot of every exported page. */
export type Letterhead = {
  /** An image among the blobs of the workshop; null for none. */
  readonly logo: BlobId | null
  /** "#rrggbb" in lower case: titles and rules are set in it. '' leaves Minuta's own colour. */
  readonly color: string
  /** Address, registration, telephone …; may have several lines. */
  readonly footer: string
}

export const emptyLetterhead: Letterhead = { logo: null, color: '', footer: '' }

/** Whether `text` is a colour as a letterhead has it. */
export function isLetterheadColor(text: string): boolean {
  return /^#[0-9a-f]{6}$/.test(text)
}

export type WorkshopDetails = {
  readonly title: string
  /** The body that meets: a working group, a commission, a council. */
  readonly body: string
  /** Other names under which people speak of the body: "WG", its name in another language. */
  readonly bodyAliases: readonly string[]
  /** The organisation that the body belongs to; an acronym stands in brackets after the name, here and in the next fields. */
  readonly organisation: string
  /** The part of the organisation between it and the body: "Intermediterranean Commission (IMC)". */
  readonly commission: string
  /** Its place in the series, in words: "second meeting of the Working Group". */
  readonly session: string
  readonly date: PartialDate
  /** Opening and closing time as announced ("09:30"), '' when unknown. */
  readonly startTime: string
  readonly endTime: string
  readonly place: string
  readonly venue: string
  readonly venueDescription: string
  readonly host: string
  readonly focus: string
  /** What the meeting is for, in one sentence. */
  readonly purpose: string
  /** BCP 47 tag of the language that the record is written in. */
  readonly language: string
  /** What came before, in words: event, place and topics of the earlier meeting. */
  readonly previousMeeting: string
  readonly nextMeeting: string
  /** Attendance in words, for a number nobody counted: "around fifty experts". */
  readonly attendanceNote: string
  /** Sectors that the participants came from, as named: "public", "private". */
  readonly sectors: readonly string[]
  /** Regions that took part, in the order and spelling given. */
  readonly regions: readonly string[]
  /** Whoever else took part and is not named one by one, in words. */
  readonly otherParticipants: string
  /** Number in the series ("2026-02"), and the reference of the minutes in the body's register. */
  readonly seriesNumber: string
  readonly reference: string
  /** Time zone of all times, as people name it: "Europe/Athens", "CEST". */
  readonly timeZone: string
  readonly mode: MeetingMode
  /** Languages spoken at the meeting: BCP 47 tags or words. */
  readonly languages: readonly string[]
  readonly organisers: string
  /** Programme and project code that pay for the meeting. */
  readonly funding: string
  readonly distribution: Distribution
  /** What minutes say about who said something, unless somebody asks for something else. */
  readonly attribution: Attribution
  /** The opening, in words: who welcomed, whether the quorum was reached, what became of agenda and earlier minutes, interests declared. */
  readonly welcome: string
  readonly quorum: string
  readonly agendaAdoption: string
  readonly previousMinutes: string
  readonly interests: string
  /** Until when comments on the draft are welcome: an ISO date or words. */
  readonly commentDeadline: string
  /** Abbreviations and what they stand for, one per entry: "SSE: Social and Solidarity Economy". */
  readonly abbreviations: readonly string[]
  readonly letterhead: Letterhead
}

/** The details of a workshop about which nothing is known yet. */
export const emptyDetails: WorkshopDetails = {
  title: '', body: '', bodyAliases: [], organisation: '', commission: '', session: '', date: { year: null, month: null, day: null },
  startTime: '', endTime: '', place: '', venue: '', venueDescription: '', host: '', focus: '', purpose: '', language: '', previousMeeting: '',
  nextMeeting: '', attendanceNote: '', sectors: [], regions: [], otherParticipants: '', seriesNumber: '', reference: '', timeZone: '', mode: '',
  languages: [], organisers: '', funding: '', distribution: '', attribution: 'person', welcome: '', quorum: '', agendaAdoption: '',
  previousMinutes: '', interests: '', commentDeadline: '', abbreviations: [], letterhead: emptyLetterhead,
}

export type ProgrammeItem = {
  readonly id: ItemId
  readonly kind: ItemKind
  readonly title: string
  /** Who speaks: people of the workshop, then anybody else by name. */
  readonly speakers: readonly PersonId[]
  readonly otherSpeakers: string
  /** Times as announced or noted: "14:30", or in words where nobody named an hour ("afternoon"). */
  readonly plannedStart: string
  readonly plannedEnd: string
  readonly actualStart: string
  readonly actualEnd: string
  readonly held: boolean
  /** Neither the item nor anything on its boards leaves the house: no public report, no letter. */
  readonly confidential: boolean
}

export type Person = {
  readonly id: PersonId
  readonly name: string
  readonly organisation: string
  readonly region: string
  readonly capacity: Capacity
  /** Offices held, one per entry: "regional councillor of …". */
  readonly functions: readonly string[]
  readonly duties: readonly Duty[]
  readonly attendance: Attendance
  readonly orgType: OrganisationType
  readonly country: string
  /** Address or telephone. Never in a public report. */
  readonly contact: string
  /** Who speaks and votes for this person, by name; '' for nobody. */
  readonly representedBy: string
  /** In and out, as the rapporteur noted it: "09:40". Without it, check-ins tell. */
  readonly timeIn: string
  readonly timeOut: string
  /** Never in a public report. */
  readonly photoConsent: PhotoConsent
}

/** A person about whom nothing is known yet. */
export const emptyPerson: Omit<Person, 'id'> = {
  name: '', organisation: '', region: '', capacity: 'member', functions: [], duties: [], attendance: 'present',
  orgType: '', country: '', contact: '', representedBy: '', timeIn: '', timeOut: '', photoConsent: '',
}

export const matterStatuses = ['open', 'done', 'dropped'] as const
export type MatterStatus = (typeof matterStatuses)[number]

/** An action of an earlier meeting, and what became of it. */
export type Matter = {
  readonly id: MatterId
  /** Its number in the earlier minutes: "2026-01/A-4". */
  readonly label: string
  readonly what: string
  readonly owner: string
  /** ISO date or words. */
  readonly due: string
  readonly status: MatterStatus
  readonly note: string
  readonly confidential: boolean
  /** Which point of an earlier meeting it was taken over from, as `pointDigest` names it; left out where somebody typed it. */
  readonly takenFrom?: string
}

/** An organisation that the record names without a person: a partner, a host, an author. */
export type Organisation = {
  readonly id: OrganisationId
  readonly name: string
  readonly role: string
}

/** A node of rich text in ProseMirror's JSON form, in the schema of `shared/document/boards/board-schema.ts`. */
export type RichNode = {
  readonly type: string
  readonly attrs?: Readonly<Record<string, unknown>>
  readonly content?: readonly RichNode[]
  readonly marks?: readonly { readonly type: string; readonly attrs?: Readonly<Record<string, unknown>> }[]
  readonly text?: string
}

/** What a breakout group says about itself, beside its board; '' for what it did not say. */
export type BoardGroup = {
  readonly question: string
  readonly method: string
  /** By name. */
  readonly facilitator: string
  readonly rapporteur: string
  readonly participantCount: number | null
}

export const noGroup: BoardGroup = { question: '', method: '', facilitator: '', rapporteur: '', participantCount: null }

/** Annexes that are made of boards: material of the workshops, and statements that somebody handed in for the record. */
export const boardAnnexes = ['material', 'statements'] as const
export type BoardAnnexKind = (typeof boardAnnexes)[number]

/** Why a board is printed in an annex and not in its section; '' for what nobody said. */
export type BoardAnnex = {
  readonly kind: BoardAnnexKind
  /** By name: who made it, or handed it in, and for whom. */
  readonly author: string
  readonly organisation: string
  /** ISO date or words. */
  readonly date: string
  /** Neither the board nor that there is one leaves the house. */
  readonly confidential: boolean
}

/** A board without its content. */
export type BoardHeading = {
  readonly id: BoardId
  /** Its own title; a board without one carries the title of its programme item. */
  readonly title: string
  /** The programme item that this board belongs to; null for one made by hand. */
  readonly item: ItemId | null
  /** Left out on boards of which nobody said anything of the kind. */
  readonly group?: BoardGroup
  /** Left out on boards that are printed in their section. */
  readonly annex?: BoardAnnex
}

export type Board = BoardHeading & { readonly content: readonly RichNode[] }

/** The last two are found when a workshop is translated: words that are older than their source, a link without its place in them. */
export const lossKinds = ['unknown-content', 'unsafe-link', 'stale-translation', 'lost-link'] as const
export type LossKind = (typeof lossKinds)[number]

/** Something in rich text that reading left out; its words are kept. */
export type ContentLoss = {
  readonly kind: LossKind
  /** The node, mark or outcome kind, or the address of the link, as a peer wrote it. */
  readonly name: string
}

/** Where it was left out: on a board, or in what the rapporteur wrote for a part of the minutes. */
export type PlacedLoss = ContentLoss & { readonly place: 'board' | 'linking'; readonly id: string }

export const outcomeKinds = [
  'decision', 'action', 'proposal', 'recommendation', 'question', 'parked', 'quote', 'announcement', 'document', 'vote',
] as const
export type OutcomeKind = (typeof outcomeKinds)[number]

export type Outcome = {
  readonly id: OutcomeId
  readonly kind: OutcomeKind
  /** The visible number without its letter; unique within the kind after every merge. */
  readonly number: number
  /** The number as people say it: "D-3". */
  readonly label: string
  readonly board: BoardId
  /** The words of the outcome as rich text, and the same without markup. */
  readonly content: readonly RichNode[]
  readonly text: string
  /** BCP 47 tag where it is another language than that of the details: in a translated workshop, what nobody translated. */
  readonly language?: string
  /** The fields of its kind (see `outcomes/kinds.ts`); one that is not filled in is ''. */
  readonly fields: Readonly<Record<string, string>>
}

/** An image or file beside the document. Its bytes live in the blob store under `id`. */
export type BlobInfo = {
  readonly id: BlobId
  readonly mediaType: string
  readonly byteLength: number
  readonly name: string
}

/** A passage of a board that is not printed: the block at index `block` of its content. */
export type HiddenBlock = {
  readonly board: BoardId
  readonly block: number
  /** What the block said when it was hidden, as `contentDigest` names it. */
  readonly basis: string
}

/** The rapporteur's own words in the place of what the boards of a part say. */
export type Summary = {
  readonly content: readonly RichNode[]
  /** False: kept, and not printed. */
  readonly isUsed: boolean
  /** What the boards said when the rapporteur last looked, as `contentDigest` names it; '' while it is not used. */
  readonly basis: string
}

/** What the rapporteur changed about the compiled minutes: order, exclusions, linking text and what is shortened, by part id. */
export type MinutesLayout = {
  /** Ids of parts in the rapporteur's order; parts not listed keep their own place. */
  readonly order: readonly string[]
  readonly excluded: readonly string[]
  readonly linking: Readonly<Record<string, readonly RichNode[]>>
  readonly summaries: Readonly<Record<string, Summary>>
  /** By board, then from top to bottom. */
  readonly hidden: readonly HiddenBlock[]
}

/** Words in another language for a text of the record. */
export type Translation = {
  /** Primary subtag of BCP 47: "fr". */
  readonly language: string
  /** What the text belongs to, by its permanent id; see `translations/texts.ts`. */
  readonly unit: string
  /** The text that the translation was made from. */
  readonly source: string
  /** '' where somebody took it back. */
  readonly words: string
}

export type Workshop = {
  readonly id: WorkshopId
  readonly schemaVersion: number
  readonly details: WorkshopDetails
  readonly items: readonly ProgrammeItem[]
  readonly people: readonly Person[]
  readonly organisations: readonly Organisation[]
  /** Matters arising from earlier meetings, in order. */
  readonly matters: readonly Matter[]
  /** Boards of programme items in programme order, then those made by hand. */
  readonly boards: readonly Board[]
  /** In the order in which they stand: boards in order, then from top to bottom. */
  readonly outcomes: readonly Outcome[]
  readonly blobs: readonly BlobInfo[]
  readonly minutes: MinutesLayout
  /** Into every language, in the order of their keys; those of texts that have changed are kept. */
  readonly translations: readonly Translation[]
  /** What rich text held and `boards` and `minutes` do not. */
  readonly losses: readonly PlacedLoss[]
  /** What the room answered; `people` has its check-ins already. */
  readonly floor: Responses
}
