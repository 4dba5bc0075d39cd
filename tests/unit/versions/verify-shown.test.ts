/** What is read of a file is what it shows to whoever opens it: nothing beside the frozen words, and none of them hidden. */
import { beforeAll, describe, expect, test } from 'vitest'
import { strFromU8, strToU8, unzipSync, zipSync, type Zippable } from 'fflate'
import { nodeSignatures } from '../../../shared/node/node-signatures.ts'
import { htmlScript } from '../../../shared/render/html/html-script.ts'
import { htmlStyle } from '../../../shared/render/html/html-style.ts'
import { knownTexts } from '../../../shared/verify/known-html.ts'
import { judgeAlone } from '../../../shared/verify/verdict.ts'
import type { Workshop } from '../../../shared/model/workshop.ts'
import { bullets, p, table, td } from '../../fixtures/rich.ts'
import { board, fullWorkshop, presentBlob, presentImage, withBoards } from '../../fixtures/workshops.ts'
import { exportVersion, freeze, readVersion } from '../../helpers/frozen.ts'

type Format = 'docx' | 'odt' | 'html' | 'md'

/** With a letterhead, a list that goes on behind a table, and a cell that lies on another. */
function workshop(): Workshop {
  const base = fullWorkshop()
  const list = bullets([p('before the table'), table([td('in it')]), p('behind the table')])
  const merged = table([td('two rows', { rowspan: 2 }), td('first')], [td('second')])
  const wider = withBoards(base, [...base.boards, board('b9', 'Lists', 'i2', [list, merged])])
  return { ...wider, details: { ...wider.details, letterhead: { logo: presentBlob, color: '#123456', footer: 'Secretariat\nLarnaca' } } }
}

const files = new Map<string, Uint8Array>()
beforeAll(async () => {
  const content = await freeze(workshop(), ['en'])
  for (const format of ['docx', 'odt', 'html', 'md'] as const) {
    files.set(format, await exportVersion(content, format, {}, new Map([[presentBlob as string, presentImage]])))
    files.set(`${format} bare`, await exportVersion(content, format, {}))
  }
})

const mainParts = { docx: 'word/document.xml', odt: 'content.xml', html: '', md: '' } as const

/** The export with one place of one part changed. */
function edited(format: Format, from: string | RegExp, to: string, part: string = mainParts[format], kind: '' | ' bare' = ''): Uint8Array {
  const bytes = files.get(format + kind) ?? new Uint8Array()
  const change = (text: string): string => {
    const changed = text.replace(from, to)
    if (changed === text) throw new Error(`no such place: ${String(from)}`)
    return changed
  }
  if (part === '') return strToU8(change(strFromU8(bytes)))
  const entries = unzipSync(bytes)
  return zipSync({ ...entries, [part]: strToU8(change(strFromU8(entries[part] ?? new Uint8Array()))) })
}

async function verdictOf(bytes: Uint8Array): Promise<string> {
  const found = await readVersion(bytes)
  return found === null ? 'refused' : judgeAlone(nodeSignatures, found).kind
}

const forged = 'The budget is cancelled.'
const said = 'The chairs opened the meeting.'
const run = `<w:r><w:t xml:space="preserve">${said}</w:t></w:r>`
const forgedRun = `<w:r><w:t xml:space="preserve">${forged} </w:t></w:r>`
const box = (inner: string): string => `<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="width:1pt;height:1pt"><v:textbox><w:txbxContent>${inner}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>`
const choice = (first: string, second: string): string => `<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="w16se">${first}</mc:Choice><mc:Fallback>${second}</mc:Fallback></mc:AlternateContent>`
const paragraph = `<p>${said}</p>`

describe('VF28 words around what stands in a sentence are read whole', () => {
  test.each([
    ['docx', 'an empty text box', run, `${forgedRun}${box('<w:p/>')}${run}`],
    ['docx', 'a text box with words', run, `${run}${box(`<w:p>${forgedRun}</w:p>`)}`],
    ['odt', 'an empty comment', said, `${forged} <office:annotation><text:p/></office:annotation>${said}`],
    ['odt', 'an empty note', said, `${forged} <text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p/></text:note-body></text:note>${said}`],
    ['odt', 'a note', said, `${said}<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>${forged}</text:p></text:note-body></text:note>`],
    ['odt', 'the heading of a list', said, `${said}</text:p><text:list><text:list-header><text:p>${forged}</text:p></text:list-header></text:list><text:p>`],
  ] as const)('%s: %s', async (format, _, from, to) => {
    expect(await verdictOf(edited(format, from, to))).toBe('differs')
  })

  test.each([
    ['odt', 'a comment inside a sentence', said, 'The chairs <office:annotation office:name="c"><dc:creator>Ana</dc:creator><text:p>Was it not the deputy?</text:p></office:annotation>opened<office:annotation-end office:name="c"/> the meeting.'],
    ['docx', 'a comment', run, `<w:commentRangeStart w:id="0"/>${run}<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>`],
    ['docx', 'words that were looked through for mistakes', run, `<w:proofErr w:type="spellStart"/>${run}<w:proofErr w:type="spellEnd"/>`],
    ['docx', 'a paragraph that somebody formatted', run, `<w:pPr><w:pPrChange w:id="9" w:author="x"><w:pPr><w:pStyle w:val="Missing"/></w:pPr></w:pPrChange></w:pPr>${run}`],
    ['docx', 'a choice in a choice of the same words', run, `<w:r>${choice(choice('<w:t>The</w:t>', '<w:t>The</w:t>'), '<w:t>The</w:t>')}<w:t xml:space="preserve"> chairs opened the meeting.</w:t></w:r>`],
    ['docx', 'a sign that Word writes twice', run, `<w:r>${choice('<w:t>The</w:t>', '<w:t>The</w:t>')}<w:t xml:space="preserve"> chairs opened the meeting.</w:t></w:r>`],
  ] as const)('%s: %s changes no word', async (format, _, from, to) => {
    expect(await verdictOf(edited(format, from, to))).toBe('unchanged')
  })
})

describe('VF29 what is read is what an office program opens', () => {
  const renamed = (change: (entries: Record<string, Uint8Array>) => Zippable): Uint8Array => zipSync(change(unzipSync(files.get('docx') ?? new Uint8Array())))
  const text = (entries: Record<string, Uint8Array>, name: string): string => strFromU8(entries[name] ?? new Uint8Array())

  test('docx: the part that the package names, whatever another is called', async () => {
    const moved = (change: (document: string) => string): Uint8Array => renamed((entries) => ({
      ...entries,
      'word/document2.xml': strToU8(change(text(entries, 'word/document.xml'))),
      'word/_rels/document2.xml.rels': entries['word/_rels/document.xml.rels'] ?? new Uint8Array(),
      '_rels/.rels': strToU8(text(entries, '_rels/.rels').replace('word/document.xml', 'word/document2.xml')),
    }))
    expect(await verdictOf(moved((document) => document))).toBe('unchanged')
    expect(await verdictOf(moved((document) => document.replace(said, forged)))).toBe('differs')
  })

  test('docx: saved as strict Open XML, with the names that it has there', async () => {
    const strict = (xml: string): string => xml
      .replaceAll('/relationships/custom-properties', '/relationships/customProperties')
      .replaceAll(/http:\/\/schemas\.openxmlformats\.org\/(officeDocument|wordprocessingml|drawingml)\/2006\//g, 'http://purl.oclc.org/ooxml/$1/')
    const saved = (change: (document: string) => string): Uint8Array => renamed((entries) => Object.fromEntries(
      Object.entries(entries).map(([name, bytes]) => [name, /\.(?:xml|rels)$/.test(name) ? strToU8(strict(name === 'word/document.xml' ? change(strFromU8(bytes)) : strFromU8(bytes))) : bytes]),
    ))
    expect(await verdictOf(saved((document) => document))).toBe('unchanged')
    expect(await verdictOf(saved((document) => document.replace(said, forged)))).toBe('differs')
  })

  test('docx: two parts of one name, or two of one kind, or a second document of another kind, are refused', async () => {
    expect(await verdictOf(renamed((entries) => ({ ...entries, 'word/Document.xml': strToU8(text(entries, 'word/document.xml').replace(said, forged)) })))).toBe('refused')
    const second = '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/other.xml"/></Relationships>'
    expect(await verdictOf(edited('docx', '</Relationships>', second, '_rels/.rels'))).toBe('refused')
    expect(await verdictOf(renamed((entries) => ({ ...entries, mimetype: strToU8('application/vnd.oasis.opendocument.text'), 'content.xml': unzipSync(files.get('odt') ?? new Uint8Array())['content.xml'] ?? new Uint8Array() })))).toBe('refused')
  })

  test.each([
    ['docx', 'a footnote', run, `${run}<w:r><w:footnoteReference w:id="7"/></w:r>`],
    ['docx', 'an endnote', run, `${run}<w:r><w:endnoteReference w:id="7"/></w:r>`],
    ['docx', 'another document', '<w:body>', '<w:body><w:altChunk r:id="rId99"/>'],
    ['docx', 'a field that is made anew', run, `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DOCPRO</w:instrText></w:r><w:r><w:instrText>PERTY x </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run}<w:r><w:fldChar w:fldCharType="end"/></w:r>`],
    ['docx', 'the same in one element', run, `<w:fldSimple w:instr=" TITLE ">${run}</w:fldSimple>`],
    ['docx', 'words out of a data part', run, `<w:sdt><w:sdtPr><w:dataBinding w:xpath="/a"/></w:sdtPr><w:sdtContent>${run}</w:sdtContent></w:sdt>`],
    ['docx', 'one of two texts', run, `<w:r>${choice(`<w:t>${forged}</w:t>`, `<w:t>${said}</w:t>`)}</w:r>`],
    ['docx', 'one of two texts in a choice in a choice', run, `<w:r>${choice(choice(`<w:t>${forged}</w:t>`, `<w:t>${said}</w:t>`), `<w:t>${said}</w:t>`)}</w:r>`],
    ['odt', 'a field that is made anew', said, `<text:user-field-get text:name="x">${said}</text:user-field-get>`],
    ['odt', 'the title as a field', said, `${said} <text:title>${forged}</text:title>`],
  ] as const)('%s: %s makes it another text', async (format, _, from, to) => {
    expect(await verdictOf(edited(format, from, to))).toBe('differs')
  })
})

describe('VF30 no mark makes a word invisible to verify, and no hidden word is said', () => {
  const odtParagraph = /<text:p text:style-name="Cited">(?:(?!<\/text:p>).)*The chairs opened the meeting\.<\/text:p>/
  const missing = '<w:p><w:pPr><w:pStyle w:val="Missing"/></w:pPr>'

  test.each([
    ['docx', 'hidden words', run, run.replace('<w:r>', '<w:r><w:rPr><w:vanish/></w:rPr>')],
    ['docx', 'words that a tracked move took away', run, `<w:moveFrom w:id="1" w:author="x">${run}</w:moveFrom>`],
    ['docx', 'words in an element that Word leaves out', run, `<x:y xmlns:x="urn:x">${run}</x:y>`],
    ['docx', 'a paragraph in the style of missing images', missing, `${missing}${forgedRun}</w:p>${missing}`, ' bare'],
    ['docx', 'a missing image without a figure', missing, `${missing}<w:r><w:t>Image not included: ${forged}</w:t></w:r></w:p>${missing}`, ' bare'],
    ['docx', 'words before the colon of a caption', 'Figure 1: The wall', 'Figure 1 shows that everybody voted against: The wall'],
    ['docx', 'words in the contents', '</w:sdtContent>', `<w:p>${forgedRun}</w:p></w:sdtContent>`],
    ['odt', 'a hidden section', odtParagraph, '<text:section text:name="s" text:display="none">$&</text:section>'],
    ['odt', 'a hidden style', `>${said}`, `><text:span text:style-name="T99">${said}</text:span>`],
    ['odt', 'a paragraph in the style of missing images', '<text:p text:style-name="Missing_20_Image">', `<text:p text:style-name="Missing_20_Image">${forged}</text:p><text:p text:style-name="Missing_20_Image">`, ' bare'],
    ['odt', 'words in a caption', 'Figure 1: The wall', 'Figure 1 shows that everybody voted against: The wall'],
    ['odt', 'words in the contents', '</text:index-body>', `<text:p text:style-name="Contents_20_1">${forged}</text:p></text:index-body>`],
    ['odt', 'words in a cell that another covers', /<table:covered-table-cell\/>/, `<table:covered-table-cell><text:p>${forged}</text:p></table:covered-table-cell>`],
    ['html', 'words with the class of missing images', paragraph, `<p class="missing">${forged}</p>${paragraph}`],
    ['html', 'a caption', 'Figure 3</figcaption>', 'Figure 3 shows that everybody voted against</figcaption>'],
    ['html', 'words in the contents', '</ol>\n</nav>', `<li>${forged}</li></ol>\n</nav>`],
    ['html', 'a footer before the end', paragraph, `<footer>${forged}</footer>${paragraph}`],
    ['html', 'words outside of the document', '<main>', `<h1>${forged}</h1><main>`],
    ['html', 'words in the search bar', '<output', `<p>${said}</p><output`],
    ['md', 'a caption', 'Figure 1:', 'Figure 1 shows that everybody voted against:'],
    ['md', 'words with the class of missing images', said, `<em class="missing">[${forged}]</em>\n\n${said}`],
  ] as const)('%s: %s', async (format, _, from, to, kind: '' | ' bare' = '') => {
    const bytes = format === 'odt' && to.includes('T99') ? withHiddenStyle(to) : edited(format, from, to, mainParts[format], kind)
    expect(await verdictOf(bytes)).not.toBe('unchanged')
  })

  const hiddenStyle = '<style:style style:name="T99" style:family="text"><style:text-properties text:display="none"/></style:style></office:automatic-styles>'
  function withHiddenStyle(to: string): Uint8Array {
    const entries = unzipSync(edited('odt', `>${said}`, to))
    return zipSync({ ...entries, 'content.xml': strToU8(strFromU8(entries['content.xml'] ?? new Uint8Array()).replace('</office:automatic-styles>', hiddenStyle)) })
  }

  test.each([['3', 'unchanged'], ['- 3 -', 'unchanged'], ['(3)', 'unchanged'], ['3 votes', 'differs'], ['- 3 4 -', 'differs'], ['Error! Bookmark not defined.', 'differs']])('docx: a line of the contents with "%s" behind a heading: %s', async (page, verdict) => {
    const heading = /<w:pStyle w:val="Heading2"\/>.*?<\/w:p>/s.exec(strFromU8(unzipSync(files.get('docx') ?? new Uint8Array())['word/document.xml'] ?? new Uint8Array()))?.[0] ?? ''
    const words = [...heading.matchAll(/<w:t[ >][^<]*<\/w:t>/g)].map(([element]) => element).join('')
    expect(words).not.toBe('')
    expect(await verdictOf(edited('docx', '</w:sdtContent>', `<w:p><w:r>${words}<w:tab/><w:t>${page}</w:t></w:r></w:p></w:sdtContent>`))).toBe(verdict)
  })

  test('docx: a style that hides', async () => {
    expect(await verdictOf(edited('docx', '<w:name w:val="Document Type"/>', '$&<w:rPr><w:vanish/></w:rPr>', 'word/styles.xml'))).toBe('differs')
  })

  test('docx and odt: words before the items of a list', async () => {
    expect(await verdictOf(edited('docx', 'w:lvlText w:val="•"', 'w:lvlText w:val="Rejected:"', 'word/numbering.xml'))).toBe('differs')
    expect(await verdictOf(edited('odt', 'text:bullet-char="•"', 'text:bullet-char="•" style:num-suffix="Rejected"', 'styles.xml'))).toBe('differs')
  })

  test.each(['docx', 'odt', 'html', 'md'] as const)('%s: what Minuta prints itself in those places, with images or without, is no word', async (format) => {
    for (const kind of ['', ' bare']) expect(await verdictOf(files.get(format + kind) ?? new Uint8Array())).toBe('unchanged')
  })
})

describe('VF31 of HTML only what Minuta writes is known', () => {
  test.each([
    ['html', 'an attribute that hides', paragraph, `<p>The chairs <span hidden>opened the meeting.</span></p>`],
    ['html', 'a style of its own', paragraph, `<p>The chairs <span style="display:none">opened the meeting.</span></p>`],
    ['html', 'everything hidden', '<main>', '<main hidden>'],
    ['html', 'a style sheet that hides', '</style>', 'main{display:none}</style>'],
    ['html', 'a style sheet that prints words', '</style>', 'main h1::after{content:" (REJECTED)"}</style>'],
    ['html', 'a style sheet from elsewhere', '</head>', '<link rel="stylesheet" href="x.css"></head>'],
    ['html', 'a script', '</body>', '<script>document.body.textContent = ""</script></body>'],
    ['html', 'a page that leads on', '<meta charset="utf-8">', '<meta charset="utf-8"><meta http-equiv="refresh" content="0;url=x">'],
    ['html', 'a value in a field', paragraph, `<p><input value="${forged}"></p>${paragraph}`],
    ['html', 'a hint in a field', /placeholder="[^"]*"/, `placeholder="${forged}"`],
    ['html', 'a frame', paragraph, `${paragraph}<iframe srcdoc="${forged}"></iframe>`],
    ['html', 'a template', paragraph, `<template>${paragraph}</template>`],
    ['html', 'what paper does not show', paragraph, `<div id="search">${paragraph}</div>`],
    ['md', 'an attribute that hides', said, 'The chairs <b hidden>opened the meeting.</b>'],
  ] as const)('%s: %s', async (format, _, from, to) => {
    expect(await verdictOf(edited(format, from, to))).toBe('differs')
  })

  test('html: a page that a browser saved after a search is unchanged', async () => {
    const html = strFromU8(files.get('html') ?? new Uint8Array())
    const saved = html
      .replace('<meta charset="utf-8">', '<meta http-equiv="Content-Type" content="text/html; charset=UTF-8">')
      .replace(' role="search" hidden', ' role="search"')
      .replace('</output>', '1 / 2</output>')
      .replace(paragraph, '<p>The <mark class="hit now">chairs</mark> opened the meeting.</p>')
    expect(await verdictOf(strToU8(saved))).toBe('unchanged')
    expect(await verdictOf(strToU8(saved.replace('1 / 2', 'Nothing found').normalize('NFD').replaceAll('\n', '\r\n')))).toBe('unchanged')
  })

  test('html: what programs in a browser leave behind on elements shows nothing', async () => {
    const left = { '<p>': '<p data-reader-unique-id="7" style="" translate="no">', '<body>': '<body data-new-gr-c-s-check-loaded="14.1" style="">', '<html ': '<html data-lt-installed="true" ' }
    for (const [from, to] of Object.entries(left)) expect(await verdictOf(edited('html', from, to))).toBe('unchanged')
    for (const style of [htmlStyle, htmlScript]) expect(style).not.toMatch(/\[data-|attr\(/)
  })

  test('the style sheets and scripts that files were once given stay known', () => {
    expect([...knownTexts.style]).toEqual(expect.arrayContaining(['2015978a64f5329e39d11d378b69a294354b072a31a7bfd823ed8f6022f1ad5e']))
    expect([...knownTexts.script]).toEqual(expect.arrayContaining(['b4680b65fcc148599fa970a85716024472e6275d88ec24a2aace321594ed0c54']))
  })
})
