/**
 * Who writes on this computer: the Yjs clients of its windows, and of its engine where that puts words back. Remembered for as long as the workshop is here: others may come back after weeks with
 * changes that they made without having seen what was written here.
 */
import { UndoManager, type Transaction } from 'yjs'
import type { RoomName } from '../../shared/model/ids.ts'
import type { EngineValues } from './engine-values.ts'
import { WindowLink } from './windows/window-link.ts'

/** Origin of what is mended here: words that go back into the document where a change of somebody else took them along, ids of outcomes that two have moved. */
export const adopted = Symbol('adopted')

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

  /** Takes the clients that wrote in `transaction`, where it is that of a window, or of the engine itself. */
  note({ origin, beforeState, afterState }: Transaction): void {
    // An undo manager is that of what came out of a file.
    const isEngine = origin === adopted || origin instanceof UndoManager
    if (!(origin instanceof WindowLink || isEngine)) return
    const written = [...afterState].filter(([client, clock]) => clock > (beforeState.get(client) ?? 0))
    for (const [client] of written) if (isEngine || origin.writesAs(client)) this.add(client)
  }

  add(client: number): void {
    if (this.#clients.has(client)) return
    this.#clients.add(client)
    this.#values.noteOf(this.#room, 'own-writers', [...this.#clients].slice(-maxWriters))
  }
}
