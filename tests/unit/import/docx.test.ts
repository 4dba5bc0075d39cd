import { strToU8 } from 'fflate'
import { describe, expect, test } from 'vitest'
import { presentImage } from '../../fixtures/workshops.ts'
import { imported, noticesOf, outlineOf } from '../../helpers/imported.ts'
import { openDocument, rawWord, wordDocument } from '../../helpers/made-documents.ts'

const p = (words: string, properties = ''): string => `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}${words}</w:p>`
const r = (words: string, properties = ''): string => `<w:r>${properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${words}</w:t></w:r>`
const item = (words: string, numId: number, level: number): string => p(r(words), `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${numId}"/></w:numPr>`)

async function outline(body: string, more: Parameters<typeof rawWord>[1] = {}): Promise<string[]> {
  return outlineOf((await imported('a.docx', rawWord(body, more))).blocks)
}

const levels = (id: number, formats: readonly string[], start = 1): string => `<w:abstractNum w:abstractNumId="${id}">${formats.map((format, level) => `<w:lvl w:ilvl="${level}"><w:start w:val="${start}"/><w:numFmt w:val="${format}"/><w:pPr><w:ind w:left="${720 * (level + 1)}"/></w:pPr></w:lvl>`).join('')}</w:abstractNum>`
const numbering = `${levels(1, ['bullet', 'lowerLetter'])}${levels(2, ['decimal', 'upperRoman'], 3)}<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>`
const styles = `<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>
  <w:style w:type="paragraph" w:styleId="Titre"><w:name w:val="Title"/></w:style><w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>
  <w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="My own"/><w:basedOn w:val="berschrift2"/></w:style><w:style w:type="paragraph" w:styleId="Q"><w:name w:val="Quote"/></w:style>
  <w:style w:type="paragraph" w:styleId="C"><w:name w:val="HTML Preformatted"/></w:style><w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>`

describe('IM10: Word documents', () => {
  test('a document as Word writes it', async () => {
    const content = await imported('minutes.docx', await wordDocument())
    expect(outlineOf(content.blocks)).toEqual([
      'heading level=1: Minutes of the harbour group', 'paragraph: As agreed in <link https://example.org/plan>the plan</link><bold> of May</bold>', 'heading level=2: Wishes',
      'bulletList', '  listItem', '    paragraph: Berths for small boats', '    orderedList type=a', '      listItem', '        paragraph: on the east side', '  listItem', '    paragraph: Light on the pier',
      'table', '  tableRow', '    tableHeader', '      paragraph: Port', '    tableHeader', '      paragraph: Berths', '  tableRow', '    tableCell', '      paragraph: Valletta', '    tableCell', '      paragraph: 4',
      'image alt=Map of the port width=40',
    ])
    expect(content).toMatchObject({ title: 'Minutes of the harbour group', isTitleFirst: true })
    expect(content.images.map(({ bytes }) => bytes)).toEqual([presentImage])
  })

  test('headings by the English name of their style, in any language and through styles based on them', async () => {
    expect(await outline(p(r('T'), '<w:pStyle w:val="Titre"/>') + p(r('H'), '<w:pStyle w:val="berschrift2"/>') + p(r('M', '<w:b/>'), '<w:pStyle w:val="Mine"/>') + p(r('O'), '<w:outlineLvl w:val="3"/>'), { styles })).toEqual(['heading level=1: T', 'heading level=2: H', 'heading level=2: M', 'heading level=4: O'])
  })

  test('lists nest, count in their way, and go on after other text', async () => {
    expect(await outline(item('a', 1, 0) + item('b', 1, 1) + item('c', 1, 0) + p(r('between')) + item('d', 2, 0) + p('') + item('e', 2, 0) + p(r('x')) + item('f', 2, 0), { numbering })).toEqual([
      'bulletList', '  listItem', '    paragraph: a', '    orderedList type=a', '      listItem', '        paragraph: b', '  listItem', '    paragraph: c',
      'paragraph: between', 'orderedList start=3', '  listItem', '    paragraph: d', '  listItem', '    paragraph: e', 'paragraph: x', 'orderedList start=5', '  listItem', '    paragraph: f',
    ])
  })

  test('a line that stands where the words of an item do belongs to it', async () => {
    expect(await outline(item('a', 1, 0) + p(r('more of a'), '<w:ind w:left="720"/>') + item('b', 1, 0) + p(r('after')), { numbering })).toEqual(['bulletList', '  listItem', '    paragraph: a', '    paragraph: more of a', '  listItem', '    paragraph: b', 'paragraph: after'])
  })

  test('boxes to tick are tasks', async () => {
    const box = (checked: number, sign: string): string => `<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="${checked}"/></w14:checkbox></w:sdtPr><w:sdtContent>${r(sign)}</w:sdtContent></w:sdt>`
    expect(await outline(p(box(1, '☒') + r(' done')) + p(box(0, '☐') + r(' to do')))).toEqual(['taskList', '  taskItem checked=true', '    paragraph: done', '  taskItem', '    paragraph: to do'])
  })

  test('marks come from runs and their styles, switched on and off; symbols become characters', async () => {
    expect(await outline(p(r('a', '<w:rStyle w:val="Strong"/>') + r('b', '<w:rStyle w:val="Strong"/><w:b w:val="0"/><w:i/>') + r('c', '<w:strike/><w:u w:val="single"/>') + r('d', '<w:highlight w:val="yellow"/>') + '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:tab/><w:t>e</w:t><w:br/><w:t>f</w:t></w:r>'), { styles })).toEqual(['paragraph: <bold>a</bold><italic>b</italic><strike><underline>c</underline></strike><highlight>d</highlight>✓\te|f'])
  })

  test('what was inserted is there, what was deleted is not, and both are told', async () => {
    const content = await imported('a.docx', rawWord(p(`<w:ins w:id="1">${r('in ')}</w:ins><w:del w:id="2"><w:r><w:delText>out</w:delText></w:r></w:del><w:moveFrom w:id="3">${r('old')}</w:moveFrom><w:moveTo w:id="4">${r('new')}</w:moveTo>`)))
    expect(outlineOf(content.blocks)).toEqual(['paragraph: in new'])
    expect(noticesOf(content)).toEqual(['deletion-left-out out 1', 'deletion-left-out old 1'])
  })

  test('fields show their result; those that are links are links, over several runs', async () => {
    const char = (type: string): string => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`
    expect(await outline(p(`${char('begin')}<w:r><w:instrText>HYPERLINK "https://example.org/</w:instrText></w:r><w:r><w:instrText>x"</w:instrText></w:r>${char('separate')}${r('a')}${r('b', '<w:u w:val="single"/>')}${char('end')}${char('begin')}<w:r><w:instrText>PAGE</w:instrText></w:r>${char('separate')}${r(' 7')}${char('end')}`))).toEqual(['paragraph: <link https://example.org/x>ab</link> 7'])
  })

  test('merged cells in both directions, rows in content controls, blocks in cells', async () => {
    const cell = (words: string, properties = ''): string => `<w:tc><w:tcPr>${properties}</w:tcPr>${p(r(words))}</w:tc>`
    expect(await outline(`<w:tbl><w:tr>${cell('a', '<w:vMerge w:val="restart"/>')}${cell('b', '<w:gridSpan w:val="2"/>')}</w:tr><w:sdt><w:sdtContent><w:tr>${cell('', '<w:vMerge/>')}${cell('c')}${cell('d')}</w:tr></w:sdtContent></w:sdt></w:tbl>`)).toEqual([
      'table', '  tableRow', '    tableCell rowspan=2', '      paragraph: a', '    tableCell colspan=2', '      paragraph: b', '  tableRow', '    tableCell', '      paragraph: c', '    tableCell', '      paragraph: d',
    ])
  })

  test('notes are signs in the text and a list at its end', async () => {
    const footnotes = `<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:footnote w:id="5">${p(r('The note'))}</w:footnote></w:footnotes>`
    expect(await outline(p(r('Words') + '<w:r><w:footnoteReference w:id="5"/></w:r>'), { parts: { 'word/footnotes.xml': strToU8(footnotes) } })).toEqual(['paragraph: Words[1]', 'horizontalRule', 'orderedList', '  listItem', '    paragraph: The note'])
  })

  test('quotations and code are blocks of several lines; text boxes keep their words; right to left where the words do not say it', async () => {
    expect(await outline(p(r('q1'), '<w:pStyle w:val="Q"/>') + p(r('q2'), '<w:pStyle w:val="Q"/>') + p(r('c1'), '<w:pStyle w:val="C"/>') + p(r('c2'), '<w:pStyle w:val="C"/>')
      + p(`${r('x')}<w:r><w:pict><v:shape><v:textbox><w:txbxContent>${p(r('boxed'))}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>`) + p(r('SSE'), '<w:bidi/>') + p(r('مرحبا'), '<w:bidi/>'), { styles })).toEqual([
      'blockquote', '  paragraph: q1', '  paragraph: q2', 'codeBlock: c1\nc2', 'paragraph: x', 'paragraph: boxed', 'paragraph dir=rtl: SSE', 'paragraph: مرحبا',
    ])
  })

  test('pictures that are elsewhere or of a kind that no board shows are told, with their description', async () => {
    const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
    const drawing = (id: string, alt: string): string => `<w:r><w:drawing><wp:inline><wp:docPr id="1" name="n" descr="${alt}"/><a:graphic><a:graphicData><a:blip r:embed="${id}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`
    const content = await imported('a.docx', rawWord(p(drawing('e', 'Plan') + drawing('x', 'Hall')), {
      relations: `<Relationship Id="e" Type="${office}/image" Target="media/plan.emf"/><Relationship Id="x" Type="${office}/image" Target="https://example.org/hall.png" TargetMode="External"/>`, parts: { 'word/media/plan.emf': strToU8('emf') },
    }))
    expect(outlineOf(content.blocks)).toEqual(['paragraph: [Plan]<link https://example.org/hall.png>Hall</link>'])
    expect(noticesOf(content)).toEqual(['image-left-out plan.emf 1', 'remote-image https://example.org/hall.png 1'])
  })

  test('IM11: of what newer and older programs are given, that is read whose parts are known, and nothing twice', async () => {
    const ways = (prefix: string, space: string, choice: string, fallback: string): string => `<w:r><mc:AlternateContent><mc:Choice xmlns:${prefix}="http://schemas.microsoft.com/office/word/${space}" Requires="${prefix}">${choice}</mc:Choice>${fallback === '' ? '' : `<mc:Fallback>${fallback}</mc:Fallback>`}</mc:AlternateContent></w:r>`
    const sign = (font: string, code: string, letter: string): string => ways('se', '2015/wordml/symex', `<se:symEx se:font="${font}" se:char="${code}"/>`, `<w:t>${letter}</w:t>`)
    expect(await outline(p(sign('Segoe UI Emoji', '2705', '✅') + r(' Budget / ') + sign('MS Gothic', '2460', '①')))).toEqual(['paragraph: ✅ Budget / ①'])
    const box = `<w:pict><v:shape><v:textbox><w:txbxContent>${p(r('boxed'))}</w:txbxContent></v:textbox></v:shape></w:pict>`
    for (const space of ['2010/wordprocessingShape', '2010/wordprocessingGroup', '2010/wordprocessingCanvas']) expect(await outline(p(ways('s', space, box, box.replace('boxed', 'boxed as well'))))).toEqual(['paragraph: boxed'])
    expect(await outline(p(ways('new', '2099/words', '<w:t>all there is</w:t>', '')))).toEqual(['paragraph: all there is'])
  })

  const counting = { numbering, styles: `${styles}<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>` }

  test('IM12: an item that was struck out or moved away leaves nothing and counts for nothing', async () => {
    const gone = (change: string, text: string): string => p(`<w:${change} w:id="1"><w:r><w:${text}>gone</w:${text}></w:r></w:${change}>`, `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr><w:rPr><w:${change} w:id="2"/></w:rPr>`)
    expect(await outline(item('one', 2, 0) + gone('del', 'delText') + item('two', 2, 0) + p(r('between')) + gone('moveFrom', 't') + item('three', 2, 0), { numbering })).toEqual([
      'orderedList start=3', '  listItem', '    paragraph: one', '  listItem', '    paragraph: two', 'paragraph: between', 'orderedList start=5', '  listItem', '    paragraph: three',
    ])
  })

  test('IM12: numbered paragraphs begin anew below each numbered heading', async () => {
    const heading = (words: string): string => p(r(words), '<w:pStyle w:val="H"/>')
    const first = `${heading('A')}${item('1.1', 2, 1)}${item('1.2', 2, 1)}${heading('B')}${item('2.1', 2, 1)}`
    const list = (...items: readonly string[]): string[] => ['orderedList start=3 type=I', ...items.flatMap((words) => ['  listItem', `    paragraph: ${words}`])]
    expect(await outline(first, counting)).toEqual(['heading level=1: A', ...list('1.1', '1.2'), 'heading level=1: B', ...list('2.1')])
  })

  test('IM13: a picture among lines of code stands behind the code, whoever writes it', async () => {
    const drawing = '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="n" descr="Map"/><a:graphic><a:graphicData><a:blip r:embed="p"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    const picture = { styles, relations: '<Relationship Id="p" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/a.png"/>', parts: { 'word/media/a.png': presentImage } }
    const code = (words: string): string => p(words, '<w:pStyle w:val="C"/>')
    expect(await outline(code(r('See:')) + code(drawing) + code(r('  below')), picture)).toEqual(['codeBlock: See:\n\n  below', 'image alt=Map'])
    expect(await outline(code(drawing) + code(r('  below')), picture)).toEqual(['codeBlock:   below', 'image alt=Map'])
    expect(await outline(code(drawing), picture)).toEqual(['image alt=Map'])
    const odt = openDocument('<text:p text:style-name="Preformatted_20_Text">See: <draw:frame><draw:image xlink:href="Pictures/a.png"/></draw:frame></text:p>', '<style:style style:name="Preformatted_20_Text" style:family="paragraph"/>', { 'Pictures/a.png': presentImage })
    expect(outlineOf((await imported('a.odt', odt)).blocks)).toEqual(['codeBlock: See:', 'image'])
    const address = `data:image/png;base64,${Buffer.from(presentImage).toString('base64')}`
    expect(outlineOf((await imported('a.html', `<pre>See:\n<b><img src="${address}" alt="Map"></b>\n</pre>`)).blocks)).toEqual(['codeBlock: See:', 'image alt=Map'])
  })

  test('IM14: bold and italic of complex scripts are for runs of such scripts', async () => {
    expect(await outline(p(r('plain', '<w:bCs/>') + r(' and plain ', '<w:iCs/>') + r('عربي', '<w:bCs/><w:rtl/>') + r('cs', '<w:iCs/><w:cs/>')))).toEqual(['paragraph: plain and plain <bold>عربي</bold><italic>cs</italic>'])
  })

  test('IM14: characters of symbol fonts are the letters and boxes that they show', async () => {
    const sign = (font: string, code: string): string => `<w:r><w:sym w:font="${font}" w:char="${code}"/></w:r>`
    const signs = ['F06D', 'F057', 'F035', 'F0B3', 'F0E5'].map((code) => sign('Symbol', code)).join('')
    expect(await outline(p(signs + sign('Wingdings', 'F078') + sign('Wingdings 2', 'F052') + sign('Wingdings 2', 'F0A3') + sign('Wingdings 2', 'F0FC') + sign('Wingdings', 'F0FC') + sign('Wingdings-Regular', 'F0FE') + sign('SymbolMT', 'F0B3')))).toEqual(['paragraph: μΩ5≥∑☒☑☐▪✓☑≥'])
  })

  test('IM14: fields of old forms say what was ticked and chosen', async () => {
    const char = (type: string, inside = ''): string => `<w:r><w:fldChar w:fldCharType="${type}">${inside}</w:fldChar></w:r>`
    const field = (data: string, code: string, shown = ''): string => `${char('begin', `<w:ffData>${data}</w:ffData>`)}<w:r><w:instrText>${code}</w:instrText></w:r>${char('separate')}${shown}${char('end')}`
    const box = (inside: string): string => field(`<w:checkBox>${inside}</w:checkBox>`, 'FORMCHECKBOX')
    const region = (result: string, shown = ''): string => field(`<w:ddList>${result}<w:listEntry w:val="Occitania"/><w:listEntry w:val="Puglia"/></w:ddList>`, 'FORMDROPDOWN', shown)
    expect(await outline(p(`${r('In favour: ')}${box('<w:default w:val="0"/><w:checked/>')}${r(' Against: ')}${box('<w:default w:val="0"/>')}${r(' Region: ')}${region('<w:result w:val="1"/>')}${r(', ')}${region('', r('Occitania'))}${r(' ')}${field('<w:textInput/>', 'FORMTEXT', r('typed'))}`)
      + p(box('<w:default w:val="1"/>') + r(' done')))).toEqual(['paragraph: In favour: ☑ Against: ☐ Region: Puglia, Occitania typed', 'taskList', '  taskItem checked=true', '    paragraph: done'])
  })

  test('IM25: powers and indices stay what they are, notes and words keep their form', async () => {
    const align = (value: string): string => `<w:vertAlign w:val="${value}"/>`
    expect(await outline(p(r('10') + r('−6', align('superscript')) + r(' CO') + r('2', align('subscript')) + r(' 1') + r('er', align('superscript'))), {
      styles: `${styles}<w:style w:type="character" w:styleId="Up"><w:name w:val="Up"/><w:rPr>${align('superscript')}</w:rPr></w:style>`,
    })).toEqual(['paragraph: 10⁻⁶ CO₂ 1er'])
    const up = '<w:rStyle w:val="Up"/>'
    expect(await outline(p(r('m') + r('2', up) + r('2', `${up}${align('baseline')}`)), { styles: `<w:style w:type="character" w:styleId="Up"><w:name w:val="Up"/><w:rPr>${align('superscript')}</w:rPr></w:style>` })).toEqual(['paragraph: m²2'])
  })

  test('IM26: what the style of a paragraph hides stays hidden, but for words that say otherwise', async () => {
    const hidden = '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="Note to self"/><w:rPr><w:vanish/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="B"><w:name w:val="Below"/><w:basedOn w:val="H"/></w:style>'
    const of = (style: string): string => `<w:pStyle w:val="${style}"/>`
    const box = `<w:r><w:pict><v:shape><v:textbox><w:txbxContent>${p(r('in a box'))}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>`
    expect(await outline(p(r('secret'), of('H')) + p(r('more') + r('seen', '<w:vanish w:val="0"/>'), of('B')) + p(box + r('still secret'), of('H')) + p(r('open')), { styles: hidden })).toEqual(['paragraph: seen', 'paragraph: open'])
  })

  test('IM27: a field that never ends swallows nothing', async () => {
    const char = (type: string): string => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`
    const begun = `${char('begin')}<w:r><w:instrText> PAGE </w:instrText></w:r>`
    expect(await outline(p(`${begun}${r('one')}`) + p(`${begun}${char('separate')}${r('2')}<w:del w:id="1">${char('end')}</w:del>`) + p(`${begun}${r('computed')}${char('separate')}${r('3')}${char('end')}`))).toEqual(['paragraph: one', 'paragraph: 2', 'paragraph: 3'])
  })

  test('IM28: a paragraph whose end was struck out goes on with the next one', async () => {
    const struckEnd = '<w:rPr><w:del w:id="1" w:author="A"/></w:rPr>'
    const cell = `<w:tbl><w:tr><w:tc>${p(r('last'), struckEnd)}</w:tc></w:tr></w:tbl>`
    expect(await outline(p(r('The meeting '), struckEnd) + p(r('was '), struckEnd) + p(r('closed.')) + p(r('before'), struckEnd) + cell)).toEqual(['paragraph: The meeting was closed.', 'paragraph: before', 'table', '  tableRow', '    tableCell', '      paragraph: last'])
  })

  test('IM35: an item of a list that is hidden is no item, and takes no number', async () => {
    const hidden = '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="Note to self"/><w:rPr><w:vanish/></w:rPr></w:style>'
    const secret = p(r('secret'), '<w:pStyle w:val="H"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>')
    expect(await outline(item('one', 2, 0) + secret + item('two', 2, 0), { styles: hidden, numbering })).toEqual(['orderedList start=3', '  listItem', '    paragraph: one', '  listItem', '    paragraph: two'])
  })

  test('IM36: a bookmark or a remark between two paragraphs keeps no struck-out end from joining them', async () => {
    const struckEnd = '<w:rPr><w:del w:id="1" w:author="A"/></w:rPr>'
    expect(await outline(p(r('The meeting '), struckEnd) + '<w:bookmarkEnd w:id="3"/><w:moveFromRangeEnd w:id="4"/>' + p(r('was closed.')))).toEqual(['paragraph: The meeting was closed.'])
  })

  test('IM29: a picture of which the document shows a part is here whole, and that is told', async () => {
    const drawing = (name: string, cut: string): string => `<w:r><w:drawing><wp:inline><wp:docPr id="1" name="${name}"/><a:graphic><a:graphicData><a:blipFill><a:blip r:embed="p"/>${cut}</a:blipFill></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`
    const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
    const content = await imported('a.docx', rawWord(p(drawing('group photo', '<a:srcRect l="25000" r="0"/>')) + p(drawing('map', '<a:srcRect/>')), {
      relations: `<Relationship Id="p" Type="${office}/image" Target="media/p.png"/>`, parts: { 'word/media/p.png': presentImage },
    }))
    expect(content.images).toHaveLength(1)
    expect(noticesOf(content)).toEqual(['image-whole group photo 1'])
  })

  test('IM34: a coloured ground is a marker, as Writer writes it; shading in grey is none', async () => {
    const ground = (fill: string): string => `<w:shd w:val="clear" w:color="auto" w:fill="${fill}"/>`
    expect(await outline(p(r('marked', ground('FFFF00')) + r(' shaded', ground('F2F2F2')) + r(' plain', ground('auto')) + r(' not', `<w:highlight w:val="none"/>${ground('FFFF00')}`)))).toEqual(['paragraph: <highlight>marked</highlight> shaded plain not'])
  })
})
