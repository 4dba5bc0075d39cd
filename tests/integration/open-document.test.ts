/**
 * What an OpenDocument file has to be beside its words: there is no validator of it that could come with the tests, so this is a stated
 * list of checks of our own, and LibreOffice as the one who opens it (`export-formats.test.ts`).
 */
import { strFromU8, unzipSync } from 'fflate'
import { SaxesParser, type SaxesTagNS } from 'saxes'
import { describe, expect, test } from 'vitest'
import { compileMinutes } from '../../shared/minutes/compile.ts'
import type { Workshop } from '../../shared/model/workshop.ts'
import { renderOdt } from '../../shared/render/odt/odt.ts'
import { bullets, image, node, numbers, p, table, td, text, th } from '../fixtures/rich.ts'
import { emptyWorkshop, fullImages, fullWorkshop, singleBoardWorkshop } from '../fixtures/workshops.ts'

const withTableInList = singleBoardWorkshop('Lists', [numbers(1, [p('one')], [p('two'), table([th('a')], [td('b')]), p('still two'), bullets([p('under two')])], [p('three')])])
/** What only another program can have written. */
const control = '\u0001'
const sent = singleBoardWorkshop('Sent', [
  image(control, '', ''), { ...p('words', text('marked', { type: 'highlight', attrs: { color: control } })), attrs: { lang: `e${control}` } }, node('codeBlock', [text(control)], { language: control }),
])
const withControls: Workshop = { ...sent, details: { ...sent.details, language: `e${control}`, nextMeeting: control, letterhead: { logo: null, color: control, footer: control } } }
const workshops: readonly (readonly [string, Workshop, language: string])[] = [
  ['everything', fullWorkshop(), 'en'], ['everything in Arabic', fullWorkshop(), 'ar'], ['nothing', emptyWorkshop(''), 'fr'], ['a table in a list', withTableInList, 'en'], ['control characters', withControls, 'en'],
]

function entriesOf(workshop: Workshop, language = 'en'): Readonly<Record<string, Uint8Array>> {
  return unzipSync(renderOdt(compileMinutes(workshop, { language }), fullImages).content)
}

/** Every element of an XML file, with its ancestors; throws where it is not well-formed. */
function elements(bytes: Uint8Array | undefined): readonly (SaxesTagNS & { readonly ancestors: readonly string[] })[] {
  const found: (SaxesTagNS & { ancestors: readonly string[] })[] = []
  const open: string[] = []
  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', (tag) => {
    found.push({ ...tag, ancestors: [...open] })
    open.push(tag.name)
  })
  parser.on('closetag', () => open.pop())
  parser.write(strFromU8(bytes ?? new Uint8Array())).close()
  return found
}

function attribute(tag: SaxesTagNS, name: string): string | undefined {
  return tag.attributes[name]?.value
}

describe.each(workshops)('an ODT of %s (EX3)', (_, workshop, language) => {
  const entries = entriesOf(workshop, language)
  const content = elements(entries['content.xml'])
  const styles = elements(entries['styles.xml'])
  const manifest = elements(entries['META-INF/manifest.xml'])

  test('begins with its type, as it is', () => {
    const { content: bytes } = renderOdt(compileMinutes(workshop, { language }), fullImages)
    // Local file header of 30 bytes, name, content.
    expect(strFromU8(bytes.subarray(30, 85))).toMatch(/^mimetypeapplication\/vnd\.oasis\.opendocument\.text/)
    expect(bytes[8]).toBe(0)
  })

  test('lists in its manifest all that it holds and nothing else', () => {
    const listed = manifest.flatMap((tag) => attribute(tag, 'manifest:full-path') ?? []).filter((name) => name !== '/')
    expect(listed.sort()).toEqual(Object.keys(entries).filter((name) => name !== 'mimetype' && !name.startsWith('META-INF/')).sort())
  })

  test('has every style that it refers to, and each once', () => {
    const defined = [...styles, ...content].flatMap((tag) => (/^(?:style:style|text:list-style)$/.test(tag.name) ? [`${attribute(tag, 'style:name')}`] : []))
    expect(defined.filter((name, index) => defined.indexOf(name) !== index)).toEqual([])
    const references = ['text:style-name', 'table:style-name', 'draw:style-name', 'style:parent-style-name', 'style:next-style-name', 'text:visited-style-name']
    const used = [...styles, ...content].flatMap((tag) => references.flatMap((name) => attribute(tag, name) ?? []))
    expect([...new Set(used)].filter((name) => !defined.includes(name))).toEqual([])
    const fonts = new Set([...styles, ...content].flatMap((tag) => (tag.name === 'style:font-face' ? [attribute(tag, 'style:name')] : [])))
    expect(styles.flatMap((tag) => attribute(tag, 'style:font-name') ?? []).filter((name) => !fonts.has(name))).toEqual([])
  })

  test('has every picture and every bookmark that it refers to, and every name once', () => {
    const pictures = content.flatMap((tag) => (tag.name === 'draw:image' ? [attribute(tag, 'xlink:href') ?? ''] : []))
    expect(pictures.filter((name) => entries[name] === undefined)).toEqual([])
    const bookmarks = content.flatMap((tag) => (tag.name === 'text:bookmark' ? [attribute(tag, 'text:name')] : []))
    expect(new Set(bookmarks).size).toBe(bookmarks.length)
    expect(content.flatMap((tag) => attribute(tag, 'text:ref-name') ?? []).filter((name) => !bookmarks.includes(name))).toEqual([])
    const names = content.flatMap((tag) => attribute(tag, 'table:name') ?? attribute(tag, 'draw:name') ?? [])
    expect(new Set(names).size).toBe(names.length)
  })

  test('has a description with every picture', () => {
    const described = content.filter(({ name }) => name === 'svg:desc').length
    expect(described).toBe(content.filter(({ name }) => name === 'draw:image').length)
  })

  test('has tables whose rows cover every column once, and none in a list', () => {
    expect(content.filter(({ name, ancestors }) => name === 'table:table' && ancestors.includes('text:list'))).toEqual([])
    const allowed = new Set(['text:p', 'text:h', 'text:list'])
    expect(content.filter(({ name, ancestors }) => /^text:list-(?:item|header)$/.test(ancestors.at(-1) ?? '') && !allowed.has(name))).toEqual([])
    const rows = new Map<number, number[]>()
    let current = -1
    for (const [index, { name, ancestors }] of content.entries()) {
      if (name === 'table:table') current = index
      if (name === 'table:table-column') rows.set(current, [...(rows.get(current) ?? []), 0])
      if (name === 'table:table-row') rows.get(current)?.push(0)
      if (/^table:(?:covered-)?table-cell$/.test(name) && ancestors.at(-1) === 'table:table-row') {
        const counts = rows.get(current) ?? []
        counts[counts.length - 1] = (counts.at(-1) ?? 0) + 1
      }
    }
    for (const counts of rows.values()) {
      const columns = counts.filter((count) => count === 0).length
      expect(counts.filter((count) => count !== 0 && count !== columns)).toEqual([])
    }
  })
})

test('a list that a table interrupts goes on with its own number (EX3)', () => {
  const content = strFromU8(entriesOf(withTableInList)['content.xml'] ?? new Uint8Array())
  const [, after = ''] = content.split('</table:table>')
  expect(after).toMatch(/<text:list text:style-name="Numbers\.3">\s*<text:list-header>\s*<text:p[^>]*>still two/)
  expect(after).toMatch(/<text:list-item>\s*<text:p[^>]*>three/)
})
