/**
 * Inline content as one line that a translator can work on: words that carry marks (bold, a link) stand between numbered tags,
 * "see <1>the report</1>", as translation tools have them; a hard break is a line feed. The tags say where the marks of the source
 * go in the translation; nobody has to make marks anew, and none is lost unseen.
 */
import type { RichNode } from '../model/workshop.ts'

type Marks = NonNullable<RichNode['marks']>

/** Neighbouring text with the same marks. */
type Run = { readonly text: string; readonly marks: Marks }

const tagPair = /<(\d{1,3})>([\s\S]*?)<\/\1>/g

/** `inlines` with tags. What is neither text nor a break counts as the text inside it. */
export function taggedText(inlines: readonly RichNode[]): string {
  let number = 0
  return runsOf(inlines).map(({ text, marks }) => {
    if (marks.length === 0) return text
    number += 1
    return `<${number}>${text}</${number}>`
  }).join('')
}

/** `words` as inline content with the marks of `source` where its tags stand. Anything that is no tag of the source is plain text. */
export function inlinesFromTagged(words: string, source: readonly RichNode[]): readonly RichNode[] {
  const marks = markedRuns(source)
  const result: RichNode[] = []
  let end = 0
  for (const match of words.matchAll(tagPair)) {
    const found = marks[Number(match[1]) - 1]
    if (!found) continue
    result.push(...textNodes(words.slice(end, match.index), []), ...textNodes(match[2] ?? '', found.marks))
    end = match.index + match[0].length
  }
  return [...result, ...textNodes(words.slice(end), [])]
}

/** Addresses of the links in `source` whose tags are not in `words`. */
export function linksLost(words: string, source: readonly RichNode[]): readonly string[] {
  const kept = new Set([...words.matchAll(tagPair)].map((match) => Number(match[1])))
  return markedRuns(source).flatMap(({ marks }, index) => {
    const href = marks.find(({ type }) => type === 'link')?.attrs?.['href']
    return typeof href === 'string' && !kept.has(index + 1) ? [href] : []
  })
}

function markedRuns(inlines: readonly RichNode[]): readonly Run[] {
  return runsOf(inlines).filter(({ marks }) => marks.length > 0)
}

function runsOf(inlines: readonly RichNode[]): readonly Run[] {
  const runs: Run[] = []
  for (const { text, marks } of inlines.flatMap(runsIn)) {
    const last = runs.at(-1)
    if (last && JSON.stringify(last.marks) === JSON.stringify(marks)) runs[runs.length - 1] = { text: last.text + text, marks }
    else runs.push({ text, marks })
  }
  return runs
}

function runsIn(node: RichNode): readonly Run[] {
  if (node.type === 'hardBreak') return [{ text: '\n', marks: [] }]
  if (node.type !== 'text') return (node.content ?? []).flatMap(runsIn)
  return node.text === undefined || node.text === '' ? [] : [{ text: node.text, marks: node.marks ?? [] }]
}

function textNodes(text: string, marks: Marks): readonly RichNode[] {
  return text.split('\n').flatMap((line, index): readonly RichNode[] => [
    ...(index > 0 ? [{ type: 'hardBreak' }] : []),
    ...(line === '' ? [] : [marks.length === 0 ? { type: 'text', text: line } : { type: 'text', text: line, marks }]),
  ])
}
