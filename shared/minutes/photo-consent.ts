/** Whether a picture may leave the house: by what is said of it, and by what the people who can be recognised in it said themselves. */
import type { Person, RichNode } from '../model/workshop.ts'
import { foldLetters } from '../search/fold.ts'

/**
 * What is said of the people in a picture: nobody can be recognised; somebody can, and all of them agree that it is published; not all do.
 * Nothing said is null.
 */
export const peopleInPicture = ['none', 'agreed', 'not-agreed'] as const
export type PeopleInPicture = (typeof peopleInPicture)[number]

/** The people of a workshop by id and by name, as pictures name them. */
export type KnownPeople = ReadonlyMap<string, Person>

export function knownPeople(people: readonly Person[]): KnownPeople {
  return new Map(people.flatMap((person) => [[person.id, person] as const, ...(person.name.trim() === '' ? [] : [[nameKey(person.name), person] as const])]))
}

/**
 * Whether a picture may be published. Somebody who said no is never shown, whatever is said of the picture. Where nothing is said of it, it is shown as
 * long as everybody whom it names agreed; a picture about which nobody said anything is shown, and is a finding (`photo-people-unsaid`). A
 * word that this build does not know may mean no.
 */
export function mayBeShown({ attrs }: RichNode, known: KnownPeople): boolean {
  const { people } = attrs ?? {}
  const shown = namesShown(attrs?.['shows']).map((name) => known.get(name) ?? known.get(nameKey(name)))
  if (shown.some((person) => person?.photoConsent === 'no')) return false
  if (people === 'agreed' || people === 'none') return true
  if (people !== null && people !== undefined && people !== '') return false
  return shown.every((person) => person?.photoConsent === 'yes')
}

/** Whether anybody said anything about the people in a picture. */
export function isSaidWhoIsShown({ attrs }: RichNode): boolean {
  return namesShown(attrs?.['shows']).length > 0 || (attrs?.['people'] ?? '') !== ''
}

/** The names in a field that names several, one after the other. */
function namesShown(value: unknown): readonly string[] {
  return typeof value === 'string' ? value.split(/[;\n،]|,(?=\s)/u).map((name) => name.trim()).filter((name) => name !== '') : []
}

function nameKey(name: string): string {
  return foldLetters(name).replaceAll(/\s+/gu, ' ').trim()
}
