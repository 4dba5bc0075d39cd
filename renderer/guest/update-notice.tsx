/** Tells that a newer page waits, and loads it when the guest says so: never under their hands. */
import { useState, useSyncExternalStore, type ReactNode } from 'react'
import { useText } from '../base/words/i18n.tsx'
import { messages } from './messages.ts'
import { isUpdateReady, loadUpdate, onUpdateReady } from './service-worker-client.ts'

export function UpdateNotice(): ReactNode {
  const text = useText(messages)
  const isReady = useSyncExternalStore(onUpdateReady, isUpdateReady)
  const [isDismissed, setIsDismissed] = useState(false)
  return (
    <output>
      {isReady && !isDismissed && (
        <span className="guest-notice">
          <span>{text('newVersion')}</span>
          <button type="button" className="button button-accent guest-button" onClick={loadUpdate}>
            {text('reload')}
          </button>
          <button type="button" className="button button-quiet guest-button" onClick={() => setIsDismissed(true)}>
            {text('dismiss')}
          </button>
        </span>
      )}
    </output>
  )
}
