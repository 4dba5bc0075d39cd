/** Goes to the place on a board where an outcome stands. */
import { useCallback, useEffect, useState } from 'react'
import type { BoardId } from '../../shared/model/ids.ts'
import type { Outcome } from '../../shared/model/workshop.ts'

/** A board draws itself within a few frames; after this many the outcome is taken to be gone. */
const maxFrames = 120

/** Opens the board of an outcome and brings the outcome into view, marked for a moment. */
export function useGoToOutcome(openBoard: (board: BoardId) => void): (outcome: Pick<Outcome, 'id' | 'board'>) => void {
  const [target, setTarget] = useState<Pick<Outcome, 'id' | 'board'> | null>(null)
  useEffect(() => {
    if (!target) return undefined
    let frame = 0
    let request = requestAnimationFrame(function look() {
      const element = document.querySelector(`[data-outcome="${CSS.escape(target.id)}"]`)
      if (element) {
        element.scrollIntoView({ block: 'center' })
        element.classList.remove('outcome-found')
        requestAnimationFrame(() => element.classList.add('outcome-found'))
      } else if (frame < maxFrames) {
        frame += 1
        request = requestAnimationFrame(look)
      }
    })
    return () => cancelAnimationFrame(request)
  }, [target])
  return useCallback(
    (outcome) => {
      openBoard(outcome.board)
      setTarget({ id: outcome.id, board: outcome.board })
    },
    [openBoard],
  )
}
