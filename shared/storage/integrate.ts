/** Loads stored updates into a Y.Doc, for everybody who reads a log. */
import * as Y from 'yjs'
import { StorageError } from './room-store.ts'

/**
 * Applies `updates` (V1) in one transaction, which is far faster than one by one. Throws StorageError('corrupt') when one of them
 * can't be decoded or integrated; the document is then not to be used.
 */
export function integrate(doc: Y.Doc, updates: readonly Uint8Array[], origin?: unknown): void {
  try {
    doc.transact(() => {
      for (const update of updates) Y.applyUpdate(doc, update, origin)
    }, origin)
  } catch (error) {
    throw new StorageError('corrupt', 'a stored update cannot be integrated', { cause: error })
  }
}

/** True when parts of `doc` wait for content that never came. */
export function hasPending(doc: Y.Doc): boolean {
  return doc.store.pendingStructs !== null || doc.store.pendingDs !== null
}
