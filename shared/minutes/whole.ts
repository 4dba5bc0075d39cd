/**
 * What only the whole record can say. A report that leaves things out must not state "No decision" where one was left out, so
 * these answers are taken before anything is.
 */
import type { Workshop } from '../model/workshop.ts'

export type Whole = {
  /**
   * Whether a body met that decides: the record tells how the meeting was opened, or it has a programme and something was decided
   * or voted. Only then do the minutes say "none" where nothing is; the notes of a small meeting are not filled with it.
   */
  readonly isFormal: boolean
  /** Items that were talked over and have no outcome that people could follow. */
  readonly undecided: ReadonlySet<string>
  readonly hasParked: boolean
}

const talkedOver: ReadonlySet<string> = new Set(['presentation', 'debate', 'pitch', 'breakout'])
const followed: ReadonlySet<string> = new Set(['decision', 'recommendation', 'proposal', 'action', 'question', 'parked', 'vote'])

export function wholeOf({ details, items, boards, outcomes, floor }: Workshop): Whole {
  const { welcome, quorum, agendaAdoption, previousMinutes, interests } = details
  const isOpened = [welcome, quorum, agendaAdoption, previousMinutes, interests].some((text) => text.trim() !== '')
  const itemOf = new Map<string, string | null>(boards.map(({ id, item }) => [id, item]))
  const decided = new Set(outcomes.filter(({ kind }) => followed.has(kind)).map(({ board }) => itemOf.get(board)))
  for (const vote of floor.votes) if (vote.board !== null) decided.add(itemOf.get(vote.board))
  return {
    isFormal: isOpened || (items.some(({ held }) => held) && outcomes.some(({ kind }) => kind === 'decision' || kind === 'vote')),
    undecided: new Set(items.filter(({ id, kind, held }) => held && talkedOver.has(kind) && !decided.has(id)).map(({ id }) => id)),
    hasParked: outcomes.some(({ kind }) => kind === 'parked'),
  }
}
