/**
 * Workbooks: OpenDocument's are read next door, Excel's (.xlsx, also strict ones) here: the texts of their cells and nothing else. Formulas are not computed (what Excel
 * stored as their value is taken), links are not followed. Sizes are limited before anything is unpacked (decision 0140).
 */
import { unzipSync } from 'fflate'
import { RefusedError } from './imported.ts'
import { listLimits, tooManyRows, trimmedRows, type ListTable, type ParticipantList } from './list-table.ts'
import { readOpenSheet } from './open-sheet.ts'
import { dateFormats, dateText, readCells, readSharedStrings, readSheetNames, readTargets } from './workbook-xml.ts'

const maxEntries = 5000
const maxPartBytes = 128 * 1024 * 1024
const maxTotalBytes = 256 * 1024 * 1024
/** Honest XML shrinks by fifty or a hundred at most; a bomb by a thousand. */
const maxRatio = 250

/** Reads a zip file that says it is a workbook. Throws a RefusedError. */
export function readWorkbook(bytes: Uint8Array): ParticipantList {
  const parts = unpack(bytes)
  return parts.has('mimetype') && !parts.has('[content_types].xml') ? readOpenSheet(parts) : readParts(parts)
}

/** Lower-case name → text. Names are compared without case, as Office does. */
function unpack(bytes: Uint8Array): ReadonlyMap<string, Uint8Array> {
  let [entries, total, isBomb] = [0, 0, false]
  let files: Readonly<Record<string, Uint8Array>> = {}
  try {
    files = unzipSync(bytes, {
      filter: ({ name, size, originalSize }) => {
        entries += 1
        const isWanted = /\.(?:xml|rels)$/iu.test(name) || name === 'mimetype'
        if (isWanted) total += originalSize
        if (entries > maxEntries || (isWanted && (originalSize > maxPartBytes || total > maxTotalBytes || originalSize > (size + 4096) * maxRatio))) isBomb = true
        return isWanted && !isBomb
      },
    })
  } catch (error) {
    if (!isBomb) throw new RefusedError('damaged', error instanceof Error ? error.message : String(error))
  }
  if (isBomb) throw new RefusedError('too-large', 'unpacks to more than a workbook may hold')
  return new Map(Object.entries(files).map(([name, content]) => [name.replaceAll('\\', '/').toLowerCase(), content]))
}

function readParts(parts: ReadonlyMap<string, Uint8Array>): ParticipantList {
  const textOf = (name: string): string | null => {
    const content = parts.get(name.toLowerCase())
    return content ? new TextDecoder().decode(content) : null
  }
  const main = [...readTargets(textOf('_rels/.rels') ?? '', '').values()].find(({ type }) => type.endsWith('/officeDocument'))?.part
  const workbook = main === undefined ? null : textOf(main)
  if (main === undefined || workbook === null) throw new RefusedError('damaged', 'no workbook inside')
  const folder = main.slice(0, main.lastIndexOf('/') + 1)
  const targets = readTargets(textOf(`${folder}_rels/${main.slice(folder.length)}.rels`) ?? '', folder)
  const partOf = (type: string): string | null => {
    const part = [...targets.values()].find((target) => target.type.endsWith(type))?.part
    return part === undefined ? null : textOf(part)
  }
  const { sheets, isDate1904 } = readSheetNames(workbook)
  const strings = readSharedStrings(partOf('/sharedStrings') ?? '')
  const dates = dateFormats(partOf('/styles') ?? '')
  const shown = sheets.filter(({ isHidden }) => !isHidden).slice(0, listLimits.maxSheets)
  const tables: ListTable[] = []
  for (const { name, relation } of shown) {
    const target = targets.get(relation)
    const sheet = target?.type.endsWith('/worksheet') === true ? textOf(target.part) : null
    if (sheet === null) continue
    const rows: string[][] = []
    for (const { row, column, kind, value, style } of readCells(sheet, strings)) {
      if (row > listLimits.maxRows || column > listLimits.maxColumns) throw tooManyRows()
      while (rows.length < row) rows.push([])
      const cells = rows[row - 1] ?? []
      while (cells.length < column - 1) cells.push('')
      cells[column - 1] = kind === 'number' && dates.has(style) ? dateText(value, isDate1904) : value
    }
    const trimmed = trimmedRows(rows)
    if (trimmed.length > 0) tables.push({ name, rows: trimmed })
  }
  if (tables.length === 0) throw new RefusedError('empty', 'no cell holds anything')
  const hidden = sheets.length - sheets.filter(({ isHidden }) => !isHidden).length
  return { tables, text: null, notices: hidden > 0 ? [{ kind: 'hidden-sheets', count: hidden }] : [] }
}
