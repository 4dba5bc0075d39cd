/**
 * What the room answers: for participants a page to take part, for facilitators and rapporteurs the live list from the floor.
 * It works in any browser and on a phone: nothing here asks for the desktop.
 */
import { useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { outcomePlaces, removeSecondCopies, takeBack, takeOver, type FloorOutcome } from '../../shared/document/boards/take-over.ts'
import { respondentKey } from '../../shared/document/responses/respondents.ts'
import { rootsOf } from '../../shared/document/roots.ts'
import type { BoardId, OutcomeId, PersonId, WorkshopId } from '../../shared/model/ids.ts'
import type { BoardHeading } from '../../shared/model/workshop.ts'
import { hasOpenDialog } from '../base/controls/dialog.tsx'
import { useText } from '../base/words/i18n.tsx'
import { Problem } from '../base/controls/problem.tsx'
import { useResponses, useResponsesEdits } from '../base/responses-edits.tsx'
import { shortcutLetter } from '../base/shortcut-letter.ts'
import { Tabs, type TabSpec } from '../base/controls/tabs.tsx'
import { showToast } from '../base/controls/toast.tsx'
import { useShared } from '../base/use-shared.ts'
import { useBoardList, usePeople } from '../base/workshop-data.ts'
import { useWorkshopEdits } from '../base/workshop-edits.tsx'
import { AttendanceList } from './attendance-list.tsx'
import { CheckInCard } from './check-in.tsx'
import { CommentList } from './comment-list.tsx'
import { FloorContext, type Floor } from './floor-context.tsx'
import { messages } from './messages.ts'
import { QuestionList } from './question-list.tsx'
import './responses.css'
import { useClock } from './use-clock.ts'
import { useRespondent, type NamedSelf, type Self } from './use-respondent.ts'
import { VoteList } from './vote-list.tsx'

export type FloorPageProps = {
  readonly workshop: WorkshopId
  readonly self: Self
  /** The board on screen last; null when there is none. */
  readonly board: BoardHeading | null
  readonly onGoTo: (outcome: { readonly id: OutcomeId; readonly board: BoardId }) => void
  /** The user said which person of the list they are; '' for nobody of it. */
  readonly onIdentity: (person: PersonId | '') => void
  /** The user has written a name of their own, which may be that of somebody of the list; left out where names stand in the settings. */
  readonly onNamed?: (self: NamedSelf) => void
  /** What has to be said before everything else. */
  readonly notice?: ReactNode
}

type Section = 'questions' | 'votes' | 'attendance' | 'comments'

/** The page. Below a WorkshopEditsProvider and a ResponsesEditsProvider. */
export function FloorPage({ workshop, self, board, onGoTo, onIdentity, onNamed, notice }: FloorPageProps): ReactNode {
  const text = useText(messages)
  const notes = useWorkshopEdits()
  const answers = useResponsesEdits()
  const people = usePeople(notes.doc)
  const boards = useBoardList(notes.doc)
  const responses = useResponses(answers.doc, people)
  const places = useOutcomePlaces(notes.doc)
  const choice = useRespondent(workshop, people, self)
  const clock = useClock()
  const [section, setSection] = useState<Section>('questions')
  const { canEdit: isLead, origin } = notes
  const { me } = choice
  const said = responses.checkIns.find(({ key }) => key === me?.key) ?? null
  const taken = useTakenOver(isLead)

  const take = useCallback(
    (outcome: FloorOutcome, target: BoardHeading, onTakenBack?: () => void) => {
      taken.note(outcome)
      if (!takeOver(notes.doc, origin, target.id, outcome)) {
        showToast({ tone: 'problem', message: text('notTaken') })
        return false
      }
      const undo = (): void => {
        if (takeBack(notes.doc, origin, outcome)) onTakenBack?.()
      }
      showToast({ message: text('takenToast', { board: target.title }), action: { label: text('undo'), onAction: undo } })
      return true
    },
    [notes, origin, taken, text],
  )
  const goTo = useCallback(
    (outcome: OutcomeId) => {
      const at = places.get(outcome)
      if (at !== undefined) onGoTo({ id: outcome, board: at })
    },
    [places, onGoTo],
  )
  const drafts = `${workshop}.${me === null ? '' : respondentKey(me.name, me.organisation)}`
  const floor = useMemo<Floor>(
    () => ({ drafts, responses, people, boards, board: board ?? boards[0] ?? null, me: answers.canAnswer ? me : null, isLead, places, takeOver: take, goTo, clock }),
    [drafts, responses, people, boards, board, answers.canAnswer, me, isLead, places, take, goTo, clock],
  )
  // The window's own undo is for the notes; on this page the key takes back what was answered.
  const onKeyDown = (event: KeyboardEvent): void => {
    if (shortcutLetter(event) !== 'z' || !(event.ctrlKey || event.metaKey) || event.altKey) return
    if (hasOpenDialog() || (event.target instanceof HTMLElement && event.target.matches('input, textarea'))) return
    if (event.shiftKey ? answers.redo() : answers.undo()) event.preventDefault()
  }

  const waiting = responses.questions.filter(({ id, state }) => state === 'new' && !places.has(id)).length
  const tabs: readonly TabSpec<Section>[] = [
    { id: 'questions', label: text('questions'), ...(waiting > 0 && { count: waiting }), content: <QuestionList /> },
    { id: 'votes', label: text('votes'), ...openCount(responses.votes.filter(({ isOpen }) => isOpen).length), content: <VoteList /> },
    ...(isLead ? [{ id: 'attendance' as const, label: text('attendance'), content: <AttendanceList /> }] : []),
    { id: 'comments', label: text('comments'), ...openCount(responses.threads.filter(({ isResolved }) => !isResolved).length), content: <CommentList /> },
  ]
  return (
    <FloorContext value={floor}>
      <div role="presentation" className="page floor" onKeyDown={onKeyDown}>
        <header className="page-header">
          <h1>{text(isLead ? 'titleLead' : 'titleTakePart')}</h1>
        </header>
        {!answers.isLoaded && <output className="quiet">{text('loading')}</output>}
        {answers.isLoaded && !answers.canAnswer && <Problem tone="note">{text('readOnly')}</Problem>}
        {responses.leftOut > 0 && <Problem tone="note">{text('leftOut', { count: responses.leftOut })}</Problem>}
        {notice}
        {answers.canAnswer && <CheckInCard people={people} choice={choice} said={said} onIdentity={onIdentity} onNamed={onNamed} />}
        <Tabs label={text('sections')} selected={section} onSelect={setSection} tabs={tabs} />
      </div>
    </FloorContext>
  )
}

function openCount(count: number): { readonly count?: number } {
  return count > 0 ? { count } : {}
}

/** Where outcomes stand, followed. */
function useOutcomePlaces(doc: ReturnType<typeof useWorkshopEdits>['doc']): ReadonlyMap<string, BoardId> {
  const [followed, read] = useMemo(() => {
    const { boards, programme } = rootsOf(doc)
    return [[{ type: boards }, { type: programme }], () => outcomePlaces(doc)] as const
  }, [doc])
  return useShared(followed, read)
}

/** Waits a moment: what two people did at the same time arrives within this. */
const tidyPauseMs = 300

/**
 * Remembers what this window took over while the page is open, and when somebody else took over the same at the same moment,
 * leaves one of the two. The origin is not one that undo takes back.
 */
function useTakenOver(isLead: boolean): { readonly note: (outcome: FloorOutcome) => void } {
  const { doc } = useWorkshopEdits()
  const mine = useRef<FloorOutcome[]>([])
  useEffect(() => {
    if (!isLead) return undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    const { boards } = rootsOf(doc)
    const onChange = (): void => {
      if (mine.current.length === 0) return
      clearTimeout(timer)
      timer = setTimeout(() => removeSecondCopies(doc, 'second copies', mine.current), tidyPauseMs)
    }
    boards.observeDeep(onChange)
    return () => {
      boards.unobserveDeep(onChange)
      clearTimeout(timer)
    }
  }, [doc, isLead])
  return useMemo(() => ({ note: (outcome) => void mine.current.push(outcome) }), [])
}
