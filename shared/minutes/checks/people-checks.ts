/** People: who was there, who led, who wrote, and whether everybody has one name. */
import { wasThere } from '../../document/attendance.ts'
import type { Person, Workshop } from '../../model/workshop.ts'
import { derivedOnce } from '../../util/derived-once.ts'
import type { Finding, FindingPlace } from './finding.ts'
import { looksLikeSameName } from './names.ts'
import { knownNames, unknownNames } from './outcome-checks.ts'

/** More people than this are not compared name by name: every name would be compared with every other. */
const maxCompared = 1000

/** Findings about people and speakers. */
export function peopleChecks(workshop: Workshop): readonly Finding[] {
  const { people, items, floor } = workshop
  const find = (kind: Finding['kind'], weight: Finding['weight'], subject: string, detail: string, place: FindingPlace): Finding => ({ kind, weight, subject, detail, place })
  const isAnybodyHere = people.some(wasThere) || floor.checkIns.length > 0
  const isHeld = (duty: 'chair' | 'rapporteur'): boolean => people.some(({ duties }) => duties.includes(duty))
  const known = knownNames(workshop)
  const listed = new Set<string>(people.map(({ id }) => id))
  return [
    ...(isAnybodyHere ? [] : [find('nobody-present', 'problem', '', '', { kind: 'people' })]),
    ...(isHeld('chair') ? [] : [find('no-chair', 'problem', '', '', { kind: 'people' })]),
    ...(isHeld('rapporteur') ? [] : [find('no-rapporteur', 'problem', '', '', { kind: 'people' })]),
    ...samePeople(people).map(([a, b]) => find('same-person', 'hint', a.name, b.name, { kind: 'person', person: b.id })),
    ...items.flatMap((item) => [
      ...item.speakers.filter((speaker) => !listed.has(speaker)).map(() => find('speaker-not-listed', 'problem', item.title, '', { kind: 'item', item: item.id })),
      ...unknownNames(item.otherSpeakers, known).map((name) => find('speaker-not-listed', 'hint', item.title, name, { kind: 'item', item: item.id })),
    ]),
  ]
}

/** Two entries that look like one person. Two people of the same name in different organisations may well be two. */
const samePeople = derivedOnce((people: readonly Person[]): readonly (readonly [Person, Person])[] => {
  const compared = people.slice(0, maxCompared)
  return compared.flatMap((a, index) => compared.slice(index + 1).flatMap((b) => {
    const isTwice = a.name === b.name && a.name.trim() !== '' && a.organisation === b.organisation
    return isTwice || looksLikeSameName(a.name, b.name) ? [[a, b] as const] : []
  }))
})
