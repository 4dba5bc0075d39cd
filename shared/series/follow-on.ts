/** What a new workshop has from the meeting that it follows on from. Nothing that was said about that meeting alone: no date, place, programme or number. */
import { formatPartialDate } from '../minutes/dates.ts'
import { emptyPerson, type Person, type WorkshopDetails } from '../model/workshop.ts'
import type { EarlierMeeting, OpenPoint } from './open-points.ts'
import { isSameBody } from './order-meetings.ts'

/** The details that a body keeps from meeting to meeting, and what came before in words. */
export type CarriedDetails = Pick<WorkshopDetails, 'body' | 'bodyAliases' | 'organisation' | 'commission' | 'language' | 'languages' | 'previousMeeting'>

/** What whoever makes the workshop wants from the earlier meeting. */
export type FollowOnPlan = { readonly meeting: EarlierMeeting; readonly isTakingPoints: boolean; readonly isTakingPeople: boolean }

/** `language`: of the words about the earlier meeting, where its record names none. */
export function carriedDetails({ details }: Pick<EarlierMeeting, 'details'>, language: string): CarriedDetails {
  const { body, bodyAliases, organisation, commission, languages, title, place, date } = details
  const record = details.language === '' ? language : details.language
  const previousMeeting = [title, place, formatPartialDate(date, record)].map((part) => part.trim()).filter((part) => part !== '').join(record.startsWith('ar') ? '، ' : ', ')
  return { body, bodyAliases, organisation, commission, languages, language: record, previousMeeting }
}

/**
 * What comes along to a meeting of `body` where nobody says otherwise: what stands on boards and among the matters, but what is confidential only to the same body, as whoever is
 * invited can read it. What the room asked is chosen one by one.
 */
export function carriedPoints({ details, open }: Pick<EarlierMeeting, 'details' | 'open'>, body: string): readonly OpenPoint[] {
  const isSame = isSameBody(details.body, body)
  return open.filter(({ kind, fields }) => kind !== 'asked' && (isSame || !fields.confidential))
}

/**
 * The people of the earlier meeting as those who are expected at the next: who they are and for whom they come. Not what they did there, when they
 * came, who stood in for them, and what they said about photographs.
 */
export function expectedPeople({ people }: Pick<EarlierMeeting, 'people'>): readonly Omit<Person, 'id'>[] {
  return people.filter(({ name }) => name.trim() !== '').map(({ name, organisation, region, capacity, functions, orgType, country, contact }) => ({
    ...emptyPerson, name, organisation, region, capacity, functions, orgType, country, contact, attendance: 'expected',
  }))
}

/** `details` with what is carried over in the place of what nobody filled in, or what was carried over before. */
export function withCarried(details: WorkshopDetails, empty: WorkshopDetails, before: CarriedDetails | null, next: CarriedDetails | null): WorkshopDetails {
  const isOpen = (name: keyof CarriedDetails): boolean => {
    const value = JSON.stringify(details[name])
    return value === JSON.stringify(empty[name]) || (before !== null && value === JSON.stringify(before[name]))
  }
  const names: readonly (keyof CarriedDetails)[] = ['body', 'bodyAliases', 'organisation', 'commission', 'language', 'languages', 'previousMeeting']
  return { ...details, ...Object.fromEntries(names.filter(isOpen).map((name) => [name, (next ?? empty)[name]])) }
}
