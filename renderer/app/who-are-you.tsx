/** Asks somebody who has just joined who they are, and tells everybody who needs to know. */
import { useCallback, useEffect, type ReactNode } from 'react'
import { addPerson, deletePerson } from '../../shared/document/commands/people-commands.ts'
import type { Settings } from '../../shared/ipc/engine-port.ts'
import type { PersonId, WorkshopId } from '../../shared/model/ids.ts'
import type { Role } from '../../shared/model/roles.ts'
import type { Person } from '../../shared/model/workshop.ts'
import { useWorkshopEdits } from '../base/workshop-edits.tsx'
import type { WorkshopSource } from '../document/source.ts'
import { IdentityDialog, type ChosenIdentity } from '../room/joining/identity-dialog.tsx'
import type { Identity } from '../room/joining/identity.ts'

export type WhoAreYouProps = {
  readonly source: WorkshopSource
  readonly workshop: WorkshopId
  readonly role: Role
  readonly people: readonly Person[]
  readonly settings: Settings
  readonly identity: Identity
  readonly onChangeSettings: ((change: Partial<Settings>) => Promise<void>) | undefined
}

/** The question; nothing for a viewer whose name is known. */
export function WhoAreYou({ source, workshop, role, people, settings, identity, onChangeSettings }: WhoAreYouProps): ReactNode {
  const { doc, origin, canEdit } = useWorkshopEdits()
  const { choose } = identity
  const keep = useCallback(
    async (person: PersonId | null) => {
      await source.call('setIdentity', workshop, person ?? '')
      choose(person)
    },
    [source, workshop, choose],
  )
  const isKnown = role === 'viewer' && settings.name !== ''
  useEffect(() => {
    // Who cannot be told now is asked again with the next start.
    if (isKnown) keep(null).catch(() => undefined)
  }, [isKnown, keep])

  const choosePerson = async (chosen: ChosenIdentity): Promise<void> => {
    if (chosen.kind === 'listed') return await keep(chosen.person)
    const { name, organisation, isToBeListed } = chosen
    await onChangeSettings?.({ name, organisation })
    if (!isToBeListed) return await keep(null)
    const person = addPerson(doc, origin, { name, organisation, attendance: 'present' })
    try {
      await keep(person)
    } catch (error) {
      // They are asked again, and may answer otherwise. Not an act that undo takes back.
      deletePerson(doc, 'not kept', person)
      throw error
    }
  }
  return isKnown ? null : <IdentityDialog people={people} role={role} canAdd={canEdit} own={settings} onChosen={choosePerson} />
}
