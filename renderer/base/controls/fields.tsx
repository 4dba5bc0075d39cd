/** Form fields: a visible label above, help and errors below, always tied to the control for assistive technology. */
import { Check, ChevronDown, Search, X } from 'lucide-react'
import type { ReactNode, Ref } from 'react'
import {
  Button,
  Checkbox,
  FieldError,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  SearchField as AriaSearchField,
  Select,
  SelectValue,
  Switch,
  Text,
  TextArea,
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
} from 'react-aria-components'
import './fields.css'
import { useText } from '../words/i18n.tsx'
import { messages } from '../words/messages.ts'

export type TextFieldProps = Omit<AriaTextFieldProps, 'className' | 'style' | 'children'> & {
  readonly label: string
  /** Hides the label from sight where the place says it already; it stays the accessible name. */
  readonly isLabelHidden?: boolean
  readonly help?: string
  readonly error?: string | null
  readonly placeholder?: string
  /** Rows of a multi-line field; one line when left out. */
  readonly rows?: number
  readonly className?: string
  readonly inputRef?: Ref<HTMLInputElement>
}

/** A text field of one line, or of `rows` lines. */
export function TextField(props: TextFieldProps): ReactNode {
  const { label, isLabelHidden = false, help, error, placeholder = '', rows, className = '', inputRef, ...rest } = props
  return (
    <AriaTextField {...rest} isInvalid={Boolean(error)} className={`field ${className}`}>
      <Label className={isLabelHidden ? 'visually-hidden' : 'field-label'}>{label}</Label>
      {rows === undefined ? (
        <Input ref={inputRef} dir="auto" placeholder={placeholder} className="field-input" />
      ) : (
        <TextArea dir="auto" rows={rows} placeholder={placeholder} className="field-input field-area" />
      )}
      {help !== undefined && (
        <Text slot="description" className="field-help">
          {help}
        </Text>
      )}
      <FieldError className="field-error">{error}</FieldError>
    </AriaTextField>
  )
}

export type Option<Value extends string> = { readonly value: Value; readonly label: string }

export type SelectFieldProps<Value extends string> = {
  readonly label: string
  readonly isLabelHidden?: boolean
  readonly help?: string
  readonly value: Value
  readonly options: readonly Option<Value>[]
  readonly onChange: (value: Value) => void
  readonly isDisabled?: boolean
  readonly className?: string
}

/** One choice out of a few. */
export function SelectField<Value extends string>(props: SelectFieldProps<Value>): ReactNode {
  const { label, isLabelHidden = false, help, value, options, onChange, isDisabled = false, className = '' } = props
  return (
    <Select
      className={`field ${className}`}
      isDisabled={isDisabled}
      value={value}
      onChange={(key) => {
        const chosen = options.find((option) => option.value === key)
        if (chosen) onChange(chosen.value)
      }}
    >
      <Label className={isLabelHidden ? 'visually-hidden' : 'field-label'}>{label}</Label>
      <Button className="field-input field-select">
        <SelectValue className="field-select-value clip" />
        <ChevronDown aria-hidden size={16} />
      </Button>
      {help !== undefined && (
        <Text slot="description" className="field-help">
          {help}
        </Text>
      )}
      <Popover className="popover" offset={4}>
        <ListBox className="menu" items={options}>
          {(option) => (
            <ListBoxItem id={option.value} textValue={option.label} className="menu-item">
              {({ isSelected }) => (
                <>
                  <span className="menu-item-text">{option.label}</span>
                  {isSelected && <Check aria-hidden size={16} />}
                </>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  )
}

export type ToggleFieldProps = {
  readonly children: ReactNode
  readonly isSelected: boolean
  readonly onChange: (isSelected: boolean) => void
  readonly isDisabled?: boolean
  readonly className?: string
}

/** A box to tick. */
export function CheckboxField({ children, className = '', ...rest }: ToggleFieldProps): ReactNode {
  return (
    <Checkbox {...rest} className={`tick ${className}`}>
      {({ isSelected }) => (
        <>
          <span className="tick-box">{isSelected && <Check aria-hidden size={14} strokeWidth={3} />}</span>
          <span className="any-script">{children}</span>
        </>
      )}
    </Checkbox>
  )
}

/** Something that is on or off, at once. */
export function SwitchField({ children, className = '', ...rest }: ToggleFieldProps): ReactNode {
  return (
    <Switch {...rest} className={`switch ${className}`}>
      <span className="switch-track" />
      <span className="any-script">{children}</span>
    </Switch>
  )
}

export type SearchFieldProps = {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly inputRef?: Ref<HTMLInputElement>
  readonly className?: string
}

/** A search box; Escape empties it. The label doubles as placeholder. */
export function SearchField({ label, value, onChange, inputRef, className = '' }: SearchFieldProps): ReactNode {
  const text = useText(messages)
  return (
    <AriaSearchField aria-label={label} value={value} onChange={onChange} className={`search ${className}`}>
      <Search aria-hidden size={16} className="search-icon" />
      <Input ref={inputRef} dir="auto" placeholder={label} className="field-input search-input" />
      {value !== '' && (
        <Button aria-label={text('clearSearch')} className="button button-icon button-quiet search-clear">
          <X aria-hidden size={16} />
        </Button>
      )}
    </AriaSearchField>
  )
}
