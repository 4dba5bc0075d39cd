/** One document in pieces, and what it takes to make one. */
import type { WorkshopRecordInput } from '../document/record/record-schema.ts'
import type { ExportFormat } from '../ipc/desktop-api.ts'
import type { Minutes } from '../minutes/minutes.ts'
import type { BlobId } from '../model/ids.ts'
import type { Workshop } from '../model/workshop.ts'
import { assertNever } from '../util/assert-never.ts'
import { docxEntries } from './docx/docx.ts'
import { imagesInPlace } from './pictures/embedded-images.ts'
import { htmlWithPlaces } from './html/html.ts'
import { renderIcs } from './registers/ics.ts'
import { renderFrozenJson, renderJson } from './json.ts'
import { markdownWithPlaces } from './markdown/markdown.ts'
import { odtEntries } from './odt/odt.ts'
import { renderPdf, type PdfCompiler } from './pdf/pdf.ts'
import { registerEntries } from './registers/register-files.ts'
import type { Images } from './rendered.ts'
import { packagePieces } from './zip-writer.ts'

/** SHA-256 of bytes that come in pieces. */
export interface Sha256 {
  update(bytes: Uint8Array): void
  /** In hexadecimal, small letters. Called once, at the end. */
  digest(): string
}

export type ExportSource = {
  /** Bytes of a blob; null when they are not here. Called again for an image that is needed again. */
  readonly readBlob: (blob: BlobId) => Promise<Uint8Array | null>
  /** Called for PDF only, alone or in a pack. */
  readonly openPdfCompiler: () => Promise<PdfCompiler>
  /** A new checksum, for a pack. */
  readonly openSha256: () => Sha256
  /** The workshop itself as a hand-over file, for a pack; left out where there is none at hand. `onMissing` is told the name of what is not in it. */
  readonly handOver?: (onMissing: (name: string) => void) => AsyncIterable<Uint8Array>
  /** Before each step. `step` says which: 'images', 'render', in a pack a format or the name of a folder. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number; readonly step: string }) => void
}

/** What one export is made of. */
export type ExportTask = {
  readonly minutes: Minutes
  readonly workshop: Workshop
  /** Of a frozen version: what its JSON holds in the place of the workshop. */
  readonly record?: WorkshopRecordInput
  readonly source: ExportSource
  /** The images of the minutes, as far as they are here: the beginning of each, by which a renderer knows kind and size. */
  readonly heads: Images
  readonly missing: Set<string>
}

export type DocumentFormat = Exclude<ExportFormat, 'pack'>

/** One document of `task`. `onStep` is called before each image of a PDF, which takes far longer over them than the others do, and before its layout. */
export async function* documentPieces(task: ExportTask, format: DocumentFormat, onStep?: (step: 'images' | 'render') => void): AsyncGenerator<Uint8Array> {
  const { minutes, source, heads, missing } = task
  const noted = <T,>(rendered: { readonly content: T; readonly missing: readonly string[] }): T => {
    for (const name of rendered.missing) missing.add(name)
    return rendered.content
  }
  switch (format) {
    case 'pdf':
      yield noted(await renderPdf(minutes, { heads, readBlob: source.readBlob }, await source.openPdfCompiler(), onStep))
      return
    case 'docx':
      yield* packagePieces(noted(await docxEntries(minutes, heads)), source.readBlob)
      return
    case 'odt':
      yield* packagePieces(noted(odtEntries(minutes, heads)), source.readBlob)
      return
    case 'html':
      yield* imagesInPlace(noted(htmlWithPlaces(minutes, heads)), source.readBlob)
      return
    case 'md':
      yield* imagesInPlace(noted(markdownWithPlaces(minutes, heads)), source.readBlob)
      return
    case 'json':
      yield new TextEncoder().encode(task.record === undefined ? renderJson(minutes, task.workshop) : renderFrozenJson(minutes, task.record))
      return
    case 'csv':
      yield* packagePieces(registerEntries(minutes, task.workshop), source.readBlob)
      return
    case 'ics':
      yield new TextEncoder().encode(renderIcs(minutes, task.workshop))
      return
    default:
      assertNever(format, 'export format')
  }
}
