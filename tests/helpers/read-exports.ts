/** Text out of exported documents, by programs that are not ours: poppler, pandoc, LibreOffice. */
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/** Standard output of a program as text. Throws when it is not installed, fails, or takes more than two minutes. */
export function outputOf(program: string, args: readonly string[], input?: string): string {
  const stdio: ['pipe', 'pipe', 'pipe'] = ['pipe', 'pipe', 'pipe']
  return execFileSync(program, args, { encoding: 'utf8', timeout: 120_000, maxBuffer: 64 * 1024 * 1024, stdio, ...(input === undefined ? {} : { input }) })
}

/** The words of an exported file as a reader gets them, by its extension: `pdftotext -raw` for PDF, pandoc for the others. */
export function readExport(file: string): string {
  const extension = path.extname(file)
  const plain = ['--to=plain', '--wrap=none']
  switch (extension) {
    case '.pdf':
      return outputOf('pdftotext', ['-raw', '-enc', 'UTF-8', file, '-'])
    case '.docx':
      return outputOf('pandoc', ['--from=docx', ...plain, file])
    case '.html':
      return outputOf('pandoc', ['--from=html', ...plain, file])
    case '.md':
      // By way of HTML, as anything that shows Markdown does: pandoc's plain text leaves out HTML inside Markdown.
      return outputOf('pandoc', ['--from=html', ...plain], outputOf('pandoc', ['--from=gfm', '--to=html', '--wrap=none', file]))
    default:
      throw new Error(`nothing reads ${extension} files`)
  }
}

/** What pandoc makes of a document, as its JSON tree. */
export function pandocTree(file: string, from: 'docx' | 'html' | 'gfm'): unknown {
  return JSON.parse(outputOf('pandoc', [`--from=${from}`, '--to=json', file])) as unknown
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
