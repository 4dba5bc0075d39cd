/**
 * Citation numbers: every statement of the body is counted, from the first section to the close, so that a correction can say
 * "paragraph 14" to a reader of another language or format. Counted are the paragraphs, lists (as a whole), quotations and
 * outcomes that stand directly in a part, marked as confidential or not. Headings, lines of the compiler's own, facts, tables and
 * figures are not: figures have numbers of their own, and so do tables. Nothing inside a counted block is counted again.
 */
import type { Block, MinutesPart } from './minutes.ts'

/**
 * Stands where a statement was that this profile leaves out: it uses up a number, so that what follows is cited as in the full
 * minutes, and is never printed.
 */
export const withheldBlock: Block = { kind: 'paragraph', style: 'meta', number: null, inlines: [], direction: null }

/** Known by its shape, a line of the compiler's own without a word, of which there is no other: blocks that are kept from round to round may be copies. */
export function isWithheldBlock(block: Block): boolean {
  return block.kind === 'paragraph' && block.style === 'meta' && block.inlines.length === 0
}

export type Numbered = { readonly blocks: readonly Block[]; readonly next: number }

/** `blocks` with their numbers, beginning with `first`, and the number after the last one. */
export function numberBlocks(blocks: readonly Block[], first: number): Numbered {
  let next = first
  const numbered = blocks.flatMap((block): readonly Block[] => {
    if (isWithheldBlock(block)) {
      next += 1
      return []
    }
    switch (block.kind) {
      case 'paragraph':
        return [block.style === 'meta' ? block : { ...block, number: next++ }]
      case 'list':
      case 'quote':
        return [{ ...block, number: next++ }]
      case 'outcomes':
        return [{ ...block, entries: block.entries.map((entry) => ({ ...entry, number: next++ })) }]
      case 'confidential': {
        // A mark around statements, and not a statement itself.
        const inside = numberBlocks(block.blocks, next)
        next = inside.next
        return [{ ...block, blocks: inside.blocks }]
      }
      default:
        return [block]
    }
  })
  return { blocks: numbered, next }
}

/** `part` with all its numbers moved by `by`. */
export function shiftNumbers(part: MinutesPart, by: number): MinutesPart {
  const shifted = <T extends { readonly number: number | null }>(counted: T): T => (counted.number === null ? counted : { ...counted, number: counted.number + by })
  const shift = (block: Block): Block => {
    if (block.kind === 'outcomes') return { ...block, entries: block.entries.map(shifted) }
    if (block.kind === 'confidential') return { ...block, blocks: block.blocks.map(shift) }
    return 'number' in block && block.kind !== 'figure' ? shifted(block) : block
  }
  return { ...part, linking: part.linking.map(shift), blocks: part.blocks.map(shift) }
}
