/** A document as it is stored: read back, and made into one snapshot. */
import { encodeStateAsUpdate, type Doc } from 'yjs'
import type { RoomName } from '../../shared/model/ids.ts'
import { MalformedError } from '../../shared/protocol/cursor.ts'
import type { Replica } from '../../shared/protocol/replica.ts'
import { StorageError, type RoomStore, type Seq, type StoredRoom } from '../../shared/storage/room-store.ts'

/** Origin of what was read from the log: everything else has yet to be written there. */
const fromLog = Symbol('log')

/** Fills `replica` with what is stored of `room`. Throws StorageError 'corrupt' when its updates do not fit together. */
export function loadReplica(replica: Replica, room: RoomName, { snapshot, updates }: Pick<StoredRoom, 'snapshot' | 'updates'>): void {
  let isWhole: boolean
  try {
    isWhole = replica.load(snapshot === null ? updates : [snapshot, ...updates], fromLog)
  } catch (error) {
    if (error instanceof MalformedError) throw new StorageError('corrupt', `workshop ${room}: ${error.message}`, { cause: error })
    throw error
  }
  if (!isWhole) throw new StorageError('corrupt', `workshop ${room}: an update refers to content that is not in the log`)
}

/** Writes a snapshot of `doc`, in which everything up to `head` is. Only housekeeping: a full disk must not keep anybody from reading. */
export function compactStored(store: RoomStore, room: RoomName, doc: Doc, head: Seq): void {
  try {
    store.compact(room, encodeStateAsUpdate(doc), head)
  } catch (error) {
    if (!(error instanceof StorageError)) throw error
  }
}
