/** Lines of the library, each with the button that puts its workshop away or brings it back. */
import { Archive, ArchiveRestore } from 'lucide-react'
import type { ReactNode } from 'react'
import type { PressEvent } from 'react-aria-components'
import type { WorkshopSummary } from '../../shared/ipc/engine-port.ts'
import type { WorkshopId } from '../../shared/model/ids.ts'
import { IconButton } from '../base/controls/button.tsx'
import { useText } from '../base/words/i18n.tsx'
import { messages } from './messages.ts'
import { WorkshopRow } from './workshop-row.tsx'

export type WorkshopListProps = {
  readonly label: string
  readonly workshops: readonly WorkshopSummary[]
  readonly onOpen: (workshop: WorkshopId) => void
  readonly onPutAway: (workshop: WorkshopSummary, isPutAway: boolean) => void
}

export function WorkshopList({ label, workshops, onOpen, onPutAway }: WorkshopListProps): ReactNode {
  const text = useText(messages)
  return (
    <ul className="library-list" aria-label={label}>
      {workshops.map((workshop) => {
        const title = workshop.title === '' ? text('untitled') : workshop.title
        return (
          <li key={workshop.id}>
            <WorkshopRow workshop={workshop} onOpen={onOpen} />
            <IconButton
              icon={workshop.isPutAway ? ArchiveRestore : Archive}
              label={text(workshop.isPutAway ? 'bringBackNamed' : 'putAwayNamed', { title })}
              className="workshop-row-away"
              onPress={({ target }) => {
                focusBeside(target)
                onPutAway(workshop, !workshop.isPutAway)
              }}
            />
          </li>
        )
      })}
    </ul>
  )
}

/** The line is about to go: whoever works by keyboard goes on at the next one, or at the search. */
function focusBeside(button: PressEvent['target']): void {
  const line = button.closest('li')
  const beside = line?.nextElementSibling ?? line?.previousElementSibling
  const place = beside?.querySelector('.workshop-row') ?? button.closest('.library-column')?.querySelector('input')
  if (place instanceof HTMLElement) place.focus()
}
