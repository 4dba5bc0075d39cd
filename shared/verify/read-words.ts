/**
 * What a file says, read back by readers that know nothing of the renderers but how each format marks what is not part of the words: the
 * citation numbers, the status, the contents, and what stands in the place of an image. A mark alone makes nothing invisible: what is marked
 * so must be what Minuta prints there, else it is words. The rules are in docs/spec/versions.md.
 */
import { withoutLabelMarks } from '../render/directions.ts'
import { measure } from '../versions/measure.ts'
import { wordsOf, type DocumentWords } from '../versions/minutes-words.ts'
import { marksIn } from '../versions/places.ts'
import { BesideCollector, type FoundBeside } from './found-beside.ts'
import { isContentsTitle, isMissingImage, readCaption } from './printed-labels.ts'

export type ReadDocument = DocumentWords & {
  /** The status line, as it stands. */
  readonly status: string
  /** What the file carries to prove itself; '' when it carries nothing. */
  readonly proof: string
  /** What stands beside the proof, as it stands. */
  readonly named: NamedVersion
  /** What it shows beside its words; null where that is proved in another way. */
  readonly beside: FoundBeside | null
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

/** The page behind a line of the contents: a number, plain or between what programs set around it ("- 3 -"), in so many words. */
const page = /^[-–—.·…|()[\] ]*\p{Nd}+[-–—.·…|()[\] ]*$/u
const maxPageWords = 3

/** Gathers words while a reader walks through a document: text comes in pieces, and only white space or `part` ends a word. */
export class WordSink {
  readonly beside = new BesideCollector()
  readonly #marksLabels: boolean
  /** Whether the title was said: the status stands before it. */
  isTitled = false
  readonly #words: string[] = []
  readonly #citations: string[] = []
  readonly #figures: string[] = []
  /** What headings say, and lines that should be the contents, with the number of words before them. */
  readonly #headings = new Set<string>()
  readonly #contents: { readonly at: number; readonly words: readonly string[] }[] = []
  readonly #reachingAll: string[] = []
  /** Said in the place of an image, which has no caption yet. */
  #missing: string | null = null
  #open = ''
  #status = ''
  /** Characters of the words that are over (`measure`), and of the one that is not. */
  #at = 0
  #openAt = 0

  /** `marksLabels`: whether the format has marks of direction around values behind labels (`besideLabel`). */
  constructor(marksLabels: boolean) {
    this.#marksLabels = marksLabels
  }

  /** Characters said so far. */
  get at(): number {
    return this.#at + this.#openAt
  }

  text(text: string): void {
    if (this.#missing !== null && text.trim() !== '') this.#sayMissing()
    this.#open += text
    this.#openAt += measure(text)
  }

  /** A place where a word cannot go on: the end of a block, a line break, a cell. */
  part(): void {
    this.#mark(this.#open)
    this.#say(wordsOf(this.#open))
    this.#open = ''
    this.#openAt = 0
  }

  /** Marks of direction in a whole text that begins here. */
  #mark(text: string): void {
    this.beside.marks.push(...marksIn(this.#marksLabels ? withoutLabelMarks(text) : text, this.#at))
  }

  /** `at`: characters before it, where a reader knows of more than was said here. */
  citation(text: string, at = this.at): void {
    for (const number of wordsOf(text.replaceAll('·', ' '))) {
      this.#citations.push(number)
      this.beside.cited.push({ at, number })
    }
  }

  /** The line under a figure: "Figure 3: The wall". As Minuta begins it, that is the format's, but for the number; anything else is words. */
  caption(text: string): void {
    if (this.#missing !== null) this.beside.missing(this.at, this.#missing)
    this.#missing = null
    const { number, caption } = readCaption(text)
    this.part()
    if (number !== null) {
      this.#figures.push(number)
      this.beside.captions.push(this.at)
    }
    this.#mark(text)
    this.#say(caption)
  }

  /** What stands for an image that is missing: nothing, when it is what Minuta prints there and a caption follows. */
  missing(text: string): void {
    if (this.#missing !== null) this.#sayMissing()
    this.part()
    if (isMissingImage(text)) this.#missing = text
    else this.#say(wordsOf(text))
  }

  /** A heading, which the contents may repeat. It is said as any other text. */
  heading(text: string): void {
    this.#headings.add(wordsOf(text).join(' '))
  }

  /** A line of the contents: nothing, when it says what a heading of the document says, with a page or without. */
  contents(text: string): void {
    this.part()
    this.#contents.push({ at: this.#words.length, words: wordsOf(text) })
  }

  /**
   * What hides words, shows words that stand elsewhere, or is in no export of Minuta and may do either: counts as a word of its own, so that
   * a file with it says something else. `reach`: on what it works; what works on everything stands before every word.
   */
  aside(name: string, reach: 'here' | 'everywhere' = 'here'): void {
    if (reach === 'everywhere') {
      this.#reachingAll.push(`<${name}>`)
      return
    }
    this.part()
    this.text(`<${name}>`)
    this.part()
  }

  status(text: string): void {
    this.#status += text
  }

  end({ proof, named, beside }: Pick<ReadDocument, 'proof' | 'named' | 'beside'>): ReadDocument {
    if (this.#missing !== null) this.#sayMissing()
    this.part()
    const words = wordsOf(this.#reachingAll.join(' ')).slice()
    let from = 0
    for (const line of this.#contents) {
      // The contents stand in one place; what is marked as a line of them elsewhere says something there.
      if (line.at === this.#contents[0]?.at && this.#isContents(line.words)) continue
      for (const word of [...this.#words.slice(from, line.at), ...line.words]) words.push(word)
      from = line.at
    }
    for (const word of this.#words.slice(from)) words.push(word)
    return { words, citations: this.#citations, figures: this.#figures, status: this.#status.replace(/^[\s·]+/, ''), proof, named, beside }
  }

  #say(words: readonly string[]): void {
    for (const word of words) {
      this.#words.push(word)
      this.#at += measure(word)
    }
  }

  #sayMissing(): void {
    const text = this.#missing ?? ''
    this.#missing = null
    this.part()
    this.#say(wordsOf(text))
  }

  #isContents(words: readonly string[]): boolean {
    const line = words.join(' ')
    if (line === '' || isContentsTitle(line) || this.#headings.has(line)) return true
    return Array.from({ length: maxPageWords }, (_, index) => -1 - index).some((at) => page.test(words.slice(at).join(' ')) && this.#headings.has(words.slice(0, at).join(' ')))
  }
}
