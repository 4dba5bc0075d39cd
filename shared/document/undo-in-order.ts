/**
 * Words that undo brings back with the block that they stood in come back in their order. Yjs puts each piece behind what became of the piece before it, and takes the beginning of that for
 * all of it: where somebody wrote into words that undo had brought back already, "agrees" comes back as "aesgre". So before a step is taken back or done again every
 * piece is cut where what it has become is cut, and becomes one piece each.
 *
 * A piece that was brought back within its block stands in it twice, as what is gone and as what came of that, and what was written since may stand between the two. Yjs finds the first, takes
 * the place of the second for its own, and puts what was written in between behind it. So while a step is taken back, what is gone does not know what became of it.
 */
import * as Y from 'yjs'

type Step = Y.UndoManager['undoStack'][number]

/** To be called at the beginning of the transaction that takes back the last of `stack`; what it returns, when that is done, before anybody is told. Changes nothing that anybody sees. */
export function keepOrder(transaction: Y.Transaction, stack: readonly Step[]): () => void {
  const taken: Step[] = []
  const hidden = new Map<Y.Item, Y.ID>()
  for (const step of stack.toReversed()) {
    taken.push(step)
    const parents = goneParents(transaction, step)
    for (const parent of parents) {
      for (let item = parent._start; item !== null; item = item.right) cut(transaction, item)
      for (const item of cameBackBeside(transaction, step, parent, parents)) if (item.redone !== null) hidden.set(item, item.redone)
    }
    // One of which nothing is left is passed over, and the one before it taken back.
    if (hasWork(transaction, step)) break
  }
  if (hidden.size === 0) return () => undefined
  // Yjs does not find then what their insertions have become.
  for (const step of taken) step.insertions = Y.mergeDeleteSets([step.insertions, becameOfInsertions(transaction, step)])
  const pieces = [...hidden].map(([item, redone]) => ({ item, redone, length: item.length }))
  for (const { item } of pieces) item.redone = null
  return () => {
    for (const { item: { id: { client, clock } }, redone, length } of pieces) {
      // Where it was cut meanwhile, each piece.
      for (let offset = 0; offset < length;) {
        const piece: unknown = Y.getItem(transaction.doc.store, Y.createID(client, clock + offset))
        if (!(piece instanceof Y.Item)) break
        piece.redone = Y.createID(redone.client, redone.clock + offset)
        offset += piece.length
      }
    }
  }
}

/** What of a block that is gone had come back within it. What the step brings back, and what that lies in, does not count: it goes into what the block has become. */
function cameBackBeside(transaction: Y.Transaction, { deletions }: Step, parent: Y.AbstractType<unknown>, parents: ReadonlySet<Y.AbstractType<unknown>>): readonly Y.Item[] {
  const found: Y.Item[] = []
  for (let item = parent._start; item !== null; item = item.right) {
    const { content, id } = item
    const isNeeded = Y.isDeleted(deletions, id) || (content instanceof Y.ContentType && parents.has(content.type))
    if (!isNeeded && becameOf(transaction, item)[1]?.parent === parent) found.push(item)
  }
  return found
}

function becameOfInsertions(transaction: Y.Transaction, { insertions }: Step): ReturnType<typeof Y.createDeleteSet> {
  const clients = new Map<number, { clock: number; len: number }[]>()
  Y.iterateDeletedStructs(transaction, insertions, (struct) => {
    if (!(struct instanceof Y.Item) || struct.redone === null) return
    for (const { id: { client, clock }, length: len } of piecesNow(transaction, struct)) clients.set(client, [...(clients.get(client) ?? []), { clock, len }])
  })
  return Object.assign(Y.createDeleteSet(), { clients })
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

/**
 * As what `item` is there now, cut off from what stands around it. Words that undo has brought back are one item with those of others that came back beside
 * them, and two where somebody wrote between them since: stock undo would take the whole of the one, and the first part of the other.
 */
export function piecesNow(transaction: Y.Transaction, item: Y.Item): readonly Y.Item[] {
  if (item.redone === null) return [item]
  const pieces: Y.Item[] = []
  const ranges = [{ id: item.id, length: item.length }]
  for (let range = ranges.pop(); range; range = ranges.pop()) {
    const { id: { client, clock }, length } = range
    const struct: unknown = Y.getItem(transaction.doc.store, Y.createID(client, clock))
    if (!(struct instanceof Y.Item)) continue
    const offset = clock - struct.id.clock
    const covered = Math.min(length, struct.length - offset)
    if (covered < length) ranges.push({ id: Y.createID(client, clock + covered), length: length - covered })
    if (struct.redone !== null) ranges.push({ id: Y.createID(struct.redone.client, struct.redone.clock + offset), length: covered })
    else {
      if (offset + covered < struct.length) Y.getItemCleanStart(transaction, Y.createID(client, clock + covered))
      pieces.push(offset === 0 ? struct : Y.getItemCleanStart(transaction, Y.createID(client, clock)))
    }
  }
  return pieces
}
