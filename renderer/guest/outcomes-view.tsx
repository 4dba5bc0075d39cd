/** Everything that was decided, asked, proposed …, by kind. A tap goes to the place where it stands. */
import { useCallback, useMemo, type ReactNode } from 'react'
import type { Doc } from 'yjs'
import { outcomeKinds, type Outcome } from '../../shared/model/workshop.ts'
import { useText } from '../base/words/i18n.tsx'
import { KindBadge } from '../outcomes/kind-badge.tsx'
import { manyKey, messages as outcomeMessages } from '../outcomes/messages.ts'
import { OutcomeFacts } from '../outcomes/outcome-facts.tsx'
import '../outcomes/outcomes.css'
import { useOutcomes } from '../outcomes/use-outcomes.ts'
import { messages } from './messages.ts'

export function OutcomesView({ doc, onGoTo }: { readonly doc: Doc; readonly onGoTo: (outcome: Outcome) => void }): ReactNode {
  const text = useText(messages)
  const words = useText(outcomeMessages)
  const outcomes = useOutcomes(doc)
  const labels = useMemo(() => new Map<string, string>(outcomes.map(({ id, label }) => [id, label])), [outcomes])
  const labelOf = useCallback((id: string) => labels.get(id) ?? null, [labels])
  const present = outcomeKinds.filter((kind) => outcomes.some((outcome) => outcome.kind === kind))
  return (
    <div className="guest-page">
      <h1 className="guest-title">{text('outcomes')}</h1>
      {outcomes.length === 0 && <p className="guest-empty">{text('noOutcomes')}</p>}
      {present.map((kind) => (
        <section key={kind} aria-label={words(manyKey(kind))}>
          <h2 className="guest-heading">{words(manyKey(kind))}</h2>
          <ul className="guest-rows">
            {outcomes
              .filter((outcome) => outcome.kind === kind)
              .map((outcome) => (
                <li key={outcome.id}>
                  <OutcomeRow outcome={outcome} labelOf={labelOf} onGoTo={onGoTo} />
                </li>
              ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

type OutcomeRowProps = { readonly outcome: Outcome; readonly labelOf: (outcome: string) => string | null; readonly onGoTo: (outcome: Outcome) => void }

function OutcomeRow({ outcome, labelOf, onGoTo }: OutcomeRowProps): ReactNode {
  const words = useText(outcomeMessages)
  const { kind, label } = outcome
  return (
    <button type="button" className="guest-outcome" onClick={() => onGoTo(outcome)}>
      <KindBadge kind={kind} label={label} />
      <span className="guest-outcome-words">
        <span className="any-script">{outcome.text.trim() === '' ? words('noWords') : outcome.text}</span>
        <OutcomeFacts className="guest-outcome-facts" outcome={outcome} labelOf={labelOf} />
      </span>
    </button>
  )
}
