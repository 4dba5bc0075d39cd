/** Real documents into boards: every word, heading, list item, table, picture and link of an independent reading, or a reason. */
import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ImportedDocument } from '../../shared/import/imported.ts'
import { readImport } from '../../shared/node/import/read-import.ts'
import { bareLinks, countMissing, countsOf, wordsOf, type Counts } from '../helpers/imported-counts.ts'
import { boardProblems } from '../helpers/board-problems.ts'
import { exceptions, refusals } from './import-exceptions.ts'
import { plainWords } from './plain-reading.ts'

const corpus = process.env['MINUTA_SHARED_DATA'] ?? path.join(import.meta.dirname, '../../../shared/data')

/** Counts of pandoc's reading: a reference, not the truth; see the exceptions. */
type Probe = {
  readonly headings?: Readonly<Record<string, number>>
  readonly bullet_items?: number
  readonly ordered_items?: number
  readonly tables?: number
  readonly table_rows?: number
  readonly images?: number
  readonly links?: number
}

const probes = (JSON.parse(fs.readFileSync(path.join(corpus, 'probes.json'), 'utf8')) as { files: Readonly<Record<string, Probe>> }).files
const files = [...new Set([...Object.keys(probes), ...['import', 'minutes'].flatMap(documentsIn)])].filter((file) => !file.startsWith('traces/')).sort()

function documentsIn(folder: string): string[] {
  return fs.readdirSync(path.join(corpus, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(docx|odt|md|html|txt)$/.test(name) && !/expected/.test(name))
    .map((name) => `${folder}/${name}`)
}

function expectedCounts(probe: Probe): Counts {
  return {
    headings: Object.values(probe.headings ?? {}).reduce((sum, count) => sum + count, 0),
    items: (probe.bullet_items ?? 0) + (probe.ordered_items ?? 0),
    tables: probe.tables ?? 0,
    rows: probe.table_rows ?? 0,
    images: probe.images ?? 0,
    links: probe.links ?? 0,
  }
}

async function read(file: string): Promise<ImportedDocument | string> {
  const outcome = await readImport('document', { kind: 'path', path: path.join(corpus, file) })
  return outcome.kind === 'read' ? outcome.content : outcome.refusal.kind
}

/** What is wrong with the reading of `file`; nothing when it is as good as the reference's, or refused as it should be. */
async function shortcomings(file: string): Promise<readonly string[]> {
  const content = await read(file)
  const name = path.basename(file)
  if (typeof content === 'string') return content === refusals[name]?.[0] ? [] : [`refused: ${content}`]
  if (refusals[name] !== undefined) return ['was refused before']
  const allowed = exceptions[name]?.short ?? {}
  const plain = plainWords(name, fs.readFileSync(path.join(corpus, file)))
  const missing = plain === null ? 0 : countMissing(plain, wordsOf(content.blocks))
  const short = missing > Math.max((plain ?? []).length / 100, allowed.words ?? 0) ? [`${missing} of ${(plain ?? []).length} words are missing`] : []
  const own = countsOf(content)
  for (const [what, count] of Object.entries(expectedCounts(probes[file] ?? {}))) {
    const kind = what as keyof Counts
    // Markdown: a link whose words are an address is two links to pandoc, one inside the other.
    const twice = kind === 'links' && file.endsWith('.md') ? bareLinks(content.blocks) : 0
    if (count - twice - own[kind] - (allowed[kind] ?? 0) > 0) short.push(`${own[kind]} of ${count} ${kind}`)
  }
  return [...short, ...boardProblems(content.blocks).map((problem) => JSON.stringify(problem))]
}

describe('IM30: real documents', () => {
  it.each(files)('%s', async (file) => {
    expect(await shortcomings(file)).toEqual([])
  })
})
