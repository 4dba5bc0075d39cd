/** A board for reading: as it stands, and as it changes. */
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useCallback, useEffect, useMemo, useRef, type ReactNode } from 'react'
import type { Doc } from 'yjs'
import { boardFragment, readBoardContent } from '../../shared/document/read-workshop.ts'
import { rootsOf } from '../../shared/document/roots.ts'
import type { BoardId, OutcomeId } from '../../shared/model/ids.ts'
import type { BoardHeading, OutcomeKind, RichNode } from '../../shared/model/workshop.ts'
import { outcomeLabel } from '../../shared/outcomes/kinds.ts'
import { readOutcomeNumbers } from '../../shared/outcomes/numbering.ts'
import { Facts } from '../base/controls/facts.tsx'
import { useText } from '../base/words/i18n.tsx'
import { useComma } from '../base/use-comma.ts'
import { useShared } from '../base/use-shared.ts'
import { useItems, usePeople } from '../base/workshop-data.ts'
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
  const { nodes, labelOf } = useBoardContent(doc, board.id)
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

function useBoardContent(doc: Doc, board: BoardId): { readonly nodes: readonly RichNode[]; readonly labelOf: (kind: OutcomeKind, id: string) => string | null } {
  const [followed, read] = useMemo(() => {
    const fragment = boardFragment(doc, board)
    const { outcomeNumbers, versions, boards } = rootsOf(doc)
    const readAll = (): { readonly nodes: readonly RichNode[]; readonly numbers: ReturnType<typeof readOutcomeNumbers> } => ({
      nodes: readBoardContent(doc, board),
      numbers: readOutcomeNumbers(doc),
    })
    return [fragment === null ? [{ type: boards }] : [{ type: fragment }, { type: outcomeNumbers }, { type: versions }], readAll] as const
  }, [doc, board])
  const { nodes, numbers } = useShared(followed, read)
  const labelOf = useCallback(
    (kind: OutcomeKind, id: string) => {
      const number = numbers.numberOf(kind, id)
      return number === null ? null : outcomeLabel(kind, number)
    },
    [numbers],
  )
  return { nodes, labelOf }
}

function isWritten(nodes: readonly RichNode[]): boolean {
  return nodes.some((node) => node.type !== 'paragraph' || (node.content?.length ?? 0) > 0)
}
