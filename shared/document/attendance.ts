/**
 * Attendance as two sources tell it: what the rapporteur noted in the workshop, and what people said themselves. The rapporteur's
 * word stands; a check-in fills in what nobody noted (decision 0106).
 */
import type { CheckInState, Responses, Stay } from '../model/responses.ts'
import type { Attendance, Person } from '../model/workshop.ts'

/** What a check-in says about attendance. Whoever left was there. */
export function attendanceSaid(state: CheckInState): Attendance {
  switch (state) {
    case 'here':
    case 'left':
      return 'present'
    case 'remote':
      return 'remote'
    case 'excused':
      return 'excused'
    default:
      return state satisfies never
  }
}

/** Whether somebody took part in the meeting, in the room or from elsewhere. */
export function wasThere({ attendance }: Pick<Person, 'attendance'>): boolean {
  return attendance === 'present' || attendance === 'remote'
}

/**
 * `people` with the attendance that check-ins tell, where nobody noted one, and with what people said about being shown, where nobody noted
 * anything; a no of their own stands, whatever was noted.
 */
export function withAnswers(people: readonly Person[], { checkIns, photoConsents }: Pick<Responses, 'checkIns' | 'photoConsents'>): Person[] {
  const said = new Map(checkIns.map(({ key, state }) => [key, state]))
  const shown = new Map(photoConsents.map(({ key, consent }) => [key, consent]))
  return people.map((person) => {
    const state = said.get(person.id)
    const consent = shown.get(person.id)
    const attendance = person.attendance === 'expected' && state !== undefined ? attendanceSaid(state) : person.attendance
    const photoConsent = consent === 'no' || person.photoConsent === '' ? (consent ?? '') : person.photoConsent
    return attendance === person.attendance && photoConsent === person.photoConsent ? person : { ...person, attendance, photoConsent }
  })
}

/** "09:31–12:00", by the clock of the room; without an end while the stay lasts. */
export function formatStay({ in: start, out, zone }: Stay): string {
  return `${clockTime(start, zone)}–${out === null ? '' : clockTime(out, zone)}`
}

/** "09:31" of a moment in ms since the epoch, `zone` minutes ahead of UTC. */
function clockTime(ms: number, zone: number): string {
  return new Date(ms + zone * 60_000).toISOString().slice(-13, -8)
}

/**
 * When somebody was in the room, as far as anybody said: what the rapporteur noted, and of what was not noted what the check-ins say. A time that
 * stands alone shows which of the two it is: "09:40–", "–16:00". '' where nobody said anything; `between` parts stays.
 */
export function formatPresence({ timeIn, timeOut }: Pick<Person, 'timeIn' | 'timeOut'>, stays: readonly Stay[], between: string): string {
  const [cameAt, leftAt] = [timeIn.trim(), timeOut.trim()]
  if (cameAt === '' && leftAt === '') return stays.map(formatStay).join(between)
  const [first, last] = [stays.at(0), stays.at(-1)]
  const start = cameAt === '' && first !== undefined ? clockTime(first.in, first.zone) : cameAt
  const end = leftAt === '' && last !== undefined && last.out !== null ? clockTime(last.out, last.zone) : leftAt
  return `${start}–${end}`
}
