/** Tables of a page: rows in the order in which a browser shows them, caption before. */
import type { RichNode } from '../../model/workshop.ts'
import { declarationsOf, pixelWidth } from './css.ts'
import type { Context, HtmlBlocks } from './html-blocks.ts'
import { attribute, isElement, type HtmlElement } from './parse-html.ts'

export function htmlTable(table: HtmlElement, context: Context, blocks: HtmlBlocks): RichNode[] {
  const parts = table.childNodes.filter(isElement)
  const rows = [...rowsOf(parts, 'thead'), ...rowsOf(parts, 'tbody', 'tr'), ...rowsOf(parts, 'tfoot')]
  const caption = parts.filter(({ tagName }) => tagName === 'caption').flatMap((element) => blocks.children(element, context))
  const content = rows.map((row): RichNode => ({
    type: 'tableRow',
    content: row.childNodes.filter((child): child is HtmlElement => isElement(child) && /^t[dh]$/.test(child.tagName)).map((element) => cell(element, context, blocks)),
  }))
  return [...(caption.length > 0 ? [{ type: 'paragraph', content: caption }] : []), { type: 'table', content }]
}

function rowsOf(parts: readonly HtmlElement[], ...names: readonly string[]): HtmlElement[] {
  return parts.filter(({ tagName }) => names.includes(tagName)).flatMap((part) =>
    part.tagName === 'tr' ? [part] : part.childNodes.filter((child): child is HtmlElement => isElement(child) && child.tagName === 'tr'))
}

function cell(element: HtmlElement, context: Context, blocks: HtmlBlocks): RichNode {
  const isHeader = element.tagName === 'th'
  const colspan = spanOf(element, 'colspan')
  const width = pixelWidth(attribute(element, 'width') ?? declarationsOf(element).get('width'))
  const inside = isHeader ? { ...context, marks: context.marks.filter(({ type }) => type !== 'bold') } : context
  return {
    type: isHeader ? 'tableHeader' : 'tableCell',
    attrs: { colspan, rowspan: spanOf(element, 'rowspan'), colwidth: width === null ? null : Array.from({ length: colspan }, () => Math.round(width / colspan)) },
    content: blocks.node(element, inside),
  }
}

/** "0" means to the end of the table, which the grid cuts. */
function spanOf(element: HtmlElement, name: string): number {
  const value = Number.parseInt(attribute(element, name) ?? '1', 10)
  return Number.isNaN(value) || value < 0 ? 1 : value === 0 ? (name === 'rowspan' ? 1_000 : 1) : Math.min(value, 1_000)
}
