/** Awareness updates: who a client says to be, and whom it has seen. */
import * as encoding from 'lib0/encoding'
import { ByteCursor } from '../wire/byte-cursor.ts'

const cursor = new ByteCursor()
const gone = 'null'.length

/** One person with a caret, about as large as an editor's. */
export function presenceUpdate(client: number, clock: number): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, 1)
  encoding.writeVarUint(encoder, client)
  encoding.writeVarUint(encoder, clock)
  encoding.writeVarString(encoder, JSON.stringify({ user: { name: `Participant ${client}`, organisation: 'An organisation', color: '#3a7bd5' }, cursor: { board: 'b1', anchor: clock, head: clock } }))
  return encoding.toUint8Array(encoder)
}

/** Calls `onHere` for every client that the update at `start` says to be there. */
export function walkPresence(bytes: Uint8Array, start: number, onHere: (client: number) => void): void {
  cursor.bytes = bytes
  cursor.at = start
  for (let count = cursor.varUint(); count > 0; count -= 1) {
    const client = cursor.varUint()
    cursor.varUint()
    const before = cursor.at
    const length = cursor.varUint()
    // A state is JSON text; the only one of four bytes that is not an object is `null`.
    if (length !== gone) onHere(client)
    cursor.at = before
    cursor.skipBytes()
  }
}
