/** The rooms that are in use: loaded with the first peer, unloaded after the last, each exactly once. */
import { randomUUID } from 'node:crypto'
import { StorageError, type RoomStore } from '../../shared/storage/room-store.ts'
import { Committer } from './committer.ts'
import { Compactor } from '../compaction/compactor.ts'
import { roomTag, type Log } from '../log.ts'
import { Room, type RoomWrite } from './room.ts'

/** Pings go with what is sent anyway; this long after a heartbeat those that are left go alone. */
const pingDelayMs = 1_000

export class Rooms {
  readonly #rooms = new Map<string, Room>()
  readonly #emptied = new Set<string>()
  readonly #store: RoomStore
  readonly #log: Log
  readonly #committer: Committer<RoomWrite>
  readonly #compactor: Compactor
  /** Since the last heartbeat; and whether storage may hold more space than it needs. */
  #hasJustWritten = false
  #isUntidy = false
  #pingTimer: NodeJS.Timeout | undefined

  constructor(store: RoomStore, log: Log) {
    this.#store = store
    this.#log = log
    this.#compactor = new Compactor(store, log, (name) => {
      this.#rooms.get(name)?.letGo()
    })
    this.#committer = new Committer(store, () => {
      this.#hasJustWritten = true
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
    clearTimeout(this.#pingTimer)
    this.#pingTimer = setTimeout(() => {
      for (const room of this.#rooms.values()) room.pingSilent()
    }, pingDelayMs)
    if (!this.#hasJustWritten && this.#isUntidy) this.#tidy()
    this.#isUntidy ||= this.#hasJustWritten
    this.#hasJustWritten = false
  }

  /** Stores everything received so far, and sends everything that waits to go out. */
  flush(): void {
    this.#committer.flush()
    for (const room of this.#rooms.values()) room.flush()
  }

  /** Stores everything, and leaves logs short as far as that can be done within `maxMs`; people may go on meanwhile. */
  async prepareToStop(maxMs: number): Promise<void> {
    this.flush()
    for (const name of this.#rooms.keys()) this.#compactor.noteStopping(name)
    await this.#compactor.finish(maxMs)
  }

  dispose(): void {
    clearTimeout(this.#pingTimer)
    this.flush()
    for (const name of this.#rooms.keys()) this.#unload(name)
    this.#compactor.dispose()
  }

  #tidy(): void {
    try {
      this.#isUntidy = this.#store.tidy()
    } catch (error) {
      if (!(error instanceof StorageError)) throw error
      this.#log('not-tidied', { kind: error.kind })
      this.#isUntidy = false
    }
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
