/** A board for reading: as it stands, and as it changes. */
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useEffect, useRef, type ReactNode } from 'react'
import type { Doc } from 'yjs'
import type { BoardId, OutcomeId } from '../../shared/model/ids.ts'
import type { BoardHeading, RichNode } from '../../shared/model/workshop.ts'
import { Facts } from '../base/controls/facts.tsx'
import { useText } from '../base/words/i18n.tsx'
import { useComma } from '../base/use-comma.ts'
import { useItems, useOutcomeLabels, usePeople, useShownBoard } from '../base/workshop-data.ts'
import '../editor/board.css'
import '../outcomes/outcomes.css'
import { RichContent } from '../outcomes/rich-content.tsx'
import { itemFacts } from './item-facts.ts'
import { messages } from './messages.ts'
import { messages as programmeMessages } from '../programme/messages.ts'

export type BoardViewProps = {
  readonly doc: Doc
  readonly boards: readonly BoardHeading[]
  readonly board: BoardHeading
  /** To be brought into view. */
  readonly outcome: OutcomeId | null
  readonly onOpen: (board: BoardId) => void
}

export function BoardView({ doc, boards, board, outcome, onOpen }: BoardViewProps): ReactNode {
  const text = useText(messages)
  const programmeText = useText(programmeMessages)
  const item = useItems(doc).find((candidate) => candidate.id === board.item)
  const people = usePeople(doc)
  const page = useRef<HTMLElement>(null)
  const nodes = useShownBoard(doc, board.id)
  const labelOf = useOutcomeLabels(doc)
  useEffect(() => {
    if (outcome === null) return
    const found = page.current?.querySelector(`[data-outcome="${CSS.escape(outcome)}"]`)
    found?.scrollIntoView({ block: 'center' })
    found?.classList.add('outcome-found')
  }, [outcome])
  const comma = useComma()
  const facts = item === undefined ? [] : itemFacts(item, people, programmeText(`kind_${item.kind}`), comma)
  const index = boards.findIndex(({ id }) => id === board.id)
  const [before, next] = [boards[index - 1], boards[index + 1]]
  const titleOf = ({ title }: BoardHeading): string => (title === '' ? text('untitledBoard') : title)
  return (
    <article ref={page} className="guest-board">
      <h1 className="guest-title any-script">{titleOf(board)}</h1>
      {facts.length > 0 && (
        <p className="guest-facts any-script">
          <Facts facts={facts} />
        </p>
      )}
      {isWritten(nodes) ? <RichContent nodes={nodes} labelOf={labelOf} /> : <p className="guest-empty">{text('emptyBoard')}</p>}
      {(before ?? next) && (
        <nav aria-label={text('boards')} className="guest-neighbours">
          {before && (
            <button type="button" className="guest-neighbour" onClick={() => onOpen(before.id)}>
              <ChevronLeft aria-hidden size={20} className="flip-in-rtl" />
              <span className="any-script">{text('previousBoard', { title: titleOf(before) })}</span>
            </button>
          )}
          {next && (
            <button type="button" className="guest-neighbour guest-neighbour-next" onClick={() => onOpen(next.id)}>
              <span className="any-script">{text('nextBoard', { title: titleOf(next) })}</span>
              <ChevronRight aria-hidden size={20} className="flip-in-rtl" />
            </button>
          )}
        </nav>
      )}
    </article>
  )
}

function isWritten(nodes: readonly RichNode[]): boolean {
  return nodes.some((node) => node.type !== 'paragraph' || (node.content?.length ?? 0) > 0)
}
