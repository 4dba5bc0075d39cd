/** The blocks of the minutes, wherever they stand. */
import type { Block, Minutes } from '../minutes/minutes.ts'
import { assertNever } from '../util/assert-never.ts'

/** Every block, in order; one that holds others comes before them. */
export function blocksOf({ cover, parts }: Minutes): readonly Block[] {
  return withNested([...(cover?.linking ?? []), ...parts.flatMap((part) => [...part.linking, ...part.blocks])])
}

function withNested(blocks: readonly Block[]): readonly Block[] {
  return blocks.flatMap((block) => [block, ...nestedIn(block)])
}

function nestedIn(block: Block): readonly Block[] {
  switch (block.kind) {
    case 'list':
      return block.items.flatMap((item) => withNested(item.blocks))
    case 'quote':
    case 'confidential':
      return withNested(block.blocks)
    case 'table':
      return block.rows.flatMap((cells) => cells.flatMap((cell) => withNested(cell.blocks)))
    case 'facts':
      return block.facts.flatMap((fact) => withNested(fact.blocks))
    case 'heading':
    case 'paragraph':
    case 'code':
    case 'rule':
    case 'figure':
    case 'outcomes':
      return []
    default:
      return assertNever(block, 'block')
  }
}
