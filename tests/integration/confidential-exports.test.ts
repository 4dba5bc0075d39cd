/** What stays in the house is in no byte of what leaves it, in any format; the house itself reads it, marked. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, expect, test } from 'vitest'
import { exportFormats, type ExportFormat } from '../../shared/ipc/desktop-api.ts'
import type { MinutesOptions } from '../../shared/minutes/compile.ts'
import { letterOrganisations } from '../../shared/minutes/letter-organisations.ts'
import type { Workshop } from '../../shared/model/workshop.ts'
import { openSha256 } from '../../shared/node/open-sha256.ts'
import { openTypst } from '../../shared/node/typst.ts'
import type { ExportSource } from '../../shared/render/document-pieces.ts'
import { exportMinutes } from '../../shared/render/export-format.ts'
import { randomWorkshop, secretWord } from '../helpers/random-workshop.ts'
import { seededRandom } from '../helpers/random.ts'
import { bullets, image, node, outcome, p, table, td, text } from '../fixtures/rich.ts'
import { board, emptyWorkshop, presentBlob, presentImage, withBoards } from '../fixtures/workshops.ts'
import { readExport } from '../helpers/read-exports.ts'

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'minuta-confidential-'))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

async function bytesOf(workshop: Workshop, format: ExportFormat, options: Partial<MinutesOptions>): Promise<Uint8Array> {
  const source: ExportSource = {
    readBlob: (id) => Promise.resolve(id === presentBlob ? presentImage : null),
    openPdfCompiler: openTypst,
    openSha256,
    async *handOver() {
      yield new TextEncoder().encode(secretWord)
    },
  }
  return (await exportMinutes(workshop, format, { language: 'en', ...options }, source)).content
}

/** Everything in a file that can be read as text: packages opened, to any depth, and a PDF as its reader sees it. */
function readable(name: string, bytes: Uint8Array): string {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return Object.entries(unzipSync(bytes)).map(([entry, content]) => `${entry}\n${readable(entry, content)}`).join('\n')
  if (strFromU8(bytes.subarray(0, 4)) !== '%PDF') return strFromU8(bytes)
  const file = path.join(folder, `${name.replaceAll('/', '-')}.pdf`)
  fs.writeFileSync(file, bytes)
  return readExport(file)
}

const seeds = [1, 2, 3]

test.each(seeds.flatMap((seed) => exportFormats.map((format) => [seed, format] as const)))('MI24: seed %i: %s of a public report and of every letter holds nothing that was marked', async (seed, format) => {
  const workshop = randomWorkshop(seededRandom(seed))
  expect(readable('report', await bytesOf(workshop, format, { profile: 'public' }))).not.toContain(secretWord)
  for (const organisation of letterOrganisations(workshop)) {
    expect(readable('letter', await bytesOf(workshop, format, { profile: 'letter', organisation }))).not.toContain(secretWord)
  }
})

const marked = { confidential: true } as const
const workshop = withBoards(emptyWorkshop('T'), [
  board('b1', 'Notes', null, [
    p('open one'),
    { ...p(`${secretWord} price`), attrs: marked },
    { ...node('heading', [text(`${secretWord} heading`)]), attrs: { level: 2, ...marked } },
    bullets([p('open point')], [{ ...p(`${secretWord} point`), attrs: marked }]),
    { ...image(presentBlob, `${secretWord} alt`, `${secretWord} caption`), attrs: { blob: presentBlob, alt: `${secretWord} alt`, caption: `${secretWord} caption`, width: null, ...marked } },
    table([td('open cell'), node('tableCell', [{ ...p(`${secretWord} cell`), attrs: marked }])]),
    outcome('d', 'decision', 'Adopt.'),
    p('open end'),
  ]),
])

test.each(['pdf', 'docx', 'odt', 'html', 'md'] as const)('MI24: full minutes as %s hold every marked block, each passage under one word', async (format) => {
  const words = readable(`full.${format}`, await bytesOf(workshop, format, {})).replaceAll(/<style[^]*?<\/style>/g, '')
  for (const secret of ['price', 'heading', 'point', 'caption', 'cell']) expect(words).toContain(`${secretWord} ${secret}`)
  // The first two stand next to each other: one mark. The others stand in a list, as a picture, in a cell.
  expect(words.match(/>?\bConfidential\b(?!["_ -])/g)?.length).toBeGreaterThanOrEqual(4)
})
