/** Markdown (CommonMark and GitHub's tables, tasks, strikes, footnotes and bare links, HTML in between) as content of a board. */
import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import { Collector } from '../board/collector.ts'
import { readHtml } from '../html/read-html.ts'
import type { ImportedDocument } from '../imported.ts'

/** How a page begins. */
const page = /^<(?:!doctype\s+html|html[\s>])/i
/** No "<" inside: each comment is looked through once, however many begin and never end. */
const minutes = /<!-- (Minuta\b[^<>]*) -->/
const frontMatter = /^---[ \t]*\n([\s\S]{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)/

export function readMarkdown(markdown: string, name: string): ImportedDocument {
  const text = markdown.replaceAll(/\r\n?/g, '\n')
  if (isPage(text)) return readHtml(text, { name, readMarkdown })
  // Minutes say who wrote them in a comment at their end or beginning.
  const generator = minutes.exec(text)?.[1] ?? ''
  const head = readFrontMatter(text)
  const body = head ? text.slice(head.length) : text
  return readHtml(`${head?.html ?? ''}${markdownToHtml(body)}`, { name, title: head?.title ?? '', collector: new Collector(), generator })
}

/** A whole page that was saved under a Markdown name, also below comments. Those go one by one: an expression for all of them tries every way to part them. */
function isPage(text: string): boolean {
  let rest = text.trimStart()
  while (rest.startsWith('<!--')) {
    const end = rest.indexOf('-->', 4)
    if (end < 0) return false
    rest = rest.slice(end + 3).trimStart()
  }
  return page.test(rest)
}

/** The HTML that stands for `markdown`, with whatever HTML stood in it: for the reader of HTML only, never for a browser. */
function markdownToHtml(markdown: string): string {
  return micromark(markdown, {
    extensions: [gfm()],
    htmlExtensions: [htmlWithoutFilter()],
    allowDangerousHtml: true,
    allowDangerousProtocol: true,
  })
}

/** GitHub's filter turns scripts and styles into words that everybody reads; our reader of HTML leaves them out. */
function htmlWithoutFilter(): ReturnType<typeof gfmHtml> {
  const { exit = {}, ...extension } = gfmHtml({ label: 'Notes', labelTagName: 'p', labelAttributes: '' })
  const { htmlFlowData: _flow, htmlTextData: _text, ...others } = exit
  return { ...extension, exit: others }
}

type FrontMatter = { readonly length: number; readonly title: string; readonly html: string }

/** Lines of "key: value" between dashes at the very start: the title is taken, the rest is kept to read. Null for a mere rule. */
function readFrontMatter(text: string): FrontMatter | null {
  const match = frontMatter.exec(text)
  const lines = (match?.[1] ?? '').split('\n')
  if (!match || !lines.some((line) => /^[\w-]+:(\s|$)/.test(line)) || !lines.every((line) => /^([\w-]+:(\s|$)|\s|- |#|$)/.test(line))) return null
  const found = lines.findIndex((line) => /^title:\s*\S/i.test(line))
  const from = found < 0 ? lines.length : found
  // A long title goes on in indented lines, with or without a sign for it.
  let end = from + 1
  while (/^\s+\S/.test(lines[end] ?? '')) end += 1
  const title = lines.slice(from, end).join('\n').replace(/^title:\s*(?:[>|][-+\d]*(?=\n))?/i, '').replaceAll(/\s+/g, ' ')
  const others = [...lines.slice(0, from), ...lines.slice(end)].filter((line) => !/^(title|lang|language):/i.test(line)).join('\n').trim()
  const escaped = others.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  return { length: match[0].length, title: title.trim().replace(/^(["'])(.*)\1$/, '$2'), html: others === '' ? '' : `<pre><code class="language-yaml">${escaped}\n</code></pre>\n` }
}
