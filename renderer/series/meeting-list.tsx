/** The workshops of this computer, to choose an earlier meeting from: those of the same body first, and the newest first. */
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components'
import { useIntl } from 'react-intl'
import type { WorkshopSummary } from '../../shared/ipc/engine-port.ts'
import { formatPartialDate } from '../../shared/minutes/dates.ts'
import { isSameBody, orderMeetings } from '../../shared/series/order-meetings.ts'
import { Facts } from '../base/controls/facts.tsx'
import { SearchField } from '../base/controls/fields.tsx'
import { matches } from '../base/controls/fold.ts'
import { Problem } from '../base/controls/problem.tsx'
import { failureMessages, failureSentence } from '../base/words/failures.ts'
import { useText } from '../base/words/i18n.tsx'
import { messages } from './messages.ts'
import './series.css'
import type { Answer } from './use-answer.ts'

export type MeetingListProps = {
  readonly meetings: Answer<readonly WorkshopSummary[]>
  /** The body of the workshop that takes over; '' while nobody said. */
  readonly body: string
  readonly onChoose: (meeting: WorkshopSummary) => void
}

/** The list, or why there is none. */
export function MeetingList({ meetings, body, onChoose }: MeetingListProps): ReactNode {
  const text = useText(messages)
  const failureText = useText(failureMessages)
  if (meetings.kind === 'waiting') return <output className="quiet">{text('readingList')}</output>
  if (meetings.kind === 'failed') return <Problem title={text('listNotRead')}>{failureSentence(failureText, meetings.failure)}</Problem>
  if (meetings.value.length === 0) return <p className="quiet">{text('noMeetings')}</p>
  return <SearchedList meetings={meetings.value} body={body} onChoose={onChoose} />
}

function SearchedList({ meetings, body, onChoose }: Pick<MeetingListProps, 'body' | 'onChoose'> & { readonly meetings: readonly WorkshopSummary[] }): ReactNode {
  const text = useText(messages)
  const { locale } = useIntl()
  const [query, setQuery] = useState('')
  // The dialog looked for its first field before there was one.
  const search = useRef<HTMLInputElement>(null)
  useEffect(() => search.current?.focus(), [])
  const found = orderMeetings(meetings, body).filter((meeting) => matches([meeting.title, meeting.body, meeting.place, formatPartialDate(meeting.date, locale)].join(' '), query))
  const ofBody = found.filter((meeting) => isSameBody(meeting.body, body))
  const others = found.filter((meeting) => !ofBody.includes(meeting))
  return (
    <>
      <SearchField label={text('search')} value={query} onChange={setQuery} inputRef={search} />
      {found.length === 0 && <output className="quiet">{text('noMatch', { query })}</output>}
      <Rows title={text('sameBody')} meetings={ofBody} onChoose={onChoose} />
      <Rows title={text(ofBody.length === 0 ? 'meetings' : 'otherBodies')} meetings={others} onChoose={onChoose} />
    </>
  )
}

type RowsProps = { readonly title: string; readonly meetings: readonly WorkshopSummary[]; readonly onChoose: MeetingListProps['onChoose'] }

function Rows({ title, meetings, onChoose }: RowsProps): ReactNode {
  const text = useText(messages)
  const { locale } = useIntl()
  if (meetings.length === 0) return null
  return (
    <section className="series-part">
      <h3>{title}</h3>
      <ul className="series-meetings" aria-label={title}>
        {meetings.map((meeting) => (
          <li key={meeting.id}>
            <Button className="row-button series-meeting" onPress={() => onChoose(meeting)}>
              <span className="series-meeting-title any-script">{meeting.title === '' ? text('untitled') : meeting.title}</span>
              <span className="quiet small">
                <Facts facts={[meeting.body, meeting.place, formatPartialDate(meeting.date, locale), meeting.isPutAway ? text('putAway') : '']} />
              </span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
