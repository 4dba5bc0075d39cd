/** The calendar beside a date field that takes any words: the system's own picker, for those who would rather point. */
import { CalendarDays } from 'lucide-react'
import { useImperativeHandle, useRef, type ReactNode, type Ref } from 'react'
import { IconButton } from '../../base/controls/button.tsx'
import { useText } from '../../base/words/i18n.tsx'
import { messages } from '../messages.ts'
import { shortcutLabel } from '../shortcuts.ts'

/** The key that opens the calendar from the field; the button itself is no stop of Tab. */
export const datePickerKey = 'Alt+ArrowDown'

export type DatePickerHandle = { readonly open: () => void }

export type DatePickerProps = {
  readonly ref: Ref<DatePickerHandle>
  /** The date to begin with when it is an ISO date; anything else begins today. */
  readonly value: string
  readonly isDisabled: boolean
  /** An ISO date; '' when the user emptied it in the calendar. */
  readonly onChoose: (date: string) => void
}

export function DatePicker({ ref, value, isDisabled, onChoose }: DatePickerProps): ReactNode {
  const text = useText(messages)
  const input = useRef<HTMLInputElement>(null)
  const open = (): void => input.current?.showPicker()
  useImperativeHandle(ref, () => ({ open }))
  return (
    <span className="outcome-date">
      <IconButton
        icon={CalendarDays}
        label={text('chooseDate')}
        shortcut={shortcutLabel('Alt-ArrowDown', text)}
        excludeFromTabOrder
        preventFocusOnPress
        isDisabled={isDisabled}
        onPress={open}
      />
      {/* Never seen or reached: it lends its calendar, and the place where that opens. */}
      <input
        ref={input}
        type="date"
        className="outcome-date-input"
        tabIndex={-1}
        aria-hidden
        disabled={isDisabled}
        value={/^\d{4}-\d{2}-\d{2}$/u.test(value) ? value : ''}
        onChange={(event) => onChoose(event.target.value)}
      />
    </span>
  )
}
