import { strToU8 } from 'fflate'
import { describe, expect, test } from 'vitest'
import { presentImage } from '../../fixtures/workshops.ts'
import { imported, noticesOf, outcomeOf, outlineOf } from '../../helpers/imported.ts'
import { openDocument } from '../../helpers/made-documents.ts'

async function outline(body: string, styles = ''): Promise<string[]> {
  return outlineOf((await imported('a.odt', openDocument(body, styles))).blocks)
}

const style = (name: string, family: string, inside: string, more = ''): string => `<style:style style:name="${name}" style:family="${family}" ${more}>${inside}</style:style>`

describe('IM20: OpenDocument texts', () => {
  test('headings, spaces, tabs, breaks; white space of the file is none of the text', async () => {
    expect(await outline('<text:h text:outline-level="2">A\n  b</text:h><text:p> one<text:s text:c="2"/>two<text:tab/>x<text:line-break/> three </text:p>')).toEqual(['heading level=2: A b', 'paragraph: one  two\tx|three'])
  })

  test('marks come from the styles of words and of whole lines, through the styles they are based on', async () => {
    const styles = style('T1', 'text', '<style:text-properties fo:font-weight="bold"/>') + style('T2', 'text', '<style:text-properties fo:font-style="italic"/>', 'style:parent-style-name="T1"')
      + style('T3', 'text', '<style:text-properties style:text-line-through-style="solid" fo:background-color="#ffff00"/>') + style('P1', 'paragraph', '<style:text-properties style:text-underline-style="solid"/>')
    expect(await outline('<text:p><text:span text:style-name="T1">a</text:span><text:span text:style-name="T2">b</text:span><text:span text:style-name="T3">c</text:span></text:p><text:p text:style-name="P1">d</text:p>', styles)).toEqual(['paragraph: <bold>a</bold><italic><bold>b</bold></italic><highlight><strike>c</strike></highlight>', 'paragraph: <underline>d</underline>'])
  })

  test('lists nest, count by their style and start where they say; boxes are tasks; numbered headings are headings', async () => {
    const list = '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="a"/><text:list-level-style-bullet text:level="2" text:bullet-char="-"/></text:list-style>'
    expect(await outline('<text:list text:style-name="L"><text:list-item text:start-value="3"><text:p>a</text:p><text:list><text:list-item><text:p>b</text:p></text:list-item></text:list></text:list-item></text:list><text:list><text:list-item><text:p>☑ done</text:p></text:list-item><text:list-item><text:p>☐ to do</text:p></text:list-item></text:list><text:list><text:list-item><text:h text:outline-level="1">H</text:h></text:list-item></text:list>', list)).toEqual([
      'orderedList start=3 type=a', '  listItem', '    paragraph: a', '    bulletList', '      listItem', '        paragraph: b',
      'taskList', '  taskItem checked=true', '    paragraph: done', '  taskItem', '    paragraph: to do', 'heading level=1: H',
    ])
  })

  test('tables with header rows, merged and repeated cells; a sheet of a million empty rows is not built', async () => {
    expect(await outline('<table:table><table:table-column table:number-columns-repeated="2"/><table:table-header-rows><table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>H</text:p></table:table-cell><table:covered-table-cell/></table:table-row></table:table-header-rows><table:table-row><table:table-cell table:number-columns-repeated="2"><text:p>x</text:p></table:table-cell></table:table-row></table:table>')).toEqual([
      'table', '  tableRow', '    tableHeader colspan=2', '      paragraph: H', '  tableRow', '    tableCell', '      paragraph: x', '    tableCell', '      paragraph: x',
    ])
    const sheet = await imported('a.odt', openDocument('<table:table><table:table-row><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row><table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>'))
    expect(sheet.blocks[0]?.content?.length).toBe(51)
    expect(await outcomeOf('a.odt', openDocument('<table:table><table:table-row table:number-rows-repeated="1048576"><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row></table:table>'))).toMatchObject({ refusal: { kind: 'too-large' } })
  })

  test('links, notes, comments, deletions, hidden words', async () => {
    const content = await imported('a.odt', openDocument('<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion></text:changed-region></text:tracked-changes><text:p><text:a xlink:href="https://example.org">web</text:a> <text:a xlink:href="#x">in</text:a><text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>The note</text:p></text:note-body></text:note><office:annotation><dc:creator>A</dc:creator><text:p>hm</text:p></office:annotation><text:hidden-text text:is-hidden="true" text:string-value="no">no</text:hidden-text></text:p>'))
    expect(outlineOf(content.blocks)).toEqual(['paragraph: <link https://example.org>web</link> in[1]', 'horizontalRule', 'orderedList', '  listItem', '    paragraph: The note'])
    expect(noticesOf(content)).toEqual(['deletion-left-out 1', 'internal-link 1', 'comment-left-out 1'])
  })

  test('pictures with their description, and boxes with text', async () => {
    const content = await imported('a.odt', openDocument('<text:p>x<draw:frame svg:width="3cm"><draw:image xlink:href="Pictures/a.png"/><svg:desc>Map</svg:desc></draw:frame></text:p><text:p><draw:frame><draw:text-box><text:p>boxed</text:p></draw:text-box></draw:frame></text:p>', '', { 'Pictures/a.png': presentImage }))
    expect(outlineOf(content.blocks)).toEqual(['paragraph: x', 'image alt=Map width=113', 'paragraph: boxed'])
    expect(content.images.map(({ name }) => name)).toEqual(['a.png'])
  })

  test('right to left where the style says it and the words do not', async () => {
    expect(await outline('<text:p text:style-name="R">SSE</text:p>', style('R', 'paragraph', '<style:paragraph-properties style:writing-mode="rl-tb"/>'))).toEqual(['paragraph dir=rtl: SSE'])
  })

  test('IM8: numbers to cite paragraphs by go from minutes that come back, and from nothing else', async () => {
    const cited = '<text:p>1<text:tab/>One</text:p><text:p>2</text:p><text:list><text:list-item><text:p>3<text:tab/>item</text:p></text:list-item></text:list><text:p>1<text:tab/>of May</text:p><text:p>7<text:tab/>Two</text:p>'
    const meta = (generator: string): Readonly<Record<string, Uint8Array>> => ({ 'meta.xml': strToU8(`<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"><office:meta><meta:generator>${generator}</meta:generator></office:meta></office:document-meta>`) })
    expect(outlineOf((await imported('a.odt', openDocument(cited, '', meta('Minuta')))).blocks)).toEqual(['paragraph: One', 'bulletList', '  listItem', '    paragraph: 3\titem', 'paragraph: 1\tof May', 'paragraph: Two'])
    expect(outlineOf((await imported('a.odt', openDocument(cited, '', meta('Other/1.0')))).blocks).slice(0, 2)).toEqual(['paragraph: 1\tOne', 'paragraph: 2'])
  })

  test('an empty line with a rule below it is a rule', async () => {
    expect(await outline('<text:p>a</text:p><text:p text:style-name="R"/><text:p>b</text:p>', style('R', 'paragraph', '<style:paragraph-properties fo:border-bottom="0.5pt solid #000000"/>'))).toEqual(['paragraph: a', 'horizontalRule', 'paragraph: b'])
  })

  test('one with a password is refused as such', async () => {
    expect(await outcomeOf('a.odt', openDocument('<text:p>x</text:p>', '', { 'META-INF/manifest.xml': strToU8('<manifest:manifest><manifest:encryption-data/></manifest:manifest>') }))).toMatchObject({ kind: 'refused', refusal: { kind: 'encrypted' } })
  })

  const numbers = '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1"/><text:list-level-style-number text:level="2" style:num-format="1"/></text:list-style>'
  const item = (inside: string): string => `<text:list-item>${inside}</text:list-item>`
  const line = (words: string): string => `<text:p>${words}</text:p>`
  const below = (...items: readonly string[]): string => `<text:list>${items.map(item).join('')}</text:list>`

  test('IM21: items of the second level go on after other text, and take no number of the first', async () => {
    const first = `<text:list text:style-name="L">${item(line('1') + below(line('1.1')))}</text:list>${line('between')}`
    const goesOn = (...items: readonly string[]): string => `<text:list text:continue-numbering="true" text:style-name="L">${items.map(item).join('')}</text:list>`
    const start = ['orderedList', '  listItem', '    paragraph: 1', '    orderedList', '      listItem', '        paragraph: 1.1', 'paragraph: between', 'orderedList start=2', '  listItem', '    paragraph: 1.2']
    expect(await outline(first + goesOn(below(line('1.2')), line('2')), numbers)).toEqual([...start, 'orderedList start=2', '  listItem', '    paragraph: 2'])
    expect(await outline(first + goesOn(below(line('1.2'))) + line('and') + goesOn(line('2')), numbers)).toEqual([...start, 'paragraph: and', 'orderedList start=2', '  listItem', '    paragraph: 2'])
  })

  test('IM21: an item without a line of its own is none', async () => {
    expect(await outline(`<text:list text:style-name="L">${item(line('1')) + item(below(line('1.1'))) + item(line('2'))}</text:list>`, numbers)).toEqual([
      'orderedList', '  listItem', '    paragraph: 1', '    orderedList', '      listItem', '        paragraph: 1.1', '  listItem', '    paragraph: 2',
    ])
  })

  test('IM21: numbered headings are headings, also with numbered paragraphs below', async () => {
    const heading = (words: string): string => `<text:h text:outline-level="1">${words}</text:h>`
    expect(await outline(`<text:list text:style-name="L">${item(heading('Budget') + below(line('one'), line('two')))}${item(heading('Venue') + below(line('three')))}</text:list>`, numbers)).toEqual([
      'heading level=1: Budget', 'orderedList', '  listItem', '    paragraph: one', '  listItem', '    paragraph: two', 'heading level=1: Venue', 'orderedList', '  listItem', '    paragraph: three',
    ])
  })

  test('IM21: the letters of a formula stay, also from a part of its own; the space behind a frame in a line stays', async () => {
    const math = '<math xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mrow><mi>a</mi><mo>=</mo><mi>b</mi></mrow><annotation encoding="StarMath 5.0">a = b</annotation></semantics></math>'
    const object = (inside: string): string => `<draw:frame draw:name="Object1"><draw:object ${inside}</draw:object></draw:frame>`
    const body = line(`As ${object('xlink:href="./Object 1">')} and ${object(`>${math}`)} show`) + line('area <draw:frame><draw:image xlink:href="gone.svm"/><svg:desc>a²</svg:desc></draw:frame> of the port')
    const content = await imported('a.odt', openDocument(body, '', { 'Object 1/content.xml': strToU8(math) }))
    expect(outlineOf(content.blocks)).toEqual(['paragraph: As a=b and a=b show', 'paragraph: area [a²] of the port'])
    expect(noticesOf(content)).toEqual(['image-left-out gone.svm 1'])
  })

  test('IM25: powers and indices stay what they are', async () => {
    const at = (name: string, position: string): string => style(name, 'text', `<style:text-properties style:text-position="${position}"/>`)
    const span = (name: string, words: string): string => `<text:span text:style-name="${name}">${words}</text:span>`
    expect(await outline(line(`10${span('U', '6')} CO${span('D', '2')} x${span('P', '2')} 1${span('U', 'er')}`), at('U', 'super 58%') + at('D', '-33% 58%') + at('P', '33% 58%'))).toEqual(['paragraph: 10⁶ CO₂ x² 1er'])
  })

  test('IM29: a picture of which the document shows a part is here whole, and that is told', async () => {
    const frame = (name: string, cut: string): string => line(`<draw:frame draw:name="${name}" draw:style-name="${cut}"><draw:image xlink:href="Pictures/p.png"/></draw:frame>`)
    const clip = (name: string, value: string): string => style(name, 'graphic', `<style:graphic-properties fo:clip="${value}"/>`)
    const content = await imported('a.odt', openDocument(frame('group photo', 'G') + frame('map', 'M'), clip('G', 'rect(0cm, 1.5cm, 0cm, 0cm)') + clip('M', 'rect(0cm, 0cm, 0cm, 0cm)'), { 'Pictures/p.png': presentImage }))
    expect(noticesOf(content)).toEqual(['image-whole group photo 1'])
  })
})
