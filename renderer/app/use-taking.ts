/** What is dragged on the board that is shown, for the boards in the rail: dropped on the name of one, it goes there. */
import type { Editor } from '@tiptap/core'
import { useMemo, type RefObject } from 'react'
import { useText } from '../base/words/i18n.tsx'
import { useWorkshopEdits } from '../base/workshop-edits.tsx'
import { messages } from '../editor/messages.ts'
import { moveAndTell } from '../editor/moving/move-and-tell.ts'
import { canMove } from '../editor/moving/move-to-board.ts'
import type { RailProps } from '../programme/rail.tsx'

/** `editor`: of the board that is shown; null while none can be written on. */
export function useTaking(editor: RefObject<Editor | null>): NonNullable<RailProps['taking']> {
  const text = useText(messages)
  const { doc } = useWorkshopEdits()
  return useMemo(
    () => ({
      isHeld: () => editor.current !== null && editor.current.view.dragging !== null && canMove(editor.current),
      onTake: (board) => {
        if (editor.current !== null) moveAndTell(editor.current, doc, board, text)
      },
    }),
    [editor, doc, text],
  )
}
