/**
 * What a file says, read back by readers that know nothing of the renderers but how each format marks what is not part of the words: the
 * citation numbers, the status, the contents, and what stands in the place of an image. The rules are in docs/spec/versions.md.
 */
import { wordsOf, type DocumentWords } from '../versions/minutes-words.ts'

export type ReadDocument = DocumentWords & {
  /** The status line, as it stands. */
  readonly status: string
  /** What the file carries to prove itself; '' when it carries nothing. */
  readonly proof: string
  /** What stands beside the proof, as it stands. */
  readonly named: NamedVersion
}

/** Number and fingerprint of a version, as a file names them; '' where it does not. */
export type NamedVersion = { readonly version: string; readonly fingerprint: string }

/** What a JSON export says beside: there, everything counts. */
export type ReadJson = ReadDocument & {
  /** Digest of the tree without what was added when it was printed. */
  readonly tree: string
  /** Digest of the tree as it was printed. */
  readonly printedTree: string
  /** Digest of the record; null when the file has none. */
  readonly record: string | null
  /** Digest of the approvals beside the minutes, which must be those of the proof. */
  readonly approvals: string
}

export type VersionFile = ReadDocument | ReadJson

/** Gathers words while a reader walks through a document: text comes in pieces, and only white space or `part` ends a word. */
export class WordSink {
  readonly #words: string[] = []
  readonly #citations: string[] = []
  readonly #figures: string[] = []
  #open = ''
  #status = ''

  text(text: string): void {
    this.#open += text
  }

  /** A place where a word cannot go on: the end of a block, a line break, a cell. */
  part(): void {
    for (const word of wordsOf(this.#open)) this.#words.push(word)
    this.#open = ''
  }

  citation(text: string): void {
    this.#citations.push(...wordsOf(text.replaceAll('·', ' ')))
  }

  /** The line under a figure: "Figure 3: The wall". What is before the colon is the format's, but for the number. */
  caption(text: string): void {
    const [label = '', ...caption] = text.split(':')
    this.#figures.push(...(label.match(/\d+/g) ?? []).slice(0, 1))
    this.part()
    this.text(caption.join(':'))
    this.part()
  }

  status(text: string): void {
    this.#status += text
  }

  end({ proof, named }: Pick<ReadDocument, 'proof' | 'named'>): ReadDocument {
    this.part()
    return { words: this.#words, citations: this.#citations, figures: this.#figures, status: this.#status.replace(/^[\s·]+/, ''), proof, named }
  }
}
