/**
 * The PDF for those who hear it or navigate by keyboard. Typst refuses as PDF/UA-1 what it knows to be wrong; no independent checker of
 * PDF/UA could come with the tests, so this is a stated list of checks of our own, made with poppler.
 */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compileMinutes } from '../../shared/minutes/compile.ts'
import { openTypst } from '../../shared/node/typst.ts'
import { renderPdf } from '../../shared/render/pdf/pdf.ts'
import { fullImages, fullWorkshop } from '../fixtures/workshops.ts'
import { outputOf } from '../helpers/read-exports.ts'

let folder = ''
let file = ''
const minutes = compileMinutes(fullWorkshop(), { language: 'en' })

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'minuta-pdf-'))
  file = path.join(folder, 'minutes.pdf')
  fs.writeFileSync(file, (await renderPdf(minutes, { heads: fullImages, readBlob: (blob) => Promise.resolve(fullImages.get(blob) ?? null) }, await openTypst())).content)
})
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

describe('the PDF can be heard (EX11)', () => {
  test('says that it is PDF/UA-1, shows its title, and names its language', () => {
    expect(outputOf('pdfinfo', ['-meta', file])).toMatch(/<pdfuaid:part>1<\/pdfuaid:part>/)
    const bytes = fs.readFileSync(file, 'latin1')
    expect(bytes).toMatch(/\/DisplayDocTitle\s+true/)
    expect(bytes).toMatch(/\/Lang\s*\(en\)/)
    expect(outputOf('pdfinfo', [file])).toMatch(/Tagged:\s+yes/)
  })

  test('has headings that begin with one title and skip no level, and a bookmark for each', () => {
    const tags = outputOf('pdfinfo', ['-struct', file])
    const levels = [...tags.matchAll(/^\s*H([1-6])\b/gm)].map(([, level]) => Number(level))
    expect(levels.filter((level) => level === 1)).toHaveLength(1)
    expect(levels[0]).toBe(1)
    for (const [index, level] of levels.entries()) expect(level - (levels[index - 1] ?? level)).toBeLessThanOrEqual(1)
    const bookmarks = [...outputOf('pdftohtml', ['-xml', '-i', '-stdout', file]).matchAll(/<item page="\d+">/g)]
    expect(bookmarks).toHaveLength(levels.length)
  })

  test('describes every picture', () => {
    const pictures = [...outputOf('pdfimages', ['-list', file]).matchAll(/^\s*\d+\s+\d+\s+image/gm)]
    const descriptions = [...fs.readFileSync(file, 'latin1').matchAll(/\/Alt\s*\(/g)]
    expect(pictures.length).toBeGreaterThan(0)
    expect(descriptions.length).toBeGreaterThanOrEqual(pictures.length)
    expect(fs.readFileSync(file, 'latin1')).toContain('/Alt (Two shades of sea green)')
  })

  test('has tables with header cells, lists with items, and links that are links', () => {
    const tags = outputOf('pdfinfo', ['-struct', file])
    const count = (tag: string): number => [...tags.matchAll(new RegExp(String.raw`^\s*${tag}\b`, 'gm'))].length
    const tables = minutes.parts.flatMap((part) => part.blocks).filter(({ kind }) => kind === 'table')
    expect(count('Table')).toBe(tables.length)
    expect(count('TH')).toBeGreaterThanOrEqual(tables.length)
    expect(count('LI')).toBeGreaterThan(count('L'))
    expect(count('Link')).toBeGreaterThan(0)
  })

  test('holds every font that it uses, with the letters that its glyphs stand for', () => {
    const [, , ...fonts] = outputOf('pdffonts', [file]).trimEnd().split('\n')
    expect(fonts.length).toBeGreaterThan(3)
    for (const font of fonts) expect(font).toMatch(/\byes yes yes\b/)
  })
})
