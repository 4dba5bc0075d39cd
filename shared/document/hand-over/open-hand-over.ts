/** The documents of a hand-over file: the last checks before its bytes become a workshop. */
import * as Y from 'yjs'
import { MalformedError } from '../../protocol/cursor.ts'
import { Nesting } from '../../protocol/nesting.ts'
import { advance, walkUpdate } from '../../protocol/update-walk.ts'
import { readHandOverFile, type HandOver, type HandOverProblem } from './hand-over-file.ts'
import { readWorkshopId } from '../read-workshop.ts'

export type OpenedHandOver = {
  readonly doc: Y.Doc
  /** What the room answered; empty when the file holds no answers. */
  readonly responses: Y.Doc
  readonly file: HandOver
  /** Destroys both documents. */
  readonly close: () => void
}

/** The workshop in `bytes`, or why it cannot be used. The caller closes it. */
export function openHandOver(bytes: Uint8Array): { readonly ok: true; readonly opened: OpenedHandOver } | { readonly ok: false; readonly problem: HandOverProblem } {
  const read = readHandOverFile(bytes)
  if (!read.ok) return read
  const { file } = read
  const documents = openDocuments(file)
  return documents.ok ? { ok: true, opened: { ...documents.opened, file } } : documents
}

/** The two documents, checked before and after they are made. The caller closes them. */
export function openDocuments(file: Pick<HandOver, 'workshop' | 'update' | 'responses'>): { readonly ok: true; readonly opened: Omit<OpenedHandOver, 'file'> } | { readonly ok: false; readonly problem: HandOverProblem } {
  const problem = findProblem(file.update) ?? (file.responses && findProblem(file.responses))
  if (problem) return { ok: false, problem }
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
    return { ok: false, problem: { kind: 'damaged', reason: 'the workshop in this file is not the one that it names' } }
  }
  return { ok: true, opened: { doc, responses, close } }
}

/** Why a whole document must not be applied, as a sentence without a full stop: a malformed, incomplete or endlessly nested one can hang or end whoever tries. `maxStructs` as in `walkUpdate`. */
export function findUpdateProblem(update: Uint8Array, maxStructs?: number): string | null {
  return findProblem(update, maxStructs)?.reason ?? null
}

function findProblem(update: Uint8Array, maxStructs?: number): HandOverProblem | null {
  try {
    const nothing = new Map<number, number>()
    const shape = walkUpdate(update, maxStructs)
    const order: number[] = []
    if (advance(nothing, shape, order) === null) return { kind: 'damaged', reason: 'a part of the workshop is missing in this file' }
    new Nesting().take(shape, order, nothing)
    return null
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error
    return error.isLimit
      ? { kind: 'too-large', reason: 'the workshop in this file is larger than Minuta takes from elsewhere' }
      : { kind: 'damaged', reason: 'the workshop in this file is damaged' }
  }
}
