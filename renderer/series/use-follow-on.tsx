/** The part of the New workshop dialog that lets it follow on from an earlier meeting: choosing one, and what to take along. */
import { ArrowLeft, History } from 'lucide-react'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { WorkshopSummary } from '../../shared/ipc/engine-port.ts'
import { carriedPoints, expectedPeople, type FollowOnPlan } from '../../shared/series/follow-on.ts'
import type { EarlierMeeting } from '../../shared/series/open-points.ts'
import { Button } from '../base/controls/button.tsx'
import { DialogBody, DialogFooter } from '../base/controls/dialog.tsx'
import { CheckboxField } from '../base/controls/fields.tsx'
import { Problem } from '../base/controls/problem.tsx'
import { failureMessages, failureSentence } from '../base/words/failures.ts'
import { useText } from '../base/words/i18n.tsx'
import { isolated } from '../base/words/isolated.ts'
import type { WorkshopSource } from '../document/source.ts'
import { MeetingList } from './meeting-list.tsx'
import { messages } from './messages.ts'
import './series.css'
import { useEarlierMeeting, useMeetings } from './use-meetings.ts'

export type FollowOn = {
  /** What was chosen, read or not. */
  readonly chosen: WorkshopSummary | null
  /** Null while it follows on from nothing, and while that is being read. */
  readonly plan: FollowOnPlan | null
  /** True while what was chosen is being read: a workshop that is made now would go without it. */
  readonly isReading: boolean
  /** What stands among the fields; null where there is no workshop to follow on from. `body`: what was typed so far, here and below. */
  readonly render: (body: string) => ReactNode
  /** Takes the place of the fields while a meeting is being chosen. */
  readonly renderChoice: ((body: string) => ReactNode) | null
}

/** To be called where the dialog is mounted. `before`: what was chosen in it before it was left. */
export function useFollowOn(source: WorkshopSource, before: WorkshopSummary | null = null): FollowOn {
  const text = useText(messages)
  const failureText = useText(failureMessages)
  const meetings = useMeetings(source, null)
  const [isChoosing, setIsChoosing] = useState(false)
  const [chosen, setChosen] = useState(before)
  // The button that dropped the choice goes with it; the key is to go on from the one that comes instead.
  const [isDropped, setIsDropped] = useState(false)
  const offer = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (isDropped) offer.current?.focus()
  }, [isDropped])
  const [isTakingPoints, setIsTakingPoints] = useState(true)
  const [isTakingPeople, setIsTakingPeople] = useState(false)
  const meeting = useEarlierMeeting(source, chosen)

  const renderChoice = (body: string): ReactNode => (
    <>
      <DialogBody>
        <h3 className="series-heading">{text('followTitle')}</h3>
        <p className="quiet">{text('followIntro')}</p>
        <MeetingList
          meetings={meetings}
          body={body}
          onChoose={(next) => {
            setChosen(next)
            setIsDropped(false)
            setIsChoosing(false)
          }}
        />
      </DialogBody>
      <DialogFooter>
        <Button icon={ArrowLeft} onPress={() => setIsChoosing(false)}>
          {text('back')}
        </Button>
      </DialogFooter>
    </>
  )

  const isOffered = meetings.kind === 'failed' || (meetings.kind === 'there' && meetings.value.length > 0)
  if (chosen === null) {
    const element = isOffered ? (
      <Button icon={History} ref={offer} className="series-follow" onPress={() => setIsChoosing(true)}>
        {text('followOn')}
      </Button>
    ) : null
    return { chosen, plan: null, isReading: false, render: () => element, renderChoice: isChoosing ? renderChoice : null }
  }

  const read = meeting.kind === 'there' ? meeting.value : null
  const people = read === null ? 0 : expectedPeople(read).length
  const render = (body: string): ReactNode => (
    <section className="series-box">
      <h3 className="any-script">{text('follows', { title: isolated(chosen.title === '' ? text('untitled') : chosen.title) })}</h3>
      {meeting.kind === 'waiting' && <output className="quiet">{text('readingMeeting')}</output>}
      {meeting.kind === 'failed' && <Problem title={text('meetingNotRead')}>{failureSentence(failureText, meeting.failure)}</Problem>}
      {read !== null && (
        <>
          {read.details.session !== '' && <p className="quiet small">{text('sessionBefore', { session: isolated(read.details.session) })}</p>}
          {read.details.seriesNumber !== '' && <p className="quiet small">{text('numberBefore', { number: isolated(read.details.seriesNumber) })}</p>}
          <PointsAlong meeting={read} body={body} isTaking={isTakingPoints} onTaking={setIsTakingPoints} />
          {people > 0 && (
            <>
              <CheckboxField isSelected={isTakingPeople} onChange={setIsTakingPeople}>
                {text('takePeople', { count: people })}
              </CheckboxField>
              <p className="quiet small series-under-tick">{text('takePeopleHelp')}</p>
            </>
          )}
        </>
      )}
      <div className="series-box-foot">
        <Button onPress={() => setIsChoosing(true)}>{text('another')}</Button>
        <Button
          tone="quiet"
          onPress={() => {
            setChosen(null)
            setIsDropped(true)
          }}
        >
          {text('followNone')}
        </Button>
      </div>
    </section>
  )
  return { chosen, plan: read && { meeting: read, isTakingPoints, isTakingPeople }, isReading: meeting.kind === 'waiting', render, renderChoice: isChoosing ? renderChoice : null }
}

type PointsAlongProps = { readonly meeting: EarlierMeeting; readonly body: string; readonly isTaking: boolean; readonly onTaking: (isTaking: boolean) => void }

/** The tick for what is open, and what becomes of the confidential part of it. */
function PointsAlong({ meeting, body, isTaking, onTaking }: PointsAlongProps): ReactNode {
  const text = useText(messages)
  const along = carriedPoints(meeting, body)
  if (meeting.open.length === 0) return <p className="quiet">{text('nothingToTake')}</p>
  const asked = meeting.open.filter(({ kind }) => kind === 'asked').length
  const words = along.length + asked < meeting.open.length ? text('confidentialLeft') : along.some(({ fields }) => fields.confidential) ? text('confidentialStays') : ''
  return (
    <>
      {along.length > 0 && (
        <CheckboxField isSelected={isTaking} onChange={onTaking}>
          {text('takePoints', { count: along.length })}
        </CheckboxField>
      )}
      {[words, asked > 0 ? text('askedStays', { count: asked }) : ''].filter((line) => line !== '').map((line) => (
        <p key={line} className={along.length > 0 ? 'quiet small series-under-tick' : 'quiet small'}>{line}</p>
      ))}
    </>
  )
}
