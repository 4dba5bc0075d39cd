/** The words of an HTML file, or of the HTML that Markdown stands for, by way of parse5. */
import { parse } from 'parse5'
import { numberingOf } from '../versions/beside.ts'
import { checkedBox, uncheckedBox } from '../versions/minutes-words.ts'
import { attributeOf, find, hasClass, textOf, type Element, type Node } from './html-tree.ts'
import { cachedDigests, dataOf, type PictureWords } from './found-beside.ts'
import { foreignIn, isSearchBar, isSearchLabel } from './known-html.ts'
import { WordSink, type ReadDocument } from './read-words.ts'

/** Elements between which no word goes on. */
const inlineElements = new Set(['a', 'b', 'bdi', 'code', 'del', 'em', 'i', 'ins', 'mark', 's', 'small', 'span', 'strong', 'sub', 'sup', 'u', 'wbr'])

/** What they say is about all of it. */
const wholePage = new Set(['base', 'body', 'head', 'html', 'link', 'meta', 'script', 'style'])
/** What they hold is no text; `foreignIn` has a look at it. */
const silentElements = new Set(['script', 'style'])

export type HtmlDialect = {
  /** Of the element that holds a citation number. */
  readonly isCitation: (element: Element) => boolean
  readonly isStatus: (element: Element) => boolean
  /** A figure's caption stands in a paragraph after the image. */
  readonly hasPlainCaptions: boolean
}

export const htmlDialect: HtmlDialect = {
  isCitation: (element) => hasClass(element, 'cite'),
  isStatus: (element) => hasClass(element, 'status'),
  hasPlainCaptions: false,
}

export function readHtml(html: string, dialect: HtmlDialect = htmlDialect): ReadDocument {
  const document = parse(html)
  const reader = new HtmlReader(dialect)
  reader.walk(document)
  const meta = (name: string): string => {
    const found = find(document, (element) => element.tagName === 'meta' && attributeOf(element, 'name') === name)
    return found ? attributeOf(found, 'content') : ''
  }
  const { sink, logos, around } = reader
  const digests = cachedDigests((source) => dataOf(source))
  const beside = {
    ...sink.beside.end(digests),
    logos: logos.map(({ source, ...words }) => ({ ...words, ...digests(source) })),
    around: dialect.hasPlainCaptions ? null : around,
    isSavedAgain: false,
  }
  return sink.end({ proof: meta('minuta-proof'), named: { version: meta('minuta-version'), fingerprint: meta('minuta-fingerprint') }, beside })
}

class HtmlReader {
  readonly sink = new WordSink()
  readonly logos: (PictureWords & { readonly source: string })[] = []
  /** Lines of the letterhead. */
  readonly around: string[] = []
  readonly #dialect: HtmlDialect
  /** The next number of every list that counts. */
  readonly #counts = new Map<Element, number>()
  #isCaptionDue = false

  constructor(dialect: HtmlDialect) {
    this.#dialect = dialect
  }

  walk(node: Node): void {
    if ('value' in node && node.nodeName === '#text') return this.sink.text(node.value)
    if (!('tagName' in node)) return 'childNodes' in node ? this.#children(node.childNodes) : undefined
    this.#foreign(node)
    const { tagName } = node
    if (silentElements.has(tagName)) return
    if (tagName === 'title') return this.#whole(node, (text) => this.sink.contents(text))
    if (isSearchBar(node)) return this.#whole(node, (text) => this.#searchBar(text))
    if (tagName === 'nav') return this.#contents(node)
    if (tagName === 'footer' && isEnd(node)) return this.#footer(node)
    if (hasClass(node, 'missing')) return this.#missing(node)
    if (this.#dialect.isCitation(node)) return this.#whole(node, (text) => this.sink.citation(text))
    if (this.#dialect.isStatus(node)) return this.#whole(node, (text) => this.sink.status(text))
    if (tagName === 'img') return this.#image(node)
    if (tagName === 'a') return this.#link(node)
    if (tagName === 'li') this.#item(node)
    if (tagName === 'input') return this.#box(node)
    if (tagName === 'figcaption' && !hasClass(node.parentNode, 'quote')) return this.#whole(node, (text) => this.sink.caption(text))
    if (this.#isCaptionDue && tagName === 'p' && textOf(node).trim() !== '' && !hasImage(node)) {
      this.#isCaptionDue = false
      return this.#whole(node, (text) => this.sink.caption(text))
    }
    const isInline = inlineElements.has(tagName)
    if (!isInline) this.sink.part()
    this.#children(node.childNodes)
    if (tagName === 'dt') this.sink.text(':')
    if (!isInline) this.sink.part()
    return undefined
  }

  #children(nodes: readonly Node[]): void {
    for (const node of nodes) this.walk(node)
  }

  #foreign(element: Element): void {
    for (const name of foreignIn(element)) this.sink.aside(name, wholePage.has(element.tagName) ? 'everywhere' : 'here')
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

  /** Line by line: paragraphs and items. */
  #contents(node: Node): void {
    for (const child of 'childNodes' in node ? node.childNodes : []) {
      if (!('tagName' in child)) {
        this.sink.contents(textOf(child))
        continue
      }
      this.#aside(child)
      if (child.tagName === 'p' || child.tagName === 'li') this.#whole(child, (text) => this.sink.contents(text))
      else this.#contents(child)
    }
  }

  /** The search bar says how many hits it has; it is hidden, so that no word may stand in it. */
  #searchBar(text: string): void {
    if (/^\s*(?:\d+ \/ \d+)?\s*$/.test(text) || isSearchLabel(text.trim())) return
    this.sink.aside('search')
    this.sink.text(text)
    this.sink.part()
  }

  #missing(element: Element): void {
    this.#whole(element, (text) => this.sink.missing(text))
    this.#isCaptionDue = this.#dialect.hasPlainCaptions
  }

  #image(element: Element): void {
    this.sink.part()
    const source = attributeOf(element, 'src')
    const words = { description: attributeOf(element, 'alt'), title: attributeOf(element, 'title') }
    if (this.sink.at === 0 && hasClass(element, 'logo')) this.logos.push({ source, ...words })
    else this.sink.beside.picture(this.sink.at, source, words)
    this.#isCaptionDue = this.#dialect.hasPlainCaptions
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

/** Whether nothing follows in the part of the page that is the document. */
function isEnd(element: Element): boolean {
  const { parentNode } = element
  if (parentNode === null || !('tagName' in parentNode) || parentNode.tagName !== 'main') return false
  return parentNode.childNodes.findLast((child) => 'tagName' in child || textOf(child).trim() !== '') === element
}

function hasImage(element: Element): boolean {
  return find(element, ({ tagName }) => tagName === 'img') !== null
}
