/** A room store that says how its writes went, for health and metrics. Adds nothing else. */
import { StorageError, type RoomStore } from '../shared/storage/room-store.ts'

export type StoreWatch = {
  /** One commit. */
  readonly onStored: (updates: number, byteLength: number, milliseconds: number) => void
  readonly onFailed: (error: StorageError) => void
}

export function meteredStore(store: RoomStore, { onStored, onFailed }: StoreWatch): RoomStore {
  return {
    rooms: () => store.rooms(),
    position: (room) => store.position(room),
    load: (room) => store.load(room),
    loadPacked: (room) => store.loadPacked(room),
    append: (updates) => {
      const start = performance.now()
      try {
        const heads = store.append(updates)
        onStored(updates.length, updates.reduce((sum, { update }) => sum + update.length, 0), performance.now() - start)
        return heads
      } catch (error) {
        if (error instanceof StorageError) onFailed(error)
        throw error
      }
    },
    replace: (update) => store.replace(update),
    compact: (room, snapshot, through) => store.compact(room, snapshot, through),
    getValue: (key) => store.getValue(key),
    setValue: (key, value) => store.setValue(key, value),
    tidy: () => store.tidy(),
    close: () => store.close(),
  }
}
