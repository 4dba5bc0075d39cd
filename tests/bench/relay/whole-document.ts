/** Tells whether the updates that a client received add up to the document that it should have. */
import * as Y from 'yjs'
import { rootName } from './typing-trace.ts'

/** Different answers that are remembered, so that hundreds of equal ones are compared as bytes and not built again. */
const maxKnown = 64

export class WholeDocument {
  /** What a client that has everything says to have. */
  readonly stateVector: Uint8Array
  readonly #snapshot: Uint8Array
  readonly #text: string
  readonly #known: { readonly isOnTop: boolean; readonly parts: readonly Buffer[] }[] = []

  constructor(snapshot: Uint8Array) {
    this.#snapshot = snapshot
    this.#text = textOf([snapshot])
    this.stateVector = Y.encodeStateVectorFromUpdate(snapshot)
  }

  /** `isOnTop`: the client had the whole document before. */
  isWhole(parts: readonly Buffer[], isOnTop = false): boolean {
    if (!isOnTop && parts.reduce((sum, { length }) => sum + length, 0) < this.#text.length / 2) return false
    const isKnown = this.#known.some((known) => known.isOnTop === isOnTop && known.parts.length === parts.length && known.parts.every((part, index) => parts[index]?.equals(part)))
    if (isKnown) return true
    const isWhole = textOf(isOnTop ? [this.#snapshot, ...parts] : parts) === this.#text
    if (isWhole && this.#known.length < maxKnown) this.#known.push({ isOnTop, parts: [...parts] })
    return isWhole
  }
}

function textOf(updates: readonly Uint8Array[]): string {
  const doc = new Y.Doc()
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update)
  })
  const text = doc.getText(rootName).toJSON()
  doc.destroy()
  return text
}
