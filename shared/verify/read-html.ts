/** The words of an HTML file, or of the HTML that Markdown stands for, by way of parse5. */
import { parse } from 'parse5'
import { languageDirection } from '../minutes/direction.ts'
import type { Direction } from '../minutes/minutes.ts'
import { numberingOf } from '../versions/beside.ts'
import { checkedBox, uncheckedBox, wordsOf } from '../versions/minutes-words.ts'
import { OpenTables } from '../versions/places.ts'
import { parseProof } from '../versions/seal.ts'
import { isApart, isTurnedEnough, runsAsWritten } from './html-direction.ts'
import { attributeOf, elementsIn, find, hasClass, inlineElements, linesOf, parentOf, textOf, type Element, type Node } from './html-tree.ts'
import { cachedDigests, dataOf, type PictureWords } from './found-beside.ts'
import { foreignIn, isSearchBar, isSearchLabel } from './known-html.ts'
import { isContentsTitle } from './printed-labels.ts'
import { WordSink, type ReadDocument } from './read-words.ts'

/** What they say is about all of it. */
const wholePage = new Set(['base', 'body', 'head', 'html', 'link', 'meta', 'script', 'style'])
/** What they hold is no text; `foreignIn` has a look at it. */
const silentElements = new Set(['script', 'style'])
/** What only a page of Minuta has, and its Markdown has not. */
const pageElements = new Set(['footer', 'header', 'main', 'meta', 'nav', 'script', 'section', 'style', 'title'])

export type HtmlDialect = {
  /** Of the element that holds a citation number. */
  readonly isCitation: (element: Element) => boolean
  readonly isStatus: (element: Element) => boolean
  /** A figure's caption stands in a paragraph after the image, and nothing is a part of a page. */
  readonly isMarkdown: boolean
}

export const htmlDialect: HtmlDialect = {
  isCitation: (element) => hasClass(element, 'cite'),
  isStatus: (element) => hasClass(element, 'status'),
  isMarkdown: false,
}

/** `markdownProof`: what the Markdown carries to prove itself. */
export function readHtml(html: string, dialect: HtmlDialect = htmlDialect, markdownProof?: string): ReadDocument {
  const document = parse(html)
  const meta = (name: string): string => {
    const found = find(document, (element) => element.tagName === 'meta' && attributeOf(element, 'name') === name)
    return found ? attributeOf(found, 'content') : ''
  }
  const proof = markdownProof ?? meta('minuta-proof')
  const root = find(document, ({ tagName }) => tagName === 'html')
  // Without a proof nothing is called unchanged, but still found by its text.
  const language = parseProof(proof)?.entry.language ?? (root && attributeOf(root, 'lang')) ?? ''
  const reader = new HtmlReader(dialect, document, languageDirection(language))
  reader.walk(document)
  const { sink, logos, around } = reader
  const digests = cachedDigests((source) => dataOf(source))
  const beside = {
    ...sink.beside.end(digests),
    tables: reader.tables.marks,
    logos: logos.map(({ source, ...words }) => ({ ...words, ...digests(source) })),
    around: dialect.isMarkdown ? null : around,
    isSavedAgain: false,
  }
  return sink.end({ proof, named: { version: meta('minuta-version'), fingerprint: meta('minuta-fingerprint') }, beside })
}

class HtmlReader {
  readonly sink = new WordSink(false)
  readonly logos: (PictureWords & { readonly source: string })[] = []
  /** Lines of the letterhead. */
  readonly around: string[] = []
  readonly tables = new OpenTables()
  readonly #dialect: HtmlDialect
  readonly #direction: Direction
  /** What the headings say that have not been met yet, the title first: the contents repeat it. */
  readonly #headings: readonly string[]
  /** The next number of every list that counts. */
  readonly #counts = new Map<Element, number>()
  #isCaptionDue = false
  #isContentsOver = false

  /** `direction`: of the language of the document. */
  constructor(dialect: HtmlDialect, document: Node, direction: Direction) {
    this.#dialect = dialect
    this.#direction = direction
    this.#headings = headingsOf(document)
  }

  walk(node: Node): void {
    if ('value' in node && node.nodeName === '#text') return this.sink.text(node.value)
    if (!('tagName' in node)) return this.#other(node)
    this.#foreign(node)
    const { tagName } = node
    if (silentElements.has(tagName)) return
    if (tagName === 'title') return this.#title(node)
    if (isSearchBar(node) && !this.#dialect.isMarkdown) return this.#searchBar(node)
    if (tagName === 'nav' && this.#isContents(node)) return this.#contents(node)
    if (tagName === 'footer' && isEnd(node) && !this.#dialect.isMarkdown) return this.#footer(node)
    if (hasClass(node, 'missing')) return this.#missing(node)
    if (this.#dialect.isCitation(node)) return this.#whole(node, (text) => this.sink.citation(text))
    if (this.#dialect.isStatus(node) && !this.sink.isTitled) return this.#whole(node, (text) => this.sink.status(text))
    if (tagName === 'img') return this.#image(node)
    if (tagName === 'a') return this.#link(node)
    if (tagName === 'li') this.#item(node)
    if (tagName === 'input') return this.#box(node)
    if (tagName === 'table') return this.#table(node)
    if (tagName === 'td' || tagName === 'th') return this.#cell(node)
    if (tagName === 'figcaption' && !hasClass(node.parentNode, 'quote')) return this.#whole(node, (text) => this.sink.caption(text))
    if (this.#isCaptionDue && tagName === 'p' && textOf(node).trim() !== '' && !hasImage(node)) {
      this.#isCaptionDue = false
      return this.#whole(node, (text) => this.sink.caption(text))
    }
    this.#placed(node)
    return this.#plain(node)
  }

  /** What stands in a comment of HTML may be an instruction to whatever reads it as XML. */
  #other(node: Node): void {
    if ('data' in node && node.data.startsWith('?')) this.sink.aside('xml', 'everywhere')
    if ('childNodes' in node) this.#children(node.childNodes)
  }

  #plain(node: Element): void {
    const { tagName } = node
    const isInline = inlineElements.has(tagName)
    if (!isInline) this.sink.part()
    this.#children(node.childNodes)
    if (tagName === 'dt') this.sink.text(':')
    if (!isInline) this.sink.part()
  }

  /** What a browser shows elsewhere than where it stands, or beside something else. */
  #placed(element: Element): void {
    const { tagName } = element
    if (tagName === 'h1') this.sink.isTitled = true
    if (tagName === 'h2') this.#isContentsOver = true
    if (tagName === 'sup' || ((tagName === 'caption' || tagName === 'thead') && !isOnTop(element)) || (tagName === 'dl' && !isInPairs(element))) this.sink.aside(tagName)
  }

  /** In a browser a heading of a tab. */
  #title(element: Element): void {
    const said = wordsOf(textOf(element)).join(' ')
    if (parentOf(element)?.tagName === 'head' && said === this.#headings[0]) return
    this.sink.aside('title', 'everywhere')
    this.sink.text(textOf(element))
    this.sink.part()
  }

  #children(nodes: readonly Node[]): void {
    for (const node of nodes) this.walk(node)
  }

  #foreign(element: Element): void {
    const reach = wholePage.has(element.tagName) ? 'everywhere' : 'here'
    for (const name of foreignIn(element)) this.sink.aside(name, reach)
    const isTurned = element.attrs.some(({ name }) => name === 'dir') && !runsAsWritten(element, this.#direction)
    if (isTurned || (!this.#dialect.isMarkdown && !(isTurnedEnough(element) && isApart(element)))) this.sink.aside('dir', reach)
    if (this.#dialect.isMarkdown && pageElements.has(element.tagName)) this.sink.aside(element.tagName, reach)
  }

  /** One that is no part of the text: in a caption, in the contents. Nowhere there does a link of Minuta lead out of the file, nor stands a picture. */
  #aside(element: Element): void {
    this.#foreign(element)
    if (element.tagName === 'a') this.#linkAt(this.sink.at, this.sink.at, element, true)
    if (element.tagName === 'img') this.#image(element)
  }

  /** An element that is read as one text. */
  #whole(element: Element, take: (text: string) => void): void {
    for (const child of element.childNodes) this.#foreignBelow(child)
    take(textOf(element))
  }

  #foreignBelow(node: Node): void {
    if ('tagName' in node) this.#aside(node)
    for (const child of 'childNodes' in node ? node.childNodes : []) this.#foreignBelow(child)
  }

  /** Behind the title and before the first heading. */
  #isContents(element: Element): boolean {
    const isFirst = this.sink.isTitled && !this.#isContentsOver && parentOf(element)?.tagName === 'main' && !this.#dialect.isMarkdown
    this.#isContentsOver = true
    return isFirst
  }

  /** Its heading, then headings of the document in their order. Whatever else it says is words. */
  #contents(element: Element): void {
    let last = 0
    for (const child of element.childNodes) this.#foreignBelow(child)
    for (const line of linesOf(element).split('\n')) {
      const said = wordsOf(line).join(' ')
      if (said === '' || isContentsTitle(said)) continue
      const at = this.#headings.indexOf(said, last + 1)
      if (at === -1) {
        this.sink.part()
        this.sink.text(line)
        this.sink.part()
      } else last = at
    }
  }

  /** The search bar says how many hits it has; it is hidden, so that no word may stand in it. */
  #searchBar(bar: Element): void {
    for (const child of bar.childNodes) this.#foreignBelow(child)
    const output = find(bar, ({ tagName }) => tagName === 'output')
    const hits = output === null ? '' : textOf(output)
    const isHits = /^\s*(?:\d+ \/ \d+)?\s*$/.test(hits) || isSearchLabel(hits.trim())
    if (isHits && linesOf(bar, ({ tagName }) => tagName === 'output').trim() === '' && !hasImage(bar)) return
    this.sink.aside('search')
    this.sink.text(linesOf(bar))
    this.sink.part()
  }

  #missing(element: Element): void {
    this.#whole(element, (text) => this.sink.missing(text))
    this.#isCaptionDue = this.#dialect.isMarkdown
  }

  #image(element: Element): void {
    this.sink.part()
    const source = attributeOf(element, 'src')
    const words = { description: attributeOf(element, 'alt'), title: attributeOf(element, 'title') }
    if (this.sink.at === 0 && hasClass(element, 'logo')) this.logos.push({ source, ...words })
    else this.sink.beside.picture(this.sink.at, source, words)
    this.#isCaptionDue = this.#dialect.isMarkdown
  }

  #link(element: Element): void {
    const from = this.sink.at
    this.#children(element.childNodes)
    this.#linkAt(from, this.sink.at, element, hasImage(element))
  }

  #linkAt(from: number, to: number, element: Element, isSeen: boolean): void {
    this.sink.beside.link({ from, to, href: attributeOf(element, 'href'), title: attributeOf(element, 'title'), text: textOf(element) }, isSeen)
  }

  /** An item of a list, which counts or not. */
  #item(element: Element): void {
    const list = element.parentNode
    const kind = list !== null && 'tagName' in list ? list.tagName : ''
    // Of a list further out: browsers count it, and others do not.
    if (list === null || !('tagName' in list) || (kind !== 'ol' && kind !== 'ul')) return this.sink.aside('li')
    if (kind === 'ul') return undefined
    this.sink.part()
    const start = Number.parseInt(attributeOf(list, 'start'), 10)
    const number = this.#counts.get(list) ?? (Number.isNaN(start) ? 1 : start)
    this.#counts.set(list, number + 1)
    this.sink.beside.numbers.push({ at: this.sink.at, number, numbering: numberingOf(attributeOf(list, 'type') || '1') })
    return undefined
  }

  #table(element: Element): void {
    this.tables.open()
    this.#plain(element)
    this.tables.close()
  }

  #cell(element: Element): void {
    this.sink.part()
    const row = parentOf(element)
    if (row !== null && elementsIn(row)[0] === element) this.tables.current?.nextRow()
    const end = this.tables.current?.cell(this.sink.at, spanOf(element, 'colspan'), spanOf(element, 'rowspan'))
    this.#plain(element)
    end?.(this.sink.at)
  }

  #footer(element: Element): void {
    for (const child of element.childNodes) {
      this.#foreignBelow(child)
      this.around.push(textOf(child))
    }
  }

  #box(element: Element): void {
    this.sink.part()
    if (attributeOf(element, 'type') === 'checkbox') this.sink.text(element.attrs.some(({ name }) => name === 'checked') ? checkedBox : uncheckedBox)
    this.sink.part()
  }
}

/** Whether a caption or the head of a table stands where it is shown. */
function isOnTop(element: Element): boolean {
  const table = parentOf(element)
  const shown = table === null ? [] : elementsIn(table).filter(({ tagName }) => tagName !== 'colgroup' && (element.tagName === 'caption' || tagName !== 'caption'))
  return shown[0] === element
}

/** Whether every term has one value, beside which it is shown. */
function isInPairs(list: Element): boolean {
  const parts = elementsIn(list)
  return parts.length % 2 === 0 && parts.every(({ tagName }, index) => tagName === (index % 2 === 0 ? 'dt' : 'dd'))
}

/** Of cells, as browsers read it. */
function spanOf(element: Element, name: string): number {
  const span = Number.parseInt(attributeOf(element, name), 10)
  return span >= 1 && span <= 1_000 ? span : 1
}

/** Headings of parts behind that of the document, which may be ''. */
function headingsOf(document: Node): readonly string[] {
  const headings: [string, ...string[]] = ['']
  find(document, (element) => {
    const said = /^h[12]$/.test(element.tagName) ? wordsOf(linesOf(element)).join(' ') : ''
    if (element.tagName === 'h2') headings.push(said)
    else if (element.tagName === 'h1' && headings[0] === '') headings[0] = said
    return false
  })
  return headings
}

/** Whether nothing follows in the part of the page that is the document. */
function isEnd(element: Element): boolean {
  const { parentNode } = element
  if (parentNode === null || !('tagName' in parentNode) || parentNode.tagName !== 'main') return false
  return parentNode.childNodes.findLast((child) => 'tagName' in child || textOf(child).trim() !== '') === element
}

function hasImage(element: Element): boolean {
  return find(element, ({ tagName }) => tagName === 'img') !== null
}
