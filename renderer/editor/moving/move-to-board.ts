/**
 * Words, lines, outcomes and pictures to the end of another board, which nobody shows here: gone from the one and written on the other in one change. What moves stays what it is, an
 * outcome keeps its number. Undo on either board takes back both.
 */
import type { Editor } from '@tiptap/core'
import { Selection } from '@tiptap/pm/state'
import { XmlElement, XmlText, type XmlFragment } from 'yjs'
import { appendBlocks } from '../../../shared/document/boards/append-blocks.ts'
import { contentProblems } from '../../../shared/document/boards/content-guard.ts'
import { boardSchema } from '../../../shared/document/boards/board-schema.ts'
import { leaveOutAs } from '../../../shared/document/boards/keep-hidden.ts'
import { bindingOf, writeAlong } from '../change-origin.ts'
import { undoManagerBeside, undoManagerIn } from '../undo/kept-undo.ts'
import { tieLastSteps } from '../undo/tied-steps.ts'
import { whatMoves } from './what-moves.ts'

export type MoveResult =
  | { readonly kind: 'moved'; readonly takeBack: () => void }
  /** Nothing is selected that could go, or it would go where it is. */
  | { readonly kind: 'nothing' }
  /** The other board holds something that this build does not know. */
  | { readonly kind: 'read-only' }

/** What is dragged on the board of an editor, else what is selected there. */
export function movedSelection({ view, state }: Editor): Selection {
  return (view.dragging as { readonly node?: Selection } | null)?.node ?? state.selection
}

export function canMove(editor: Editor): boolean {
  return editor.isEditable && whatMoves(editor.state, movedSelection(editor)) !== null
}

/** Moves what is dragged or selected to `board`, content of the same document. */
export function moveToBoard(editor: Editor, board: XmlFragment): MoveResult {
  const { state, view } = editor
  const here = bindingOf(state)
  const moving = editor.isEditable ? whatMoves(state, movedSelection(editor)) : null
  if (here === null || moving === null || board === here.type || board.doc === null) return { kind: 'nothing' }
  if (contentProblems(board).length > 0) return { kind: 'read-only' }
  const content = boardSchema.nodeFromJSON({ type: 'doc', content: moving.blocks().toJSON() as unknown })
  const [steps, stepsThere] = [undoManagerIn(state), undoManagerBeside(board)]
  for (const manager of [steps, stepsThere]) manager?.stopCapturing()
  const { tr } = state
  tr.delete(moving.from, moving.to)
  tr.setSelection(Selection.near(tr.doc.resolve(tr.mapping.map(moving.from)), -1))
  writeAlong(board.doc, () => view.dispatch(tr.scrollIntoView()), () => {
    const $from = state.doc.resolve(moving.from)
    appendBlocks(board, content).forEach((block, index) => {
      // What is part of a block is left out as that is.
      const source: unknown = here.type.get($from.index(0) + ($from.depth === 0 ? index : 0))
      if (source instanceof XmlElement || source instanceof XmlText) leaveOutAs(here.doc, source, block)
    })
  })
  for (const manager of [steps, stepsThere]) manager?.stopCapturing()
  if (steps === null) return { kind: 'moved', takeBack: () => undefined }
  tieLastSteps(steps, stepsThere)
  const step = steps.undoStack.at(-1)
  return {
    kind: 'moved',
    takeBack: () => {
      if (steps.undoStack.at(-1) === step) steps.undo()
    },
  }
}
