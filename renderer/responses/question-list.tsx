/** Questions and remarks: asking, asking the same, and for whoever leads what becomes of them. */
import { ArrowUpRight, Check, CircleQuestionMark, PauseCircle, RotateCcw, Send, ThumbsUp, Trash2 } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { askQuestion, setQuestionState, setQuestionWithdrawn, setSupport } from '../../shared/document/responses/responses-commands.ts'
import { responsesLimits } from '../../shared/document/responses/responses-roots.ts'
import type { BoardId } from '../../shared/model/ids.ts'
import type { FloorQuestion, QuestionKind } from '../../shared/model/responses.ts'
import { Button } from '../base/controls/button.tsx'
import { recallDraft, useDraft } from '../base/draft.ts'
import { SelectField, TextField } from '../base/controls/fields.tsx'
import { useText } from '../base/words/i18n.tsx'
import { IconMenuButton, MenuItem } from '../base/controls/menu.tsx'
import type { Reach } from '../base/reach.ts'
import { moment, useResponsesEdits } from '../base/responses-edits.tsx'
import { showToast } from '../base/controls/toast.tsx'
import { useFloor } from './floor-context.tsx'
import { messages, type MessageKey } from './messages.ts'
import { OpenedForm } from './opened-form.tsx'
import { Signature } from './signature.tsx'

/** Enough of a long text to tell it from others. */
const nameLength = 80

/** The section. */
export function QuestionList(): ReactNode {
  const text = useText(messages)
  const { responses, places, isLead, me } = useFloor()
  const { canAnswer } = useResponsesEdits()
  const groupOf = ({ id, state }: FloorQuestion): Group => {
    if (places.has(id) || state === 'answered') return 'done'
    return state === 'parked' ? 'parked' : 'new'
  }
  const { questions } = responses
  return (
    <div className="floor-section">
      {canAnswer && me && (isLead ? <AskLater /> : <AskForm onSent={null} />)}
      {questions.length === 0 && <p className="page-empty">{text(isLead ? 'noQuestionsLead' : 'noQuestions')}</p>}
      {groups.map((group) => {
        const found = questions.filter((question) => groupOf(question) === group)
        if (group === 'new') found.sort((a, b) => b.supporters.length - a.supporters.length)
        return found.length === 0 ? null : (
          <section key={group} aria-label={text(`group_${group}`)}>
            <h2 className="floor-group">{text(`group_${group}`)}</h2>
            <ul className="floor-list">
              {found.map((question) => (
                <QuestionCard key={question.id} question={question} isDone={group === 'done'} />
              ))}
            </ul>
          </section>
        )
      })}
    </div>
  )
}

const groups = ['new', 'parked', 'done'] as const
type Group = (typeof groups)[number]

/** Whoever leads came to see what the room asks: their own form waits behind a button. */
function AskLater(): ReactNode {
  const text = useText(messages)
  const { drafts } = useFloor()
  const [isOpen, setIsOpen] = useState(() => recallDraft(draftKey(drafts)) !== '')
  if (isOpen) return <AskForm onSent={() => setIsOpen(false)} />
  return (
    <Button icon={CircleQuestionMark} className="page-add" onPress={() => setIsOpen(true)}>
      {text('askOpen')}
    </Button>
  )
}

function draftKey(drafts: string): string {
  return `question.${drafts}`
}

/** What is said of something that was sent from a form and had not arrived then. */
const waitingWords = { there: 'asked', away: 'askedAway', refused: 'askedRefused' } as const satisfies Readonly<Record<Reach, MessageKey>>

/** `onSent` closes a form that was opened for one question; null keeps it for the next. */
function AskForm({ onSent }: { readonly onSent: (() => void) | null }): ReactNode {
  const text = useText(messages)
  const { doc, origin, reach } = useResponsesEdits()
  const { drafts, boards, me } = useFloor()
  const [words, setWords] = useDraft(draftKey(drafts))
  const [about, setAbout] = useDraft(`question-about.${drafts}`, { about: draftKey(drafts) })
  const [sent, setSent] = useState<'arrived' | 'waits' | null>(null)
  const told = sent === 'waits' ? waitingWords[reach] : 'asked'
  const write = (typed: string): void => {
    setWords(typed)
    setAbout(about)
    setSent(null)
  }
  const forget = (): void => {
    setWords('')
    setAbout('')
  }
  const send = (kind: QuestionKind): void => {
    const board = boards.find(({ id }) => id === about)?.id ?? null
    if (!me || askQuestion(doc, origin, me, { kind, text: words, board }, moment().ms) === null) return
    forget()
    setSent(reach === 'there' ? 'arrived' : 'waits')
    onSent?.()
  }
  const cancel = (): void => {
    forget()
    onSent?.()
  }
  return (
    <OpenedForm className="floor-card floor-form" hasFocus={onSent !== null} onSubmit={() => send('question')}>
      <TextField label={text('askLabel')} help={text('askHelp')} rows={3} maxLength={responsesLimits.maxTextLength} value={words} onChange={write} />
      {boards.length > 0 && <BoardSelect label={text('about')} none={text('aboutNothing')} value={about} onChange={setAbout} />}
      <div className="floor-actions">
        <Button type="submit" tone="accent" icon={CircleQuestionMark} isDisabled={words.trim() === ''}>
          {text('ask')}
        </Button>
        <Button icon={Send} isDisabled={words.trim() === ''} onPress={() => send('remark')}>
          {text('remark')}
        </Button>
        {onSent !== null && <Button onPress={cancel}>{text('cancel')}</Button>}
      </div>
      <output className="quiet small">{sent === null ? '' : text(told)}</output>
    </OpenedForm>
  )
}

/** A choice among the boards, or none of them. */
function BoardSelect(props: { readonly label: string; readonly none: string; readonly value: string; readonly onChange: (board: string) => void }): ReactNode {
  const { boards } = useFloor()
  return (
    <SelectField
      label={props.label}
      value={boards.some(({ id }) => id === props.value) ? props.value : ''}
      options={[{ value: '', label: props.none }, ...boards.map(({ id, title }) => ({ value: id as string, label: title }))]}
      onChange={props.onChange}
    />
  )
}

function QuestionCard({ question, isDone }: { readonly question: FloorQuestion; readonly isDone: boolean }): ReactNode {
  const text = useText(messages)
  const { doc, origin, canAnswer } = useResponsesEdits()
  const { boards, me, isLead, places } = useFloor()
  const { id, author, supporters, state } = question
  const titleOf = (board: BoardId | null | undefined): string | null => boards.find((candidate) => candidate.id === board)?.title ?? null
  const isMine = me?.key === author.key
  const isSupported = me !== null && supporters.includes(me.key)
  const name = question.text.slice(0, nameLength)
  const about = titleOf(question.board)
  const remove = (): void => {
    if (setQuestionWithdrawn(doc, origin, id, true)) showToast({ message: text('removed'), action: { label: text('undo'), onAction: () => void setQuestionWithdrawn(doc, origin, id, false) } })
  }
  return (
    <li className="floor-card" data-state={isDone ? 'done' : state}>
      <p className="floor-words">{question.text}</p>
      <Signature
        author={author}
        at={question.at}
        more={[
          ...(question.kind === 'remark' ? [text('kind_remark')] : []),
          ...(about === null ? [] : [text('onBoard', { board: about })]),
          ...(supporters.length > 0 ? [text('supporters', { count: supporters.length })] : []),
        ]}
      />
      {state === 'taken' && !places.has(id) && <p className="quiet small">{text('takenOff')}</p>}
      <div className="floor-actions">
        {me && !isMine && canAnswer && !isDone && (
          <Button icon={ThumbsUp} aria-label={text('supportOf', { text: name })} aria-pressed={isSupported} onPress={() => setSupport(doc, origin, id, me.key, !isSupported)}>
            {text('support')}
          </Button>
        )}
        {isLead && <LeadActions question={question} isDone={isDone} />}
        {!isLead && <Taken id={id} />}
        {canAnswer && (isMine || isLead) && (
          <IconMenuButton label={text('moreFor', { text: name })}>
            <MenuItem icon={Trash2} tone="danger" label={text(isMine ? 'withdraw' : 'remove')} onAction={remove} />
          </IconMenuButton>
        )}
      </div>
    </li>
  )
}

function LeadActions({ question, isDone }: { readonly question: FloorQuestion; readonly isDone: boolean }): ReactNode {
  const text = useText(messages)
  const { doc, origin } = useResponsesEdits()
  const { boards, board: current, places, takeOver } = useFloor()
  const { id, state, author } = question
  if (places.has(id)) return <Taken id={id} />
  const target = boards.find((candidate) => candidate.id === question.board) ?? current
  const take = (): void => {
    if (!target) {
      showToast({ tone: 'problem', message: text('noBoardYet') })
      return
    }
    const raisedBy = author.organisation === '' ? author.name : `${author.name} (${author.organisation})`
    const isTaken = takeOver({ id, kind: 'question', text: question.text, fields: { raisedBy } }, target, () => setQuestionState(doc, origin, id, state))
    if (isTaken) setQuestionState(doc, origin, id, 'taken')
  }
  return (
    <>
      <Button icon={ArrowUpRight} className="floor-take" onPress={take}>
        <span className="clip any-script">{target ? text('toBoardNamed', { board: target.title }) : text('toBoard')}</span>
      </Button>
      {!isDone && (
        <Button icon={Check} tone="quiet" onPress={() => setQuestionState(doc, origin, id, 'answered')}>
          {text('answered')}
        </Button>
      )}
      {!isDone && state !== 'parked' && (
        <Button icon={PauseCircle} tone="quiet" onPress={() => setQuestionState(doc, origin, id, 'parked')}>
          {text('park')}
        </Button>
      )}
      {(state === 'parked' || state === 'answered') && (
        <Button icon={RotateCcw} tone="quiet" onPress={() => setQuestionState(doc, origin, id, 'new')}>
          {text('reopen')}
        </Button>
      )}
    </>
  )
}

/** Where something that was taken over stands, and the way there. */
export function Taken({ id }: { readonly id: FloorQuestion['id'] }): ReactNode {
  const text = useText(messages)
  const { boards, places, goTo } = useFloor()
  const board = places.get(id)
  if (board === undefined) return null
  const title = boards.find((candidate) => candidate.id === board)?.title ?? ''
  return (
    <Button tone="quiet" icon={ArrowUpRight} aria-label={`${text('goToBoard')}: ${title}`} className="floor-take" onPress={() => goTo(id)}>
      <span className="clip any-script">{text('taken', { board: title })}</span>
    </Button>
  )
}
