/** Who the user of this device is in this workshop: a person of the list, or somebody with a name of their own. Never nobody. */
import { useCallback, useMemo, useState } from 'react'
import { countedKeys, freeRespondent, personNamed, respondentOf } from '../../shared/document/responses/respondents.ts'
import type { PersonId, WorkshopId } from '../../shared/model/ids.ts'
import type { Respondent } from '../../shared/model/responses.ts'
import type { Person } from '../../shared/model/workshop.ts'
import { recall, remember } from '../base/remembered.ts'

/** Name and organisation as the settings of this device have them; a name may be '' for a guest who was never asked. */
export type Self = { readonly name: string; readonly organisation: string }

/** Somebody under a name of their own, or as a person of the list; '' for nobody of it. */
export type NamedSelf = Self & { readonly person: PersonId | '' }

export type RespondentChoice = {
  /** Null until there is a name. */
  readonly me: Respondent | null
  /** The person of the list that the user is; null for somebody who is not on it. */
  readonly person: Person | null
  /** The name given by hand, shown while nobody of the list is chosen. */
  readonly given: Self
  /** Null: not on the list. */
  readonly choose: (person: PersonId | null) => void
  readonly give: (self: Self) => void
}

/** What is remembered in the place of a person's id by somebody who is not on the list. */
const notListed = '-'

function keysOf(workshop: WorkshopId): { readonly person: string; readonly name: string; readonly organisation: string } {
  return { person: `me.${workshop}`, name: `respondent-name.${workshop}`, organisation: `respondent-organisation.${workshop}` }
}

/** Notes a choice that was made elsewhere than on the page of the responses; `person` is '' for somebody who is not on the list. */
export function rememberRespondent(workshop: WorkshopId, { person, name, organisation }: Self & { readonly person: string }): void {
  const keys = keysOf(workshop)
  remember(keys.person, person === '' ? notListed : person)
  remember(keys.name, name)
  remember(keys.organisation, organisation)
}

/** The choice is remembered for the workshop; before there is one, the name decides when it fits exactly one person. */
export function useRespondent(workshop: WorkshopId, people: readonly Person[], self: Self): RespondentChoice {
  const keys = useMemo(() => keysOf(workshop), [workshop])
  const [chosen, setChosen] = useState<string | null>(() => recall(keys.person))
  const [given, setGiven] = useState<Self>(() => ({ name: recall(keys.name) ?? self.name, organisation: recall(keys.organisation) ?? self.organisation }))
  const choose = useCallback(
    (person: PersonId | null) => {
      setChosen(person ?? notListed)
      remember(keys.person, person ?? notListed)
    },
    [keys],
  )
  const give = useCallback(
    (next: Self) => {
      setGiven(next)
      remember(keys.name, next.name)
      remember(keys.organisation, next.organisation)
    },
    [keys],
  )
  const free = useMemo(() => freeRespondent(given.name, given.organisation), [given])
  const person = useMemo(() => {
    if (chosen === notListed) return people.find(({ id }) => id === free.key) ?? null
    return people.find(({ id }) => id === chosen) ?? personNamed(people, given.name, given.organisation)
  }, [people, chosen, given, free])
  const me = useMemo(() => {
    if (person) return respondentOf(person)
    // What they say counts as said by the person of the list who is called that; so they say it, and see it, under that key.
    return free.name === '' ? null : { ...free, key: countedKeys(people)(free.key) }
  }, [person, free, people])
  return { me, person, given, choose, give }
}
