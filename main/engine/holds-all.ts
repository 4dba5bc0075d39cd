/**
 * Whether one side has everything of the other, without asking it: a relay never asks those who may not write to it, so they compare what
 * it sent; and a file cannot ask.
 */
import * as Y from 'yjs'

/** Whether `update`, a whole document that was applied to `doc`, holds everything that `doc` holds. */
export function holdsAllOf(update: Uint8Array, doc: Y.Doc): boolean {
  const theirs = Y.decodeStateVector(Y.encodeStateVectorFromUpdate(update))
  for (const [client, clock] of Y.decodeStateVector(Y.encodeStateVector(doc))) if ((theirs.get(client) ?? 0) < clock) return false
  // What they deleted is deleted here as well by now: who deleted as much deleted the same.
  return deletedLength(Y.decodeUpdate(update).ds) === deletedLength(Y.createDeleteSetFromStructStore(doc.store))
}

/** Whether `doc` holds everything that `update`, a whole document that was not applied to it, holds. */
export function isAllIn(update: Uint8Array, doc: Y.Doc): boolean {
  const ours = Y.decodeStateVector(Y.encodeStateVector(doc))
  for (const [client, clock] of Y.decodeStateVector(Y.encodeStateVectorFromUpdate(update))) if ((ours.get(client) ?? 0) < clock) return false
  const deleted = Y.createDeleteSetFromStructStore(doc.store)
  return deletedLength(deleted, Y.decodeUpdate(update).ds) === deletedLength(deleted)
}

type DeleteSet = ReturnType<typeof Y.createDeleteSetFromStructStore>

function deletedLength(...deleted: readonly DeleteSet[]): number {
  let length = 0
  for (const ranges of Y.mergeDeleteSets([...deleted]).clients.values()) for (const { len } of ranges) length += len
  return length
}
