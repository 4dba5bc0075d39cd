/** The room store without a disk, for tests and for guests that must leave no trace. The same contract, but nothing outlives it. */
import { uuidv4 } from 'lib0/random'
import { keptGenerations } from './generations.ts'
import { packUpdates } from './packed-updates.ts'
import type { PackedRoom, RoomPosition, RoomStore, RoomUpdate, Seq, StoredRoom } from './room-store.ts'

type MemoryRoom = {
  readonly lineage: string
  readonly updates: Map<Seq, Uint8Array>
  readonly snapshots: Map<Seq, Uint8Array>
  head: Seq
}

export class MemoryRoomStore implements RoomStore {
  readonly #rooms = new Map<string, MemoryRoom>()
  readonly #values = new Map<string, string>()

  rooms(): readonly string[] {
    return [...this.#rooms.keys()].sort()
  }

  position(name: string): RoomPosition | null {
    const room = this.#rooms.get(name)
    return room === undefined ? null : { lineage: room.lineage, head: room.head }
  }

  load(name: string): StoredRoom | null {
    const room = this.#rooms.get(name)
    if (room === undefined) return null
    const through = Math.max(0, ...room.snapshots.keys())
    const updates = [...room.updates].filter(([seq]) => seq > through).map(([, update]) => update.slice())
    return {
      snapshot: room.snapshots.get(through)?.slice() ?? null,
      updates,
      head: room.head,
      lineage: room.lineage,
      isRecovered: false,
    }
  }

  loadPacked(name: string): PackedRoom | null {
    const stored = this.load(name)
    return stored && { snapshot: stored.snapshot, updates: packUpdates(stored.updates), updateCount: stored.updates.length, head: stored.head }
  }

  append(updates: readonly RoomUpdate[]): ReadonlyMap<string, Seq> {
    const heads = new Map<string, Seq>()
    for (const { room: name, update, lineage } of updates) {
      let room = this.#rooms.get(name)
      if (room === undefined) {
        room = { lineage: lineage ?? uuidv4(), updates: new Map(), snapshots: new Map(), head: 0 }
        this.#rooms.set(name, room)
      }
      room.head += 1
      room.updates.set(room.head, update.slice())
      heads.set(name, room.head)
    }
    return heads
  }

  /** Nothing here can be damaged, and nothing outlives the store: what was there before is let go of. */
  replace(update: RoomUpdate): void {
    this.#rooms.delete(update.room)
    this.append([update])
  }

  compact(name: string, snapshot: Uint8Array, through: Seq): void {
    const room = this.#rooms.get(name)
    if (room === undefined || through < 1 || through > room.head) {
      throw new RangeError(`cannot compact through ${through}: the room ends at ${room?.head ?? 0}`)
    }
    if (Math.max(0, ...room.snapshots.keys()) >= through) return
    room.snapshots.set(through, snapshot.slice())
    const oldestKept = [...room.snapshots.keys()].sort((a, b) => b - a)[keptGenerations - 1] ?? 0
    for (const seq of room.snapshots.keys()) if (seq < oldestKept) room.snapshots.delete(seq)
    for (const seq of room.updates.keys()) if (seq <= oldestKept) room.updates.delete(seq)
  }

  getValue(key: string): string | undefined {
    return this.#values.get(key)
  }

  setValue(key: string, value: string): void {
    this.#values.set(key, value)
  }

  tidy(): boolean {
    return false
  }

  close(): void {
    this.#rooms.clear()
    this.#values.clear()
  }
}
