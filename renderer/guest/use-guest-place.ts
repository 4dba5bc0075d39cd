/** Where in the workshop the guest is. Every step is one of the browser's own, so that its back button and gesture lead back. */
import { useCallback, useEffect, useState } from 'react'
import type { BoardId, OutcomeId } from '../../shared/model/ids.ts'

export const guestPages = ['boards', 'outcomes', 'people', 'responses', 'minutes'] as const
export type GuestPage = (typeof guestPages)[number]

export type GuestPlace = {
  readonly page: GuestPage
  /** The board that is read; null is the programme. */
  readonly board: BoardId | null
  /** To be brought into view on that board. */
  readonly outcome: OutcomeId | null
}

const start: GuestPlace = { page: 'boards', board: null, outcome: null }

export function useGuestPlace(): { readonly place: GuestPlace; readonly go: (to: Partial<GuestPlace>) => void } {
  const [place, setPlace] = useState<GuestPlace>(() => placeOf(globalThis.history.state))
  useEffect(() => {
    const onPopState = ({ state }: PopStateEvent): void => setPlace(placeOf(state))
    globalThis.addEventListener('popstate', onPopState)
    return () => globalThis.removeEventListener('popstate', onPopState)
  }, [])
  const go = useCallback((to: Partial<GuestPlace>) => {
    const next = { ...start, ...to }
    globalThis.history.pushState(next, '')
    setPlace(next)
  }, [])
  return { place, go }
}

/** `state` may be that of another version of this page. */
function placeOf(state: unknown): GuestPlace {
  const { page, board } = (typeof state === 'object' && state !== null ? state : {}) as { page?: unknown; board?: unknown }
  const known = guestPages.find((candidate) => candidate === page)
  if (known === undefined) return start
  // An id that no board has shows the programme.
  return { page: known, board: typeof board === 'string' ? (board as BoardId) : null, outcome: null }
}
