/**
 * Undo of what somebody answers from the room. A vote in which others have voted, a question that they share and a comment that they answered stay: what they said would hang on
 * nothing. Taking back by hand hides them with all that hangs on them, and is another thing.
 */
import * as Y from 'yjs'
import { isAnswered } from '../../shared/document/responses/answered.ts'
import { responsesRootsOf } from '../../shared/document/responses/responses-roots.ts'
import { followUntilDestroyed, giveBackIn } from '../../shared/document/undo-step.ts'

/** Undo of what is changed with `origin`, one by one. */
export function undoOfAnswers(doc: Y.Doc, origin: unknown): Y.UndoManager {
  // What was signed and handed in is taken back by its own notice only.
  const { meta: _version, signatures: _signatures, ...roots } = responsesRootsOf(doc)
  const manager = new Y.UndoManager(Object.values(roots), {
    trackedOrigins: new Set([origin]),
    captureTimeout: 0,
    deleteFilter: (item) => {
      const isNew = steps.now()?.step.deletions.clients.size === 0
      if (isNew && item.parentSub !== null && isAnswered(doc, item.parent, item.parentSub, ({ id: { client } }) => client !== doc.clientID)) return false
      giveBackIn(steps, item)
      return true
    },
  })
  const steps = followUntilDestroyed(manager)
  return manager
}
