import { describe, expect, test } from 'vitest'
import { readMarkdown } from '../../../shared/import/markdown/read-markdown.ts'
import { readHtml } from '../../../shared/import/html/read-html.ts'
import { imported, outlineOf } from '../../helpers/imported.ts'

async function outline(markdown: string): Promise<string[]> {
  return outlineOf((await imported('notes.md', markdown)).blocks)
}

describe('IM4: Markdown', () => {
  test('headings, lists, tasks, tables, strikes, bare links, code', async () => {
    expect(await outline('Title\n=====\n\n1. one\n   - two\n\n- [x] done\n- [ ] to do\n\n| a | b |\n|---|---|\n| `x` | ~~y~~ |\n\nhttps://example.org\n\n```js\ncode\n```')).toEqual([
      'heading level=1: Title', 'orderedList', '  listItem', '    paragraph: one', '    bulletList', '      listItem', '        paragraph: two',
      'taskList', '  taskItem checked=true', '    paragraph: done', '  taskItem', '    paragraph: to do',
      'table', '  tableRow', '    tableHeader', '      paragraph: a', '    tableHeader', '      paragraph: b', '  tableRow', '    tableCell', '      paragraph: <code>x</code>', '    tableCell', '      paragraph: <strike>y</strike>',
      'paragraph: <link https://example.org>https://example.org</link>', 'codeBlock language=js: code',
    ])
  })

  test('HTML in between is read, scripts in it are not', async () => {
    expect(await outline('Before\n\n<table><tr><td colspan="2">wide</td></tr><tr><td>a</td><td>b</td></tr></table>\n\n<script>alert(1)</script>\n\n<u>under</u>')).toEqual([
      'paragraph: Before', 'table', '  tableRow', '    tableCell colspan=2', '      paragraph: wide', '  tableRow', '    tableCell', '      paragraph: a', '    tableCell', '      paragraph: b', 'paragraph: <underline>under</underline>',
    ])
  })

  test('footnotes are signs in the text and a list at its end', async () => {
    expect(await outline('Words[^a] more\n\n[^a]: The note')).toEqual(['paragraph: Words[1] more', 'paragraph: Notes', 'orderedList', '  listItem', '    paragraph: The note'])
  })

  test('a title in the front matter is the title, other entries are kept; a mere rule is a rule', async () => {
    const content = await imported('notes.md', '---\ntitle: "The day"\ntags: a\n---\nText')
    expect([content.title, ...outlineOf(content.blocks)]).toEqual(['The day', 'codeBlock language=yaml: tags: a', 'paragraph: Text'])
    expect(await outline('---\nText\n\n---\n')).toEqual(['horizontalRule', 'paragraph: Text', 'horizontalRule'])
  })

  test('IM15: a title of several lines in the front matter is one line', async () => {
    for (const sign of ['>-\n  ', '|\n  ', '']) {
      const content = await imported('a.md', `---\nlang: en\ntitle: ${sign}Minutes of the\n  harbour group\nauthor: X\n  of the\n---\n\nHello`)
      expect([content.title, ...outlineOf(content.blocks)]).toEqual(['Minutes of the harbour group', 'codeBlock language=yaml: author: X\n  of the', 'paragraph: Hello'])
    }
  })

  test('a page under a Markdown name is read as a page, with the Markdown that an editor left in it', async () => {
    expect(await outline('<!DOCTYPE html><html><body><p>*not* Markdown</p></body></html>')).toEqual(['paragraph: *not* Markdown'])
    expect(await outline('<!DOCTYPE html><html><body><ul><li>Menu</li></ul><div class="markdown-body">---\ntitle: T\n---\n\n# A &amp; b\n\n- c\n</div></body></html>')).toEqual(['heading level=1: A & b', 'bulletList', '  listItem', '    paragraph: c'])
  })

  test('IM9: comments at the head of a file are passed in one go, and so are those that never end, and long runs of spaces', () => {
    expect(outlineOf(readMarkdown(`${'<!-- x -->\n'.repeat(28)}# Title`, 'a.md').blocks)).toEqual(['heading level=1: Title'])
    expect(outlineOf(readMarkdown(`${'<!-- x -->\n'.repeat(28)}<html><p>a page`, 'a.md').blocks)).toEqual(['paragraph: a page'])
    expect(() => readMarkdown('<!-- Minuta '.repeat(30_000), 'a.md')).toThrow('nothing that a board could hold')
    expect(outlineOf(readHtml(`<p style="white-space: pre">a${' '.repeat(200_000)}b`, { name: 'a.html' }).blocks)).toHaveLength(1)
  })
})

describe('IM8: minutes that come back', () => {
  test('numbers to cite by go where the file says that Minuta wrote it', async () => {
    expect(await outline('**1** One\n\n**2**\n\n- a\n\n**3** **bold** two\n\n<!-- Minuta -->\n')).toEqual(['paragraph: One', 'bulletList', '  listItem', '    paragraph: a', 'paragraph: <bold>bold</bold> two'])
    expect((await outline('**1** One\n'))[0]).toBe('paragraph: <bold>1</bold> One')
    expect(outlineOf((await imported('a.html', '<meta name="generator" content="Minuta"><div class="cited"><span class="cite">1</span><p>One</p></div>')).blocks)).toEqual(['paragraph: One'])
  })
})

describe('IM5: plain text and encodings', () => {
  test('every line of plain text is a line, and nothing is read into it', async () => {
    expect(outlineOf((await imported('a.txt', '1. *one*\r\n\r\n# two\n<b>three</b>')).blocks)).toEqual(['paragraph: 1. *one*', 'paragraph: # two', 'paragraph: <b>three</b>'])
  })

  const words = 'Éléonore à Montpellier : l’été, déjà'
  test.each([
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${words}`)],
    ['UTF-16 with a mark', Buffer.from(`\uFEFF${words}`, 'utf16le')],
    ['UTF-16 without one', Buffer.from(words, 'utf16le')],
    ['UTF-16 the other way round', Buffer.from(`\uFEFF${words}`, 'utf16le').swap16()],
    ['Windows-1252', Buffer.from(words.replace('’', '\u0092'), 'latin1')],
  ])('%s', async (_name, bytes) => {
    expect(outlineOf((await imported('a.md', new Uint8Array(bytes))).blocks)).toEqual([`paragraph: ${words}`])
  })

  test('a page says how it is encoded; one that is valid UTF-8 is UTF-8 whatever it says', async () => {
    const greek = Buffer.concat([Buffer.from('<meta charset="windows-1253"><p>'), Buffer.from([0xc1, 0xe8, 0xde, 0xed, 0xe1])])
    expect(outlineOf((await imported('a.html', new Uint8Array(greek))).blocks)).toEqual(['paragraph: Αθήνα'])
    expect(outlineOf((await imported('a.html', '<meta charset="iso-8859-1"><p>Αθήνα')).blocks)).toEqual(['paragraph: Αθήνα'])
  })
})
