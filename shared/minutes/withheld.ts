/**
 * What stands where a report leaves something out: nothing of it but how many numbers it used up, so that whatever follows is cited as
 * in the full minutes. It lives between `publish.ts`, which puts it down, and `rich-text.ts`, which counts on.
 */
import type { RichNode } from '../model/workshop.ts'

/** Numbers that run through the minutes: how many of each something has. */
export type NumbersUsed = { readonly statements: number; readonly figures: number; readonly tables: number }

const withheldType = 'withheld'

export function withheldNode(used: NumbersUsed): RichNode {
  return { type: withheldType, attrs: used }
}

/** The numbers that `node` used up; null for a node that is not withheld. */
export function withheldNumbers(node: RichNode): NumbersUsed | null {
  if (node.type !== withheldType) return null
  const count = (name: keyof NumbersUsed): number => {
    const value = node.attrs?.[name]
    return typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : 0
  }
  return { statements: count('statements'), figures: count('figures'), tables: count('tables') }
}
