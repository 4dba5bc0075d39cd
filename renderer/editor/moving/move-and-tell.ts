/** Moves to another board, and tells what became of it. */
import type { Editor } from '@tiptap/core'
import type { Doc } from 'yjs'
import { boardFragment } from '../../../shared/document/read-workshop.ts'
import type { BoardHeading } from '../../../shared/model/workshop.ts'
import { showToast } from '../../base/controls/toast.tsx'
import type { Text } from '../../base/words/i18n.tsx'
import type { MessageKey } from '../messages.ts'
import { moveToBoard } from './move-to-board.ts'

/** Moves what is dragged or selected; whoever moved it goes on writing where they were. */
export function moveAndTell(editor: Editor, doc: Doc, { id, title }: Pick<BoardHeading, 'id' | 'title'>, text: Text<MessageKey>): void {
  const board = boardFragment(doc, id)
  const result = board && moveToBoard(editor, board)
  editor.commands.focus()
  const shown = title === '' ? text('untitledBoard') : title
  if (result?.kind === 'read-only') showToast({ tone: 'problem', message: text('notMoved', { board: shown }) })
  if (result?.kind === 'moved') showToast({ message: text('movedToBoard', { board: shown }), action: { label: text('undo'), onAction: result.takeBack } })
}
