/** The words of blocks without any markup: for measuring, never for printing. */
import type { Block, Fact, Inline } from '../minutes/minutes.ts'
import { assertNever } from '../util/assert-never.ts'

/** Text of `blocks`, one line per block. */
export function blockText(blocks: readonly Block[]): string {
  return blocks.map((block) => oneBlockText(block)).join('\n')
}

export function inlineText(inlines: readonly Inline[]): string {
  return inlines.map((inline) => (inline.kind === 'break' ? '\n' : inline.text)).join('')
}

function factLines(facts: readonly Fact[]): readonly string[] {
  return facts.map(({ term, blocks }) => `${term}\n${blockText(blocks)}`)
}

function oneBlockText(block: Block): string {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return inlineText(block.inlines)
    case 'list':
      return block.items.map((item) => blockText(item.blocks)).join('\n')
    case 'quote':
      return [blockText(block.blocks), block.attribution].join('\n')
    case 'code':
      return block.text
    case 'rule':
      return ''
    case 'figure':
      return [block.caption, ...factLines(block.notes ?? [])].join('\n')
    case 'table':
      return block.rows.map((cells) => cells.map((cell) => blockText(cell.blocks)).join('\n')).join('\n')
    case 'facts':
      return factLines(block.facts).join('\n')
    case 'confidential':
      return blockText(block.blocks)
    case 'outcomes':
      return block.entries.map(({ inlines, fields }) => [inlineText(inlines), ...fields.map(({ value }) => value)].join('\n')).join('\n')
    default:
      return assertNever(block, 'block')
  }
}
