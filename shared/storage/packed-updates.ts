/**
 * Several updates of one room in one row: under load most of a row of its own is not the update, and a million of them would take
 * twenty times the space of what they say. A row with one update holds its bare bytes.
 */
import { StorageError } from './room-store.ts'

/** Each update after its length, four bytes, low first. */
export function packUpdates(updates: readonly Uint8Array[]): Uint8Array {
  const [first] = updates
  if (updates.length === 1 && first !== undefined) return first
  const packed = new Uint8Array(updates.reduce((sum, update) => sum + 4 + update.length, 0))
  const view = new DataView(packed.buffer)
  let at = 0
  for (const update of updates) {
    view.setUint32(at, update.length, true)
    packed.set(update, at + 4)
    at += 4 + update.length
  }
  return packed
}

/** The `count` updates that `packUpdates` put into `packed`, as views. Throws StorageError('corrupt') for anything else. */
export function unpackUpdates(packed: Uint8Array, count: number): readonly Uint8Array[] {
  if (count === 1) return [packed]
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength)
  const updates: Uint8Array[] = []
  let at = 0
  while (at + 4 <= packed.length) {
    const start = at + 4
    at = start + view.getUint32(at, true)
    updates.push(packed.subarray(start, at))
  }
  if (at !== packed.length || updates.length !== count) throw new StorageError('corrupt', `a row does not hold ${count} updates`)
  return updates
}
