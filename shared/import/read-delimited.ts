/** Lists as text: CSV with any of its delimiters, or what somebody copied out of a spreadsheet. */
import Papa from 'papaparse'
import { decodeText } from './decode-text.ts'
import { RefusedError } from './imported.ts'
import { mendedQuotes } from './csv-quotes.ts'
import { listDelimiters, listLimits, tooManyRows, trimmedRows, type ListChoice, type ListDelimiter, type ListNotice, type ParticipantList } from './list-table.ts'

/** Reads `bytes`; what `choice` names is taken at its word, the rest is found out. Throws a RefusedError. */
export function readDelimited(bytes: Uint8Array, choice: ListChoice): ParticipantList {
  const decoded = decodeText(bytes, choice.encoding)
  if (!decoded) throw new RefusedError('unknown-type', 'neither text nor a workbook')
  const { encoding, isCertain } = decoded
  // A file may end some lines one way and some another.
  const text = decoded.text.replaceAll(/\r\n?/gu, '\n')
  if (!/[\p{L}\p{N}]/u.test(text)) throw new RefusedError('empty', 'no words')
  // Programs that export "Excel" as a page, and cards of people: taken line by line, every line would be somebody.
  const foreign = /^\s*(?:<(?:!doctype|\?xml|html|table|meta|head)\b|begin:v)/iu.exec(text)
  if (foreign) throw new RefusedError('unknown-type', `no list, it begins with ${foreign[0].trim()}`)
  const [body, named] = withoutSeparatorLine(text)
  const delimiter = choice.delimiter ?? named ?? likelyDelimiter(body)
  const notices: ListNotice[] = []
  let parsed = parse(body, delimiter, '"')
  const open = parsed.errors.find(({ code }) => code === 'MissingQuotes')
  if (open) {
    notices.push({ kind: 'open-quote', row: (open.row ?? 0) + 1 })
    parsed = parse(body, delimiter, '\0')
  }
  if (parsed.data.length > listLimits.maxRows || parsed.data.some((row) => row.length > listLimits.maxColumns)) throw tooManyRows()
  const rows = trimmedRows(parsed.data)
  if (rows.length === 0) throw new RefusedError('empty', 'no words')
  return { tables: [{ name: '', rows }], text: { encoding, isCertain, delimiter }, notices }
}

function parse(text: string, delimiter: ListDelimiter, quoteChar: string, preview: number = listLimits.maxRows + 1): Papa.ParseResult<string[]> {
  const mended = quoteChar === '"' ? mendedQuotes(text, delimiter) : text
  return Papa.parse<string[]>(mended, { delimiter, quoteChar, preview, newline: '\n', header: false, skipEmptyLines: false, dynamicTyping: false })
}

/** "sep=;" on a line of its own, as Excel writes and reads it. */
function withoutSeparatorLine(text: string): readonly [string, ListDelimiter | null] {
  const line = /^sep=(?<delimiter>[\t;|,])\n/iu.exec(text)
  const delimiter = listDelimiters.find((known) => known === line?.groups?.['delimiter'])
  return line && delimiter ? [text.slice(line[0].length), delimiter] : [text, null]
}

const sampleLength = 64 * 1024
const sampleRows = 60

/** The delimiter that gives most rows the same number of columns, and the more the better; the rarer inside words goes first. */
function likelyDelimiter(text: string): ListDelimiter {
  const sample = text.slice(0, sampleLength)
  const scored = listDelimiters.map((delimiter) => ({ delimiter, score: evenness(parse(sample, delimiter, '"', sampleRows).data) }))
  return scored.reduce((best, candidate) => (candidate.score > best.score ? candidate : best)).delimiter
}

function evenness(rows: readonly (readonly string[])[]): number {
  const widths = rows.filter((row) => row.some((cell) => cell.trim() !== '')).map((row) => row.length)
  const counts = new Map<number, number>()
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1)
  const [width = 1, count = 0] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? []
  return width < 2 ? 0 : (count / widths.length) * Math.sqrt(width)
}
