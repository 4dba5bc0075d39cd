/** Labels of all seven languages in real files, read by programs that are not ours; translations and their language in every format. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ExportFormat } from '../../shared/ipc/desktop-api.ts'
import { annexLetter } from '../../shared/minutes/annex-letter.ts'
import { formatPartialDate } from '../../shared/minutes/dates.ts'
import { labelsFor, minutesLanguages } from '../../shared/minutes/labels-for.ts'
import type { Workshop } from '../../shared/model/workshop.ts'
import { openSha256 } from '../../shared/node/open-sha256.ts'
import { openTypst } from '../../shared/node/typst.ts'
import { exportMinutes } from '../../shared/render/export-format.ts'
import { p } from '../fixtures/rich.ts'
import { arabic, sourceWorkshop, withTranslations } from '../fixtures/translations.ts'
import { fullImages, fullWorkshop, singleBoardWorkshop } from '../fixtures/workshops.ts'
import { outputOf, readExport } from '../helpers/read-exports.ts'

let folder = ''
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'minuta-languages-'))
})
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

async function write(workshop: Workshop, format: ExportFormat, language: string): Promise<{ readonly file: string; readonly missing: readonly string[] }> {
  const rendered = await exportMinutes(workshop, format, { language }, { readBlob: (blob) => Promise.resolve(fullImages.get(blob) ?? null), openPdfCompiler: openTypst, openSha256 })
  const file = path.join(folder, `${language}.${format}`)
  fs.writeFileSync(file, rendered.content)
  return { file, missing: rendered.missing }
}

/** Without what readers tell in their own way: white space, vowel signs (poppler puts them before their letter), marks of direction, quotation marks. */
function folded(text: string): string {
  return text.normalize('NFD').replace(/[\p{M}\p{Cf}]/gu, '').replace(/[‘’]/g, "'").replace(/\s+/g, ' ')
}

/** A formal record: with an opening, an office, a reference. */
function formalWorkshop(): Workshop {
  const workshop = fullWorkshop()
  return { ...workshop, details: { ...workshop.details, quorum: '30/40', agendaAdoption: '1', reference: '2026-02', mode: 'hybrid' } }
}

describe.each(minutesLanguages)('ML1, ML3: minutes in %s', (language) => {
  const { labels } = labelsFor(language)
  const expected = [
    labels.documentType.full, labels.status.draft, labels.cover.date, labels.opening.title, labels.opening.quorum, labels.mode.hybrid, labels.attendance.title, labels.register.action, labels.field['owner'] ?? '',
    labels.outcome.decision, labels.approval.title, labels.annexes.attendance, `${labels.annex} ${annexLetter(1, labels.annexLetters)}`, labels.section.figure,
    formatPartialDate({ year: null, month: 9, day: 19 }, language), formatPartialDate({ year: 2026, month: 9, day: 30 }, language),
  ]

  test.each(['pdf', 'docx', 'odt', 'html', 'md'] as const)('has its labels in %s', async (format) => {
    const { file } = await write(formalWorkshop(), format, language)
    // Poppler reads lines in the order of their glyphs, or words in that of their letters; a label may need either.
    const text = folded(readExport(file) + (format === 'pdf' ? outputOf('pdftotext', [file, '-']) : ''))
    expect(expected.map((label) => folded(label)).filter((label) => !text.includes(label))).toEqual([])
  })

  test('every letter of every label has a bundled font in the PDF', async () => {
    const texts = JSON.stringify(labels, (_, value: unknown) => (typeof value === 'function' ? (value as (...args: readonly unknown[]) => unknown)(11, '7', '8', '9') : value))
    const { file, missing } = await write(singleBoardWorkshop('-', [p(texts)]), 'pdf', language)
    expect(missing).toEqual([])
    const fonts = outputOf('pdffonts', [file]).split('\n').slice(2).filter((line) => line !== '')
    for (const font of fonts) expect(font).toMatch(/(SourceSerif4|Inter|Amiri|DejaVuSansMono).*\byes yes yes\b/)
  })
})

describe('ML5: what is not translated says its language in the file', () => {
  const workshop = withTranslations(sourceWorkshop(), 'ar', arabic)

  test('HTML', async () => {
    const html = fs.readFileSync((await write(workshop, 'html', 'ar')).file, 'utf8')
    expect(html).toMatch(/<p dir="ltr" lang="en">See /)
    expect(html).toMatch(/<p>قدمت ثلاث جهات التقرير\.<\/p>/)
  })

  test('DOCX', async () => {
    const xml = new TextDecoder().decode(unzipSync(fs.readFileSync((await write(workshop, 'docx', 'ar')).file))['word/document.xml'])
    const run = [...xml.matchAll(/<w:r>(?:(?!<\/w:r>).)*<\/w:r>/gs)].map(([match]) => match).find((match) => match.includes('Write to every port'))
    expect(run).toContain('<w:lang w:val="en"/>')
  })

  test('ODT', async () => {
    const xml = new TextDecoder().decode(unzipSync(fs.readFileSync((await write(workshop, 'odt', 'ar')).file))['content.xml'])
    expect(xml).toContain('<text:span text:style-name="L.en">Write to every port.</text:span>')
    expect(xml).toMatch(/style:name="L\.en"[^>]*><style:text-properties fo:language="en"/)
  })

  test('PDF', async () => {
    const bytes = fs.readFileSync((await write(workshop, 'pdf', 'ar')).file).toString('latin1')
    expect(bytes).toMatch(/\/Lang\s*\(ar\)/)
    expect(bytes).toMatch(/\/Lang\s*\(en\)/)
  })
})
