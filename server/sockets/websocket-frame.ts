/**
 * Websocket frames as a server sends them: unmasked, whole, so a frame is the same bytes for every peer and can be made once, and
 * several may go out in one write (decision 0014).
 */
import { encodeSyncHead } from '../../shared/protocol/sync-frames.ts'

const [binaryFrame, pingFrame] = [0x82, 0x89]
const nothing = new Uint8Array()

/** A ping without content. */
export const ping: Uint8Array = Uint8Array.of(pingFrame, 0)

/** A ping between the pieces of an answer: its pong is heard while the next one is on its way, and says of the answer nothing more. */
export const pieceEnd: Uint8Array = Uint8Array.of(pingFrame, 1, 0)

/** One binary frame with a copy of `message` in it, behind `head`. */
export function frameOf(message: Uint8Array, head: Uint8Array = nothing): Uint8Array {
  const length = head.length + message.length
  const headerLength = length < 126 ? 2 : length < 65_536 ? 4 : 10
  const frame = Buffer.allocUnsafe(headerLength + length)
  frame[0] = binaryFrame
  if (headerLength === 2) frame[1] = length
  else if (headerLength === 4) {
    frame[1] = 126
    frame.writeUInt16BE(length, 2)
  } else {
    frame[1] = 127
    frame.writeBigUInt64BE(BigInt(length), 2)
  }
  frame.set(head, headerLength)
  frame.set(message, headerLength + head.length)
  return frame
}

/** One frame with the sync message of `payload`, which may be a whole document: copied once. */
export function syncFrameOf(type: Parameters<typeof encodeSyncHead>[0], payload: Uint8Array): Uint8Array {
  return frameOf(payload, encodeSyncHead(type, payload.length))
}

/** Frames one after the other; the only one as it is. */
export function joined(frames: readonly Uint8Array[]): Uint8Array {
  const [first] = frames
  return frames.length === 1 && first !== undefined ? first : Buffer.concat(frames)
}
