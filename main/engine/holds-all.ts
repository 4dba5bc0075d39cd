/** Whether a relay has everything, for those who may not write to it: it never asks them, so they compare what it sent. */
import * as Y from 'yjs'

/** Whether `update`, a whole document that was applied to `doc`, holds everything that `doc` holds. */
export function holdsAllOf(update: Uint8Array, doc: Y.Doc): boolean {
  const theirs = Y.decodeStateVector(Y.encodeStateVectorFromUpdate(update))
  for (const [client, clock] of Y.decodeStateVector(Y.encodeStateVector(doc))) if ((theirs.get(client) ?? 0) < clock) return false
  // What they deleted is deleted here as well by now: who deleted as much deleted the same.
  return deletedLength(Y.decodeUpdate(update).ds) === deletedLength(Y.createDeleteSetFromStructStore(doc.store))
}

type DeleteSet = ReturnType<typeof Y.createDeleteSetFromStructStore>

function deletedLength(deleted: DeleteSet): number {
  let length = 0
  for (const ranges of Y.mergeDeleteSets([deleted]).clients.values()) for (const { len } of ranges) length += len
  return length
}
