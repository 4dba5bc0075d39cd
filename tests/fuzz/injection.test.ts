/**
 * Texts that try to become code come in by every path and go out in every format: nothing runs, nothing is fetched, no cell is a
 * formula. One of every family in the gate; `MINUTA_FUZZ=long` (npm run fuzz) plays 1,000, `MINUTA_SEED` others, `MINUTA_PAYLOADS`
 * another number, `MINUTA_FORMATS` some formats ("html,md"): a fault names the number of its payload where it calls, and fewer payloads find the rest.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { captureHandOver } from '../../shared/document/hand-over/capture-hand-over.ts'
import { readWorkshop } from '../../shared/document/read-workshop.ts'
import { exportExtensions, exportFormats, type ExportFormat } from '../../shared/ipc/desktop-api.ts'
import type { MinutesOptions } from '../../shared/minutes/compile.ts'
import type { ExportSource } from '../../shared/render/document-pieces.ts'
import { handOverPieces } from '../../shared/render/pack/hand-over-pieces.ts'
import { openSha256 } from '../../shared/node/open-sha256.ts'
import { openTypst } from '../../shared/node/typst.ts'
import { exportMinutes } from '../../shared/render/export-format.ts'
import { htmlScript } from '../../shared/render/html/html-script.ts'
import { openCanaryBrowser, type CanaryBrowser } from '../helpers/injection/canary-browser.ts'
import { carriersOf, readBlobOf } from '../helpers/injection/carriers.ts'
import { harmfulFiles } from '../helpers/injection/harmful-files.ts'
import { importAll, importPaths, recordWithLink, workshopOfRecord } from '../helpers/injection/import-paths.ts'
import { faultsOfFile } from '../helpers/injection/judge.ts'
import { familyCount, payloads, type Payload } from '../helpers/injection/payloads.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const isLong = process.env['MINUTA_FUZZ'] === 'long'
const count = Number(process.env['MINUTA_PAYLOADS'] ?? (isLong ? 1000 : familyCount))
const seed = Number(process.env['MINUTA_SEED'] ?? 20_261_126)
/** So many in one workshop. */
const atOnce = 50
/** A pack holds a file of every format, each of which is judged. */
const formats = process.env['MINUTA_FORMATS']?.split(',').map((name) => name as ExportFormat) ?? (['pack'] as const)
/** PDF takes as long as all others together: in the gate, what comes from records and in pictures is printed. */
const quickFormats = isLong ? formats : exportFormats.filter((format) => format !== 'pdf' && format !== 'pack')

/** Other minutes of the same workshop, in turn: each has parts, words or a direction that the full English ones lack. */
const otherMinutes: readonly MinutesOptions[] = [
  { language: 'ar', profile: 'public' }, { language: 'fr', profile: 'decisions' }, { language: 'el', profile: 'full', attribution: 'none' }, { language: 'it', profile: 'letter' },
]

const folder = temporaryFolder()
let browser: CanaryBrowser
let all: readonly Payload[] = []

beforeAll(async () => {
  browser = await openCanaryBrowser()
  all = payloads(seed, count, browser.url)
})
afterAll(async () => {
  await browser.close()
  folder.remove()
})

/** The faults of every format, each with its format before it. */
async function faultsOf(doc: Y.Doc, wanted: readonly ExportFormat[], options: MinutesOptions, blobs: ReadonlyMap<string, Uint8Array> = new Map()): Promise<readonly string[]> {
  const workshop = readWorkshop(doc)
  const source: ExportSource = {
    readBlob: readBlobOf(blobs),
    openPdfCompiler: openTypst,
    openSha256,
    handOver: (onMissing) => handOverPieces(captureHandOver(doc, new Y.Doc()), source, onMissing),
  }
  const faults: string[] = []
  for (const format of wanted) {
    const { content } = await exportMinutes(workshop, format, options, source)
    const found = await faultsOfFile({ browser, folder: folder.path, isOurs: (script) => script === htmlScript }, `${format}.${exportExtensions[format]}`, content)
    faults.push(...found.map((fault) => `${format}: ${fault}`))
  }
  if (isLong) console.log(`${new Date().toISOString().slice(11, 19)}: ${options.profile ?? 'full'} ${options.language}: ${wanted.join(', ')}: ${faults.length} faults`)
  return [...new Set(faults)]
}

function groups(): readonly (readonly Payload[])[] {
  return Array.from({ length: Math.ceil(all.length / atOnce) }, (_, index) => all.slice(index * atOnce, (index + 1) * atOnce))
}

/** The other minutes of the group `index`; a letter goes to the organisation that the group begins with. */
function othersOf(index: number, group: readonly Payload[]): MinutesOptions {
  const options = otherMinutes[index % otherMinutes.length] ?? { language: 'en' }
  return options.profile === 'letter' ? { ...options, organisation: group[0]?.text ?? '' } : options
}

describe(`${count} payloads of seed ${seed}`, () => {
  it('IJ1: are as many as promised, of every family, and would work on a page that shows them as they are', async () => {
    expect(all).toHaveLength(count)
    const naive = `<!doctype html><meta charset="utf-8">${all.filter(({ family }) => family === 'img-onerror' || family === 'script').map(({ text }) => `<div>${text}</div>`).join('')}`
    const faults = await browser.faultsIn(naive, () => false)
    expect(faults.some((fault) => fault.startsWith('ran '))).toBe(true)
  })

  it('IJ6: the judges see what they look for, also where it is packed or written otherwise', async () => {
    for (const [name, bytes] of harmfulFiles(browser.url)) {
      expect([name, (await faultsOfFile({ browser, folder: folder.path, isOurs: () => false }, name, bytes)).length]).toEqual([name, expect.toSatisfy((faults: number) => faults > 0)])
    }
  })

  it('IJ2: in a record come out of no format as anything but words', { timeout: 3_600_000 }, async () => {
    for (const [index, group] of groups().entries()) {
      const doc = workshopOfRecord(group)
      expect([group[0]?.number, await faultsOf(doc, formats, { language: 'en' })]).toEqual([group[0]?.number, []])
      expect([group[0]?.number, await faultsOf(doc, quickFormats, othersOf(index, group))]).toEqual([group[0]?.number, []])
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
      expect([group[0]?.number, await faultsOf(doc, quickFormats, { language: 'en' })]).toEqual([group[0]?.number, []])
      doc.destroy()
    }
    // A path that refuses everything would prove nothing.
    expect([...counts].filter(([, { taken, refused }]) => taken <= refused)).toEqual([])
    expect(Object.keys(Object.prototype)).toEqual([])
  })

  it('IJ5: as pictures, their names and descriptions, as letterhead, logo, title and organisation, they are pixels and words', { timeout: 3_600_000 }, async () => {
    for (const [index, group] of groups().entries()) {
      const { doc, blobs } = carriersOf(group, index)
      expect([group[0]?.number, await faultsOf(doc, formats, index % 2 === 0 ? { language: 'en' } : othersOf(3, group), blobs)]).toEqual([group[0]?.number, []])
      doc.destroy()
    }
  })
})
