/** Goes, once a workshop is open, to the place in it that somebody picked in a search. */
import { useEffect, useRef } from 'react'
import type { SearchHit } from '../../shared/ipc/engine-port.ts'
import type { OutcomeId, PersonId } from '../../shared/model/ids.ts'
import { assertNever } from '../../shared/util/assert-never.ts'
import type { WorkshopActions } from './workshop-palette.ts'

/** A board, an outcome, a person, or the workshop as a whole. */
export type Place = Pick<SearchHit, 'kind' | 'id' | 'board'>

/** Goes to `place` when it is a new one; null is nowhere. */
export function usePlace(place: Place | null, { openBoard, goToOutcome, openPage, openPerson }: Pick<WorkshopActions, 'openBoard' | 'openPage' | 'openPerson'> & {
  readonly goToOutcome: (outcome: { readonly id: OutcomeId; readonly board: NonNullable<Place['board']> }) => void
}): void {
  const reached = useRef<Place | null>(null)
  useEffect(() => {
    if (place === null || place === reached.current) return
    reached.current = place
    const { kind, id, board } = place
    switch (kind) {
      case 'board':
        if (board !== null) openBoard(board)
        return
      case 'outcome':
        if (board !== null) goToOutcome({ id: id as OutcomeId, board })
        return
      case 'person':
        openPerson(id as PersonId)
        return
      case 'workshop':
        openPage('details')
        return
      default:
        assertNever(kind, 'kind of place')
    }
  }, [place, openBoard, goToOutcome, openPage, openPerson])
}
