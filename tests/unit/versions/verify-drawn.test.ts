/** Forgeries beside the words: what an office program or a browser shows, though the frozen picture, link or number is still in the file. */
import { beforeAll, describe, expect, test } from 'vitest'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { nodeSignatures } from '../../../shared/node/node-signatures.ts'
import { judgeAlone } from '../../../shared/verify/verdict.ts'
import { besideImages, besideMeeting, forgedImage } from '../../fixtures/beside.ts'
import { exportVersion, freeze, readVersion } from '../../helpers/frozen.ts'

const formats = ['docx', 'odt', 'html', 'md'] as const
type Format = (typeof formats)[number]

const files = new Map<Format, Uint8Array>()
beforeAll(async () => {
  const content = await freeze(besideMeeting(), ['en'])
  for (const format of formats) files.set(format, await exportVersion(content, format, {}, besideImages))
})

type Edit = readonly [part: string, from: string | RegExp, to: string]

function changed(text: string, from: string | RegExp, to: string): string {
  const after = text.replace(from, to)
  if (after === text) throw new Error(`no such place: ${String(from)}`)
  return after
}

/** The export with some places changed, and with a picture that nobody froze in it. */
function edited(format: Format, edits: readonly Edit[]): Uint8Array {
  const bytes = files.get(format) ?? new Uint8Array()
  if (format === 'html' || format === 'md') return strToU8(edits.reduce((text, [, from, to]) => changed(text, from, to), strFromU8(bytes)))
  const entries = unzipSync(bytes)
  for (const [part, from, to] of edits) entries[part] = strToU8(changed(strFromU8(entries[part] ?? new Uint8Array()), from, to))
  return zipSync({ ...entries, 'Pictures/forged.png': forgedImage, 'word/media/forged.png': forgedImage })
}

/** What is said of a file, in short. */
async function said(format: Format, ...edits: readonly Edit[]): Promise<readonly string[]> {
  const found = await readVersion(edited(format, edits))
  if (found === null) return ['refused']
  const verdict = judgeAlone(nodeSignatures, found)
  return verdict.kind === 'changed-beside' ? verdict.differences.map(({ kind }) => kind) : [verdict.kind]
}

const word = 'word/document.xml'
const relations = 'word/_rels/document.xml.rels'
const relation = (kind: string, target: string): Edit => [relations, '</Relationships>', `<Relationship Id="rIdForged" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${kind}" Target="${target}"${kind === 'hyperlink' ? ' TargetMode="External"' : ''}/></Relationships>`]
const evil = 'https://example.com/evil'
/** A run of the list item "point b", which no link is on. */
const run = '<w:r><w:t xml:space="preserve">point b</w:t></w:r>'
const vml = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'

describe('Word', () => {
  test.each<readonly [string, readonly Edit[], readonly string[]]>([
    ['an object behind a frozen picture', [[word, /<w:drawing>(?:(?!<\/w:drawing>).)*Two stalls(?:(?!<\/w:drawing>).)*r:embed="([^"]*)".*?<\/w:drawing>/s, `<w:object ${vml}><v:shape alt="Two stalls"><v:imagedata r:id="$1"/></v:shape><o:OLEObject Type="Embed" ProgID="Package"/></w:object>`]], ['picture-replaced']],
    ['a shape in the drawing of a frozen picture', [[word, '</pic:pic>', '</pic:pic><wps:wsp xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"/>']], ['picture-replaced']],
    ['a frozen picture that is made invisible', [[word, /(<a:blip r:embed="[^"]*"[^>]*)\/>/, '$1><a:alphaModFix amt="0"/></a:blip>']], ['picture-replaced']],
    ['a frozen picture that is hidden', [[word, '<wp:docPr ', '<wp:docPr hidden="1" ']], ['picture-removed']],
    ['another alternative text for older programs', [[word, /<w:drawing>(?:(?!<\/w:drawing>).)*Two stalls.*?<\/w:drawing>/s, '<mc:AlternateContent><mc:Choice Requires="wps">$&</mc:Choice><mc:Fallback>$&</mc:Fallback></mc:AlternateContent>'], [word, /(<mc:Fallback>.*?)Two stalls/s, '$1Ten stalls']], ['picture-added']],
  ])('VF80 %s', async (_, edits, verdict) => {
    expect(await said('docx', ...edits)).toEqual(verdict)
  })

  test('VF81 a picture in the place of a bullet', async () => {
    expect(await said('docx', ['word/numbering.xml', /<w:abstractNum /, `<w:numPicBullet w:numPicBulletId="0"><w:pict ${vml}><v:shape><v:imagedata r:id="rId1"/></v:shape></w:pict></w:numPicBullet>$&`])).toEqual(['picture-added'])
  })

  test.each<readonly [string, readonly Edit[]]>([
    ['a field whose switches stand before its address', [[word, run, `<w:fldSimple w:instr="HYPERLINK \\o &quot;tip&quot; &quot;${evil}&quot;">${run}</w:fldSimple>`]]],
    ['a link on a number in the margin', [relation('hyperlink', evil), [word, /<w:r><w:rPr><w:rStyle w:val="Cite"\/>(?:(?!<\/w:r>).)*<\/w:r>/s, '<w:hyperlink r:id="rIdForged">$&</w:hyperlink>']]],
    ['a picture that leads two ways', [relation('hyperlink', evil), [word, /(<wp:docPr [^>]*)\/>/, '$1><a:hlinkClick xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" r:id="rIdForged"/></wp:docPr>'], [word, /(<pic:cNvPr [^>]*)\/>/, '$1><a:hlinkClick xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" r:id=""/></pic:cNvPr>']]],
  ])('VF82 %s', async (_, edits) => {
    expect(await said('docx', ...edits)).toEqual(['link'])
  })

  test.each<readonly [string, readonly Edit[]]>([
    ['numbers in words', [['word/numbering.xml', /<w:numFmt w:val="decimal"\/>/g, '<w:numFmt w:val="ordinalText"/>']]],
    ['the number of another level', [['word/numbering.xml', /<w:lvlText w:val="%1\.?"\/>/g, '<w:lvlText w:val="%1.%1"/>']]],
    ['a style that numbers every paragraph', [['word/styles.xml', /<w:style [^>]*w:default="1"[^>]*>/, '$&<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr></w:pPr>']]],
  ])('VF83 %s', async (_, edits) => {
    expect(new Set(await said('docx', ...edits))).toEqual(new Set(['number']))
  })

  test.each<readonly [string, readonly Edit[]]>([
    ['words in the way a page number is written', [['word/footer2.xml', '>PAGE<', '>PAGE \\# "\'The budget is cancelled\'"<']]],
    ['words as signs of a font', [['word/footer2.xml', '<w:t xml:space="preserve">Larnaca', '<w:sym w:font="Arial" w:char="0041"/>$&']]],
    ['words out of a data part', [['word/footer2.xml', '<w:p>', '<w:sdt><w:sdtPr><w:dataBinding w:xpath="/a"/></w:sdtPr></w:sdt><w:p>']]],
    ['another document', [['word/header1.xml', '<w:p>', '<w:altChunk r:id="rId1"/><w:p>']]],
  ])('VF84 %s', async (_, edits) => {
    expect(await said('docx', ...edits)).toEqual(['letterhead'])
  })
})

const text = 'content.xml'
const stalls = /(<draw:image xlink:href=")([^"]*)("[^>]*>)(<svg:title>[^<]*<\/svg:title><svg:desc>Two stalls)/
describe('OpenDocument', () => {
  test.each<readonly [string, readonly Edit[], readonly string[]]>([
    ['a second picture in the frame of a frozen one', [[text, stalls, '$1$2$3<draw:image xlink:href="Pictures/forged.png"/>$4']], ['picture-replaced']],
    ['an object behind a frozen picture', [[text, stalls, '$1$2$3<draw:object xlink:href="./Object 1"/>$4']], ['picture-replaced']],
    ['another address beside that of a frozen picture', [[text, stalls, '<draw:image draw:href="$2" xlink:href="Pictures/forged.png"/>$4']], ['refused']],
    ['a picture behind the page', [['styles.xml', /(<style:page-layout-properties [^>]*?)\/>/, '$1><style:background-image xlink:href="Pictures/forged.png"/></style:page-layout-properties>']], ['picture-added']],
  ])('VF80 %s', async (_, edits, verdict) => {
    expect(await said('odt', ...edits)).toEqual(verdict)
  })

  test.each<readonly [string, readonly Edit[]]>([
    ['a place on a picture', [[text, stalls, `$1$2$3<draw:image-map><draw:area-rectangle xlink:href="${evil}"/></draw:image-map>$4`]]],
    ['a link on a number in the margin', [[text, /<text:span text:style-name="Citation_20_Number">.*?<\/text:span>/s, `<text:a xlink:href="${evil}">$&</text:a>`]]],
  ])('VF82 %s', async (_, edits) => {
    expect(await said('odt', ...edits)).toEqual(['link'])
  })

  test.each<readonly [string, readonly Edit[]]>([
    ['a paragraph that is numbered without a list', [[text, /<text:p [^>]*>(?:(?!<\/text:p>).)*The chairs opened.*?<\/text:p>/s, '<text:numbered-paragraph text:list-style-name="Numbers.small.a.1" text:level="1">$&</text:numbered-paragraph>']]],
    ['an item with a list style of its own', [[text, /(<text:list text:style-name="List_20_Bullets[^>]*>\s*)<text:list-item>/, '$1<text:list-item text:style-override="Numbers.small.a.1">']]],
    ['numbers of the levels above', [[text, /style:num-format="i"/g, 'style:num-format="i" text:display-levels="2"']]],
  ])('VF83 %s', async (_, edits) => {
    expect(new Set(await said('odt', ...edits))).toEqual(new Set(['number']))
  })

  test('VF84 a list in the head of a page, whose mark says words', async () => {
    expect(new Set(await said('odt', ['styles.xml', '<style:header-first>', '<style:header-first><text:list><text:list-item><text:p/></text:list-item></text:list>']))).toEqual(new Set(['letterhead']))
  })
})

describe.each(['html', 'md'] as const)('%s', (format) => {
  const anywhere = format === 'html' ? '</section>' : '\n1. '
  test('VF80 letters that are drawn', async () => {
    expect(await said(format, ['', anywhere, `<svg viewBox="0 0 16 16"><path d="M3 10l5-5 5 5"/></svg>${anywhere}`])).not.toEqual(['unchanged'])
  })
})

describe('HTML', () => {
  test('VF82 a link on a number in the margin', async () => {
    expect(await said('html', ['', /<span class="cite"[^>]*>.*?<\/span>/, `<a href="${evil}">$&</a>`])).toEqual(['link'])
  })

  test.each([
    ['an item in a list by way of another element', /<ul>\s*<li>((?:(?!<\/?[uo]l>).)*?)<\/li>\s*<\/ul>/s, '<ol><div><li>$1</li></div></ol>', ['differs']],
    ['signs in the place of numbers', /<ol type="a"/, '<ol type="disc"', ['number', 'number']],
  ] as const)('VF83 %s', async (_, from, to, verdict) => {
    expect(await said('html', ['', from, to])).toEqual(verdict)
  })
})
