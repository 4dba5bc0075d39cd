/** A board on screen: its header, and the text that everybody writes. */
import type { Editor } from '@tiptap/core'
import type { ReactNode } from 'react'
import { boardFragment } from '../../shared/document/read-workshop.ts'
import type { BoardHeading } from '../../shared/model/workshop.ts'
import { useLanguage } from '../base/words/i18n.tsx'
import { useWorkshopEdits } from '../base/workshop-edits.tsx'
import type { WorkshopSession } from '../document/source.ts'
import { BoardEditor } from '../editor/board-editor.tsx'
import { BoardHeader } from '../programme/board-header.tsx'

export type BoardPageProps = {
  readonly session: WorkshopSession
  readonly board: BoardHeading
  /** A sentence that says why nothing may be written here; null where it may. */
  readonly readOnlyReason: string | null
  /** True where that is as it should be: nothing to worry about, nothing to do. */
  readonly isReadOnlyByRole: boolean
  /** Told the editor when the board can be written on, null when it no longer can. */
  readonly onEditor?: ((editor: Editor | null) => void) | undefined
}

/** The page of `board`. */
export function BoardPage({ session, board, readOnlyReason, isReadOnlyByRole, onEditor }: BoardPageProps): ReactNode {
  const { doc } = useWorkshopEdits()
  const language = useLanguage()
  const fragment = boardFragment(doc, board.id)
  return (
    <div className="board-screen">
      <BoardHeader board={board} />
      {/* An editor is made with its strings: another language makes another editor. */}
      {fragment && <BoardEditor key={language} session={session} boardId={board.id} fragment={fragment} label={board.title} onEditor={onEditor} {...(readOnlyReason === null ? {} : { readOnlyReason, isReadOnlyByRole })} />}
    </div>
  )
}
