/** Which way blocks, lists and tables run where the tree of the minutes says it only of their texts. */
import { textDirection } from '../minutes/direction.ts'
import type { Block, Direction, TableBlock } from '../minutes/minutes.ts'
import { marksIn } from '../versions/places.ts'

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

/** What nobody sees and no search finds: here it goes on from left to right. Left out where the words of two documents are compared. */
export const leftToRightMark = '\u200E'
/** A reference, a date or a telephone number: its parts follow each other from the left in every language. */
const number = /\p{N}-\p{N}|\+\p{N}/u
/** From one time to another: that follows the text around it. */
const range = /[–—]/

/**
 * Whether `value`, which stands behind a label on one line, has to be kept from being read into a line that runs from the right: behind Arabic letters
 * "2026-02" would be shown as "02-2026", and the full stop of a sentence in Latin letters before its first word.
 */
export function runsAgainstLabel(value: string, around: Direction): boolean {
  // Whoever typed a mark has said how the words run.
  if (around !== 'rtl' || marksIn(value, 0).length > 0) return false
  const direction = textDirection(value)
  return direction === 'ltr' || (direction === null && number.test(value) && !range.test(value))
}

/** `text` of one line without the marks that stand in it where `besideLabel` puts them. */
export function withoutLabelMarks(text: string): string {
  return text.replace(/(?<label>[:\t]\s*)\u200E(?<value>[^\u200E]*)\u200E/gu, (whole, label: string, value: string) => (runsAgainstLabel(value, 'rtl') ? label + value : whole))
}

/** `value` as it stands behind a label on one line. */
export function besideLabel(value: string, around: Direction): string {
  return runsAgainstLabel(value, around) ? `${leftToRightMark}${value}${leftToRightMark}` : value
}
