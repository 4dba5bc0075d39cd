/** A page, or Markdown, that shows something else than it says: by its order, its places, its colours, or to whoever hears it. */
import { beforeAll, describe, expect, test } from 'vitest'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { nodeSignatures } from '../../../shared/node/node-signatures.ts'
import { readVersionFile } from '../../../shared/verify/read-version-file.ts'
import { judgeAlone } from '../../../shared/verify/verdict.ts'
import { p, table, tasks, td, th } from '../../fixtures/rich.ts'
import { board, fullWorkshop, presentBlob, presentImage, withBoards } from '../../fixtures/workshops.ts'
import { exportVersion, freeze, readVersion } from '../../helpers/frozen.ts'

const files = { html: '', md: '' }
const packed: Record<'docx' | 'odt', Uint8Array> = { docx: new Uint8Array(), odt: new Uint8Array() }
beforeAll(async () => {
  const base = fullWorkshop()
  const votes = table([th('For'), th('Against')], [td('21'), td('14')], [td(''), td('7 – 5')])
  const wider = withBoards(base, [...base.boards, board('b9', 'Counted', 'i2', [votes, p('Room 12'), p('Room 13'), tasks([true, p('pay the port')], [false, table([td('in a table')])])])])
  const content = await freeze({ ...wider, details: { ...wider.details, letterhead: { logo: presentBlob, color: '#123456', footer: 'Secretariat\nLarnaca' } } }, ['en'])
  const images = new Map([[presentBlob as string, presentImage]])
  for (const format of ['html', 'md'] as const) files[format] = strFromU8(await exportVersion(content, format, {}, images))
  for (const format of ['docx', 'odt'] as const) packed[format] = await exportVersion(content, format, {}, images)
})

/** What is said of the export with one place changed. */
async function verdictOf(format: 'html' | 'md', from: string | RegExp, to: string): Promise<string> {
  const changed = files[format].replace(from, to)
  if (changed === files[format]) throw new Error(`no such place: ${String(from)}`)
  return judgeAlone(nodeSignatures, await readVersionFile({ name: `minutes.${format}`, bytes: strToU8(changed) }, () => Promise.reject(new Error('no archive')))).kind
}


async function packedVerdict(format: 'docx' | 'odt', from: string | RegExp, to: string): Promise<string> {
  const part = { docx: 'word/document.xml', odt: 'content.xml' }[format]
  const entries = unzipSync(packed[format])
  const text = strFromU8(entries[part] ?? new Uint8Array())
  const changed = text.replace(from, to)
  if (changed === text) throw new Error(`no such place: ${String(from)}`)
  const found = await readVersion(zipSync({ ...entries, [part]: strToU8(changed) }))
  return found === null ? 'refused' : judgeAlone(nodeSignatures, found).kind
}

const status = '<span class="status"> · </span><span class="status">For comments · version 1 · 19 September 2026</span>'
const counted = '<tr><td><p>21</p></td><td><p>14</p></td></tr>'
const opened = '<p>The chairs opened the meeting.</p>'

test.each(['html', 'md'] as const)('VF95 %s as Minuta writes it is unchanged, with ends of lines of another system, a mark at its beginning and spaces between its elements', async (format) => {
  expect(await verdictOf(format, /$/, '\n')).toBe('unchanged')
  expect(await verdictOf(format, /\n/g, '\r\n')).toBe('unchanged')
  expect(await verdictOf(format, /^/, '\uFEFF')).toBe('unchanged')
})

test('VF95 html that was printed prettily is unchanged', async () => {
  expect(await verdictOf('html', /><(?=\/?(?:tr|t[dh]|li|dl|dt|dd|div|section|figure|figcaption|p|nav|ol|ul)\b)/g, '>\n      <')).toBe('unchanged')
  // A line of the contents that goes on in the next one of the source.
  expect(await verdictOf('html', '<bdi>At a glance</bdi>', '<bdi>At a\nglance</bdi>')).toBe('unchanged')
})

describe('VF90 what a page says to those who hear it is what is seen', () => {
  test.each([
    ['a name of a paragraph', '<p>The chairs', '<p aria-label="Nobody came.">The chairs'],
    ['another name of a task', 'aria-label="pay the port"', 'aria-label="do not pay the port"'],
    ['half the name of a task', 'aria-label="pay the port"', 'aria-label="pay"'],
    ['no name of a task', 'aria-label="pay the port"', 'aria-label=""'],
    ['another name of a task with a table', 'aria-label="in a table"', 'aria-label="in no table"'],
    ['another name of a button', 'aria-label="Next"', 'aria-label="Rejected"'],
    ['another hint on a button', 'title="Next"', 'title="Rejected"'],
    ['another name of the contents', '<nav aria-label="Contents">', '<nav aria-label="Withdrawn">'],
    ['a section that is named by another heading', 'aria-labelledby="part-1"', 'aria-labelledby="part-2"'],
    ['a heading that goes by the name of another', '<h2 id="part-3">', '<h2 id="part-1">'],
    ['a heading before it that takes its name', '<h2 id="part-1">', '<h2 id="part-2">'],
    ['a picture that is described by something else', '" width="160"', '" aria-describedby="part-1" width="160"'],
    ['words that nobody hears', opened, opened.replace('<p>', '<p aria-hidden="true">')],
    ['a table that is none to them', '<table>', '<table role="presentation">'],
    ['a hint on a link that leads nowhere else', '<a href="#part-1">', '<a href="#part-1" title="Rejected">'],
  ] as const)('%s', async (_, from, to) => {
    expect(await verdictOf('html', from, to)).toBe('differs')
  })
})

describe('VF91 numbers and cells stand where they stood', () => {
  test.each([
    ['a number under another heading', counted, '<tr><td></td><td><p>21</p></td><td><p>14</p></td></tr>'],
    ['a cell that is wider', '<td><p>21</p></td>', '<td colspan="2"><p>21</p></td>'],
    ['two cells as one', '<td><p>21</p></td><td><p>14</p></td>', '<td></td><td><p>21 14</p></td>'],
    ['two rows as one', '</tr>\n<tr><td></td>', '<td></td>'],
    ['a paragraph number at another paragraph', /(<span class="cite">\d+<\/span>)(\n<p>Room 12<\/p>\n<\/div>\n<div class="cited" id="p\d+">)/, '$2$1'],
  ] as const)('html: %s', async (_, from, to) => {
    expect(await verdictOf('html', from, to)).toBe('changed-beside')
  })

  test.each([
    ['a number under another heading', '| 21 | 14 |\n|  | 7 – 5 |', '|  | 21 |\n| 14 | 7 – 5 |'],
    ['a paragraph number at another paragraph', /(<sup>\d+<\/sup>) Room 12\n\n/, 'Room 12\n\n$1 '],
    ['the number of a figure at another', /Figure 1: (.*)/, '$1\n\n<figcaption>Figure 1</figcaption>'],
  ] as const)('md: %s', async (_, from, to) => {
    expect(await verdictOf('md', from, to)).not.toBe('unchanged')
  })

  test.each([
    ['docx', 'a number under another heading', /<w:tc>(?=(?:(?!<w:tc>).)*<w:t[^>]*>21<\/w:t>)/, '<w:tc><w:p/></w:tc><w:tc>'],
    ['docx', 'a row that begins later', /<w:tr>(?=(?:(?!<w:tr>).)*<w:t[^>]*>21<\/w:t>)/, '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>'],
    ['docx', 'a cell that is wider', /<w:tc>(?:<w:tcPr>)?(?=(?:(?!<w:tc>).)*<w:t[^>]*>21<\/w:t>)/, '$&<w:gridSpan w:val="2"/>'],
    ['odt', 'a number under another heading', /<table:table-cell[^>]*>(?=(?:(?!<table:table-cell).)*>21<)/, '<table:table-cell/>$&'],
    ['odt', 'a cell that another would cover', /<table:table-cell[^>]*>(?=(?:(?!<table:table-cell).)*>21<)/, '<table:covered-table-cell/>$&'],
  ] as const)('%s: %s', async (format, _, from, to) => {
    expect(await packedVerdict(format, from, to)).not.toBe('unchanged')
  })
})

describe('VF92 nothing is shown in another order than it stands, or in a place that is not its own', () => {
  test.each([
    ['a head of a table in its middle', counted, `<thead>${counted}</thead>`],
    ['a cell as the caption', /(<td><p>21<\/p><\/td>)<td><p>14<\/p><\/td>(.*?<\/table>)/s, '$1<caption>14</caption>$2'],
    ['a value beside another term', '<dt>Date</dt><dd>', '<dd></dd><dt>Date</dt><dd>'],
    ['a list without its numbers', '<ol start="3">', '<ol start="3" class="fields">'],
    ['numbers from right to left', '<td><p>7 – 5</p>', '<td dir="rtl"><p>7 – 5</p>'],
    ['a paragraph from right to left', '<p>7 – 5</p>', '<p dir="rtl">7 – 5</p>'],
    ['a direction that nobody wrote', '<p>7 – 5</p>', '<p dir="auto">7 – 5</p>'],
    ['words from right to left', '<p>Room 12</p>', '<p><span dir="rtl">Room 12</span></p>'],
    ['all of it from right to left', 'lang="en" dir="ltr"', 'lang="en" dir="rtl"'],
    ['a number of votes that runs by itself', '<p>7 – 5</p>', '<p><bdi>7 – 5</bdi></p>'],
    ['a value that does not', '<li>Against: <bdi>3</bdi></li>', '<li>Against: 3</li>'],
    ['a value of which the end does not', 'show of hands</bdi>', 'show of</bdi> hands'],
    ['a caption that does not', '<bdi>The wall after the session</bdi>', 'The wall after the session'],
    ['an item without a paragraph', '<li><p>bullet one</p></li>', '<li>bullet one</li>'],
    ['code that runs with what stands around it', '<pre dir="ltr">', '<pre>'],
    ['a subtitle that runs with what stands around it', '<p class="subtitle" dir="auto">', '<p class="subtitle">'],
    ['Arabic from left to right', '<p dir="rtl">هذا', '<p>هذا'],
    ['a mark that turns what follows', '<p>7 – 5</p>', '<p>\u200F7 – 5</p>'],
    ['an isolate that turns what is in it', '<p>7 – 5</p>', '<p>\u20677 – 5\u2069</p>'],
    ['the status beside a decision', /<span class="status">.*?<\/p>([\s\S]*?<p class="label">Decision D-1)/, `</p>$1${status}`],
    ['a line of the contents among the words', opened, `${opened}<nav><p>14</p></nav>`],
    ['contents that are no heading', '<bdi>Welcome</bdi>', '<bdi>Room 12</bdi>'],
    ['a page where there are none', '<bdi>Welcome</bdi>', '<bdi>Welcome</bdi> 21'],
    ['contents in another order', /(<li><a href="#part-1">.*\n)(<li>.*\n)/, '$2$1'],
    ['a title that is another', /<title>.*?<\/title>/, '<title>Room 12</title>'],
    ['raised figures', '<p>Room 12</p>', '<p>Room 1<sup>2</sup></p>'],
    ['lowered figures', '<p>Room 12</p>', '<p>Room 1<sub>2</sub></p>'],
    ['a second search bar', '<main>', '<div id="search">21 / 14</div><main>'],
    ['numbers in the search bar', '</output>', '</output><h1>21 / 14</h1>'],
    ['a drawing in the search bar', 'd="M3 6l5 5 5-5"', 'd="M0 0h16v16h-16z"'],
    ['a field', opened, `${opened}<input placeholder="Nothing found">`],
    ['the name of what the script writes into', opened, opened.replace('<p>', '<p id="search-said">')],
  ] as const)('html: %s', async (_, from, to) => {
    expect(await verdictOf('html', from, to)).not.toBe('unchanged')
  })

  test.each([
    ['docx', 'a line of the contents among the words', /<w:p>(?=(?:(?!<w:p>).)*Room 12<)/, '<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr><w:r><w:t>14</w:t></w:r></w:p><w:p>'],
    ['docx', 'a line of the contents among the words, which has no other', /<w:sdt>.*?<\/w:sdt>(.*?)<w:p>(?=(?:(?!<w:p>).)*Room 12<)/s, '$1<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr><w:r><w:t>14</w:t></w:r></w:p><w:p>'],
    ['docx', 'the status at a room', /((?:<w:r><w:rPr><w:rStyle w:val="Status"\/>(?:(?!<w:r>).)*<\/w:r>)+)(.*?<w:t[^>]*>Room 12<\/w:t><\/w:r>)/s, '$2$1'],
    ['docx', 'a mark that turns what follows', '>7 – 5<', '>\u200F7 – 5<'],
    ['odt', 'a line of the contents among the words', /<text:p(?=(?:(?!<text:p).)*Room 12<)/, '<text:p text:style-name="Contents_20_1">14</text:p><text:p'],
    ['odt', 'the status at a room', /((?:<text:span text:style-name="Document_20_Status">[^<]*<\/text:span>)+)(.*?>Room 12)/s, '$2$1'],
    ['odt', 'a mark that turns what follows', '>7 – 5<', '>\u200F7 – 5<'],
  ] as const)('%s: %s', async (format, _, from, to) => {
    expect(await packedVerdict(format, from, to)).not.toBe('unchanged')
  })
})

describe('VF93 what a page shows can be seen', () => {
  test.each([
    ['a ground in the colour of the words', /--accent-weak:#[0-9a-f]{6}\}@/, '--accent-weak:#1f2328}@'],
    ['words in the colour of the paper', /--accent:#123456/, '--accent:#fdfcf9'],
    ['the same by night', /(dark\)\{:root\{--accent:)#[0-9a-f]{6};/, '$1#25221f;'],
    ['a policy that shows no pictures', 'img-src data:', "img-src 'none'"],
    ['another encoding', '<meta charset="utf-8">', '<meta charset="windows-1252">'],
    ['another encoding, the older way', '<meta charset="utf-8">', '<meta http-equiv="content-type" content="text/html; charset=shift_jis">'],
    ['a page that is a dot', 'content="width=device-width, initial-scale=1"', 'content="width=99999, initial-scale=0.01"'],
    ['a picture that is a dot', 'width="160"', 'width="1"'],
    ['a picture of a type that is not shown', 'src="data:image/png;base64,', 'src="data:image/svg+xml;base64,'],
    ['a picture that no browser decodes', /(src="data:image\/png;base64,[A-Za-z0-9+/]+)=*(" alt="Two)/, '$1=====$2'],
    ['a style sheet for those who read XML', '<!DOCTYPE html>', '<!DOCTYPE html><?xml-stylesheet href="data:text/css,p%7Bdisplay:none%7D"?>'],
  ] as const)('%s', async (_, from, to) => {
    expect(await verdictOf('html', from, to)).not.toBe('unchanged')
  })
})

describe('VF94 in Markdown nothing is a part of a page', () => {
  test.each([
    ['a footer', '<!-- Minuta -->', '<main><footer><p>Everything was rejected.</p></footer></main>\n\n<!-- Minuta -->'],
    ['contents', 'Room 12', 'Room 12\n\n<nav><p>14</p></nav>\n\n'],
    ['a search bar', '<!-- Minuta -->', '<div id="search">21 / 14</div>\n\n<!-- Minuta -->'],
    ['a title', 'Room 12', 'Room 12\n\n<p><title>14</title></p>\n\n'],
    ['the status beside a decision', /<span> · For comments[^<]*<\/span>([\s\S]*?Decision D-1\*\*)/, '$1 <span> · For comments · version 1 · 19 September 2026</span>'],
    ['words from right to left', 'Room 12', '<span dir="rtl">Room 12</span>'],
    ['numbers from right to left', '| 7 – 5 |', '| <div dir="rtl">7 – 5</div> |'],
    ['lowered figures', 'Room 12', 'Room 1<sub>2</sub>'],
    ['a field', 'Room 12', 'Room 12 <input placeholder="Nothing found">'],
    ['words for those who hear them', 'Room 12', '<span aria-label="Room 99">Room 12</span>'],
  ] as const)('%s', async (_, from, to) => {
    expect(await verdictOf('md', from, to)).not.toBe('unchanged')
  })
})

test.each([['html', '<bdi>Open</bdi>', '<bdi>\u200EOpen\u200E</bdi>'], ['md', ': Open\n', ': \u200EOpen\u200E\n']] as const)('VF110 in %s, where Minuta puts no marks around values behind labels, they are somebody else’s', async (format, from, to) => {
  expect(await verdictOf(format, from, to)).not.toBe('unchanged')
})
