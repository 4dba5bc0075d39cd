/** Tables of OpenDocument: rows and cells that are written once and meant several times, covered places, groups of rows. */
import type { RichNode } from '../../model/workshop.ts'
import { RefusedError } from '../imported.ts'
import { importLimits } from '../limits.ts'
import { elementsOf, type XmlElement } from '../xml/read-xml.ts'
import type { OdtStyles } from './styles.ts'

/** Empty rows and cells beyond these are the unused rest of a sheet. */
const maxEmptyRepeats = 50

export function odtTable(table: XmlElement, styles: OdtStyles, readBlocks: (cell: XmlElement) => RichNode[]): RichNode {
  const widths = columnsOf(table).flatMap((column) => Array.from({ length: repeats(column, 'table:number-columns-repeated', maxEmptyRepeats) }, () => styles.columnWidth(column.attributes['table:style-name'])))
  const content: RichNode[] = []
  for (const { row, isHeader } of rowsOf(table, false)) {
    const cells = cellsOf(row, isHeader, widths, readBlocks)
    const isEmpty = cells.every((cell) => (cell.content ?? []).length === 0)
    const count = repeats(row, 'table:number-rows-repeated', isEmpty ? maxEmptyRepeats : importLimits.maxNodes)
    if (content.length + count > importLimits.maxNodes / 10) throw new RefusedError('too-large', 'a table with more rows than a board holds')
    for (let index = 0; index < count; index += 1) content.push({ type: 'tableRow', content: cells })
  }
  return { type: 'table', content }
}

function cellsOf(row: XmlElement, isHeader: boolean, widths: readonly (number | null)[], readBlocks: (cell: XmlElement) => RichNode[]): RichNode[] {
  const cells: RichNode[] = []
  let column = 0
  for (const cell of elementsOf(row)) {
    if (cell.name === 'table:covered-table-cell') {
      column += repeats(cell, 'table:number-columns-repeated', maxEmptyRepeats)
      continue
    }
    if (cell.name !== 'table:table-cell') continue
    const content = readBlocks(cell)
    const colspan = repeats(cell, 'table:number-columns-spanned', 1_000)
    const colwidth = widths.slice(column, column + colspan)
    const attrs = { colspan, rowspan: repeats(cell, 'table:number-rows-spanned', 1_000), colwidth: colwidth.length === colspan && !colwidth.includes(null) ? colwidth : null }
    const count = repeats(cell, 'table:number-columns-repeated', content.length === 0 ? maxEmptyRepeats : 1_000)
    for (let index = 0; index < count; index += 1) cells.push({ type: isHeader ? 'tableHeader' : 'tableCell', attrs, content })
    column += count * colspan
  }
  return cells
}

function columnsOf(table: XmlElement): XmlElement[] {
  return elementsOf(table).flatMap((child) => {
    if (child.name === 'table:table-column') return [child]
    return /^table:table-(columns|header-columns|column-group)$/.test(child.name) ? columnsOf(child) : []
  })
}

function rowsOf(table: XmlElement, isHeader: boolean): { readonly row: XmlElement; readonly isHeader: boolean }[] {
  return elementsOf(table).flatMap((child) => {
    switch (child.name) {
      case 'table:table-row':
        return [{ row: child, isHeader }]
      case 'table:table-header-rows':
        return rowsOf(child, true)
      case 'table:table-rows':
      case 'table:table-row-group':
        return rowsOf(child, isHeader)
      default:
        return []
    }
  })
}

function repeats(element: XmlElement, name: string, max: number): number {
  const value = Number(element.attributes[name] ?? '1')
  return Number.isInteger(value) && value >= 1 ? Math.min(value, max) : 1
}

