/** The list of participants, as an annex. */
import { formatPresence, wasThere } from '../document/attendance.ts'
import type { Stay } from '../model/responses.ts'
import type { Person } from '../model/workshop.ts'
import type { MinutesContext } from './context.ts'
import { fieldCells, told, type FieldColumn, type FieldRow } from './field-columns.ts'
import type { Labels } from './labels.ts'
import type { Block } from './minutes.ts'
import { present } from './part-source.ts'
import { simpleTable } from './text-blocks.ts'

/** Columns beside the name that are wide enough to be read on paper. */
const maxFieldColumns = 6

/** What the list tells beside names. */
export function attendanceColumns({ columns, attendance, photoConsent }: Labels): readonly FieldColumn[] {
  const column = (title: string, isExtra: boolean): FieldColumn => ({ title, isExtra, width: 1 })
  return [
    column(columns.functions, false),
    column(columns.organisation, false),
    column(columns.organisationType, true),
    column(attendance.region, false),
    column(columns.country, true),
    column(columns.capacity, true),
    column(columns.attendance, false),
    column(columns.representedBy, true),
    column(columns.stays, true),
    column(columns.contact, true),
    column(photoConsent.title, true),
  ]
}

export function attendanceList({ workshop, labels }: MinutesContext): readonly Block[] {
  const stays = new Map<string, readonly Stay[]>(workshop.floor.checkIns.map((checkIn) => [checkIn.key, checkIn.stays]))
  const inTheRoom = (person: Person): string => {
    return formatPresence(person, (wasThere(person) ? stays.get(person.id) : undefined) ?? [], labels.punctuation.comma)
  }
  const nameOf = new Map<string, string>(workshop.people.map(({ id, name }) => [id, name]))
  const rows = workshop.people.map((person): FieldRow => ({
    values: [
      person.functions.join(labels.punctuation.comma),
      person.organisation,
      person.orgType === '' ? '' : labels.organisationType[person.orgType],
      person.region,
      person.country,
      labels.capacity[person.capacity],
      labels.attendanceState[person.attendance],
      nameOf.get(person.representedBy) ?? person.representedBy,
      inTheRoom(person),
      person.contact,
      person.photoConsent === '' ? '' : labels.photoConsent[person.photoConsent],
    ],
  }))
  const { titles, cells } = fieldCells(attendanceColumns(labels), rows, labels, maxFieldColumns)
  return present(simpleTable('', [labels.columns.name, ...titles], workshop.people.map(({ name }, index) => [told(name), ...(cells[index] ?? [])])))
}
