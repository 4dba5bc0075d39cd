/** Goes to a place on a board: to mark it for a moment, or to write there. */
import { useCallback, useEffect, useState } from 'react'
import type { BoardId } from '../../shared/model/ids.ts'

/** A board draws itself within a few frames; after this many the place is taken to be gone. */
const maxFrames = 120

type Target = { readonly selector: string; readonly onFound: (element: HTMLElement) => void }

/** Opens a board and gives what `selector` finds first on it to `onFound`, which brings it into view, marked, unless said otherwise. */
export type GoToBoard = (board: BoardId, selector: string, onFound?: (element: HTMLElement) => void) => void

function mark(element: HTMLElement): void {
  element.scrollIntoView({ block: 'center' })
  element.classList.remove('outcome-found')
  requestAnimationFrame(() => element.classList.add('outcome-found'))
}

/** The way to a board; `openBoard` shows it. */
export function useGoToBoard(openBoard: (board: BoardId) => void): GoToBoard {
  const [target, setTarget] = useState<Target | null>(null)
  useEffect(() => {
    if (!target) return undefined
    let frame = 0
    let request = requestAnimationFrame(function look() {
      const element = document.querySelector<HTMLElement>(`.board-screen :is(${target.selector})`)
      if (element) target.onFound(element)
      else if (frame < maxFrames) {
        frame += 1
        request = requestAnimationFrame(look)
      }
    })
    return () => cancelAnimationFrame(request)
  }, [target])
  return useCallback(
    (board, selector, onFound = mark) => {
      openBoard(board)
      setTarget({ selector, onFound })
    },
    [openBoard],
  )
}
