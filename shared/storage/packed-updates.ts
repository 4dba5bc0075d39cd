/**
 * Several updates of one room as one run of bytes: under load most of a row of its own is not the update, and a million of them
 * would take twenty times the space of what they say.
 */
import { StorageError } from './room-store.ts'

const lengthBytes = 4

/** Each update after its length, four bytes, low first. Packed updates can be joined by joining their bytes. */
export function packUpdates(updates: readonly Uint8Array[]): Uint8Array {
  const packed = new Uint8Array(updates.reduce((sum, update) => sum + lengthBytes + update.length, 0))
  const view = new DataView(packed.buffer)
  let at = 0
  for (const update of updates) {
    view.setUint32(at, update.length, true)
    packed.set(update, at + lengthBytes)
    at += lengthBytes + update.length
  }
  return packed
}

/** The `count` updates that were packed, as views. Throws StorageError('corrupt') for anything else. */
export function unpackUpdates(packed: Uint8Array, count: number): readonly Uint8Array[] {
  return [...eachUnpacked(packed, count)]
}

/** The same, one by one, for a log of many thousands; what is wrong with it is thrown in the end. */
export function* eachUnpacked(packed: Uint8Array, count: number): Generator<Uint8Array, void> {
  const view = viewOf(packed)
  let [at, found] = [0, 0]
  while (at + lengthBytes <= packed.length) {
    const start = at + lengthBytes
    at = start + view.getUint32(at, true)
    found += 1
    yield packed.subarray(start, at)
  }
  if (at !== packed.length || found !== count) throw new StorageError('corrupt', `a row does not hold ${count} updates`)
}

/** What is packed behind the first `count` updates. */
export function dropPacked(packed: Uint8Array, count: number): Uint8Array {
  const view = viewOf(packed)
  let at = 0
  for (let index = 0; index < count; index += 1) at += lengthBytes + view.getUint32(at, true)
  return packed.subarray(at)
}

function viewOf(packed: Uint8Array): DataView {
  return new DataView(packed.buffer, packed.byteOffset, packed.byteLength)
}
