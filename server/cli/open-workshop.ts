/** Opens a hand-over file as the documents of a workshop. */
import * as Y from 'yjs'
import { readHandOverFile, type HandOver } from '../../shared/document/hand-over-file.ts'
import { readWorkshopId } from '../../shared/document/read-workshop.ts'
import { MalformedError } from '../../shared/protocol/cursor.ts'
import { advance, walkUpdate } from '../../shared/protocol/update-walk.ts'
import { badInput } from './cli-error.ts'
import { readInput } from './files.ts'

export type OpenedWorkshop = {
  readonly doc: Y.Doc
  /** What the room answered; empty when the file holds no answers. */
  readonly responses: Y.Doc
  readonly file: HandOver
  /** Destroys both documents. */
  readonly close: () => void
}

/** Throws a CliError with a sentence when the file cannot be used. The caller closes it. */
export async function openWorkshop(path: string): Promise<OpenedWorkshop> {
  const read = readHandOverFile(await readInput(path))
  if (!read.ok) throw badInput(`${path}: ${read.problem.reason}`)
  const { file } = read
  const reason = problemOf(file.update) ?? (file.responses && problemOf(file.responses))
  if (reason) throw badInput(`${path}: ${reason}`)
  const doc = new Y.Doc()
  Y.applyUpdate(doc, file.update)
  const responses = new Y.Doc()
  if (file.responses) Y.applyUpdate(responses, file.responses)
  const close = (): void => {
    doc.destroy()
    responses.destroy()
  }
  if (readWorkshopId(doc) !== file.workshop) {
    close()
    throw badInput(`${path}: the workshop in this file is not the one that it names`)
  }
  return { doc, responses, file, close }
}

/** Why an update must not be applied: a malformed or incomplete one can hang whoever tries. */
function problemOf(update: Uint8Array): string | null {
  try {
    return advance(new Map(), walkUpdate(update)) === null ? 'a part of the workshop is missing in this file' : null
  } catch (error) {
    if (error instanceof MalformedError) return 'the workshop in this file is damaged'
    throw error
  }
}
