/**
 * Reads a workshop again and again while people write it. What nobody touched since the last time is the very same object, down to single
 * blocks of a board: whoever derives something from it (minutes, checks) tells by identity what is to be derived again. Reading costs time
 * in proportion to what changed.
 */
import * as Y from 'yjs'
import type { Workshop } from '../model/workshop.ts'
import { keepEqual } from '../util/keep-equal.ts'
import { readWorkshop, type Keep } from './read-workshop.ts'

type Kept = { readonly sources: readonly unknown[]; readonly at: number; readonly value: unknown }

export class WorkshopReader {
  readonly #notes: Y.Doc
  readonly #responses: Y.Doc
  readonly #kept = new Map<string, Kept>()
  /** When something was last written in a shared type or inside it, by a count of transactions. */
  readonly #changed = new WeakMap<object, number>()
  #now = 0

  /** Listens to both documents until `dispose`. */
  constructor(notes: Y.Doc, responses: Y.Doc) {
    this.#notes = notes
    this.#responses = responses
    for (const doc of [notes, responses]) doc.on('afterTransaction', this.#note)
  }

  /** The same as `readWorkshop` of both documents. */
  read(): Workshop {
    return readWorkshop(this.#notes, this.#responses, this.#keep)
  }

  dispose(): void {
    for (const doc of [this.#notes, this.#responses]) doc.off('afterTransaction', this.#note)
    this.#kept.clear()
  }

  readonly #note = ({ changed }: Y.Transaction): void => {
    this.#now += 1
    for (const type of changed.keys()) {
      for (let at: Y.AbstractType<unknown> | null = type as Y.AbstractType<unknown>; at !== null && this.#changed.get(at) !== this.#now; at = at.parent) this.#changed.set(at, this.#now)
    }
  }

  readonly #keep: Keep = (name, sources, read) => {
    const before = this.#kept.get(name)
    if (before && this.#isUnchanged(before, sources)) return before.value as ReturnType<typeof read>
    const value = keepEqual(before?.value, read())
    this.#kept.set(name, { sources, at: this.#now, value })
    return value
  }

  #isUnchanged({ sources, at }: Kept, now: readonly unknown[]): boolean {
    return now.length === sources.length && now.every((source, index) => source === sources[index] && !(source instanceof Y.AbstractType && (this.#changed.get(source) ?? 0) > at))
  }
}
