/**
 * Entry of the importer process: reads one foreign file and is ended by the shell. An Electron utility process, or a plain Node
 * child; this file is the only one that knows which. It writes nothing and opens no socket.
 */
import type { ImporterToShell, ShellToImporter } from '../../shared/ipc/importer-messages.ts'
import type { BlobId } from '../../shared/model/ids.ts'
import type { BlobReader } from '../../shared/node/import/open-workshop-file.ts'
import { readImport } from '../../shared/node/import/read-import.ts'

/** The part of Electron's `process.parentPort` that is used here. */
type ParentPort = {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void
}

/** open, read */
const stepCount = 2

const parentPort = (process as unknown as { readonly parentPort?: ParentPort }).parentPort

function tellShell(message: ImporterToShell): void {
  if (parentPort !== undefined) parentPort.postMessage(message)
  else if (process.connected) process.send?.(message, () => undefined)
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

if (parentPort !== undefined) parentPort.on('message', ({ data }) => receive(data as ShellToImporter))
else process.on('message', (message) => receive(message as ShellToImporter))
