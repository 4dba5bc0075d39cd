/** Entry of the exporter process: renders one document and is ended by the shell. */
import type { ExporterToShell, ShellToExporter } from '../../shared/ipc/exporter-messages.ts'
import { onParentMessage, tellParent } from '../../shared/node/parent.ts'
import { runExport } from './export-job.ts'

onParentMessage((message) => {
  void runExport(message as ShellToExporter, (answer: ExporterToShell) => tellParent(answer))
})
