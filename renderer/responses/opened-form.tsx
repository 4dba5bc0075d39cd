/** A form in the page; one that opens in place, where somebody pressed the button for it, has the focus in its first field. */
import { useEffect, useRef, type FormEvent, type ReactNode } from 'react'

export type OpenedFormProps = { readonly className: string; readonly hasFocus?: boolean; readonly onSubmit: () => void; readonly children: ReactNode }

/** The form; submitting never leaves the page. */
export function OpenedForm({ className, hasFocus = true, onSubmit, children }: OpenedFormProps): ReactNode {
  const ref = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (hasFocus) ref.current?.querySelector<HTMLElement>('input, textarea')?.focus()
  }, [hasFocus])
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
