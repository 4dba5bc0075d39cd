/**
 * Reads lib0-encoded bytes from a stranger. lib0 itself trusts lengths: its `readVarUint8Array` may reach past a view into the
 * buffer beneath, and `readUint8` returns undefined past the end. Every read here checks first and throws MalformedError.
 */
import * as decoding from 'lib0/decoding'
import { decodeUtf8 } from 'lib0/string'

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
  readonly #decoder: decoding.Decoder

  constructor(bytes: Uint8Array) {
    this.#decoder = decoding.createDecoder(bytes)
  }

  get remaining(): number {
    return this.#decoder.arr.length - this.#decoder.pos
  }

  uint8(): number {
    if (this.remaining < 1) throw new MalformedError('ends too early')
    return decoding.readUint8(this.#decoder)
  }

  /** Big-endian. */
  uint32(what: string): number {
    if (this.remaining < 4) throw new MalformedError(`${what} ends too early`)
    return decoding.readUint32BigEndian(this.#decoder)
  }

  varUint(what: string, max: number = Number.MAX_SAFE_INTEGER): number {
    const value = this.#guarded(() => decoding.readVarUint(this.#decoder))
    if (value > max) throw new MalformedError(`${what} is ${value}, at most ${max}`, true)
    return value
  }

  varInt(): number {
    return this.#guarded(() => decoding.readVarInt(this.#decoder))
  }

  /** A number of things that take at least `minBytes` each, so that a small frame can't announce a large loop. */
  count(what: string, minBytes: number, max: number = Number.MAX_SAFE_INTEGER): number {
    const count = this.varUint(what, max)
    if (count * minBytes > this.remaining) throw new MalformedError(`${what} is ${count}, more than its bytes can hold`)
    return count
  }

  bytes(what: string): Uint8Array {
    const length = this.varUint(`length of ${what}`)
    return this.take(length, what)
  }

  take(length: number, what: string): Uint8Array {
    if (length > this.remaining) throw new MalformedError(`${what} ends too early`)
    return decoding.readUint8Array(this.#decoder, length)
  }

  text(what: string): string {
    const bytes = this.bytes(what)
    try {
      return decodeUtf8(bytes)
    } catch {
      throw new MalformedError(`${what} is not UTF-8`)
    }
  }

  /** Throws unless everything has been read. */
  end(what: string): void {
    if (this.remaining > 0) throw new MalformedError(`${this.remaining} bytes after ${what}`)
  }

  #guarded(read: () => number): number {
    try {
      return read()
    } catch {
      throw new MalformedError('a number ends too early or is too large')
    }
  }
}
