/** Whether a picture may leave the house: by what is said of it, and by what the people who can be recognised in it said themselves. */
import type { PhotoConsent, RichNode, Workshop } from '../model/workshop.ts'
import { foldLetters } from '../search/fold.ts'

/**
 * What is said of the people in a picture: nobody can be recognised; somebody can, and all of them agree that it is published; not all do.
 * Nothing said is null.
 */
export const peopleInPicture = ['none', 'agreed', 'not-agreed'] as const
export type PeopleInPicture = (typeof peopleInPicture)[number]

/** What those said whom a picture can mean, by id and by name: two people can have one name, and some are on no list. */
export type KnownConsents = ReadonlyMap<string, readonly PhotoConsent[]>

/** The list of participants, and guests who answered on a device of their own, by every name under which they did something in the room. */
export function knownConsents({ people, floor }: Pick<Workshop, 'people' | 'floor'>): KnownConsents {
  const found = new Map<string, PhotoConsent[]>()
  const add = (key: string, consent: PhotoConsent): void => void found.set(key, [...(found.get(key) ?? []), consent])
  const said = new Map<string, PhotoConsent>(floor.photoConsents.map(({ key, consent }) => [key, consent]))
  for (const { id, name, photoConsent } of people) {
    // A no of their own stands, whatever was noted.
    said.set(id, said.get(id) === 'no' ? 'no' : photoConsent)
    add(id, said.get(id) ?? '')
    if (name.trim() !== '') add(nameKey(name), said.get(id) ?? '')
  }
  for (const { name, consent } of floor.photoConsents) if (name !== '') add(nameKey(name), consent)
  const authors = [...floor.questions, ...floor.threads, ...floor.threads.flatMap(({ replies }) => replies)].map(({ author }) => author)
  for (const { key, name } of [...floor.checkIns, ...authors]) {
    const consent = said.get(key)
    if (consent !== undefined) add(nameKey(name), consent)
  }
  return found
}

/**
 * Whether a picture may be published. Somebody who said no is never shown, nor anybody of the same name, whatever is said of the picture. Where nothing is said of it, it is shown as
 * long as everybody whom it names agreed; a picture about which nobody said anything is shown, and is a finding (`photo-people-unsaid`). A
 * word that this build does not know may mean no.
 */
export function mayBeShown({ attrs }: RichNode, known: KnownConsents): boolean {
  const { people } = attrs ?? {}
  const shown = namesShown(attrs?.['shows']).map((name) => known.get(name) ?? known.get(nameKey(name)) ?? [])
  if (shown.some((consents) => consents.includes('no'))) return false
  if (people === 'agreed' || people === 'none') return true
  if (people !== null && people !== undefined && people !== '') return false
  return shown.every((consents) => consents.length > 0 && consents.every((consent) => consent === 'yes'))
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
