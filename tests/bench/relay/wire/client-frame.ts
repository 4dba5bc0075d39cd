/** Opcodes of RFC 6455. */
export const opcode = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const

/**
 * One whole websocket frame as a client sends it. The mask key is zero: legal, it leaves the payload as it is, so a frame is built once
 * and may go out on any connection, while the relay still pays for unmasking.
 */
export function clientFrame(payload: Uint8Array, op: number = opcode.binary): Buffer {
  const { length } = payload
  const lengthBytes = length < 126 ? 0 : length < 0x1_0000 ? 2 : 8
  const frame = Buffer.alloc(2 + lengthBytes + 4 + length)
  frame[0] = 0x80 | op
  if (lengthBytes === 0) frame[1] = 0x80 | length
  else if (lengthBytes === 2) {
    frame[1] = 0x80 | 126
    frame.writeUInt16BE(length, 2)
  } else {
    frame[1] = 0x80 | 127
    frame.writeBigUInt64BE(BigInt(length), 2)
  }
  frame.set(payload, frame.length - length)
  return frame
}
