/** Everything that was decided, asked, proposed …, by kind, beside the board. A click goes to the place where it stands. */
import { useCallback, useMemo, useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components'
import { outcomeKinds, type Outcome, type OutcomeKind } from '../../shared/model/workshop.ts'
import { SelectField } from '../base/controls/fields.tsx'
import { useText } from '../base/words/i18n.tsx'
import type { WorkshopSession } from '../document/source.ts'
import { KindBadge } from './kind-badge.tsx'
import { manyKey, messages } from './messages.ts'
import { OutcomeFacts } from './outcome-facts.tsx'
import './outcomes.css'
import { useOutcomes } from './use-outcomes.ts'

export type OutcomePanelProps = {
  readonly session: WorkshopSession
  /** Opens the board of the outcome and shows it there. */
  readonly onGoTo: (outcome: Outcome) => void
  /** Stands below the list; null for nothing. */
  readonly foot: ReactNode
}

export function OutcomePanel({ session, onGoTo, foot }: OutcomePanelProps): ReactNode {
  const text = useText(messages)
  const outcomes = useOutcomes(session.doc)
  const [filter, setFilter] = useState<OutcomeKind | 'all'>('all')

  const labels = useMemo(() => new Map<string, string>(outcomes.map(({ id, label }) => [id, label])), [outcomes])
  const labelOf = useCallback((id: string) => labels.get(id) ?? null, [labels])

  const countOf = (kind: OutcomeKind): number => outcomes.filter((outcome) => outcome.kind === kind).length
  const present = outcomeKinds.filter((kind) => countOf(kind) > 0)
  const shown = filter === 'all' || !present.includes(filter) ? present : [filter]
  if (outcomes.length === 0) {
    return (
      <section className="outcome-panel" aria-label={text('outcomes')}>
        <p className="outcome-panel-empty">
          <strong>{text('emptyTitle')}</strong>
          {text('emptyText')}
        </p>
        {foot !== null && <div className="outcome-panel-foot">{foot}</div>}
      </section>
    )
  }
  return (
    <section className="outcome-panel" aria-label={text('outcomes')}>
      <div className="outcome-panel-filter">
        <SelectField
          label={text('filter')}
          isLabelHidden
          value={shown.length === 1 && filter !== 'all' ? filter : 'all'}
          options={[
            { value: 'all' as const, label: text('all', { count: outcomes.length }) },
            ...present.map((kind) => ({ value: kind, label: text('kindCount', { kind: text(manyKey(kind)), count: countOf(kind) }) })),
          ]}
          onChange={setFilter}
        />
      </div>
      <div className="outcome-panel-list">
        {shown.map((kind) => (
          <section key={kind} aria-label={text(manyKey(kind))}>
            <h3 className="outcome-panel-kind">{text(manyKey(kind))}</h3>
            <ul>
              {outcomes
                .filter((outcome) => outcome.kind === kind)
                .map((outcome) => (
                  <li key={outcome.id}>
                    <OutcomeEntry outcome={outcome} labelOf={labelOf} onGoTo={onGoTo} />
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </div>
      {foot !== null && <div className="outcome-panel-foot">{foot}</div>}
    </section>
  )
}

type OutcomeEntryProps = { readonly outcome: Outcome; readonly labelOf: (outcome: string) => string | null; readonly onGoTo: (outcome: Outcome) => void }

function OutcomeEntry({ outcome, labelOf, onGoTo }: OutcomeEntryProps): ReactNode {
  const text = useText(messages)
  const { kind, label } = outcome
  const words = outcome.text.trim() === '' ? text('noWords') : outcome.text
  return (
    <Button className="outcome-entry" aria-label={text('goTo', { label, text: words })} onPress={() => onGoTo(outcome)}>
      <KindBadge kind={kind} label={label} />
      <span className="outcome-entry-text cut any-script">{words}</span>
      <OutcomeFacts className="outcome-entry-facts" outcome={outcome} labelOf={labelOf} />
    </Button>
  )
}
