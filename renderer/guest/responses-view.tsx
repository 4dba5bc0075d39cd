/** What the room answers, for a guest: the page of the app, loaded on its own (`part.ts`). */
import { useCallback, type ReactNode } from 'react'
import type { Doc } from 'yjs'
import type { BoardId, OutcomeId, PersonId, WorkshopId } from '../../shared/model/ids.ts'
import { mayWrite, type Role } from '../../shared/model/roles.ts'
import type { BoardHeading } from '../../shared/model/workshop.ts'
import { fittingIdentity } from '../../shared/protocol/admission.ts'
import { reachOf } from '../base/reach.ts'
import { ResponsesEditsProvider } from '../base/responses-edits.tsx'
import { ToastRegion } from '../base/controls/toast.tsx'
import { usePeople } from '../base/workshop-data.ts'
import { WorkshopEditsProvider } from '../base/workshop-edits.tsx'
import type { GuestIdentity } from '../document/browser-source.ts'
import type { Carried } from '../document/elsewhere.ts'
import type { WorkshopSession } from '../document/source.ts'
import { useSessionStatus } from '../document/use-session.ts'
import { FloorPage } from '../responses/floor-page.tsx'
import { BroughtAnswers, UnsentAnswers, type Elsewhere } from './answers-on-the-way.tsx'

export type ResponsesViewProps = {
  readonly workshop: WorkshopId
  readonly doc: Doc
  readonly responses: WorkshopSession
  readonly role: Role
  readonly identity: GuestIdentity
  readonly board: BoardHeading | null
  readonly onGoTo: (outcome: { readonly id: OutcomeId; readonly board: BoardId }) => void
  readonly onIdentity: (identity: GuestIdentity) => void
  readonly elsewhere: Elsewhere
  /** From the page at another address; null for nothing. */
  readonly brought: Carried | null
  readonly onBroughtDone: () => void
}

export function ResponsesView({ workshop, doc, responses, role, identity, board, onGoTo, onIdentity, elsewhere, brought, onBroughtDone }: ResponsesViewProps): ReactNode {
  const isLoaded = useSessionStatus(responses, (status) => status.isLoaded)
  const reach = useSessionStatus(responses, ({ relay }) => reachOf(relay))
  const people = usePeople(doc)
  const choose = useCallback(
    (id: PersonId | '') => {
      const person = people.find((candidate) => candidate.id === id)
      onIdentity(person === undefined ? { ...identity, person: '' } : fittingIdentity({ name: person.name, organisation: person.organisation, person: person.id }))
    },
    [people, identity, onIdentity],
  )
  const becomeNamed = useCallback(
    (named: GuestIdentity) => {
      const next = fittingIdentity(named)
      if (next.name !== identity.name || next.organisation !== identity.organisation || next.person !== identity.person) onIdentity(next)
    },
    [identity, onIdentity],
  )
  return (
    // Notes are for reading here: whoever leads, leads from the app.
    <WorkshopEditsProvider doc={doc} canEdit={false}>
      <ResponsesEditsProvider doc={responses.doc} isLoaded={isLoaded} mayAnswer={mayWrite(role, 'responses')} reach={reach}>
        <FloorPage
          workshop={workshop} self={identity} board={board} onGoTo={onGoTo} onIdentity={choose} onNamed={becomeNamed}
          notice={
            <>
              {brought !== null && <BroughtAnswers brought={brought} onDone={onBroughtDone} />}
              <UnsentAnswers unsent={elsewhere.unsent} linkTo={elsewhere.linkTo} />
            </>
          }
        />
        <ToastRegion />
      </ResponsesEditsProvider>
    </WorkshopEditsProvider>
  )
}
