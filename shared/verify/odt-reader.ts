/** Walks through the text of an OpenDocument file. What an office program shows and no export holds, and what hides words, is said as an aside. */
import { OpenTables, spanOf } from '../versions/places.ts'
import { measure } from '../versions/measure.ts'
import { OdtLists } from './odt-lists.ts'
import { OdtPictures } from './odt-pictures.ts'
import { OdtStyles } from './odt-styles.ts'
import { OpenLinks } from './open-links.ts'
import { isWordyMark } from './printed-labels.ts'
import { WordSink } from './read-words.ts'
import { walkXml, type XmlListener } from './walk-xml.ts'

/** A paragraph that is not over: another may stand in it, in a frame or a note. */
type OpenParagraph = { readonly style: string; readonly spans: string[]; text: string; measured: number; isTabDue: boolean }

/** No part of the words: comments, and words that somebody took away while changes were tracked. */
const skippedElements = new Set(['automatic-styles', 'font-face-decls', 'annotation', 'tracked-changes', 'sequence-decls', 'forms'])

/** What may stand in a line. Fields are not among it: their words are made anew when the file is opened. */
const lineParts = new Set([
  'span', 'a', 's', 'tab', 'line-break', 'soft-page-break', 'bookmark', 'bookmark-start', 'bookmark-end', 'reference-mark', 'reference-mark-start', 'reference-mark-end', 'annotation',
  'annotation-end', 'change', 'change-start', 'change-end', 'meta', 'content-control', 'toc-mark', 'toc-mark-start', 'toc-mark-end',
])
const lines = new Set(['p', 'h', 'span', 'a', 'meta', 'content-control'])

const drawing = 'urn:oasis:names:tc:opendocument:xmlns:drawing:1.0'
const text = 'urn:oasis:names:tc:opendocument:xmlns:text:1.0'

/** Controls of a form, and sections out of other files. */
const foreignParts = new Set(['control', 'section-source', 'dde-source'])

export class OdtReader implements XmlListener {
  readonly sink = new WordSink(true)
  readonly tables = new OpenTables()
  /** Where the cells around end. */
  readonly #cells: ((end: number) => void)[] = []
  readonly #styles = new OdtStyles()
  readonly #pictures = new OdtPictures(this.sink.beside)
  readonly #lists = new OdtLists(this.sink.beside)
  readonly #links = new OpenLinks(this.sink.beside)
  readonly #path: string[] = []
  readonly #paragraphs: OpenParagraph[] = []
  #skippedFrom: number | null = null
  #contentsFrom: number | null = null
  #hiddenFrom: number | null = null

  /** The named styles, before the text. */
  readStyles(xml: string): void {
    let isAutomatic = false
    walkXml(xml, {
      open: (name, attribute) => {
        if (name === 'automatic-styles') isAutomatic = true
        // The automatic ones here are of heads and feet of pages.
        if (!isAutomatic) this.#style(name, attribute, false)
        // But a picture behind the page is among them.
        else this.#pictures.style(name, attribute)
      },
      close: (name) => {
        if (name === 'automatic-styles') isAutomatic = false
      },
    })
  }

  readonly open = (name: string, attribute: (name: string) => string, namespace: string): void => {
    const parent = this.#path.at(-1) ?? ''
    this.#style(name, attribute, true)
    this.#path.push(name)
    const depth = this.#path.length - 1
    this.#pictures.open(name, attribute, namespace, () => this.#at)
    // Of a picture, its title and description; there is a field called title as well.
    if (skippedElements.has(name) || (namespace !== text && (name === 'title' || name === 'desc'))) this.#skippedFrom ??= depth
    if (this.#skippedFrom !== null) return
    if (name === 'table-of-content') this.#contentsFrom ??= depth
    if (name === 'covered-table-cell' || isHiding(attribute)) this.#hiddenFrom ??= depth
    const isKnown = lineParts.has(name) || namespace === drawing || (this.#contentsFrom !== null && name === 'bookmark-ref')
    if (foreignParts.has(name) || (lines.has(parent) && !isKnown)) this.sink.aside(name)
    this.#lists.open(name, attribute, parent, () => this.#at)
    if (name === 'a' && namespace === text) this.#links.open(this.#at, attribute('href'), attribute('title'))
    const paragraph = this.#paragraphs.at(-1)
    switch (name) {
      case 'p':
      case 'h': {
        const style = this.#styled(attribute('style-name'))
        this.#paragraphs.push({ style, spans: [], text: '', measured: 0, isTabDue: style === 'fact' })
        break
      }
      case 'span':
        paragraph?.spans.push(this.#styled(attribute('style-name')))
        break
      case 's':
        this.#say(' '.repeat(Math.min(Number(attribute('c')) || 1, 1_000)))
        break
      case 'tab':
        this.#say(paragraph?.isTabDue === true ? ': ' : '\t')
        break
      case 'line-break':
        this.#say('\n')
        break
      case 'table':
        this.tables.open()
        break
      case 'table-row':
        for (let row = 0; row < spanOf(attribute('number-rows-repeated')); row += 1) this.tables.current?.nextRow()
        break
      case 'table-cell':
        this.#cell(attribute)
        break
      case 'covered-table-cell':
        this.tables.current?.skip(spanOf(attribute('number-columns-repeated')))
        break
      default:
        break
    }
  }

  readonly text = (text: string): void => {
    this.#pictures.text(text)
    this.#say(text)
  }

  /** Characters said so far, also in paragraphs that are not over. */
  get #at(): number {
    return this.#paragraphs.reduce((sum, { measured }) => sum + measured, this.sink.at)
  }

  readonly close = (name: string): void => {
    if (this.#skippedFrom === null) {
      if (name === 'span') this.#paragraphs.at(-1)?.spans.pop()
      if (name === 'p' || name === 'h') this.#endParagraph()
      this.#lists.close(name)
      if (name === 'a') this.#links.close(this.#at)
      if (name === 'table-cell') this.#cells.pop()?.(this.#at)
      if (name === 'table') this.tables.close()
    }
    this.#pictures.close()
    this.#path.pop()
    const isOver = (from: number | null): boolean => from !== null && this.#path.length <= from
    if (isOver(this.#skippedFrom)) this.#skippedFrom = null
    if (isOver(this.#contentsFrom)) this.#contentsFrom = null
    if (isOver(this.#hiddenFrom)) this.#hiddenFrom = null
  }

  #style(name: string, attribute: (name: string) => string, isAutomatic: boolean): void {
    this.#styles.open(name, attribute, isAutomatic)
    this.#lists.style(name, attribute)
    this.#pictures.style(name, attribute)
    if (/^(?:list-level-style-|outline-level-style)/.test(name) && ['num-prefix', 'num-suffix', 'num-list-format', 'bullet-char'].some((mark) => isWordyMark(attribute(mark)))) this.sink.aside('list label')
  }

  /** Those that it covers stand behind it, each by itself. */
  #cell(attribute: (name: string) => string): void {
    const colspan = spanOf(attribute('number-columns-spanned'))
    const end = this.tables.current?.cellHere(this.#at, colspan, spanOf(attribute('number-rows-spanned')))
    this.tables.current?.skip(spanOf(attribute('number-columns-repeated')) - colspan)
    this.#cells.push(end ?? (() => undefined))
  }

  /** The name of a style that something has. */
  #styled(style: string): string {
    if (this.#styles.isHidden(style)) this.sink.aside('hidden')
    return this.#styles.nameOf(style)
  }

  #say(text: string): void {
    const paragraph = this.#paragraphs.at(-1)
    if (this.#skippedFrom !== null || paragraph === undefined) return
    if (this.#hiddenFrom !== null && text.trim() !== '') this.sink.aside('hidden')
    this.#links.say(text)
    if (paragraph.spans.includes('citation number')) return this.sink.citation(text, this.#at)
    if (paragraph.spans.includes('document status') && !this.sink.isTitled) return this.sink.status(text)
    if (text === ': ') paragraph.isTabDue = false
    paragraph.text += text
    paragraph.measured += measure(text)
    return undefined
  }

  #endParagraph(): void {
    const paragraph = this.#paragraphs.pop()
    if (paragraph === undefined) return
    const { style, text } = paragraph
    if (style === 'title') this.sink.isTitled = true
    if (style.startsWith('heading ')) this.sink.heading(text)
    if (this.#contentsFrom !== null || style.startsWith('contents')) return this.sink.contents(text)
    if (style === 'missing image') return this.sink.missing(text)
    if (style === 'caption') return this.sink.caption(text)
    this.sink.part()
    this.sink.text(text)
    this.sink.part()
    return undefined
  }
}


/** Of a section or a row of a table. */
function isHiding(attribute: (name: string) => string): boolean {
  return /^(?:none|condition)$/.test(attribute('display')) || /^(?:collapse|filter)$/.test(attribute('visibility'))
}
