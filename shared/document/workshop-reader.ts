/** Reads a workshop again and again while people write it: whoever derives something from it (minutes, checks) tells by identity what is to be derived again. */
import type * as Y from 'yjs'
import type { Workshop } from '../model/workshop.ts'
import { KeptReads } from './kept-reads.ts'
import { readWorkshop } from './read-workshop.ts'

export class WorkshopReader {
  readonly #notes: Y.Doc
  readonly #responses: Y.Doc
  readonly #kept: KeptReads

  /** Listens to both documents until `dispose`. */
  constructor(notes: Y.Doc, responses: Y.Doc) {
    this.#notes = notes
    this.#responses = responses
    this.#kept = new KeptReads(notes, responses)
  }

  /** The same as `readWorkshop` of both documents. */
  read(): Workshop {
    return readWorkshop(this.#notes, this.#responses, this.#kept.keep)
  }

  dispose(): void {
    this.#kept.dispose()
  }
}
