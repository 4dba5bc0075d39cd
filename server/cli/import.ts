/** `import RECORD.json -o FILE.minuta`: a new workshop from a workshop record; `--into` adds a list or a programme to one. */
import { parseArgs } from 'node:util'
import * as Y from 'yjs'
import { writeHandOverFile } from '../../shared/document/hand-over-file.ts'
import { readWorkshop } from '../../shared/document/read-workshop.ts'
import { documentFromRecord } from '../../shared/document/record.ts'
import { badInput, badUsage } from './cli-error.ts'
import { readJson, writeOutput } from './files.ts'
import { listEndings, runImportInto } from './import-into.ts'

export const importUsage = 'import RECORD.json -o FILE.minuta | import LIST.csv|.tsv|.xlsx|.ics --into FILE.minuta'

/** More would hide the first one. */
const maxProblemsShown = 5

export async function runImport(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], options: { output: { type: 'string', short: 'o' }, into: { type: 'string' } }, allowPositionals: true })
  const [input, ...others] = positionals
  if (input !== undefined && others.length === 0 && values.into !== undefined) {
    if (!listEndings.test(input)) throw badUsage(`${input}: --into takes .csv, .tsv, .xlsx and .ics`)
    return runImportInto(input, values.into, values.output ?? values.into)
  }
  if (input === undefined || others.length > 0 || !values.output) throw badUsage(`usage: ${importUsage}`)
  const imported = documentFromRecord(await readJson(input))
  if (!imported.ok) {
    const shown = imported.problems.slice(0, maxProblemsShown).map(({ path, reason }) => (path === '' ? reason : `${path}: ${reason}`))
    const more = imported.problems.length - shown.length
    throw badInput(`${input}: ${[...shown, ...(more > 0 ? [`and ${more} more`] : [])].join('; ')}`)
  }
  const doc = new Y.Doc()
  try {
    Y.applyUpdate(doc, imported.update)
    const { id, schemaVersion, details, items, boards, outcomes } = readWorkshop(doc)
    const bytes = writeHandOverFile({ workshop: id, schemaVersion, title: details.title, update: imported.update, responses: null, blobs: new Map() })
    await writeOutput(values.output, bytes, [input])
    console.log(`${values.output}: ${details.title} (${items.length} items, ${boards.length} boards, ${outcomes.length} outcomes)`)
  } finally {
    doc.destroy()
  }
  return 0
}
