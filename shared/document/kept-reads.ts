/**
 * What was read of shared documents, kept until something changes in what it was read from. Reading again costs time in proportion to what changed, and
 * what nobody touched is the very same object, down to single blocks of a board.
 */
import * as Y from 'yjs'
import type { BoardId } from '../model/ids.ts'
import type { Outcome, OutcomeKind, RichNode } from '../model/workshop.ts'
import { outcomeLabel } from '../outcomes/kinds.ts'
import { readOutcomeNumbers, type OutcomeNumbers } from '../outcomes/numbering.ts'
import { keepEqual } from '../util/keep-equal.ts'
import { readOutcomes } from './read-outcomes.ts'
import { boardFragment, readBoardContent, readBoardList, readSeconds, type Keep } from './read-workshop.ts'
import { rootsOf } from './roots.ts'

type Kept = { readonly sources: readonly unknown[]; readonly at: number; readonly value: unknown }

export class KeptReads {
  readonly #docs: readonly Y.Doc[]
  readonly #kept = new Map<string, Kept>()
  /** When something was last written in a shared type or inside it, by a count of transactions. */
  readonly #changed = new WeakMap<object, number>()
  #now = 0

  /** Listens to `docs` until `dispose`. */
  constructor(...docs: readonly Y.Doc[]) {
    this.#docs = docs
    // Before whoever is told of the change reads it.
    for (const doc of docs) doc.on('beforeObserverCalls', this.#note)
  }

  readonly keep: Keep = (name, sources, read) => {
    const before = this.#kept.get(name)
    if (before && this.#isUnchanged(before, sources)) return before.value as ReturnType<typeof read>
    const value = keepEqual(before?.value, read())
    this.#kept.set(name, { sources, at: this.#now, value })
    return value
  }

  dispose(): void {
    for (const doc of this.#docs) doc.off('beforeObserverCalls', this.#note)
    this.#kept.clear()
  }

  readonly #note = ({ changed }: Y.Transaction): void => {
    this.#now += 1
    for (const type of changed.keys()) {
      for (let at: Y.AbstractType<unknown> | null = type as Y.AbstractType<unknown>; at !== null && this.#changed.get(at) !== this.#now; at = at.parent) this.#changed.set(at, this.#now)
    }
  }

  #isUnchanged({ sources, at }: Kept, now: readonly unknown[]): boolean {
    return now.length === sources.length && now.every((source, index) => source === sources[index] && !(source instanceof Y.AbstractType && (this.#changed.get(source) ?? 0) > at))
  }
}

const ofDocument = new WeakMap<Y.Doc, KeptReads>()

/** What everybody who shows `doc` remembers of it together, for as long as it is there. */
function keptReadsOf(doc: Y.Doc): Keep {
  const kept = ofDocument.get(doc) ?? new KeptReads(doc)
  ofDocument.set(doc, kept)
  return kept.keep
}

/** As `readBoardContent`, and the very same list as long as nobody changed it. Like the others here, not for inside a transaction. */
export function readShownBoard(doc: Y.Doc, board: BoardId): readonly RichNode[] {
  const keep = keptReadsOf(doc)
  const seconds = readSeconds(doc, keep)
  return keep(`content ${board}`, [boardFragment(doc, board), seconds], () => readBoardContent(doc, board, seconds))
}

/** All outcomes on boards that are shown, in the order in which they stand. */
export function readShownOutcomes(doc: Y.Doc): readonly Outcome[] {
  return readOutcomes(readBoardList(doc).map((heading) => ({ ...heading, content: readShownBoard(doc, heading.id) })), readShownNumbers(doc))
}

/** The visible number of an outcome, "D-3"; null until it has one. `numbers`: of `readShownNumbers`. */
export function labelIn(numbers: OutcomeNumbers, kind: OutcomeKind, id: string): string | null {
  const number = numbers.numberOf(kind, id)
  return number === null ? null : outcomeLabel(kind, number)
}

/** The numbers of outcomes that somebody claimed. */
export function readShownNumbers(doc: Y.Doc): OutcomeNumbers {
  const { outcomeNumbers, versions } = rootsOf(doc)
  return keptReadsOf(doc)('numbers', [outcomeNumbers, versions], () => readOutcomeNumbers(doc))
}
