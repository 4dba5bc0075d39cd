/** A file of any format that can be verified, by what it holds and not by its name. */
import { readDocx } from './read-docx.ts'
import { readHtml } from './read-html.ts'
import { readJsonExport, type ReadJson } from './read-json.ts'
import { readMarkdown } from './read-markdown.ts'
import { readOdt } from './read-odt.ts'
import type { ReadDocument } from './read-words.ts'

/** Null when it is no such file, or too damaged to be read. */
export function readVerifiable(bytes: Uint8Array): ReadDocument | ReadJson | null {
  try {
    if (bytes[0] === 0x50 && bytes[1] === 0x4b) return readDocx(bytes) ?? readOdt(bytes)
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    const start = text.trimStart().slice(0, 200).toLowerCase()
    // A title of Markdown may begin with a brace as well.
    if (start.startsWith('{')) return readJsonExport(text) ?? (text.includes('\n<!-- minuta-proof ') ? readMarkdown(text) : null)
    return start.startsWith('<!doctype html') || start.startsWith('<html') ? readHtml(text) : readMarkdown(text)
  } catch {
    // Not UTF-8, broken XML, a bomb: whatever it is, nothing can be said of it.
    return null
  }
}
