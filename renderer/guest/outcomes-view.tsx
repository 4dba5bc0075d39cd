/** Everything that was decided, asked, proposed …, by kind. A tap goes to the place where it stands. */
import type { ReactNode } from 'react'
import type { Doc } from 'yjs'
import { formatDateField } from '../../shared/minutes/dates.ts'
import { outcomeKinds, type Outcome } from '../../shared/model/workshop.ts'
import { outcomeKindSpecs } from '../../shared/outcomes/kinds.ts'
import { useLanguage, useText } from '../base/i18n.tsx'
import { KindBadge } from '../outcomes/kind-badge.tsx'
import { manyKey, messages as outcomeMessages } from '../outcomes/messages.ts'
import '../outcomes/outcomes.css'
import { useOutcomes } from '../outcomes/use-outcomes.ts'
import { messages } from './messages.ts'

export function OutcomesView({ doc, onGoTo }: { readonly doc: Doc; readonly onGoTo: (outcome: Outcome) => void }): ReactNode {
  const text = useText(messages)
  const words = useText(outcomeMessages)
  const outcomes = useOutcomes(doc)
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
                  <OutcomeRow outcome={outcome} onGoTo={onGoTo} />
                </li>
              ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

function OutcomeRow({ outcome, onGoTo }: { readonly outcome: Outcome; readonly onGoTo: (outcome: Outcome) => void }): ReactNode {
  const words = useText(outcomeMessages)
  const language = useLanguage()
  const { kind, label, fields } = outcome
  const facts = outcomeKindSpecs[kind].fields.filter(({ name, type }) => type !== 'status' && type !== 'flag' && (fields[name] ?? '') !== '')
  const status = fields['status'] ?? ''
  return (
    <button type="button" className="guest-outcome" onClick={() => onGoTo(outcome)}>
      <KindBadge kind={kind} label={label} />
      <span className="guest-outcome-words">
        <span className="any-script">{outcome.text.trim() === '' ? words('noWords') : outcome.text}</span>
        {(facts.length > 0 || kind === 'action') && (
          <span className="guest-outcome-facts">
            {facts.map(({ name, type }) => (
              <bdi key={name}>{type === 'date' ? formatDateField(fields[name] ?? '', language) : fields[name]}</bdi>
            ))}
            {kind === 'action' && <span>{words(status === 'done' ? 'done' : status === 'dropped' ? 'dropped' : 'open')}</span>}
          </span>
        )}
      </span>
    </button>
  )
}
