/** Every format, read by programs that are not ours: what went in must come out. */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ExportFormat } from '../../shared/ipc/desktop-api.ts'
import type { RichNode, Workshop } from '../../shared/model/workshop.ts'
import { compileMinutes } from '../../shared/minutes/compile.ts'
import { exportMinutes } from '../../shared/render/export-format.ts'
import { textWidthTwips } from '../../shared/render/docx/docx-style.ts'
import { renderMarkdown } from '../../shared/render/markdown/markdown.ts'
import { listIndentCm, textWidthCm } from '../../shared/render/odt/odt-style.ts'
import { openSha256 } from '../../shared/node/open-sha256.ts'
import { openTypst } from '../../shared/node/typst.ts'
import { outputOf, pandocNodes, pandocTree, readByLibreOffice, readExport } from '../helpers/read-exports.ts'
import { greyPhotograph, photograph, redSide, redSides, seenHalves } from '../fixtures/photograph.ts'
import { bullets, h, image, link, node, numbers, p, table, td, text, th } from '../fixtures/rich.ts'
import { arabicSentence, frenchAfter, frenchBefore, fullImages, fullWorkshop, hostileStrings, presentBlob, presentImage, singleBoardWorkshop } from '../fixtures/workshops.ts'

/** One space for any white space, straight quotes. */
function foldText(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').replace(/[‘’]/g, "'").replace(/[“”]/g, '"')
}

let folder = ''
beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'minuta-exports-'))
  for (const format of ['pdf', 'docx', 'odt', 'md', 'html', 'json'] as const) await write(fullWorkshop(), format, `full.${format}`)
})
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

async function write(workshop: Workshop, format: ExportFormat, name: string, images: ReadonlyMap<string, Uint8Array> = fullImages) {
  const rendered = await exportMinutes(workshop, format, { language: 'en' }, { readBlob: (blob) => Promise.resolve(images.get(blob) ?? null), openPdfCompiler: openTypst, openSha256 })
  fs.writeFileSync(file(name), rendered.content)
  return rendered
}

function file(name: string): string {
  return path.join(folder, name)
}

const words = [
  'Port cities and short supply chains', '19 September', 'A jump to level three', 'deep number', 'number four', 'done task', 'nested task', 'in two paragraphs',
  'merged right', 'cell bullet', 'a|b', 'The wall after the session', 'Image not included: flip-chart-2.jpg', 'Flip chart of table two', 'Adopt the agenda as sent.',
  'Send the report to every region.', '30 September 2026', 'A port is a promise.', 'Eléni Παππά', 'Second call for small ports', 'Who pays for the ice?', 'Latin Arc | partner',
  'Nobody <b>Special</b>', frenchAfter,
  'Collectivité de Corse', 'two hundred trained', '36 months', 'Supported', '1 January 2027', '2025-03/D-2', 'In favour', 'Not voting',
  '2 of 3', '14:20', 'Shared ice', '• who pays?', 'Cold & <dry>',
]

describe('every word reaches every format (MI8)', () => {
  test.each(['pdf', 'docx', 'odt', 'md', 'html'] as const)('%s', (format) => {
    const text = foldText(readExport(file(`full.${format}`)))
    const expected = [...words, ...hostileStrings.map((line) => line.trim()), frenchBefore].map((line) => foldText(line))
    expect(expected.filter((line) => !text.includes(line))).toEqual([])
    expect(text).not.toMatch(/19 September,? (19|20)\d\d/)
  })

  test.each(['pdf', 'docx', 'odt', 'md', 'html'] as const)('MI15: as deep as a board allows: %s', async (format) => {
    const deepest = 30
    let quotes: RichNode = p('innermost quotation')
    let lists: RichNode = p('innermost point')
    for (let level = 0; level < deepest; level += 1) {
      quotes = node('blockquote', [quotes])
      lists = bullets([p(`level ${level}`), lists])
    }
    await write(singleBoardWorkshop('Deep', [quotes, lists]), format, `deep.${format}`)
    const text = foldText(readExport(file(`deep.${format}`)))
    for (const line of ['innermost quotation', 'innermost point', 'level 0', `level ${deepest - 1}`]) expect(text).toContain(line)
  })

  test('EX18: a tab between two words is a gap in every format', async () => {
    const workshop = singleBoardWorkshop('Tabs', [p('Name:\tAna López'), p(text('key\tvalue', 'code'))])
    for (const format of ['pdf', 'docx', 'odt', 'md', 'html'] as const) {
      await write(workshop, format, `tabs.${format}`)
      expect(foldText(readExport(file(`tabs.${format}`)))).toMatch(/Name: Ana López.*key value/)
    }
  })

  test('a no-break space stays one wherever the format has one', () => {
    for (const format of ['docx', 'odt', 'md', 'html'] as const) expect(readExport(file(`full.${format}`))).toContain(frenchBefore)
  })

  test.each(['docx', 'odt'] as const)('EX2: LibreOffice lays the %s out with everything in it', (format) => {
    const text = foldText(readByLibreOffice(file(`full.${format}`)))
    expect(words.map((line) => foldText(line)).filter((line) => !text.includes(line))).toEqual([])
  })

  test('JSON holds the minutes and the workshop, with a version', () => {
    const json = JSON.parse(fs.readFileSync(file('full.json'), 'utf8')) as Record<string, unknown>
    expect(Object.keys(json)).toEqual(['format', 'version', 'minutes', 'workshop'])
    expect(json['workshop']).toEqual(fullWorkshop())
  })
})

describe('Markdown reads back as typed (MI11)', () => {
  const read = (...content: readonly RichNode[]): string =>
    outputOf('pandoc', ['--from=gfm', '--to=html', '--wrap=none'], renderMarkdown(compileMinutes(singleBoardWorkshop('T', content), { language: 'en' }), new Map()).content)

  test('a bar in code is no border of a cell', () => {
    const html = read(table([th('Command'), th('Does')], [node('tableCell', [p(text('cat x | sort', 'code'), ' ', text(String.raw`a\|b`, 'code'))]), td('sorts')]))
    expect(html.replaceAll(/\s*\n\s*/g, '')).toContain(String.raw`<td><code>cat x | sort</code> <code>a\|b</code></td><td>sorts</td>`)
  })

  test('"!" before a link makes no picture of it', () => {
    const html = read(p('Register now!', text('here', link('https://example.org/x.png')), '! ', text('bold!', 'bold'), text('there', link('https://example.org/y.png'))))
    expect(html).not.toContain('<img')
    expect(html).toContain('Register now!<a href="https://example.org/x.png">here</a>! <strong>bold!</strong><a')
  })

  test('EX38: hashes at the end of a heading are words', () => {
    const html = read(h(1, 'Room #'), h(2, 'C#'), h(2, 'see ', text('##', 'bold'), ' ##'))
    expect([...html.matchAll(/<h\d[^>]*>(.*?)<\/h\d>/g)].map(([, words]) => words?.replaceAll(/<[^>]*>/g, '')).slice(2)).toEqual(['Room #', 'C#', 'see ## ##'])
  })

  test('two lists in one item are two lists', () => {
    expect(read(bullets([p('one'), numbers(1, [p('a')]), numbers(1, [p('b')])])).match(/<ol/g)).toHaveLength(2)
  })

  test('an item that begins with a rule is an item', () => {
    for (const html of [read(bullets([node('horizontalRule', []), p('inside')])), read(numbers(1, [node('horizontalRule', []), p('inside')]))]) expect(html).toMatch(/<li>\s*<hr \/>\s*<p>inside<\/p>\s*<\/li>/)
    expect(read(p('before'), node('horizontalRule', []), p('after'))).toMatch(/before<\/p>\s*<hr \/>\s*<p>/)
  })
})

describe('structure survives (MI8)', () => {
  const count = (html: string, pattern: RegExp): number => [...html.matchAll(pattern)].length

  test('EX1: headings, tables, lists and images of DOCX, ODT and Markdown are those of the HTML', () => {
    const html = fs.readFileSync(file('full.html'), 'utf8')
    const docx = pandocTree(file('full.docx'), 'docx')
    const odt = pandocTree(file('full.odt'), 'odt')
    const markdown = pandocTree(file('full.md'), 'gfm')
    const headings = count(html, /<h[1-6]/g)
    // Their title is a title, not a heading.
    expect(pandocNodes(docx, 'Header')).toHaveLength(headings - 1)
    expect(pandocNodes(odt, 'Header')).toHaveLength(headings - 1)
    expect(pandocNodes(odt, 'Table')).toHaveLength(count(html, /<table/g))
    expect(pandocNodes(odt, 'Image')).toHaveLength(count(html, /<img/g))
    // Of lists in table cells pandoc sees none.
    expect(pandocNodes(odt, 'BulletList')).toHaveLength(count(html, /<ul(?: class="tasks"| dir="rtl")?>/g) - count(html, /<td[^>]*>(?:(?!<\/td>).)*<ul>/gs))
    expect(pandocNodes(markdown, 'Header')).toHaveLength(headings)
    expect(pandocNodes(docx, 'Table')).toHaveLength(count(html, /<table/g))
    expect(pandocNodes(docx, 'Image')).toHaveLength(count(html, /<img/g))
    expect(pandocNodes(markdown, 'Image')).toHaveLength(count(html, /<img/g))
  })

  test('EX19: an emoji that is made of several is one in Word, whose runs cannot join theirs', async () => {
    await write(singleBoardWorkshop('Emoji', [p('with 👩\u200D💻 and سلام')]), 'docx', 'emoji.docx')
    expect(outputOf('unzip', ['-p', file('emoji.docx'), 'word/document.xml'])).toContain('👩\u200D💻 and')
  })

  test('EX20: a picture is no wider than its column, or than what its list leaves of the line', async () => {
    const workshop = singleBoardWorkshop('Pictures', [
      table([td('words', { colwidth: [500] }), node('tableCell', [image(presentBlob, 'Map', '')], { colwidth: [50] })]),
      bullets([p('outer'), bullets([p('inner'), image(presentBlob, 'Map', '', 2000)])]),
    ])
    const large = new Map([[presentBlob, greyPhotograph(1200, 800, 1)]])
    await write(workshop, 'docx', 'pictures.docx', large)
    await write(workshop, 'odt', 'pictures.odt', large)
    const word = outputOf('unzip', ['-p', file('pictures.docx'), 'word/document.xml'])
    const twips = (pattern: RegExp): number[] => [...word.matchAll(pattern)].map((match) => Number(match[1]))
    const [, column = 0] = twips(/<w:gridCol w:w="(\d+)"/g)
    const [inCell = 0, inList = 0] = twips(/<wp:extent cx="(\d+)"/g).map((emu) => emu / 635)
    expect(inCell).toBeLessThan(column)
    expect(inList + 2 * 400).toBeLessThanOrEqual(textWidthTwips)
    const open = [...outputOf('unzip', ['-p', file('pictures.odt'), 'content.xml']).matchAll(/svg:width="([\d.]+)cm"/g)].map((match) => Number(match[1]))
    expect(open[1]).toBeLessThanOrEqual(textWidthCm - 2 * listIndentCm)
  })

  test('ordered lists start where they did, and start again', () => {
    const starts = (tree: unknown): readonly unknown[] => pandocNodes(tree, 'OrderedList').map((list) => (list as { c: [[number]] }).c[0][0])
    const expected = [1, 3, 1]
    expect(starts(pandocTree(file('full.docx'), 'docx'))).toEqual(expected)
    expect(starts(pandocTree(file('full.odt'), 'odt'))).toEqual(expected)
    expect(starts(pandocTree(file('full.md'), 'gfm'))).toEqual(expected)
  })

  test('Word gets merged cells, repeated header rows, task boxes, a right-to-left paragraph and alternative text', () => {
    const xml = new TextDecoder().decode(unzipSync(fs.readFileSync(file('full.docx')))['word/document.xml'])
    expect(xml).toContain('<w:gridSpan w:val="2"/>')
    expect(xml).toContain('<w:vMerge w:val="restart"/>')
    expect(xml).toContain('<w:tblHeader/>')
    expect(xml).toContain('<w14:checked w14:val="1"/>')
    expect(xml).toContain('descr="Two shades of sea green"')
    const paragraph = [...xml.matchAll(/<w:p>(?:(?!<\/w:p>).)*<\/w:p>/gs)].map(([match]) => match)
    const rtl = paragraph.filter((match) => match.includes('<w:bidi/>'))
    expect(rtl.some((match) => match.includes('هذا نص عربي'))).toBe(true)
    expect(rtl.some((match) => match.includes('réponse') || match.includes('reprend'))).toBe(false)
  })

  test('EX42: no document says that it was made on a day on which it was not', () => {
    expect(outputOf('unzip', ['-p', file('full.docx'), 'docProps/core.xml'])).not.toContain('<dcterms:')
    expect(outputOf('unzip', ['-p', file('full.odt'), 'meta.xml'])).not.toMatch(/<dc:date|<meta:creation-date/)
  })

  test('EX35: code in an item stands with its item in Word, and the number of a table never alone at the end of a page', async () => {
    await write(singleBoardWorkshop('T', [bullets([p('item'), node('codeBlock', [text('first\nsecond')])]), node('codeBlock', [text('outside')]), table([th('a')], [td('b')])]), 'docx', 'code.docx')
    const paragraphs = [...outputOf('unzip', ['-p', file('code.docx'), 'word/document.xml']).matchAll(/<w:p>(?:(?!<\/w:p>).)*<\/w:p>/gs)].map(([xml]) => xml)
    const indentOf = (words: string): string | undefined => /<w:ind w:start="(\d+)"/.exec(paragraphs.find((xml) => xml.includes(`>${words}<`)) ?? '')?.[1]
    expect([indentOf('first'), indentOf('second'), indentOf('outside')]).toEqual(['400', '400', undefined])
    expect(paragraphs.find((xml) => xml.includes('>Table 1<'))).toContain('<w:keepNext/>')
    await write(singleBoardWorkshop('T', [table([th('a')], [td('b')])]), 'odt', 'caption.odt')
    const [, style = ''] = /<text:p text:style-name="([^"]+)">Table 1</.exec(outputOf('unzip', ['-p', file('caption.odt'), 'content.xml'])) ?? []
    expect(new RegExp(`style:name="${style}".*?</style:style>`).exec(outputOf('unzip', ['-p', file('caption.odt'), 'styles.xml']))?.[0]).toContain('fo:keep-with-next="always"')
  })

  test('the PDF is tagged PDF/UA with a title, a language and bookmarks', () => {
    const info = outputOf('pdfinfo', [file('full.pdf')])
    expect(info).toMatch(/Tagged:\s+yes/)
    expect(info).toMatch(/Title:\s+Port cities and short supply chains/)
    expect(info).not.toMatch(/CreationDate/)
    const tags = outputOf('pdfinfo', ['-struct', file('full.pdf')])
    for (const tag of ['H1', 'H2', 'Table', 'TH', 'TR', 'L ', 'LI', 'Figure', 'BlockQuote', 'Link']) expect(tags).toContain(tag)
    const bytes = fs.readFileSync(file('full.pdf')).toString('latin1')
    expect(bytes).toContain('/Outlines')
    expect(bytes).toContain('pdfuaid')
    expect(bytes).toMatch(/\/Lang\s*\(en\)/)
    const fonts = outputOf('pdffonts', [file('full.pdf')])
    expect(fonts).toMatch(/SourceSerif4.*\n/)
    expect(fonts).toContain('Amiri')
    expect(fonts).not.toMatch(/Noto|Times|Arial/)
  })

  test('in the PDF the Arabic sentence is read between the two French ones', () => {
    const text = foldText(readExport(file('full.pdf'))).replace(/[\u200E\u200F\u202A-\u202E]/g, '')
    const places = [foldText(frenchBefore), 'عربي', foldText(frenchAfter)].map((line) => text.indexOf(line))
    expect(places).toEqual([...places].sort((a, b) => a - b))
    for (const word of arabicSentence.split(' ').slice(0, -1)) expect(text).toContain(word)
  })
})

describe('the same minutes give the same bytes (MI7)', () => {
  test.each(['pdf', 'docx', 'odt', 'md', 'html', 'json'] as const)('%s', async (format) => {
    const again = await write(fullWorkshop(), format, `again.${format}`)
    expect(Buffer.from(again.content).equals(fs.readFileSync(file(`full.${format}`)))).toBe(true)
  })
})

describe('what cannot be printed is said (MI9)', () => {
  test.each(['pdf', 'docx', 'odt', 'md', 'html'] as const)('%s reports the image that is not here', async (format) => {
    expect((await write(fullWorkshop(), format, `missing.${format}`)).missing).toEqual(['flip-chart-2.jpg'])
  })

  test('an image that only looks like one is printed as missing, and the PDF is made all the same', async () => {
    const broken = presentImage.slice(0, 40)
    const workshop = singleBoardWorkshop('T', [p('before'), image(presentBlob, 'x', 'broken picture'), p('after')])
    const { missing } = await write(workshop, 'pdf', 'broken.pdf', new Map([[presentBlob, broken]]))
    expect(missing).toEqual(['broken picture'])
    expect(readExport(file('broken.pdf'))).toContain('after')
  })

  test('letters that no font has are named, and the PDF is made all the same', async () => {
    const { missing } = await write(singleBoardWorkshop('T', [p('a \u{10FFFD} b')]), 'pdf', 'letters.pdf')
    expect(missing.join('')).toContain('\u{10FFFD}')
  })

  test('MI4: a link that is longer than any PDF holds keeps its words, and is noticed', async () => {
    const { notices } = await write(singleBoardWorkshop('T', [p(text('the words', link(`https://example.org/${'a'.repeat(8100)}`)))]), 'pdf', 'long-link.pdf')
    expect(readExport(file('long-link.pdf'))).toContain('the words')
    expect(notices.map(({ kind, name }) => [kind, name.length])).toEqual([['unsafe-link', 201]])
  })

  test('MI52: what Typst refuses, it says why', async () => {
    expect((await openTypst()).compile('#nothing', { standard: null, fallback: true })).toEqual({ ok: false, reason: expect.stringContaining('unknown variable: nothing') as unknown })
  })

  test('a table of four hundred rows breaks across pages and repeats its header', async () => {
    const cell = (type: string, text: string) => ({ type, content: [p(text)] })
    const rows = Array.from({ length: 400 }, (_, index) => ({ type: 'tableRow', content: [cell('tableCell', `row ${index + 1}`), cell('tableCell', 'value')] }))
    const table = { type: 'table', content: [{ type: 'tableRow', content: [cell('tableHeader', 'Heading of column'), cell('tableHeader', 'Value')] }, ...rows] }
    await write(singleBoardWorkshop('T', [table]), 'pdf', 'long.pdf')
    const text = readExport(file('long.pdf'))
    expect([...text.matchAll(/Heading of column/g)].length).toBeGreaterThan(5)
    for (const row of [1, 200, 400]) expect(text).toContain(`row ${row} value`)
  })
})

describe('a photograph is upright however the telephone was held (MI8)', () => {
  const held = (orientation: number, format: ExportFormat) =>
    write(singleBoardWorkshop('Wall', [image(presentBlob, 'The wall', '')]), format, `held-${format}-${orientation}.${format}`, new Map([[presentBlob, photograph(orientation)]]))

  test.each([1, 2, 3, 4, 5, 6, 7, 8] as const)('in the PDF, orientation %i', async (orientation) => {
    expect((await held(orientation, 'pdf')).missing).toEqual([])
    expect(redSide(firstPage(file(`held-pdf-${orientation}.pdf`)))).toBe(redSides[orientation])
  })

  describe('as LibreOffice prints it', () => {
    const printed = (['docx', 'odt'] as const).flatMap((format) => ([1, 2, 5, 6, 8] as const).map((orientation) => [format, orientation] as const))
    // As tall as a page lets it be; what is stored is wider than the page.
    const tall = (['docx', 'odt'] as const).flatMap((format) => ([5, 6, 8] as const).map((orientation) => [format, orientation] as const))
    // All by one start of it: a start takes longer than what it prints.
    beforeAll(async () => {
      for (const [format, orientation] of printed) await held(orientation, format)
      for (const [format, orientation] of tall) {
        await write(singleBoardWorkshop('Wall', [image(presentBlob, 'The wall', '', 500)]), format, `tall-${format}-${orientation}.${format}`, new Map([[presentBlob, photograph(orientation)]]))
      }
      const files = [...printed.map(([format, orientation]) => file(`held-${format}-${orientation}.${format}`)), ...tall.map(([format, orientation]) => file(`tall-${format}-${orientation}.${format}`))]
      outputOf('soffice', [`-env:UserInstallation=file://${folder}/office`, '--headless', '--convert-to', 'pdf', '--outdir', file('office-out'), ...files])
    })

    test.each(printed)('in the %s, orientation %i', (format, orientation) => {
      expect(redSide(firstPage(path.join(file('office-out'), `held-${format}-${orientation}.pdf`)))).toBe(redSides[orientation])
    })

    test.each(tall)('EX31: a tall one is whole in the %s, orientation %i', (format, orientation) => {
      const pages = [1, 2, 3].map((page) => pageOf(path.join(file('office-out'), `tall-${format}-${orientation}.pdf`), page)).filter((page) => redSide(page) !== '')
      expect(pages.map((page) => redSide(page))).toEqual([redSides[orientation]])
      const [red = 0, blue = 0] = pages.flatMap((page) => seenHalves(page))
      // Two squares below each other.
      const side = 280 * 0.75
      expect(red).toBeGreaterThan(side * side)
      expect(Math.abs(red - blue) / red).toBeLessThan(0.02)
    })
  })
})

/** The first page as pixels. */
function firstPage(pdf: string): Buffer {
  return pageOf(pdf, 1)
}

/** A page as pixels; nothing where there is no such page. */
function pageOf(pdf: string, page: number): Buffer {
  return spawnSync('pdftoppm', ['-r', '72', '-f', String(page), '-l', String(page), pdf], { maxBuffer: 64 * 1024 * 1024 }).stdout
}
