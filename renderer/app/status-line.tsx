/** The promise of the product, always in the same place: where the work is kept, in words. */
import type { ReactNode } from 'react'
import { useIntl } from 'react-intl'
import { useText } from '../base/words/i18n.tsx'
import { Landmark } from '../base/controls/landmark.tsx'
import '../base/look/light.css'
import { roleMessages } from '../base/words/roles.ts'
import { lightsOf, statusMessages } from '../base/words/status-words.ts'
import type { WorkshopSession } from '../document/source.ts'
import { useSessionStatus } from '../document/use-session.ts'
import { messages } from './messages.ts'

/** The status line of a workshop. */
export function StatusLine({ session }: { readonly session: WorkshopSession }): ReactNode {
  const status = useSessionStatus(session, (current) => current)
  const text = useText(messages)
  const statusText = useText(statusMessages)
  const roleText = useText(roleMessages)
  const intl = useIntl()
  const lights = lightsOf(statusText, status, (ms) => intl.formatTime(ms), status)
  return (
    <Landmark kind="contentinfo" label={text('status')} className="status-line">
      {/* Saving comes and goes with every word: only what needs somebody to act is announced. */}
      <ul className="status-lights">
        {status.role !== 'facilitator' && (
          <li className="status-role" title={roleText(`may_${status.role}`)}>
            {roleText(`as_${status.role}`)}
            <span className="visually-hidden">. {roleText(`may_${status.role}`)}</span>
          </li>
        )}
        {lights.map((light) => (
          <li key={light.id} className={`light light-${light.level}`} title={light.why}>
            {light.label}
            <span className="visually-hidden">. {light.why}</span>
          </li>
        ))}
      </ul>
      <div role="alert" className="visually-hidden">
        {lights.filter((light) => light.level === 'problem').map((light) => `${light.label}. ${light.why}`).join(' ')}
      </div>
    </Landmark>
  )
}
