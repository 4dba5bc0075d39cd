/**
 * `import FILE -o FILE.minuta`: a new workshop from a workshop record, or from a document; `--into` adds a document, a list of people or a
 * calendar to a workshop that is there.
 */
import { parseArgs } from 'node:util'
import * as Y from 'yjs'
import { writeHandOverFile } from '../../shared/document/hand-over/hand-over-file.ts'
import { readWorkshop } from '../../shared/document/read-workshop.ts'
import { recordProblemWords } from '../../shared/document/record/problem-words.ts'
import { documentFromRecord } from '../../shared/document/record/record.ts'
import type { BlobId } from '../../shared/model/ids.ts'
import { readBlobsBeside } from './blobs-beside.ts'
import { badInput, badUsage } from './cli-error.ts'
import { readJson, writeOutput } from './files.ts'
import { importDocument } from './import-document.ts'
import { listEndings, runImportInto } from './import-into.ts'
import { say } from './terminal.ts'
import { importUsage } from './usages.ts'

/** More would hide the first one. */
const maxProblemsShown = 5

export async function runImport(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], options: { output: { type: 'string', short: 'o' }, into: { type: 'string' }, blobs: { type: 'string' } }, allowPositionals: true })
  const [input, ...others] = positionals
  const isRecord = /\.json$/i.test(input ?? '')
  if (!isRecord && values.blobs !== undefined) throw badUsage('--blobs is for the images and files of a workshop record')
  if (input !== undefined && others.length === 0 && listEndings.test(input)) {
    if (values.into === undefined) throw badUsage('a list of people or a calendar goes into a workshop: --into FILE.minuta')
    return runImportInto(input, values.into, values.output ?? values.into)
  }
  if (input === undefined || others.length > 0 || !values.output) throw badUsage(`usage: ${importUsage}`)
  if (!isRecord) {
    await importDocument(input, values.output, values.into ?? null)
    return 0
  }
  if (values.into !== undefined) throw badUsage('a workshop record is a workshop of its own; --into is for documents')
  const imported = documentFromRecord(await readJson(input))
  if (!imported.ok) {
    const shown = imported.problems.slice(0, maxProblemsShown).map((problem) => recordProblemWords(problem, 'en'))
    const more = imported.problems.length - shown.length
    throw badInput(`${input}: ${[...shown, ...(more > 0 ? [`and ${more} more`] : [])].join('; ')}`)
  }
  const doc = new Y.Doc()
  try {
    Y.applyUpdate(doc, imported.update)
    const { id, schemaVersion, details, items, boards, outcomes, blobs: named } = readWorkshop(doc)
    const blobs = values.blobs === undefined ? new Map<BlobId, Uint8Array>() : await readBlobsBeside(values.blobs, named.map((blob) => blob.id))
    const bytes = writeHandOverFile({ workshop: id, schemaVersion, title: details.title, update: imported.update, responses: null, blobs })
    await writeOutput(values.output, bytes, [input])
    say(`${values.output}: ${details.title} (${items.length} items, ${boards.length} boards, ${outcomes.length} outcomes)`)
    if (blobs.size < named.length) say(`  ${named.length - blobs.size} of ${named.length} images and files are missing: --blobs FOLDER takes in those that lie there, named by their SHA-256`)
  } finally {
    doc.destroy()
  }
  return 0
}
