/**
 * The registers and lists of the minutes as tables of plain text. They are read from the compiled minutes, so that profile, attribution
 * and language hold for them as for every other format; only dates stand as ISO 8601, which every spreadsheet sorts.
 */
import { labelsFor } from '../../minutes/labels-for.ts'
import type { Labels } from '../../minutes/labels.ts'
import { annexPartId } from '../../minutes/annexed-boards.ts'
import { attendanceColumns } from '../../minutes/attendance-list.ts'
import type { Block, Minutes, TableBlock } from '../../minutes/minutes.ts'
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
    return [{ name, title: part.title, rows: part.id === 'register:action' ? withIsoDates(rows, labels.field['due'] ?? '', workshop) : rows }]
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

/** The due date of an action as it is stored, where it is a date. */
function withIsoDates(rows: Register['rows'], dueColumn: string, { outcomes }: Workshop): Register['rows'] {
  const due = new Map(outcomes.flatMap(({ kind, label, fields }) => (kind === 'action' && isoDate.test(fields['due'] ?? '') ? [[label, fields['due'] ?? '']] : [])))
  const column = rows[0]?.indexOf(dueColumn) ?? -1
  return rows.map((cells, row) => (row === 0 ? cells : cells.map((cell, index) => (index === column ? (due.get(cells[0] ?? '') ?? cell) : cell))))
}

function isTable(block: Block): block is TableBlock {
  return block.kind === 'table'
}
