/** The rooms that are in use: loaded with the first peer, unloaded after the last, each exactly once. */
import { randomUUID } from 'node:crypto'
import type { RoomStore } from '../shared/storage/room-store.ts'
import { Committer } from './committer.ts'
import { Compactor } from './compactor.ts'
import { roomTag, type Log } from './log.ts'
import { Room, type RoomWrite } from './room.ts'

export class Rooms {
  readonly #rooms = new Map<string, Room>()
  readonly #emptied = new Set<string>()
  readonly #store: RoomStore
  readonly #log: Log
  readonly #committer: Committer<RoomWrite>
  readonly #compactor: Compactor

  constructor(store: RoomStore, log: Log) {
    this.#store = store
    this.#log = log
    this.#compactor = new Compactor(store, log)
    this.#committer = new Committer(store, () => {
      this.#unloadEmptied()
    })
  }

  get size(): number {
    return this.#rooms.size
  }

  /** The room, loaded if need be. Throws StorageError when it cannot be read; it is then not kept, so the next join tries anew. */
  open(name: string): Room {
    const open = this.#rooms.get(name)
    if (open !== undefined) return open
    const room = new Room(name, randomUUID(), {
      store: this.#store,
      committer: this.#committer,
      compactor: this.#compactor,
      log: (event, fields) => {
        this.#log(event, { room: roomTag(name), ...fields })
      },
      onEmpty: () => {
        this.#emptied.add(name)
      },
    })
    this.#rooms.set(name, room)
    return room
  }

  /** To be called after a peer left: unloads what is empty. */
  unloadEmpty(): void {
    this.#unloadEmptied()
  }

  heartbeat(): void {
    for (const room of this.#rooms.values()) room.heartbeat()
  }

  /** Stores everything received so far. */
  flush(): void {
    this.#committer.flush()
  }

  dispose(): void {
    this.flush()
    for (const name of this.#rooms.keys()) this.#unload(name)
    this.#compactor.dispose()
  }

  /** Synchronous from the check to the removal: whoever joins next loads what has been stored. */
  #unloadEmptied(): void {
    for (const name of this.#emptied) if (this.#rooms.get(name)?.isEmpty === true) this.#unload(name)
    this.#emptied.clear()
  }

  #unload(name: string): void {
    const room = this.#rooms.get(name)
    this.#rooms.delete(name)
    room?.dispose()
    this.#compactor.noteUnloaded(name)
  }
}
