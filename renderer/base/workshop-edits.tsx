/** What every part of a workshop screen needs to change the shared document. */
import { createContext, useContext, useEffect, useMemo, type ReactNode } from 'react'
import * as Y from 'yjs'
import { rootsOf } from '../../shared/document/roots.ts'

export type WorkshopEdits = {
  readonly doc: Y.Doc
  /** Origin of changes to programme, people and the like: what undo takes back. Text on boards has undo of its own. */
  readonly origin: unknown
  /** False while the document is not all there, and in one from a newer Minuta. */
  readonly canEdit: boolean
  /** Takes back the last change made with `origin` in this window; false when there is none. */
  readonly undo: () => boolean
  readonly redo: () => boolean
}

const Edits = createContext<WorkshopEdits | null>(null)

/** Changes that follow each other within this time are taken back together: typing in a field, not two deliberate acts. */
const undoTogetherMs = 400

/** Gives the parts below it the document and an undo history of their own. */
export function WorkshopEditsProvider({ doc, canEdit, children }: { readonly doc: Y.Doc; readonly canEdit: boolean; readonly children: ReactNode }): ReactNode {
  const history = useMemo(() => {
    const origin = { name: 'structure' }
    const { meta, programme, people, organisations, boards, minutesParts } = rootsOf(doc)
    const manager = new Y.UndoManager([meta, programme, people, organisations, boards, minutesParts], {
      trackedOrigins: new Set([origin]),
      captureTimeout: undoTogetherMs,
    })
    return { origin, manager }
  }, [doc])
  useEffect(() => () => history.manager.destroy(), [history])
  const edits = useMemo<WorkshopEdits>(
    () => ({
      doc,
      origin: history.origin,
      canEdit,
      undo: () => history.manager.undo() !== null,
      redo: () => history.manager.redo() !== null,
    }),
    [doc, history, canEdit],
  )
  return <Edits value={edits}>{children}</Edits>
}

/** The document of the workshop on screen. Only below a WorkshopEditsProvider. */
export function useWorkshopEdits(): WorkshopEdits {
  const edits = useContext(Edits)
  if (!edits) throw new Error('useWorkshopEdits outside a WorkshopEditsProvider')
  return edits
}
