/** Dialogs: for a form or a question that needs the whole attention. Escape and the close button always leave without a change. */
import { X } from 'lucide-react'
import { useEffect, useRef, type ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { IconButton } from './button.tsx'
import './dialog.css'
import { useText } from '../words/i18n.tsx'
import { messages } from '../words/messages.ts'

export type DialogProps = {
  readonly title: string
  readonly isOpen: boolean
  readonly onClose: () => void
  /** `narrow` for a question, `wide` for a form in two columns. */
  readonly width?: 'narrow' | 'normal' | 'wide'
  /** `alertdialog` for a question that interrupts. */
  readonly role?: 'dialog' | 'alertdialog'
  /** False while something runs that must be stopped by its own button first. */
  readonly isDismissable?: boolean
  readonly children: ReactNode
}

/** A modal dialog with a title; put the buttons in a DialogFooter as the last child. */
export function Dialog(props: DialogProps): ReactNode {
  const { title, isOpen, onClose, width = 'normal', role = 'dialog', isDismissable = true, children } = props
  const text = useText(messages)
  // A click beside the dialog must not throw away what somebody typed into it; Escape and the buttons are meant.
  const isTouched = useRef(false)
  return (
    <ModalOverlay
      isOpen={isOpen}
      isDismissable={isDismissable}
      shouldCloseOnInteractOutside={() => !isTouched.current}
      isKeyboardDismissDisabled={!isDismissable}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      className="veil"
    >
      <Modal className={`dialog dialog-${width}`}>
        <AriaDialog role={role} className="dialog-inside">
          <header className="dialog-header">
            <Heading slot="title" className="dialog-title">
              {title}
            </Heading>
            {isDismissable && <IconButton label={text('close')} icon={X} onPress={onClose} />}
          </header>
          <div
            className="dialog-content"
            onInput={() => {
              isTouched.current = true
            }}
            onSubmit={({ currentTarget }) => goToFirstInvalid(currentTarget)}
          >
            {children}
          </div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

/** Whether one is open: what lies below it is out of reach then, for keys too. Notices are dialogs to screen readers only. */
export function hasOpenDialog(): boolean {
  return [...document.querySelectorAll('[role="dialog"], [role="alertdialog"]')].some((dialog) => dialog.closest('.toasts') === null)
}

/** Calls `run` when no dialog is open: now, or when the last one has closed. Returns a way to think better of it. */
export function onceNoDialog(run: () => void): () => void {
  const observer = new MutationObserver(() => {
    if (hasOpenDialog()) return
    observer.disconnect()
    run()
  })
  if (hasOpenDialog()) observer.observe(document.body, { childList: true, subtree: true })
  else run()
  return () => observer.disconnect()
}

/** After a form was sent: where something is missing, the caret stands there. The fields say so in the next frame. */
function goToFirstInvalid(form: HTMLElement): void {
  requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
}

/** The part of a dialog that scrolls. Its first field has the focus when the dialog opens, unless that is a tick. */
export function DialogBody({ children }: { readonly children: ReactNode }): ReactNode {
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const first = ref.current?.querySelector<HTMLElement>('input:not([readonly], :disabled), textarea')
    // A tick in the middle of a preview is no place to begin.
    if (first instanceof HTMLInputElement && first.type === 'checkbox') return
    first?.focus()
  }, [])
  return (
    <div ref={ref} className="dialog-body">
      {children}
    </div>
  )
}

/** The row of buttons at the end of a dialog, main action last. */
export function DialogFooter({ children }: { readonly children: ReactNode }): ReactNode {
  return <footer className="dialog-footer">{children}</footer>
}
