/** Goes from the minutes to wherever something in them comes from, or can be put right. */
import { useCallback } from 'react'
import type { FindingPlace } from '../../shared/minutes/checks/finding.ts'
import type { BoardId, ItemId, OutcomeId, PersonId } from '../../shared/model/ids.ts'
import { assertNever } from '../../shared/util/assert-never.ts'

export type PlaceWays = {
  readonly goToBoard: (board: BoardId, selector: string) => void
  readonly goToOutcome: (outcome: { readonly id: OutcomeId; readonly board: BoardId }) => void
  readonly openPage: (page: 'people' | 'floor' | 'room') => void
  readonly openPerson: (person: PersonId) => void
  readonly openItem: (item: ItemId) => void
}

/** Everything on the board, as one: what is marked when no single block is meant. */
const wholeBoard = '.board-text'

/** The way to a place outside of the Minutes page. */
export function useGoToPlace({ goToBoard, goToOutcome, openPage, openPerson, openItem }: PlaceWays): (place: Exclude<FindingPlace, { kind: 'part' }>) => void {
  return useCallback(
    (place) => {
      switch (place.kind) {
        case 'outcome':
          return goToOutcome({ id: place.outcome, board: place.board })
        case 'board':
          return goToBoard(place.board, place.block === null ? wholeBoard : `.board-text > :nth-child(${place.block + 1})`)
        case 'image':
          return goToBoard(place.board, `[data-blob="${CSS.escape(place.blob)}"]`)
        case 'person':
          return openPerson(place.person)
        case 'item':
          return openItem(place.item)
        case 'people':
        case 'floor':
        case 'room':
          return openPage(place.kind)
        default:
          return assertNever(place, 'place')
      }
    },
    [goToBoard, goToOutcome, openPage, openPerson, openItem],
  )
}
