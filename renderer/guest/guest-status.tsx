/** Where the workshop is kept, in words, always in the same place. A tap on it says why. */
import { useState, type ReactNode } from 'react'
import { useIntl } from 'react-intl'
import { useText } from '../base/words/i18n.tsx'
import '../base/look/light.css'
import type { WorkshopSession } from '../document/source.ts'
import { useSessionStatus } from '../document/use-session.ts'
import { guestLights } from './guest-lights.ts'
import { messages } from './messages.ts'

export function GuestStatus({ session }: { readonly session: WorkshopSession }): ReactNode {
  const text = useText(messages)
  const intl = useIntl()
  const [isOpen, setIsOpen] = useState(false)
  const status = useSessionStatus(session, (current) => current)
  const lights = guestLights(text, status, (ms) => intl.formatTime(ms))
  const problems = lights.filter((light) => light.level === 'problem')
  return (
    <footer aria-label={text('status')} className="guest-status">
      <button type="button" className="guest-status-line" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
        {lights.map((light) => (
          <span key={light.id} className={`light light-${light.level}`}>
            {light.label}
          </span>
        ))}
      </button>
      {isOpen && (
        <ul className="guest-status-why">
          {lights.map((light) => (
            <li key={light.id}>
              <strong>{light.label}.</strong> {light.why}
            </li>
          ))}
        </ul>
      )}
      <div role="alert" className="visually-hidden">
        {problems.map((light) => `${light.label}. ${light.why}`).join(' ')}
      </div>
    </footer>
  )
}
