/**
 * Tables for spreadsheets: RFC 4180, UTF-8 with the mark that Excel wants, and no cell that a spreadsheet would take for a formula.
 *
 * An apostrophe is put before whatever begins like one: at the beginning of a cell, and behind every semicolon, tab and line end in it,
 * because a spreadsheet that parts cells there (Excel in half of Europe) would begin a cell at that place. Whoever reads the file with a
 * program takes one apostrophe away where it stands before what is described by `dangerous`: that gives exactly what was typed.
 */

/** Apostrophes, quotation marks, spaces and what nobody sees, then what begins a formula (in full width too), or a character that Excel skips. */
const dangerous = String.raw`'*[ "\u00A0\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20\t\r\n]`
const place = String.raw`(?<=^|[;\t\r\n])`
const unguarded = new RegExp(`${place}(?=${dangerous})`, 'g')
const guarded = new RegExp(`${place}'(?=${dangerous})`, 'g')

/** A CSV file of `rows`; the first holds the names of the columns. */
export function csvFile(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((cells) => cells.map((cell) => quoted(guardFormula(cell))).join(',')).join('\r\n')}\r\n`
}

export function guardFormula(text: string): string {
  return text.replace(unguarded, "'")
}

/** What was typed, from a cell of a file that this program wrote. */
export function unguardFormula(text: string): string {
  return text.replace(guarded, '')
}

function quoted(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`
}
