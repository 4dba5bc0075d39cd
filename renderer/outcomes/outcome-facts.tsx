/** What an outcome says beside its words, in short, for lists: names and dates as they are, counts with what they count. */
import type { ReactNode } from 'react'
import type { Outcome } from '../../shared/model/workshop.ts'
import { actionStatuses, outcomeKindSpecs, type OutcomeField } from '../../shared/outcomes/kinds.ts'
import { useText } from '../base/words/i18n.tsx'
import { fieldKey, messages } from './messages.ts'
import { useFieldWords } from './use-field-words.ts'

export type OutcomeFactsProps = {
  readonly outcome: Outcome
  /** The number of another outcome by its id; null for one that is gone. */
  readonly labelOf: (outcome: string) => string | null
  readonly className: string
}

/** Nothing where there is nothing to say. An action always says how far it has come. */
export function OutcomeFacts({ outcome: { kind, fields }, labelOf, className }: OutcomeFactsProps): ReactNode {
  const text = useText(messages)
  const words = useFieldWords()
  const told = outcomeKindSpecs[kind].fields.flatMap((field) => {
    const value = field.type === 'flag' ? '' : words(field, valueOf(field, fields), labelOf)
    return value === '' ? [] : [{ ...field, value }]
  })
  if (told.length === 0) return null
  return (
    <span className={className}>
      {told.map(({ name, type, value }, index) => {
        const key = fieldKey(name)
        const title = key === null ? name : text(key)
        // A bare number, or the number of another outcome, says nothing by itself.
        const isNamed = type === 'count' || type === 'decision'
        return (
          <span key={name}>
            <bdi title={title} className={name === 'status' && fields[name] === 'done' ? 'is-done' : undefined}>
              {isNamed ? `${title} ${value}` : value}
            </bdi>
            {index < told.length - 1 && ' ·'}
          </span>
        )
      })}
    </span>
  )
}

/** An action about which nobody said anything is open. */
function valueOf({ name, choices }: OutcomeField, fields: Outcome['fields']): string {
  return fields[name] || (choices === actionStatuses ? actionStatuses[0] : '')
}
