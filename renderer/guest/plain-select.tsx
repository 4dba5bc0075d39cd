/** A choice with the browser's own list: on a telephone that is the one that people know, and it costs nothing to load. */
import { ChevronDown } from 'lucide-react'
import { useId, type ReactNode } from 'react'

export type PlainSelectProps = {
  readonly label: string
  readonly value: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly onChange: (value: string) => void
}

export function PlainSelect({ label, value, options, onChange }: PlainSelectProps): ReactNode {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id} className="field-label">
        {label}
      </label>
      <span className="guest-select-frame">
        <select id={id} className="field-input guest-select" value={value} onChange={(event) => onChange(event.target.value)}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        <ChevronDown aria-hidden size={16} className="guest-select-mark" />
      </span>
    </div>
  )
}
