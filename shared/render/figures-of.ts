/** The figures of the minutes, wherever they stand. */
import type { Block, FigureBlock, Minutes } from '../minutes/minutes.ts'
import { assertNever } from '../util/assert-never.ts'

/** Every figure, in order. */
export function figuresOf({ cover, parts }: Minutes): readonly FigureBlock[] {
  return [...figuresIn(cover?.linking ?? []), ...parts.flatMap((part) => [...figuresIn(part.linking), ...figuresIn(part.blocks)])]
}

function figuresIn(blocks: readonly Block[]): readonly FigureBlock[] {
  return blocks.flatMap((block): readonly FigureBlock[] => {
    switch (block.kind) {
      case 'figure':
        return [block]
      case 'list':
        return block.items.flatMap((item) => figuresIn(item.blocks))
      case 'quote':
      case 'confidential':
        return figuresIn(block.blocks)
      case 'table':
        return block.rows.flatMap((cells) => cells.flatMap((cell) => figuresIn(cell.blocks)))
      case 'facts':
        return block.facts.flatMap((fact) => figuresIn(fact.blocks))
      case 'heading':
      case 'paragraph':
      case 'code':
      case 'rule':
      case 'outcomes':
        return []
      default:
        return assertNever(block, 'block')
    }
  })
}
