/** Which images a document needs, known before any is read. */
import type { Block, Minutes } from '../minutes/minutes.ts'
import type { BlobId } from '../model/ids.ts'
import { assertNever } from '../util/assert-never.ts'

/** Every image that `minutes` shows, in order; the logo of the letterhead comes first. */
export function blobsOf({ cover, letterhead, parts }: Minutes): readonly BlobId[] {
  return [...(letterhead.logo === null ? [] : [letterhead.logo]), ...figures(cover?.linking ?? []), ...parts.flatMap((part) => [...figures(part.linking), ...figures(part.blocks)])]
}

function figures(blocks: readonly Block[]): readonly BlobId[] {
  return blocks.flatMap((block): readonly BlobId[] => {
    switch (block.kind) {
      case 'figure':
        return [block.blob]
      case 'list':
        return block.items.flatMap((item) => figures(item.blocks))
      case 'quote':
        return figures(block.blocks)
      case 'table':
        return block.rows.flatMap((cells) => cells.flatMap((cell) => figures(cell.blocks)))
      case 'facts':
        return block.facts.flatMap((fact) => figures(fact.blocks))
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
