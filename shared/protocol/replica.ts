/**
 * A copy of one shared document, in the engine or in a browser. Every update passes the structural walk before Yjs sees it, and one
 * that refers to content which is not here is not applied at all: Yjs would keep it as "pending", at a cost that grows faster than
 * its size, and would report it as received although it is neither shown nor stored.
 */
import * as Y from 'yjs'
import { advance, walkUpdate } from './update-walk.ts'

export class Replica {
  readonly doc = new Y.Doc()
  /** What is there without a gap, edits made on `doc` itself included. */
  #clocks: ReadonlyMap<number, number> = new Map()

  constructor() {
    // Yjs computes it for every transaction anyway.
    this.doc.on('afterTransaction', ({ afterState }: Y.Transaction) => {
      this.#clocks = afterState
    })
  }

  /**
   * Applies `update` with `origin`. False, and nothing applied, when something that it refers to is missing: ask the sender for
   * everything with a sync step 1. Throws MalformedError. `maxStructs`: Infinity for what did not come from elsewhere.
   */
  receive(update: Uint8Array, origin: unknown, maxStructs?: number): boolean {
    if (advance(this.#clocks, walkUpdate(update, maxStructs)) === null) return false
    Y.applyUpdate(this.doc, update, origin)
    return true
  }

  dispose(): void {
    this.doc.destroy()
  }
}
