/** The words of an HTML file, or of the HTML that Markdown stands for, by way of parse5. */
import { parse, type DefaultTreeAdapterMap } from 'parse5'
import { checkedBox, uncheckedBox } from '../versions/minutes-words.ts'
import { WordSink, type ReadDocument } from './read-words.ts'

type Node = DefaultTreeAdapterMap['node']
type Element = DefaultTreeAdapterMap['element']

/** Elements between which no word goes on. */
const inlineElements = new Set(['a', 'b', 'bdi', 'bdo', 'code', 'del', 'em', 'i', 'ins', 'mark', 's', 'small', 'span', 'strong', 'sub', 'sup', 'u', 'wbr', 'font'])
/** What is no part of the words. */
const skippedElements = new Set(['head', 'nav', 'footer', 'script', 'style', 'template', 'svg', 'noscript'])

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
  const main = find(document, ({ tagName }) => tagName === 'main') ?? find(document, ({ tagName }) => tagName === 'body')
  if (main) reader.walk(main)
  const meta = (name: string): string => {
    const found = find(document, (element) => element.tagName === 'meta' && attribute(element, 'name') === name)
    return found ? attribute(found, 'content') : ''
  }
  return reader.sink.end({ proof: meta('minuta-proof'), named: { version: meta('minuta-version'), fingerprint: meta('minuta-fingerprint') } })
}

class HtmlReader {
  readonly sink = new WordSink()
  readonly #dialect: HtmlDialect
  #isCaptionDue = false

  constructor(dialect: HtmlDialect) {
    this.#dialect = dialect
  }

  walk(node: Node): void {
    if ('value' in node && node.nodeName === '#text') return this.sink.text(node.value)
    if (!('tagName' in node)) return 'childNodes' in node ? this.#children(node.childNodes) : undefined
    const { tagName } = node
    if (skippedElements.has(tagName) || hasClass(node, 'missing') || attribute(node, 'data-beside') !== '') return this.#skip(node)
    if (this.#dialect.isCitation(node)) return this.sink.citation(textOf(node))
    if (this.#dialect.isStatus(node)) return this.sink.status(textOf(node))
    if (tagName === 'img') return this.#image()
    if (tagName === 'input') return this.#box(node)
    if (tagName === 'figcaption' && !hasClass(node.parentNode, 'quote')) return this.sink.caption(textOf(node))
    if (this.#isCaptionDue && tagName === 'p' && textOf(node).trim() !== '' && !hasImage(node)) {
      this.#isCaptionDue = false
      return this.sink.caption(textOf(node))
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

  #skip(element: Element): void {
    if (hasClass(element, 'missing')) this.#image()
  }

  #image(): void {
    this.sink.part()
    this.#isCaptionDue = this.#dialect.hasPlainCaptions
  }

  #box(element: Element): void {
    this.sink.part()
    if (attribute(element, 'type') === 'checkbox') this.sink.text(element.attrs.some(({ name }) => name === 'checked') ? checkedBox : uncheckedBox)
    this.sink.part()
  }
}

function find(node: Node, isWanted: (element: Element) => boolean): Element | null {
  if ('tagName' in node && isWanted(node)) return node
  for (const child of 'childNodes' in node ? node.childNodes : []) {
    const found = find(child, isWanted)
    if (found) return found
  }
  return null
}

function hasImage(element: Element): boolean {
  return find(element, ({ tagName }) => tagName === 'img') !== null
}

function textOf(node: Node): string {
  if ('value' in node && node.nodeName === '#text') return node.value
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : ''
}

function attribute(element: Element, name: string): string {
  return element.attrs.find((attribute) => attribute.name === name)?.value ?? ''
}

function hasClass(node: Node | null, name: string): boolean {
  return node !== null && 'tagName' in node && attribute(node, 'class').split(/\s+/).includes(name)
}
