/** The XML parts of a workbook. A document type declaration is refused: no workbook has one, and entities hide in them. */
import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { RefusedError } from './imported.ts'
import { importLimits } from './limits.ts'

/** What is told of an XML part; names come without their prefix. */
export type XmlWalker = {
  open?(name: string, attributes: Readonly<Record<string, string>>): void
  close?(name: string): void
  text?(text: string): void
}

/** Walks `xml`; names come without their prefix, so that transitional and strict workbooks read alike. '' is walked as nothing. */
export function walkXml(xml: string, walker: XmlWalker): void {
  if (xml === '') return
  const parser = new SaxesParser()
  parser.on('doctype', () => {
    throw new RefusedError('damaged', 'a document type declaration')
  })
  parser.on('error', (error) => {
    throw new RefusedError('damaged', error.message.replaceAll(/\s+/gu, ' '))
  })
  let depth = 0
  parser.on('opentag', ({ name, attributes }: SaxesTagPlain) => {
    depth += 1
    if (depth > importLimits.maxDepth) throw new RefusedError('too-large', `nested more than ${importLimits.maxDepth} levels deep`)
    walker.open?.(localName(name), attributes)
  })
  parser.on('closetag', ({ name }) => {
    depth -= 1
    walker.close?.(localName(name))
  })
  parser.on('text', (text) => walker.text?.(text))
  parser.on('cdata', (text) => walker.text?.(text))
  parser.write(xml).close()
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

export type Target = { readonly type: string; readonly part: string }

/** Relation id → part inside the package; what points outside of it is left out. */
export function readTargets(xml: string, folder: string): ReadonlyMap<string, Target> {
  const found = new Map<string, Target>()
  walkXml(xml, {
    open(name, { Id, Type, Target: target, TargetMode }) {
      if (name !== 'Relationship' || Id === undefined || target === undefined || TargetMode?.toLowerCase() === 'external') return
      found.set(Id, { type: Type ?? '', part: partName(folder, target) })
    },
  })
  return found
}

function partName(folder: string, target: string): string {
  const steps: string[] = []
  for (const step of (target.startsWith('/') ? target : `${folder}${target}`).split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '' && step !== '.') steps.push(step)
  }
  return steps.join('/')
}

export type SheetName = { readonly name: string; readonly relation: string; readonly isHidden: boolean }

export function readSheetNames(xml: string): { readonly sheets: readonly SheetName[]; readonly isDate1904: boolean } {
  const sheets: SheetName[] = []
  let isDate1904 = false
  walkXml(xml, {
    open(name, attributes) {
      if (name === 'workbookPr') isDate1904 = isTrue(attributes['date1904'])
      if (name !== 'sheet') return
      const relation = Object.entries(attributes).find(([key]) => key.includes(':') && localName(key) === 'id')?.[1]
      if (relation !== undefined) sheets.push({ name: attributes['name'] ?? '', relation, isHidden: (attributes['state'] ?? 'visible') !== 'visible' })
    },
  })
  return { sheets, isDate1904 }
}

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true'
}

/** The table of texts that cells refer to by number. Pronunciation marks stand beside the words and are no part of them. */
export function readSharedStrings(xml: string): readonly string[] {
  const strings: string[] = []
  let current = ''
  let [isText, phonetic] = [false, 0]
  walkXml(xml, {
    open(name) {
      if (name === 'si') current = ''
      else if (name === 'rPh') phonetic += 1
      else if (name === 't') isText = phonetic === 0
    },
    close(name) {
      if (name === 'si') strings.push(unescaped(current))
      else if (name === 'rPh') phonetic -= 1
      else if (name === 't') isText = false
    },
    text(text) {
      if (isText) current += text
    },
  })
  return strings
}

export type Cell = { readonly row: number; readonly column: number; readonly kind: 'text' | 'number'; readonly value: string; readonly style: number }

/** The cells that hold something, in the order in which they stand. Rows and columns count from 1. */
export function readCells(xml: string, strings: readonly string[]): readonly Cell[] {
  const cells: Cell[] = []
  let [row, column, type, style, value, isValue, phonetic] = [0, 0, 'n', 0, '', false, 0]
  walkXml(xml, {
    open(name, attributes) {
      if (name === 'row') {
        row = positive(attributes['r']) ?? row + 1
        column = 0
      } else if (name === 'c') {
        column = columnOf(attributes['r'] ?? '') ?? column + 1
        type = attributes['t'] ?? 'n'
        style = positive(attributes['s']) ?? 0
        value = ''
      } else if (name === 'v' || name === 't') isValue = phonetic === 0
      else if (name === 'rPh') phonetic += 1
    },
    close(name) {
      if (name === 'v' || name === 't') isValue = false
      else if (name === 'rPh') phonetic -= 1
      if (name !== 'c') return
      const text = cellText(type, value, strings)
      if (text.trim() !== '') cells.push({ row, column, kind: type === 'n' ? 'number' : 'text', value: text, style })
    },
    text(text) {
      if (isValue) value += text
    },
  })
  return cells
}

function cellText(type: string, value: string, strings: readonly string[]): string {
  switch (type) {
    case 's':
      return strings[Number(value)] ?? ''
    case 'b':
      return value.trim() === '1' ? 'yes' : 'no'
    // An error such as #N/A stands where a value could not be found.
    case 'e':
      return ''
    case 'str':
    case 'inlineStr':
      return unescaped(value)
    default:
      return value.trim()
  }
}

/** "AB12" → 28. */
function columnOf(reference: string): number | null {
  const letters = /^[A-Z]{1,3}/u.exec(reference)?.[0]
  if (letters === undefined) return null
  return Array.from(letters, (letter) => letter.charCodeAt(0) - 64).reduce((sum, digit) => sum * 26 + digit, 0)
}

function positive(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,7}$/u.test(text) ? Number(text) : null
}

/** Characters that XML cannot hold stand as `_x000D_` (ECMA-376 part 1, 22.9.2.19). */
function unescaped(text: string): string {
  return text.replaceAll(/_x(?<code>[0-9A-F]{4})_/giu, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))).replaceAll(/\r\n?/gu, '\n')
}

/** Ids of built-in formats that show a date or a time (ECMA-376 part 1, 18.8.30). */
const builtInDates = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 30, 36, 45, 46, 47, 50, 57])

/** The styles of cells that show their number as a date. */
export function dateFormats(xml: string): ReadonlySet<number> {
  const custom = new Map<number, boolean>()
  const styles = new Set<number>()
  let [isInCells, next] = [false, 0]
  walkXml(xml, {
    open(name, attributes) {
      if (name === 'numFmt') custom.set(Number(attributes['numFmtId']), isDateFormat(attributes['formatCode'] ?? ''))
      else if (name === 'cellXfs') isInCells = true
      else if (name === 'xf' && isInCells) {
        const format = Number(attributes['numFmtId'] ?? 0)
        if (custom.get(format) ?? builtInDates.has(format)) styles.add(next)
        next += 1
      }
    },
    close(name) {
      if (name === 'cellXfs') isInCells = false
    },
  })
  return styles
}

function isDateFormat(code: string): boolean {
  return /[ymdhs]/iu.test(code.replaceAll(/"[^"]*"|\\.|\[(?:red|black|blue|green|white|yellow|magenta|cyan|color\d+|\$[^\]]*)\]/giu, '').replaceAll(/general/giu, ''))
}

const dayMs = 86_400_000

/** A serial number as Excel counts days, as ISO date, with its time if it has one; a time alone for less than a day. */
export function dateText(value: string, isDate1904: boolean): string {
  const serial = Number(value)
  if (!Number.isFinite(serial) || serial < 0 || serial > 2_958_465) return value
  const minutes = Math.round((serial % 1) * 1440)
  const clock = `${String(Math.floor(minutes / 60) % 24).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
  if (serial < 1) return clock
  // Excel believes in a 29 February 1900; after it the count is one more.
  const days = Math.floor(serial) + (isDate1904 ? 1462 : 0)
  const iso = new Date(Date.UTC(1899, 11, days < 60 ? 31 : 30) + days * dayMs).toISOString().slice(0, 10)
  return minutes === 0 ? iso : `${iso} ${clock}`
}
