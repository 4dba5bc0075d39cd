/** Text out of exported documents, by programs that are not ours: poppler, pandoc, LibreOffice. */
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { SaxesParser } from 'saxes'

/** Standard output of a program as text. Throws when it is not installed, fails, or takes more than two minutes. */
export function outputOf(program: string, args: readonly string[], input?: string): string {
  const stdio: ['pipe', 'pipe', 'pipe'] = ['pipe', 'pipe', 'pipe']
  return execFileSync(program, args, { encoding: 'utf8', timeout: 120_000, maxBuffer: 64 * 1024 * 1024, stdio, ...(input === undefined ? {} : { input }) })
}

/** The words of an exported file as a reader gets them, by its extension: `pdftotext -raw` for PDF, an XML parser for ODT, of which pandoc
 * leaves out lists in tables, pandoc for the others. */
export function readExport(file: string): string {
  const extension = path.extname(file)
  const plain = ['--to=plain', '--wrap=none']
  switch (extension) {
    case '.pdf':
      return outputOf('pdftotext', ['-raw', '-enc', 'UTF-8', file, '-'])
    case '.docx':
      return outputOf('pandoc', ['--from=docx', ...plain, file])
    case '.odt':
      return openDocumentText(file)
    case '.html':
      return outputOf('pandoc', ['--from=html', ...plain, file])
    case '.md':
      // By way of HTML, as anything that shows Markdown does: pandoc's plain text leaves out HTML inside Markdown.
      return outputOf('pandoc', ['--from=html', ...plain], outputOf('pandoc', ['--from=gfm', '--to=html', '--wrap=none', file]))
    default:
      throw new Error(`nothing reads ${extension} files`)
  }
}

/** The text of an ODT as its schema has it: paragraphs as lines, and the elements that stand for white space. */
function openDocumentText(file: string): string {
  const pieces: string[] = []
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'text:s') pieces.push(' '.repeat(Number(attributes['text:c'] ?? 1)))
    else if (name === 'text:tab') pieces.push('\t')
    else if (name === 'text:line-break') pieces.push('\n')
  })
  // Line ends in the file itself only part its elements.
  parser.on('text', (text) => pieces.push(text.replaceAll(/\n/g, '')))
  parser.on('closetag', ({ name }) => {
    if (name === 'text:p' || name === 'text:h') pieces.push('\n\n')
  })
  parser.write(strFromU8(unzipSync(fs.readFileSync(file))['content.xml'] ?? new Uint8Array())).close()
  return pieces.join('')
}

/** What pandoc makes of a document, as its JSON tree. */
export function pandocTree(file: string, from: 'docx' | 'odt' | 'html' | 'gfm'): unknown {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'minuta-pandoc-'))
  try {
    return JSON.parse(outputOf('pandoc', [`--from=${from}`, '--to=json', from === 'odt' ? withoutHeaderGroups(file, folder) : file])) as unknown
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

/** A copy whose header rows are plain rows: pandoc 2 reads an ODT as if repeated header rows were not there. */
function withoutHeaderGroups(file: string, folder: string): string {
  const entries = unzipSync(fs.readFileSync(file))
  const content = strFromU8(entries['content.xml'] ?? new Uint8Array())
  const copy = path.join(folder, path.basename(file))
  fs.writeFileSync(copy, zipSync({ ...entries, 'content.xml': strToU8(content.replaceAll(/<\/?table:table-header-rows>/g, '')) }))
  return copy
}

/** Every node of pandoc's tree with this tag. */
export function pandocNodes(tree: unknown, tag: string): readonly unknown[] {
  if (Array.isArray(tree)) return tree.flatMap((child) => pandocNodes(child, tag))
  if (typeof tree !== 'object' || tree === null) return []
  const here = (tree as { t?: unknown }).t === tag ? [tree] : []
  return [...here, ...Object.values(tree).flatMap((child) => pandocNodes(child, tag))]
}

/** A document as LibreOffice lays it out and prints it: text of the resulting PDF. */
export function readByLibreOffice(file: string): string {
  return inOffice(file, readExport)
}

/** The same as a PDF. */
export function printByLibreOffice(file: string): Uint8Array {
  return inOffice(file, (pdf) => fs.readFileSync(pdf))
}

function inOffice<T>(file: string, read: (pdf: string) => T): T {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'minuta-office-'))
  try {
    outputOf('soffice', [`-env:UserInstallation=file://${folder}/profile`, '--headless', '--convert-to', 'pdf', '--outdir', folder, file])
    return read(path.join(folder, `${path.parse(file).name}.pdf`))
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}
