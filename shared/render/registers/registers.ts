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
import { boardAnnexes, type Workshop } from '../../model/workshop.ts'
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
    const due = dueDates(part.id, minutes.language, workshop)
    return [{ name, title: part.title, rows: withIsoDates(rows, labels.field['due'] ?? '', due) }]
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

/** What a row is known by among those of its register, and the date in it as it is stored, where it is a date. */
type DueDates = { readonly keyOf: (cells: readonly string[], printed: string) => string; readonly dates: ReadonlyMap<string, string> }

const noDates: DueDates = { keyOf: () => '', dates: new Map() }

function dueDates(part: string, language: string, { outcomes, matters }: Workshop): DueDates {
  const known = (entries: readonly (readonly [key: string, due: string])[]): ReadonlyMap<string, string> => new Map(entries.filter(([, due]) => isoDate.test(due)))
  if (part === 'register:action') {
    return { keyOf: ([label = '']) => label, dates: known(outcomes.flatMap(({ kind, label, fields }) => (kind === 'action' ? [[label, fields['due'] ?? ''] as const] : []))) }
  }
  // Matters of several meetings may have one number; what is printed of a date says which it is.
  return part === mattersPart ? { keyOf: (_cells, printed) => printed, dates: known(matters.map(({ due }) => [formatDateField(due, language), due] as const)) } : noDates
}

function withIsoDates(rows: Register['rows'], dueColumn: string, { keyOf, dates }: DueDates): Register['rows'] {
  const column = rows[0]?.indexOf(dueColumn) ?? -1
  return rows.map((cells, row) => (row === 0 ? cells : cells.map((cell, index) => (index === column ? (dates.get(keyOf(cells, cell)) ?? cell) : cell))))
}

function isTable(block: Block): block is TableBlock {
  return block.kind === 'table'
}
