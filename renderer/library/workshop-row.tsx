/** One workshop of the library: what it is, and where it is kept. */
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components'
import { useIntl } from 'react-intl'
import type { WorkshopSummary } from '../../shared/ipc/engine-port.ts'
import { formatPartialDate } from '../../shared/minutes/dates.ts'
import type { WorkshopId } from '../../shared/model/ids.ts'
import { Facts } from '../base/controls/facts.tsx'
import { useText } from '../base/words/i18n.tsx'
import { roleMessages } from '../base/words/roles.ts'
import { lightsOf, statusMessages } from '../base/words/status-words.ts'
import { messages } from './messages.ts'

/** A row that opens the workshop. */
export function WorkshopRow({ workshop, onOpen }: { readonly workshop: WorkshopSummary; readonly onOpen: (workshop: WorkshopId) => void }): ReactNode {
  const text = useText(messages)
  const statusText = useText(statusMessages)
  const roleText = useText(roleMessages)
  const intl = useIntl()
  const lights = lightsOf(statusText, workshop.status, (ms) => intl.formatTime(ms))
  const facts = [workshop.place, formatPartialDate(workshop.date, intl.locale), text('boards', { count: workshop.boardCount }), workshop.version === null ? '' : text(`version_${workshop.version.status}`, { number: workshop.version.number })]
  return (
    <Button className="row-button workshop-row" onPress={() => onOpen(workshop.id)}>
      <span className="workshop-row-title any-script">{workshop.title === '' ? text('untitled') : workshop.title}</span>
      {workshop.body !== '' && <span className="workshop-row-body any-script">{workshop.body}</span>}
      <span className="workshop-row-facts">
        <span className="any-script"><Facts facts={facts} /></span>
        <span className="workshop-row-lights">
          {workshop.status.role !== 'facilitator' && <span className="workshop-row-role">{roleText(`as_${workshop.status.role}`)}</span>}
          {lights.map((light) => (
            <span key={light.id} className={`light light-${light.level}`}>
              {light.label}
            </span>
          ))}
        </span>
      </span>
    </Button>
  )
}
