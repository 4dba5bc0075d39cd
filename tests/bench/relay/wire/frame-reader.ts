/**
 * Finds the frames that a server sent in the bytes of its connection, however TCP cut them. Whole frames are handed out in place,
 * without a copy; only what is still incomplete is kept, in a buffer of the reader's own.
 */
import { opcode } from './client-frame.ts'

/** `bytes` from `start` to `end` are one whole message, valid only during the call. */
export type OnMessage = (op: number, bytes: Buffer, start: number, end: number) => void

const maxIdleBytes = 0x1_0000

export class FrameReader {
  readonly #onMessage: OnMessage
  #kept: Buffer = Buffer.alloc(0)
  #keptLength = 0
  #fragments: Buffer[] = []
  #fragmentOp = 0

  constructor(onMessage: OnMessage) {
    this.#onMessage = onMessage
  }

  /** Takes the bytes from `start` to `end`; the caller may overwrite them afterwards. */
  push(bytes: Buffer, start: number, end: number): void {
    if (this.#keptLength === 0) {
      this.#read(bytes, start, end)
      return
    }
    const length = this.#keptLength + end - start
    this.#reserve(length)
    bytes.copy(this.#kept, this.#keptLength, start, end)
    this.#keptLength = 0
    this.#read(this.#kept, 0, length)
    // Hundreds of clients that once received a whole document must not keep that much memory each.
    if (this.#keptLength === 0 && this.#kept.length > maxIdleBytes) this.#kept = Buffer.alloc(0)
  }

  #read(bytes: Buffer, start: number, end: number): void {
    let at = start
    while (end - at >= 2) {
      let header = 2
      let length = (bytes[at + 1] ?? 0) & 0x7f
      if (length === 126) {
        if (end - at < 4) break
        length = bytes.readUInt16BE(at + 2)
        header = 4
      } else if (length === 127) {
        if (end - at < 10) break
        length = Number(bytes.readBigUInt64BE(at + 2))
        header = 10
      }
      const next = at + header + length
      if (next > end) {
        this.#keep(bytes, at, end, header + length)
        return
      }
      this.#frame(bytes[at] ?? 0, bytes, at + header, next)
      at = next
    }
    if (at < end) this.#keep(bytes, at, end, 0)
  }

  #frame(first: number, bytes: Buffer, start: number, end: number): void {
    const op = first & 0x0f
    const isFinal = (first & 0x80) !== 0
    const isControl = op >= opcode.close
    if (isControl || (isFinal && op !== opcode.continuation)) {
      this.#onMessage(op, bytes, start, end)
      return
    }
    if (op !== opcode.continuation) this.#fragmentOp = op
    this.#fragments.push(Buffer.from(bytes.subarray(start, end)))
    if (!isFinal) return
    const message = Buffer.concat(this.#fragments)
    this.#fragments = []
    this.#onMessage(this.#fragmentOp, message, 0, message.length)
  }

  #keep(bytes: Buffer, start: number, end: number, whole: number): void {
    if (bytes === this.#kept) bytes.copyWithin(0, start, end)
    else {
      this.#reserve(Math.max(end - start, whole))
      bytes.copy(this.#kept, 0, start, end)
    }
    this.#keptLength = end - start
  }

  #reserve(length: number): void {
    if (this.#kept.length >= length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(length, this.#kept.length * 2, 256))
    this.#kept.copy(larger, 0, 0, this.#keptLength)
    this.#kept = larger
  }
}
