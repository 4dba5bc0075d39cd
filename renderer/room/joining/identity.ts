/** Who the user of this computer is in a workshop: somebody of its list of participants, or themselves by name. */
import { useCallback, useState } from 'react'
import type { PersonId, WorkshopId } from '../../../shared/model/ids.ts'
import type { Person } from '../../../shared/model/workshop.ts'
import { recall, remember } from '../../base/remembered.ts'

/** What stands in the place of a person's id while the question is open, and for somebody who is not in the list. */
const open = '?'
const notListed = '-'

const keyOf = (workshop: WorkshopId): string => `me.${workshop}`

/** Makes the screen of `workshop` ask who its user is, unless they have said so before. Called when a workshop that was joined has arrived. */
export function askWhoTheyAre(workshop: WorkshopId): void {
  if (recall(keyOf(workshop)) === null) remember(keyOf(workshop), open)
}

export type Identity = {
  readonly isAsked: boolean
  /** The person that they chose; null for somebody who is not in the list. */
  readonly person: PersonId | null
  readonly choose: (person: PersonId | null) => void
}

/** Who they are; remembered on this computer. */
export function useIdentity(workshop: WorkshopId): Identity {
  const [remembered, setRemembered] = useState(() => recall(keyOf(workshop)))
  const choose = useCallback(
    (person: PersonId | null) => {
      remember(keyOf(workshop), person ?? notListed)
      setRemembered(person ?? notListed)
    },
    [workshop],
  )
  const isListed = remembered !== null && remembered !== open && remembered !== notListed
  return { isAsked: remembered === open, person: isListed ? (remembered as PersonId) : null, choose }
}

/** The name that others see: that of the list of participants, or what the user called themselves. */
export function shownName(person: PersonId | null, people: readonly Person[], own: { readonly name: string; readonly organisation: string }): { readonly name: string; readonly organisation: string } {
  const listed = people.find(({ id, name }) => id === person && name !== '')
  return listed === undefined ? own : { name: listed.name, organisation: listed.organisation }
}
