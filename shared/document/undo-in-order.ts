/**
 * Words that undo brings back with the block that they stood in come back in their order. Yjs puts each piece behind what became of the piece before it, and takes the beginning of that for
 * all of it: where somebody wrote into words that undo had brought back already, "agrees" comes back as "aesgre". So before a step is taken back or done again every
 * piece is cut where what it has become is cut, and becomes one piece each.
 */
import * as Y from 'yjs'

type Step = Y.UndoManager['undoStack'][number]

/** To be called at the beginning of the transaction that takes back the last of `stack`. Changes nothing that anybody sees. */
export function cutAsBroughtBack(transaction: Y.Transaction, stack: readonly Step[]): void {
  for (const step of stack.toReversed()) {
    for (const parent of goneParents(transaction, step)) for (let item = parent._start; item !== null; item = item.right) cut(transaction, item)
    // One of which nothing is left is passed over, and the one before it taken back.
    if (hasWork(transaction, step)) return
  }
}

/** What the words of the step stood in, where that is gone as well. */
function goneParents(transaction: Y.Transaction, { deletions }: Step): ReadonlySet<Y.AbstractType<unknown>> {
  const parents = new Set<Y.AbstractType<unknown>>()
  Y.iterateDeletedStructs(transaction, deletions, (struct) => {
    if (struct instanceof Y.Item && struct.parentSub === null && struct.parent instanceof Y.AbstractType && struct.parent._item?.deleted === true) parents.add(struct.parent)
  })
  return parents
}

function hasWork(transaction: Y.Transaction, { insertions, deletions }: Step): boolean {
  let isAny = false
  Y.iterateDeletedStructs(transaction, insertions, (struct) => {
    isAny ||= struct instanceof Y.Item && (!struct.deleted || struct.redone !== null)
  })
  Y.iterateDeletedStructs(transaction, deletions, (struct) => {
    isAny ||= struct instanceof Y.Item && struct.redone === null
  })
  return isAny
}

/** Leaves of `item` what has become one piece each time that it was brought back; the rest is the next item. */
function cut(transaction: Y.Transaction, item: Y.Item): void {
  const pieces = becameOf(transaction, item)
  const length = Math.min(...pieces.map((piece) => piece.length))
  for (const piece of pieces) {
    if (piece.length > length) Y.getItemCleanStart(transaction, Y.createID(piece.id.client, piece.id.clock + length))
  }
}

/** `item` and what it became, one after the other, each from where the one before it begins. */
function becameOf(transaction: Y.Transaction, item: Y.Item): readonly Y.Item[] {
  const pieces = [item]
  for (let id = item.redone; id !== null; ) {
    const struct: unknown = Y.getItem(transaction.doc.store, id)
    if (!(struct instanceof Y.Item)) break
    const piece = Y.getItemCleanStart(transaction, id)
    pieces.push(piece)
    id = piece.redone
  }
  return pieces
}
