/** Lists and programmes that somebody copied from a mail or a spreadsheet and pastes on a page: read as the file that they could have been. */
import { useEffect, useEffectEvent } from 'react'
import { hasOpenDialog } from '../controls/dialog.tsx'
import { isTypedInto } from '../controls/is-typed-into.ts'

/** The type of a file that was made of pasted words: nobody has to say how they are encoded. */
export const pastedTextType = 'text/plain;charset=utf-8'

/**
 * Calls `onFiles` with what is pasted while no field has the focus and no dialog is open: its words as a text called `name`, or the files that were copied. Words that are not
 * `isWanted` are left alone.
 */
export function usePastedFile(name: string, onFiles: (files: readonly File[]) => void, isEnabled: boolean, isWanted: (words: string) => boolean = anyWords): void {
  const onPaste = useEffectEvent((event: ClipboardEvent) => {
    const { clipboardData, target } = event
    if (clipboardData === null || event.defaultPrevented || hasOpenDialog() || isTypedInto(target)) return
    const words = clipboardData.getData('text/plain')
    // Spreadsheets give a picture of the cells as well.
    const files = words.trim() === '' ? [...clipboardData.files] : [new File([words], name, { type: pastedTextType })]
    if (files.length === 0 || (words.trim() !== '' && !isWanted(words))) return
    event.preventDefault()
    onFiles(files)
  })
  useEffect(() => {
    if (!isEnabled) return undefined
    const listen = (event: ClipboardEvent): void => onPaste(event)
    document.addEventListener('paste', listen)
    return () => document.removeEventListener('paste', listen)
  }, [isEnabled])
}

function anyWords(): boolean {
  return true
}
