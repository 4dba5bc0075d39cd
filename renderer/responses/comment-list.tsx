/** Comments on boards and outcomes, in threads. A resolved one stays readable. */
import { Check, MessageSquare, Reply, RotateCcw, Trash2 } from 'lucide-react'
import { useMemo, useState, type FormEvent, type ReactNode } from 'react'
import { readWorkshop } from '../../shared/document/read-workshop.ts'
import { addComment, replyToComment, setCommentWithdrawn, setResolved } from '../../shared/document/responses-commands.ts'
import { responsesLimits } from '../../shared/document/responses-roots.ts'
import type { CommentTarget, CommentThread, FloorReply, Respondent } from '../../shared/model/responses.ts'
import { Button } from '../base/button.tsx'
import { SelectField, TextField } from '../base/fields.tsx'
import { useText } from '../base/i18n.tsx'
import { IconMenuButton, MenuItem } from '../base/menu.tsx'
import { moment, useResponsesEdits } from '../base/responses-edits.tsx'
import { showToast } from '../base/toast.tsx'
import { useWorkshopEdits } from '../base/workshop-edits.tsx'
import { useFloor } from './floor-context.tsx'
import { messages } from './messages.ts'
import { OpenedForm } from './opened-form.tsx'
import { Signature } from './signature.tsx'

/** Enough to know an outcome by. */
const outcomeWords = 60

type TargetOption = { readonly value: string; readonly label: string; readonly target: CommentTarget }

/** Boards, then outcomes, as they are when the section is opened. */
function useTargets(): readonly TargetOption[] {
  const text = useText(messages)
  const { doc } = useWorkshopEdits()
  return useMemo(() => {
    const { boards, outcomes } = readWorkshop(doc)
    return [
      ...boards.map(({ id, title }): TargetOption => ({ value: `board:${id}`, label: title, target: { kind: 'board', id } })),
      ...outcomes.map(({ id, label, text: words }): TargetOption => ({
        value: `outcome:${id}`, label: text('onOutcome', { label, text: words.slice(0, outcomeWords) }), target: { kind: 'outcome', id },
      })),
    ]
  }, [doc, text])
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
  const { board } = useFloor()
  const [words, setWords] = useState('')
  const [chosen, setChosen] = useState(board ? `board:${board.id}` : (targets[0]?.value ?? ''))
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const target = targets.find(({ value }) => value === chosen)?.target ?? targets[0]?.target
    if (target && addComment(doc, origin, me, target, words, moment().ms) !== null) setWords('')
  }
  return (
    <form className="floor-card floor-form" onSubmit={submit}>
      <SelectField label={text('commentOn')} value={chosen} options={targets} onChange={setChosen} />
      <TextField label={text('commentLabel')} rows={3} maxLength={responsesLimits.maxTextLength} value={words} onChange={setWords} />
      <div className="floor-actions">
        <Button type="submit" tone="accent" icon={MessageSquare} isDisabled={words.trim() === ''}>
          {text('comment')}
        </Button>
      </div>
    </form>
  )
}

function ThreadCard({ thread, targets }: { readonly thread: CommentThread; readonly targets: readonly TargetOption[] }): ReactNode {
  const text = useText(messages)
  const { doc, origin, canAnswer } = useResponsesEdits()
  const { me, isLead } = useFloor()
  const [isReplying, setIsReplying] = useState(false)
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

function ReplyForm({ me, thread, onDone }: { readonly me: Respondent; readonly thread: CommentThread; readonly onDone: () => void }): ReactNode {
  const text = useText(messages)
  const { doc, origin } = useResponsesEdits()
  const [words, setWords] = useState('')
  const submit = (): void => {
    if (replyToComment(doc, origin, me, thread.id, words, moment().ms) !== null) onDone()
  }
  return (
    <OpenedForm className="floor-form" onSubmit={submit}>
      <TextField label={text('replyTo', { name: thread.author.name })} rows={2} maxLength={responsesLimits.maxTextLength} value={words} onChange={setWords} />
      <div className="floor-actions">
        <Button type="submit" tone="accent" isDisabled={words.trim() === ''}>
          {text('send')}
        </Button>
        <Button onPress={onDone}>{text('cancel')}</Button>
      </div>
    </OpenedForm>
  )
}
