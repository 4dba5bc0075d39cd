/** Entry of the importer process: reads one foreign file and is ended by the shell. It writes nothing and opens no socket. */
import type { ImporterToShell, ShellToImporter } from '../../shared/ipc/importer-messages.ts'
import type { BlobId } from '../../shared/model/ids.ts'
import type { BlobReader } from '../../shared/node/import/open-workshop-file.ts'
import { onParentMessage, tellParent } from '../../shared/node/parent.ts'
import { readImport } from '../../shared/node/import/read-import.ts'

/** open, read */
const stepCount = 2

function tellShell(message: ImporterToShell): void {
  tellParent(message)
}

/** Of the workshop that was read. */
let blobs: BlobReader | null = null

async function runImport({ kind, source, choice }: Extract<ShellToImporter, { readonly type: 'read' }>): Promise<void> {
  let done = 0
  const outcome = await readImport(kind, source, (step) => tellShell({ type: 'progress', done: done++, total: stepCount, step }), choice)
  if (outcome.kind === 'read') blobs = outcome.blobs ?? null
  tellShell(outcome.kind === 'read' ? { type: 'read', content: outcome.content } : { type: 'refused', refusal: outcome.refusal })
}

async function giveBlob(id: BlobId): Promise<void> {
  tellShell({ type: 'blob', id, bytes: (await blobs?.read(id)) ?? null })
}

function receive(message: ShellToImporter): void {
  if (message.type === 'read') void runImport(message)
  else void giveBlob(message.id)
}

onParentMessage((message) => receive(message as ShellToImporter))
