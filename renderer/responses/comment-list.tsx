/** Comments on boards and outcomes, in threads. A resolved one stays readable. */
import { Check, MessageSquare, Reply, RotateCcw, Trash2 } from 'lucide-react'
import { useMemo, useState, type FormEvent, type ReactNode } from 'react'
import { readWorkshop } from '../../shared/document/read-workshop.ts'
import { addComment, replyToComment, setCommentWithdrawn, setResolved } from '../../shared/document/responses/responses-commands.ts'
import { responsesLimits } from '../../shared/document/responses/responses-roots.ts'
import type { CommentTarget, CommentThread, FloorReply, Respondent } from '../../shared/model/responses.ts'
import type { BoardHeading, Workshop } from '../../shared/model/workshop.ts'
import { Button } from '../base/controls/button.tsx'
import { recallDraft, useDraft } from '../base/draft.ts'
import { SelectField, TextField } from '../base/controls/fields.tsx'
import { useText } from '../base/words/i18n.tsx'
import { IconMenuButton, MenuItem } from '../base/controls/menu.tsx'
import { moment, useResponsesEdits } from '../base/responses-edits.tsx'
import { showToast } from '../base/controls/toast.tsx'
import { useWorkshopEdits } from '../base/workshop-edits.tsx'
import { useFloor } from './floor-context.tsx'
import { messages } from './messages.ts'
import { OpenedForm } from './opened-form.tsx'
import { Signature } from './signature.tsx'

/** Enough to know an outcome by. */
const outcomeWords = 60

const nothing: Pick<Workshop, 'boards' | 'outcomes'> = { boards: [], outcomes: [] }

type TargetOption = { readonly value: string; readonly label: string; readonly target: CommentTarget }

/** Boards, then outcomes: those that there are, in the words that they had when the last one came or went. Reading all of it at every key would be too much for a telephone. */
function useTargets(): readonly TargetOption[] {
  const text = useText(messages)
  const { doc } = useWorkshopEdits()
  const { boards: headings, places } = useFloor()
  const known = [...headings.map(({ id, title }) => `${id} ${title}`), ...places.keys()].join('\n')
  return useMemo(() => {
    const { boards, outcomes } = known === '' ? nothing : readWorkshop(doc)
    return [
      ...boards.map(({ id, title }): TargetOption => ({ value: `board:${id}`, label: title, target: { kind: 'board', id } })),
      ...outcomes.map(({ id, label, text: words }): TargetOption => ({
        value: `outcome:${id}`, label: text('onOutcome', { label, text: words.slice(0, outcomeWords) }), target: { kind: 'outcome', id },
      })),
    ]
  }, [doc, text, known])
}

/** The section: open threads first, the newest first. */
export function CommentList(): ReactNode {
  const text = useText(messages)
  const { responses, me } = useFloor()
  const { canAnswer } = useResponsesEdits()
  const targets = useTargets()
  const threads = [...responses.threads].reverse().sort((a, b) => Number(a.isResolved) - Number(b.isResolved))
  return (
    <div className="floor-section">
      {canAnswer && me && targets.length > 0 && <CommentForm me={me} targets={targets} />}
      {threads.length === 0 && <p className="page-empty">{text(targets.length === 0 ? 'noBoardsToComment' : 'noComments')}</p>}
      {threads.length > 0 && (
        <ul className="floor-list">
          {threads.map((thread) => (
            <ThreadCard key={thread.id} thread={thread} targets={targets} />
          ))}
        </ul>
      )}
    </div>
  )
}

function CommentForm({ me, targets }: { readonly me: Respondent; readonly targets: readonly TargetOption[] }): ReactNode {
  const text = useText(messages)
  const { doc, origin } = useResponsesEdits()
  const { drafts, board } = useFloor()
  const draftKey = `comment.${drafts}`
  const [words, setWords] = useDraft(draftKey)
  // '' until somebody chooses or begins to write: until then it is about what was on screen last.
  const [chosen, setChosen] = useDraft(`comment-on.${drafts}`, { about: draftKey })
  const about = chosen === '' ? initialTarget(targets, board) : chosen
  const target = targets.find(({ value }) => value === about)?.target
  const options = target === undefined ? [{ value: about, label: text('gone') }, ...targets] : targets
  const write = (typed: string): void => {
    setWords(typed)
    setChosen(about)
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (target === undefined || addComment(doc, origin, me, target, words, moment().ms) === null) return
    setWords('')
    setChosen('')
  }
  return (
    <form className="floor-card floor-form" onSubmit={submit}>
      <SelectField label={text('commentOn')} value={about} options={options} onChange={setChosen} />
      <TextField label={text('commentLabel')} rows={3} maxLength={responsesLimits.maxTextLength} value={words} onChange={write} />
      <div className="floor-actions">
        <Button type="submit" tone="accent" icon={MessageSquare} isDisabled={words.trim() === '' || target === undefined}>
          {text('comment')}
        </Button>
      </div>
    </form>
  )
}

/** The value of the board that was on screen last, or of the first thing that there is. */
function initialTarget(targets: readonly TargetOption[], board: BoardHeading | null): string {
  return board === null ? (targets[0]?.value ?? '') : `board:${board.id}`
}

function ThreadCard({ thread, targets }: { readonly thread: CommentThread; readonly targets: readonly TargetOption[] }): ReactNode {
  const text = useText(messages)
  const { doc, origin, canAnswer } = useResponsesEdits()
  const { drafts, me, isLead } = useFloor()
  const [isReplying, setIsReplying] = useState(() => recallDraft(replyKey(drafts, thread)) !== '')
  const about = targets.find(({ value }) => value === `${thread.target.kind}:${thread.target.id}`)?.label ?? text('gone')
  const mayResolve = canAnswer && (isLead || me?.key === thread.author.key)
  return (
    <li className="floor-card" data-state={thread.isResolved ? 'done' : 'new'}>
      <div className="floor-title-row">
        <p className="floor-about any-script">{about}</p>
        {thread.isResolved && <span className="floor-chip">{text('resolved')}</span>}
      </div>
      <Comment comment={thread} />
      {thread.replies.length > 0 && (
        <ul className="floor-replies">
          {thread.replies.map((reply) => (
            <li key={reply.id}>
              <Comment comment={reply} />
            </li>
          ))}
        </ul>
      )}
      {isReplying && me ? (
        <ReplyForm me={me} thread={thread} onDone={() => setIsReplying(false)} />
      ) : (
        <div className="floor-actions">
          {canAnswer && me && (
            <Button icon={Reply} onPress={() => setIsReplying(true)}>
              {text('reply')}
            </Button>
          )}
          {mayResolve && (
            <Button icon={thread.isResolved ? RotateCcw : Check} onPress={() => setResolved(doc, origin, thread.id, !thread.isResolved)}>
              {text(thread.isResolved ? 'unresolve' : 'resolve')}
            </Button>
          )}
        </div>
      )}
    </li>
  )
}

function Comment({ comment }: { readonly comment: FloorReply }): ReactNode {
  const text = useText(messages)
  const { doc, origin, canAnswer } = useResponsesEdits()
  const { me, isLead } = useFloor()
  const isMine = me?.key === comment.author.key
  const remove = (): void => {
    if (setCommentWithdrawn(doc, origin, comment.id, true)) showToast({ message: text('removed'), action: { label: text('undo'), onAction: () => void setCommentWithdrawn(doc, origin, comment.id, false) } })
  }
  return (
    <div className="floor-title-row">
      <div className="floor-comment">
        <p className="floor-words">{comment.text}</p>
        <Signature author={comment.author} at={comment.at} />
      </div>
      {canAnswer && (isMine || isLead) && (
        <IconMenuButton label={text('moreFor', { text: comment.text.slice(0, outcomeWords) })}>
          <MenuItem icon={Trash2} tone="danger" label={text(isMine ? 'withdraw' : 'remove')} onAction={remove} />
        </IconMenuButton>
      )}
    </div>
  )
}

function replyKey(drafts: string, { id }: CommentThread): string {
  return `reply.${drafts}.${id}`
}

function ReplyForm({ me, thread, onDone }: { readonly me: Respondent; readonly thread: CommentThread; readonly onDone: () => void }): ReactNode {
  const text = useText(messages)
  const { doc, origin } = useResponsesEdits()
  const { drafts } = useFloor()
  const [words, setWords] = useDraft(replyKey(drafts, thread))
  const close = (): void => {
    setWords('')
    onDone()
  }
  const submit = (): void => {
    if (replyToComment(doc, origin, me, thread.id, words, moment().ms) !== null) close()
  }
  return (
    <OpenedForm className="floor-form" onSubmit={submit}>
      <TextField label={text('replyTo', { name: thread.author.name })} rows={2} maxLength={responsesLimits.maxTextLength} value={words} onChange={setWords} />
      <div className="floor-actions">
        <Button type="submit" tone="accent" isDisabled={words.trim() === ''}>
          {text('send')}
        </Button>
        <Button onPress={close}>{text('cancel')}</Button>
      </div>
    </OpenedForm>
  )
}
