/**
 * Every word that the minutes add to what people wrote. A language is complete or does not compile; a new one is one more file in
 * `labels/` and one more entry in `labels-for.ts`.
 */
import type { Profile, StatusKind } from './minutes.ts'
import type { QuestionState } from '../model/responses.ts'
import type { Attendance, Capacity, Distribution, ItemKind, MeetingMode, OrganisationType, OutcomeKind } from '../model/workshop.ts'

export type Labels = {
  readonly minutes: string
  /** What a document of each profile calls itself. */
  readonly documentType: Readonly<Record<Profile, string>>
  readonly status: Readonly<Record<StatusKind, string>>
  readonly version: (number: number) => string
  readonly contents: string
  readonly untitled: string
  readonly cover: {
    readonly title: string
    readonly date: string
    readonly time: string
    readonly place: string
    readonly venue: string
    readonly host: string
    readonly focus: string
    readonly session: string
    readonly bodyAliases: string
    readonly chair: (count: number) => string
    readonly rapporteur: (count: number) => string
    readonly facilitator: (count: number) => string
    readonly previousMeeting: string
    readonly seriesNumber: string
    readonly reference: string
    readonly mode: string
    readonly languages: string
    readonly organisers: string
    readonly funding: string
    readonly distribution: string
    /** Whom a letter is for. */
    readonly to: string
  }
  readonly mode: Readonly<Record<Exclude<MeetingMode, ''>, string>>
  readonly distribution: Readonly<Record<Exclude<Distribution, ''>, string>>
  readonly organisationType: Readonly<Record<Exclude<OrganisationType, ''>, string>>
  /** The formal opening; its parts are headings. */
  readonly opening: {
    readonly title: string
    readonly agenda: string
    readonly previousMinutes: string
    readonly interests: string
    readonly quorum: string
    readonly apologies: string
    readonly mandates: string
    /** "Ana Lúcia, represented by Bo". */
    readonly representedBy: (person: string, representative: string) => string
  }
  readonly matters: { readonly title: string; readonly what: string; readonly note: string }
  /** Where a formal record has nothing: no apologies, no other business. */
  readonly none: string
  readonly noDecision: string
  readonly glance: { readonly title: string; readonly purpose: string; readonly decisions: string; readonly actions: string; readonly nextMeeting: string }
  readonly attendance: {
    readonly title: string
    readonly sectors: string
    readonly regions: string
    readonly otherParticipants: string
    readonly region: string
    readonly total: string
    readonly noRegion: string
    readonly tableCaption: string
    readonly typeCaption: string
    readonly noType: string
    readonly counts: Readonly<Record<Attendance, (count: number) => string>>
  }
  readonly section: {
    readonly planned: string
    readonly notHeld: string
    readonly figure: string
    readonly table: string
    /** Before the titles of boards of this section that stand in an annex. */
    readonly inAnnexes: string
    /** How a group worked; `field.method` says how something was decided. */
    readonly groupMethod: string
  }
  /** What stands below the caption of a figure. */
  readonly figure: { readonly transcription: string; readonly sheet: string; readonly takenAt: string }
  readonly ideas: string
  readonly announcements: string
  readonly otherBusiness: string
  readonly floor: {
    readonly title: string
    readonly questions: string
    readonly votes: string
    readonly notListed: string
    readonly question: string
    readonly remark: string
    readonly kind: string
    readonly raisedBy: string
    readonly state: string
    readonly states: Readonly<Record<QuestionState, string>>
    readonly supporters: string
    readonly vote: string
    readonly result: string
    /** Behind the counts of a vote that nobody closed. */
    readonly stillOpen: string
  }
  readonly closing: { readonly title: string; readonly closedAt: string }
  readonly annex: string
  readonly annexes: { readonly attendance: string; readonly programme: string; readonly documents: string; readonly organisations: string; readonly figures: string; readonly material: string; readonly votes: string; readonly statements: string; readonly abbreviations: string; readonly made: string }
  readonly columns: {
    readonly number: string
    readonly section: string
    readonly name: string
    readonly functions: string
    readonly organisation: string
    readonly capacity: string
    readonly attendance: string
    readonly time: string
    readonly item: string
    readonly role: string
    readonly stays: string
    readonly document: string
    readonly country: string
    readonly contact: string
    readonly organisationType: string
    readonly representedBy: string
    readonly caption: string
    readonly description: string
    readonly option: string
    readonly ballots: string
    readonly hands: string
    readonly total: string
    readonly abbreviation: string
    readonly meaning: string
    readonly signature: string
    /** Of a statement or of material: whose it is. */
    readonly handedInBy: string
    /** Fields of a register that have no column of their own. */
    readonly details: string
  }
  readonly approval: {
    readonly title: string
    readonly draftedBy: string
    readonly commentsUntil: string
    readonly signatures: string
  }
  /** How a frozen version was made. */
  readonly made: {
    readonly workshop: string
    readonly boards: string
    readonly outcomes: string
    readonly images: string
    readonly status: string
  }
  readonly letter: {
    readonly salutation: string
    /** `meeting` is a title, `date` and `place` may be ''. */
    readonly intro: (meeting: string, date: string, place: string, organisation: string) => string
    readonly nothing: (organisation: string) => string
    readonly closing: string
    readonly onBehalf: (body: string) => string
  }
  /** At the top of a public report that leaves something out. */
  readonly omissions: { readonly title: string; readonly text: string }
  /** Whether participants agree to be shown: title of the column, and the two answers. */
  readonly photoConsent: { readonly title: string; readonly yes: string; readonly no: string }
  readonly capacity: Readonly<Record<Capacity, string>>
  readonly attendanceState: Readonly<Record<Attendance, string>>
  readonly itemKind: Readonly<Record<ItemKind, string>>
  /** Singular, as on a single outcome. */
  readonly outcome: Readonly<Record<OutcomeKind, string>>
  /** Title of the table of all outcomes of a kind. */
  readonly register: Readonly<Record<OutcomeKind, string>>
  /** Names of outcome fields, by field name. */
  readonly field: Readonly<Record<string, string>>
  /** The value of a field that is a tick. */
  readonly flag: string
  readonly actionStatus: Readonly<Record<string, string>>
  /** Of proposals and recommendations. */
  readonly proposalStatus: Readonly<Record<string, string>>
  /** What stands between the words that the minutes put together, spaces included; a French colon keeps its distance, a Greek list has no ";". */
  readonly punctuation: {
    /** Between a term and its value. */
    readonly colon: string
    /** Between the entries of a list, and between entries that hold lists themselves. */
    readonly comma: string
    readonly semicolon: string
  }
  /** The letter of the first annex, of the second …; the letters of the language, as its public bodies write them. */
  readonly annexLetters: readonly string[]
  readonly missingImage: (name: string) => string
  readonly page: (page: string, total: string) => string
}
