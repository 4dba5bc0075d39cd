/** HTML as content of a board. */
import { Collector } from '../board/collector.ts'
import { finishDocument } from '../board/finish.ts'
import type { ImportedDocument } from '../imported.ts'
import { HtmlBlocks } from './html-blocks.ts'
import { firstBelow, parseHtml, textBelow } from './parse-html.ts'

export type HtmlOptions = {
  /** Name of the file. */
  readonly name: string
  /** A title that is known from elsewhere; '' takes that of the page. */
  readonly title?: string
  readonly collector?: Collector
}

/** Throws a RefusedError for what is too large, nested too deep or empty. */
export function readHtml(html: string, { name, title = '', collector = new Collector() }: HtmlOptions): ImportedDocument {
  const document = parseHtml(html)
  const titleElement = firstBelow(document, 'title')
  const body = firstBelow(document, 'body')
  const nodes = body ? new HtmlBlocks(collector).read(body) : []
  return finishDocument(nodes, collector, { name, title: title !== '' ? title : titleElement ? textBelow(titleElement) : '' })
}
