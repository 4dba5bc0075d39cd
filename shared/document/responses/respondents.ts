/** Who answers from the room, and under which key. */
import { digest } from 'lib0/hash/sha256'
import type { PersonId } from '../../model/ids.ts'
import type { Respondent, RespondentKey } from '../../model/responses.ts'
import type { Person } from '../../model/workshop.ts'
import { foldLetters } from '../../search/fold.ts'

const keyLength = 32

/**
 * The key of somebody who is not on the participant list. It follows from name and organisation alone, so that the same person
 * on a second device, or after installing again, votes once; two people of one name and organisation share it.
 */
export function respondentKey(name: string, organisation: string): RespondentKey {
  const bytes = digest(new TextEncoder().encode(`${normal(name)}\n${normal(organisation)}`))
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return `n${hex.slice(0, keyLength - 1)}` as PersonId
}

/** The key under which what was said under `key` counts. */
export type KeyOf = (key: string) => RespondentKey

// One per list: answers are read again far more often than the list changes, and every key is a hash.
const keysOf = new WeakMap<readonly Person[], KeyOf>()

/**
 * Where what somebody said under name and organisation counts once exactly one person of the list is called that: as that person's.
 * Every other key stays what it is.
 */
export function countedKeys(people: readonly Person[]): KeyOf {
  const known = keysOf.get(people)
  if (known) return known
  const keyOf = makeCountedKeys(people)
  keysOf.set(people, keyOf)
  return keyOf
}

function makeCountedKeys(people: readonly Person[]): KeyOf {
  const listed = new Map<string, PersonId | null>()
  for (const { id, name, organisation } of people) {
    const key = respondentKey(name, organisation)
    listed.set(key, listed.has(key) ? null : id)
  }
  for (const { id } of people) listed.set(id, id)
  return (key) => listed.get(key) ?? (key as PersonId)
}

/** `person` of the list as one who answers. */
export function respondentOf({ id, name, organisation }: Person): Respondent {
  return { key: id, name, organisation }
}

/** Somebody who is not on the list. */
export function freeRespondent(name: string, organisation: string): Respondent {
  return { key: respondentKey(name, organisation), name: name.trim(), organisation: organisation.trim() }
}

/**
 * The person of the list that a name most likely stands for: same name, and same organisation where both say one. Null when
 * nobody or more than one fits; nobody is ever taken for somebody else without being asked.
 */
export function personNamed(people: readonly Person[], name: string, organisation: string): Person | null {
  if (normal(name) === '') return null
  const found = people.filter((person) =>
    normal(person.name) === normal(name)
    && (normal(person.organisation) === normal(organisation) || normal(person.organisation) === '' || normal(organisation) === ''))
  return found.length === 1 ? (found[0] ?? null) : null
}

function normal(text: string): string {
  return foldLetters(text).trim().replaceAll(/\s+/gu, ' ')
}
