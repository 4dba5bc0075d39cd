/** Reads a file that holds a whole workshop: a hand-over file (`.minuta`), or a workshop record (JSON). What it is, its bytes say. */
import { readHandOverArchive, type HandOverArchive, type HandOverProblem } from '../document/hand-over/hand-over-file.ts'
import { openDocuments } from '../document/hand-over/open-hand-over.ts'
import { recordRefusalWords } from '../document/record/problem-words.ts'
import { documentFromRecord } from '../document/record/record.ts'
import { recordRefusal } from '../document/record/record-problem.ts'
import { recordFormat, recordVersion } from '../document/record/record-schema.ts'
import { newId, type WorkshopId } from '../model/ids.ts'
import { assertNever } from '../util/assert-never.ts'
import { RefusedError } from './imported.ts'
import type { ImportedWorkshop } from './imported-workshop.ts'

/** The workshop of a hand-over file. Throws RefusedError for one that this build cannot open. */
export async function readWorkshopArchive(archive: HandOverArchive, sumOf: (bytes: Uint8Array) => string): Promise<ImportedWorkshop> {
  const read = await readHandOverArchive(archive, sumOf)
  if (!read.ok) throw refused(read.problem)
  const documents = openDocuments(read.file)
  if (!documents.ok) throw refused(documents.problem)
  documents.opened.close()
  const { title, workshop, update, responses, blobs } = read.file
  return { kind: 'workshop', from: 'hand-over', title, workshop, update, responses, blobs }
}

function refused({ kind, reason }: HandOverProblem): RefusedError {
  return new RefusedError(refusalOf(kind), reason)
}

function refusalOf(kind: HandOverProblem['kind']): RefusedError['refusal']['kind'] {
  switch (kind) {
    case 'not-a-hand-over-file':
      return 'unknown-type'
    case 'from-newer-version':
    case 'too-large':
    case 'damaged':
      return kind
    default:
      return assertNever(kind, 'problem of a hand-over file')
  }
}

/** The workshop of a record. Throws RefusedError for everything else. */
export function readWorkshopRecord(bytes: Uint8Array): ImportedWorkshop {
  if (bytes.byteLength === 0) throw new RefusedError('empty', 'nothing in it')
  const record = parseJson(bytes)
  if (typeof record !== 'object' || record === null || !('format' in record) || record.format !== recordFormat) throw new RefusedError('unknown-type', `not a workshop record: its format is not "${recordFormat}"`)
  if ('version' in record && typeof record.version === 'number' && record.version > recordVersion) throw new RefusedError('from-newer-version', `version ${record.version} of records`)
  let isNameless = false
  const made = documentFromRecord(record, (): WorkshopId => {
    isNameless = true
    return newId()
  })
  if (!made.ok) {
    const refusal = recordRefusal(made.problems)
    throw new RefusedError('bad-record', recordRefusalWords(refusal, 'en'), { record: refusal })
  }
  const title = titleOf(record)
  return isNameless
    ? { kind: 'record', title, record }
    : { kind: 'workshop', from: 'record', title, workshop: made.workshop, update: made.update, responses: null, blobs: [] }
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown
  } catch {
    throw new RefusedError('unknown-type', 'neither a hand-over file nor JSON')
  }
}

/** Of a record that was found good. */
function titleOf(record: object): string {
  const { workshop } = record as { readonly workshop?: { readonly title?: unknown } }
  return typeof workshop?.title === 'string' ? workshop.title : ''
}
