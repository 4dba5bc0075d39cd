/** The undo key of a workshop's window. */
import { useEffect } from 'react'
import { hasOpenDialog } from '../base/controls/dialog.tsx'
import { isTypedInto } from '../base/controls/is-typed-into.ts'
import { useText } from '../base/words/i18n.tsx'
import { shortcutLetter } from '../base/shortcut-letter.ts'
import { showToast } from '../base/controls/toast.tsx'
import { useWorkshopEdits } from '../base/workshop-edits.tsx'
import { messages } from './messages.ts'

/** Fields and boards undo their own text; anywhere else on the page the key takes back the last act. Below a dialog nothing changes. */
export function useUndoKey(): void {
  const text = useText(messages)
  const edits = useWorkshopEdits()
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || shortcutLetter(event) !== 'z' || !(event.ctrlKey || event.metaKey) || event.altKey) return
      if (hasOpenDialog() || isTypedInto(event.target)) return
      event.preventDefault()
      if (event.shiftKey) edits.redo()
      else if (edits.undo()) showToast({ message: text('undone'), action: { label: text('redo'), onAction: () => void edits.redo() } })
    }
    globalThis.addEventListener('keydown', onKeyDown)
    return () => globalThis.removeEventListener('keydown', onKeyDown)
  }, [edits, text])
}
