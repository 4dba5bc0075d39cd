/** Which way blocks, lists and tables run where the tree of the minutes says it only of their texts. */
import type { Block, Direction, TableBlock } from '../minutes/minutes.ts'

/** The direction that bullet, border and alignment follow: that of the first text inside. */
export function leadingDirection(blocks: readonly Block[]): Direction | null {
  for (const block of blocks) if (block.kind === 'paragraph' || block.kind === 'heading') return block.direction
  return null
}

/**
 * The side from which the columns of a table are counted: the direction that all its cells share, else that of what stands around it.
 * So a French table in Arabic minutes keeps its order, and the attendance list of Arabic minutes runs from the right whoever is on it.
 */
export function tableDirection({ rows }: TableBlock, surroundings: Direction): Direction {
  const directions = new Set(rows.flat().map(({ blocks }) => leadingDirection(blocks)))
  directions.delete(null)
  const [first] = directions
  return directions.size === 1 && first ? first : surroundings
}
