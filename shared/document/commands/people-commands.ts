/** Changes to people and organisations, each one transaction with the caller's origin. */
import * as Y from 'yjs'
import { newId, type OrganisationId, type PersonId } from '../../model/ids.ts'
import type { Respondent } from '../../model/responses.ts'
import { emptyPerson, type Organisation, type Person } from '../../model/workshop.ts'
import { insertEntry, moveEntry, setDeleted, updateEntry } from './change.ts'
import { entryOf } from '../entries.ts'
import { rootsOf } from '../roots.ts'

export type PersonFields = Omit<Person, 'id'>
export type OrganisationFields = Omit<Organisation, 'id'>

/** Adds a person at `index` (default: last) and returns their id. */
export function addPerson(doc: Y.Doc, origin: unknown, fields: Partial<PersonFields>, index?: number): PersonId {
  const id = newId<PersonId>()
  doc.transact(() => insertEntry(rootsOf(doc).people, id, { ...emptyPerson, ...fields }, index), origin)
  return id
}

/** Changes what `fields` names. False when there is no such person. */
export function updatePerson(doc: Y.Doc, origin: unknown, person: PersonId, fields: Partial<PersonFields>): boolean {
  return doc.transact(() => updateEntry(rootsOf(doc).people, person, fields), origin)
}

/** Moves a person to `index` among the people shown. False when there is no such person. */
export function movePerson(doc: Y.Doc, origin: unknown, person: PersonId, index: number): boolean {
  return doc.transact(() => moveEntry(rootsOf(doc).people, person, index), origin)
}

/** Hides a person until `restorePerson`; items keep them as a speaker. False when there is no such person. */
export function deletePerson(doc: Y.Doc, origin: unknown, person: PersonId): boolean {
  return doc.transact(() => setDeleted(rootsOf(doc).people, person, true), origin)
}

/** False when there is no such person. */
export function restorePerson(doc: Y.Doc, origin: unknown, person: PersonId): boolean {
  return doc.transact(() => setDeleted(rootsOf(doc).people, person, false), origin)
}

/**
 * Puts somebody who checked in on the participant list. Their key becomes the person's id, so that two facilitators who do it at
 * the same time add one person, and what they said, asked and voted stays theirs. Attendance is left to their check-in.
 */
export function addPersonFromRoom(notes: Y.Doc, origin: unknown, { key, name, organisation }: Respondent): PersonId {
  notes.transact(() => {
    const { people } = rootsOf(notes)
    if (entryOf(people, key)) updateEntry(people, key, { deleted: false })
    else insertEntry(people, key, { ...emptyPerson, name, organisation, attendance: 'expected' })
  }, origin)
  return key
}

/** Adds an organisation at `index` (default: last) and returns its id. */
export function addOrganisation(doc: Y.Doc, origin: unknown, fields: Partial<OrganisationFields>, index?: number): OrganisationId {
  const id = newId<OrganisationId>()
  doc.transact(() => insertEntry(rootsOf(doc).organisations, id, { name: '', role: '', ...fields }, index), origin)
  return id
}

/** Changes what `fields` names. False when there is no such organisation. */
export function updateOrganisation(doc: Y.Doc, origin: unknown, organisation: OrganisationId, fields: Partial<OrganisationFields>): boolean {
  return doc.transact(() => updateEntry(rootsOf(doc).organisations, organisation, fields), origin)
}

/** Hides an organisation until `restoreOrganisation`. False when there is no such organisation. */
export function deleteOrganisation(doc: Y.Doc, origin: unknown, organisation: OrganisationId): boolean {
  return doc.transact(() => setDeleted(rootsOf(doc).organisations, organisation, true), origin)
}

/** False when there is no such organisation. */
export function restoreOrganisation(doc: Y.Doc, origin: unknown, organisation: OrganisationId): boolean {
  return doc.transact(() => setDeleted(rootsOf(doc).organisations, organisation, false), origin)
}
