/** Goes to the place on a board where an outcome stands. */
import { useCallback } from 'react'
import type { BoardId } from '../../shared/model/ids.ts'
import type { Outcome } from '../../shared/model/workshop.ts'

/** Opens the board of an outcome and brings the outcome into view, marked for a moment. */
export function useGoToOutcome(goToBoard: (board: BoardId, selector: string) => void): (outcome: Pick<Outcome, 'id' | 'board'>) => void {
  return useCallback((outcome) => goToBoard(outcome.board, `[data-outcome="${CSS.escape(outcome.id)}"]`), [goToBoard])
}
