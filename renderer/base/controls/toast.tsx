/** Short notices at the bottom of the window; the place where something just done can be undone. */
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Text, UNSTABLE_Toast as AriaToast, UNSTABLE_ToastContent as ToastContent, UNSTABLE_ToastQueue as ToastQueue, UNSTABLE_ToastRegion as AriaToastRegion } from 'react-aria-components'
import { Button, IconButton } from './button.tsx'
import { useText } from '../words/i18n.tsx'
import { messages } from '../words/messages.ts'
import './toast.css'

export type Toast = {
  readonly message: string
  /** More lines, such as a list of what is missing. */
  readonly details?: readonly string[]
  readonly tone?: 'plain' | 'problem'
  /** The one thing to do about it: "Undo", "Show in folder". Doing it closes the notice. */
  readonly action?: { readonly label: string; readonly onAction: () => void }
  /** After it was dismissed, its time was over, its action was done, or what it is about left the screen. */
  readonly onClose?: () => void
}

const shownForMs = 10_000

// One per window, as the window has one place for notices.
const queue = new ToastQueue<Toast>({ maxVisibleToasts: 3 })

/** Shows a notice: for ten seconds (paused while pointed at or focused), or until dismissed when it tells of a problem. */
export function showToast(toast: Toast): void {
  const mustStay = toast.tone === 'problem' || (toast.details?.length ?? 0) > 0
  queue.add(toast, { ...(mustStay ? {} : { timeout: shownForMs }), ...(toast.onClose && { onClose: toast.onClose }) })
}

/** Takes every notice away, as if each were dismissed: what they offer to undo is no longer on screen. */
export function clearToasts(): void {
  // What waited for room comes up when another one goes. `queue.clear` would tell nobody.
  for (let [toast] = queue.visibleToasts; toast !== undefined; [toast] = queue.visibleToasts) queue.close(toast.key)
}

const gapPx = 8

/** Keeps the room that notices take in `--notices`, for dialogs to stay above it. */
function keepRoom(region: HTMLElement | null): (() => void) | undefined {
  if (region === null) return undefined
  const { style } = document.documentElement
  const observer = new ResizeObserver(([size]) => style.setProperty('--notices', `${(size?.contentRect.height ?? 0) + gapPx}px`))
  observer.observe(region)
  return () => {
    observer.disconnect()
    style.removeProperty('--notices')
  }
}

/** Where notices appear; once per window. A landmark that F6 reaches. */
export function ToastRegion(): ReactNode {
  const text = useText(messages)
  return (
    <AriaToastRegion ref={keepRoom} queue={queue} aria-label={text('notifications')} className="toasts">
      {({ toast }) => (
        <AriaToast toast={toast} className={`toast toast-${toast.content.tone ?? 'plain'}`}>
          <ToastContent className="toast-content">
            <Text slot="title" className="any-script">{toast.content.message}</Text>
            {toast.content.details !== undefined && toast.content.details.length > 0 && (
              <ul className="toast-details">
                {toast.content.details.map((detail) => (
                  <li key={detail}>{detail}</li>
                ))}
              </ul>
            )}
          </ToastContent>
          {toast.content.action && (
            <Button
              tone="quiet"
              className="toast-action"
              onPress={() => {
                toast.content.action?.onAction()
                queue.close(toast.key)
              }}
            >
              {toast.content.action.label}
            </Button>
          )}
          <IconButton slot="close" label={text('dismiss')} icon={X} className="toast-action" />
        </AriaToast>
      )}
    </AriaToastRegion>
  )
}
