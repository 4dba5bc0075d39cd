/** `import FILE.docx -o FILE.minuta`: a new workshop with one board, or one more board in a workshop. */
import * as Y from 'yjs'
import { readOnlyReason } from '../../shared/document/boards/content-guard.ts'
import { writeHandOverFile, type HandOver } from '../../shared/document/hand-over/hand-over-file.ts'
import { importBoard } from '../../shared/document/commands/import-commands.ts'
import { readWorkshop } from '../../shared/document/read-workshop.ts'
import { documentFromRecord } from '../../shared/document/record/record.ts'
import { recordFormat, recordVersion } from '../../shared/document/record/record-schema.ts'
import type { ImportedDocument, ImportNotice } from '../../shared/import/imported.ts'
import type { BlobId } from '../../shared/model/ids.ts'
import { assertNever } from '../../shared/util/assert-never.ts'
import { badInput } from './cli-error.ts'
import { writeOutput } from './files.ts'
import { openWorkshop } from './open-workshop.ts'
import { readForeign } from './read-foreign.ts'
import { refusalSentence } from './refusals.ts'
import { say, tell } from './terminal.ts'

/** `into` is a workshop to add the board to; null makes a new one. */
export async function importDocument(input: string, output: string, into: string | null): Promise<void> {
  const outcome = await readForeign('document', input)
  if (outcome.kind === 'refused') throw badInput(`${input}: ${refusalSentence(outcome.refusal, 'document')}`)
  const { content } = outcome
  const { base, close } = await openBase(content, into)
  const doc = new Y.Doc()
  try {
    Y.applyUpdate(doc, base.update)
    if (readOnlyReason(doc) !== null) throw badInput(`${into ?? output}: this workshop is from a newer Minuta; install the current version to add to it`)
    importBoard(doc, null, content, { title: '', item: null })
    const { schemaVersion, details, boards } = readWorkshop(doc)
    const blobs = new Map<BlobId, Uint8Array>([...base.blobs, ...content.images.map(({ id, bytes }) => [id, bytes] as const)])
    await writeOutput(output, writeHandOverFile({ ...base, schemaVersion, title: details.title, update: Y.encodeStateAsUpdate(doc), blobs }), into === null ? [input] : [input, into])
    say(`${output}: ${content.title} (${content.blocks.length} blocks, ${content.images.length} images; ${boards.length} boards in the workshop)`)
    for (const notice of content.notices) tell(noticeSentence(notice))
  } finally {
    doc.destroy()
    close()
  }
}

async function openBase({ title }: ImportedDocument, into: string | null): Promise<{ readonly base: HandOver; readonly close: () => void }> {
  if (into !== null) {
    const { file, close } = await openWorkshop(into)
    return { base: file, close }
  }
  const made = documentFromRecord({ format: recordFormat, version: recordVersion, workshop: { title } })
  if (!made.ok) throw new Error(`a record with only a title was refused: ${made.problems[0]?.kind ?? ''}`)
  return { base: { workshop: made.workshop, schemaVersion: 0, title, update: made.update, responses: null, blobs: new Map() }, close: () => undefined }
}

function noticeSentence({ kind, name, count }: ImportNotice): string {
  const what = name === '' ? '' : `: ${name}`
  const times = count > 1 ? ` (${count} times)` : ''
  switch (kind) {
    case 'remote-image':
      return `not fetched, kept as a link${what}${times}`
    case 'image-left-out':
      return `picture left out${what}${times}`
    case 'image-whole':
      return `a picture of which the document shows a part is here whole${what}${times}`
    case 'unsafe-link':
      return `only the words of a link are kept${what}${times}`
    case 'internal-link':
      return `only the words of links inside the document are kept${times}`
    case 'comment-left-out':
      return `comments left out${times}`
    case 'deletion-left-out':
      return `deleted words left out${what}${times}`
    case 'object-left-out':
      return `an object is left out${what}${times}`
    case 'flattened':
      return `nested too deep, kept flat${times}`
    default:
      return assertNever(kind, 'notice')
  }
}
