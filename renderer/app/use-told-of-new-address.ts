/** Tells whoever has the room that browsers lost it: they know one address, and the code that was shown names it. */
import { useEffect, useRef } from 'react'
import type { DesktopApi, RoomState } from '../../shared/ipc/desktop-api.ts'
import { showToast } from '../base/controls/toast.tsx'
import { useText } from '../base/words/i18n.tsx'
import { messages } from '../room/messages.ts'

/** In every window, whatever is on screen there. */
export function useToldOfNewAddress(desktop: DesktopApi): void {
  const text = useText(messages)
  const before = useRef<RoomState>({ kind: 'closed' })
  useEffect(() => {
    let isCurrent = true
    void desktop.invoke('room-state').then((now) => {
      if (isCurrent && before.current.kind === 'closed') before.current = now
    }, () => undefined)
    const unsubscribe = desktop.on('room-state', (now) => {
      if (hasLeftBrowsers(before.current, now)) showToast({ tone: 'problem', message: text('hasMoved') })
      // A relay that is being started again has the addresses that it had.
      if (now.kind !== 'opening') before.current = now
    })
    return () => {
      isCurrent = false
      unsubscribe()
    }
  }, [desktop, text])
}

/** Whether the address in the code of `before` leads nowhere in `now`, which is the same room. */
function hasLeftBrowsers(before: RoomState, now: RoomState): boolean {
  if (before.kind !== 'open' || now.kind !== 'open' || before.openedAt !== now.openedAt || now.guestOrigins.length === 0) return false
  const [shown] = before.guestOrigins
  return shown !== undefined && !now.guestOrigins.includes(shown)
}
