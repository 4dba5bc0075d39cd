/**
 * What a document says, whatever its format: the words of the minutes in printing order, and beside them the numbers by which
 * paragraphs and figures are cited. A digest of this is the same for the PDF's text, the page and the Word file, because what a format
 * adds of its own (list markers, contents, "Figure 3:", running heads) is not part of it, and white space is only what parts words.
 */
import { assertNever } from '../util/assert-never.ts'
import type { Block, CitationNumber, Fact, FigureBlock, Inline, ListNumbering, Minutes, MinutesPart, OutcomeEntry } from '../minutes/minutes.ts'
import { sha256Of } from './fingerprint.ts'
import { measure } from './measure.ts'
import { joinedLinks, type Link } from './joined-links.ts'
import { marksIn, OpenTables } from './places.ts'

/** The words of a document as one reads them, and what is beside them. */
export type DocumentWords = {
  readonly words: readonly string[]
  /** Citation numbers in the order in which they stand. */
  readonly citations: readonly string[]
  /** Numbers of figures. */
  readonly figures: readonly string[]
}

/** Where a word stands, for people: the paragraph before or around it, and the part. */
export type WordPlace = { readonly paragraph: CitationNumber; readonly part: string }

export type PlacedWords = DocumentWords & {
  /** Index of the first word of each place, in order. */
  readonly places: readonly (WordPlace & { readonly from: number })[]
}

/** What stands beside the words. Places are characters before it (`measure`). */
export type PlacedBeside = {
  readonly figures: readonly { readonly at: number; readonly figure: FigureBlock }[]
  readonly links: readonly Link[]
  /** Of every item of a list that counts. */
  readonly numbers: readonly { readonly at: number; readonly number: number; readonly numbering: ListNumbering | '1' }[]
  /** Of every citation number: where what it cites begins, or as some formats print it, behind a quotation or between the label of an outcome and its words. */
  readonly cited: readonly { readonly at: number; readonly or: number | null }[]
  /** Of every table that says something (`TablePlaces`). */
  readonly tables: readonly string[]
  /** Of direction (`marksIn`). */
  readonly marks: readonly string[]
}

export const checkedBox = '☑'
export const uncheckedBox = '☐'

/** Marks of direction and soft hyphens, which formats add and word processors drop. */
const invisible = /[\u00AD\u061C\u200E\u200F\u2066-\u2069]/g

/** The words of a text: what white space parts. A colon at the end of one does not count: formats put it between terms and values, each language in its way. */
export function wordsOf(text: string): readonly string[] {
  return text.normalize('NFC').replace(invisible, '').split(/\s+/u).map((word) => word.replace(/:+$/u, '')).filter((word) => word !== '')
}

/** SHA-256 of what the document says. */
export function wordsDigest({ words, citations, figures }: DocumentWords): string {
  return sha256Of([words, citations, figures].map((list) => list.join(' ')).join('\n'))
}

/** What `minutes` say. The status is not part of it: it goes on changing after the version is frozen. */
export function minutesWords(minutes: Pick<Minutes, 'cover' | 'title' | 'parts'>): PlacedWords {
  const { words, citations, figureNumbers, places } = collected(minutes)
  return { words, citations, figures: figureNumbers, places }
}

/** What `minutes` show beside their words. */
export function collectMinutes(minutes: Pick<Minutes, 'cover' | 'title' | 'parts'>): PlacedBeside {
  const { figures, links, numbers, cited, tables, marks } = collected(minutes)
  return { figures, links: joinedLinks(links), numbers, cited, tables, marks }
}

function collected(minutes: Pick<Minutes, 'cover' | 'title' | 'parts'>): WordCollector {
  const collector = new WordCollector()
  collector.document(minutes)
  return collector
}

class WordCollector {
  readonly words: string[] = []
  readonly citations: string[] = []
  readonly figureNumbers: string[] = []
  readonly figures: { at: number; figure: FigureBlock }[] = []
  readonly links: Link[] = []
  readonly numbers: { at: number; number: number; numbering: ListNumbering | '1' }[] = []
  readonly cited: { at: number; or: number | null }[] = []
  readonly #tables = new OpenTables()
  readonly marks: string[] = []
  readonly places: { paragraph: CitationNumber; part: string; from: number }[] = []
  #part = ''
  /** Characters said so far. */
  #at = 0

  get tables(): readonly string[] {
    return this.#tables.marks
  }

  document({ cover, title, parts }: Pick<Minutes, 'cover' | 'title' | 'parts'>): void {
    this.#stand(null)
    if (cover !== null) this.#say(cover.kicker, cover.documentType)
    this.#say(title)
    if (cover !== null) {
      this.#say(cover.subtitle)
      this.#facts(cover.facts)
      this.#blocks(cover.linking)
    }
    for (const part of parts) this.#partWords(part)
  }

  #partWords({ number, title, linking, blocks }: MinutesPart): void {
    this.#part = [number, title].filter((text) => text !== '').join(' ')
    this.#stand(null)
    this.#say(number, title)
    this.#blocks(linking)
    this.#blocks(blocks)
  }

  #say(...texts: readonly string[]): void {
    for (const text of texts) {
      for (const word of wordsOf(text)) this.words.push(word)
      this.marks.push(...marksIn(text, this.#at))
      this.#at += measure(text)
    }
  }

  #stand(paragraph: CitationNumber): void {
    this.places.push({ paragraph, part: this.#part, from: this.words.length })
  }

  #cite(number: CitationNumber): void {
    if (number === null) return
    this.citations.push(String(number))
    this.cited.push({ at: this.#at, or: null })
    this.#stand(number)
  }

  #inlines(inlines: readonly Inline[]): void {
    let from = this.#at
    for (const inline of inlines) {
      if (inline.kind === 'break') continue
      const to = from + measure(inline.text)
      const link = inline.marks.find((mark) => mark.kind === 'link')
      if (link !== undefined && to > from) this.links.push({ from, to, href: link.href, title: link.title })
      from = to
    }
    this.#say(inlines.map((inline) => (inline.kind === 'break' ? '\n' : inline.text)).join(''))
  }

  #blocks(blocks: readonly Block[]): void {
    for (const block of blocks) this.#block(block)
  }

  #block(block: Block): void {
    switch (block.kind) {
      case 'heading':
        return this.#inlines(block.inlines)
      case 'paragraph':
        this.#cite(block.number)
        return this.#inlines(block.inlines)
      case 'list':
        this.#cite(block.number)
        return this.#items(block)
      case 'quote':
        this.#cite(block.number)
        this.#blocks(block.blocks)
        this.#orHere(block.number)
        return this.#say(block.attribution === '' ? '' : `— ${block.attribution}`, block.label)
      case 'code':
        return this.#say(block.text)
      case 'rule':
        return undefined
      case 'figure':
        this.figureNumbers.push(String(block.number))
        this.figures.push({ at: this.#at, figure: block })
        this.#say(block.caption)
        return this.#facts(block.notes ?? [])
      case 'table':
        this.#say(block.caption)
        return this.#rows(block)
      case 'facts':
        this.#say(block.title)
        return this.#facts(block.facts)
      case 'confidential':
        this.#say(block.label)
        return this.#blocks(block.blocks)
      case 'outcomes':
        for (const entry of block.entries) this.#outcome(entry)
        return undefined
      default:
        return assertNever(block, 'block')
    }
  }

  /** The other place at which the number that was cited last may stand. */
  #orHere(number: CitationNumber): void {
    const last = this.cited.at(-1)
    if (number !== null && last !== undefined) last.or = this.#at
  }

  #rows({ rows }: Extract<Block, { kind: 'table' }>): void {
    this.#tables.open()
    for (const cells of rows) {
      this.#tables.current?.nextRow()
      for (const { colspan, rowspan, blocks } of cells) {
        const end = this.#tables.current?.cell(this.#at, colspan, rowspan)
        this.#blocks(blocks)
        end?.(this.#at)
      }
    }
    this.#tables.close()
  }

  #items({ style, numbering, start, items }: Extract<Block, { kind: 'list' }>): void {
    for (const [index, { isChecked, blocks }] of items.entries()) {
      if (style === 'number') this.numbers.push({ at: this.#at, number: start + index, numbering: numbering ?? '1' })
      if (isChecked !== null) this.#say(isChecked ? checkedBox : uncheckedBox)
      this.#blocks(blocks)
    }
  }

  #facts(facts: readonly Fact[]): void {
    for (const { term, blocks } of facts) {
      this.#say(term)
      this.#blocks(blocks)
    }
  }

  #outcome({ kindName, label, number, inlines, fields }: OutcomeEntry): void {
    this.#cite(number)
    this.#say(kindName, label)
    this.#orHere(number)
    this.#inlines(inlines)
    for (const { term, value } of fields) this.#say(term, value)
  }
}
