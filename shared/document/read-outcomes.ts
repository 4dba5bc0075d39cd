/** The outcomes that stand on boards, with the numbers that were claimed for them; as tolerant as `read-workshop.ts`. */
import type { BoardId, OutcomeId } from '../model/ids.ts'
import { outcomeKinds, type Board, type Outcome, type RichNode } from '../model/workshop.ts'
import { outcomeKindSpecs, outcomeLabel } from '../outcomes/kinds.ts'
import type { OutcomeNumbers } from '../outcomes/numbering.ts'
import { derivedOnce } from '../util/derived-once.ts'
import { plainText } from './boards/board-content.ts'
import { choiceField, textField, type FieldSource } from './fields.ts'

/**
 * All outcomes of `boards`, in the order in which they stand. One whose number nobody claimed yet is shown with the next free one.
 * Ids in the result are unique: an outcome without one, or that carries the id of another one, gets one by its place, until an editor gives it its own.
 */
export function readOutcomes(boards: readonly Board[], numbers: OutcomeNumbers): Outcome[] {
  const seen = new Set<string>()
  const unclaimed = new Map<string, number>()
  return boards.flatMap((board) => outcomesOn(board.content).map((node, index): Outcome => {
    const { attrs = {} } = node
    const fields: FieldSource = { get: (name) => (Object.hasOwn(attrs, name) ? attrs[name] : undefined) }
    const ownId = textField(fields, 'id')
    const isOwn = ownId !== '' && !seen.has(ownId)
    const id = isOwn ? (ownId as OutcomeId) : idByPlace(board.id, index)
    seen.add(id)
    const kind = choiceField(fields, 'kind', outcomeKinds, 'decision')
    let number = isOwn ? numbers.numberOf(kind, id) : null
    if (number === null) {
      number = unclaimed.get(kind) ?? numbers.next(kind)
      unclaimed.set(kind, number + 1)
    }
    const before = outcomeOf.get(node)
    if (before?.id === id && before.number === number && before.board === board.id) return before
    const content = node.content ?? []
    const outcome: Outcome = {
      id,
      kind,
      number,
      label: outcomeLabel(kind, number),
      board: board.id,
      content,
      text: content.map((child) => plainText([child])).join(''),
      fields: Object.fromEntries(outcomeKindSpecs[kind].fields.map(({ name }) => [name, textField(fields, name)])),
    }
    outcomeOf.set(node, outcome)
    return outcome
  }))
}

/** What the outcome at `index` of those on a board is called while it has no id of its own. */
export function idByPlace(board: BoardId, index: number): OutcomeId {
  return `${board}.${index}` as OutcomeId
}

/** What was last read of a node: the node is the same as long as nobody touches its board. */
const outcomeOf = new WeakMap<RichNode, Outcome>()

/** The outcome nodes inside `content`, from top to bottom, also those in lists, quotes and tables. */
export function outcomeNodes(content: readonly RichNode[]): RichNode[] {
  return content.flatMap((node) => (node.type === 'outcome' ? [node] : outcomeNodes(node.content ?? [])))
}

const outcomesOn = derivedOnce(outcomeNodes)
