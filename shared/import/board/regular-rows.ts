/**
 * Tables as editors need them: every place of the grid covered by exactly one cell. Foreign tables overlap, end early and span
 * beyond their end; an editor would mend them on opening, and write without anybody having typed.
 */
import type { RichNode } from '../../model/workshop.ts'
import { RefusedError } from '../imported.ts'
import { importLimits } from '../limits.ts'

const maxColumns = 1_000

type Placed = { readonly cell: RichNode; readonly row: number; readonly column: number; readonly colspan: number; readonly rowspan: number }

/** The cells of each row, with spans that fit and empty cells where the source has none. */
export function regularRows(rows: readonly RichNode[]): RichNode[][] {
  const placed: Placed[][] = []
  /** For each column, the first row that is free there. */
  const freeFrom: number[] = []
  let columnCount = 0
  rows.forEach((row, index) => {
    const cells: Placed[] = []
    let column = 0
    for (const cell of row.content ?? []) {
      if (cell.type !== 'tableCell' && cell.type !== 'tableHeader') continue
      while ((freeFrom[column] ?? 0) > index) column += 1
      if (column >= maxColumns) break
      const wanted = span(cell, 'colspan')
      let colspan = 1
      while (colspan < wanted && column + colspan < maxColumns && (freeFrom[column + colspan] ?? 0) <= index) colspan += 1
      const rowspan = Math.min(span(cell, 'rowspan'), rows.length - index)
      for (let at = column; at < column + colspan; at += 1) freeFrom[at] = index + rowspan
      cells.push({ cell, row: index, column, colspan, rowspan })
      column += colspan
    }
    columnCount = Math.max(columnCount, column, freeFrom.length)
    placed.push(cells)
  })
  if (columnCount === 0) return []
  if (columnCount * rows.length > importLimits.maxNodes) throw new RefusedError('too-large', 'a table with more cells than a board holds')
  return withoutEmptyRows(fill(placed, columnCount))
}

function fill(placed: readonly Placed[][], columnCount: number): RichNode[][] {
  const isTaken = placed.map(() => new Uint8Array(columnCount))
  for (const { row, column, colspan, rowspan } of placed.flat()) {
    for (let at = row; at < row + rowspan; at += 1) isTaken[at]?.fill(1, column, column + colspan)
  }
  return placed.map((cells, index) => {
    const row: { readonly column: number; readonly node: RichNode }[] = cells.map(({ cell, column, colspan, rowspan }) =>
      ({ column, node: { ...cell, attrs: { ...cell.attrs, colspan, rowspan, colwidth: widths(cell, colspan) } } }))
    for (let column = 0; column < columnCount; column += 1) {
      if (isTaken[index]?.[column] === 0) row.push({ column, node: { type: cells[0]?.cell.type === 'tableHeader' && cells.every(({ cell }) => cell.type === 'tableHeader') ? 'tableHeader' : 'tableCell', content: [] } })
    }
    return row.sort((a, b) => a.column - b.column).map(({ node }) => node)
  })
}

/** A row that only cells from above fill says nothing of its own: those cells become one row shorter. */
function withoutEmptyRows(rows: RichNode[][]): RichNode[][] {
  const isEmpty = rows.map((cells) => cells.length === 0)
  if (!isEmpty.includes(true)) return rows
  return rows.flatMap((cells, index) => (isEmpty[index] ? [] : [cells.map((cell) => {
    const rowspan = Number(cell.attrs?.['rowspan'] ?? 1)
    const emptyBelow = isEmpty.slice(index + 1, index + rowspan).filter(Boolean).length
    return emptyBelow === 0 ? cell : { ...cell, attrs: { ...cell.attrs, rowspan: rowspan - emptyBelow } }
  })]))
}

function span(cell: RichNode, name: 'colspan' | 'rowspan'): number {
  const value = Number(cell.attrs?.[name] ?? 1)
  return Number.isInteger(value) && value >= 1 ? Math.min(value, 1_000) : 1
}

function widths(cell: RichNode, colspan: number): number[] | null {
  const given: unknown = cell.attrs?.['colwidth']
  return Array.isArray(given) && given.length === colspan && given.every((width) => Number.isInteger(width) && width >= 24 && width <= 2_000) ? (given as number[]) : null
}
