/**
 * Whether one side has everything of the other, without asking it: a relay never asks those who may not write to it, so they compare what
 * it sent; and a file cannot ask.
 */
import * as Y from 'yjs'

/** Whether `updates`, together a whole document that was applied to `doc`, hold everything that `doc` holds. */
export function holdsAllOf(updates: readonly Uint8Array[], doc: Y.Doc): boolean {
  const theirs = documentOf(updates)
  try {
    // What they deleted is deleted here as well by now: who deleted as much deleted the same.
    return hasClocksOf(theirs, doc) && deletedLength(deletesOf(theirs)) === deletedLength(deletesOf(doc))
  } finally {
    theirs.destroy()
  }
}

/** Whether `doc` holds everything that `update`, a whole document that was not applied to it, holds. */
export function isAllIn(update: Uint8Array, doc: Y.Doc): boolean {
  const theirs = documentOf([update])
  try {
    const ours = deletesOf(doc)
    return hasClocksOf(doc, theirs) && deletedLength(ours, deletesOf(theirs)) === deletedLength(ours)
  } finally {
    theirs.destroy()
  }
}

type DeleteSet = ReturnType<typeof Y.createDeleteSetFromStructStore>

/** An update need not name what went down with a block that it names. */
function documentOf(updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  return doc
}

function deletesOf({ store }: Y.Doc): DeleteSet {
  return Y.createDeleteSetFromStructStore(store)
}

/** Whether whoever has `stateVector` has as much of everybody as `doc`. */
export function reaches(stateVector: Uint8Array, doc: Y.Doc): boolean {
  const clocks = Y.decodeStateVector(stateVector)
  return [...clocksOf(doc)].every(([client, clock]) => (clocks.get(client) ?? 0) >= clock)
}

/** Whether `one` has as much as `other` of everybody. */
function hasClocksOf(one: Y.Doc, other: Y.Doc): boolean {
  return reaches(Y.encodeStateVector(one), other)
}

function clocksOf(doc: Y.Doc): Map<number, number> {
  return Y.decodeStateVector(Y.encodeStateVector(doc))
}

/** How many clocks are deleted in any of these. */
export function deletedLength(...deleted: readonly DeleteSet[]): number {
  let length = 0
  for (const ranges of Y.mergeDeleteSets([...deleted]).clients.values()) for (const { len } of ranges) length += len
  return length
}
