import { describe, expect, test } from 'vitest'
import { Paste } from '../../../renderer/editor/paste/paste.ts'
import { cleanPastedHtml } from '../../../renderer/editor/paste/clean-html.ts'
import { contentProblems } from '../../../shared/document/boards/content-guard.ts'
import { boardOpener, outline, paste, placeOf, select, workshopWithBoard, type Peer } from './board-test-kit.ts'

const openForTest = boardOpener()

/** The board after pasting `html` into an empty one. */
function pasted(html: string): Peer {
  const { doc, board } = workshopWithBoard()
  const peer = openForTest(doc, board, { extra: [Paste] })
  paste(peer.editor, html)
  return peer
}

/** Text with its marks: "plain <bold>strong</bold>". */
function marked({ editor }: Peer): string {
  const parts: string[] = []
  editor.state.doc.descendants((node) => {
    if (node.isText) parts.push(node.marks.reduce((text, mark) => `<${mark.type.name}>${text}</${mark.type.name}>`, node.text ?? ''))
    return true
  })
  return parts.join('')
}

const ignore = (marker: string): string => `<![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>${marker}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>`
const wordItem = (level: number, marker: string, text: string): string =>
  `<p class=MsoListParagraphCxSpMiddle style='margin-left:36.0pt;text-indent:-18.0pt;mso-list:l0 level${level} lfo1'>${ignore(marker)}${text}<o:p></o:p></p>`

describe('from LibreOffice', () => {
  const page = (body: string): string => `<!DOCTYPE html><html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"/><title></title><meta name="generator" content="LibreOffice 7.4.7.2 (Linux)"/><style type="text/css">p { margin-bottom: 0.08in }</style></head><body lang="de-DE" link="#000080" dir="ltr">${body}</body></html>`

  test('ED57: lists beside their items, tables with a head, empty lines: as they were', () => {
    const peer = pasted(page(`<h1 class="western">Ports</h1><ol><li><p style="margin-bottom: 0in">One</p>
      <ol><li><p style="margin-bottom: 0in">One one</p></ol>
      <li><p style="margin-bottom: 0in">Two</p></ol><p style="margin-bottom: 0in"><br/>

</p><table width="100%" cellpadding="4" cellspacing="0"><col width="43*"/><thead><tr valign="top"><td width="50%"><p>Port</p></td><td width="50%"><p><br/></p></td></tr></thead><tbody><tr><td><p>Valletta</p></td><td><p>4</p></td></tr></tbody></table>`))
    expect(outline(peer.editor)).toBe([
      'heading: Ports', 'orderedList', 'listItem', 'paragraph: One', 'orderedList', 'listItem', 'paragraph: One one', 'listItem', 'paragraph: Two', 'paragraph: ',
      'table', 'tableRow', 'tableHeader', 'paragraph: Port', 'tableHeader', 'paragraph: ', 'tableRow', 'tableCell', 'paragraph: Valletta', 'tableCell', 'paragraph: 4',
    ].join('\n'))
  })

  test('ED57: a break in bold words is a break, and the view stays what the document is', () => {
    const peer = pasted(page('<p><b>one<br/>two</b></p><p><b><br/></b></p><p><b>three<br/></b></p>'))
    peer.binding.checkForDrift()
    expect(peer.drifts).toEqual([])
    expect(peer.editor.getText({ blockSeparator: '|' })).toBe('one\ntwo||three')
  })
})

describe('what a board does not hold', () => {
  const starts = ['<ol start="soon"><li>x</li></ol>', '<ol start="-1" type="z"><li>x</li></ol>', '<ol start="1e99"><li>x</li></ol>', '<table><tr><td colspan="99999999" rowspan="-4">x</td></tr></table>', '<p dir="up">x</p>', '<p data-pm-slice="0 0 []">x</p><ol start="x"><li>y</li></ol>', `<pre><code class="language-${'x'.repeat(5000)}">x</code></pre>`, `<div data-outcome="<>" data-kind="?" data-due="${'9'.repeat(20_000)}">x</div>`]

  test.each(starts)('ED58: %s leaves the board open for everybody', (html) => {
    const peer = pasted(html)
    expect(contentProblems(peer.fragment)).toEqual([])
    peer.binding.checkForDrift()
    expect(peer.drifts).toEqual([])
    expect(peer.editor.getText()).toContain('x')
  })

  test('ED58: deeper than a board may be nested, the words come as lines', () => {
    const peer = pasted(`${'<blockquote>'.repeat(400)}<p>deep</p>${'</blockquote>'.repeat(400)}<p>after</p>`)
    expect(contentProblems(peer.fragment)).toEqual([])
    expect(peer.editor.getText()).toMatch(/deep\s+after/u)
  })

  test('ED72: it is told that they are lines now', () => {
    const { doc, board } = workshopWithBoard()
    let told = 0
    const { editor } = openForTest(doc, board, { extra: [Paste.configure({ onLines: () => (told += 1) })] })
    paste(editor, `${'<blockquote>'.repeat(8)}<p>eight</p>${'</blockquote>'.repeat(8)}`)
    expect(told).toBe(0)
    paste(editor, `${'<blockquote>'.repeat(40)}<p>forty</p>${'</blockquote>'.repeat(40)}`)
    expect(told).toBe(1)
  })
})

describe('from Word', () => {
  test('ED40: list paragraphs become nested lists, numbered where the marker counts', () => {
    const { editor } = pasted(`<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal {margin:0}</style></head><body>
      <p class=MsoNormal>Before</p>${wordItem(1, '·', 'One')}${wordItem(2, '1)', 'One one')}${wordItem(2, '2)', 'One two')}${wordItem(1, '·', 'Two')}<p class=MsoNormal>After</p></body></html>`)
    expect(outline(editor)).toBe(
      ['paragraph: Before', 'bulletList', 'listItem', 'paragraph: One', 'orderedList', 'listItem', 'paragraph: One one', 'listItem', 'paragraph: One two', 'listItem', 'paragraph: Two', 'paragraph: After'].join('\n'),
    )
  })

  test('ED40: a list that starts at 4 starts at 4, letters and Roman numbers stay', () => {
    const { editor } = pasted(`${wordItem(1, '4.', 'Four')}<p>x</p>${wordItem(1, 'c)', 'Third')}<p>x</p>${wordItem(1, 'ii.', 'Roman')}`)
    const lists = editor.getJSON().content?.filter(({ type }) => type === 'orderedList').map(({ attrs }) => attrs)
    expect(lists).toEqual([{ start: 4, type: null }, { start: 3, type: 'a' }, { start: 1, type: 'i' }])
  })

  test('ED40: levels that skip one keep their order and every word', () => {
    const { editor } = pasted(wordItem(1, '·', 'A') + wordItem(4, '·', 'B') + wordItem(3, '2.', 'C') + wordItem(1, '·', 'D'))
    expect(editor.getText({ blockSeparator: ' ' }).split(/\s+/u).filter(Boolean)).toEqual(['A', 'B', 'C', 'D'])
  })

  test('ED40: a numbered heading keeps its number; titles are headings', () => {
    const { editor } = pasted(`<p class=MsoTitle>Report</p><h1 style='mso-list:l0 level1 lfo1'>${ignore('1.')}Context</h1>`)
    expect(outline(editor)).toBe('heading: Report\nheading: 1. Context')
  })

  test('ED41: conditional comments, styles and hidden text go, words stay', () => {
    const { editor } = pasted(`<!--[if gte mso 9]><xml><w:WordDocument>junk</w:WordDocument></xml><![endif]--><style>@page {}</style>
      <p class=MsoNormal>Men<span style='mso-hide:all'>hidden</span>\u00ADtor<span style='display:none'>hidden</span>ing&shy; pairs<o:p></o:p></p><script>alert(1)</script>`)
    expect(outline(editor)).toBe('paragraph: Mentoring pairs')
  })

  test('ED42: merged cells and widths', () => {
    const { editor } = pasted(`<table class=MsoTableGrid><tr><td width=200 colspan=2 style='width:150pt'><p class=MsoNormal>Proposer</p></td><td rowspan=2>Subject</td></tr><tr><td width=100>A</td><td></td></tr></table>`)
    const cells: unknown[] = []
    editor.state.doc.descendants((node) => {
      if (node.type.name === 'tableCell') cells.push(node.attrs)
    })
    expect(cells).toEqual([
      { colspan: 2, rowspan: 1, colwidth: [100, 100] },
      { colspan: 1, rowspan: 2, colwidth: null },
      { colspan: 1, rowspan: 1, colwidth: [100] },
      // The second column's width, taken over so that the table is regular.
      { colspan: 1, rowspan: 1, colwidth: [100] },
    ])
  })
})

describe('from Google Docs and the web', () => {
  test('ED43: the wrapper that says "not bold" is not bold, spans that say bold are', () => {
    const board = pasted(`<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"><span style="font-weight:400;font-style:normal;text-decoration:none">plain </span><span style="font-weight:700">bold </span><span style="font-style:italic">italic </span><span style="text-decoration:underline line-through">both </span><span style="background-color:#ffff00">marked </span><span style="background-color:#ffffff">white</span></p></b><br class="Apple-interchange-newline">`)
    expect(marked(board)).toBe('plain <bold>bold </bold><italic>italic </italic><strike><underline>both </underline></strike><highlight>marked </highlight>white')
    expect(outline(board.editor).split('\n')).toHaveLength(1)
  })

  test('ED43: lists beside items are nested into the item before', () => {
    const { editor } = pasted('<ol><li dir="ltr" style="list-style-type:decimal"><p dir="ltr">One</p></li><ol><li style="list-style-type:lower-alpha"><p>Inside</p></li></ol><li><p>Two</p></li></ol>')
    expect(outline(editor)).toBe('orderedList\nlistItem\nparagraph: One\norderedList\nlistItem\nparagraph: Inside\nlistItem\nparagraph: Two')
    expect(JSON.stringify(editor.getJSON())).not.toContain('"ltr"')
  })

  test('ED43: boxes become tasks', () => {
    const { editor } = pasted('<ul><li><input type="checkbox" checked> Done</li><li><input type="checkbox"> To do</li></ul>')
    expect(outline(editor)).toBe('taskList\ntaskItem\nparagraph: Done\ntaskItem\nparagraph: To do')
  })

  test('ED44: unknown blocks keep their words', () => {
    const { editor } = pasted('<article><header>Head</header><dl><dt>Term</dt><dd>Meaning</dd></dl><details><summary>More</summary>Inside</details><figure><figcaption>Caption</figcaption></figure><fancy-box>Box</fancy-box></article>')
    const words = editor.getText({ blockSeparator: ' ' })
    for (const word of ['Head', 'Term', 'Meaning', 'More', 'Inside', 'Caption', 'Box']) expect(words).toContain(word)
  })

  test('ED44: links with other protocols are words, remote pictures are links that nobody fetches', () => {
    const board = pasted('<p><a href="javascript:alert(1)">bad</a> <a href="https://example.org/x">good</a> <img src="https://example.org/p.png" alt="The hall"></p>')
    expect(marked(board)).toBe('bad <link>good</link> <link>The hall</link>')
    expect(board.editor.view.dom.querySelector('img[src]')).toBeNull()
  })

  test('ED44: plain asterisks, underscores and numbers stay as they are', () => {
    const board = pasted('<p>**not bold** _nor this_ 1. nor a list</p>')
    expect(marked(board)).toBe('**not bold** _nor this_ 1. nor a list')
  })

  test('ED45: joiners and directions of Arabic and Persian stay', () => {
    const { editor } = pasted('<p dir="ltr">One</p><p dir="rtl">مي\u200Cخواهم \u200FSSE</p><p>End</p>')
    expect(outline(editor)).toBe('paragraph: One\nparagraph: مي\u200Cخواهم \u200FSSE\nparagraph: End')
    expect(editor.getJSON().content?.map(({ attrs }) => attrs?.['dir'] as unknown)).toEqual([null, 'rtl', null])
  })
})

/** Every line with the direction that was chosen for it. */
function directed({ editor }: Peer): string[] {
  const lines: string[] = []
  editor.state.doc.descendants((node) => {
    if (node.isTextblock) lines.push(`${(node.attrs['dir'] as string | null) ?? 'auto'}: ${node.textContent}`)
    return true
  })
  return lines
}

describe('ED130: a direction that was chosen for what is around a line', () => {
  test.each([
    ['a mail', '<div dir="rtl"><div>SSE قرار</div><div>قرار SSE</div><div dir="ltr">SSE</div></div>', ['rtl: SSE قرار', 'auto: قرار SSE', 'auto: SSE']],
    ['a list', '<ul dir="rtl"><li>SSE قرار</li><li><b>CRPM</b> شبكة<ul><li>PACA</li></ul></li></ul>', ['rtl: SSE قرار', 'rtl: CRPM شبكة', 'rtl: PACA']],
    ['a table', '<table dir="rtl"><tr><th>SSE</th><td>4</td></tr></table>', ['rtl: SSE', 'rtl: 4']],
    ['a style', '<section style="direction: rtl"><p>SSE قرار</p></section><p>SSE</p>', ['rtl: SSE قرار', 'auto: SSE']],
    ['a page', '<html dir="rtl"><body><h1>SSE قرار</h1><p dir="auto">CRPM شبكة</p></body></html>', ['rtl: SSE قرار', 'auto: CRPM شبكة']],
    ['a list of Word', `<p class=MsoListParagraph dir=RTL style='mso-list:l0 level1 lfo1'>${ignore('·')}SSE قرار</p>`, ['rtl: SSE قرار']],
  ])('is that of its lines: %s', (_, html, expected) => {
    expect(directed(pasted(html))).toEqual(expected)
  })

  test('ED131: an empty line has the direction of the words that are pasted into it, and undo gives back the line as it was', () => {
    const peer = pasted('<p dir="rtl">SSE قرار</p>')
    expect(directed(peer)).toEqual(['rtl: SSE قرار'])
    peer.editor.commands.undo()
    expect(directed(peer)).toEqual(['auto: '])
    peer.editor.commands.setContent('<p>word</p><p dir="ltr"></p>')
    select(peer, placeOf(peer, 'word', 4))
    paste(peer.editor, '<p dir="rtl">SSE قرار</p>')
    peer.editor.commands.focus('end')
    paste(peer.editor, '<p dir="rtl">SSE قرار</p>')
    expect(directed(peer)).toEqual(['auto: wordSSE قرار', 'ltr: SSE قرار'])
  })
})

describe('ED132: what weighs on words from around them', () => {
  test('items, cells and lines that are bold have bold words, but for those that are not', () => {
    const board = pasted('<ul><li style="font-weight:bold">a <span style="font-weight:400">b</span></li></ul><table style="font-style:italic"><tr><td style="font-weight:700"><p>c</p></td><th style="font-weight:700">d</th></tr></table><div style="font-weight:600">e</div>')
    expect(marked(board)).toBe('<bold>a </bold>b<italic><bold>c</bold></italic><italic>d</italic><bold>e</bold>')
  })

  test('style sheets of spreadsheets and word processors say it by class, and what an element says itself is stronger', () => {
    const sheet = '<head><style><!--td {font-weight:700} .xl65 {mso-style-parent:style0; font-weight:700;} .font5, p.Note {color:red; font-style:italic} .xl65.no {font-weight:400} p.Note {font-style:normal} --></style></head>'
    const board = pasted(`${sheet}<body><table><tr><td class=xl65>a</td><td>b <font class="font5">c</font></td><td class=xl65 style='font-weight:400'>d</td></tr></table><p class=Note>e</p></body>`)
    expect(marked(board)).toBe('<bold>a</bold>b <italic>c</italic>de')
  })
})

describe('pictures inside pasted HTML', () => {
  const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

  test('IM25: pasted powers and indices stay what they are', () => {
    expect(marked(pasted('<p>10<sup>6</sup> m<span style="vertical-align: super">2</span> CO<sub>2</sub> 1<sup>er</sup></p>'))).toBe('10⁶ m² CO₂ 1er')
  })

  test('ED46: embedded bytes are named and kept, once parsed nothing refers to the source', () => {
    const { html, images } = cleanPastedHtml(`<p>Text<img alt="Dot" src="data:image/png;base64,${pixel}"></p>`, { blobIdOf: () => 'a'.repeat(64) })
    expect(images.map(({ mediaType, name, bytes }) => ({ mediaType, name, size: bytes.byteLength }))).toEqual([{ mediaType: 'image/png', name: 'Dot', size: 70 }])
    expect(html).toContain(`data-blob="${'a'.repeat(64)}"`)
    expect(html).not.toContain('base64')
  })

  test('ED46: what cannot be kept stays as its description', () => {
    const { html } = cleanPastedHtml('<p><img alt="A chart" src="file:///C:/clip_image001.png"><img src="blob:null/x"></p>', { blobIdOf: () => null })
    expect(html).toBe('<p>[A chart]</p>')
  })
})

describe('ED119: a list that is pasted at the beginning of an item', () => {
  test.each([
    ['<ul><li>p<ul><li>q</li></ul></li><li>r</li></ul>', 'bulletList\nlistItem\nparagraph: one\nlistItem\nparagraph: p\nbulletList\nlistItem\nparagraph: q\nlistItem\nparagraph: r\nlistItem\nparagraph: two'],
    ['<ol><li>p</li></ol>', 'bulletList\nlistItem\nparagraph: one\nlistItem\nparagraph: p\nlistItem\nparagraph: two'],
    ['<p>p</p><p>q</p>', 'bulletList\nlistItem\nparagraph: one\nlistItem\nparagraph: p\nparagraph: qtwo'],
  ])('stands before it, on its level: %s', (html, expected) => {
    const { doc, board } = workshopWithBoard()
    const peer = openForTest(doc, board, { extra: [Paste] })
    peer.editor.commands.setContent('<ul><li><p>one</p></li><li><p>two</p></li></ul>')
    select(peer, placeOf(peer, 'two'))
    paste(peer.editor, html)
    expect(outline(peer.editor)).toBe(expected)
  })
})

describe('plain text', () => {
  test('ED47: every line is a line, numbers at its start included', () => {
    const { doc, board } = workshopWithBoard()
    const peer = openForTest(doc, board, { extra: [Paste] })
    peer.editor.view.pasteText('1. First\n2014. Second\n\n\tIndented * third', new Event('paste') as ClipboardEvent)
    expect(outline(peer.editor)).toBe('paragraph: 1. First\nparagraph: 2014. Second\nparagraph: \tIndented * third')
  })
})
