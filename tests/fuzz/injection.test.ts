/**
 * Texts that try to become code come in by every path and go out in every format: nothing runs, nothing is fetched, no cell is a
 * formula. One of every family in the gate; `MINUTA_FUZZ=long` (npm run fuzz) plays 1,000, `MINUTA_SEED` others, `MINUTA_PAYLOADS`
 * another number, `MINUTA_FORMATS` some formats ("html,md"): a fault names the number of its payload where it calls, and fewer payloads find the rest.
 */
import fs from 'node:fs'
import path from 'node:path'
import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type * as Y from 'yjs'
import { readWorkshop } from '../../shared/document/read-workshop.ts'
import { exportExtensions, exportFormats, type ExportFormat } from '../../shared/ipc/desktop-api.ts'
import type { Workshop } from '../../shared/model/workshop.ts'
import { openTypst } from '../../shared/node/typst.ts'
import { exportMinutes } from '../../shared/render/export-format.ts'
import { openCanaryBrowser, type CanaryBrowser } from '../helpers/injection/canary-browser.ts'
import { faultsIn } from '../helpers/injection/check-exports.ts'
import { importAll, importPaths, recordWithLink, workshopOfRecord } from '../helpers/injection/import-paths.ts'
import { familyCount, payloads, type Payload } from '../helpers/injection/payloads.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const isLong = process.env['MINUTA_FUZZ'] === 'long'
const count = Number(process.env['MINUTA_PAYLOADS'] ?? (isLong ? 1000 : familyCount))
const seed = Number(process.env['MINUTA_SEED'] ?? 20_261_126)
/** So many in one workshop. */
const atOnce = 50
/** PDF is made in the long run and for records: it takes as long as all others together. A pack holds what stands beside it. */
const formats = process.env['MINUTA_FORMATS']?.split(',').map((name) => name as ExportFormat) ?? exportFormats
const quickFormats = isLong ? formats : formats.filter((format) => format !== 'pdf' && format !== 'pack')

const folder = temporaryFolder()
let browser: CanaryBrowser
let all: readonly Payload[] = []
const ownScripts = new Set<string>()

beforeAll(async () => {
  browser = await openCanaryBrowser()
  all = payloads(seed, count, browser.url)
  // The scripts of a document in which nobody wrote anything are ours.
  const html = new TextDecoder().decode(await exported(readWorkshop(workshopOfRecord([{ number: 0, family: 'none', text: 'Nothing' }])), 'html'))
  for (const [, script = ''] of html.matchAll(/<script[^>]*>(.*?)<\/script>/gsu)) ownScripts.add(script)
})
afterAll(async () => {
  await browser.close()
  folder.remove()
})

async function exported(workshop: Workshop, format: ExportFormat): Promise<Uint8Array> {
  const { content } = await exportMinutes(workshop, format, { language: 'en' }, { readBlob: () => Promise.resolve(null), openPdfCompiler: openTypst })
  return content
}

/** The faults of every format, each with its format before it. */
async function faultsOf(doc: Y.Doc, wanted: readonly ExportFormat[]): Promise<readonly string[]> {
  const workshop = readWorkshop(doc)
  const faults: string[] = []
  for (const format of wanted) {
    const name = `${format}.${exportExtensions[format]}`
    const file = path.join(folder.path, name)
    const bytes = await exported(workshop, format)
    fs.writeFileSync(file, bytes)
    faults.push(...faultsIn(name, bytes, file).map((fault) => `${format}: ${fault}`))
    const html = format === 'html' ? new TextDecoder().decode(bytes) : format === 'md' ? asSomebodyShows(new TextDecoder().decode(bytes)) : null
    if (html !== null) faults.push(...(await browser.faultsIn(html, (script) => format === 'html' && ownScripts.has(script))).map((fault) => `${format}: ${fault}`))
  }
  if (isLong) console.log(`${new Date().toISOString().slice(11, 19)}: ${wanted.join(', ')}: ${faults.length} faults`)
  return [...new Set(faults)]
}

/** Markdown as a careless program shows it: HTML inside it, and any link. */
function asSomebodyShows(markdown: string): string {
  const body = micromark(markdown, { allowDangerousHtml: true, allowDangerousProtocol: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] })
  return `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">${body}`
}

function groups(): readonly (readonly Payload[])[] {
  return Array.from({ length: Math.ceil(all.length / atOnce) }, (_, index) => all.slice(index * atOnce, (index + 1) * atOnce))
}

describe(`${count} payloads of seed ${seed}`, () => {
  it('IJ1: are as many as promised, of every family, and would work on a page that shows them as they are', async () => {
    expect(all).toHaveLength(count)
    const naive = `<!doctype html><meta charset="utf-8">${all.filter(({ family }) => family === 'img-onerror' || family === 'script').map(({ text }) => `<div>${text}</div>`).join('')}`
    const faults = await browser.faultsIn(naive, () => false)
    expect(faults.some((fault) => fault.startsWith('ran '))).toBe(true)
  })

  it('IJ2: in a record come out of no format as anything but words', { timeout: 3_600_000 }, async () => {
    for (const group of groups()) {
      const doc = workshopOfRecord(group)
      expect([group[0]?.number, await faultsOf(doc, formats)]).toEqual([group[0]?.number, []])
      doc.destroy()
    }
    expect(all.filter(({ text }) => !recordWithLink(text)).map(({ text }) => text)).toEqual([])
    expect(Object.keys(Object.prototype)).toEqual([])
  })

  it(`IJ3: by ${importPaths.join(', ')} come out of no format as anything but words`, { timeout: 3_600_000 }, async () => {
    const counts = new Map(importPaths.map((importPath) => [importPath, { taken: 0, refused: 0 }]))
    for (const group of groups()) {
      const doc = workshopOfRecord([{ number: 0, family: 'none', text: 'Nothing' }])
      for (const importPath of importPaths) {
        const { taken, refused } = await importAll(doc, importPath, group)
        const sum = counts.get(importPath) ?? { taken: 0, refused: 0 }
        counts.set(importPath, { taken: sum.taken + taken, refused: sum.refused + refused })
      }
      expect([group[0]?.number, await faultsOf(doc, quickFormats)]).toEqual([group[0]?.number, []])
      doc.destroy()
    }
    // A path that refuses everything would prove nothing.
    expect([...counts].filter(([, { taken, refused }]) => taken <= refused)).toEqual([])
    expect(Object.keys(Object.prototype)).toEqual([])
  })
})
