/** Which board is on screen: remembered per workshop, and always one that exists. */
import { useCallback, useState } from 'react'
import type { BoardId, WorkshopId } from '../../shared/model/ids.ts'
import type { BoardHeading } from '../../shared/model/workshop.ts'
import { recall, remember } from '../base/remembered.ts'

/** The board to show (null when there is none) and the way to another. A deleted board gives way to the first one. */
export function useCurrentBoard(workshop: WorkshopId, boards: readonly BoardHeading[]): [BoardId | null, (board: BoardId) => void] {
  const key = `board.${workshop}`
  const [chosen, setChosen] = useState<string | null>(() => recall(key))
  const choose = useCallback(
    (board: BoardId) => {
      setChosen(board)
      remember(key, board)
    },
    [key],
  )
  const current = boards.find((board) => board.id === chosen) ?? boards[0]
  return [current?.id ?? null, choose]
}
