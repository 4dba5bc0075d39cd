/**
 * Who writes on this computer: the Yjs clients of its windows, and of its engine where that puts words back. Remembered for as long as the workshop is here: others may come back after weeks with
 * changes that they made without having seen what was written here.
 */
import type { RoomName } from '../../shared/model/ids.ts'
import type { EngineValues } from './engine-values.ts'

/** Windows whose writing is remembered: those of some years. */
const maxWriters = 2_000

export class OwnWriters {
  readonly #values: EngineValues
  readonly #room: RoomName
  readonly #clients: Set<number>

  constructor(values: EngineValues, room: RoomName) {
    this.#values = values
    this.#room = room
    this.#clients = new Set(values.getOf(room, 'own-writers'))
  }

  has(client: number): boolean {
    return this.#clients.has(client)
  }

  add(client: number): void {
    if (this.#clients.has(client)) return
    this.#clients.add(client)
    this.#values.noteOf(this.#room, 'own-writers', [...this.#clients].slice(-maxWriters))
  }
}
