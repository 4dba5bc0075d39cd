/**
 * Whether a relay that takes nothing from this side, and so never asks what is here, holds everything. It is asked for one clock of everybody less than
 * is here: what it then shows is short, and shows whether it has the last of each. Deletions it tells all, but may leave out what went down with a block;
 * then only the whole document tells.
 */
import * as Y from 'yjs'
import { syncType } from '../protocol/messages.ts'
import { encodeSync } from '../protocol/sync-frames.ts'
import { walkUpdate, type Clocks } from '../protocol/update-walk.ts'
import { deletedLength, holdsAllOf } from './holds-all.ts'

const askForWhole = encodeSync(syncType.step1, Y.encodeStateVector(new Map()))

export class RelayCoverage {
  readonly #doc: Y.Doc
  /** The clocks of whom the relay has not shown the last yet. */
  readonly #unseen: Map<number, number>
  /** What has come of the whole document; null while it was not asked for. */
  #whole: Uint8Array[] | null = null
  /** The sync step 1 to begin with. */
  readonly question: Uint8Array

  constructor(doc: Y.Doc) {
    this.#doc = doc
    const clocks: Clocks = Y.decodeStateVector(Y.encodeStateVector(doc))
    this.#unseen = new Map(clocks)
    this.question = encodeSync(syncType.step1, Y.encodeStateVector(new Map([...clocks].map(([client, clock]) => [client, clock - 1] as const).filter(([, clock]) => clock > 0))))
  }

  /** An update came, a piece of the answer or the last one, and was applied. */
  note(update: Uint8Array): void {
    this.#whole?.push(update)
    for (const { client, starts, ends } of this.#unseen.size === 0 ? [] : walkUpdate(update).sections) {
      const clock = this.#unseen.get(client)
      if (clock !== undefined && (starts[0] ?? Infinity) < clock && (ends.at(-1) ?? 0) >= clock) this.#unseen.delete(client)
    }
  }

  /** The last of the answer, `update`, was noted: whether the relay has everything, or the next sync step 1 where that did not tell. */
  conclude(update: Uint8Array): boolean | Uint8Array {
    if (this.#whole !== null) return holdsAllOf(this.#whole, this.#doc)
    if (this.#unseen.size > 0) return false
    // What is deleted there is deleted here as well by now: as much is the same.
    if (deletedLength(Y.decodeUpdate(update).ds) === deletedLength(Y.createDeleteSetFromStructStore(this.#doc.store))) return true
    this.#whole = []
    return askForWhole
  }
}
