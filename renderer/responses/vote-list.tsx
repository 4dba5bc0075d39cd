/** Votes: casting one, and for whoever leads opening, counting hands, closing and taking over the result. */
import { ArrowUpRight, CircleCheckBig, Lock, LockOpen, Plus, Trash2 } from 'lucide-react'
import { useMemo, useState, type ReactNode } from 'react'
import { Label, Radio, RadioGroup } from 'react-aria-components'
import { readBallots } from '../../shared/document/responses/read-responses.ts'
import { castBallot, closeVote, openVote, reopenVote, setHands, setVoteWithdrawn } from '../../shared/document/responses/responses-commands.ts'
import { responsesLimits, responsesRootsOf } from '../../shared/document/responses/responses-roots.ts'
import type { Respondent, Vote, VoteOption } from '../../shared/model/responses.ts'
import { countsOf, resultLine } from '../../shared/outcomes/vote-result.ts'
import { Button } from '../base/controls/button.tsx'
import { recallDraft, useDraft } from '../base/draft.ts'
import { TextField } from '../base/controls/fields.tsx'
import { useText } from '../base/words/i18n.tsx'
import { IconMenuButton, MenuItem } from '../base/controls/menu.tsx'
import type { Reach } from '../base/reach.ts'
import { moment, useResponsesEdits } from '../base/responses-edits.tsx'
import { showToast } from '../base/controls/toast.tsx'
import { useShared } from '../base/use-shared.ts'
import { readWholeNumber } from '../base/whole-number.ts'
import { useFloor } from './floor-context.tsx'
import { messages, type MessageKey } from './messages.ts'
import { OpenedForm } from './opened-form.tsx'
import { Taken } from './question-list.tsx'

/** The section: open votes first, then closed ones, the newest first. */
export function VoteList(): ReactNode {
  const text = useText(messages)
  const { drafts, responses, isLead, me } = useFloor()
  const { canAnswer } = useResponsesEdits()
  const [isAdding, setIsAdding] = useState(() => recallDraft(draftKey(drafts)) !== '')
  const votes = [...responses.votes].reverse().sort((a, b) => Number(b.isOpen) - Number(a.isOpen))
  const mayOpen = isLead && canAnswer && me !== null
  return (
    <div className="floor-section">
      {mayOpen && !isAdding && (
        <Button tone="accent" icon={Plus} className="page-add" onPress={() => setIsAdding(true)}>
          {text('newVote')}
        </Button>
      )}
      {mayOpen && isAdding && <VoteForm me={me} onDone={() => setIsAdding(false)} />}
      {votes.length === 0 && !isAdding && <p className="page-empty">{text(isLead ? 'noVotesLead' : 'noVotes')}</p>}
      {votes.length > 0 && (
        <ul className="floor-list">
          {votes.map((vote) => (
            <VoteCard key={vote.id} vote={vote} />
          ))}
        </ul>
      )}
    </div>
  )
}

function draftKey(drafts: string): string {
  return `vote.${drafts}`
}

function VoteForm({ me, onDone }: { readonly me: Respondent; readonly onDone: () => void }): ReactNode {
  const text = useText(messages)
  const { doc, origin } = useResponsesEdits()
  const { drafts, board } = useFloor()
  const [question, setQuestion] = useDraft(draftKey(drafts))
  const [options, setOptions] = useDraft(`vote-options.${drafts}`, { initial: text('defaultOptions') })
  const [isRefused, setIsRefused] = useState(false)
  const close = (): void => {
    setQuestion('')
    setOptions('')
    onDone()
  }
  const submit = (): void => {
    const vote = openVote(doc, origin, me, { question, options: options.split('\n'), board: board?.id ?? null }, moment().ms)
    setIsRefused(vote === null)
    if (vote !== null) close()
  }
  return (
    <OpenedForm className="floor-card floor-form" onSubmit={submit}>
      <TextField label={text('voteQuestion')} value={question} maxLength={responsesLimits.maxTextLength} onChange={setQuestion} />
      <TextField label={text('voteOptions')} help={text('voteOptionsHelp')} rows={4} value={options} onChange={setOptions} error={isRefused ? text('needOptions') : null} />
      <div className="floor-actions">
        <Button type="submit" tone="accent" icon={LockOpen}>
          {text('openVote')}
        </Button>
        <Button onPress={close}>{text('cancel')}</Button>
      </div>
    </OpenedForm>
  )
}

function VoteCard({ vote }: { readonly vote: Vote }): ReactNode {
  const text = useText(messages)
  const { doc, origin, canAnswer } = useResponsesEdits()
  const { isLead, me } = useFloor()
  const { id, question, isOpen, ballotCount, lateCount } = vote
  const remove = (): void => {
    if (setVoteWithdrawn(doc, origin, id, true)) showToast({ message: text('removed'), action: { label: text('undo'), onAction: () => void setVoteWithdrawn(doc, origin, id, false) } })
  }
  return (
    <li className="floor-card" data-state={isOpen ? 'open' : 'closed'}>
      <div className="floor-title-row">
        <h2 className="floor-words">{question}</h2>
        <span className={`floor-chip ${isOpen ? 'floor-chip-open' : ''}`}>{text(isOpen ? 'voteOpen' : 'voteClosed')}</span>
      </div>
      {isOpen && me && canAnswer && <Ballot vote={vote} me={me} />}
      {isLead || !isOpen ? <Results vote={vote} /> : <p className="quiet small">{text('resultsLater')}</p>}
      <p className="quiet small" aria-live="polite">
        {text('ballots', { count: ballotCount })}
      </p>
      {lateCount > 0 && <p className="quiet small">{text('late', { count: lateCount })}</p>}
      {isLead && canAnswer ? (
        <>
          {isOpen && <Hands vote={vote} />}
          <div className="floor-actions">
            <LeadVoteActions vote={vote} />
            <IconMenuButton label={text('moreFor', { text: question })}>
              <MenuItem icon={Trash2} tone="danger" label={text('remove')} onAction={remove} />
            </IconMenuButton>
          </div>
        </>
      ) : (
        <Taken id={id} />
      )}
    </li>
  )
}

function LeadVoteActions({ vote }: { readonly vote: Vote }): ReactNode {
  const text = useText(messages)
  const { doc, origin } = useResponsesEdits()
  const { boards, board: current, people, places, takeOver } = useFloor()
  const target = boards.find(({ id }) => id === vote.board) ?? current
  if (vote.isOpen) {
    return (
      <Button icon={Lock} onPress={() => closeVote(doc, origin, vote.id, people)}>
        {text('closeVote')}
      </Button>
    )
  }
  if (places.has(vote.id)) return <Taken id={vote.id} />
  const take = (): void => {
    if (target) takeOver({ id: vote.id, kind: 'vote', text: vote.question, fields: { ...(countsOf(vote) ?? { result: resultLine(vote) }), method: text(methodOf(vote)) } }, target)
    else showToast({ tone: 'problem', message: text('noBoardYet') })
  }
  return (
    <>
      <Button icon={ArrowUpRight} className="floor-take" onPress={take}>
        <span className="clip any-script">{target ? text('toBoardNamed', { board: target.title }) : text('toBoard')}</span>
      </Button>
      <Button icon={LockOpen} onPress={() => reopenVote(doc, origin, vote.id)}>
        {text('reopenVote')}
      </Button>
    </>
  )
}

function methodOf({ options, ballotCount }: Vote): MessageKey {
  const isByHands = options.some(({ hands }) => hands !== null)
  if (!isByHands) return 'method_ballots'
  return ballotCount > 0 ? 'method_both' : 'method_hands'
}

/** Where nobody is reached, nothing is said of a choice that may have been counted long ago, and everything of the next one. */
function ballotWords(isChosen: boolean, reach: Reach): MessageKey {
  if (reach === 'refused') return 'votedRefused'
  if (!isChosen) return 'notVoted'
  return reach === 'away' ? 'votedAway' : 'voted'
}

/** The user's own choice. */
function Ballot({ vote, me }: { readonly vote: Vote; readonly me: Respondent }): ReactNode {
  const text = useText(messages)
  const { doc, origin, reach } = useResponsesEdits()
  const { people } = useFloor()
  const followed = useMemo(() => [{ type: responsesRootsOf(doc).ballots }], [doc])
  const read = useMemo(() => () => readBallots(doc, people).get(vote.id)?.get(me.key) ?? '', [doc, people, vote.id, me.key])
  const chosen = useShared(followed, read)
  const isChosen = vote.options.some(({ id }) => id === chosen)
  return (
    <RadioGroup className="floor-ballot" value={isChosen ? chosen : null} onChange={(option) => castBallot(doc, origin, vote.id, me.key, option)}>
      <Label className="visually-hidden">{text('yourVote', { question: vote.question })}</Label>
      {vote.options.map(({ id, label }) => (
        <Radio key={id} value={id} className="floor-choice">
          <span className="floor-choice-mark" aria-hidden />
          <bdi>{label}</bdi>
        </Radio>
      ))}
      <p className="quiet small">
        {isChosen && reach === 'there' && <CircleCheckBig aria-hidden size={16} className="floor-inline-icon" />}
        {text(ballotWords(isChosen, reach))}
      </p>
    </RadioGroup>
  )
}

/** Counts in words and as bars. */
function Results({ vote }: { readonly vote: Vote }): ReactNode {
  const text = useText(messages)
  const sum = vote.options.reduce((total, option) => total + option.total, 0)
  const percentOf = ({ total }: VoteOption): number => (sum === 0 ? 0 : Math.round((100 * total) / sum))
  return (
    <ul className="floor-results" aria-label={text('result', { question: vote.question })}>
      {vote.options.map((option) => (
        <li key={option.id}>
          <span className="floor-result-words any-script">{text('optionResult', { label: option.label, total: option.total, percent: percentOf(option) })}</span>
          <span aria-hidden className="floor-bar">
            <span style={{ inlineSize: `${percentOf(option)}%` }} />
          </span>
        </li>
      ))}
    </ul>
  )
}

/** Hands counted in the room, one number per choice. */
function Hands({ vote }: { readonly vote: Vote }): ReactNode {
  const text = useText(messages)
  return (
    <fieldset className="floor-hands">
      <legend className="field-label">{text('hands')}</legend>
      {vote.options.map((option) => (
        <HandsField key={option.id} vote={vote} option={option} />
      ))}
    </fieldset>
  )
}

function HandsField({ vote, option }: { readonly vote: Vote; readonly option: VoteOption }): ReactNode {
  const text = useText(messages)
  const { doc, origin } = useResponsesEdits()
  const [draft, setDraft] = useState<string | null>(null)
  const [isWrong, setIsWrong] = useState(false)
  const write = (typed: string): void => {
    setDraft(typed)
    const count = typed.trim() === '' ? null : (readWholeNumber(typed) ?? Number.NaN)
    setIsWrong(!setHands(doc, origin, vote.id, option.id, count))
  }
  return (
    <TextField
      className="floor-hands-field"
      label={option.label}
      aria-label={text('handsFor', { label: option.label })}
      inputMode="numeric"
      value={draft ?? (option.hands === null ? '' : String(option.hands))}
      error={isWrong ? text('badHands') : null}
      onChange={write}
      onBlur={() => {
        setDraft(null)
        setIsWrong(false)
      }}
    />
  )
}
