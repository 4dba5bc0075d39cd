/** One door to every renderer: what the exporter process and the command line call. */
import type { ExportFormat } from '../ipc/desktop-api.ts'
import { compileMinutes, type MinutesOptions } from '../minutes/compile.ts'
import type { Minutes, Notice } from '../minutes/minutes.ts'
import type { BlobId } from '../model/ids.ts'
import type { Workshop } from '../model/workshop.ts'
import { assertNever } from '../util/assert-never.ts'
import { blobsOf } from './blobs-of.ts'
import { renderDocx } from './docx.ts'
import { renderHtml } from './html.ts'
import { renderJson } from './json.ts'
import { renderMarkdown } from './markdown.ts'
import { renderOdt } from './odt.ts'
import { renderPdf, type PdfCompiler } from './pdf.ts'
import type { Images, Rendered } from './rendered.ts'

export type ExportSource = {
  /** Bytes of a blob; null when they are not here. */
  readonly readBlob: (blob: BlobId) => Promise<Uint8Array | null>
  /** Called for PDF only. */
  readonly openPdfCompiler: () => Promise<PdfCompiler>
  /** Called before each step: 'images', then 'render'. */
  readonly onStep?: (step: string) => void
}

/** A document with everything that is not in it as it was captured. */
export type Exported = Rendered<Uint8Array> & { readonly notices: readonly Notice[] }

const encoder = new TextEncoder()

/** The bytes of the minutes of `workshop` in `format`. Throws PdfError when Typst refuses; everything else is a bug. */
export async function exportMinutes(workshop: Workshop, format: ExportFormat, options: MinutesOptions, source: ExportSource): Promise<Exported> {
  return renderMinutes(compileMinutes(workshop, options), () => workshop, format, source)
}

/** Minutes that are compiled already; `workshop` gives what they were compiled from, for the formats that need it. */
export async function renderMinutes(minutes: Minutes, workshop: () => Workshop, format: ExportFormat, source: ExportSource): Promise<Exported> {
  source.onStep?.('images')
  const images = new Map<string, Uint8Array>()
  for (const blob of blobsOf(minutes)) {
    const bytes = images.has(blob) ? null : await source.readBlob(blob)
    if (bytes !== null) images.set(blob, bytes)
  }
  source.onStep?.('render')
  const rendered = await render(minutes, workshop, format, images, source)
  return { ...rendered, notices: minutes.notices }
}

async function render(minutes: Minutes, workshop: () => Workshop, format: ExportFormat, images: Images, source: ExportSource): Promise<Rendered<Uint8Array>> {
  switch (format) {
    case 'pdf':
      return renderPdf(minutes, images, await source.openPdfCompiler())
    case 'docx':
      return renderDocx(minutes, images)
    case 'odt':
      return renderOdt(minutes, images)
    case 'html':
      return encoded(renderHtml(minutes, images))
    case 'md':
      return encoded(renderMarkdown(minutes, images))
    case 'json':
      return { content: encoder.encode(renderJson(minutes, workshop())), missing: [] }
    default:
      return assertNever(format, 'export format')
  }
}

function encoded({ content, missing }: Rendered<string>): Rendered<Uint8Array> {
  return { content: encoder.encode(content), missing }
}
