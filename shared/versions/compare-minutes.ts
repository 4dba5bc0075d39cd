/**
 * What changed from one document to the next, block by block: every statement, heading, list item, table row, fact, outcome and figure
 * that was changed, added or taken out, and nothing else. Numbers that only moved on (paragraphs, figures, sections) are no change.
 */
import type { Block, CitationNumber, Fact, Minutes } from '../minutes/minutes.ts'
import { blockText, inlineText } from '../render/block-text.ts'
import { assertNever } from '../util/assert-never.ts'
import { canonicalJson } from './canonical-json.ts'
import { diffSequences } from './sequence-diff.ts'

/** A piece of the document that is listed as one. */
export type Unit = {
  readonly kind: 'cover' | 'part' | Block['kind']
  /** The number that it is cited by, or that of the statement before it in the same part. */
  readonly paragraph: CitationNumber
  /** Title of the part; '' on the cover. */
  readonly part: string
  readonly text: string
  /** Everything that makes it what it is, without numbers that only follow from its place. */
  readonly key: string
}

export type Change =
  | { readonly kind: 'changed'; readonly before: Unit; readonly after: Unit }
  | { readonly kind: 'added'; readonly after: Unit }
  | { readonly kind: 'removed'; readonly before: Unit }

/** Parts that tell of changes are not compared: each version has its own. */
export const corrigendumPart = 'corrigendum'

/** The changes from `before` to `after`, in the order of `after`. */
export function compareMinutes(before: Minutes, after: Minutes): readonly Change[] {
  return compareUnits(unitsOf(before), unitsOf(after))
}

export function compareUnits(before: readonly Unit[], after: readonly Unit[]): readonly Change[] {
  return diffSequences(before.map(({ key }) => key), after.map(({ key }) => key)).flatMap((run) =>
    run.isEqual ? [] : pairUp(before.slice(...run.before), after.slice(...run.after)))
}

/** The pieces of a document in printing order. */
export function unitsOf({ cover, title, parts }: Pick<Minutes, 'cover' | 'title' | 'parts'>): readonly Unit[] {
  const coverUnit = (text: string, name: string): readonly Unit[] => (text === '' ? [] : [{ kind: 'cover', paragraph: null, part: '', text, key: canonicalJson([name, text]) }])
  const coverUnits = [
    ...coverUnit(cover?.kicker ?? '', 'kicker'),
    ...coverUnit(cover?.documentType ?? '', 'type'),
    ...coverUnit(title, 'title'),
    ...coverUnit(cover?.subtitle ?? '', 'subtitle'),
    ...blockUnits(cover === null ? [] : [{ kind: 'facts', title: '', facts: cover.facts }, ...cover.linking], ''),
  ]
  return [
    ...coverUnits,
    ...parts.filter(({ id }) => id !== corrigendumPart).flatMap((part): readonly Unit[] => [
      { kind: 'part', paragraph: null, part: part.title, text: part.title, key: canonicalJson(['part', part.id, part.title]) },
      ...blockUnits([...part.linking, ...part.blocks], part.title),
    ]),
  ]
}

/** `before`: the number of the statement that stands before them. */
function blockUnits(blocks: readonly Block[], part: string, before: CitationNumber = null): readonly Unit[] {
  let paragraph = before
  return blocks.flatMap((block): readonly Unit[] => {
    if ('number' in block && block.kind !== 'figure' && block.number !== null) paragraph = block.number
    const unit = (text: string, content: unknown, number: CitationNumber = paragraph): Unit =>
      ({ kind: block.kind, paragraph: number, part, text, key: canonicalJson([block.kind, withoutNumbers(content)]) })
    switch (block.kind) {
      case 'heading':
      case 'paragraph':
      case 'quote':
      case 'code':
      case 'rule':
        return [unit(blockText([block]), block)]
      case 'figure': {
        const { notes = [], ...figure } = block
        // A description that is what is written on the sheet is listed there.
        const isWrittenBelow = notes.some(({ blocks }) => blockText(blocks).replaceAll('\n', ' ').includes(figure.alt))
        const shown = isWrittenBelow ? { ...figure, alt: '' } : figure
        return [unit([block.name, block.caption].filter((text) => text !== '').join(': '), shown), ...notes.map((fact) => unit(factText(fact), fact))]
      }
      case 'list':
        return block.items.map((item) => unit(blockText(item.blocks), [block.style, block.numbering, block.start, item]))
      case 'confidential':
        return [unit(block.label, ['label', block.blocks.length === 0]), ...blockUnits(block.blocks, part, paragraph)]
      case 'table': {
        const { rows, caption, ...shape } = block
        return [
          ...(caption === '' ? [] : [unit(caption, ['caption', caption])]),
          ...rows.map((cells) => unit(cells.map((cell) => blockText(cell.blocks)).join(' | '), [shape, cells])),
        ]
      }
      case 'facts':
        return [...(block.title === '' ? [] : [unit(block.title, ['title', block.title])]), ...block.facts.map((fact) => unit(factText(fact), fact))]
      case 'outcomes':
        return block.entries.map((entry) => {
          if (entry.number !== null) paragraph = entry.number
          const fields = entry.fields.map(({ term, value }) => `${term}: ${value}`)
          return unit([[entry.label, inlineText(entry.inlines)].filter((text) => text !== '').join(' '), ...fields].join('\n'), entry, paragraph)
        })
      default:
        return assertNever(block, 'block')
    }
  })
}

function factText({ term, blocks }: Fact): string {
  return `${term}: ${blockText(blocks)}`
}

/** A copy in which no block says its number: it follows from what stands before. */
function withoutNumbers(content: unknown): unknown {
  if (Array.isArray(content)) return content.map(withoutNumbers)
  if (typeof content !== 'object' || content === null) return content
  return Object.fromEntries(Object.entries(content).filter(([name]) => name !== 'number').map(([name, value]) => [name, withoutNumbers(value)]))
}

/** Two texts that share less than this of their words are two texts, not one that was changed. */
const leastShared = 0.4
/** Above this many comparisons, what stands at the same place is taken to be the same thing. */
const maxComparisons = 40_000

/** What replaced what, among units that stand between two unchanged ones. Keeps both orders. */
function pairUp(before: readonly Unit[], after: readonly Unit[]): readonly Change[] {
  const pairs = before.length * after.length <= maxComparisons ? bestPairs(before, after) : []
  const changes: Change[] = []
  let [a, b] = [0, 0]
  for (const [nextA, nextB] of [...pairs, [before.length, after.length] as const]) {
    for (const unit of before.slice(a, nextA)) changes.push({ kind: 'removed', before: unit })
    for (const unit of after.slice(b, nextB)) changes.push({ kind: 'added', after: unit })
    const [old, now] = [before[nextA], after[nextB]]
    if (old !== undefined && now !== undefined) changes.push({ kind: 'changed', before: old, after: now })
    ;[a, b] = [nextA + 1, nextB + 1]
  }
  return changes
}

/** The pairs, in order in both, that share the most words altogether. */
function bestPairs(before: readonly Unit[], after: readonly Unit[]): readonly (readonly [number, number])[] {
  const beforeWords = before.map(({ text }) => wordCounts(text))
  const afterWords = after.map(({ text }) => wordCounts(text))
  const shared = before.map((old, a) => after.map((now, b) => (old.kind === now.kind ? similarity(beforeWords[a], afterWords[b]) : 0)))
  const best = Array.from({ length: before.length + 1 }, () => new Float64Array(after.length + 1))
  for (let a = before.length - 1; a >= 0; a -= 1) {
    for (let b = after.length - 1; b >= 0; b -= 1) {
      const skip = Math.max(best[a + 1]?.[b] ?? 0, best[a]?.[b + 1] ?? 0)
      const score = shared[a]?.[b] ?? 0
      const taken = score >= leastShared ? score + (best[a + 1]?.[b + 1] ?? 0) : 0
      const row = best[a]
      if (row) row[b] = Math.max(skip, taken)
    }
  }
  const pairs: (readonly [number, number])[] = []
  let [a, b] = [0, 0]
  while (a < before.length && b < after.length) {
    const here = best[a]?.[b] ?? 0
    if (here === best[a + 1]?.[b]) a += 1
    else if (here === best[a]?.[b + 1]) b += 1
    else {
      pairs.push([a, b])
      a += 1
      b += 1
    }
  }
  return pairs
}

type WordCounts = { readonly counts: ReadonlyMap<string, number>; readonly total: number }

function wordCounts(text: string): WordCounts {
  const words = text.split(/\s+/u).filter((word) => word !== '')
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return { counts, total: words.length }
}

/** From 0 (no word in common) to 1; two without any word are the same thing in another form. */
function similarity(a: WordCounts | undefined, b: WordCounts | undefined): number {
  if (!a || !b) return 0
  if (a.total + b.total === 0) return 1
  let common = 0
  for (const [word, count] of a.counts) common += Math.min(count, b.counts.get(word) ?? 0)
  return (2 * common) / (a.total + b.total)
}
