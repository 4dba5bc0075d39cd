/** In which order earlier meetings are offered. */
import type { PartialDate } from '../model/workshop.ts'
import { foldWords } from '../search/fold.ts'

/** What of a workshop decides about its place. */
export type OrderedMeeting = { readonly body: string; readonly date: PartialDate; readonly changedAt: number }

/** Whether two workshops are of one body, as far as its name tells; one that names none is of no body. */
export function isSameBody(a: string, b: string): boolean {
  const [first, second] = [foldWords(a), foldWords(b)]
  return first !== '' && first === second
}

/** Those of `body` first, then the newest: by the date of the meeting, and by the last change where no year is known. */
export function orderMeetings<Meeting extends OrderedMeeting>(meetings: readonly Meeting[], body: string): readonly Meeting[] {
  return [...meetings].sort((a, b) => Number(isSameBody(b.body, body)) - Number(isSameBody(a.body, body)) || heldAt(b) - heldAt(a) || b.changedAt - a.changedAt)
}

function heldAt({ date: { year, month, day }, changedAt }: OrderedMeeting): number {
  return year === null ? changedAt : new Date(0).setUTCFullYear(year, (month ?? 1) - 1, day ?? 1)
}
