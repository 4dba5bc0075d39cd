/** Reads a file that holds a whole workshop: a hand-over file (`.minuta`), or a workshop record (JSON). What it is, its bytes say. */
import type { HandOverProblem } from '../document/hand-over-file.ts'
import { openHandOver } from '../document/open-hand-over.ts'
import { documentFromRecord } from '../document/record.ts'
import { recordFormat, recordVersion, type RecordProblem } from '../document/record-schema.ts'
import { newId, type WorkshopId } from '../model/ids.ts'
import { assertNever } from '../util/assert-never.ts'
import { RefusedError } from './imported.ts'
import type { ImportedWorkshop } from './imported-workshop.ts'

/** How a zip file begins. */
const zipMark = [0x50, 0x4b]

/** Throws RefusedError for everything that is not a workshop which this build can open. */
export function readWorkshopFile(bytes: Uint8Array): ImportedWorkshop {
  if (bytes.byteLength === 0) throw new RefusedError('empty', 'nothing in it')
  return zipMark.every((byte, index) => bytes[index] === byte) ? readHandOver(bytes) : readRecord(bytes)
}

function readHandOver(bytes: Uint8Array): ImportedWorkshop {
  const read = openHandOver(bytes)
  if (!read.ok) throw new RefusedError(refusalOf(read.problem.kind), read.problem.reason)
  const { file, close } = read.opened
  close()
  const { title, workshop, update, responses, blobs } = file
  return { kind: 'workshop', from: 'hand-over', title, workshop, update, responses, blobs: [...blobs].map(([id, content]) => ({ id, bytes: content })) }
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

function readRecord(bytes: Uint8Array): ImportedWorkshop {
  const record = parseJson(bytes)
  if (typeof record !== 'object' || record === null || !('format' in record) || record.format !== recordFormat) throw new RefusedError('unknown-type', `not a workshop record: its format is not "${recordFormat}"`)
  if ('version' in record && typeof record.version === 'number' && record.version > recordVersion) throw new RefusedError('from-newer-version', `version ${record.version} of records`)
  let isNameless = false
  const made = documentFromRecord(record, (): WorkshopId => {
    isNameless = true
    return newId()
  })
  if (!made.ok) throw new RefusedError('bad-record', problemsInWords(made.problems))
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

/** The first place that is wrong, and how many more there are. */
function problemsInWords(problems: readonly RecordProblem[]): string {
  const [first] = problems
  const more = problems.length - 1
  return `${first === undefined || first.path === '' ? '' : `${first.path}: `}${first?.reason ?? ''}${more > 0 ? ` (+${more})` : ''}`
}
