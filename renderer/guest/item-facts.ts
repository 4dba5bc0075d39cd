/** What stands below the title of a programme item: its kind, its times, who speaks. */
import type { Person, ProgrammeItem } from '../../shared/model/workshop.ts'

export function itemFacts(item: ProgrammeItem, people: readonly Person[], kind: string, comma: string): readonly string[] {
  const names = item.speakers.flatMap((id) => people.find((person) => person.id === id)?.name ?? [])
  return [kind, itemTimes(item), [...names, item.otherSpeakers].filter((name) => name !== '').join(comma)].filter((fact) => fact !== '')
}

/** The times as they were, or as they were planned; '' when unknown. */
function itemTimes(item: ProgrammeItem): string {
  const [start, end] = item.actualStart !== '' || item.actualEnd !== '' ? [item.actualStart, item.actualEnd] : [item.plannedStart, item.plannedEnd]
  return [start, end].filter((time) => time !== '').join('–')
}
