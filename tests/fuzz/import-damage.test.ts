/** Damaged and hostile documents: the answer is always a value, soon, and whatever is read is fit for a board. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { boardProblems } from '../helpers/board-problems.ts'
import { outcomeOf } from '../helpers/imported.ts'
import { openDocument, rawWord, wordDocument } from '../helpers/made-documents.ts'
import { seededRandom, type Random } from '../helpers/random.ts'

const rounds = Number(process.env['FUZZ_ROUNDS'] ?? 60)

function between(random: Random, from: number, to: number): number {
  return from + random.below(to - from + 1)
}

/** 'read' and 'refused' are well; anything else says what is wrong. */
async function verdict(name: string, content: string | Uint8Array): Promise<string> {
  const outcome = await outcomeOf(name, content)
  if (outcome.kind === 'refused') return outcome.refusal.detail.includes('\n') ? `a reason of several lines: ${outcome.refusal.detail}` : 'refused'
  const problems = boardProblems(outcome.content.blocks)
  return problems.length === 0 ? 'read' : `not fit for a board: ${JSON.stringify(problems)}`
}

/** `bytes` with a few places changed, doubled or cut out. */
function damaged(bytes: Uint8Array, random: Random): Uint8Array {
  let result = Uint8Array.from(bytes)
  for (let count = between(random, 1, 8); count > 0; count -= 1) {
    const at = between(random, 0, Math.max(0, result.length - 1))
    const length = between(random, 1, 40)
    const kind = between(random, 0, 3)
    if (kind === 0) result[at] = between(random, 0, 255)
    else if (kind === 1) result = Uint8Array.from([...result.subarray(0, at), ...result.subarray(at + length)])
    else if (kind === 2) result = Uint8Array.from([...result.subarray(0, at), ...result.subarray(at, at + length), ...result.subarray(at)])
    else result = result.slice(0, at)
    if (result.length === 0) return result
  }
  return result
}

/** A packed document whose text is damaged, and whose packing is sound. */
function withDamagedText(bytes: Uint8Array, part: string, random: Random): Uint8Array {
  const parts = unzipSync(bytes)
  const xml = strFromU8(parts[part] ?? new Uint8Array())
  const tags = [...xml.matchAll(/<[^>]+>/g)]
  const moved = tags[between(random, 0, tags.length - 1)]
  const target = tags[between(random, 0, tags.length - 1)]
  if (!moved || !target) return bytes
  const text = between(random, 0, 1) === 0
    ? `${xml.slice(0, target.index)}${moved[0]}${xml.slice(target.index)}`
    : xml.replace(/="[^"]*"/g, (value) => (between(random, 0, 9) === 0 ? `="${['-1', '999999999', '', 'NaN', '0', '\u0430', 'true'][between(random, 0, 6)] ?? ''}"` : value))
  return zipSync({ ...parts, [part]: strToU8(text) })
}

describe('IM50: seed 20260919', () => {
  test('damaged archives', async () => {
    const random = seededRandom(20260919)
    const files = { 'a.docx': await wordDocument(), 'a.odt': openDocument() }
    const kinds = new Set<string>()
    for (let round = 0; round < rounds; round += 1) for (const [name, bytes] of Object.entries(files)) kinds.add(await verdict(name, damaged(bytes, random)))
    expect([...kinds].sort()).toEqual(['read', 'refused'])
  })

  test('sound archives with damaged text', async () => {
    const random = seededRandom(20260920)
    const word = await wordDocument()
    const open = openDocument('<text:h text:outline-level="2">A</text:h><text:list><text:list-item><text:p>b<text:s text:c="3"/></text:p></text:list-item></text:list><table:table><table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>c</text:p></table:table-cell></table:table-row></table:table>')
    const kinds = new Set<string>()
    for (let round = 0; round < rounds; round += 1) {
      kinds.add(await verdict('a.docx', withDamagedText(word, 'word/document.xml', random)))
      kinds.add(await verdict('a.odt', withDamagedText(open, 'content.xml', random)))
    }
    expect([...kinds].sort()).toEqual(['read', 'refused'])
  })

  test('HTML and Markdown of random pieces', async () => {
    const random = seededRandom(20260921)
    const pieces = ['<table>', '<tr>', '<td colspan=3>', '</td>', '<ul>', '<li>', '</ul>', '<ol start=-5>', '<b>', '<p dir=rtl>', '</p>', '<a href=x>', '<img src=data:image/png;base64,AA>', '<pre>', '<h7>', '<input type=checkbox>', '<select><option>', '<svg><p>', '<math><mi>', '<template>', '<!--', '-->', '<![CDATA[', ']]>', '&#0;', '&#xD800;', '\u0000', 'words ', '\n\n', '| a | b |\n|--|--|\n', '- [ ] ', '> ', '```\n', '[^1]', '**', '_', '`', '\t', '\u202E', '𝕏', '\uD800']
    const kinds = new Set<string>()
    for (let round = 0; round < rounds * 3; round += 1) {
      const text = Array.from({ length: between(random, 1, 60) }, () => pieces[between(random, 0, pieces.length - 1)] ?? '').join('')
      kinds.add(await verdict('a.html', text))
      kinds.add(await verdict('a.md', text))
    }
    expect([...kinds].sort()).toEqual(['read', 'refused'])
  })

  test('random bytes under every name', async () => {
    const random = seededRandom(20260922)
    const kinds = new Set<string>()
    for (let round = 0; round < rounds; round += 1) {
      const bytes = Uint8Array.from({ length: between(random, 0, 300) }, () => between(random, 0, 255))
      for (const name of ['a.docx', 'a.odt', 'a.md', 'a.html', 'a.txt', 'a', '../../etc/passwd', 'PK.zip']) kinds.add(await verdict(name, bytes))
    }
    expect([...kinds].sort()).toEqual(['read', 'refused'])
  })
})

describe('IM51: bombs', () => {
  const large = (letters: number): string => `<w:p><w:r><w:t>${'a'.repeat(letters)}</w:t></w:r></w:p>`

  test('an entry that grows beyond measure is refused before it is unpacked', async () => {
    expect(await outcomeOf('a.docx', rawWord(large(20_000_000)))).toMatchObject({ refusal: { kind: 'too-large' } })
  })

  test('an entry that says less than it holds is damaged, and ends at what it said', async () => {
    const bytes = rawWord(large(900_000))
    const view = new DataView(bytes.buffer)
    // Every place that says how large the text is: the local header and the list of entries.
    for (let at = 0; at + 30 < bytes.length; at += 1) {
      const signature = view.getUint32(at, true)
      if (signature === 0x04034b50 && view.getUint32(at + 22, true) > 800_000) view.setUint32(at + 22, 1_000, true)
      if (signature === 0x02014b50 && view.getUint32(at + 24, true) > 800_000) view.setUint32(at + 24, 1_000, true)
    }
    expect(await outcomeOf('a.docx', bytes)).toMatchObject({ refusal: { kind: 'damaged' } })
  })

  test('entities that grow, and those that read other files, are refused with their document type', async () => {
    const laughs = Array.from({ length: 12 }, (_, index) => `<!ENTITY l${index + 1} "${`&l${index};`.repeat(10)}">`).join('')
    const bomb = `<!DOCTYPE lolz [<!ENTITY l0 "lol">${laughs}<!ENTITY file SYSTEM "file:///etc/passwd">]>`
    const parts = unzipSync(rawWord('<w:p><w:r><w:t>&l12;&file;</w:t></w:r></w:p>'))
    const text = strFromU8(parts['word/document.xml'] ?? new Uint8Array())
    expect(await outcomeOf('a.docx', zipSync({ ...parts, 'word/document.xml': strToU8(bomb + text) }))).toMatchObject({ refusal: { kind: 'damaged' } })
    const odt = unzipSync(openDocument('<text:p>&l12;</text:p>'))
    const content = strFromU8(odt['content.xml'] ?? new Uint8Array()).replace('?>', `?>${bomb}`)
    expect(await outcomeOf('a.odt', zipSync({ ...odt, 'content.xml': strToU8(content) }))).toMatchObject({ refusal: { kind: 'damaged' } })
  })

  test('elements without end inside each other, and entries without number, are refused', async () => {
    expect(await outcomeOf('a.docx', rawWord('<w:sdt><w:sdtContent>'.repeat(20_000)))).toMatchObject({ refusal: { kind: 'too-large' } })
    expect(await outcomeOf('a.odt', openDocument('<text:section>'.repeat(20_000)))).toMatchObject({ refusal: { kind: 'too-large' } })
    const entries = Object.fromEntries(Array.from({ length: 10_001 }, (_, index) => [`e${index}`, new Uint8Array()]))
    expect(await outcomeOf('a.odt', openDocument('<text:p>x</text:p>', '', entries))).toMatchObject({ refusal: { kind: 'too-large' } })
  })

  test('names that lead out of the archive are refused, and name nothing', async () => {
    expect(await outcomeOf('a.odt', openDocument('<text:p>x</text:p>', '', { '../../evil': strToU8('x') }))).toMatchObject({ refusal: { kind: 'damaged' } })
  })
})
