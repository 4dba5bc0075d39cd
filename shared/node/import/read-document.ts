/** Documents as content of a board: finds out what a file is by its bytes, then by its name, and hands it to the reader of that format. */
import { decodeDocument } from '../../import/decode-text.ts'
import { readHtml } from '../../import/html/read-html.ts'
import { refuseForeign, startsWith } from '../../import/foreign.ts'
import { RefusedError, type ImportedDocument } from '../../import/imported.ts'
import { readMarkdown } from '../../import/markdown/read-markdown.ts'
import { readPlainText } from '../../import/plain-text.ts'
import { readDocx } from '../../import/docx/read-docx.ts'
import { readOdt } from '../../import/odt/read-odt.ts'
import { openArchive } from './open-archive.ts'
import type { GivenFile } from './read-import.ts'

/** Throws a RefusedError when the file is no document that is known here, or none that can be read. */
export async function readDocument({ name, bytes }: GivenFile): Promise<ImportedDocument> {
  if (bytes.length === 0) throw new RefusedError('empty', 'the file holds nothing')
  if (startsWith(bytes, 'PK')) return readPacked(name, bytes)
  const ending = endingOf(name)
  refuseForeign(bytes, ending)
  if (ending === 'docx' || ending === 'odt') throw new RefusedError('damaged', 'not a zip archive')
  const text = decodeDocument(bytes)?.replace(/^\uFEFF/, '')
  if (text === undefined) throw new RefusedError('unknown-type', 'not a text')
  switch (ending) {
    case 'md':
    case 'markdown':
    case 'mdown':
    case 'mkd':
      return readMarkdown(text, name)
    case 'html':
    case 'htm':
    case 'xhtml':
      return readHtml(text, { name, readMarkdown })
    default:
      return /^\s*(?:<!doctype html|<html[\s>])/i.test(text) ? readHtml(text, { name, readMarkdown }) : readPlainText(text, name)
  }
}

async function readPacked(name: string, bytes: Uint8Array): Promise<ImportedDocument> {
  const archive = await openArchive(bytes)
  if (archive.has('[Content_Types].xml')) return readDocx(archive, name)
  if (archive.has('content.xml')) return readOdt(archive, name)
  throw new RefusedError('unknown-type', 'an archive of another kind')
}

function endingOf(name: string): string {
  return /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''
}
