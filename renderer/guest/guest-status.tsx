/** Where the workshop is kept, in words, always in the same place. A tap on it says why; what keeps this browser out says so by itself. */
import { useState, type ReactNode } from 'react'
import { useIntl } from 'react-intl'
import { useText } from '../base/words/i18n.tsx'
import '../base/look/light.css'
import type { WorkshopSession } from '../document/source.ts'
import { useSessionStatus } from '../document/use-session.ts'
import { guestLights, refusalOf } from './guest-lights.ts'
import { messages } from './messages.ts'

export function GuestStatus({ session }: { readonly session: WorkshopSession }): ReactNode {
  const text = useText(messages)
  const intl = useIntl()
  const status = useSessionStatus(session, (current) => current)
  const refusal = refusalOf(status)
  // What was chosen while something else was the matter says nothing of a refusal.
  const [chosen, setChosen] = useState<{ readonly refusal: string | null; readonly isOpen: boolean }>({ refusal: null, isOpen: false })
  const isOpen = refusal === null || refusal === chosen.refusal ? chosen.isOpen : true
  const lights = guestLights(text, status, (ms) => intl.formatTime(ms))
  const problems = lights.filter((light) => light.level === 'problem')
  return (
    <footer aria-label={text('status')} className="guest-status">
      <button type="button" className="guest-status-line" aria-expanded={isOpen} onClick={() => setChosen({ refusal, isOpen: !isOpen })}>
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
