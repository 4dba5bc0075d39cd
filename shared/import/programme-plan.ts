/** What an imported programme is going to be, before it is written: the same for the preview on screen and for the command line. */
import type { ItemImport } from '../document/commands/import-lists.ts'
import type { PartialDate, Person, ProgrammeItem } from '../model/workshop.ts'
import { foldWords } from '../search/fold.ts'
import type { ImportedEvent, ImportedProgramme } from './imported-programme.ts'

export type PlannedEvent = { readonly event: ImportedEvent; readonly isThere: boolean; readonly isChosen: boolean }

/**
 * Every event with whether it is taken: what is cancelled or in the programme already is not, and where the workshop has a day, only
 * what is on that day. `choices` (by place in the file) go before.
 */
export function planProgramme(
  { events }: ImportedProgramme, present: readonly ProgrammeItem[], day: PartialDate, choices: ReadonlyMap<number, boolean> = new Map(),
): readonly PlannedEvent[] {
  const known = new Set(present.map(({ title, plannedStart }) => keyOf(title, plannedStart)))
  const isOnDay = ({ date }: ImportedEvent): boolean => isSameDay(date, day)
  const isOneDay = hasDay(day) && events.some(isOnDay)
  return events.map((event, index) => {
    const isThere = known.has(keyOf(event.title, event.start))
    const isLikely = !isThere && !event.notes.includes('cancelled') && (!isOneDay || isOnDay(event))
    return { event, isThere, isChosen: choices.get(index) ?? isLikely }
  })
}

function keyOf(title: string, start: string): string {
  return `${foldWords(title)}\n${start}`
}

function hasDay({ month, day }: PartialDate): boolean {
  return month !== null && day !== null
}

/** As far as the day of the workshop is known: without a year, any year will do. */
function isSameDay(iso: string, { year, month, day }: PartialDate): boolean {
  const [isoYear, isoMonth, isoDay] = iso.split('-').map(Number)
  return (year === null || year === isoYear) && month === isoMonth && day === isoDay
}

/** The items to write. A speaker who stands in the list of people once is that person. */
export function itemsOf(plan: readonly PlannedEvent[], people: readonly Person[], words: { readonly untitled: string; readonly place: (name: string) => string } | null): readonly ItemImport[] {
  const byName = new Map<string, Person | null>()
  for (const person of people) byName.set(foldWords(person.name), byName.has(foldWords(person.name)) ? null : person)
  return plan.filter(({ isChosen }) => isChosen).map(({ event }) => {
    const known = event.speakers.map((name) => byName.get(foldWords(name)) ?? null)
    return {
      fields: {
        kind: event.kind,
        title: event.title === '' ? (words?.untitled ?? '') : event.title,
        plannedStart: event.start,
        plannedEnd: event.end,
        speakers: known.flatMap((person) => (person === null ? [] : [person.id])),
        otherSpeakers: event.speakers.filter((_, index) => known[index] === null).join(', '),
      },
      lines: words === null ? [] : [...(event.place === '' ? [] : [words.place(event.place)]), ...(event.description === '' ? [] : event.description.split('\n').filter((line) => line !== ''))],
    }
  })
}
