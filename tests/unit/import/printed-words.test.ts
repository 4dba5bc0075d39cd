import { expect, test } from 'vitest'
import { attendanceNamed, capacityNamed, detectColumns, orgTypeNamed, photoConsentNamed } from '../../../shared/import/people-columns.ts'
import { labelsFor, minutesLanguages } from '../../../shared/minutes/labels-for.ts'
import { attendances, capacities, organisationTypes } from '../../../shared/model/workshop.ts'

test.each(minutesLanguages)('IM70 what minutes in %s print of people is understood when it comes back in a list', (language) => {
  const { labels } = labelsFor(language)
  for (const capacity of capacities) expect([labels.capacity[capacity], capacityNamed(labels.capacity[capacity])]).toEqual([labels.capacity[capacity], capacity])
  for (const attendance of attendances) expect([labels.attendanceState[attendance], attendanceNamed(labels.attendanceState[attendance])]).toEqual([labels.attendanceState[attendance], attendance])
  for (const type of organisationTypes.filter((known) => known !== '')) expect([labels.organisationType[type], orgTypeNamed(labels.organisationType[type])]).toEqual([labels.organisationType[type], type])
  for (const answer of ['yes', 'no'] as const) expect([labels.photoConsent[answer], photoConsentNamed(labels.photoConsent[answer])]).toEqual([labels.photoConsent[answer], answer])
})

test.each(minutesLanguages)('IM70 the columns of an attendance list in %s are known by their headings', (language) => {
  const { columns, capacity, attendanceState, organisationType } = labelsFor(language).labels
  const header = [columns.name, columns.functions, columns.organisation, columns.capacity, columns.attendance, columns.country, columns.contact, columns.organisationType, columns.representedBy]
  const person = ['Ana Petit', 'X', 'Port', capacity.expert, attendanceState.present, 'FR', 'ana@example.org', organisationType.public, 'Bo Li']
  expect([header, detectColumns([header, person]).meanings]).toEqual([header, ['name', 'function', 'organisation', 'capacity', 'attendance', 'country', 'contact', 'orgType', 'representedBy']])
})
