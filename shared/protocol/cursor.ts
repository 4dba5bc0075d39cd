/**
 * Reads lib0-encoded bytes from a stranger. lib0 itself trusts lengths: its `readVarUint8Array` may reach past a view into the
 * buffer beneath, and `readUint8` returns undefined past the end. Every read here checks first and throws MalformedError.
 * Every keystroke of every person passes here, on the relay's only thread: no closures and no garbage.
 */
import { decodeUtf8 } from 'lib0/string'

const badNumber = 'a number ends too early or is too large'

/** What a peer sent does not have the form it must have. `isLimit`: it has, but is larger than allowed. */
export class MalformedError extends Error {
  readonly isLimit: boolean

  constructor(reason: string, isLimit = false) {
    super(reason)
    this.name = 'MalformedError'
    this.isLimit = isLimit
  }
}

export class Cursor {
  readonly #bytes: Uint8Array
  #at: number

  constructor(bytes: Uint8Array, at = 0) {
    this.#bytes = bytes
    this.#at = at
  }

  /** Index of the next byte to be read. */
  get position(): number {
    return this.#at
  }

  get remaining(): number {
    return this.#bytes.length - this.#at
  }

  uint8(): number {
    const byte = this.#bytes[this.#at]
    if (byte === undefined) throw new MalformedError('ends too early')
    this.#at += 1
    return byte
  }

  /** Big-endian. */
  uint32(what: string): number {
    const start = this.#at
    this.skip(4, what)
    return new DataView(this.#bytes.buffer, this.#bytes.byteOffset).getUint32(start)
  }

  varUint(what: string, max: number = Number.MAX_SAFE_INTEGER): number {
    let value = this.#bytes[this.#at] ?? 0x80
    if (value < 0x80) this.#at += 1
    else value = this.#continued(0, 1)
    if (value > max) throw new MalformedError(`${what} is ${value}, at most ${max}`, true)
    return value
  }

  varInt(): number {
    const first = this.#bytes[this.#at]
    if (first === undefined) throw new MalformedError(badNumber)
    this.#at += 1
    const value = (first & 0x80) === 0 ? first & 0x3f : this.#continued(first & 0x3f, 0x40)
    return (first & 0x40) === 0 ? value : -value
  }

  /** A number of things that take at least `minBytes` each, so that a small frame can't announce a large loop. */
  count(what: string, minBytes: number, max: number = Number.MAX_SAFE_INTEGER): number {
    const count = this.varUint(what, max)
    if (count * minBytes > this.remaining) throw new MalformedError(`${what} is ${count}, more than its bytes can hold`)
    return count
  }

  bytes(what: string): Uint8Array {
    return this.take(this.varUint(what), what)
  }

  /** A view, not a copy. */
  take(length: number, what: string): Uint8Array {
    const start = this.#at
    this.skip(length, what)
    return this.#bytes.subarray(start, this.#at)
  }

  skip(length: number, what: string): void {
    if (length > this.remaining) throw new MalformedError(`${what} ends too early`)
    this.#at += length
  }

  text(what: string): string {
    const bytes = this.bytes(what)
    try {
      return decodeUtf8(bytes)
    } catch {
      throw new MalformedError(`${what} is not UTF-8`)
    }
  }

  /** Passes over a text; returns its length in UTF-16 units, which is what Yjs counts. */
  textLength(what: string): number {
    const start = this.#at
    const length = this.varUint(what)
    const first = this.#at
    this.skip(length, what)
    for (let index = first; index < this.#at; index += 1) {
      if ((this.#bytes[index] ?? 0) < 0x80) continue
      this.#at = start
      return this.text(what).length
    }
    return length
  }

  /** Throws unless everything has been read. */
  end(what: string): void {
    if (this.remaining > 0) throw new MalformedError(`${this.remaining} bytes after ${what}`)
  }

  /** The rest of a number whose lower bits, up to `unit`, are known. */
  #continued(lower: number, unit: number): number {
    let value = lower
    for (let scale = unit; ; scale *= 128) {
      const byte = this.#bytes[this.#at]
      if (byte === undefined) throw new MalformedError(badNumber)
      this.#at += 1
      value += (byte & 0x7f) * scale
      // The second half: no number is written with leading zeros without end.
      if (value > Number.MAX_SAFE_INTEGER || scale > Number.MAX_SAFE_INTEGER) throw new MalformedError(badNumber)
      if (byte < 0x80) return value
    }
  }
}
