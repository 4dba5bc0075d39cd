/** Takes over what an earlier meeting left open: which meeting, then which of its points. Nothing is written before the last button. */
import { ArrowLeft } from 'lucide-react'
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { takeOverMatters } from '../../shared/document/commands/matters-commands.ts'
import type { WorkshopSummary } from '../../shared/ipc/engine-port.ts'
import type { WorkshopId } from '../../shared/model/ids.ts'
import { carriedPoints } from '../../shared/series/follow-on.ts'
import { isSameBody } from '../../shared/series/order-meetings.ts'
import type { EarlierMeeting, OpenPoint } from '../../shared/series/open-points.ts'
import { ownerQuestions, withChosenOwners, type OwnerChoice } from '../../shared/series/owners.ts'
import { findPointsHere } from '../../shared/series/points-here.ts'
import { Button } from '../base/controls/button.tsx'
import { Dialog, DialogBody, DialogFooter } from '../base/controls/dialog.tsx'
import { Problem } from '../base/controls/problem.tsx'
import { showToast } from '../base/controls/toast.tsx'
import { failureMessages, failureSentence } from '../base/words/failures.ts'
import { useText } from '../base/words/i18n.tsx'
import { isolated } from '../base/words/isolated.ts'
import { useDetails, useMatters, usePeople } from '../base/workshop-data.ts'
import { useWorkshopEdits } from '../base/workshop-edits.tsx'
import type { WorkshopSource } from '../document/source.ts'
import { MeetingList } from './meeting-list.tsx'
import { messages } from './messages.ts'
import { OpenPointList } from './open-point-list.tsx'
import { OwnerChoices } from './owner-choices.tsx'
import './series.css'
import { useEarlierMeeting, useMeetings } from './use-meetings.ts'

export type TakeOverDialogProps = {
  readonly source: WorkshopSource
  /** The workshop that takes over. */
  readonly workshop: WorkshopId
  /** Something was taken over; the dialog is to be closed. */
  readonly onTaken: () => void
  readonly onClose: () => void
}

/** The dialog; mounted while it is open, below a WorkshopEditsProvider. */
export function TakeOverDialog({ source, workshop, onTaken, onClose }: TakeOverDialogProps): ReactNode {
  const text = useText(messages)
  const failureText = useText(failureMessages)
  const { doc } = useWorkshopEdits()
  const { body } = useDetails(doc)
  const meetings = useMeetings(source, workshop)
  const [chosen, setChosen] = useState<WorkshopSummary | null>(null)
  const meeting = useEarlierMeeting(source, chosen)
  return (
    <Dialog title={text('title')} isOpen onClose={onClose} width="wide">
      {chosen === null ? (
        <>
          <DialogBody>
            <p className="quiet">{text('intro')}</p>
            <MeetingList meetings={meetings} body={body} onChoose={setChosen} />
          </DialogBody>
          <DialogFooter>
            <Button onPress={onClose}>{text('cancel')}</Button>
          </DialogFooter>
        </>
      ) : meeting.kind === 'there' ? (
        <PointsToTake key={chosen.id} title={chosen.title === '' ? text('untitled') : chosen.title} meeting={meeting.value} onBack={() => setChosen(null)} onTaken={onTaken} onClose={onClose} />
      ) : (
        <>
          <DialogBody>
            {meeting.kind === 'failed' ? <Problem title={text('meetingNotRead')}>{failureSentence(failureText, meeting.failure)}</Problem> : <output className="quiet">{text('readingMeeting')}</output>}
          </DialogBody>
          <DialogFooter>
            <BackButton onBack={() => setChosen(null)} />
            <Button onPress={onClose}>{text('cancel')}</Button>
          </DialogFooter>
        </>
      )}
    </Dialog>
  )
}

type PointsToTakeProps = { readonly title: string; readonly meeting: EarlierMeeting; readonly onBack: () => void; readonly onTaken: () => void; readonly onClose: () => void }

function PointsToTake({ title, meeting, onBack, onTaken, onClose }: PointsToTakeProps): ReactNode {
  const text = useText(messages)
  const { doc, origin, canEdit } = useWorkshopEdits()
  const { body } = useDetails(doc)
  const matters = useMatters(doc)
  const people = usePeople(doc)
  const isElsewhere = !isSameBody(body, meeting.details.body)
  const { open } = meeting
  // What is confidential in another body's meeting goes to people who were not in it: only if somebody wants that.
  const [ticked, setTicked] = useState<ReadonlySet<OpenPoint>>(() => new Set(carriedPoints(meeting, body)))
  const [choices, setChoices] = useState<ReadonlyMap<string, OwnerChoice>>(new Map())
  const isHere = useMemo(() => findPointsHere(matters), [matters])
  const taken = open.filter((point) => ticked.has(point) && !isHere(point))
  const questions = ownerQuestions(taken, meeting.people, people)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])

  const tick = (points: readonly OpenPoint[], isTicked: boolean): void => {
    setTicked(new Set(isTicked ? [...ticked, ...points] : [...ticked].filter((point) => !points.includes(point))))
  }
  const take = (): void => {
    const takeBack = takeOverMatters(doc, origin, taken.map(({ fields }) => ({ ...fields, owner: withChosenOwners(fields.owner, questions, choices) })))
    showToast({ message: text('taken', { count: taken.length, title: isolated(title) }), action: { label: text('undo'), onAction: takeBack } })
    onTaken()
  }

  return (
    <>
      <DialogBody>
        <h3 ref={heading} tabIndex={-1} className="series-heading">{text('openIn', { title: isolated(title) })}</h3>
        {open.length === 0 && <p className="quiet">{text('nothingOpen')}</p>}
        {open.length > 0 && open.every(isHere) && <p className="quiet">{text('allHere')}</p>}
        {open.some((point) => point.fields.confidential && !isHere(point)) && (
          <p className="quiet small">{text(isElsewhere ? 'confidentialElsewhere' : 'confidentialStays')}</p>
        )}
        <OpenPointList points={open} isHere={isHere} ticked={ticked} onTick={tick} />
        <OwnerChoices questions={questions} choices={choices} onChoice={(written, choice) => setChoices(new Map([...choices, [written, choice]]))} />
      </DialogBody>
      <DialogFooter>
        <BackButton onBack={onBack} />
        <Button onPress={onClose}>{text('cancel')}</Button>
        {open.length > 0 && (
          <Button tone="accent" isDisabled={taken.length === 0 || !canEdit} onPress={take}>
            {text('take', { count: taken.length })}
          </Button>
        )}
      </DialogFooter>
    </>
  )
}

function BackButton({ onBack }: { readonly onBack: () => void }): ReactNode {
  const text = useText(messages)
  return (
    <Button tone="quiet" icon={ArrowLeft} className="series-back" onPress={onBack}>
      {text('another')}
    </Button>
  )
}
