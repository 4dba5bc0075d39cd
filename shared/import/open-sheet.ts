/**
 * OpenDocument spreadsheets (.ods): the words that their cells show and nothing else. Formulas are not computed (what the program stored
 * as their words is taken), links are not followed; notes beside cells and pictures over them are no part of a list.
 */
import { RefusedError } from './imported.ts'
import { listLimits, tooManyRows, trimmedRows, type ListTable, type ParticipantList } from './list-table.ts'
import { walkXml } from './workbook-xml.ts'

/** Subtrees whose words stand beside the cells: notes, drawings, changes that were kept, and what fills in a cell's letters. */
const besides = /^(?:annotation|shapes|tracked-changes|ruby-text|frame|custom-shape|g|rect|ellipse|line|control|forms|dde-links|title|desc)$/

/** Reads the parts of a zip file that says it is one, by lower-case names. Throws a RefusedError. */
export function readOpenSheet(parts: ReadonlyMap<string, Uint8Array>): ParticipantList {
  const textOf = (name: string): string => new TextDecoder().decode(parts.get(name) ?? new Uint8Array())
  const kind = textOf('mimetype').trim()
  if (!/^application\/vnd\.oasis\.opendocument\.spreadsheet(?:-template)?$/u.test(kind)) throw new RefusedError('unknown-type', kind.slice(0, 100))
  // The list of parts names the key material of every encrypted one.
  if (textOf('meta-inf/manifest.xml').includes('encryption-data')) throw new RefusedError('encrypted', 'a workbook behind a password')
  const content = textOf('content.xml')
  if (content === '') throw new RefusedError('damaged', 'no sheets inside')
  const reader = new SheetReader()
  walkXml(content, reader)
  const tables = reader.tables.slice(0, listLimits.maxSheets).map(({ name, rows }): ListTable => ({ name, rows: trimmedRows(rows) })).filter(({ rows }) => rows.length > 0)
  if (tables.length === 0) throw new RefusedError('empty', 'no cell holds anything')
  return { tables, text: null, notices: reader.hidden > 0 ? [{ kind: 'hidden-sheets', count: reader.hidden }] : [] }
}

class SheetReader {
  readonly tables: { readonly name: string; readonly rows: string[][] }[] = []
  hidden = 0
  /** Styles of tables that are not shown. */
  readonly #hiddenStyles = new Set<string>()
  #style = ''
  readonly #path: string[] = []
  /** Depth of the element whose words are left aside; null outside. */
  #besideFrom: number | null = null
  /** Tables inside cells count as words of no cell. */
  #depth = 0
  #isShown = false
  #rows: string[][] = []
  /** Empty rows and cells that count only when something follows them. */
  #emptyRows = 0
  #emptyCells = 0
  #cells: string[] = []
  #rowRepeats = 1
  #cell: Cell | null = null
  #paragraphs = 0

  readonly open = (name: string, attributes: Readonly<Record<string, string>>): void => {
    this.#path.push(name)
    if (this.#besideFrom !== null) return
    if (besides.test(name) || (name === 'table' && this.#depth > 0)) {
      this.#besideFrom = this.#path.length
      return
    }
    const of = (local: string): string | undefined => Object.entries(attributes).find(([key]) => key.slice(key.indexOf(':') + 1) === local)?.[1]
    switch (name) {
      case 'style':
        this.#style = of('name') ?? ''
        break
      case 'table-properties':
        if (of('display') === 'false') this.#hiddenStyles.add(this.#style)
        break
      case 'table':
        this.#depth += 1
        this.#isShown = !this.#hiddenStyles.has(of('style-name') ?? '')
        this.#rows = []
        this.#emptyRows = 0
        if (this.#isShown) this.tables.push({ name: of('name') ?? '', rows: this.#rows })
        else this.hidden += 1
        break
      case 'table-row':
        this.#cells = []
        this.#emptyCells = 0
        this.#rowRepeats = repeats(of('number-rows-repeated'))
        break
      case 'table-cell':
      case 'covered-table-cell':
        this.#cell = { words: '', repeats: repeats(of('number-columns-repeated')), date: of('date-value') ?? '', time: of('time-value') ?? '', value: of('value') ?? '' }
        this.#paragraphs = 0
        break
      case 'p':
        if (this.#cell !== null && this.#paragraphs > 0) this.#cell.words += '\n'
        this.#paragraphs += 1
        break
      case 's':
        if (this.#cell !== null) this.#cell.words += ' '.repeat(Math.min(repeats(of('c')), listLimits.maxCellLength))
        break
      case 'tab':
        if (this.#cell !== null) this.#cell.words += '\t'
        break
      case 'line-break':
        if (this.#cell !== null) this.#cell.words += '\n'
        break
      default:
        break
    }
  }

  readonly text = (words: string): void => {
    // White space between the elements of a cell is the file's, that of its paragraphs is its own.
    if (this.#cell !== null && this.#besideFrom === null && this.#path.includes('p')) this.#cell.words += words.replaceAll(/\s+/gu, ' ')
  }

  readonly close = (name: string): void => {
    const isBeside = this.#besideFrom !== null
    if (this.#besideFrom === this.#path.length) this.#besideFrom = null
    this.#path.pop()
    if (isBeside) return
    if (name === 'table') this.#depth -= 1
    if (name === 'table-row') this.#endRow()
    if ((name === 'table-cell' || name === 'covered-table-cell') && this.#cell !== null) this.#endCell(this.#cell)
  }

  #endCell(cell: Cell): void {
    this.#cell = null
    const words = wordsOf(cell)
    if (words === '') {
      this.#emptyCells += cell.repeats
      return
    }
    if (this.#cells.length + this.#emptyCells + cell.repeats > listLimits.maxColumns) throw tooManyRows()
    for (; this.#emptyCells > 0; this.#emptyCells -= 1) this.#cells.push('')
    for (let index = 0; index < cell.repeats; index += 1) this.#cells.push(words)
  }

  #endRow(): void {
    if (!this.#isShown) return
    if (this.#cells.length === 0) {
      this.#emptyRows += this.#rowRepeats
      return
    }
    if (this.#rows.length + this.#emptyRows + this.#rowRepeats > listLimits.maxRows) throw tooManyRows()
    for (; this.#emptyRows > 0; this.#emptyRows -= 1) this.#rows.push([])
    for (let index = 0; index < this.#rowRepeats; index += 1) this.#rows.push(this.#cells)
  }
}

type Cell = { words: string; readonly repeats: number; readonly date: string; readonly time: string; readonly value: string }

/** As the cell shows it; a date and an hour of the day whatever their format, and a number in full where only its size is shown. */
function wordsOf({ words, date, time, value }: Cell): string {
  const [, day, hour] = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d))?/u.exec(date) ?? []
  if (day !== undefined) return hour === undefined || hour === '00:00' ? day : `${day} ${hour}`
  const [, hours, minutes] = /^PT(\d\d)H(\d\d)M/u.exec(time) ?? []
  if (hours !== undefined && minutes !== undefined && Number(hours) < 24) return `${hours}:${minutes}`
  return value !== '' && /^(?:[\d.,+-]+E[+-]?\d+|#+)$/u.test(words.trim()) ? value : words.trim()
}

function repeats(text: string | undefined): number {
  return text !== undefined && /^[1-9]\d{0,8}$/u.test(text) ? Number(text) : 1
}
