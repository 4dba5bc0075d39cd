/** Where in the workshop the guest is. Every step is one of the browser's own, so that its back button and gesture lead back. */
import { useCallback, useEffect, useState, type RefObject } from 'react'
import type { BoardId, OutcomeId } from '../../shared/model/ids.ts'

const guestPages = ['boards', 'outcomes', 'people', 'responses', 'minutes'] as const
export type GuestPage = (typeof guestPages)[number]

export type GuestPlace = {
  readonly page: GuestPage
  /** The board that is read; null is the programme. */
  readonly board: BoardId | null
  /** To be brought into view on that board. */
  readonly outcome: OutcomeId | null
  /** How far it was read when it was left, in pixels; 0 for a place that is new. */
  readonly scrolled: number
}

const start: GuestPlace = { page: 'boards', board: null, outcome: null, scrolled: 0 }

/** `main`: what scrolls; whoever comes back is where they were. `first`: where somebody begins who was nowhere yet. */
export function useGuestPlace(main: RefObject<HTMLElement | null>, first: GuestPage): { readonly place: GuestPlace; readonly go: (to: Partial<Omit<GuestPlace, 'scrolled'>>) => void } {
  const [place, setPlace] = useState<GuestPlace>(() => (globalThis.history.state === null ? { ...start, page: first } : placeOf(globalThis.history.state)))
  useEffect(() => {
    const onPopState = ({ state }: PopStateEvent): void => setPlace(placeOf(state))
    globalThis.addEventListener('popstate', onPopState)
    return () => globalThis.removeEventListener('popstate', onPopState)
  }, [])
  const go = useCallback((to: Partial<Omit<GuestPlace, 'scrolled'>>) => {
    const { history } = globalThis
    const next = { ...start, ...to }
    const now = placeOf(history.state)
    // Whoever is there already is brought to the top, and has no further step to go back.
    if (now.page === next.page && now.board === next.board && next.outcome === null) history.replaceState(next, '')
    else {
      history.replaceState({ ...now, scrolled: main.current?.scrollTop ?? 0 }, '')
      history.pushState(next, '')
    }
    setPlace(next)
  }, [main])
  return { place, go }
}

/** `state` may be that of another version of this page. */
function placeOf(state: unknown): GuestPlace {
  const { page, board, scrolled } = (typeof state === 'object' && state !== null ? state : {}) as { page?: unknown; board?: unknown; scrolled?: unknown }
  const known = guestPages.find((candidate) => candidate === page)
  if (known === undefined) return start
  // An id that no board has shows the programme.
  return { page: known, board: typeof board === 'string' ? (board as BoardId) : null, outcome: null, scrolled: typeof scrolled === 'number' ? scrolled : 0 }
}
