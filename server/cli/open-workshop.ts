/** Opens a hand-over file as a document. */
import * as Y from 'yjs'
import { readHandOverFile, type HandOver } from '../../shared/document/hand-over-file.ts'
import { readWorkshopId } from '../../shared/document/read-workshop.ts'
import { badInput } from './cli-error.ts'
import { readInput } from './files.ts'

export type OpenedWorkshop = { readonly doc: Y.Doc; readonly file: HandOver }

/** Throws a CliError with a sentence when the file cannot be used. The caller destroys the document. */
export async function openWorkshop(path: string): Promise<OpenedWorkshop> {
  const read = readHandOverFile(await readInput(path))
  if (!read.ok) throw badInput(`${path}: ${read.problem.reason}`)
  const { file } = read
  const doc = new Y.Doc()
  try {
    Y.applyUpdate(doc, file.update)
  } catch {
    doc.destroy()
    throw badInput(`${path}: the workshop in this file is damaged`)
  }
  const reason = doc.store.pendingStructs || doc.store.pendingDs
    ? 'a part of the workshop is missing in this file'
    : readWorkshopId(doc) === file.workshop ? null : 'the workshop in this file is not the one that it names'
  if (reason) {
    doc.destroy()
    throw badInput(`${path}: ${reason}`)
  }
  return { doc, file }
}
