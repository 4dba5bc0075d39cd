/** A list as it came in a file: plain rows of texts, before anybody says what its columns mean. */
import type { TextEncoding } from './text-encodings.ts'
import { RefusedError } from './imported.ts'
import { importLimits } from './limits.ts'

export type ListTable = {
  /** Of the sheet; '' in a text file. */
  readonly name: string
  /** Without empty rows at the end; row 1 of the file is the first. A row may be shorter than others. */
  readonly rows: readonly (readonly string[])[]
}

export const listDelimiters = ['\t', ';', '|', ','] as const
export type ListDelimiter = (typeof listDelimiters)[number]

/** Something in the file that was read otherwise than it says. */
export type ListNotice =
  /** A quotation mark that opens and never closes: all of them are taken for plain characters. */
  | { readonly kind: 'open-quote'; readonly row: number }
  | { readonly kind: 'hidden-sheets'; readonly count: number }

export type ParticipantList = {
  /** At least one. */
  readonly tables: readonly ListTable[]
  /** Null for a workbook. */
  readonly text: { readonly encoding: TextEncoding; readonly isCertain: boolean; readonly delimiter: ListDelimiter } | null
  readonly notices: readonly ListNotice[]
}

/** What whoever imports knows better than the file tells; null is found out. For text only. */
export type ListChoice = { readonly encoding: TextEncoding | null; readonly delimiter: ListDelimiter | null }

export const listLimits = {
  maxFileBytes: 32 * 1024 * 1024,
  maxRows: 10_000,
  maxColumns: 256,
  /** As long as a text of a record may be; longer cells are cut when they are shown, and leave their row out. */
  maxCellLength: 10_000,
  maxSheets: 50,
} as const

/** More than a list of people has. */
export function tooManyRows(): RefusedError {
  return new RefusedError('too-large', `more than ${listLimits.maxRows} rows or ${listLimits.maxColumns} columns`)
}

/** All cells together, written out: one cell that is meant a million times is a million cells to whoever reads on. */
function checkLength(rows: readonly (readonly string[])[]): void {
  let length = 0
  for (const cells of rows) for (const cell of cells) length += cell.length
  if (length > importLimits.maxCharacters) throw new RefusedError('too-large', `more than ${importLimits.maxCharacters} letters`)
}

/** The rows without those at the end that say nothing, and each without its empty end. Throws a RefusedError for more than a list may hold. */
export function trimmedRows(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  checkLength(rows)
  const isBlank = (cell: string): boolean => cell.trim() === ''
  const trimmed = rows.map((row) => row.slice(0, row.findLastIndex((cell) => !isBlank(cell)) + 1))
  return trimmed.slice(0, trimmed.findLastIndex((row) => row.length > 0) + 1)
}
