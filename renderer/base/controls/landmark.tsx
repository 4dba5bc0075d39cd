/** Regions of the window that F6 and Shift+F6 move between, and that assistive technology lists. */
import { useEffect, useRef, type ReactNode } from 'react'
import { useLandmark } from 'react-aria/useLandmark'
import { onceNoDialog } from './dialog.tsx'

const landmarks = {
  main: 'main',
  navigation: 'nav',
  complementary: 'aside',
  banner: 'header',
  contentinfo: 'footer',
  region: 'section',
} as const

export type LandmarkProps = {
  readonly kind: keyof typeof landmarks
  readonly label: string
  readonly className?: string
  /** Out of sight and out of the way of the keyboard, with everything inside as it was. */
  readonly isHidden?: boolean
  /** Of the main region: which screen it shows. A new one takes the focus when what had it went with the screen before. */
  readonly shows?: string
  readonly children: ReactNode
}

/** A region with a name. F6 puts the focus into the next one, on what was focused there last. */
export function Landmark({ kind, label, className, isHidden = false, shows, children }: LandmarkProps): ReactNode {
  const ref = useRef<HTMLElement>(null)
  const { landmarkProps } = useLandmark({ role: kind, 'aria-label': label }, ref)
  const Tag = landmarks[kind]
  useEffect(() => (shows === undefined ? undefined : takeLostFocus(() => ref.current)), [shows])
  return (
    <Tag {...landmarkProps} {...(shows !== undefined && { tabIndex: -1 })} ref={ref} className={className} hidden={isHidden}>
      {children}
    </Tag>
  )
}

/**
 * Gives the focus to the region when it is nowhere: a screen that took the place of another took it away, and keys would begin at the window's first
 * button again. Never to a control, so that the next key presses nothing. After dialogs, and what gives the focus back a frame behind them. Returns
 * a way to think better of it.
 */
function takeLostFocus(region: () => HTMLElement | null): () => void {
  let frame = 0
  const later = (run: () => void): void => {
    frame = requestAnimationFrame(run)
  }
  const stopWaiting = onceNoDialog(() => later(() => later(() => {
    // Before anybody has done anything in this window, nothing was lost. Not everything that draws this knows of that.
    const { userActivation } = navigator as Partial<Navigator>
    if (document.activeElement === document.body && userActivation?.hasBeenActive !== false) region()?.focus({ preventScroll: true })
  })))
  return () => {
    stopWaiting()
    cancelAnimationFrame(frame)
  }
}
