/** What a file says is what was frozen, in every format that can be verified; one letter less, and it is not. */
import { beforeAll, describe, expect, test } from 'vitest'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { provesItself } from '../../../shared/verify/judge.ts'
import type { ReadDocument } from '../../../shared/verify/read-words.ts'
import { decodeFrozen, encodeFrozen, findDocument, sealVersion, type FrozenContent } from '../../../shared/versions/frozen-version.ts'
import { minutesWords } from '../../../shared/versions/minutes-words.ts'
import { fingerprintOf, parseProof, type Proof } from '../../../shared/versions/seal.ts'
import type { Minutes } from '../../../shared/minutes/minutes.ts'
import type { CheckedApproval } from '../../../shared/model/versions.ts'
import type { Board, Workshop } from '../../../shared/model/workshop.ts'
import { bullets, image, node, p } from '../../fixtures/rich.ts'
import { board, fullWorkshop, presentBlob, presentImage, withBoards } from '../../fixtures/workshops.ts'
import { exportVersion, freeze, readVersion } from '../../helpers/frozen.ts'
import { seededRandom } from '../../helpers/random.ts'

const formats = ['docx', 'odt', 'html', 'md', 'json'] as const
const images = new Map([[presentBlob as string, presentImage]])
const approvals: readonly CheckedApproval[] = [{
  id: 'a', version: '', name: 'Guy Esclopé', organisation: '', capacity: 'co-president', how: 'in-room', on: '2026-09-20', recordedBy: 'Ana', signature: null, check: { kind: 'recorded' },
}]

/** Blocks that stay in the house, lists that count in letters, a statement handed in. */
const marked: readonly Board[] = [
  board('b9', 'In confidence', 'i2', [
    { ...p('A price that stays here.'), attrs: { confidential: true } }, bullets([{ ...p('a point that does'), attrs: { confidential: true } }], [p('one that does not')]),
    node('orderedList', [node('listItem', [p('point a')]), node('listItem', [p('point b'), node('orderedList', [node('listItem', [p('point i')])], { start: 1, type: 'i' })])], { start: 1, type: 'a' }),
    { ...image(presentBlob, 'alt', 'A picture that stays here', 40), attrs: { blob: presentBlob, alt: 'alt', caption: 'A picture that stays here', width: 40, confidential: true } },
  ]),
  { ...board('s1', 'On cold stores', 'i2', [p('We regret the price of ice.')]), annex: { kind: 'statements', author: 'Eléni Παππά', organisation: 'Western Greece', date: '2026-09-20', confidential: false } },
]

/** With a letterhead: what it prints is no part of the words. */
function onPaper(): Workshop {
  const base = fullWorkshop()
  const workshop = withBoards(base, [...base.boards, ...marked])
  return { ...workshop, details: { ...workshop.details, letterhead: { logo: presentBlob, color: '#123456', footer: 'Secretariat of the partnership\nLarnaca' } } }
}

let content: FrozenContent
const files = new Map<string, Uint8Array>()
beforeAll(async () => {
  content = await freeze(onPaper(), ['en', 'fr'])
  for (const format of formats) files.set(format, await exportVersion(content, format, { status: 'approved', approvals }, images))
})

async function read(bytes: Uint8Array): Promise<{ found: ReadDocument; proof: Proof }> {
  const found = await readVersion(bytes)
  if (found === null) throw new Error('not readable')
  const proof = parseProof(found.proof)
  if (proof === null) throw new Error('no proof')
  return { found, proof }
}

async function proves(bytes: Uint8Array): Promise<boolean> {
  const found = await readVersion(bytes)
  const proof = found && parseProof(found.proof)
  return found !== null && proof !== null && fingerprintOf(proof.seal) === content.fingerprint && provesItself(found, proof)
}

describe('a file of a frozen version', () => {
  test.each(formats)('VF8 %s says exactly the words of the frozen document, with its numbers', async (format) => {
    const { found } = await read(files.get(format) ?? new Uint8Array())
    const document = findDocument(content, { profile: 'full', language: 'en' })
    if (document === null) throw new Error('not frozen')
    const frozen = minutesWords(document.minutes)
    expect(found.words.slice(0, frozen.words.length)).toEqual(frozen.words)
    expect(found.citations).toEqual(frozen.citations)
    expect(found.figures).toEqual(frozen.figures)
    expect(found.status).toBe('Approved · version 1 · 20 September 2026')
    expect(found.words.slice(frozen.words.length).join(' ')).toContain('Guy Esclopé co-president in the room 20 September 2026 recorded, not signed')
  })

  test.each(formats)('VF8 %s proves itself, in every profile and language', async (format) => {
    const kinds = new Map(content.documents.map(({ entry }) => [`${entry.profile} ${entry.language}`, entry]))
    expect([...kinds.keys()]).toEqual(expect.arrayContaining(['full en', 'decisions fr', 'public en', 'letter fr']))
    for (const [kind, entry] of kinds) expect([kind, await proves(await exportVersion(content, format, entry, images))]).toEqual([kind, true])
  }, 240_000)

  test('VF8 from right to left, with texts that nobody translated, every format proves itself', async () => {
    const compiled = await freeze(onPaper(), ['ar'])
    const full = JSON.stringify(findDocument(compiled, { profile: 'full', language: 'ar' })?.minutes).replaceAll('"direction":"ltr"}', '"direction":"ltr","language":"fr"}')
    expect(full).toContain('"language":"fr"')
    const arabic = sealVersion(compiled.seal, compiled.record, [JSON.parse(full) as Minutes])
    expect(decodeFrozen(encodeFrozen(arabic), arabic.fingerprint).ok).toBe(true)
    for (const format of formats) {
      const { found, proof } = await read(await exportVersion(arabic, format, { language: 'ar', status: 'approved', approvals }, images))
      expect([format, fingerprintOf(proof.seal) === arabic.fingerprint && provesItself(found, proof)]).toEqual([format, true])
    }
  }, 240_000)

  test.each(formats)('VF8 %s without its images still proves itself: a missing image is no word', async (format) => {
    expect(await proves(await exportVersion(content, format, {}))).toBe(true)
  })
})

/** Every place of a letter or digit that a reader sees, in the part of the file that holds the text. */
function letterPlaces(text: string, skipped: readonly RegExp[]): readonly number[] {
  const isSkipped = new Uint8Array(text.length)
  for (const pattern of skipped) for (const match of text.matchAll(pattern)) isSkipped.fill(1, match.index, match.index + match[0].length)
  return Array.from(text.matchAll(/[\p{L}\p{N}]/gu), ({ index }) => index).filter((index) => isSkipped[index] === 0)
}

function flip(text: string, at: number): string {
  const letter = String.fromCodePoint(text.codePointAt(at) ?? 0)
  const other = letter === 'x' ? 'y' : /\d/.test(letter) ? String((Number(letter) + 1) % 10) : 'x'
  return text.slice(0, at) + other + text.slice(at + letter.length)
}

/** Seen as markup, names of labels, or data of images: what is not the text of the document. */
const notText = {
  html: [/^[\s\S]*<main[^>]*>/g, /<footer>[\s\S]*?<\/footer>/g, /<\/main>[\s\S]*$/g, /<[^>]*>/g, /&[^;]*;/g, /<p class="missing">[\s\S]*?<\/p>/g],
  md: [/<!--[\s\S]*?-->/g, /<[^>]*>/g, /&[^;]*;/g, /\]\([^)]*\)/g, /^\[figure-\d+\]:.*$/gm, /!\[[^\]]*\]\[[^\]]*\]/g, /<em class="missing">[\s\S]*?<\/em>/g, /^ *(?:> )*(?:\d+\.|```.*)/gm, /\[[x ]\]/g],
  docx: [/<(?!w:t[ >])[^>]*>/g, /<w:t[^>]*>/g, /&[^;]*;/g, /<w:sdt>(?:(?!<\/w:sdt>)[\s\S])*Table of Contents[\s\S]*?<\/w:sdt>/g, /<w:p>(?:(?!<\/w:p>)[\s\S])*"Missing"[\s\S]*?<\/w:p>/g, /<w:instrText[\s\S]*?<\/w:instrText>/g],
  odt: [/^[\s\S]*<office:text>/g, /<text:table-of-content [\s\S]*?<\/text:table-of-content>/g, /<svg:(?:title|desc)>[\s\S]*?<\/svg:(?:title|desc)>/g, /<text:p text:style-name="Missing_20_Image[^"]*">[\s\S]*?<\/text:p>/g, /<[^>]*>/g, /&[^;]*;/g],
  json: [],
} as const

function withText(format: (typeof formats)[number], bytes: Uint8Array, change: (text: string) => string): Uint8Array {
  if (format !== 'docx' && format !== 'odt') return strToU8(change(strFromU8(bytes)))
  const name = format === 'docx' ? 'word/document.xml' : 'content.xml'
  const entries = unzipSync(bytes)
  return zipSync({ ...entries, [name]: strToU8(change(strFromU8(entries[name] ?? new Uint8Array()))) })
}

describe('one letter', () => {
  test.each(formats)('VF9 %s: a letter or digit changed anywhere in the text is noticed', async (format) => {
    const random = seededRandom(9)
    const file = files.get(format) ?? new Uint8Array()
    expect(await proves(withText(format, file, (text) => text))).toBe(true)
    let text = ''
    withText(format, file, (original) => (text = original))
    const places = format === 'json' ? jsonPlaces(text) : letterPlaces(text, notText[format])
    expect(places.length).toBeGreaterThan(2_000)
    const tried = Array.from({ length: 50 }, () => places[random.below(places.length)] ?? 0)
    const unnoticed: number[] = []
    for (const at of tried) if (await proves(withText(format, file, (original) => flip(original, at)))) unnoticed.push(at)
    expect(unnoticed.map((at) => text.slice(at - 30, at + 30))).toEqual([])
  }, 120_000)
})

/** In JSON everything counts but what only names the file's own making. */
function jsonPlaces(text: string): readonly number[] {
  return letterPlaces(text, [/^[\s\S]*?"minutes": \{/g, /"proof": \{[\s\S]*?\n {4}\}/g])
}

describe('the blob of a version', () => {
  test('VF5 gives back what was frozen, and the same version gives the same bytes', async () => {
    const bytes = encodeFrozen(content)
    expect(decodeFrozen(bytes, content.fingerprint)).toEqual({ ok: true, content: JSON.parse(JSON.stringify(content)) })
    const again = await freeze(onPaper(), ['fr', 'en'])
    expect(again.fingerprint).toBe(content.fingerprint)
    expect(encodeFrozen(again)).toEqual(bytes)
  })

  test.each(Array.from({ length: 12 }, (_, seed) => seed))('VF5 is refused when anything in it was altered (seed %i)', async (seed) => {
    const random = seededRandom(seed)
    const { gunzipSync, gzipSync } = await import('fflate')
    const json = strFromU8(gunzipSync(encodeFrozen(content)))
    const places = letterPlaces(json, [])
    const altered = flip(json, places[random.below(places.length)] ?? 0)
    expect(decodeFrozen(gzipSync(strToU8(altered)), content.fingerprint).ok).toBe(false)
  })

  test('VF5 another version under its fingerprint is refused, and so are bytes of any kind', async () => {
    const other = await freeze({ ...fullWorkshop(), details: { ...fullWorkshop().details, title: 'Another' } }, ['en'])
    expect(decodeFrozen(encodeFrozen(other), content.fingerprint)).toEqual({ ok: false, problem: 'altered' })
    for (const bytes of [new Uint8Array(), new Uint8Array(3), strToU8('{}'), encodeFrozen(content).slice(0, -9)]) {
      expect(decodeFrozen(bytes, content.fingerprint)).toEqual({ ok: false, problem: 'damaged' })
    }
  })
})
