/** Lines of words: powers and indices written out, marks in the order of the schema, neighbours with the same marks joined, no spaces at the ends. */
import { boardSchema } from '../../document/boards/board-schema.ts'
import type { RichNode } from '../../model/workshop.ts'
import { withScript, type Script } from './raised.ts'

export type Mark = NonNullable<RichNode['marks']>[number]

const markOrder = Object.keys(boardSchema.marks)
/** What no text on a board may hold: control characters but tabs and line feeds, lone halves of a pair, byte order marks. */
const unprintable = /(?![\t\n])\p{Cc}|\p{Cs}|[\uFEFF\uFFFE\uFFFF]/gu

function printableText(text: string): string {
  // Characters that begin a new line or page part words as well.
  return text.replaceAll(/[\v\f\u0085]/g, ' ').replaceAll(unprintable, '')
}

/** The line as it may stand on a board. */
export function tidyLine(nodes: readonly RichNode[]): RichNode[] {
  const line: RichNode[] = []
  for (const node of nodes) {
    if (node.type === 'hardBreak') {
      trimEnd(line)
      line.push({ type: 'hardBreak' })
      continue
    }
    const last = line.at(-1)
    const isStart = last === undefined || last.type === 'hardBreak'
    const words = scripted(node)
    const text = printableText(isStart ? words.replace(/^[ \t\n]+/, '') : words)
    if (text === '') continue
    const marks = tidyMarks(node.marks ?? [])
    if (last?.type === 'text' && sameMarks(last.marks ?? [], marks)) line[line.length - 1] = { ...last, text: `${last.text ?? ''}${text}` }
    else line.push(marks.length > 0 ? { type: 'text', text, marks } : { type: 'text', text })
  }
  // Breaks at the ends of a line break nothing.
  while (line.at(-1)?.type === 'hardBreak') line.pop()
  trimEnd(line)
  while (line[0]?.type === 'hardBreak') line.shift()
  return line
}

/** The words of a node; the innermost script counts. */
function scripted({ text = '', marks = [] }: RichNode): string {
  const script = marks.findLast(({ type }) => type === 'raised' || type === 'lowered')
  return script ? withScript(text, script.type as Script) : text
}

function trimEnd(line: RichNode[]): void {
  for (let last = line.at(-1); last?.type === 'text'; last = line.at(-1)) {
    const text = withoutEnd(last.text ?? '')
    line.pop()
    if (text === '') continue
    line.push({ ...last, text })
    return
  }
}

/** By hand: an expression that looks for the end begins anew at every space inside. */
function withoutEnd(text: string): string {
  let end = text.length
  while (end > 0 && /[ \t\n]/.test(text.charAt(end - 1))) end -= 1
  return text.slice(0, end)
}

export function isBlank(line: readonly RichNode[]): boolean {
  return line.every(({ type, text = '' }) => type === 'hardBreak' || text.trim() === '')
}

/** In the order of the schema, each kind once (the innermost); code stands alone, but a link is worth more than its code. */
function tidyMarks(marks: readonly Mark[]): Mark[] {
  const byType = new Map(marks.map((mark) => [mark.type, mark]))
  // Links are underlined anyway.
  if (byType.has('link')) for (const type of ['code', 'underline']) byType.delete(type)
  const code = byType.get('code')
  if (code) return [{ type: 'code' }]
  return markOrder.flatMap((type) => {
    const mark = byType.get(type)
    if (!mark) return []
    if (type === 'highlight') return [{ type, attrs: { color: null } }]
    return [mark.attrs ? { type, attrs: mark.attrs } : { type }]
  })
}

function sameMarks(a: readonly Mark[], b: readonly Mark[]): boolean {
  return a.length === b.length && a.every((mark, index) => {
    const other = b[index]
    return mark.type === other?.type && mark.attrs?.['href'] === other.attrs?.['href'] && mark.attrs?.['title'] === other.attrs?.['title']
  })
}
