/** A text field over a shared value. */
import { useState, type ReactNode } from 'react'
import { TextField, type TextFieldProps } from './fields.tsx'

export type SharedTextFieldProps = Omit<TextFieldProps, 'value' | 'onChange' | 'defaultValue' | 'onFocus' | 'onBlur'> & {
  readonly value: string
  readonly onChange: (value: string) => void
}

/**
 * Writes every change through at once, but shows what the user types while they type: a remote change to the same field never
 * moves their caret. It shows the shared value again when they leave the field.
 */
export function SharedTextField({ value, onChange, ...rest }: SharedTextFieldProps): ReactNode {
  const [draft, setDraft] = useState<string | null>(null)
  return (
    <TextField
      {...rest}
      value={draft ?? value}
      onChange={(text) => {
        setDraft(text)
        onChange(text)
      }}
      onBlur={() => setDraft(null)}
    />
  )
}
