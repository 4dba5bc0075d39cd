/** What every section of the page needs: the answers, who answers, who leads, and the ways to a board. */
import { createContext, useContext } from 'react'
import type { BoardId, OutcomeId } from '../../shared/model/ids.ts'
import type { Respondent, Responses } from '../../shared/model/responses.ts'
import type { BoardHeading, Person } from '../../shared/model/workshop.ts'
import type { FloorOutcome } from '../../shared/document/boards/take-over.ts'

export type Floor = {
  /** What is typed and not sent yet is kept under it: it names the workshop and whoever answers. Another person on the same device has drafts of their own. */
  readonly drafts: string
  readonly responses: Responses
  readonly people: readonly Person[]
  readonly boards: readonly BoardHeading[]
  /** The board that was on screen last. */
  readonly board: BoardHeading | null
  /** Null while the user has not said who they are, and for whoever may only read. */
  readonly me: Respondent | null
  /** Facilitators and rapporteurs: whoever may write the notes. */
  readonly isLead: boolean
  /** Where what was taken over stands. */
  readonly places: ReadonlyMap<string, BoardId>
  /** False when it was not taken over; `onTakenBack` is called when it is off the board again by the notice that tells of it. */
  readonly takeOver: (outcome: FloorOutcome, board: BoardHeading, onTakenBack?: () => void) => boolean
  readonly goTo: (outcome: OutcomeId) => void
  /** As `useClock` tells times. */
  readonly clock: (ms: number) => string
}

export const FloorContext = createContext<Floor | null>(null)

/** Only inside the page. */
export function useFloor(): Floor {
  const floor = useContext(FloorContext)
  if (!floor) throw new Error('a section of the floor was rendered outside its page')
  return floor
}
