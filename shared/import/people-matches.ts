/**
 * Who of a list is there already, or stands in it twice. A match is an offer: nobody is taken for somebody else unless whoever
 * imports leaves it so, and people who are there already are never overwritten.
 */
import type { Person } from '../model/workshop.ts'
import type { PersonId } from '../model/ids.ts'
import { foldWords } from '../search/fold.ts'
import type { ListedPerson } from './people-rows.ts'

/**
 * `certain`: same name and same organisation, letter by letter but for accents and case; `likely`: the same name in another order or
 * spelling, or an organisation that only one of them names; `possible`: the same name in another organisation.
 */
export type MatchStrength = 'certain' | 'likely' | 'possible'
export type PersonMatch = {
  readonly strength: MatchStrength
  /** Somebody of the workshop, or an earlier row of the list. */
  readonly with: { readonly kind: 'person'; readonly id: PersonId; readonly name: string; readonly organisation: string } | { readonly kind: 'row'; readonly row: number; readonly name: string; readonly organisation: string }
}

/** `contact` is the first of several. */
type Known = { readonly place: PersonMatch['with']; readonly name: string; readonly organisation: string; readonly contact: string; readonly words: string }

/** For every person of the list the closest one known before them, in the workshop or in the list; null for somebody new. */
export function matchPeople(listed: readonly Pick<ListedPerson, 'row' | 'name' | 'organisation' | 'contact'>[], people: readonly (Pick<Person, 'id' | 'name' | 'organisation'> & { readonly contact?: string })[]): readonly (PersonMatch | null)[] {
  const index = new Index()
  for (const person of people) index.add(knownOf({ kind: 'person', id: person.id, name: person.name, organisation: person.organisation }, person.contact ?? ''))
  return listed.map((person) => {
    const known = knownOf({ kind: 'row', row: person.row, name: person.name, organisation: person.organisation }, person.contact)
    const match = index.closest(known)
    index.add(known)
    return match
  })
}

function knownOf(place: PersonMatch['with'], contact: string): Known {
  const name = foldWords(place.name)
  return { place, name, organisation: foldWords(place.organisation), contact: (contact.split(/[,;]/u)[0] ?? '').replaceAll(/\s/gu, '').toLowerCase(), words: name.split(' ').sort().join(' ') }
}

/** Of people who share a name or a word of it no more are compared: a list of ten thousand must not take longer than a breath. */
const maxCompared = 50

class Index {
  /** The first of each name and organisation, which no number of namesakes may hide. */
  readonly #byNameAndHouse = new Map<string, Known>()
  readonly #byWords = new Map<string, Known[]>()
  readonly #byContact = new Map<string, Known[]>()
  /** Of names with a letter more, less or other than looked for: by each of their words. */
  readonly #byWord = new Map<string, Known[]>()

  add(known: Known): void {
    const key = `${known.name}\n${known.organisation}`
    if (!this.#byNameAndHouse.has(key)) this.#byNameAndHouse.set(key, known)
    push(this.#byWords, known.words, known)
    if (known.contact !== '') push(this.#byContact, known.contact, known)
    for (const word of new Set(known.words.split(' '))) push(this.#byWord, word, known)
  }

  closest(person: Known): PersonMatch | null {
    const same = this.#byNameAndHouse.get(`${person.name}\n${person.organisation}`)
    if (same && person.words !== '') return { strength: 'certain', with: same.place }
    const candidates = new Set([
      ...(this.#byWords.get(person.words) ?? []),
      ...(person.contact === '' ? [] : (this.#byContact.get(person.contact) ?? [])),
      // A word that many share tells nothing.
      ...person.words.split(' ').map((word) => this.#byWord.get(word) ?? []).filter((sharing) => sharing.length < maxCompared).flat(),
    ])
    let best: PersonMatch | null = null
    for (const known of candidates) {
      const strength = strengthOf(person, known)
      if (strength !== null && (best === null || order.indexOf(strength) < order.indexOf(best.strength))) best = { strength, with: known.place }
    }
    return best
  }
}

const order: readonly MatchStrength[] = ['certain', 'likely', 'possible']

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key)
  if (!list) map.set(key, [value])
  else if (list.length < maxCompared) list.push(value)
}

function strengthOf(a: Known, b: Known): MatchStrength | null {
  if (a.words === '' || b.words === '') return null
  const isSameHouse = a.organisation === b.organisation
  const isHouseOpen = a.organisation === '' || b.organisation === ''
  const isSameAddress = a.contact !== '' && a.contact === b.contact
  if (a.name === b.name) return isSameHouse || isSameAddress ? 'certain' : isHouseOpen ? 'likely' : 'possible'
  if (a.words === b.words) return isSameHouse || isHouseOpen || isSameAddress ? 'likely' : 'possible'
  if (!isOneLetterApart(a.words, b.words)) return null
  return isSameHouse || isSameAddress ? 'likely' : null
}

/** One letter more, less or other; for names long enough that it is a slip and not another name. */
function isOneLetterApart(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (short.length < 7 || long.length - short.length > 1) return false
  let at = 0
  while (at < short.length && short[at] === long[at]) at += 1
  // A number is never a slip of the pen: "Delegate 1" is not "Delegate 2".
  if (/\d/u.test(`${short[at] ?? ''}${long[at] ?? ''}`)) return false
  const rest = long.length === short.length ? short.slice(at + 1) : short.slice(at)
  return rest === long.slice(at + 1)
}
