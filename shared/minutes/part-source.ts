/** How a part of the minutes is made, before anybody knows its place. */
import type { MinutesContext } from './context.ts'
import type { Block, PartId } from './minutes.ts'

/** The part of what earlier meetings asked for. */
export const mattersPart: PartId = 'matters'

export type PartSource = {
  readonly id: PartId
  readonly title: string
  /** `section`: counted 1, 2, 3 …; `annex`: lettered A, B, C …; in the order in which they are printed. */
  readonly numbering: 'section' | 'annex' | 'none'
  /** Whether its statements are cited by number. */
  readonly isCited: boolean
  /** Built after all others, wherever it stands: it tells about them. */
  readonly isLate?: boolean
  /** Called once per printing, in printing order, so that figures are counted as the reader meets them. Empty: left out. */
  readonly build: (context: MinutesContext) => readonly Block[]
}

/** The blocks that are there; a helper for optional tables and lines. */
export function present(...blocks: readonly (Block | null)[]): readonly Block[] {
  return blocks.filter((block) => block !== null)
}
