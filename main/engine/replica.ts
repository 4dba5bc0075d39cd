/**
 * The engine's copy of one shared document. Every update passes the structural walk before Yjs sees it, and one that refers to
 * content which is not here is not applied at all: Yjs would keep it as "pending", at a cost that grows faster than its size,
 * and would report it as received although it is neither shown nor stored.
 */
import * as Y from 'yjs'
import { advance, applyAdvance, walkUpdate } from '../../shared/protocol/update-walk.ts'

export class Replica {
  readonly doc = new Y.Doc()
  readonly #clocks = new Map<number, number>()

  /**
   * Applies `update` with `origin`. False, and nothing applied, when something that it refers to is missing: ask the sender for
   * everything with a sync step 1. Throws MalformedError.
   */
  receive(update: Uint8Array, origin: unknown): boolean {
    const advanced = advance(this.#clocks, walkUpdate(update))
    if (advanced === null) return false
    Y.applyUpdate(this.doc, update, origin)
    applyAdvance(this.#clocks, advanced)
    return true
  }

  dispose(): void {
    this.doc.destroy()
  }
}
