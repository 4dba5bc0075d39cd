/** A form that opens in place, where somebody pressed the button for it: its first field has the focus. */
import { useEffect, useRef, type FormEvent, type ReactNode } from 'react'

export type OpenedFormProps = { readonly className: string; readonly onSubmit: () => void; readonly children: ReactNode }

/** The form; submitting never leaves the page. */
export function OpenedForm({ className, onSubmit, children }: OpenedFormProps): ReactNode {
  const ref = useRef<HTMLFormElement>(null)
  useEffect(() => ref.current?.querySelector<HTMLElement>('input, textarea')?.focus(), [])
  return (
    <form
      ref={ref}
      className={className}
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        onSubmit()
      }}
    >
      {children}
    </form>
  )
}
