/** The fields in which profile, language, attribution and organisation are chosen: in the bar of the page and in the export dialog. */
import type { ReactNode } from 'react'
import { minutesLanguages } from '../../shared/minutes/labels-for.ts'
import { profiles } from '../../shared/minutes/minutes.ts'
import { attributions } from '../../shared/model/workshop.ts'
import { SelectField } from '../base/controls/fields.tsx'
import { useText } from '../base/words/i18n.tsx'
import { languageName } from '../base/words/language-name.ts'
import type { Choices } from './use-choices.ts'
import { messages } from './messages.ts'

export type ChoiceFieldsProps = {
  readonly choices: Choices
  readonly onChoose: (change: Partial<Choices>) => void
  /** Whom a letter can be for. */
  readonly organisations: readonly string[]
  readonly isLabelHidden?: boolean
}

/** One select per choice; the organisation only where a letter asks for it. */
export function ChoiceFields({ choices, onChoose, organisations, isLabelHidden = false }: ChoiceFieldsProps): ReactNode {
  const text = useText(messages)
  const { profile, language, attribution, organisation } = choices
  const setProfile = (next: Choices['profile']): void =>
    onChoose(next === 'letter' && organisation === '' ? { profile: next, organisation: organisations[0] ?? '' } : { profile: next })
  return (
    <>
      <SelectField
        label={text('profile')}
        isLabelHidden={isLabelHidden}
        value={profile}
        // A letter is to somebody.
        options={profiles.filter((option) => option !== 'letter' || organisations.length > 0 || profile === 'letter').map((option) => ({ value: option, label: text(`profile_${option}`) }))}
        onChange={setProfile}
      />
      {profile === 'letter' && (
        <SelectField
          label={text('organisation')}
          isLabelHidden={isLabelHidden}
          value={organisation}
          options={[...new Set([...organisations, ...(organisation === '' ? [] : [organisation])])].map((name) => ({ value: name, label: name }))}
          onChange={(name) => onChoose({ organisation: name })}
        />
      )}
      <SelectField
        label={text('language')}
        isLabelHidden={isLabelHidden}
        value={language}
        options={minutesLanguages.map((option) => ({ value: option, label: languageName(option) }))}
        onChange={(next) => onChoose({ language: next })}
      />
      <SelectField
        label={text('attribution')}
        isLabelHidden={isLabelHidden}
        value={attribution}
        options={attributions.map((option) => ({ value: option, label: text(`attribution_${option}`) }))}
        onChange={(next) => onChoose({ attribution: next })}
      />
    </>
  )
}
