/** What a field of an outcome says, in words of the interface: wherever outcomes are shown and not edited. */
import { useCallback } from 'react'
import { formatDateField } from '../../shared/minutes/dates.ts'
import { flagSet, type OutcomeField } from '../../shared/outcomes/kinds.ts'
import { referredOutcome } from '../../shared/outcomes/references.ts'
import { useLanguage, useText } from '../base/words/i18n.tsx'
import { fieldKey, messages } from './messages.ts'

/** `labelOf`: the number of an outcome by its id, "D-3"; null for one that is gone. */
export type FieldWords = (field: OutcomeField, value: string, labelOf: (outcome: string) => string | null) => string

/** The function is stable until the language changes. '' for a field that says nothing. */
export function useFieldWords(): FieldWords {
  const words = useText(messages)
  const language = useLanguage()
  return useCallback<FieldWords>(({ type }, value, labelOf) => {
    if (value === '') return ''
    if (type === 'date') return formatDateField(value, language)
    if (type === 'flag') return value === flagSet ? words('flagSet') : ''
    if (type === 'status') {
      const key = fieldKey(value)
      return key === null ? value : words(key)
    }
    const referred = type === 'decision' ? referredOutcome(value) : null
    return referred === null ? value : (labelOf(referred) ?? '')
  }, [words, language])
}
