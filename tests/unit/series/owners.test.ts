/** Owners of what is taken over, among the people of the later meeting. */
import { expect, test } from 'vitest'
import type { PersonId } from '../../../shared/model/ids.ts'
import { emptyPerson, type Person } from '../../../shared/model/workshop.ts'
import type { OpenPoint } from '../../../shared/series/open-points.ts'
import { ownerQuestions, withChosenOwners, type OwnerChoice } from '../../../shared/series/owners.ts'

const person = (name: string, organisation: string, contact = ''): Person => ({ ...emptyPerson, id: `${name} ${organisation}` as PersonId, name, organisation, contact })
const owned = (owner: string): OpenPoint => ({
  kind: 'action', fields: { label: 'A-1', what: 'Send it', owner, due: '', status: 'open', note: '', confidential: false, takenFrom: '0'.repeat(32) },
})

const before = [person('María Rossi', 'Corsica'), person('Guy Esclopé', 'CRPM'), person('Ann', 'Crete'), person('Bo Li', 'Crete')]

function become(owner: string, people: readonly Person[], choices: Readonly<Record<string, OwnerChoice>> = {}): string {
  return withChosenOwners(owner, ownerQuestions([owned(owner)], before, people), new Map(Object.entries(choices)))
}

test('MI73 an owner who is called the same here, or is not here at all, is asked nothing about', () => {
  const people = [person('María Rossi', 'Corsica')]
  for (const owner of ['María Rossi', 'Nobody Known', 'Corsica', '', 'the secretariat; Bo Li']) {
    expect([ownerQuestions([owned(owner)], before, people), become(owner, people)]).toEqual([[], owner])
  }
})

test('MI73 one who is written otherwise here is offered by that name, and shown before anything is written', () => {
  const people = [person('Rossi Maria', 'Corsica'), person('Guy Esclope', 'CRPM')]
  expect(ownerQuestions([owned('María Rossi'), owned('María Rossi')], before, people)).toEqual([{
    written: 'María Rossi', organisation: 'Corsica', listed: { name: 'Rossi Maria', organisation: 'Corsica' }, strength: 'likely',
    names: { 'as-written': 'María Rossi', 'as-listed': 'Rossi Maria' }, likely: 'as-listed',
  }])
  expect(become('María Rossi', people)).toBe('Rossi Maria')
  expect(become('María Rossi', people, { 'María Rossi': 'as-written' })).toBe('María Rossi')
  // Of several, each; of a name with a comma in it, the whole.
  expect(become('Ann, María Rossi; the secretariat', people)).toBe('Ann, Rossi Maria; the secretariat')
  expect(become('ESCLOPÉ, Guy', people)).toBe('Guy Esclope')
})

test('MI73 a namesake from another house is somebody else, unless somebody says otherwise', () => {
  const people = [person('María Rossi', 'Sicily')]
  expect(ownerQuestions([owned('María Rossi')], before, people)).toMatchObject([{ strength: 'possible', likely: 'as-written' }])
  expect(become('María Rossi', people)).toBe('María Rossi (Corsica)')
  expect(become('María Rossi', people, { 'María Rossi': 'as-listed' })).toBe('María Rossi')
})

test('MI73 a name that begins another one is not taken for it', () => {
  const people = [person('Anne', 'Crete'), person('Li Bo', 'Crete')]
  expect(become('Bo Lind, Bo Li', people)).toBe('Bo Lind, Li Bo')
})
