/** A board on screen: its header, and the text that everybody writes. */
import type { ReactNode } from 'react'
import { boardFragment } from '../../shared/document/read-workshop.ts'
import type { BoardHeading } from '../../shared/model/workshop.ts'
import { useWorkshopEdits } from '../base/workshop-edits.tsx'
import type { WorkshopSession } from '../document/source.ts'
import { BoardEditor } from '../editor/board-editor.tsx'
import { BoardHeader } from '../programme/board-header.tsx'

/** The page of `board`. */
export function BoardPage({ session, board }: { readonly session: WorkshopSession; readonly board: BoardHeading }): ReactNode {
  const { doc } = useWorkshopEdits()
  const fragment = boardFragment(doc, board.id)
  return (
    <div className="board-page">
      <BoardHeader board={board} />
      {fragment && <BoardEditor session={session} boardId={board.id} fragment={fragment} label={board.title} />}
    </div>
  )
}
