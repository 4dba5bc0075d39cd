/** What every part of a workshop screen needs to change the shared document. */
import { createContext, useContext, useEffect, useMemo, type ReactNode } from 'react'
import type * as Y from 'yjs'
import { undoOfActs } from './undo-of-acts.ts'

export type WorkshopEdits = {
  readonly doc: Y.Doc
  /** Origin of acts on programme, people and the like; undo takes them back one by one. Text on boards has undo of its own. */
  readonly origin: unknown
  /** Origin of what is typed into a field; undo takes a run of it back at once. */
  readonly typing: unknown
  /** Origin of what undo never takes back: a frozen version, an approval, which may be in the hands of others by then. */
  readonly lasting: unknown
  /** False while the document is not all there, and in one from a newer Minuta. */
  readonly canEdit: boolean
  /** Takes back the last change made with `origin` in this window; false when there is none. */
  readonly undo: () => boolean
  readonly redo: () => boolean
}

const Edits = createContext<WorkshopEdits | null>(null)

/** Typing with shorter pauses than this is taken back together. */
const typingPauseMs = 800

/** Gives the parts below it the document and an undo history of their own. */
export function WorkshopEditsProvider({ doc, canEdit, children }: { readonly doc: Y.Doc; readonly canEdit: boolean; readonly children: ReactNode }): ReactNode {
  const history = useMemo(() => {
    const origin = { name: 'act' }
    const typing = { name: 'typing' }
    const lasting = { name: 'lasting' }
    const manager = undoOfActs(doc, new Set([origin, typing]), typingPauseMs)
    return { origin, typing, lasting, manager }
  }, [doc])
  useEffect(() => {
    let last: unknown = null
    const separate = (transaction: Y.Transaction): void => {
      if (transaction.origin !== history.origin && transaction.origin !== history.typing) return
      if (transaction.origin === history.origin || transaction.origin !== last) history.manager.stopCapturing()
      last = transaction.origin
    }
    doc.on('beforeTransaction', separate)
    return () => {
      doc.off('beforeTransaction', separate)
      history.manager.destroy()
    }
  }, [doc, history])
  const edits = useMemo<WorkshopEdits>(
    () => ({
      doc,
      origin: history.origin,
      typing: history.typing,
      lasting: history.lasting,
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
