/**
 * Makes a grid of whatever a table has become: concurrent edits leave rows of different lengths and cells that span past the
 * end. Word, LibreOffice and Typst refuse or misread such tables, so every renderer gets one in which each place is covered
 * exactly once.
 */
import type { Block, Cell } from './minutes.ts'

export type Grid = {
  readonly columnCount: number
  readonly headerRowCount: number
  readonly rows: readonly (readonly Cell[])[]
}

/** Text nobody needs is worth less than a table nobody can open: spans are cut to this many. */
const maxSpan = 200

/** The grid of `rows`; null when there is no cell in it at all. Cells keep their order and their blocks. */
export function tableGrid(rows: readonly (readonly Cell[])[]): Grid | null {
  // taken[row][column]: covered by a cell of this row or one that spans from above.
  const taken: boolean[][] = rows.map(() => [])
  const placed: { cell: Cell; column: number }[][] = rows.map(() => [])
  for (const [rowIndex, row] of rows.entries()) {
    let column = 0
    for (const cell of row) {
      while (taken[rowIndex]?.[column]) column += 1
      const colspan = freeColumns(taken[rowIndex] ?? [], column, Math.min(Math.max(1, cell.colspan), maxSpan))
      const rowspan = Math.min(Math.max(1, cell.rowspan), rows.length - rowIndex)
      for (let below = rowIndex; below < rowIndex + rowspan; below += 1) {
        for (let across = column; across < column + colspan; across += 1) (taken[below] ??= [])[across] = true
      }
      placed[rowIndex]?.push({ cell: { ...cell, colspan, rowspan }, column })
      column += colspan
    }
  }
  const columnCount = Math.max(0, ...taken.map((row) => row.length))
  if (columnCount === 0) return null
  const filled = placed.map((row, rowIndex) => {
    const gaps: { cell: Cell; column: number }[] = []
    for (let column = 0; column < columnCount; column += 1) {
      if (!taken[rowIndex]?.[column]) gaps.push({ cell: emptyCell, column })
    }
    return [...row, ...gaps].sort((a, b) => a.column - b.column).map(({ cell }) => cell)
  })
  return { columnCount, headerRowCount: headerRows(filled), rows: filled }
}

const emptyCell: Cell = { isHeader: false, colspan: 1, rowspan: 1, blocks: [] }

function freeColumns(row: readonly boolean[], from: number, wanted: number): number {
  let count = 1
  while (count < wanted && !row[from + count]) count += 1
  return count
}

/** Leading rows of header cells only, unless one of them reaches into the body. */
function headerRows(rows: readonly (readonly Cell[])[]): number {
  const firstBody = rows.findIndex((row) => row.length === 0 || row.some((cell) => !cell.isHeader))
  const count = firstBody === -1 ? Math.min(1, rows.length) : firstBody
  const reachesOut = rows.slice(0, count).some((row, index) => row.some((cell) => index + cell.rowspan > count))
  return reachesOut ? 0 : count
}

/** A body cell with one block of text, as the compiler's own tables use. */
export function cellOf(blocks: readonly Block[], isHeader = false): Cell {
  return { isHeader, colspan: 1, rowspan: 1, blocks }
}
