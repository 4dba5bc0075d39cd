/**
 * Minutes that come back: their paragraphs carry numbers to cite them by, which are no words of the board. They are taken away only from
 * documents that say of themselves that Minuta wrote them, and only where they count up.
 */
import type { RichNode } from '../../model/workshop.ts'

/** Numbers of outcomes and of parts that a document leaves out lie between two paragraphs; further away it is no number to cite by. */
const furthest = 200

/** `blocks` without citation numbers; a line that is nothing but its number goes. */
export function withoutCitations(blocks: readonly RichNode[]): RichNode[] {
  let last = 0
  return blocks.flatMap((block) => {
    const below = block.type === 'blockquote' ? block.content?.at(-1) : undefined
    // The number of a quotation stands below it, in Markdown.
    const quoted = below?.type === 'paragraph' ? citationOf(below) : null
    if (quoted !== null && quoted.rest.length === 0 && isNext(quoted.number, last) && (block.content ?? []).length > 1) {
      last = quoted.number
      return [{ ...block, content: block.content?.slice(0, -1) ?? [] }]
    }
    const cited = block.type === 'paragraph' ? citationOf(block) : null
    if (cited === null || !isNext(cited.number, last)) return [block]
    last = cited.number
    return cited.rest.length === 0 ? [] : [{ ...block, content: cited.rest }]
  })
}

function isNext(number: number, last: number): boolean {
  return number > last && number <= last + furthest
}

function citationOf({ content = [] }: RichNode): { readonly number: number; readonly rest: readonly RichNode[] } | null {
  const [first, ...others] = content
  if (first?.type !== 'text') return null
  const text = first.text ?? ''
  // Before a tab, or alone: as office documents have it.
  const match = /^(\d{1,5})(?:\t|$)/.exec(text)
  const next = others[0]?.text ?? ''
  if (!match || (match[0].length === text.length && !text.endsWith('\t') && others.length > 0 && !/^[ \t]/.test(next))) return null
  const left = text.slice(match[0].length)
  const rest = left === '' ? others : [{ ...first, text: left }, ...others]
  const [start, ...more] = rest
  const trimmed = start?.type === 'text' ? (start.text ?? '').replace(/^[ \t]+/, '') : null
  return { number: Number(match[1]), rest: start === undefined || trimmed === null ? rest : trimmed === '' ? more : [{ ...start, text: trimmed }, ...more] }
}
