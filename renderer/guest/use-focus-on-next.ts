/** Where the focus goes when what had it has left the screen. */
import { useEffect, useRef } from 'react'

/**
 * Gives the focus to the page when `shown` has changed and what had the focus went with the one before: whoever listens, or walks by keys, is at its
 * beginning and not before everything. A control that is still there keeps it.
 */
export function useFocusOnNext(shown: unknown): void {
  const before = useRef(shown)
  useEffect(() => {
    if (before.current === shown) return
    before.current = shown
    if (document.activeElement === null || document.activeElement === document.body) document.querySelector<HTMLElement>('main')?.focus({ preventScroll: true })
  }, [shown])
}
