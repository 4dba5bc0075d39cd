/** Where numbers of paragraphs, cells of tables and marks of direction stand: in the same order, the same words may say something else. */
import { sha256Of } from './fingerprint.ts'
import { measure } from './measure.ts'

/** The marks that turn what stands between or behind them. A soft hyphen turns nothing. */
const turning = /[\u061C\u200E\u200F\u2066-\u2069]/gu

/** Marks of direction in a text that begins behind `at` characters, each with its place: "120/200f". */
export function marksIn(text: string, at: number): readonly string[] {
  return [...text.matchAll(turning)].map(({ 0: mark, index }) => `${at + measure(text.slice(0, index))}/${mark.codePointAt(0)?.toString(16) ?? ''}`)
}

const digestLength = 32
const maxSpan = 1_000

/** How many columns or rows of a table a file says that something takes. */
export function spanOf(value: string): number {
  return Math.min(Math.max(1, Number(value) || 1), maxSpan)
}

type Cell = { readonly at: number; readonly row: number; readonly column: number; readonly colspan: number; rowspan: number; isFilled: boolean }

/** The grid of a table, gathered cell by cell in the order in which they stand; `at`: characters before. */
export class TablePlaces {
  readonly #cells: Cell[] = []
  /** By column, the cell that stands there or was the last one that did. */
  readonly #columns: Cell[] = []
  #row = -1
  #column = 0

  nextRow(): void {
    this.#row += 1
    this.#column = 0
  }

  /** A cell begins, in the next place that none from above covers; call what it returns where it ends. */
  cell(at: number, colspan: number, rowspan: number): (end: number) => void {
    for (let above = this.#columns[this.#column]; above !== undefined && above.row < this.#row && above.row + above.rowspan > this.#row; above = this.#columns[this.#column]) this.#column += 1
    return this.cellHere(at, colspan, rowspan)
  }

  /** The same where the file names what is covered. */
  cellHere(at: number, colspan: number, rowspan: number): (end: number) => void {
    const cell: Cell = { at, row: this.#row, column: this.#column, colspan, rowspan, isFilled: false }
    this.#cells.push(cell)
    for (let column = cell.column; column < cell.column + colspan; column += 1) this.#columns[column] = cell
    this.#column += colspan
    return (end) => {
      cell.isFilled = end > at
    }
  }

  /** Columns without a cell of their own. */
  skip(columns: number): void {
    this.#column += columns
  }

  /** The cell above goes on, over so many columns. */
  goesOn(colspan: number): void {
    const above = this.#columns[this.#column]
    if (above !== undefined) above.rowspan = this.#row - above.row + 1
    this.#column += colspan
  }

  /** Place and digest: "1204/3f2a…"; null for a table that says nothing. An empty cell stands nowhere but in the places of the others. */
  mark(): string | null {
    const start = this.#cells[0]?.at ?? 0
    const places = this.#cells.filter(({ isFilled }) => isFilled).map(({ at, row, column, colspan, rowspan }) => `${at - start}/${row}.${column}+${colspan}x${rowspan}`)
    return places.length === 0 ? null : `${start}/${sha256Of(places.join(' ')).slice(0, digestLength)}`
  }
}

/** The tables that a reader is in, one in another, and what came of those that are over. */
export class OpenTables {
  readonly marks: string[] = []
  readonly #open: TablePlaces[] = []

  get current(): TablePlaces | undefined {
    return this.#open.at(-1)
  }

  open(): void {
    this.#open.push(new TablePlaces())
  }

  close(): void {
    const mark = this.#open.pop()?.mark() ?? null
    if (mark !== null) this.marks.push(mark)
  }
}
