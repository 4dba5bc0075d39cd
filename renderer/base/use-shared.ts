/** React state that follows shared types. */
import { useCallback, useRef, useSyncExternalStore } from 'react'

/** What of a Yjs event matters here: where it happened, below the followed type. */
type DeepEvent = { readonly path: readonly (string | number)[] }
type Observer = (events: readonly DeepEvent[]) => void

/** A shared type to follow, and which of its changes matter (all of them, when nothing is said). */
export type Followed = {
  readonly type: { observeDeep(observer: Observer): void; unobserveDeep(observer: Observer): void }
  readonly matters?: (event: DeepEvent) => boolean
}

/**
 * What `read` makes of shared types, read again after every transaction that changed one of `followed` in a way that matters.
 * `followed` and `read` must be stable (a memo or a module constant). The result is kept while nothing changed.
 */
export function useShared<T>(followed: readonly Followed[], read: () => T): T {
  const cache = useRef<{ readonly read: () => T; readonly value: T } | null>(null)
  const subscribe = useCallback(
    (onChange: () => void) => {
      const observers = followed.map(({ type, matters }) => {
        const observer: Observer = (events) => {
          if (matters && !events.some(matters)) return
          cache.current = null
          onChange()
        }
        type.observeDeep(observer)
        return () => type.unobserveDeep(observer)
      })
      cache.current = null // changes between render and effect
      return () => observers.forEach((release) => release())
    },
    [followed],
  )
  const snapshot = useCallback(() => {
    if (cache.current?.read !== read) cache.current = { read, value: read() }
    return cache.current.value
  }, [read])
  return useSyncExternalStore(subscribe, snapshot)
}
