/** Column widths for formats that want them in figures (Word, PDF): as set on the board, else by what the columns hold. */
import { blockText } from './block-text.ts'
import type { TableBlock } from '../minutes/minutes.ts'

/** Characters that fit beside each other on a page, roughly; and what the borders of a cell take of them. */
const lineCharacters = 104
const paddingCharacters = 5
const maxWordCharacters = 16
const maxLineCharacters = 42

/**
 * One positive share per column; only their proportions mean anything. Every column gets room for its longest word, and what
 * is left goes to the columns with more to say.
 */
export function columnWeights(table: TableBlock): readonly number[] {
  if (table.columnWidths.length === table.columnCount) return table.columnWidths
  const needed = Array.from({ length: table.columnCount }, () => paddingCharacters + 2)
  const wanted = [...needed]
  for (const { column, cell } of cellsWithColumns(table)) {
    if (cell.colspan > 1) continue
    const text = blockText(cell.blocks)
    const word = paddingCharacters + Math.min(maxWordCharacters, longest(text.split(/\s+/)))
    const line = paddingCharacters + Math.min(maxLineCharacters, longest(text.split('\n')))
    needed[column] = Math.max(needed[column] ?? 0, word)
    wanted[column] = Math.max(wanted[column] ?? 0, word, line)
  }
  const spare = Math.max(0, lineCharacters - sum(needed))
  const excess = Math.max(1, sum(wanted) - sum(needed))
  const share = Math.min(1, spare / excess)
  return needed.map((width, column) => width + ((wanted[column] ?? width) - width) * share)
}

function longest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map((text) => text.length))
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

/** Every cell with its row and the column in which it starts. */
export function cellsWithColumns({ rows, columnCount }: TableBlock) {
  const spannedUntil = Array.from({ length: columnCount }, () => 0)
  return rows.flatMap((cells, row) => {
    let column = 0
    return cells.map((cell) => {
      while ((spannedUntil[column] ?? 0) > row) column += 1
      const start = column
      for (let across = start; across < start + cell.colspan; across += 1) spannedUntil[across] = row + cell.rowspan
      column = start + cell.colspan
      return { cell, row, column: start }
    })
  })
}
