/** EX17: what is typed stays on the page and in its column, by where poppler finds the glyphs. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PersonId } from '../../shared/model/ids.ts'
import { emptyPerson, type Person } from '../../shared/model/workshop.ts'
import { openSha256 } from '../../shared/node/open-sha256.ts'
import { openTypst } from '../../shared/node/typst.ts'
import { exportMinutes } from '../../shared/render/export-format.ts'
import { bullets, h, link, node, numbers, outcome, p, table, td, text, th } from '../fixtures/rich.ts'
import { board, emptyWorkshop, withBoards } from '../fixtures/workshops.ts'
import { pdfWords, type PdfWord } from '../helpers/pdf-words.ts'
import { outputOf } from '../helpers/read-exports.ts'

const long = 'abcdefghij'.repeat(12)
const address = 'eleni.papadimitriou@regionofwesterngreece.example.gr'
const person: Person = {
  ...emptyPerson, id: 'a' as PersonId, name: 'Eleni Papadimitriou-Konstantinopoulou', organisation: 'Region of Western Greece', orgType: 'public', country: 'Greece', region: 'Western Greece',
  functions: ['councillor'], attendance: 'present', timeIn: '09:30', timeOut: '17:00', contact: address, photoConsent: 'yes', representedBy: 'Somebody Else',
}

/** Words of every day, for which a page has room beside each other: in plain cells, below headings, and behind bullets. */
const everyday = ['Regional development', 'Sustainability', 'Communication', 'Education', 'Transportation', 'Biodiversity']
const capitals = ['REGIONAL DEVELOPMENT', 'INFRASTRUCTURE', 'COMMUNICATION', 'EDUCATION']
const tasks = ['the municipalities prepare their documentation', 'interoperability of administrations', 'Zusammenkünfte', 'αυτοδιοίκηση και ανακοίνωση']

const base = emptyWorkshop('')
const title = `Donaudampfschifffahrtsgesellschaftskapitän ${'WIDE'.repeat(12)}`
const workshop = withBoards({ ...base, people: [person], details: { ...base.details, title, place: long, focus: address } }, [
  board('b', `Notes ${'abcdefghij'.repeat(6)}`, null, [
    h(1, `Heading ${long}`), p(`Before ${long} after.`), p('Link ', text(`https://example.org/${long}`, link('https://example.org/'))),
    p(text(long, 'code'), ' and ', text(`bold${long}`, 'bold')),
    bullets([p(long), bullets([p(long), numbers(10, [p(long)])])]),
    node('blockquote', [p(long)]),
    node('codeBlock', [text(`const x = "${long}"\n  short line`)]),
    outcome('d', 'decision', `Decide ${long}`), outcome('x', 'action', 'Do it', { owner: long, due: '2026-09-30' }),
    table([th('Region'), th('Society')], [td(long), td(address)]),
    table(
      ['A', 'B', 'C', 'D', 'E', 'F'].map((name) => th(name)),
      [td('Internationalisation'), td('Zusammenarbeit'), td(address), td('W'.repeat(16)), td('x'), node('tableCell', [p(text('code_that_is_long()', 'code'))])],
    ),
    table(Array.from({ length: 14 }, (_, index) => th(`Column${index}`)), Array.from({ length: 14 }, () => td('WordWordWord'))),
    table([th('Outer'), th('Inner')], [td('x'), node('tableCell', [table([td(address), td('Zusammenarbeit')]), bullets([p(address)])])]),
  ]),
  board('e', 'Everyday words', null, [
    table(everyday.map((word) => td(word))),
    table(everyday.map((word) => th(word)), everyday.map(() => td('x'))),
    table(capitals.map((word) => th(word)), capitals.map((word) => node('tableCell', [p(text(word, 'bold'))]))),
    table(tasks.map((words) => node('tableCell', [bullets([p(words)])]))),
    table(tasks.map((words) => node('tableCell', [numbers(10, [p(words)])]))),
  ]),
])

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'minuta-long-words-'))
const file = path.join(folder, 'long.pdf')
let words: readonly PdfWord[] = []
beforeAll(async () => {
  const { content } = await exportMinutes(workshop, 'pdf', { language: 'en' }, { readBlob: () => Promise.resolve(null), openPdfCompiler: openTypst, openSha256 })
  fs.writeFileSync(file, content)
  words = pdfWords(file)
})
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

test('EX17: no word runs over the margins of the page', () => {
  const [pageWidth, margin] = [595.28, 68]
  expect(words.filter(({ right }) => right > pageWidth - margin + 1).map(({ text: word }) => word)).toEqual([])
})

test('EX17: no word runs over another', () => {
  const isOver = (one: PdfWord, other: PdfWord): boolean =>
    one.page === other.page && one.left < other.left && one.right > other.left + 1 && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > (one.bottom - one.top) / 2
  expect(words.flatMap((one) => words.filter((other) => isOver(one, other)).map((other) => `${one.text} over ${other.text}`))).toEqual([])
})

test('EX17: a word that has room in its column is not torn', () => {
  const read = words.map(({ text: word }) => word)
  const typed = [everyday, capitals, tasks].flatMap((cells) => cells.flatMap((cell) => cell.split(' ')))
  expect(typed.filter((word) => read.filter((other) => other === word).length < 2)).toEqual([])
})

test('EX17: where a word was broken, no trace of it is in the text', () => {
  const read = outputOf('pdftotext', ['-raw', file, '-']).replaceAll(/\s/g, '')
  for (const typed of [`Before${long}after.`, `https://example.org/${long}`, `${long}andbold${long}`, `constx="${long}"shortline`, `Decide${long}`, `Contact:${address}`, 'Internationalisation']) expect(read).toContain(typed)
})
