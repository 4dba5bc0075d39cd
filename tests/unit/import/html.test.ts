import { describe, expect, test } from 'vitest'
import { presentImage } from '../../fixtures/workshops.ts'
import { imported, noticesOf, outcomeOf, outlineOf } from '../../helpers/imported.ts'

async function outline(html: string): Promise<string[]> {
  return outlineOf((await imported('page.html', html)).blocks)
}

const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

describe('IM1: HTML keeps what a board can hold', () => {
  test('headings, marks, breaks; spaces as a page shows them', async () => {
    expect(await outline('<h2>  A <em>b</em></h2>\n<p>One\n two<br>three <b>bold<i>both</i></b>  <code>x</code> <del>out</del> <mark>hi</mark> <u>u</u></p>')).toEqual([
      'heading level=2: A <italic>b</italic>',
      'paragraph: One two|three <bold>bold</bold><italic><bold>both</bold></italic> <code>x</code> <strike>out</strike> <highlight>hi</highlight> <underline>u</underline>',
    ])
  })

  test('nested lists, also beside their items; starts and kinds of numbers', async () => {
    expect(await outline('<ol start="3" type="a"><li>c<ul><li>deep</li></ul></li></ol><ul><li>x</li><ul><li>under x</li></ul></ul>')).toEqual([
      'orderedList start=3 type=a', '  listItem', '    paragraph: c', '    bulletList', '      listItem', '        paragraph: deep',
      'bulletList', '  listItem', '    paragraph: x', '    bulletList', '      listItem', '        paragraph: under x',
    ])
  })

  test('items with boxes are tasks; a list of both keeps the boxes as signs', async () => {
    expect(await outline('<ul><li><input type="checkbox" checked> Done</li><li><label><input type="checkbox"> To do</label></li></ul>')).toEqual(['taskList', '  taskItem checked=true', '    paragraph: Done', '  taskItem', '    paragraph: To do'])
    expect(await outline('<ul><li><input type="checkbox" checked> Done</li><li>Plain</li></ul>')).toEqual(['bulletList', '  listItem', '    paragraph: ☑ Done', '  listItem', '    paragraph: Plain'])
  })

  test('tables with merged cells, caption and blocks in cells; short rows are filled', async () => {
    expect(await outline('<table><caption>Fees</caption><thead><tr><th colspan=2>Head</th></tr></thead><tbody><tr><td rowspan=2><ul><li>a</li></ul></td><td>1</td></tr><tr><td>2</td></tr><tr><td>alone</td></tr></tbody></table>')).toEqual([
      'paragraph: Fees', 'table', '  tableRow', '    tableHeader colspan=2', '      paragraph: Head',
      '  tableRow', '    tableCell rowspan=2', '      bulletList', '        listItem', '          paragraph: a', '    tableCell', '      paragraph: 1',
      '  tableRow', '    tableCell', '      paragraph: 2', '  tableRow', '    tableCell', '      paragraph: alone', '    tableCell', '      paragraph',
    ])
  })

  test('code with its language and line ends, quotations, rules', async () => {
    expect(await outline('<pre><code class="language-ts">a\n  b\n</code></pre><blockquote><p>said</p></blockquote><hr>')).toEqual(['codeBlock language=ts: a\n  b', 'blockquote', '  paragraph: said', 'horizontalRule'])
  })

  test('definition lists, details and unknown elements keep their words', async () => {
    expect(await outline('<dl><dt>Term</dt><dd>Meaning</dd></dl><details><summary>More</summary>Inside</details><fancy-box>Box</fancy-box>')).toEqual(['paragraph: <bold>Term</bold>', 'paragraph: Meaning', 'paragraph: <bold>More</bold>', 'paragraph: Inside', 'paragraph: Box'])
  })

  test.each(['<html dir="rtl"><body>', '<body dir="RTL">', '<body style="direction: rtl">'])('IM85 a direction that the whole page chose is that of its lines: %s', async (page) => {
    expect(await outline(`${page}<h1>SSE</h1><p>مرحبا</p><p dir="ltr">CRPM</p><p dir="auto">PACA</p><table><tr><td>4</td></tr></table>`)).toEqual(
      await outline('<h1 dir="rtl">SSE</h1><p>مرحبا</p><p>CRPM</p><p>PACA</p><table><tr><td dir="rtl">4</td></tr></table>'),
    )
    expect(await outline(`${page}<p>SSE</p>`)).toEqual(['paragraph dir=rtl: SSE'])
  })

  test('a chosen direction stays where the words do not say it', async () => {
    expect(await outline('<p dir="rtl">SSE</p><p dir="rtl">مرحبا</p><div dir="rtl"><p>1 + 2</p></div>')).toEqual(['paragraph dir=rtl: SSE', 'paragraph: مرحبا', 'paragraph dir=rtl: 1 + 2'])
  })

  test('control characters go, those that part words leave a space', async () => {
    expect(await outline('<p>one\u0085two\u0007three\uFEFF')).toEqual(['paragraph: one twothree'])
  })

  test('IM15: words behind preformatted lines keep their space', async () => {
    expect(await outline('<p><span style="white-space:pre-wrap">one\ntwo</span> <b>three</b> <span style="white-space:pre">four\nfive </span> six</p>')).toEqual(['paragraph: one|two <bold>three</bold> four|five six'])
  })

  test('IM15: a page is read whole where its first part of Markdown was filled with code or a quotation', async () => {
    for (const filled of ['<pre>npm i\nnpm t</pre>', '<blockquote>\n<p>As said</p>\n</blockquote>\n']) {
      expect((await outline(`<h1>Issue</h1><div class="markdown-body">${filled}</div><div class="markdown-body"><p>The answer</p></div>`)).at(-1)).toBe('paragraph: The answer')
    }
  })

  test('IM15: a caption may be numbered by chapter; a sentence about such a figure is none', async () => {
    const picture = `<p><img src="data:image/png;base64,${Buffer.from(presentImage).toString('base64')}"></p>`
    const below = async (words: string): Promise<string> => (await outline(`${picture}<p>${words}</p>`)).join(' / ')
    expect(await below('Figure 3-2: Map')).toBe('image caption=Map')
    expect(await below('الشكل ٣.٢ – خريطة')).toBe('image caption=خريطة')
    expect(await below('Figure 3: 2 boats')).toBe('image caption=2 boats')
    expect(await below('Figure 3.2 shows the port')).toBe('image / paragraph: Figure 3.2 shows the port')
  })

  test('inline styles speak: not bold, struck, hidden', async () => {
    expect(await outline('<b style="font-weight:normal">plain <span style="font-weight:700">bold</span></b><span style="display:none">hidden</span>')).toEqual(['paragraph: plain <bold>bold</bold>'])
  })
})

describe('IM2: nothing of a page runs, is fetched or leads astray', () => {
  test('scripts, styles and objects are gone, words of noscript stay', async () => {
    expect(await outline('<p>Words</p><script>alert(1)</script><style>p{}</style><object data="x">o</object><noscript>Instead</noscript>')).toEqual(['paragraph: Words', 'paragraph: Instead'])
  })

  test('links to web and mail stay, all others become words and are told', async () => {
    const content = await imported('a.html', '<p><a href="https://example.org/a b">web</a> <a href="java\nscript:alert(1)">bad</a> <a href="#x">in</a> <a href="other.html">file</a> <a href="//example.org">same</a></p>')
    expect(outlineOf(content.blocks)).toEqual(['paragraph: <link https://example.org/a%20b>web</link> bad in file <link https://example.org>same</link>'])
    expect(noticesOf(content)).toEqual(['unsafe-link java script:alert(1) 1', 'internal-link 1', 'unsafe-link other.html 1'])
  })

  test('pictures inside come along once, remote ones are links, missing ones their description', async () => {
    const content = await imported('a.html', `<p>Before<img alt="Dot" src="data:image/png;base64,${pixel}">after</p><img src="data:image/png;base64,${pixel}"><img src="https://example.org/p.png" alt="The hall"><img src="a/b.png" alt="Chart"><img width=1 src="https://example.org/t.gif">`)
    expect(outlineOf(content.blocks)).toEqual(['paragraph: Before', 'image alt=Dot', 'paragraph: after', 'image', 'paragraph: <link https://example.org/p.png>The hall</link>[Chart]'])
    expect(content.images.map(({ mediaType, bytes }) => [mediaType, bytes.length])).toEqual([['image/png', 70]])
    expect(noticesOf(content)).toEqual(['remote-image https://example.org/p.png 1', 'image-left-out a/b.png 1'])
  })

  test('what is nested without end is refused, what is nested deep goes flat with every word', async () => {
    expect(await outcomeOf('a.html', '<div>'.repeat(100_000))).toMatchObject({ kind: 'refused', refusal: { kind: 'too-large' } })
    const content = await imported('a.html', '<blockquote>word '.repeat(60))
    expect(JSON.stringify(content.blocks).match(/word/g)).toHaveLength(60)
    expect(content.notices.some(({ kind }) => kind === 'flattened')).toBe(true)
  })

  test('a table that spans beyond all measure is refused or cut, never built', async () => {
    const content = await imported('a.html', '<table><tr><td colspan=1000000 rowspan=9999999>x</td></tr></table>')
    expect(outlineOf(content.blocks)).toEqual(['table', '  tableRow', '    tableCell colspan=1000', '      paragraph: x'])
    const rows = '<tr><td>x</td></tr>'.repeat(2_000)
    expect(await outcomeOf('a.html', `<table><tr><td colspan=1000>x</td></tr>${rows}</table>`)).toMatchObject({ refusal: { kind: 'too-large' } })
  })
})

describe('IM3: titles', () => {
  test.each([
    ['<title>T</title><h1>Heading</h1><p>x</p>', 'Heading', true],
    ['<title>T</title><p>x</p>', 'T', false],
    ['<p>x</p>', 'page', false],
    ['<title>T</title><h2>Small</h2>', 'T', false],
  ])('%s', async (html, title, isTitleFirst) => {
    expect(await imported('page.html', html)).toMatchObject({ title, isTitleFirst })
  })
})

test('IM25: powers and indices stay what they are; footnotes and words keep their form', async () => {
  const html = '<p>10<sup>6</sup> m<span style="vertical-align: super">2</span> CO<sub>2</sub> 1<sup>er</sup> x<sup><b>n+1</b></sup> said<sup>1,2</sup></p>'
  expect(outlineOf((await imported('a.html', html)).blocks)).toEqual(['paragraph: 10⁶ m² CO₂ 1er x<bold>ⁿ⁺¹</bold> said¹,²'])
  expect(outlineOf((await imported('a.md', 'about 10<sup>6</sup> people')).blocks)).toEqual(['paragraph: about 10⁶ people'])
})

test('IM37: a power that a style sheet sets on the baseline and moves up is one', async () => {
  expect(await outline('<p>10<sup style="position: relative; vertical-align: baseline; top: -0.5em">6</sup> <span style="vertical-align: super">2<span style="vertical-align: baseline">3</span></span></p>')).toEqual(['paragraph: 10⁶ ²3'])
})

test('IM38: words that stand beside the items of a list of Word keep the spaces between them', async () => {
  const item = '<p style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">·</span>item</p>'
  expect(await outline(`<div><b>One</b> <i>two</i>\n${item}\n${item}</div>`)).toEqual(['paragraph: <bold>One</bold> <italic>two</italic>', 'bulletList', '  listItem', '    paragraph: item', '  listItem', '    paragraph: item'])
})

test('IM3: a title that is cut is not cut in the middle of a character', async () => {
  expect((await imported('a.md', `# ${'a'.repeat(199)}😀 and more`)).title).toBe('a'.repeat(199))
})

test('IM1: lists of Word and Outlook, which are paragraphs with their markers in front, are lists', async () => {
  const item = (place: string, marker: string, words: string): string =>
    `<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:${place}'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>${marker}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>${words}<o:p></o:p></p>\n`
  const html = `<div class=WordSection1>\n<p>Agenda</p>\n${item('l0 level1 lfo1', '·', 'one')}${item('l0 level2 lfo1', 'o', 'inside <b>one</b>')}${item('l0 level1 lfo1', '·', 'two')}<p>Then</p>\n${item('l1 level1 lfo2', '3.', 'three')}${item('l1 level2 lfo2', 'a)', 'under three')}</div>`
  expect(outlineOf((await imported('mail.htm', html)).blocks)).toEqual([
    'paragraph: Agenda', 'bulletList', '  listItem', '    paragraph: one', '    bulletList', '      listItem', '        paragraph: inside <bold>one</bold>', '  listItem', '    paragraph: two',
    'paragraph: Then', 'orderedList start=3', '  listItem', '    paragraph: three', '    orderedList type=a', '      listItem', '        paragraph: under three',
  ])
})

test('IM51: a text of very many blocks, and a table of very many cells with widths, are read', async () => {
  expect(await outcomeOf('a.html', `<main>${'<p>x</p>'.repeat(130_000)}</main>`)).toMatchObject({ kind: 'read' })
  const row = `<tr>${[30, 40, 50, 60, 70, 80, 90].map((width) => `<td width=${width}></td>`).join('')}</tr>`
  expect(await outcomeOf('a.html', `<table>${row.repeat(20_000)}</table>`)).toMatchObject({ kind: 'read' })
})
