/** One export, from request to file. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { ExporterToShell, ShellToExporter } from '../../shared/ipc/exporter-messages.ts'
import { isBlobId, type BlobId } from '../../shared/model/ids.ts'
import { exportFrozen } from '../../shared/render/export-frozen.ts'
import { exportMinutes, type ExportSource } from '../../shared/render/export-format.ts'
import { openTypst } from '../../shared/node/typst.ts'
import { writeWhole } from '../../shared/node/write-whole.ts'

/** compile, images, render, write */
const stepCount = 4

/** Renders and writes what `job` asks for; tells `report` every step and exactly one end. Never rejects. */
export async function runExport({ request, blobDirectory, target, draft }: ShellToExporter, report: (message: ExporterToShell) => void): Promise<void> {
  let done = 0
  const onStep = (step: string): void => report({ type: 'progress', done: done++, total: stepCount, step })
  onStep('compile')
  const { workshop, format, frozen, ...options } = request
  const source: ExportSource = {
    readBlob: (blob) => readBlob(blobDirectory, blob),
    openPdfCompiler: openTypst,
    onStep,
  }
  const exporting = frozen === undefined ? exportMinutes(workshop, format, options, source) : exportFrozen(frozen, format, source)
  const rendered = await exporting.catch((error: unknown) => detailOf(error))
  if (typeof rendered === 'string') return report({ type: 'failed', reason: 'bad-content', detail: rendered })
  onStep('write')
  try {
    await writeWhole(target, draft, rendered.content)
  } catch (error) {
    return report({ type: 'failed', reason: 'cannot-write', detail: detailOf(error) })
  }
  report({ type: 'saved', missing: rendered.missing, notices: rendered.notices })
}

/** The bytes of a blob; null when they are not on this computer. Whatever else keeps a file from being read is missing as well. */
async function readBlob(directory: string, blob: BlobId): Promise<Uint8Array | null> {
  if (!isBlobId(blob)) return null
  return readFile(path.join(directory, blob)).catch(() => null)
}

function detailOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
