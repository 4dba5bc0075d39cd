/** Text out of exported documents, by programs that are not ours: poppler, pandoc, LibreOffice. */
import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { assertNever } from '../../shared/util/assert-never.ts'

/** The formats that hold text to be read by others. */
export type ExportKind = 'pdf' | 'docx' | 'md' | 'html'

const run = promisify(execFile)
const options = { timeout: 120_000, maxBuffer: 64 * 1024 * 1024 } as const

/** Standard output of a program as text. Rejects when it is not installed, fails, or takes more than two minutes. */
export async function outputOf(program: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await run(program, args, options)
  return stdout
}

/** The words of an export as a reader gets them: `pdftotext -raw` for PDF, pandoc for the others (on Markdown by way of HTML). */
export async function readExport(file: string, kind: ExportKind): Promise<string> {
  switch (kind) {
    case 'pdf':
      return outputOf('pdftotext', '-raw', '-enc', 'UTF-8', file, '-')
    case 'docx':
      return outputOf('pandoc', '--from=docx', '--to=plain', '--wrap=none', file)
    case 'html':
      return outputOf('pandoc', '--from=html', '--to=plain', '--wrap=none', file)
    case 'md': {
      // By way of HTML, as anything that shows Markdown does: pandoc's plain text leaves out HTML inside Markdown.
      const page = `${file}.${randomUUID()}.html`
      try {
        await outputOf('pandoc', '--from=gfm', '--to=html', '--wrap=none', `--output=${page}`, file)
        return await readExport(page, 'html')
      } finally {
        await rm(page, { force: true })
      }
    }
    default:
      return assertNever(kind, 'kind of export')
  }
}

/** What pandoc makes of a document, as its JSON tree. */
export async function pandocTree(file: string, from: 'docx' | 'html' | 'gfm'): Promise<unknown> {
  return JSON.parse(await outputOf('pandoc', `--from=${from}`, '--to=json', file)) as unknown
}

/** Every node of pandoc's tree with this tag. */
export function pandocNodes(tree: unknown, tag: string): readonly unknown[] {
  if (Array.isArray(tree)) return tree.flatMap((child) => pandocNodes(child, tag))
  if (typeof tree !== 'object' || tree === null) return []
  const here = (tree as { t?: unknown }).t === tag ? [tree] : []
  return [...here, ...Object.values(tree).flatMap((child) => pandocNodes(child, tag))]
}

/** A document as LibreOffice lays it out and prints it: text of the resulting PDF. */
export async function readByLibreOffice(file: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'minuta-office-'))
  try {
    await run('soffice', [`-env:UserInstallation=file://${folder}/profile`, '--headless', '--convert-to', 'pdf', '--outdir', folder, file], options)
    return await readExport(path.join(folder, `${path.parse(file).name}.pdf`), 'pdf')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The first bytes of a file as text, enough to see what it is. */
export async function readHead(file: string): Promise<string> {
  return (await readFile(file)).subarray(0, 16).toString('latin1')
}
