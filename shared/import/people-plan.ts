/** What an import of people is going to do, before it does it: the same for the preview on screen and for the command line. */
import type { PeopleImport } from '../document/commands/import-lists.ts'
import type { Person } from '../model/workshop.ts'
import { matchPeople, type PersonMatch } from './people-matches.ts'
import type { LeftOut, ListedPerson, PeopleRead } from './people-rows.ts'

export type RowChoice = 'add' | 'leave'

export type PlannedPerson = {
  readonly person: ListedPerson
  readonly match: PersonMatch | null
  readonly choice: RowChoice
}

export type PeoplePlan = {
  readonly rows: readonly PlannedPerson[]
  readonly leftOut: readonly LeftOut[]
  /** How many will be added, are there already (in the workshop), and stand twice in the list. */
  readonly counts: { readonly added: number; readonly there: number; readonly twice: number; readonly leftOut: number }
}

/**
 * Somebody new is added, and so is a namesake from another organisation. Somebody who is there already, or stands in an earlier row, is
 * left as they are unless `choices` (by row) says otherwise.
 */
export function planPeople({ people, leftOut }: PeopleRead, present: readonly Person[], choices: ReadonlyMap<number, RowChoice> = new Map()): PeoplePlan {
  const matches = matchPeople(people, present)
  const rows = people.map((person, index): PlannedPerson => {
    const match = matches[index] ?? null
    const likely: RowChoice = match === null || match.strength === 'possible' ? 'add' : 'leave'
    return { person, match, choice: choices.get(person.row) ?? likely }
  })
  const left = rows.filter(({ choice }) => choice === 'leave')
  return {
    rows,
    leftOut,
    counts: {
      added: rows.length - left.length,
      there: left.filter(({ match }) => match?.with.kind === 'person').length,
      twice: left.filter(({ match }) => match?.with.kind !== 'person').length,
      leftOut: leftOut.length,
    },
  }
}

/** What the plan writes. `isFilling`: what the list knows and the workshop does not about people who are there already is filled in. */
export function importOf({ rows }: PeoplePlan, isFilling: boolean): PeopleImport {
  return {
    added: rows.filter(({ choice }) => choice === 'add').map(({ person }) => fieldsOf(person)),
    filled: isFilling
      ? rows.flatMap(({ person, match, choice }) => {
          if (choice === 'add' || match?.with.kind !== 'person') return []
          const { organisation, region, functions, orgType, country, contact, representedBy, timeIn, timeOut, photoConsent } = person
          return [{ person: match.with.id, fields: { organisation, region, functions, orgType, country, contact, representedBy, timeIn, timeOut, photoConsent } }]
        })
      : [],
  }
}

function fieldsOf(person: ListedPerson): Omit<ListedPerson, 'row' | 'notes'> {
  const { name, organisation, region, capacity, functions, attendance, orgType, country, contact, representedBy, timeIn, timeOut, photoConsent } = person
  return { name, organisation, region, capacity, functions, attendance, orgType, country, contact, representedBy, timeIn, timeOut, photoConsent }
}
