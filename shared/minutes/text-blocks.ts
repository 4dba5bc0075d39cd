/** Small makers of blocks for the words that the compiler itself puts down. */
import { textDirection } from './direction.ts'
import type { Block, Cell, Fact, Inline, TableBlock } from './minutes.ts'
import { printable, printableLines } from './printable.ts'
import { cellOf } from './table-grid.ts'

/** `text` as inlines: line ends become breaks, everything else stays as typed. */
export function inlinesOf(text: string): readonly Inline[] {
  return printableLines(text).flatMap((line, index) => [
    ...(index > 0 ? [{ kind: 'break' } as const] : []),
    ...(line === '' ? [] : [{ kind: 'text', text: line, marks: [] } as const]),
  ])
}

export function paragraph(text: string): Block {
  return { kind: 'paragraph', style: 'body', number: null, inlines: inlinesOf(text), direction: textDirection(text) }
}

/** A line of the compiler's own (times, speakers, counts): it runs with the labels, whichever script the names in it are in. */
export function metaLine(text: string): Block {
  return { kind: 'paragraph', style: 'meta', number: null, inlines: inlinesOf(text), direction: null }
}

/** A fact per entry with a value; entries whose value is blank are left out. */
export function factsOf(entries: readonly (readonly [term: string, value: string])[]): readonly Fact[] {
  return entries.filter(([, value]) => value.trim() !== '').map(([term, value]) => ({ term: printable(term), blocks: [paragraph(value)] }))
}

/**
 * A table with one header row. Cells are text or ready blocks; a row without a word is left out, a column in which no row has anything
 * as well, and so is the table (null) when nothing is left.
 */
export function simpleTable(
  caption: string,
  columns: readonly string[],
  written: readonly (readonly (string | readonly Block[])[])[],
): TableBlock | null {
  const rows = written.filter((row) => row.some(isFilled))
  if (rows.length === 0) return null
  const used = columns.map((_, column) => rows.some((row) => isFilled(row[column] ?? '')))
  const kept = <T,>(cells: readonly T[]): readonly T[] => cells.filter((_, column) => used[column])
  const header = kept(columns).map((column) => cellOf([paragraph(column)], true))
  const body = rows.map((row): readonly Cell[] =>
    kept(columns.map((_, column) => row[column] ?? '')).map((content) =>
      cellOf(typeof content !== 'string' ? content : isFilled(content) ? [paragraph(content)] : []),
    ),
  )
  return {
    kind: 'table',
    caption: printable(caption),
    columnCount: header.length,
    columnWidths: [],
    headerRowCount: 1,
    rows: [header, ...body],
  }
}

function isFilled(cell: string | readonly Block[]): boolean {
  return typeof cell === 'string' ? cell.trim() !== '' : cell.length > 0
}

/** A heading inside a part. */
export function headingOf(text: string, level: number): Block {
  return { kind: 'heading', level, inlines: inlinesOf(text), direction: textDirection(text) }
}
