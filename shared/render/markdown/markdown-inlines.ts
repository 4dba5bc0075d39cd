/** Inline content → Markdown: marks opened and closed so that neighbouring runs never melt into one delimiter. */
import type { Inline, Mark } from '../../minutes/minutes.ts'
import { assertNever } from '../../util/assert-never.ts'
import { codeSpan, escapeInline, guardLineStart, joinLines } from './markdown-text.ts'

export type LineBreak = '\\\n' | '<br>' | ' '

/** `lineBreak`: how a break is written here; headings and tables have no lines of their own. `isInCell`: of a table, where bars part the cells. */
export function markdownInlines(inlines: readonly Inline[], lineBreak: LineBreak, isInCell = false): string {
  const lines: string[] = ['']
  const runs = mergeRuns(inlines)
  for (const [index, run] of runs.entries()) {
    const next = runs[index + 1]
    if (run.kind === 'break') lines.push('')
    else lines[lines.length - 1] += markdownRun(run.text, run.marks, next?.kind === 'text' && !/^[ \t\n]/.test(next.text) ? next.marks : null, isInCell)
  }
  const guarded = lines.map((line) => guardLineStart(line))
  return lineBreak === '\\\n' ? joinLines(guarded) : guarded.join(lineBreak)
}

/** `following`: the marks of what stands right behind it, without a space; null where nothing does. */
function markdownRun(text: string, marks: readonly Mark[], following: readonly Mark[] | null, isInCell: boolean): string {
  if (marks.length === 0) {
    const escaped = escapeInline(text, following !== null)
    // "!" before a link makes an image of it.
    return following?.some(({ kind }) => kind === 'link') === true ? escaped.replace(/!$/, String.raw`\!`) : escaped
  }
  // Emphasis next to a space is no emphasis: spaces stay outside.
  const [, before = '', inner = '', after = ''] = /^(\s*)(.*?)(\s*)$/su.exec(text) ?? []
  if (inner === '') return text
  const isCode = marks.some((mark) => mark.kind === 'code')
  const others = marks.filter((mark) => mark.kind !== 'code')
  return before + others.reduceRight(wrapMark, isCode ? code(inner, isInCell) : escapeInline(inner, true)) + after
}

/** In a cell, a bar would end it inside a code span as well; readers differ in what they make of an escaped one there. */
function code(text: string, isInCell: boolean): string {
  return isInCell && text.includes('|') ? `<code>${escapeInline(text, true)}</code>` : codeSpan(text)
}

function wrapMark(markdown: string, mark: Mark): string {
  switch (mark.kind) {
    case 'bold':
      return delimited('**', 'strong', markdown)
    case 'italic':
      return delimited('*', 'em', markdown)
    case 'strike':
      return delimited('~~', 's', markdown)
    case 'underline':
      return `<u>${markdown}</u>`
    case 'highlight':
      return `<mark>${markdown}</mark>`
    case 'link': {
      const href = mark.href.replace(/&(?=#?\w+;)/g, '&amp;')
      return `[${markdown}](${/[()]/.test(href) ? `<${href}>` : href}${linkTitle(mark.title)})`
    }
    case 'code':
      return markdown
    default:
      return assertNever(mark, 'mark')
  }
}

function linkTitle(title: string): string {
  return title === '' ? '' : ` "${escapeInline(title.replace(/\s+/g, ' ')).replace(/"/g, '&quot;')}"`
}

/**
 * Delimiters count as emphasis only between a letter and a space or punctuation; next to punctuation or inside a word the
 * element says the same without doubt.
 */
function delimited(delimiter: string, element: string, markdown: string): string {
  const isPlain = /^[\p{L}\p{N}]/u.test(markdown) && /[\p{L}\p{N}]$/u.test(markdown)
  return isPlain ? `${delimiter}${markdown}${delimiter}` : `<${element}>${markdown}</${element}>`
}

/** Neighbouring runs with the same marks as one run: `**a****b**` would not be bold. */
function mergeRuns(inlines: readonly Inline[]): readonly Inline[] {
  const result: Inline[] = []
  for (const inline of inlines) {
    const last = result.at(-1)
    if (inline.kind === 'text' && last?.kind === 'text' && JSON.stringify(last.marks) === JSON.stringify(inline.marks)) {
      result[result.length - 1] = { ...last, text: last.text + inline.text }
    } else result.push(inline)
  }
  return result
}
