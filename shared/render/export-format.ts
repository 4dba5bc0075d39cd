/**
 * One door to every renderer: what the exporter process and the command line call. A document comes in pieces, and an image is read
 * when its piece is due: three hundred pages with two hundred photographs never lie in memory as a whole (in a PDF their files do: its
 * compiler wants them all, but not their pixels).
 */
import type { ExportFormat } from '../ipc/desktop-api.ts'
import { compileMinutes, type MinutesOptions } from '../minutes/compile.ts'
import type { Minutes, Notice } from '../minutes/minutes.ts'
import { leavesTheHouse } from '../minutes/publish.ts'
import type { Workshop } from '../model/workshop.ts'
import { blobsOf } from './pictures/blobs-of.ts'
import { documentPieces, type ExportSource, type ExportTask } from './document-pieces.ts'
import { assembled, type FilePiece } from './file-piece.ts'
import { calendarDays } from './registers/ics.ts'
import { imageHead } from './pictures/image.ts'
import { meetingPack } from './pack/pack.ts'
import { pictureAlone } from './pictures/picture-alone.ts'
import { registersOf } from './registers/registers.ts'

/** A document in pieces. */
export type ExportStream = {
  readonly pieces: AsyncIterable<FilePiece>
  /** Names of what could not be included, each once; complete when the last piece has been read. */
  readonly missing: ReadonlySet<string>
  /** Everything that is not in it as it was captured. */
  readonly notices: readonly Notice[]
  /** Whether there is nothing in it: registers without a table, a calendar without a day. */
  readonly isEmpty: boolean
}

/** A document at once. */
export type Exported = { readonly content: Uint8Array; readonly missing: readonly string[]; readonly notices: readonly Notice[] }

/** The bytes of the minutes of `workshop` in `format`. Throws PdfError when Typst refuses; everything else is a bug. */
export async function exportMinutes(workshop: Workshop, format: ExportFormat, options: MinutesOptions, source: ExportSource): Promise<Exported> {
  return collect(streamMinutes(workshop, format, options, source))
}

/** A document in pieces, at once. */
export async function collect({ pieces, missing, notices }: ExportStream): Promise<Exported> {
  const content = await assembled(pieces)
  return { content, missing: [...missing], notices }
}

/** The same in pieces. Compiles at once, and throws then if it must; renders while the pieces are read. */
export function streamMinutes(workshop: Workshop, format: ExportFormat, options: MinutesOptions, source: ExportSource): ExportStream {
  return streamCompiled(compileMinutes(workshop, options), { workshop }, format, source)
}

/** What compiled minutes were made of. `workshop` is asked for by the formats that need it; `record` is that of a frozen version. */
export type ExportSubject = Pick<ExportTask, 'workshop' | 'record'>

/** Minutes that are compiled already. */
export function streamCompiled(minutes: Minutes, subject: ExportSubject, format: ExportFormat, source: ExportSource): ExportStream {
  const missing = new Set<string>()
  const shown = leavesTheHouse(minutes.profile) ? { ...source, readBlob: readAlone(source) } : source
  return { pieces: piecesOf(minutes, subject, format, shown, missing), missing, notices: minutes.notices, isEmpty: isEmpty(minutes, subject, format) }
}

/** Every other document says at least what meeting it is about. */
function isEmpty(minutes: Minutes, subject: ExportSubject, format: ExportFormat): boolean {
  return format === 'csv' ? registersOf(minutes, subject.workshop).length === 0 : format === 'ics' && calendarDays(minutes, subject.workshop).length === 0
}

/** What is seen of an image, and nothing of where and by whom it was taken. */
function readAlone({ readBlob }: ExportSource): ExportSource['readBlob'] {
  return async (blob) => {
    const bytes = await readBlob(blob)
    return bytes && pictureAlone(bytes)
  }
}

async function* piecesOf(minutes: Minutes, subject: ExportSubject, format: ExportFormat, source: ExportSource, missing: Set<string>): AsyncGenerator<FilePiece> {
  const heads = new Map<string, Uint8Array>()
  const blobs = [...new Set(blobsOf(minutes))]
  const isPack = format === 'pack'
  const total = blobs.length + (isPack ? 0 : 1)
  let done = 0
  const tell = (step: 'images' | 'render'): void => {
    source.onProgress?.({ done, total, step })
    done += 1
  }
  for (const blob of blobs) {
    const bytes = await source.readBlob(blob)
    if (bytes !== null) heads.set(blob, imageHead(bytes))
    // A PDF tells of those that are here when it looks at them one by one.
    if (!isPack && (format !== 'pdf' || bytes === null)) tell('images')
  }
  const task: ExportTask = {
    minutes, source, heads, missing,
    get workshop() {
      return subject.workshop
    },
    ...(subject.record === undefined ? {} : { record: subject.record }),
  }
  if (isPack) {
    yield* meetingPack(task)
    return
  }
  if (format !== 'pdf') tell('render')
  yield* documentPieces(task, format, tell)
}
