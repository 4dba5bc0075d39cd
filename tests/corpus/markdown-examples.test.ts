/** The examples of CommonMark and GitHub's Markdown: what their HTML shows is on the board, or belongs to a class that a board cannot hold. */
import fs from 'node:fs'
import path from 'node:path'
import { parseFragment, type DefaultTreeAdapterTypes } from 'parse5'
import { describe, expect, it } from 'vitest'
import type { RichNode } from '../../shared/model/workshop.ts'
import { readImport } from '../../shared/node/import/read-import.ts'

type Example = { readonly markdown: string; readonly html: string; readonly example: number }
type Run = { text: string; readonly marks: readonly string[] }
type Node = DefaultTreeAdapterTypes.ChildNode

const corpus = path.join(process.env['MINUTA_SHARED_DATA'] ?? path.join(import.meta.dirname, '../../../shared/data'), 'import/markdown')

/** Why the HTML of an example shows something that a board does not, the first that fits. */
const classes: readonly (readonly [string, (html: string) => boolean])[] = [
  ['nothing to show', (html) => html.replaceAll(/<!--[\s\S]*?-->|<[^>]*>/g, '').trim() === '' && !/<(hr|img)/.test(html)],
  ['a picture from elsewhere', (html) => /<img/.test(html)],
  ['a link to neither web nor mail', (html) => /<a (?:[^>]* )?href="(?!https?:|mailto:)/i.test(html)],
  ['code inside a link', (html) => /<a [^>]*>(?:(?!<\/a>)[\s\S])*<code>/.test(html)],
  ['HTML of other elements', (html) => [...html.matchAll(/<\/?([a-z][\w-]*|[!?])/gi)].some(([, name = '']) => !/^(p|h[1-6]|ul|ol|li|blockquote|pre|code|em|strong|a|br|hr|table|thead|tbody|tr|t[hd]|del|input)$/.test(name))],
  ['attributes of HTML', (html) => /<(?!a |ol start|code class|t[hd] align|input)[a-z]+ [^>]*>/.test(html)],
  ['an empty block', (html) => /<(h[1-6]|li|blockquote|p)>\s*<\/\1>/.test(html)],
  ['a link without an address', (html) => /<a (?!.*href=)/.test(html)],
  ['code inside emphasis', (html) => /<em>[^<]*<code>/.test(html)],
  ['a number beyond a million', (html) => /<ol start="\d{7,}"/.test(html)],
  // GitHub links bare addresses, CommonMark does not; ours are linked.
  ['a bare address', (html) => !html.includes('<a ') && /https?:\/\/|@/.test(html)],
  ['a comment that CommonMark has read as one since 0.31', (html) => html.includes('&lt;!--')],
  ['a letter that is newer than the parser', (html) => html.includes('\u{1E2FF}')],
]

/** How many examples end how; a better reader changes these numbers and docs/CAVEATS.md. */
const expected: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'commonmark-spec-tests.json': {
    'the same': 467, 'the same but for spaces': 16, 'a link to neither web nor mail': 98, 'HTML of other elements': 24, 'a picture from elsewhere': 23, 'nothing to show': 18,
    'a bare address': 4, 'code inside emphasis': 2, 'a number beyond a million': 1, 'a link without an address': 1, 'a letter that is newer than the parser': 1,
  },
  'gfm-spec-tests.json': {
    'the same': 465, 'the same but for spaces': 14, 'a link to neither web nor mail': 98, 'HTML of other elements': 22, 'a picture from elsewhere': 23, 'nothing to show': 17,
    'a bare address': 4, 'code inside emphasis': 2, 'a comment that CommonMark has read as one since 0.31': 2, 'a number beyond a million': 1, 'a link without an address': 1,
  },
}

const marksOf: Readonly<Record<string, string>> = { em: 'italic', strong: 'bold', code: 'code', del: 'strike' }

/** Every line of a page with the blocks around it. */
function linesOfHtml(html: string): string[] {
  const lines: string[] = []
  let runs: Run[] = []
  const end = (around: string): void => {
    const line = said(runs)
    if (line !== '') lines.push(`${around}: ${line}`)
    runs = []
  }
  const visit = (node: Node, around: string, marks: readonly string[], isCode: boolean): void => {
    if ('value' in node) {
      runs.push({ text: isCode ? node.value : node.value.replaceAll(/\s+/g, ' '), marks })
      return
    }
    if (!('tagName' in node)) return
    const { tagName, attrs } = node
    const value = (name: string): string => attrs.find((attr) => attr.name === name)?.value ?? ''
    const inside = (more: readonly string[]): void => {
      for (const child of node.childNodes) visit(child, around, [...marks, ...more], isCode)
    }
    if (tagName === 'br') runs.push({ text: '⏎', marks: [] })
    else if (tagName === 'input') runs.push({ text: attrs.some(({ name }) => name === 'checked') ? '☑ ' : '☐ ', marks: [] })
    else if (tagName === 'a') inside([`link ${value('href')} ${value('title')}`.trim()])
    else if (marksOf[tagName] !== undefined && !isCode) inside([marksOf[tagName]])
    else if (isCode) inside([])
    else {
      end(around)
      const own = tagName === 'ol' && value('start') !== '' ? `ol${value('start')}` : tagName
      const within = tagName === 'p' || /^t(?:head|body)$/.test(tagName) ? around : `${around}>${own}`
      if (tagName === 'hr') lines.push(within)
      for (const child of node.childNodes) visit(child, within, marks, tagName === 'pre')
      end(within)
    }
  }
  for (const child of parseFragment(html).childNodes) visit(child, '', [], false)
  end('')
  return lines
}

/** The same of a board. */
function linesOfBoard(nodes: readonly RichNode[], around = ''): string[] {
  return nodes.flatMap((node) => {
    const { type, attrs = {}, content = [] } = node
    const names: Readonly<Record<string, string>> = {
      paragraph: '', heading: `>h${String(attrs['level'])}`, bulletList: '>ul', orderedList: attrs['start'] === 1 ? '>ol' : `>ol${String(attrs['start'])}`, taskList: '>ul', listItem: '>li', taskItem: '>li',
      blockquote: '>blockquote', codeBlock: '>pre', table: '>table', tableRow: '>tr', tableHeader: '>th', tableCell: '>td', horizontalRule: '>hr',
    }
    const within = `${around}${names[type] ?? `>${type}`}`
    if (type === 'horizontalRule') return [within]
    if (type === 'paragraph' || type === 'heading' || type === 'codeBlock') {
      const line = said(content.map(({ text = '⏎', marks = [] }) => ({ text, marks: marks.map((mark) => (mark.type === 'link' ? ['link', mark.attrs?.['href'], mark.attrs?.['title']].filter((part) => typeof part === 'string').join(' ') : mark.type)) })))
      return line === '' ? [] : [`${within}: ${line}`]
    }
    const lines = linesOfBoard(content, within)
    if (type !== 'taskItem') return lines
    return lines.map((line, index) => (index === 0 ? line.replace(': ', attrs['checked'] === true ? ': ☑ ' : ': ☐ ') : line))
  })
}

/** A line of words with their marks, in one order, neighbours joined. */
function said(runs: readonly Run[]): string {
  const joined: Run[] = []
  for (const { text, marks } of runs) {
    const sorted = [...new Set(marks)].sort()
    const last = joined.at(-1)
    if (last && last.marks.join() === sorted.join()) last.text += text
    else if (text !== '') joined.push({ text, marks: sorted })
  }
  const line = joined.map(({ text, marks }) => (marks.length === 0 ? text : `<${marks.join(',')}>${text}</>`)).join('')
  return line.replaceAll(/ *⏎ */g, '⏎').trim()
}

async function classOf({ markdown, html }: Example): Promise<string> {
  const outcome = await readImport('document', { kind: 'bytes', name: 'a.md', bytes: new TextEncoder().encode(markdown) })
  const lines = outcome.kind === 'read' ? linesOfBoard(outcome.content.blocks) : []
  const wanted = linesOfHtml(html)
  if (JSON.stringify(lines) === JSON.stringify(wanted) && outcome.kind === 'read') return 'the same'
  if (withoutSpaces(lines) === withoutSpaces(wanted) && outcome.kind === 'read') return 'the same but for spaces'
  return classes.find(([, fits]) => fits(html))?.[0] ?? `different: ${JSON.stringify(lines)} instead of ${JSON.stringify(wanted)}`
}

/** Spaces at the edges of lines and of code go: they show nothing. */
function withoutSpaces(lines: readonly string[]): string {
  return lines.map((line) => line.replaceAll(/\s|<[^/>]*><\/>/gu, '').replaceAll(/<[^/>]*><\/>/g, '')).filter((line) => !line.endsWith(':')).join('\n')
}

describe('IM32: examples', () => {
  it.each(['commonmark-spec-tests.json', 'gfm-spec-tests.json'])('%s', async (file) => {
    // Some examples of the extensions came without their Markdown.
    const examples = (JSON.parse(fs.readFileSync(path.join(corpus, file), 'utf8')) as readonly Example[]).filter(({ markdown }) => markdown !== '')
    const counts: Record<string, number> = {}
    const different: string[] = []
    for (const example of examples) {
      const found = await classOf(example)
      if (found.startsWith('different')) different.push(`${example.example} ${JSON.stringify(example.markdown)} ${found}`)
      counts[found.startsWith('different') ? 'different' : found] = (counts[found.startsWith('different') ? 'different' : found] ?? 0) + 1
    }
    expect(different).toEqual([])
    expect(counts).toEqual(expected[file])
  })
})
