/** A programme as it came in a calendar or as lines of text, before anybody chose what of it is taken. */
import type { ItemKind } from '../model/workshop.ts'

const eventNotes = [
  /** It comes again; only this one time is meant here. */
  'repeats',
  /** Written in another time zone, shown in that of the programme. */
  'converted',
  /** Its time zone is not known: the hours are as written. */
  'unknown-zone',
  'cancelled',
  /** It ends on a later day. */
  'ends-later',
] as const
export type EventNote = (typeof eventNotes)[number]

export type ImportedEvent = {
  readonly title: string
  readonly kind: ItemKind
  /** ISO date in the time zone of the programme; of a programme written as lines, what stands above the day, '' for nothing. */
  readonly date: string
  /** "09:30"; '' for something that takes whole days. */
  readonly start: string
  readonly end: string
  readonly place: string
  /** Plain text; lines are separated by line feeds. */
  readonly description: string
  /** Names of those who hold it, as far as the file says so. */
  readonly speakers: readonly string[]
  readonly notes: readonly EventNote[]
}

export type ImportedProgramme = {
  /** What the calendar calls itself; '' when it does not say. */
  readonly name: string
  /** In which the hours are; '' when the file names none and hours are as written. */
  readonly zone: string
  /** True when the file has only moments in UTC, and the hours are those of this computer's zone. */
  readonly isOwnZone: boolean
  /** By day and hour. */
  readonly events: readonly ImportedEvent[]
  /** Events that could not be read, or stand in the file twice. */
  readonly unreadable: number
}
