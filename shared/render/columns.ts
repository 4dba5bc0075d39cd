/** Column widths for formats that want them in figures (Word, PDF): as set on the board, else by what the columns hold. */
import { blockText } from './block-text.ts'
import { widthEms } from './text-width.ts'
import type { Block, TableBlock } from '../minutes/minutes.ts'

/** What has room beside each other on a page, in em of the letters in a table; and what the borders of a cell take of it. */
const lineEms = 48
const paddingEms = 1.4
const minColumnEms = 1.8
const maxWordEms = 9.5
const maxLineEms = 24

/**
 * One positive share per column; only their proportions mean anything. Every column gets room for its longest word, as far as the page
 * has it: where it has not, the longest words give way. What is left goes to the columns with more to say.
 */
export function columnWeights(table: TableBlock): readonly number[] {
  if (table.columnWidths.length === table.columnCount) return table.columnWidths
  const words = Array.from({ length: table.columnCount }, () => minColumnEms)
  const lines = [...words]
  for (const { column, cell } of cellsWithColumns(table)) {
    if (cell.colspan > 1) continue
    const text = blockText(cell.blocks)
    const indent = deepestIndentEms(cell.blocks)
    words[column] = Math.max(words[column] ?? 0, indent + Math.min(maxWordEms, widest(text.split(/\s+/))))
    lines[column] = Math.max(lines[column] ?? 0, indent + Math.min(maxLineEms, widest(text.split('\n'))))
  }
  const room = lineEms - paddingEms * table.columnCount
  const needed = within(room, words)
  const wanted = lines.map((line, column) => Math.max(line, words[column] ?? 0))
  const spare = Math.max(0, room - sum(needed))
  const excess = Math.max(1, sum(wanted) - sum(needed))
  const share = Math.min(1, spare / excess)
  return needed.map((width, column) => paddingEms + width + ((wanted[column] ?? width) - width) * share)
}

/** What a list takes of its lines in the PDF (`typst-template.ts`): for a bullet or a box, or for a number of some digits. */
export function listIndentEms({ style }: Extract<Block, { kind: 'list' }>): number {
  return style === 'number' ? 2.5 : 1.5
}

/** What lists in each other take, the deepest ones. */
function deepestIndentEms(blocks: readonly Block[]): number {
  return Math.max(0, ...blocks.map((block) => (block.kind === 'list' ? listIndentEms(block) + deepestIndentEms(block.items.flatMap((item) => item.blocks)) : 0)))
}

/** `widths` that have `room` beside each other: the widest are cut to one width. */
function within(room: number, widths: readonly number[]): readonly number[] {
  let left = room
  const ascending = [...widths].sort((a, b) => a - b)
  for (const [index, width] of ascending.entries()) {
    const even = left / (ascending.length - index)
    if (width > even) return widths.map((wide) => Math.min(wide, Math.max(minColumnEms, even)))
    left -= width
  }
  return widths
}

function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map((text) => widthEms(text)))
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
