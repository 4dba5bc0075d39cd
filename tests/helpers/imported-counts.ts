/** What stands in imported content, counted. */
import type { ImportedDocument, ImportNotice } from '../../shared/import/imported.ts'
import type { RichNode } from '../../shared/model/workshop.ts'

export type Counts = {
  readonly headings: number
  readonly items: number
  readonly tables: number
  readonly rows: number
  /** On the board, or named in a notice. */
  readonly images: number
  readonly links: number
}

/** All words of the blocks and of the descriptions of pictures, in order. */
export function wordsOf(blocks: readonly RichNode[]): string[] {
  return wordsIn(blocks.map(textOf).join('\n'))
}

export function wordsIn(text: string): string[] {
  return text.normalize('NFC').match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
}

function textOf(node: RichNode): string {
  if (node.type === 'text') return node.text ?? ''
  if (node.type === 'hardBreak') return '\n'
  const text = (node.content ?? []).map(textOf).join('')
  return node.type === 'image' ? `${String(node.attrs?.['alt'])}\n` : `${text}\n`
}

export function countsOf({ blocks, notices }: ImportedDocument): Counts {
  const told = (kind: ImportNotice['kind']): number => notices.filter((notice) => notice.kind === kind).reduce((sum, { count }) => sum + count, 0)
  const nodes = blocks.flatMap(allNodes)
  const of = (...types: readonly string[]): number => nodes.filter(({ type }) => types.includes(type)).length
  return {
    headings: of('heading'),
    items: of('listItem', 'taskItem'),
    tables: of('table'),
    rows: of('tableRow'),
    images: of('image') + told('remote-image') + told('image-left-out'),
    links: countLinks(nodes) + told('unsafe-link') + told('internal-link'),
  }
}

/** Runs of text with the same address, one after the other, are one link. */
function countLinks(nodes: readonly RichNode[]): number {
  let count = 0
  let open: unknown = null
  for (const { type, marks } of nodes) {
    const href = type === 'text' ? (marks?.find((mark) => mark.type === 'link')?.attrs?.['href'] ?? null) : null
    if (href !== null && href !== open) count += 1
    open = href
  }
  return count
}

/** How many links show an address that is a link by itself: some readers count them twice. */
export function bareLinks(blocks: readonly RichNode[]): number {
  return blocks.flatMap(allNodes).filter(({ text, marks }) => /https?:\/\/|www\.|@/i.test(text ?? '') && marks?.some(({ type }) => type === 'link')).length
}

function allNodes(node: RichNode): RichNode[] {
  return [node, ...(node.content ?? []).flatMap(allNodes)]
}

/** How many of `words` are not among `others`, each counted as often as it stands there. */
export function countMissing(words: readonly string[], others: readonly string[]): number {
  const left = new Map<string, number>()
  for (const word of others) left.set(word, (left.get(word) ?? 0) + 1)
  return words.filter((word) => {
    const count = left.get(word) ?? 0
    left.set(word, count - 1)
    return count <= 0
  }).length
}
