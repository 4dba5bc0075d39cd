/**
 * Attendance as two sources tell it: what the rapporteur noted in the workshop, and what people said themselves. The rapporteur's
 * word stands; a check-in fills in what nobody noted (decision 0106).
 */
import type { CheckIn, CheckInState, Stay } from '../model/responses.ts'
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

/** `people` with the attendance that check-ins tell, where nobody noted one. */
export function withCheckIns(people: readonly Person[], checkIns: readonly CheckIn[]): Person[] {
  const said = new Map(checkIns.map(({ key, state }) => [key, state]))
  return people.map((person) => {
    const state = said.get(person.id)
    return person.attendance === 'expected' && state !== undefined ? { ...person, attendance: attendanceSaid(state) } : person
  })
}

/** "09:31–12:00", by the clock of the room; without an end while the stay lasts. */
export function formatStay({ in: start, out, zone }: Stay): string {
  const clock = (ms: number): string => new Date(ms + zone * 60_000).toISOString().slice(-13, -8)
  return `${clock(start)}–${out === null ? '' : clock(out)}`
}
