/** Makes one snapshot out of a log, through a Y.Doc, and proves that nothing is missing in it. Runs in a thread of its own. */
import * as Y from 'yjs'
import { eachUnpacked } from '../../shared/storage/packed-updates.ts'
import { hasPending, integrate } from '../../shared/storage/integrate.ts'
import type { PackedRoom } from '../../shared/storage/room-store.ts'
import { joinTyped } from './join-typed.ts'
import { Replica } from '../room/replica.ts'

export type CompactionJob = Omit<PackedRoom, 'head'>

export type CompactionResult =
  | { readonly kind: 'made'; readonly snapshot: Uint8Array; readonly workMs: number }
  /** The snapshot is not what the log says; the log stays. */
  | { readonly kind: 'failed'; readonly reason: string }

/**
 * The log becomes one update first, by copying bytes (see `Replica`), and what was typed letter by letter one struct: a Y.Doc takes that
 * in many times faster than each of its updates, and drops what is deleted. Never `Y.mergeUpdates`, which is quadratic and keeps it.
 */
export function snapshotOf({ snapshot, updates, updateCount }: CompactionJob): CompactionResult {
  const start = performance.now()
  try {
    const log = new Replica({ snapshot, updates: eachUnpacked(updates, updateCount) })
    const made = encodedBy([joinTyped(log.diff(new Map()))])
    // Whoever loads the snapshot must have what the log has, every clock and every deletion; and it must load, into a Y.Doc as well.
    if (!isSame(log, made)) return { kind: 'failed', reason: 'the snapshot lacks something' }
    if (!isSame(log, encodedBy([made]))) return { kind: 'failed', reason: 'the snapshot does not load as it was made' }
    return { kind: 'made', snapshot: made, workMs: performance.now() - start }
  } catch (error) {
    return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) }
  }
}

function encodedBy(updates: readonly Uint8Array[]): Uint8Array {
  const doc = new Y.Doc()
  try {
    integrate(doc, updates)
    if (hasPending(doc)) throw new Error('the log refers to something that is not in it')
    return Y.encodeStateAsUpdate(doc)
  } finally {
    doc.destroy()
  }
}

function isSame(log: Replica, snapshot: Uint8Array): boolean {
  const loaded = new Replica({ snapshot, updates: [] })
  if (loaded.clocks.size !== log.clocks.size) return false
  for (const [client, clock] of log.clocks) if (loaded.clocks.get(client) !== clock) return false
  return loaded.hasDeletesOf(log)
}
