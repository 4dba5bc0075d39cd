/**
 * The minutes as compiled: a tree of parts and blocks that every renderer walks. It is closed on purpose: whatever a board
 * holds has been turned into one of these blocks before a renderer sees it, so each renderer is one exhaustive switch and
 * none of them knows about editors.
 */
import type { BlobId } from '../model/ids.ts'
import type { Attribution, Letterhead, LossKind, OutcomeKind } from '../model/workshop.ts'

export type Direction = 'ltr' | 'rtl'

export type Mark =
  | { readonly kind: 'bold' | 'italic' | 'underline' | 'strike' | 'code' }
  /** `color`: as the board stores it; renderers use their own tint. */
  | { readonly kind: 'highlight'; readonly color: string | null }
  /** `href` is http, https or mailto; anything else was reduced to its text. */
  | { readonly kind: 'link'; readonly href: string; readonly title: string }

export type Inline =
  | { readonly kind: 'text'; readonly text: string; readonly marks: readonly Mark[] }
  | { readonly kind: 'break' }

export type ListItem = {
  /** Null in lists that are not task lists. */
  readonly isChecked: boolean | null
  readonly blocks: readonly Block[]
}

/** How an ordered list counts where it does not count 1, 2, 3: letters and Roman numbers, small and large. Named as in HTML. */
export const listNumberings = ['a', 'A', 'i', 'I'] as const
export type ListNumbering = (typeof listNumberings)[number]

export type Cell = {
  readonly isHeader: boolean
  readonly colspan: number
  readonly rowspan: number
  readonly blocks: readonly Block[]
}

/** A name and what it stands for: "Venue", "Pole Realis". */
export type Fact = { readonly term: string; readonly blocks: readonly Block[] }

/**
 * The number by which a statement is cited: the same in every language, profile and format of one record. Null where the text
 * is cited by something else: inside a list, a quotation or a table, and in front matter, registers and annexes.
 */
export type CitationNumber = number | null

export type OutcomeEntry = {
  readonly kind: OutcomeKind
  /** "Decision" in the language of the minutes. */
  readonly kindName: string
  /** "D-3"; '' when the outcome has no number. */
  readonly label: string
  readonly number: CitationNumber
  readonly inlines: readonly Inline[]
  readonly direction: Direction | null
  readonly language?: string
  /** Fields that somebody filled in: owner, due … */
  readonly fields: readonly { readonly term: string; readonly value: string }[]
}

export type TableBlock = {
  readonly kind: 'table'
  /** Says what the table is, for those who cannot see it; "Table 3" for one from a board, '' when a heading above does. */
  readonly caption: string
  readonly columnCount: number
  /** Relative widths of the columns; empty when nobody set any. */
  readonly columnWidths: readonly number[]
  /** Leading rows that are repeated on every page. No cell spans out of them. */
  readonly headerRowCount: number
  /** Every row covers the whole grid exactly once, cells spanning from above included. */
  readonly rows: readonly (readonly Cell[])[]
}

export type FigureBlock = {
  readonly kind: 'figure'
  /** Counted through the whole minutes, from 1. */
  readonly number: number
  readonly blob: BlobId
  /** File name, caption or alternative text: how people would ask for the image. */
  readonly name: string
  readonly alt: string
  readonly caption: string
  /** CSS pixels, as set on the board; null for its own size. */
  readonly widthPx: number | null
  /** What stands below the caption: which sheet it is, when it was taken, and what is written on it. Left out where nobody said. */
  readonly notes?: readonly Fact[]
}

/** `language` (BCP 47), where a block has one: it is not in the content language of the minutes, because nobody translated it. */
export type Block =
  /** `level` 2 is a part's heading, so board headings start at 3. Levels never skip one and end at 6. */
  | {
      readonly kind: 'heading'
      readonly level: number
      readonly inlines: readonly Inline[]
      readonly direction: Direction | null
      readonly language?: string
    }
  | {
      readonly kind: 'paragraph'
      /** `meta`: times, speakers; set smaller than what was said. */
      readonly style: 'body' | 'meta'
      readonly number: CitationNumber
      readonly inlines: readonly Inline[]
      /** Null follows the surroundings: the text has no strong character. */
      readonly direction: Direction | null
      readonly language?: string
    }
  | {
      readonly kind: 'list'
      readonly style: 'bullet' | 'number' | 'task'
      /** Of a numbered list; left out, it counts 1, 2, 3. */
      readonly numbering?: ListNumbering
      readonly start: number
      readonly items: readonly ListItem[]
      /** Of the list as a whole: its items are cited as "12, third item". */
      readonly number: CitationNumber
    }
  /** `attribution`: who said it, '' for a passage merely set off; `label`: "C-1" when it is an outcome, else ''. */
  | { readonly kind: 'quote'; readonly blocks: readonly Block[]; readonly attribution: string; readonly label: string; readonly number: CitationNumber }
  | { readonly kind: 'code'; readonly text: string; readonly language: string }
  | { readonly kind: 'rule' }
  | FigureBlock
  | TableBlock
  | { readonly kind: 'facts'; readonly title: string; readonly facts: readonly Fact[] }
  /** Neighbours that somebody marked as staying in the house, in the full minutes. `label`: "Confidential" in the language of the minutes. */
  | { readonly kind: 'confidential'; readonly label: string; readonly blocks: readonly Block[] }
  /** Outcomes that stand next to each other on a board, in one box. */
  | { readonly kind: 'outcomes'; readonly entries: readonly OutcomeEntry[] }

/** Stable name of a part: the rapporteur's order, exclusions and linking text refer to it. */
export type PartId = string

export type MinutesPart = {
  readonly id: PartId
  /** What stands before the title: "3", "Annex B", or ''. */
  readonly number: string
  readonly title: string
  readonly direction: Direction | null
  /** The rapporteur's words, printed under the heading before everything else. */
  readonly linking: readonly Block[]
  readonly blocks: readonly Block[]
}

/** A part as the rapporteur's outline shows it, also when it is not printed. */
export type OutlineEntry = { readonly id: PartId; readonly number: string; readonly title: string; readonly isExcluded: boolean }

/** Something captured that could not be printed as it was; never silent. */
export type Notice = {
  readonly kind: LossKind
  readonly part: PartId
  /** Title of the part, which need not be printed. */
  readonly title: string
  /** What this version does not know, or the address of the link. Made by peers: any length, any characters. */
  readonly name: string
}

/**
 * Which document is made of the record. `full`: all of it. `decisions`: the decisions and actions on a page. `public`: for
 * everybody. `letter`: what one organisation has to know.
 */
export const profiles = ['full', 'decisions', 'public', 'letter'] as const
export type Profile = (typeof profiles)[number]

export const statusKinds = ['draft', 'for-comments', 'approved', 'corrected'] as const
export type StatusKind = (typeof statusKinds)[number]

/** How far the document has come. */
export type MinutesStatus = {
  readonly kind: StatusKind
  /** The number of the frozen version; null while the minutes follow the boards. */
  readonly version: number | null
  /** ISO date of the freeze or the approval; '' when there was none. */
  readonly date: string
}

export type Cover = {
  /** Who meets: body and organisation. */
  readonly kicker: string
  /** "Minutes", "List of decisions": by profile. */
  readonly documentType: string
  readonly subtitle: string
  readonly facts: readonly Fact[]
  readonly linking: readonly Block[]
}

export type Minutes = {
  /** BCP 47 tag and direction of the labels. */
  readonly language: string
  readonly direction: Direction
  /** BCP 47 tag of what people wrote, or of its translation; '' when unknown. */
  readonly contentLanguage: string
  readonly profile: Profile
  readonly attribution: Attribution
  /** Whom a letter is for; '' in every other profile. */
  readonly organisation: string
  readonly status: MinutesStatus
  /** The status in words: "Approved · version 2 · 5 October 2026". It is printed in every document, with or without a cover. */
  readonly statusLine: string
  readonly title: string
  readonly titleDirection: Direction | null
  /** Null when the rapporteur left it out; the title is always printed. */
  readonly cover: Cover | null
  /** Its footer is printable. */
  readonly letterhead: Letterhead
  /** In printing order, without empty and excluded ones. */
  readonly parts: readonly MinutesPart[]
  /** Every part that has something to say, in printing order, excluded ones included. */
  readonly outline: readonly OutlineEntry[]
  /** Each once, in the order in which they were met. */
  readonly notices: readonly Notice[]
  /** Of a frozen version only: what goes into the properties of a file, so that it can be verified (`versions/seal.ts`). */
  readonly proof?: MinutesProof
}

export type MinutesProof = {
  /** One line of ASCII that can stand in an attribute, a property or a comment as it is. */
  readonly text: string
  /** 64 hexadecimal digits. */
  readonly fingerprint: string
  readonly version: number
}
