/** Owners who are written otherwise in this workshop, or have a namesake in it: what to call each, before anything is written. */
import type { ReactNode } from 'react'
import type { OwnerChoice, OwnerQuestion } from '../../shared/series/owners.ts'
import { Facts } from '../base/controls/facts.tsx'
import { SelectField } from '../base/controls/fields.tsx'
import { useComma } from '../base/use-comma.ts'
import { useText } from '../base/words/i18n.tsx'
import { isolated } from '../base/words/isolated.ts'
import { messages } from './messages.ts'

export type OwnerChoicesProps = {
  readonly questions: readonly OwnerQuestion[]
  readonly choices: ReadonlyMap<string, OwnerChoice>
  readonly onChoice: (written: string, choice: OwnerChoice) => void
}

/** The questions; nothing where there are none. */
export function OwnerChoices({ questions, choices, onChoice }: OwnerChoicesProps): ReactNode {
  const text = useText(messages)
  const comma = useComma()
  if (questions.length === 0) return null
  return (
    <section className="series-part">
      <h3>{text('owners')}</h3>
      <p className="quiet small">{text('ownersHelp')}</p>
      <ul className="series-owners">
        {questions.map(({ written, organisation, listed, names, likely }) => (
          <li key={written}>
            <span className="series-owner-words">
              <span className="any-script">
                <Facts facts={[written, organisation]} between={comma} />
              </span>
              <span className="quiet small">{text('ownerListed', { name: isolated([listed.name, listed.organisation].filter((part) => part !== '').join(comma)) })}</span>
            </span>
            <SelectField<OwnerChoice>
              label={text('ownerChoice', { name: isolated(written) })}
              isLabelHidden
              className="series-owner-choice"
              value={choices.get(written) ?? likely}
              options={(['as-listed', 'as-written'] as const).map((value) => ({ value, label: names[value] }))}
              onChange={(choice) => onChoice(written, choice)}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}
