/** What undo managers of Yjs do not tell: which step they are taking back, and what an entry was before it. */
import * as Y from 'yjs'
import { keepOrder } from './undo-in-order.ts'

export type UndoStep = Y.UndoManager['undoStack'][number]

export type UndoSteps = {
  /** The step that is being taken back or done again; undefined while none is. */
  readonly now: () => { readonly step: UndoStep; readonly transaction: Y.Transaction } | undefined
  readonly end: () => void
}

/** Follows `manager` until `end`; `onDone` gets the steps that went in one undo or redo, the last one first in it. */
export function followUndo(manager: Y.UndoManager, onDone?: (transaction: Y.Transaction, gone: readonly UndoStep[]) => void): UndoSteps {
  const { doc } = manager
  let steps: readonly UndoStep[] = []
  let running: Y.Transaction | null = null
  let putRight = (): void => undefined
  const stack = (): readonly UndoStep[] => (manager.undoing ? manager.undoStack : manager.redoStack)
  const onBegin = (transaction: Y.Transaction): void => {
    if (transaction.origin !== manager) return
    running = transaction
    steps = [...stack()]
    putRight = keepOrder(transaction, steps)
  }
  const onDoneWith = (transaction: Y.Transaction): void => {
    if (transaction === running) putRight()
  }
  const onEnd = (transaction: Y.Transaction): void => {
    if (transaction !== running) return
    onDone?.(transaction, steps.slice(stack().length))
    steps = []
    running = null
  }
  doc.on('beforeTransaction', onBegin)
  doc.on('beforeObserverCalls', onDoneWith)
  doc.on('afterTransaction', onEnd)
  return {
    now: () => {
      // The one that is gone from the top of the stack.
      const step = steps[stack().length]
      return step === undefined || running === null ? undefined : { step, transaction: running }
    },
    end: () => {
      doc.off('beforeTransaction', onBegin)
      doc.off('beforeObserverCalls', onDoneWith)
      doc.off('afterTransaction', onEnd)
    },
  }
}

/** The same, for as long as `manager` is there. */
export function followUntilDestroyed(manager: Y.UndoManager, onDone?: () => void): UndoSteps {
  const steps = followUndo(manager, onDone)
  // A property: Yjs binds it, and what it is bound to listens to the end of the document.
  const bound: { destroy: () => void } = manager
  const { destroy } = bound
  bound.destroy = () => {
    steps.end()
    // By this name it is taken off the document, which would hold it otherwise for as long as it lives.
    bound.destroy = destroy
    destroy()
  }
  return steps
}

/**
 * To be called for what undo is about to delete. Where somebody else wrote the same field at the same time, Yjs deletes what the step wrote and puts nothing in its place: the field
 * would be empty, for everybody. Here it is again what it was before the step: what the other wrote is known no more, Yjs keeps nothing that was overwritten.
 */
export function giveBackIn(steps: UndoSteps, item: Y.Item): void {
  const step = steps.now()?.step
  if (step === undefined) return
  const { insertions, deletions } = step
  const { parent, parentSub } = item
  if (parentSub === null || item.deleted || !(parent instanceof Y.Map || parent instanceof Y.XmlElement) || parent._map.get(parentSub) !== item) return
  for (let before = item.left; before !== null; before = before.left) {
    const { content, id: { client, clock } } = before
    if (!(content instanceof Y.ContentAny)) continue
    // Several values that one client wrote one after the other may be one item.
    const index = content.arr.findLastIndex((_value, at) => {
      const id = Y.createID(client, clock + at)
      return Y.isDeleted(deletions, id) && !Y.isDeleted(insertions, id)
    })
    if (index < 0) continue
    if (parent instanceof Y.XmlElement) parent.setAttribute(parentSub, content.arr[index] as string)
    else parent.set(parentSub, content.arr[index])
    return
  }
}
