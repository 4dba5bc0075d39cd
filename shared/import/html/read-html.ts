/** HTML as content of a board. */
import { Collector } from '../board/collector.ts'
import { finishDocument } from '../board/finish.ts'
import type { ImportedDocument } from '../imported.ts'
import { HtmlBlocks } from './html-blocks.ts'
import { attribute, firstBelow, hasClass, isElement, parseHtml, textBelow, type HtmlDocument, type HtmlElement } from './parse-html.ts'

export type HtmlOptions = {
  /** Name of the file. */
  readonly name: string
  /** A title that is known from elsewhere; '' takes that of the page. */
  readonly title?: string
  readonly collector?: Collector
  /** The program that wrote the file, where it is known from elsewhere. */
  readonly generator?: string
  /** Reads Markdown that a page carries along for its script to show; left out where a page of Markdown is being read already. */
  readonly readMarkdown?: (markdown: string, name: string) => ImportedDocument
}

/** Throws a RefusedError for what is too large, nested too deep or empty. */
export function readHtml(html: string, { name, title = '', collector = new Collector(), generator: known = '', readMarkdown }: HtmlOptions): ImportedDocument {
  const document = parseHtml(html)
  const titleElement = firstBelow(document, 'title')
  const body = firstBelow(document, 'body')
  const carried = readMarkdown && body ? carriedMarkdown(body) : null
  if (readMarkdown && carried !== null) return readMarkdown(carried, name)
  const generator = known === '' ? generatorOf(document) : known
  const nodes = body ? new HtmlBlocks(collector, generator).read(body, firstBelow(document, 'html')) : []
  return finishDocument(nodes, collector, { name, generator, title: title !== '' ? title : titleElement ? textBelow(titleElement) : '' })
}

/** The text of an element that a page fills by script from the Markdown in it; null when there is none, or it was filled before it was saved. */
function carriedMarkdown(element: HtmlElement): string | null {
  if (hasClass(element, 'markdown-body') && isUnfilled(element)) {
    const text = textBelow(element)
    return /\n/.test(text.trim()) ? text : null
  }
  for (const child of element.childNodes) {
    const found = isElement(child) ? carriedMarkdown(child) : null
    if (found !== null) return found
  }
  return null
}

/** Markdown stands in words of its own; what a page has filled stands in blocks only. */
function isUnfilled({ childNodes }: HtmlElement): boolean {
  return childNodes.some((child) => 'value' in child && child.value.trim() !== '') && !childNodes.some((child) => isElement(child) && /^(p|ul|ol|h[1-6]|table)$/.test(child.tagName))
}

/** The program that a page says it was written by. */
function generatorOf(element: HtmlElement | HtmlDocument): string {
  const head = firstBelow(element, 'head')
  const meta = head?.childNodes.find((child): child is HtmlElement => isElement(child) && child.tagName === 'meta' && attribute(child, 'name') === 'generator')
  return meta ? (attribute(meta, 'content') ?? '') : ''
}
