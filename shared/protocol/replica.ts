/**
 * A copy of one shared document, in the engine or in a browser. Every update passes the structural walk before Yjs sees it, and one
 * that refers to content which is not here is not applied at all: Yjs would keep it as "pending", at a cost that grows faster than
 * its size, and would report it as received although it is neither shown nor stored.
 */
import * as Y from 'yjs'
import { Nesting } from './nesting.ts'
import { advance, applyAdvance, walkUpdate } from './update-walk.ts'

export class Replica {
  readonly doc = new Y.Doc()
  /** What is there without a gap, edits made on `doc` itself included. */
  #clocks: ReadonlyMap<number, number> = new Map()
  /** Of what was received. Edits made on `doc` itself are ours, and lie no deeper than a board goes. */
  readonly #nesting = new Nesting()

  constructor() {
    // Yjs computes it for every transaction anyway.
    this.doc.on('afterTransaction', ({ afterState }: Y.Transaction) => {
      this.#clocks = afterState
    })
  }

  /**
   * Applies `update` with `origin`. False, and nothing applied, when something that it refers to is missing: ask the sender for
   * everything with a sync step 1. Throws MalformedError. `isOurs`: it did not come from elsewhere, and is never too large or too deep.
   */
  receive(update: Uint8Array, origin: unknown, isOurs = false): boolean {
    const limit = isOurs ? Infinity : undefined
    const shape = walkUpdate(update, limit)
    const order: number[] = []
    if (advance(this.#clocks, shape, order) === null) return false
    this.#nesting.take(shape, order, this.#clocks, limit)
    Y.applyUpdate(this.doc, update, origin)
    return true
  }

  /**
   * Applies what was stored here to an empty document, with `origin`, in one transaction: each would cost Yjs a look at everybody who ever wrote.
   * False, and nothing applied, when something is missing. Throws MalformedError.
   */
  load(updates: readonly Uint8Array[], origin: unknown): boolean {
    const clocks = new Map<number, number>()
    for (const update of updates) {
      const shape = walkUpdate(update, Infinity)
      const order: number[] = []
      const advanced = advance(clocks, shape, order)
      if (advanced === null) return false
      this.#nesting.take(shape, order, clocks, Infinity)
      applyAdvance(clocks, advanced)
    }
    this.doc.transact(() => {
      for (const update of updates) Y.applyUpdate(this.doc, update, origin)
    }, origin)
    return true
  }

  dispose(): void {
    this.doc.destroy()
  }
}
