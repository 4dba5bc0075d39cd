/**
 * What stands in the place of a part of the page that is on its way. Some browsers ask once only for what did not come the first time, and a relay that
 * has been replaced has the parts of its own page alone: then loading the page again is the way on, and waiting is none.
 */
import { useEffect, useState, type ReactNode } from 'react'
import { useText } from '../base/words/i18n.tsx'
import { messages } from './messages.ts'

const patienceMs = 8_000

export function PartLoading(): ReactNode {
  const text = useText(messages)
  const [isLate, setIsLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setIsLate(true), patienceMs)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div className="guest-page">
      <output className="guest-empty">{text(isLate ? 'partLate' : 'loadingPart')}</output>
      {isLate && (
        <div className="guest-actions">
          <button type="button" className="button button-plain guest-button" onClick={() => globalThis.location.reload()}>
            {text('reloadPage')}
          </button>
        </div>
      )}
    </div>
  )
}
