/** Tables of Word: cells that go on from above or from the side are one cell with spans. */
import type { RichNode } from '../../model/workshop.ts'
import { childOf, childrenOf, elementsOf, type XmlElement } from '../xml/read-xml.ts'
import { toggleOf, valueOf } from './package.ts'
import { numberOf } from './styles.ts'

type OpenCell = { readonly type: string; colspan: number; rowspan: number; readonly column: number; readonly content: RichNode[] }

const twipsPerPixel = 15
const maxSpan = 1_000

export function docxTable(table: XmlElement, readBlocks: (cell: XmlElement) => RichNode[]): RichNode {
  const widths = childrenOf(childOf(table, 'w:tblGrid'), 'w:gridCol').map(({ attributes }) => Math.round((numberOf(attributes['w:w'] ?? null) ?? 0) / twipsPerPixel))
  /** By column: the cell above that may go on. */
  let above = new Map<number, OpenCell>()
  const rows = unwrapped(table, 'w:tr').map((row): OpenCell[] => {
    const properties = childOf(row, 'w:trPr')
    const isHeader = toggleOf(properties, 'w:tblHeader') === true
    const cells: OpenCell[] = []
    const open = new Map<number, OpenCell>()
    const filler = (count: number, column: number): void => {
      if (count > 0) cells.push({ type: 'tableCell', colspan: count, rowspan: 1, column, content: [] })
    }
    let column = Math.min(numberOf(valueOf(properties, 'w:gridBefore')) ?? 0, maxSpan)
    filler(column, 0)
    for (const cell of unwrapped(row, 'w:tc')) {
      const own = childOf(cell, 'w:tcPr')
      const colspan = Math.max(1, Math.min(numberOf(valueOf(own, 'w:gridSpan')) ?? 1, maxSpan))
      const continues = (name: string): boolean => childOf(own, name) !== null && valueOf(own, name) !== 'restart'
      const upper = above.get(column)
      const before = cells.at(-1)
      if (continues('w:vMerge') && upper && upper.colspan === colspan) {
        upper.rowspan += 1
        for (const block of readBlocks(cell)) upper.content.push(block)
        open.set(column, upper)
      } else if (continues('w:hMerge') && before) {
        before.colspan += colspan
        for (const block of readBlocks(cell)) before.content.push(block)
      } else {
        const made: OpenCell = { type: isHeader ? 'tableHeader' : 'tableCell', colspan, rowspan: 1, column, content: readBlocks(cell) }
        cells.push(made)
        open.set(column, made)
      }
      column += colspan
    }
    filler(Math.min(numberOf(valueOf(properties, 'w:gridAfter')) ?? 0, maxSpan), column)
    above = open
    return cells
  })
  return {
    type: 'table',
    content: rows.map((cells) => ({
      type: 'tableRow',
      content: cells.map(({ type, colspan, rowspan, column, content }) => {
        const colwidth = widths.slice(column, column + colspan)
        return { type, attrs: { colspan, rowspan, colwidth: colwidth.length === colspan ? colwidth : null }, content }
      }),
    })),
  }
}

/** Rows or cells, also inside content controls and insertions; deleted rows are gone. */
function unwrapped(parent: XmlElement, name: string): XmlElement[] {
  return elementsOf(parent).flatMap((child) => {
    if (child.name === name) return childOf(childOf(child, 'w:trPr'), 'w:del') ? [] : [child]
    return /^(w:sdt|w:sdtContent|w:customXml|w:ins|w:moveTo|w:smartTag)$/.test(child.name) ? unwrapped(child, name) : []
  })
}
