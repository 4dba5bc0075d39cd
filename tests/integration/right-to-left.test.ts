/** Arabic minutes on paper: every format, read by programs that are not ours and know nothing of what was written. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ExportFormat } from '../../shared/ipc/desktop-api.ts'
import type { Workshop } from '../../shared/model/workshop.ts'
import { openSha256 } from '../../shared/node/open-sha256.ts'
import { openTypst } from '../../shared/node/typst.ts'
import { exportMinutes } from '../../shared/render/export-format.ts'
import { arabicAfter, arabicBefore, arabicWorkshop, frenchBetween } from '../fixtures/arabic-workshop.ts'
import { p, table, td, th } from '../fixtures/rich.ts'
import { board, emptyWorkshop, fullImages, singleBoardWorkshop, withBoards } from '../fixtures/workshops.ts'
import { lineOf, pdfWords, type PdfWord } from '../helpers/pdf-words.ts'
import { outputOf, pandocNodes, pandocTree, printByLibreOffice } from '../helpers/read-exports.ts'

let folder = ''
beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'minuta-rtl-'))
  for (const format of ['pdf', 'docx', 'odt', 'html', 'md'] as const) await write(arabicWorkshop(), format, `ar.${format}`)
  fs.writeFileSync(file('docx.pdf'), printByLibreOffice(file('ar.docx')))
  fs.writeFileSync(file('odt.pdf'), printByLibreOffice(file('ar.odt')))
})
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

function file(name: string): string {
  return path.join(folder, name)
}

async function write(workshop: Workshop, format: ExportFormat, name: string, language = 'ar') {
  const rendered = await exportMinutes(workshop, format, { language }, { readBlob: (blob) => Promise.resolve(fullImages.get(blob) ?? null), openPdfCompiler: openTypst, openSha256 })
  fs.writeFileSync(file(name), rendered.content)
  return rendered
}

/** Letters without vowel signs and punctuation, which stand above, below and behind them. */
function bare(text: string): string {
  return text.replace(/[\p{M}\p{P}]/gu, '')
}

function documentXml(name: string): string {
  return new TextDecoder().decode(unzipSync(fs.readFileSync(file(name)))['word/document.xml'])
}

function isRightOf(first: PdfWord, second: PdfWord): boolean {
  return first.left >= second.right - 1
}

describe.each(['ar.pdf', 'docx.pdf', 'odt.pdf'])('ML4: %s is laid out from right to left', (name) => {
  const words = (): readonly PdfWord[] => pdfWords(file(name)).map((word) => ({ ...word, text: bare(word.text) })).filter(({ text }) => text !== '')

  test('the words of an Arabic sentence follow each other to the left, digits in their place', () => {
    const expected = arabicBefore.split(' ').map(bare)
    const line = lineOf(words(), 'وافق').map(({ text }) => text)
    expect(line.filter((text) => expected.includes(text)).reverse()).toEqual(expected)
  })

  test('Latin names keep their own order inside it', () => {
    const line = lineOf(words(), 'قدم').map(({ text }) => text)
    const expected = ['دقيقة', '45', 'في', 'CRPM', 'شبكة', 'تقرير', 'JeanMarc', 'Ferrand', 'السيد', 'قدم', 'ثم']
    expect(line.filter((text) => expected.includes(text))).toEqual(expected)
  })

  test('a French sentence between two Arabic ones runs to the right from the left margin', () => {
    const line = lineOf(words(), 'conseil').map(({ text }) => text).filter((text) => /[a-zéô]/i.test(text))
    expect(line).toEqual(frenchBetween.split(/[ ]/).map(bare).filter((word) => /[a-z]/i.test(word)))
    const french = lineOf(words(), 'conseil').find(({ text }) => text === 'Le')
    const [arabic] = lineOf(words(), 'وافق').toReversed()
    expect(french?.left).toBeLessThan(120)
    expect(arabic?.right).toBeGreaterThan(450)
  })

  test('the first column of a table is the right one, and Latin cells stand under its heading', () => {
    const all = words()
    const header = lineOf(all, 'عضو')
    const [region, member, total] = ['الجهة', 'عضو', 'المجموع'].map((text) => header.find((word) => word.text === text))
    if (!region || !member || !total) throw new Error('no header row')
    expect(isRightOf(region, member)).toBe(true)
    expect(isRightOf(member, total)).toBe(true)
    const cell = all.find((word) => word.page === region.page && word.text === 'Occitanie' && word.top > region.top)
    expect(Math.abs((cell?.right ?? 0) - region.right)).toBeLessThan(2)
  })

  test('EX40: a reference and a time behind an Arabic label read as they were typed', () => {
    const texts = pdfWords(file(name)).map(({ text }) => text.replace(/\p{Cf}/gu, ''))
    for (const value of ['2026-02', '2025-03/D-2', '12-3']) expect(texts).toContain(value)
    const time = lineOf(words(), 'AfricaCasablanca').map(({ text }) => text)
    expect(time.filter((text) => /[\dA]/.test(text))).toEqual([expect.stringMatching(/^0930/), 'AfricaCasablanca'])
  })

  test('the page number reads from the right and stands at the left end of the line', () => {
    const line = lineOf(words(), 'الصفحة')
    expect(line.map(({ text }) => text)).toEqual([expect.stringMatching(/^\d$/), 'من', '1', 'الصفحة'])
    expect(line[0]?.left).toBeLessThan(120)
  })
})

describe('ML4: PDF', () => {
  test('vowel signs do not part the letters of a word', () => {
    // Poppler tells a sign above a letter as standing before it.
    const letters = outputOf('pdftotext', [file('ar.pdf'), '-']).replace(/[\p{M}\p{Cf}]/gu, '')
    for (const word of ['ينجز', 'ثالثا', 'عن بعد']) expect(letters).toContain(word)
  })

  test('its language is Arabic, every font is embedded, every letter has one', async () => {
    expect(fs.readFileSync(file('ar.pdf')).toString('latin1')).toMatch(/\/Lang\s*\(ar\)/)
    const fonts = outputOf('pdffonts', [file('ar.pdf')]).split('\n').slice(2).filter((line) => line !== '')
    expect(fonts.length).toBeGreaterThan(0)
    for (const font of fonts) expect(font).toMatch(/(SourceSerif4|Inter|Amiri).*\byes yes yes\b/)
    expect((await write(arabicWorkshop(), 'pdf', 'again.pdf')).missing).toEqual([])
  })
})

describe('EX33: what stands at the two ends of a line in the PDF stays there, whichever way the words in it run', () => {
  const boards = ['Ports', 'Tables جدول', 'الموانئ', 'Closing'].map((title, index) => board(`b${index}`, title, null, Array.from({ length: 40 }, () => p('x'))))
  const titled = (title: string): Workshop => withBoards(emptyWorkshop(title), boards)
  const linesOf = async (language: string, title: string): Promise<(text: string, page: number) => readonly PdfWord[]> => {
    await write(titled(title), 'pdf', `ends-${language}.pdf`, language)
    const words = pdfWords(file(`ends-${language}.pdf`))
    return (text, page) => lineOf(words.filter((word) => word.page === page), text)
  }

  test.each([['en', 1], ['ar', -1]] as const)('pages of the contents: %s', async (language, step) => {
    const line = await linesOf(language, 'Harbours')
    for (const [number, word] of [['1', 'Ports'], ['2', 'Tables'], ['3', 'الموانئ'], ['4', 'Closing']] as const) {
      const [first, ...others] = step === 1 ? line(word, 0) : line(word, 0).toReversed()
      const page = others.at(-1)
      expect(first?.text).toBe(number)
      expect(page?.text).toMatch(/^\d$/)
      // A page of A4 is 595 points wide.
      expect(step === 1 ? 595 - (page?.right ?? 0) : page?.left).toBeLessThan(75)
    }
  })

  test.each([['en', 'Ports of Λιμάνια & الموانئ', 'Draft'], ['ar', 'Ports & الموانئ', 'مشروع'], ['fr', 'الموانئ والبحر', 'Projet']] as const)('title and status at the head of a page: %s', async (language, title, status) => {
    const line = (await linesOf(language, title))(status, 1)
    const isRtl = title.startsWith('ا')
    const ends = isRtl ? [line[0]?.text, line.at(-1)?.text] : [line.at(-1)?.text, line[0]?.text]
    expect(ends).toEqual([status, title.split(' ')[0]])
    expect(line.map(({ text }) => text).sort()).toEqual([...title.split(' '), status].sort())
  })
})

test.each([['en', 'ar', 'en', 'ar'], ['ar', 'fr', 'fr', 'ar'], ['ar', 'ar', 'none', 'ar'], ['el-GR', 'en', 'el', 'ar'], ['en', 'fr', 'en', 'ar']])('EX36: an OpenDocument of a record in %s with labels in %s: Latin letters are %s, those from the right %s', async (content, labels, latin, complex) => {
  const workshop = singleBoardWorkshop('T', [p('x')])
  await write({ ...workshop, details: { ...workshop.details, language: content } }, 'odt', 'languages.odt', labels)
  const style = /<style:default-style style:family="paragraph">.*?<\/style:default-style>/s.exec(outputOf('unzip', ['-p', file('languages.odt'), 'styles.xml']))?.[0]
  expect(style).toContain(`fo:language="${latin}"`)
  expect(style).toContain(`style:language-complex="${complex}"`)
})

describe('ML4: DOCX', () => {
  const paragraphs = (xml: string): readonly string[] => [...xml.matchAll(/<w:p>(?:(?!<\/w:p>).)*<\/w:p>/gs)].map(([match]) => match)
  const firstLetter = (xml: string): string => /\p{L}/u.exec([...xml.matchAll(/<w:t[ >][^<]*/g)].map(([text]) => text.replace(/^<w:t[^>]*>/, '')).join(''))?.[0] ?? ''

  test('every paragraph that begins in Arabic runs from the right, and none that begins in French does but in lines of labels', () => {
    const all = paragraphs(documentXml('ar.docx'))
    const arabic = all.filter((xml) => /\p{Script=Arabic}/u.test(firstLetter(xml)))
    expect(arabic.length).toBeGreaterThan(40)
    expect(arabic.filter((xml) => !xml.includes('<w:bidi/>'))).toEqual([])
    const french = all.filter((xml) => xml.includes('Le conseil'))
    expect(french).toHaveLength(1)
    expect(french[0]).not.toContain('<w:bidi/>')
  })

  test('every run of Arabic letters says so, and no word is cut at a vowel sign', () => {
    const runs = [...documentXml('ar.docx').matchAll(/<w:r>(?:(?!<\/w:r>).)*<\/w:r>/gs)].map(([run]) => run)
    const arabic = runs.filter((run) => /<w:t[ >][^<]*\p{Script=Arabic}/u.test(run))
    expect(arabic.length).toBeGreaterThan(60)
    expect(arabic.filter((run) => !run.includes('<w:rtl/>'))).toEqual([])
    expect(runs.filter((run) => /<w:t[^>]*>\p{M}/u.test(run))).toEqual([])
    expect(runs.some((run) => run.includes('يُنجز'))).toBe(true)
  })

  test('the section, the tables and the language are right-to-left ones', () => {
    const xml = documentXml('ar.docx')
    expect(xml).toMatch(/<w:bidi\/><w:docGrid[^>]*\/><\/w:sectPr>/)
    expect([...xml.matchAll(/<w:tbl>/g)].length).toBeGreaterThan(3)
    expect([...xml.matchAll(/<w:bidiVisual\/>/g)]).toHaveLength([...xml.matchAll(/<w:tbl>/g)].length)
    const styles = new TextDecoder().decode(unzipSync(fs.readFileSync(file('ar.docx')))['word/styles.xml'])
    expect(styles).toMatch(/<w:lang w:val="ar" w:bidi="ar-SA"\/>/)
  })

  test('minutes in French say nothing of the kind, but for their Arabic sentences and tables', async () => {
    const arabicTable = table([th('الجهة'), th('العدد')], [td('الشرق'), td('12')])
    const frenchTable = table([th('Région'), th('Nombre')], [td('Corse'), td('7')])
    await write(singleBoardWorkshop('Titre', [p('Une phrase.'), p(arabicAfter), arabicTable, frenchTable]), 'docx', 'fr.docx', 'fr')
    const xml = documentXml('fr.docx')
    expect(xml).not.toMatch(/<w:bidi\/><w:docGrid/)
    expect(paragraphs(xml).filter((paragraph) => paragraph.includes('<w:bidi/>') && !/\p{Script=Arabic}/u.test(paragraph) && firstLetter(paragraph) !== '')).toEqual([])
    expect([...xml.matchAll(/<w:bidiVisual\/>/g)]).toHaveLength(1)
  })
})

describe('ML4: HTML and Markdown', () => {
  test('the page is Arabic and runs from the right; what runs against it says so', () => {
    const html = fs.readFileSync(file('ar.html'), 'utf8')
    expect(html).toContain('<html lang="ar" dir="rtl">')
    expect(html).toContain(`<p dir="ltr">${frenchBetween}</p>`)
    expect(html).not.toMatch(/<p dir="rtl">/)
  })

  test('Markdown stands in one right-to-left division, with the French sentence in one of its own', () => {
    const tree = pandocTree(file('ar.md'), 'gfm')
    const divisions = JSON.stringify(pandocNodes(tree, 'RawBlock'))
    expect(divisions).toContain(String.raw`<div dir=\"rtl\">`)
    expect(divisions).toContain(String.raw`<div dir=\"ltr\">`)
    expect(pandocNodes(tree, 'Header').length).toBeGreaterThan(8)
  })
})
