/** A Word or OpenDocument file of a frozen version that LibreOffice opened and saved again still says the same. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { provesItself } from '../../shared/verify/judge.ts'
import { findDocument } from '../../shared/versions/frozen-version.ts'
import { minutesWords } from '../../shared/versions/minutes-words.ts'
import { parseProof } from '../../shared/versions/seal.ts'
import { nodeSignatures } from '../../shared/node/node-signatures.ts'
import { judgeAlone } from '../../shared/verify/verdict.ts'
import type { Workshop } from '../../shared/model/workshop.ts'
import { node, p, table, td } from '../fixtures/rich.ts'
import { board, fullWorkshop, presentBlob, presentImage, withBoards } from '../fixtures/workshops.ts'
import { exportVersion, freeze, readVersion } from '../helpers/frozen.ts'
import { outputOf } from '../helpers/read-exports.ts'

let folder = ''
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'minuta-resaved-'))
})
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

/** As LibreOffice saves it again. */
function savedAgain(name: string, bytes: Uint8Array): Buffer {
  const file = path.join(folder, name)
  fs.writeFileSync(file, bytes)
  outputOf('soffice', [`-env:UserInstallation=file://${folder}/office`, '--headless', '--convert-to', name.split('.').at(-1) ?? '', '--outdir', path.join(folder, 'again'), file])
  return fs.readFileSync(path.join(folder, 'again', name))
}

test.each(['docx', 'odt'] as const)('VF10 a %s that LibreOffice saved again is the same version', async (format) => {
  const content = await freeze(fullWorkshop(), ['en'])
  const found = await readVersion(savedAgain(`minutes.${format}`, await exportVersion(content, format, {}, new Map([[presentBlob as string, presentImage]]))))
  const document = findDocument(content, { profile: 'full', language: 'en' })
  const proof = parseProof(found?.proof ?? '')
  if (found === null || document === null || proof === null) throw new Error(`not readable: ${found === null} ${proof === null}`)
  const frozen = minutesWords(document.minutes)
  expect(found.words.slice(0, frozen.words.length)).toEqual(frozen.words)
  expect(found.citations).toEqual(frozen.citations)
  expect(provesItself(found, proof)).toBe(true)
})

/** With everything that stands beside the words. */
function onPaper(): Workshop {
  const base = fullWorkshop()
  const lettered = board('b9', 'Points', 'i2', [node('orderedList', [node('listItem', [p('point a')]), node('listItem', [p('point b'), node('orderedList', [node('listItem', [p('point i')])], { start: 1, type: 'i' })])], { start: 1, type: 'a' })])
  const merged = table(
    [td('over two', { colspan: 2 }), td('down three', { rowspan: 3 }), td('')], [td('down two', { rowspan: 2 }), td('7 – 5'), td('last')], [td('', { colspan: 1 }), td('alone')], [td(''), td('wide', { colspan: 2 }), td('end')],
  )
  const workshop = withBoards(base, [...base.boards, lettered, board('b10', 'Merged', 'i2', [merged])])
  return { ...workshop, details: { ...workshop.details, letterhead: { logo: presentBlob, color: '#123456', footer: 'Secretariat of the partnership\nLarnaca' } } }
}

test.each([['docx', 'en'], ['odt', 'en'], ['docx', 'ar'], ['odt', 'ar']] as const)('VF68 pictures, links, numbers and letterhead of a %s (%s) that LibreOffice saved again are proved', async (format, language) => {
  const content = await freeze(onPaper(), [language])
  const images = new Map([[presentBlob as string, presentImage]])
  const found = await readVersion(savedAgain(`beside-${language}.${format}`, await exportVersion(content, format, { language }, images)))
  if (found === null) throw new Error('not readable')
  expect(found.beside).toMatchObject({ isSavedAgain: true, logos: [{ whole: presentBlob }], links: expect.arrayContaining([expect.objectContaining({ href: 'https://example.org/a?b=1&c=2' })]) })
  expect(found.beside?.numbers.map(({ number, numbering }) => `${number}${numbering}`)).toEqual(expect.arrayContaining(['31', '1a', '2a', '1i']))
  expect(judgeAlone(nodeSignatures, found)).toMatchObject({ kind: 'unchanged', unproved: [{ kind: 'pictures-missing', count: 1 }] })
})

const commented = {
  odt: ['content.xml', 'opened the meeting.', 'opened <office:annotation><dc:creator>Ana</dc:creator><text:p>Was it not the deputy?</text:p></office:annotation>the meeting.'],
  docx: ['word/document.xml', '<w:t xml:space="preserve">The chairs opened the meeting.</w:t>', '<w:t xml:space="preserve">The chairs opened</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve"> the meeting.</w:t>'],
} as const

test.each(['docx', 'odt'] as const)('VF10 a %s of which LibreOffice keeps a comment inside a sentence, or bold words, is the same version', async (format) => {
  const [part, said, noted] = commented[format]
  const entries = unzipSync(await exportVersion(await freeze(fullWorkshop(), ['en']), format, {}))
  const text = strFromU8(entries[part] ?? new Uint8Array())
  expect(text).toContain(said)
  const again = savedAgain(`noted.${format}`, zipSync({ ...entries, [part]: strToU8(text.replace(said, noted)) }))
  expect(strFromU8(unzipSync(again)[part] ?? new Uint8Array())).toContain(format === 'odt' ? 'office:annotation' : '<w:b/>')
  const found = await readVersion(again)
  const proof = parseProof(found?.proof ?? '')
  expect(found !== null && proof !== null && provesItself(found, proof)).toBe(true)
})
