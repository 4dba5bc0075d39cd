/** Reads lib0 numbers out of a buffer without making anything; one cursor is used for all messages of a process. */
export class ByteCursor {
  bytes: Uint8Array = new Uint8Array(0)
  at = 0

  byte(): number {
    const value = this.bytes[this.at] ?? 0
    this.at += 1
    return value
  }

  varUint(): number {
    let value = this.byte()
    if (value < 0x80) return value
    value &= 0x7f
    for (let unit = 0x80; ; unit *= 0x80) {
      const next = this.byte()
      value += (next & 0x7f) * unit
      if (next < 0x80) return value
    }
  }

  /** Over a varuint length and that many bytes. */
  skipBytes(): void {
    const length = this.varUint()
    this.at += length
  }

  /** Over UTF-8 bytes; returns how many UTF-16 units they are, which is how Yjs counts text. */
  skipText(): number {
    const length = this.varUint()
    const end = this.at + length
    let units = 0
    for (; this.at < end; this.at += 1) {
      const byte = this.bytes[this.at] ?? 0
      // Continuation bytes count nothing; a character of four bytes is a surrogate pair.
      if ((byte & 0xc0) !== 0x80) units += byte >= 0xf0 ? 2 : 1
    }
    return units
  }
}
