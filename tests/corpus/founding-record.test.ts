/** The sample against its source: what it tells is right, and none of it is copied. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { readWorkshop } from '../../shared/document/read-workshop.ts'
import { documentFromRecord } from '../../shared/document/record/record.ts'
import { compileMinutes } from '../../shared/minutes/compile.ts'
import { openSha256 } from '../../shared/node/open-sha256.ts'
import { openTypst } from '../../shared/node/typst.ts'
import { exportMinutes } from '../../shared/render/export-format.ts'
import { missingFacts, readFacts } from '../helpers/facts.ts'
import { readExport } from '../helpers/read-exports.ts'

const root = path.join(import.meta.dirname, '../..')
const corpus = path.join(root, '../shared/data/founding-meeting')
const record = JSON.parse(fs.readFileSync(path.join(root, 'shared/samples/founding-meeting.record.json'), 'utf8')) as Readonly<Record<string, unknown>>

/** Keys whose values nobody reads. */
const technical = new Set(['id', 'kind', 'type', 'format', 'language', 'duties'])

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(textsOf)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, entry]) => (technical.has(key) ? [] : textsOf(entry)))
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().replaceAll('\u00A0', ' ').match(/[\p{L}\p{N}’'/-]+/gu) ?? []
}

describe('the sample record', () => {
  it('holds every fact of the source but F35, which only a copied sentence could state', () => {
    const text = [record['workshop'], '19 September', record['people'], record['organisations'], record['programme']].flatMap(textsOf).join('\n')
    const failed = missingFacts(readFacts(path.join(corpus, 'facts.json'), 'html'), text)
    expect(failed.map((line) => line.slice(0, 3))).toEqual(['F35'])
  })

  it('shares no run of eight words with the source but names, titles and the quotation', () => {
    const source = wordsOf(fs.readFileSync(path.join(corpus, 'seed.txt'), 'utf8'))
    const runs = new Set(source.map((_, index) => source.slice(index, index + 8).join(' ')).slice(0, -7))
    const proper = [
      'of the ‘Economic and Social Cohesion’ Working Group',
      'IMC report on Social and Solidarity Economy (SSE) in the Mediterranean regions',
      'the valorisation of young women in the Mediterranean as a key sector for SSE',
      'the creation of a Euro-Med School/Laboratory of Citizenship',
      'be smart by trying to answer the needs of our citizens.',
    ].map((name) => wordsOf(name).join(' '))
    const shared = textsOf(record).flatMap((text) => {
      const words = wordsOf(text)
      return words.map((_, index) => words.slice(index, index + 8)).filter((run) => run.length === 8).map((run) => run.join(' ')).filter((run) => runs.has(run))
    })
    expect(shared.filter((run) => !proper.some((name) => name.includes(run)))).toEqual([])
  })
})

describe('the sample exported', () => {
  const imported = documentFromRecord(record)
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'minuta-facts-'))
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

  it.each(['pdf', 'docx', 'odt', 'md', 'html', 'json'] as const)('%s tells every fact that the record holds', async (format) => {
    if (!imported.ok) throw new Error('the sample is no record')
    const doc = new Y.Doc()
    Y.applyUpdate(doc, imported.update)
    const { content } = await exportMinutes(readWorkshop(doc), format, { language: 'en' }, { readBlob: () => Promise.resolve(null), openPdfCompiler: openTypst, openSha256 })
    const file = path.join(folder, `sample.${format}`)
    fs.writeFileSync(file, content)
    const text = format === 'json' ? textsOf((JSON.parse(fs.readFileSync(file, 'utf8')) as { readonly minutes: unknown }).minutes).join('\n') : readExport(file)
    const facts = readFacts(path.join(corpus, 'facts.json'), format)
    // The contents name titles ahead of their turn: what is told in order may begin behind them, where the first title comes again.
    const [first] = compileMinutes(readWorkshop(doc), { language: 'en' }).parts
    const title = first?.title ?? ''
    const body = text.slice(text.indexOf(title, text.indexOf(title) + title.length))
    const missing = missingFacts(facts, text).filter((line) => !facts.some((fact) => line.startsWith(fact.id) && fact.order !== undefined && missingFacts([fact], body).length === 0))
    expect(missing.map((line) => line.slice(0, 3))).toEqual(['F35'])
  })
})
