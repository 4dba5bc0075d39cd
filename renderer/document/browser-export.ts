/** Minutes as a file, made in the page. Loaded only when somebody asks for one. */
import { compileMinutes, type MinutesOptions } from '../../shared/minutes/compile.ts'
import type { Notice } from '../../shared/minutes/minutes.ts'
import type { BlobId } from '../../shared/model/ids.ts'
import type { Workshop } from '../../shared/model/workshop.ts'
import { blobsOf } from '../../shared/render/pictures/blobs-of.ts'
import { renderHtml } from '../../shared/render/html/html.ts'
import { renderJson } from '../../shared/render/json.ts'
import { renderMarkdown } from '../../shared/render/markdown/markdown.ts'
import { assertNever } from '../../shared/util/assert-never.ts'

type InPage = { readonly content: string; readonly missing: readonly string[]; readonly notices: readonly Notice[] }

/** `readBlob`: null for an image that is not here; the result names it as missing. */
export async function renderInPage(workshop: Workshop, format: 'html' | 'md' | 'json', options: MinutesOptions, readBlob: (blob: BlobId) => Promise<Uint8Array | null>): Promise<InPage> {
  const minutes = compileMinutes(workshop, options)
  const images = new Map<string, Uint8Array>()
  for (const blob of blobsOf(minutes)) {
    const bytes = images.has(blob) ? null : await readBlob(blob)
    if (bytes !== null) images.set(blob, bytes)
  }
  switch (format) {
    case 'html':
      return { ...renderHtml(minutes, images), notices: minutes.notices }
    case 'md':
      return { ...renderMarkdown(minutes, images), notices: minutes.notices }
    case 'json':
      return { content: renderJson(minutes, workshop), missing: [], notices: minutes.notices }
    default:
      return assertNever(format, 'format')
  }
}
