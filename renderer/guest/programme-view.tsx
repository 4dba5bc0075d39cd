/** The programme: what happens, in order, each item with its boards. */
import { memo, type ReactNode } from 'react'
import { useIntl } from 'react-intl'
import type { Doc } from 'yjs'
import { formatPartialDate } from '../../shared/minutes/dates.ts'
import type { BoardId } from '../../shared/model/ids.ts'
import type { BoardHeading, ProgrammeItem } from '../../shared/model/workshop.ts'
import { Facts } from '../base/controls/facts.tsx'
import { useText } from '../base/words/i18n.tsx'
import { useBoardList, useDetails, useItems } from '../base/workshop-data.ts'
import { messages } from './messages.ts'

export type ProgrammeViewProps = {
  readonly doc: Doc
  readonly current: BoardId | null
  readonly onOpen: (board: BoardId) => void
  /** With the facts of the workshop above it, where it is the page. */
  readonly isPage: boolean
}

export const ProgrammeView = memo(function ProgrammeView({ doc, current, onOpen, isPage }: ProgrammeViewProps): ReactNode {
  const text = useText(messages)
  const { locale } = useIntl()
  const details = useDetails(doc)
  const items = useItems(doc)
  const boards = useBoardList(doc)
  // Without any time in the programme there is no column for them.
  const hasTimes = items.some((item) => timeOf(item) !== '')
  const own = boards.filter((board) => board.item === null)
  const facts = [details.body, formatPartialDate(details.date, locale).replaceAll(' ', '\u00A0'), details.place, details.venue].filter((fact) => fact !== '')
  const row = (board: BoardHeading, title: string, item?: ProgrammeItem): ReactNode => (
    <button type="button" className="guest-row" aria-current={board.id === current ? 'true' : undefined} onClick={() => onOpen(board.id)}>
      {hasTimes && <span className="guest-row-time">{item && timeOf(item)}</span>}
      <span className="guest-row-title any-script">{title === '' ? text('untitledBoard') : title}</span>
      {item && !item.held && <span className="guest-row-note">{text('notHeld')}</span>}
    </button>
  )
  return (
    <div className="guest-programme">
      {isPage && (
        <header className="guest-page-header">
          <h1 className="guest-title any-script">{details.title === '' ? text('untitledWorkshop') : details.title}</h1>
          {facts.length > 0 && (
            <p className="guest-facts any-script">
              <Facts facts={facts} />
            </p>
          )}
        </header>
      )}
      {boards.length === 0 && items.length === 0 && <p className="guest-empty">{text('noBoards')}</p>}
      {items.length > 0 && (
        <section aria-label={text('programme')}>
          <h2 className="guest-heading">{text('programme')}</h2>
          <ul className="guest-rows">
            {items.map((item) => {
              const [first, ...further] = boards.filter((board) => board.item === item.id)
              return (
                <li key={item.id}>
                  {first ? row(first, item.title, item) : <ItemWithoutBoard item={item} hasTime={hasTimes} />}
                  {further.map((board) => (
                    <div key={board.id} className="guest-row-inside">
                      {row(board, board.title)}
                    </div>
                  ))}
                </li>
              )
            })}
          </ul>
        </section>
      )}
      {own.length > 0 && (
        <section aria-label={text('otherBoards')}>
          <h2 className="guest-heading">{items.length > 0 ? text('otherBoards') : text('boards')}</h2>
          <ul className="guest-rows">
            {own.map((board) => (
              <li key={board.id}>{row(board, board.title)}</li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
})

function timeOf({ actualStart, plannedStart }: ProgrammeItem): string {
  return actualStart || plannedStart
}

function ItemWithoutBoard({ item, hasTime }: { readonly item: ProgrammeItem; readonly hasTime: boolean }): ReactNode {
  const text = useText(messages)
  return (
    <div className="guest-row guest-row-still">
      {hasTime && <span className="guest-row-time">{timeOf(item)}</span>}
      <span className="guest-row-title any-script">{item.title === '' ? text('untitledBoard') : item.title}</span>
    </div>
  )
}
