/** Widths of columns, made to fit a page of a board: paper is wider. */
import type { RichNode } from '../../model/workshop.ts'

/** The text of a board in a window of middle size, in CSS pixels. */
const pageWidth = 560
const narrowest = 24
/** Columns that differ by less are meant to be equal, which needs no widths. */
const tolerance = 4

/** `rows` with widths that fit, or without any: when a column has none, when all are equal. */
export function fittingWidths(rows: readonly (readonly RichNode[])[]): readonly (readonly RichNode[])[] {
  const cells = rows.flat()
  const all = cells.map((cell) => cell.attrs?.['colwidth'] as readonly number[] | null | undefined)
  const [least, most] = all.flatMap((widths) => widths ?? []).reduce(([low, high], width) => [Math.min(low, width), Math.max(high, width)], [Infinity, -Infinity])
  const first = rows[0]?.flatMap((cell) => (cell.attrs?.['colwidth'] as readonly number[] | null | undefined) ?? []) ?? []
  const total = first.reduce((sum, width) => sum + width, 0)
  const isUseless = all.some((widths) => !widths) || most - least <= tolerance
  if (!isUseless && total <= pageWidth) return rows
  const factor = pageWidth / total
  const fit = (widths: unknown): number[] | null => (isUseless ? null : (widths as readonly number[]).map((width) => Math.max(narrowest, Math.round(width * factor))))
  return rows.map((row) => row.map((cell) => ({ ...cell, attrs: { ...cell.attrs, colwidth: fit(cell.attrs?.['colwidth']) } })))
}
