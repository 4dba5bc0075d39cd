/** One export, from request to file. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { ExporterToShell, ShellToExporter } from '../../shared/ipc/exporter-messages.ts'
import { isBlobId, type BlobId } from '../../shared/model/ids.ts'
import { emptyLetterhead, type Workshop } from '../../shared/model/workshop.ts'
import type { ExportSource } from '../../shared/render/document-pieces.ts'
import type { FilePiece } from '../../shared/render/file-piece.ts'
import { handOverPieces } from '../../shared/render/pack/hand-over-pieces.ts'
import { streamFrozen } from '../../shared/render/export-frozen.ts'
import { streamMinutes } from '../../shared/render/export-format.ts'
import { openSha256 } from '../../shared/node/open-sha256.ts'
import { openTypst } from '../../shared/node/typst.ts'
import { writeWhole } from '../../shared/node/write-whole.ts'
import { writeFailureOf } from './write-failure.ts'

/** Before and behind the steps of the export itself: compile, write. */
const ownSteps = 2

/** Renders and writes what `job` asks for; tells `report` every step and exactly one end. Never rejects. */
export async function runExport({ request, blobDirectory, target, draft }: ShellToExporter, report: (message: ExporterToShell) => void): Promise<void> {
  report({ type: 'progress', done: 0, total: ownSteps, step: 'compile' })
  const { workshop, title: _, format, isPlain = false, frozen, handOver, ...options } = request
  let last = { done: 0, total: ownSteps }
  let failure: string | null = null
  try {
    const source: ExportSource = {
      readBlob: (blob) => readBlob(blobDirectory, blob),
      openPdfCompiler: openTypst,
      openSha256,
      ...(handOver && { handOver: (onMissing) => handOverPieces(handOver, source, onMissing) }),
      onProgress: ({ done, total, step }) => {
        last = { done: done + 1, total: total + ownSteps }
        report({ type: 'progress', ...last, step })
      },
    }
    const stream = frozen === undefined ? streamMinutes(readCaptured(workshop, isPlain), format, options, source) : await streamFrozen(frozen, format, source)
    // What goes wrong while the pieces are made is the content's fault, everything else the disk's.
    const pieces = async function* (): AsyncGenerator<FilePiece> {
      try {
        yield* stream.pieces
      } catch (error) {
        failure = detailOf(error)
        throw error
      }
      report({ type: 'progress', done: last.total - 1, total: last.total, step: 'write' })
    }
    await writeWhole(target, draft, pieces())
    report({ type: 'saved', missing: [...stream.missing], notices: stream.notices, isEmpty: stream.isEmpty })
  } catch (error) {
    const unwritten = failure === null ? writeFailureOf(error) : null
    report(unwritten === null ? { type: 'failed', reason: 'bad-content', detail: failure ?? detailOf(error) } : { type: 'failed', reason: unwritten.reason, detail: unwritten.code })
  }
}

/** The workshop that a page sent. */
function readCaptured(json: string, isPlain: boolean): Workshop {
  const workshop = JSON.parse(json) as Workshop
  return isPlain ? { ...workshop, details: { ...workshop.details, letterhead: emptyLetterhead } } : workshop
}

/** The bytes of a blob; null when they are not on this computer. Whatever else keeps a file from being read is missing as well. */
async function readBlob(directory: string, blob: BlobId): Promise<Uint8Array | null> {
  if (!isBlobId(blob)) return null
  return readFile(path.join(directory, blob)).catch(() => null)
}

function detailOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
