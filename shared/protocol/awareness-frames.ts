/** Frames around what y-protocols encodes. */
import * as encoding from 'lib0/encoding'
import { messageType } from './messages.ts'

export const queryAwarenessFrame: Uint8Array = encoding.encode((encoder) => encoding.writeVarUint(encoder, messageType.queryAwareness))

/** `update`: as `encodeAwarenessUpdate` of y-protocols makes it. */
export function encodeAwarenessFrame(update: Uint8Array): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, messageType.awareness)
    encoding.writeVarUint8Array(encoder, update)
  })
}
