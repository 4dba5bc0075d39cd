/** Goes to a place on a board and marks it for a moment. */
import { useCallback, useEffect, useState } from 'react'
import type { BoardId } from '../../shared/model/ids.ts'

/** A board draws itself within a few frames; after this many the place is taken to be gone. */
const maxFrames = 120

type Target = { readonly selector: string }

/** Opens a board and brings what `selector` finds first on it into view, marked. */
export function useGoToBoard(openBoard: (board: BoardId) => void): (board: BoardId, selector: string) => void {
  const [target, setTarget] = useState<Target | null>(null)
  useEffect(() => {
    if (!target) return undefined
    let frame = 0
    let request = requestAnimationFrame(function look() {
      const element = document.querySelector(`.board-screen :is(${target.selector})`)
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
    (board, selector) => {
      openBoard(board)
      setTarget({ selector })
    },
    [openBoard],
  )
}
