/** React state that follows a media query. */
import { useCallback, useSyncExternalStore } from 'react'

/** Where there is no room for lists beside a page; style sheets say the same. */
export const narrowWindow = '(width < 900px)'

/** Whether `query` matches the window now. */
export function useMediaQuery(query: string): boolean {
  const subscribe = useCallback(
    (onChange: () => void) => {
      const list = globalThis.matchMedia(query)
      list.addEventListener('change', onChange)
      return () => list.removeEventListener('change', onChange)
    },
    [query],
  )
  return useSyncExternalStore(subscribe, () => globalThis.matchMedia(query).matches)
}
