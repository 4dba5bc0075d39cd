/** `import LIST --into FILE.minuta`: people of a list, or the programme of a calendar, into a workshop that is there. */
import { encodeStateAsUpdate } from 'yjs'
import { writeHandOverFile } from '../../shared/document/hand-over/hand-over-file.ts'
import { importItems, importPeople } from '../../shared/document/commands/import-lists.ts'
import { readOnlyReason } from '../../shared/document/boards/content-guard.ts'
import { readDetails } from '../../shared/document/read-details.ts'
import { readItems, readPeople } from '../../shared/document/read-workshop.ts'
import type { ImportedProgramme } from '../../shared/import/imported-programme.ts'
import type { ParticipantList } from '../../shared/import/list-table.ts'
import { detectColumns, likelyTable, namesSomebody } from '../../shared/import/people-columns.ts'
import { importOf, planPeople } from '../../shared/import/people-plan.ts'
import { readPeopleRows } from '../../shared/import/people-rows.ts'
import { itemsOf, planProgramme } from '../../shared/import/programme-plan.ts'
import { badInput } from './cli-error.ts'
import { writeOutput } from './files.ts'
import { openWorkshop, type OpenedWorkshop } from './open-workshop.ts'
import { readForeign } from './read-foreign.ts'
import { refusalSentence } from './refusals.ts'
import { say, tell } from './terminal.ts'

/** What is told of a row that needs a look; more would hide the first ones. */
const maxRowsTold = 20

/** Endings of files that go into a workshop here. */
export const listEndings = /\.(?:csv|tsv|xlsx|ods|xls|ics)$/i

/** Writes the workshop with what `input` adds, over `target` or as `output`. */
export async function runImportInto(input: string, target: string, output: string): Promise<number> {
  const opened = await openWorkshop(target)
  try {
    const reason = readOnlyReason(opened.doc)
    if (reason !== null) throw badInput(`${target}: this workshop cannot be changed here: ${reason}`)
    const said = input.toLowerCase().endsWith('.ics') ? addProgramme(opened, await contentOf('programme', input)) : addPeople(opened, await contentOf('list', input))
    const { file, doc } = opened
    await writeOutput(output, writeHandOverFile({ ...file, update: encodeStateAsUpdate(doc) }), output === target ? [input] : [input, target])
    say(`${output}: ${said}`)
  } finally {
    opened.close()
  }
  return 0
}

async function contentOf(kind: 'list', input: string): Promise<ParticipantList>
async function contentOf(kind: 'programme', input: string): Promise<ImportedProgramme>
async function contentOf(kind: 'list' | 'programme', input: string): Promise<ParticipantList | ImportedProgramme> {
  const outcome = await readForeign(kind, input)
  if (outcome.kind === 'read') return outcome.content
  throw badInput(`${input}: ${refusalSentence(outcome.refusal, kind)}`)
}

function addPeople({ doc }: OpenedWorkshop, { tables, text }: ParticipantList): string {
  const { name, rows } = tables[likelyTable(tables)] ?? { name: '', rows: [] }
  const columns = detectColumns(rows)
  if (!columns.meanings.some(namesSomebody)) throw badInput('no column of this list holds names')
  const plan = planPeople(readPeopleRows(rows, columns), readPeople(doc))
  importPeople(doc, 'import', importOf(plan, false))
  const { added, there, twice, leftOut } = plan.counts
  for (const { row, reason, words } of plan.leftOut.slice(0, maxRowsTold)) tell(`row ${row}: left out: ${reason} (${words})`)
  for (const { person, match, choice } of plan.rows.filter((row) => row.match !== null).slice(0, maxRowsTold)) {
    const place = match?.with.kind === 'row' ? `row ${match.with.row}` : 'the workshop'
    tell(`row ${person.row}: ${person.name}: ${choice === 'add' ? 'added, though' : 'not added:'} ${match?.with.name ?? ''} (${match?.with.organisation ?? ''}) stands in ${place}`)
  }
  // Which of several was taken is a guess.
  const source = text !== null ? ` (${text.encoding})` : tables.length > 1 ? ` (sheet "${name}")` : ''
  return `${counted(added, 'person', 'people')} added, ${there} there already, ${twice} twice in the list, ${counted(leftOut, 'row', 'rows')} left out${source}`
}

function addProgramme({ doc }: OpenedWorkshop, programme: ImportedProgramme): string {
  const plan = planProgramme(programme, readItems(doc), readDetails(doc).date)
  const items = itemsOf(plan, readPeople(doc), { untitled: 'Without a title', place: (name) => `Place: ${name}` })
  importItems(doc, 'import', items)
  const zone = programme.zone === '' ? 'hours as written' : `hours of ${programme.zone}`
  return `${counted(items.length, 'item', 'items')} added, ${plan.length - items.length + programme.unreadable} left out, ${zone}`
}

function counted(count: number, one: string, more: string): string {
  return `${count} ${count === 1 ? one : more}`
}
