/** An imported document into the board that is being written. */
import type { Editor } from '@tiptap/core'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import type { Doc } from 'yjs'
import { noteImportedImages } from '../../shared/document/commands/import-commands.ts'
import type { ImportedDocument } from '../../shared/import/imported.ts'
import { writeAlong } from '../editor/change-origin.ts'
import { undoManagerIn } from '../editor/undo/kept-undo.ts'

/**
 * Puts the blocks below the line that the caret is in (in its place, where it is empty), as one step of undo. A table, list or quotation
 * around the caret stays whole: the blocks go below it.
 */
export function insertAtCursor(editor: Editor, doc: Doc, document: ImportedDocument): void {
  const { $from } = editor.state.selection
  const block = $from.depth === 0 ? null : $from.node(1)
  const isEmptyLine = block?.type.name === 'paragraph' && block.content.size === 0
  const at = $from.depth === 0 ? $from.pos : isEmptyLine ? { from: $from.before(1), to: $from.after(1) } : $from.after(1)
  const history = undoManagerIn(editor.state)
  history?.stopCapturing()
  writeAlong(
    doc,
    () => editor.chain().focus().insertContentAt(at, [...document.blocks]).scrollIntoView().run(),
    () => noteImportedImages(doc, ySyncPluginKey, document),
  )
  history?.stopCapturing()
}
