/** Exports of a frozen version: from the trees that were frozen, never from what the boards say now. */
import * as Y from 'yjs'
import { documentFromRecord } from '../document/record/record.ts'
import { readWorkshop } from '../document/read-workshop.ts'
import type { ExportFormat } from '../ipc/desktop-api.ts'
import type { WorkshopId } from '../model/ids.ts'
import type { Workshop } from '../model/workshop.ts'
import { decodeFrozen, findDocument, type FrozenContent, type FrozenDocument } from '../versions/frozen-version.ts'
import type { FrozenRequest, VersionState } from '../versions/frozen-request.ts'
import { printVersion } from '../versions/print-version.ts'
import type { ExportSource } from './document-pieces.ts'
import { streamCompiled, type ExportStream } from './export-format.ts'

export type FrozenProblem = 'not-here' | 'altered' | 'damaged' | 'from-newer-version' | 'no-such-document'

/** The version cannot be exported; `message` says why, in English. */
export class FrozenError extends Error {
  readonly problem: FrozenProblem

  constructor(problem: FrozenProblem) {
    super(problemWords[problem])
    this.problem = problem
  }
}

const problemWords: Readonly<Record<FrozenProblem, string>> = {
  'not-here': 'this version has not arrived on this computer yet',
  altered: 'what is kept of this version is not what was frozen; it is not used',
  damaged: 'what is kept of this version cannot be read',
  'from-newer-version': 'this version was frozen by a newer Minuta',
  'no-such-document': 'this version was not frozen in this profile and language',
}

/** The document in pieces. Throws FrozenError when there is none; what else can go wrong, goes wrong while the pieces are read. */
export async function streamFrozen(request: FrozenRequest, format: ExportFormat, source: ExportSource): Promise<ExportStream> {
  const bytes = await source.readBlob(request.blob)
  if (bytes === null) throw new FrozenError('not-here')
  const read = decodeFrozen(bytes, request.fingerprint)
  if (!read.ok) throw new FrozenError(read.problem)
  const document = findDocument(read.content, request)
  if (document === null) throw new FrozenError('no-such-document')
  return streamPrinted(read.content, document, request, format, source)
}

/** A document of a version that was read already. */
export function streamPrinted(content: FrozenContent, document: FrozenDocument, state: VersionState, format: ExportFormat, source: ExportSource): ExportStream {
  // Made when a format asks for it, and once: a pack asks for it again and again.
  let workshop: Workshop | null = null
  const subject = {
    record: content.record,
    get workshop() {
      workshop ??= frozenWorkshop(content)
      return workshop
    },
  }
  return streamCompiled(printVersion(content, document, state), subject, format, source)
}

/** The workshop as it was: registers and dates are made of it. What the room answered is in the documents alone. */
function frozenWorkshop({ record, seal }: FrozenContent): Workshop {
  const imported = documentFromRecord({ ...record, workshop: { ...record.workshop, id: seal.workshop } })
  // It was sealed as a record of the build that froze it; one that a newer build reads otherwise is damaged to it.
  if (!imported.ok) throw new FrozenError('from-newer-version')
  const doc = new Y.Doc()
  try {
    Y.applyUpdate(doc, imported.update)
    return { ...readWorkshop(doc), id: seal.workshop as WorkshopId }
  } finally {
    doc.destroy()
  }
}
