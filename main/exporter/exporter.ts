/**
 * Entry of the exporter process: renders one document and is ended by the shell. An Electron utility process, or a plain Node
 * child; this file is the only one that knows which.
 */
import type { ExporterToShell, ShellToExporter } from '../../shared/ipc/exporter-messages.ts'
import { runExport } from './export-job.ts'

/** The part of Electron's `process.parentPort` that is used here. */
type ParentPort = {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void
}

const parentPort = (process as unknown as { readonly parentPort?: ParentPort }).parentPort

function tellShell(message: ExporterToShell): void {
  if (parentPort !== undefined) parentPort.postMessage(message)
  else if (process.connected) process.send?.(message, () => undefined)
}

function receive(message: unknown): void {
  void runExport(message as ShellToExporter, tellShell)
}

if (parentPort !== undefined) parentPort.on('message', ({ data }) => receive(data))
else process.on('message', receive)
