/** Answers that have not arrived: on the page where they were given, the way to the room's new address; on the page there, whether to send them. */
import { useState, type ReactNode } from 'react'
import { sayAgain } from '../../shared/document/responses/responses-commands.ts'
import type { CarriedAnswer, CarriedRoot } from '../../shared/document/responses/carried-answers.ts'
import type { Responses } from '../../shared/model/responses.ts'
import { Button } from '../base/controls/button.tsx'
import { TextField } from '../base/controls/fields.tsx'
import { FoldAway } from '../base/controls/fold-away.tsx'
import { showToast } from '../base/controls/toast.tsx'
import { useResponses, useResponsesEdits } from '../base/responses-edits.tsx'
import { useText, type Text } from '../base/words/i18n.tsx'
import { usePeople } from '../base/workshop-data.ts'
import { useWorkshopEdits } from '../base/workshop-edits.tsx'
import type { Carried, WrongAddress } from '../document/elsewhere.ts'
import { messages, type GuestKey } from './messages.ts'

export type Elsewhere = {
  /** What was answered in this page and no relay is known to have. */
  readonly unsent: () => readonly CarriedAnswer[]
  /** The link by which these go to an address. */
  readonly linkTo: (address: string) => { readonly link: string } | { readonly problem: WrongAddress }
}

/** While there is no connection. The page stays open: what it holds is nowhere else, and over plain http it could not be loaded again. */
export function UnsentAnswers({ unsent, linkTo }: Elsewhere): ReactNode {
  const text = useText(messages)
  const { reach } = useResponsesEdits()
  const responses = useAnswers()
  const [address, setAddress] = useState('')
  const [problem, setProblem] = useState<WrongAddress | null>(null)
  const lines = reach === 'away' ? linesOf(text, unsent(), responses) : []
  if (lines.length === 0) return null
  const leave = (): void => {
    const way = linkTo(address)
    setProblem('problem' in way ? way.problem : null)
    if ('link' in way) globalThis.open(way.link, '_blank', 'noopener')
  }
  return (
    <section className="floor-card guest-unsent" aria-labelledby="guest-unsent">
      <h2 id="guest-unsent" className="guest-heading">{text('unsentTitle', { count: lines.length })}</h2>
      <Lines lines={lines} />
      <p className="quiet">{text('unsentHelp')}</p>
      <FoldAway title={text('movedTitle')}>
        <form
          noValidate
          className="guest-moved"
          onSubmit={(event) => {
            event.preventDefault()
            leave()
          }}
        >
          <p>{text('movedHelp')}</p>
          <TextField
            label={text('newAddress')} inputMode="url" autoComplete="off" value={address} error={problem === null ? null : text(`address_${problem}`)}
            onChange={(typed) => {
              setAddress(typed)
              setProblem(null)
            }}
          />
          <Button type="submit" tone="accent">{text('takeAlong')}</Button>
        </form>
      </FoldAway>
    </section>
  )
}

/** Nothing is sent unseen: anybody can make a link. */
export function BroughtAnswers({ brought, onDone }: { readonly brought: Carried; readonly onDone: () => void }): ReactNode {
  const text = useText(messages)
  const { doc, origin, canAnswer } = useResponsesEdits()
  const lines = linesOf(text, brought.answers, useAnswers())
  if (!canAnswer) return null
  const send = (): void => {
    sayAgain(doc, origin, brought.answers)
    onDone()
    showToast({ message: text('broughtSent', { count: lines.length }) })
  }
  return (
    <section className="floor-card guest-unsent" aria-labelledby="guest-brought">
      <h2 id="guest-brought" className="guest-heading">{text('broughtTitle', { count: lines.length })}</h2>
      <Lines lines={lines} />
      <p className="quiet">{text('broughtHelp', { name: brought.identity.name })}</p>
      <div className="floor-actions">
        <Button tone="accent" onPress={send}>{text('sendBrought')}</Button>
        <Button onPress={onDone}>{text('leaveBrought')}</Button>
      </div>
    </section>
  )
}

type Line = { readonly key: string; readonly words: string }

function Lines({ lines }: { readonly lines: readonly Line[] }): ReactNode {
  return (
    <ul className="guest-unsent-lines">
      {lines.map(({ key, words }) => <li key={key} className="any-script">{words}</li>)}
    </ul>
  )
}

function useAnswers(): Responses {
  return useResponses(useResponsesEdits().doc, usePeople(useWorkshopEdits().doc))
}

/** A line for each; the name under which somebody agreed to photographs or not goes with that. */
function linesOf(text: Text<GuestKey>, answers: readonly CarriedAnswer[], responses: Responses): readonly Line[] {
  return answers.flatMap((answer) => (answer.root === 'photoNames' ? [] : [{ key: `${answer.root} ${answer.key}`, words: inWords(text, answer, answer.root, responses) }]))
}

/** In the words of whoever gave it. */
function inWords(text: Text<GuestKey>, { key, value }: CarriedAnswer, root: Exclude<CarriedRoot, 'photoNames'>, { questions, votes }: Responses): string {
  const [about = ''] = key.split(':')
  switch (root) {
    case 'questions':
    case 'comments': {
      const { text: words, withdrawn } = (value ?? {}) as { readonly text?: unknown; readonly withdrawn?: unknown }
      return text(withdrawn === true ? 'line_withdrawn' : 'line_words', { words: typeof words === 'string' ? words : '' })
    }
    case 'ballots': {
      const vote = votes.find(({ id }) => id === about)
      return text('line_ballot', { question: vote?.question ?? '', choice: vote?.options.find(({ id }) => id === value)?.label ?? '–' })
    }
    case 'support':
      return text('line_support', { words: questions.find(({ id }) => id === about)?.text ?? '' })
    default:
      return text(`line_${root}`)
  }
}
