/** Fields as columns of a table that has to be read on paper. */
import type { Labels } from './labels.ts'
import type { Block } from './minutes.ts'
import { paragraph } from './text-blocks.ts'

/** `isExtra`: asked for on demand only. `width`: 1 for a field of words. */
export type FieldColumn = { readonly title: string; readonly isExtra: boolean; readonly width: number }

/** What a row says in each of the columns; '' where nothing is said. */
export type FieldRow = { readonly values: readonly string[] }

/**
 * A column per field; where more than `maxWidth` of them are filled in, those that are extra stand in one, each with its name. The
 * registers as CSV part them again (`render/registers.ts`).
 */
export function fieldCells(columns: readonly FieldColumn[], rows: readonly FieldRow[], { punctuation, columns: names }: Labels, maxWidth: number): { readonly titles: readonly string[]; readonly cells: readonly (readonly (readonly Block[])[])[] } {
  const width = columns.reduce((sum, column, index) => sum + (rows.some(({ values }) => (values[index] ?? '') !== '') ? column.width : 0), 0)
  const isShared = (index: number): boolean => width > maxWidth && columns[index]?.isExtra === true
  const own = columns.flatMap((_, index) => (isShared(index) ? [] : [index]))
  const shared = columns.flatMap((_, index) => (isShared(index) ? [index] : []))
  return {
    titles: [...own.map((index) => columns[index]?.title ?? ''), ...(shared.length === 0 ? [] : [names.details])],
    cells: rows.map(({ values }) => [
      ...own.map((index) => told(values[index] ?? '')),
      ...(shared.length === 0 ? [] : [shared.flatMap((index) => (values[index] ? [paragraph(`${columns[index]?.title ?? ''}${punctuation.colon}${values[index]}`)] : []))]),
    ]),
  }
}

/** A cell of words; an empty one where there are none. */
export function told(text: string): readonly Block[] {
  return text === '' ? [] : [paragraph(text)]
}
