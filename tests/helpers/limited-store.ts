/** A log whose disk can be full. */
import { MemoryRoomStore } from '../../shared/storage/memory-room-store.ts'
import { StorageError, type RoomStore, type RoomUpdate } from '../../shared/storage/room-store.ts'

/** A store whose disk is full whenever `isFull` says so; counts the transactions that went through. */
export class LimitedStore extends MemoryRoomStore implements RoomStore {
  isFull = false
  transactions = 0

  override append(updates: readonly RoomUpdate[]): ReadonlyMap<string, number> {
    if (this.isFull) throw new StorageError('full', 'no space left')
    this.transactions += 1
    return super.append(updates)
  }
}
