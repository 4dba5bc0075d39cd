/** One of two or three, all in sight. */
import type { ReactNode } from 'react'
import { Label, Radio, RadioGroup } from 'react-aria-components'
import './choice.css'
import type { Option } from './fields.tsx'

export type ChoiceFieldProps<Value extends string> = {
  readonly label: string
  /** Hides the label from sight where the place says it already; it stays the accessible name. */
  readonly isLabelHidden?: boolean
  readonly value: Value
  readonly options: readonly Option<Value>[]
  readonly onChange: (value: Value) => void
}

/** A row of choices side by side; the arrow keys go from one to the next. */
export function ChoiceField<Value extends string>({ label, isLabelHidden = false, value, options, onChange }: ChoiceFieldProps<Value>): ReactNode {
  return (
    <RadioGroup
      orientation="horizontal"
      className="choice"
      value={value}
      onChange={(key) => {
        const chosen = options.find((option) => option.value === key)
        if (chosen) onChange(chosen.value)
      }}
    >
      <Label className={isLabelHidden ? 'visually-hidden' : 'field-label'}>{label}</Label>
      <div className="choice-row">
        {options.map((option) => (
          <Radio key={option.value} value={option.value} className="choice-option">
            {option.label}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  )
}
