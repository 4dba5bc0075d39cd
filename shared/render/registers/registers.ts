/**
 * The registers and lists of the minutes as tables of plain text. They are read from the compiled minutes, so that profile, attribution
 * and language hold for them as for every other format; only dates stand as ISO 8601, which every spreadsheet sorts.
 */
import { labelsFor } from '../../minutes/labels-for.ts'
import type { Labels } from '../../minutes/labels.ts'
import { annexPartId } from '../../minutes/annexed-boards.ts'
import { attendanceColumns } from '../../minutes/attendance-list.ts'
import type { Block, Minutes, TableBlock } from '../../minutes/minutes.ts'
import { formatDateField } from '../../minutes/dates.ts'
import { mattersPart } from '../../minutes/part-source.ts'
import { boardAnnexes, outcomeKinds, type OutcomeKind, type Workshop } from '../../model/workshop.ts'
import { outcomeKindSpecs } from '../../outcomes/kinds.ts'
import { blockText } from '../block-text.ts'

export type Register = {
  /** File name without extension, the same in every language. */
  readonly name: string
  readonly title: string
  /** The first row holds the names of the columns. */
  readonly rows: readonly (readonly string[])[]
}

/** By part id; another register or annex is called as its id says. */
const names: Readonly<Record<string, string>> = {
  'register:decision': 'decisions',
  'register:action': 'actions',
  'register:proposal': 'proposals',
  'register:recommendation': 'recommendations',
  'register:question': 'questions',
  'register:parked': 'parked',
  'register:quote': 'quotations',
  'register:vote': 'votes',
  announcements: 'announcements',
  [mattersPart]: 'matters-arising',
  'annex:attendance': 'attendance',
  'annex:votes': 'vote-details',
  'annex:programme': 'programme',
  'annex:documents': 'documents',
  'annex:organisations': 'organisations',
}

const isoDate = /^\d{4}-\d{2}-\d{2}$/

/** Every register that `minutes` print, in their order. */
export function registersOf(minutes: Minutes, workshop: Workshop): readonly Register[] {
  return minutes.parts.flatMap((part): readonly Register[] => {
    const name = names[part.id] ?? /^(?:register|annex):([a-z-]+)$/.exec(part.id)?.[1]
    const table = part.blocks.find(isTable)
    // What stands on a board is no register, even where it is a table.
    const isOfBoards = boardAnnexes.some((kind) => part.id === annexPartId(kind))
    if (name === undefined || table === undefined || isOfBoards) return []
    const { labels } = labelsFor(minutes.language)
    const fields = part.id === 'annex:attendance' ? attendanceColumns(labels).map(({ title }) => title) : Object.values(labels.field)
    const rows = withOwnColumns(table.rows.map((cells) => cells.map((cell) => blockText(cell.blocks))), table, fields, labels)
    return [{ name, title: part.title, rows: withIsoDates(rows, storedDate(part.id, minutes.language, labels, workshop)) }]
  })
}

/** Fields (`titles`) that share a column on paper have one each in a spreadsheet, in the order in which they are told. */
function withOwnColumns(rows: Register['rows'], table: TableBlock, titles: readonly string[], { columns, punctuation }: Labels): Register['rows'] {
  const [header = [], ...body] = rows
  const shared = header.indexOf(columns.details)
  if (shared < 0) return rows
  const told = table.rows.slice(1).map((cells) => new Map((cells[shared]?.blocks ?? []).flatMap((block): [string, string][] => {
    const line = blockText([block])
    // The longest first: "Region" may be the beginning of another field's name.
    const title = titles.filter((known) => line.startsWith(`${known}${punctuation.colon}`)).sort((a, b) => b.length - a.length)[0]
    return title === undefined ? [] : [[title, line.slice(title.length + punctuation.colon.length)]]
  })))
  const found = titles.filter((title) => told.some((values) => values.has(title)))
  const parted = (cells: readonly string[], values: readonly string[]): readonly string[] => [...cells.slice(0, shared), ...values, ...cells.slice(shared + 1)]
  return [parted(header, found), ...body.map((cells, row) => parted(cells, found.map((title) => told[row]?.get(title) ?? '')))]
}

/** The date as it is stored, of what is printed in a column of a row; undefined where that is none. */
type StoredDate = (column: string, row: readonly string[], printed: string) => string | undefined

function storedDate(part: string, language: string, { field }: Labels, { outcomes, matters }: Workshop): StoredDate {
  const kind = kindOf(part)
  if (kind !== undefined) {
    const names = new Map(outcomeKindSpecs[kind].fields.flatMap(({ name, type }) => (type === 'date' ? [[field[name], name] as const] : [])))
    const byLabel = new Map(outcomes.map(({ label, fields }) => [label, fields]))
    return (column, [label = ''], printed) => {
      const stored = byLabel.get(label)?.[names.get(column) ?? ''] ?? ''
      return isoDate.test(stored) && formatDateField(stored, language) === printed ? stored : undefined
    }
  }
  if (part !== mattersPart) return () => undefined
  // Matters of several meetings may have one number; what is printed of a date says which it is.
  const dates = new Map(matters.flatMap(({ due }) => (isoDate.test(due) ? [[formatDateField(due, language), due] as const] : [])))
  return (column, _row, printed) => (column === field['due'] ? dates.get(printed) : undefined)
}

/** The kind of outcome that a part is the register of. */
function kindOf(part: string): OutcomeKind | undefined {
  return outcomeKinds.find((kind) => part === `register:${kind}` || part === otherRegisters[kind])
}

const otherRegisters: Partial<Record<OutcomeKind, string>> = { announcement: 'announcements', document: 'annex:documents' }

function withIsoDates(rows: Register['rows'], storedOf: StoredDate): Register['rows'] {
  const [header = [], ...body] = rows
  return [header, ...body.map((cells) => cells.map((cell, index) => storedOf(header[index] ?? '', cells, cell) ?? cell))]
}

function isTable(block: Block): block is TableBlock {
  return block.kind === 'table'
}
