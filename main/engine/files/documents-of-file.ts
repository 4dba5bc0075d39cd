import { openDocuments, type OpenedHandOver } from '../../../shared/document/hand-over/open-hand-over.ts'
import type { WorkshopFile } from '../../../shared/ipc/engine-port.ts'
import { CallFailure } from '../windows/call-failure.ts'

/** The documents of a file that a window handed over, checked as everything from elsewhere. The caller closes them. Throws CallFailure('unsupported-file'). */
export function documentsOfFile(file: WorkshopFile): Omit<OpenedHandOver, 'file'> {
  const read = openDocuments(file)
  if (!read.ok) throw new CallFailure({ kind: 'unsupported-file', detail: read.problem.reason })
  return read.opened
}
