/** One writer's keystrokes as updates, written by hand: byte for byte what Yjs emits, without a document per writer. */
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'

/** Client ids as long on the wire as those that Yjs draws at random. */
export const firstClient = 0x7000_0000

const oneString = 0x04
const withOrigin = 0x80
const withRightOrigin = 0x40

export type KeystrokeOptions = {
  /** After so many characters the caret goes back to the start of the paragraph: many short runs, as in a real document. 0: never. */
  readonly lineLength?: number
  readonly charactersPerUpdate?: number
}

export class Keystrokes {
  readonly client: number
  /** The first update: the writer's own paragraph with one character in it. */
  readonly opening: Uint8Array
  /** Clock of the first keystroke. */
  readonly base: number
  /** Keystroke updates made so far. */
  count = 0
  readonly #lineLength: number
  readonly #characters: number
  #clock: number
  /** Clocks of the first character of the present line and of the one before it. */
  #lineStart = -1
  #right = -1

  constructor(index: number, { lineLength = 0, charactersPerUpdate = 1 }: KeystrokeOptions = {}) {
    this.client = firstClient + index
    this.#lineLength = lineLength
    this.#characters = charactersPerUpdate
    const doc = new Y.Doc()
    doc.clientID = this.client
    doc.transact(() => {
      const paragraph = new Y.XmlElement('paragraph')
      doc.getXmlFragment('default').insert(0, [paragraph])
      const text = new Y.XmlText()
      paragraph.insert(0, [text])
      text.insert(0, '#')
    })
    this.opening = Y.encodeStateAsUpdate(doc)
    this.base = Y.getState(doc.store, this.client)
    this.#clock = this.base
    doc.destroy()
  }

  /** The text that the next update inserts. */
  nextText(): string {
    let text = ''
    for (let index = 0; index < this.#characters; index += 1) text += 'the quick brown fox jumps over a lazy dog '[(this.count * this.#characters + index) % 42] ?? ' '
    return text
  }

  next(): Uint8Array {
    const text = this.nextText()
    let origin = this.#clock - 1
    if (this.#lineLength > 0 && (this.count * this.#characters) % this.#lineLength === 0) {
      this.#right = this.#lineStart
      this.#lineStart = this.#clock
      origin = this.base - 1
    }
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, 1)
    encoding.writeVarUint(encoder, 1)
    encoding.writeVarUint(encoder, this.client)
    encoding.writeVarUint(encoder, this.#clock)
    encoding.writeUint8(encoder, oneString | withOrigin | (this.#right < 0 ? 0 : withRightOrigin))
    encoding.writeVarUint(encoder, this.client)
    encoding.writeVarUint(encoder, origin)
    if (this.#right >= 0) {
      encoding.writeVarUint(encoder, this.client)
      encoding.writeVarUint(encoder, this.#right)
    }
    encoding.writeVarString(encoder, text)
    encoding.writeVarUint(encoder, 0)
    this.#clock += this.#characters
    this.count += 1
    return encoding.toUint8Array(encoder)
  }
}
