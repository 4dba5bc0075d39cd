/** A file that may be an export of a frozen version, by what it holds and not by its name: its words, and what it carries to prove itself. */
import type { Archive } from '../import/archive.ts'
import { refuseForeign, startsWith } from '../import/foreign.ts'
import { RefusedError } from '../import/imported.ts'
import { readDocx } from './read-docx.ts'
import { readHtml } from './read-html.ts'
import { readJsonExport } from './read-json.ts'
import { readMarkdown } from './read-markdown.ts'
import { readOdt } from './read-odt.ts'
import type { VersionFile } from './read-words.ts'

/** Some thousand pages: what is read is compared in the window. */
const maxWords = 1_000_000
/** A thousand signed approvals, with room to spare. */
const maxProofLength = 8_000_000

/** `openArchive` rejects with a RefusedError, and so does this; whatever else is thrown is for damage. */
export async function readVersionFile({ name, bytes }: { readonly name: string; readonly bytes: Uint8Array }, openArchive: (bytes: Uint8Array) => Promise<Archive>): Promise<VersionFile> {
  if (bytes.length === 0) throw new RefusedError('empty', 'the file holds nothing')
  const found = startsWith(bytes, 'PK') ? await readPacked(await openArchive(bytes)) : readText(name, bytes)
  if (found.words.length > maxWords) throw new RefusedError('too-large', `${found.words.length} words`)
  if (found.proof.length > maxProofLength) throw new RefusedError('too-large', `a proof of ${found.proof.length} characters`)
  return found
}

/** As an office program would open it; where two would open two documents, nobody can say what was read. */
function readPacked(archive: Archive): Promise<VersionFile> {
  const isWord = archive.has('_rels/.rels')
  if (archive.isAmbiguous || (isWord && archive.has('content.xml'))) throw new RefusedError('damaged', 'two documents in one file')
  return isWord ? readDocx(archive) : readOdt(archive)
}

function readText(name: string, bytes: Uint8Array): VersionFile {
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  refuseForeign(bytes, ending)
  if (ending === 'docx' || ending === 'odt') throw new RefusedError('damaged', 'not a zip archive')
  const text = decode(bytes)
  const start = text.trimStart().slice(0, 200).toLowerCase()
  if (start.startsWith('{')) {
    // A title of Markdown may begin with a brace as well.
    const read = readJsonExport(text) ?? (text.includes('\n<!-- minuta-proof ') ? readMarkdown(text) : null)
    if (read === null) throw new RefusedError('unknown-type', 'JSON, and no export of Minuta')
    return read
  }
  return start.startsWith('<!doctype html') || start.startsWith('<html') ? readHtml(text) : readMarkdown(text)
}

/** Exports are UTF-8, whoever saved them again. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new RefusedError('unknown-type', 'not a text in UTF-8')
  }
}
