/** Makes the snapshot that replaces a log: pure, so that the engine, the relay and a worker can all call it. */
import * as Y from 'yjs'
import { hasPending, integrate } from './integrate.ts'
import type { StoredRoom } from './room-store.ts'

/**
 * One V1 update with everything in `room`. Null when updates are pending (they refer to content that is not there): folding those
 * into a snapshot would hide the hole, so such a log is left as it is. Throws StorageError('corrupt') when an update is broken.
 *
 * Through a fresh Y.Doc in one transaction: `Y.mergeUpdates` takes time quadratic in the number of updates and keeps all deleted text.
 */
export function compactSnapshot(room: Pick<StoredRoom, 'snapshot' | 'updates'>): Uint8Array | null {
  const doc = new Y.Doc()
  try {
    integrate(doc, room.snapshot === null ? room.updates : [room.snapshot, ...room.updates])
    return hasPending(doc) ? null : Y.encodeStateAsUpdate(doc)
  } finally {
    doc.destroy()
  }
}
