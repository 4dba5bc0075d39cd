/** Entry of the importer process: reads one foreign file and is ended by the shell. It writes nothing and opens no socket. */
import { compareWithFile, type DocumentBytes } from '../../shared/document/hand-over/file-changes.ts'
import type { ImportedWorkshop } from '../../shared/import/imported-workshop.ts'
import type { ImporterToShell, ShellToImporter } from '../../shared/ipc/importer-messages.ts'
import type { BlobId } from '../../shared/model/ids.ts'
import type { BlobReader } from '../../shared/node/import/open-workshop-file.ts'
import { nodeSignatures } from '../../shared/node/node-signatures.ts'
import { onParentMessage, tellParent } from '../../shared/node/parent.ts'
import { readImport } from '../../shared/node/import/read-import.ts'
import { assertNever } from '../../shared/util/assert-never.ts'

/** open, read */
const stepCount = 2

function tellShell(message: ImporterToShell): void {
  tellParent(message)
}

/** Of the workshop that was read. */
let blobs: BlobReader | null = null
let workshop: ImportedWorkshop | null = null

async function runImport({ kind, source, choice }: Extract<ShellToImporter, { readonly type: 'read' }>): Promise<void> {
  let done = 0
  const outcome = await readImport(kind, source, (step) => tellShell({ type: 'progress', done: done++, total: stepCount, step }), choice)
  if (outcome.kind === 'read') {
    blobs = outcome.blobs ?? null
    if (kind === 'workshop') workshop = outcome.content as ImportedWorkshop
  }
  tellShell(outcome.kind === 'read' ? { type: 'read', content: outcome.content } : { type: 'refused', refusal: outcome.refusal })
}

async function giveBlob(id: BlobId): Promise<void> {
  tellShell({ type: 'blob', id, bytes: (await blobs?.read(id)) ?? null })
}

/** What the workshop of the file would change in the one that is here. */
function compare(here: DocumentBytes): void {
  if (workshop?.kind !== 'workshop') throw new Error('no workshop was read that could be here')
  tellShell({ type: 'compared', comparison: compareWithFile(here, workshop, nodeSignatures) })
}

function receive(message: ShellToImporter): void {
  switch (message.type) {
    case 'read':
      void runImport(message)
      return
    case 'blob':
      void giveBlob(message.id)
      return
    case 'compare':
      compare(message.here)
      return
    default:
      assertNever(message, 'message from the shell')
  }
}

onParentMessage((message) => receive(message as ShellToImporter))
