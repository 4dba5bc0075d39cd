/** A workshop that follows on from another one: what it has from it, and in which order meetings are offered. */
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { documentFromRecord } from '../../../shared/document/record/record.ts'
import { readWorkshop } from '../../../shared/document/read-workshop.ts'
import type { PersonId } from '../../../shared/model/ids.ts'
import { emptyDetails, emptyPerson, type Person } from '../../../shared/model/workshop.ts'
import { carriedDetails, expectedPeople, withCarried } from '../../../shared/series/follow-on.ts'
import { isSameBody, orderMeetings } from '../../../shared/series/order-meetings.ts'
import { fullWorkshop } from '../../fixtures/workshops.ts'

const earlier = {
  ...emptyDetails, title: 'Kick-off', body: 'Working Group', bodyAliases: ['WG'], organisation: 'CRPM', commission: 'IMC', session: 'first meeting', seriesNumber: '2026-01', reference: 'R/1',
  date: { year: 2026, month: 9, day: 19 }, place: 'Montpellier', venue: 'Town hall', language: 'fr', languages: ['fr', 'es'], nextMeeting: 'in spring', purpose: 'To begin', welcome: 'Hello',
}

test('MI75 it has who meets, the languages and what came before, and no number, session, date, place or word of that meeting', () => {
  const carried = carriedDetails({ details: earlier }, 'en')
  expect(carried).toEqual({ body: 'Working Group', bodyAliases: ['WG'], organisation: 'CRPM', commission: 'IMC', language: 'fr', languages: ['fr', 'es'], previousMeeting: 'Kick-off, Montpellier, 19 septembre 2026' })
  expect(withCarried(emptyDetails, emptyDetails, null, carried)).toEqual({ ...emptyDetails, ...carried })
  expect(carriedDetails({ details: { ...earlier, language: '', place: '', date: emptyDetails.date } }, 'ar')).toMatchObject({ language: 'ar', previousMeeting: 'Kick-off' })
})

test('MI75 what was typed stays; what was carried over goes with the choice', () => {
  const blank = { ...emptyDetails, language: 'en' }
  const carried = carriedDetails({ details: earlier }, 'en')
  const filled = withCarried({ ...blank, title: 'Second', body: 'Task force' }, blank, null, carried)
  expect(filled).toMatchObject({ title: 'Second', body: 'Task force', organisation: 'CRPM', language: 'fr' })
  const other = withCarried({ ...filled, organisation: 'CPMR' }, blank, carried, carriedDetails({ details: { ...earlier, commission: 'Islands' } }, 'en'))
  expect(other).toMatchObject({ body: 'Task force', organisation: 'CPMR', commission: 'Islands', language: 'fr' })
  expect(withCarried(filled, blank, carried, null)).toEqual({ ...blank, title: 'Second', body: 'Task force' })
})

test('MI75 people are expected again as who they are, without what they did, when they came, who stood in and what they said of photographs', () => {
  const known: Person = {
    ...emptyPerson, id: 'p1' as PersonId, name: 'Ana', organisation: 'Crete', region: 'Crete', capacity: 'expert', functions: ['vice-governor'], orgType: 'public', country: 'GR', contact: 'ana@example.org',
    duties: ['chair'], attendance: 'present', representedBy: 'Bo', timeIn: '09:00', timeOut: '17:00', photoConsent: 'yes',
  }
  const [expected] = expectedPeople({ people: [known, { ...known, id: 'p2' as PersonId, name: ' ' }] })
  expect(expected).toEqual({
    ...emptyPerson, name: 'Ana', organisation: 'Crete', region: 'Crete', capacity: 'expert', functions: ['vice-governor'], orgType: 'public', country: 'GR', contact: 'ana@example.org', attendance: 'expected',
  })
  const made = documentFromRecord({ format: 'minuta-workshop-record', version: 1, workshop: { title: 'Second' }, people: expectedPeople(fullWorkshop()) })
  if (!made.ok) throw new Error(JSON.stringify(made.problems))
  const doc = new Y.Doc()
  Y.applyUpdate(doc, made.update)
  expect(readWorkshop(doc).people).toHaveLength(fullWorkshop().people.length)
})

test('UI210 meetings of the same body come first, and the newest of them', () => {
  const meeting = (title: string, body: string, year: number | null, changedAt = 0) => ({ title, body, date: { year, month: 3, day: 1 }, changedAt })
  const list = [
    meeting('other, new', 'Council', 2027), meeting('ours, old', 'Working group', 2024), meeting('nobody’s', '', 2028), meeting('ours, new', 'WORKING GROUP ', 2026),
    meeting('ours, undated', 'Working-Group', null, Date.UTC(2025, 1, 1)),
  ]
  const titles = (body: string): readonly string[] => orderMeetings(list, body).map(({ title }) => title)
  expect(titles('Wórking group')).toEqual(['ours, new', 'ours, undated', 'ours, old', 'nobody’s', 'other, new'])
  expect(titles('')).toEqual(['nobody’s', 'other, new', 'ours, new', 'ours, undated', 'ours, old'])
  expect([isSameBody('', ''), isSameBody(' ', '-')]).toEqual([false, false])
})
