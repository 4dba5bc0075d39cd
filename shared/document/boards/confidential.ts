/** What stays in the house, as boards say it. */
import type { RichNode } from '../../model/workshop.ts'
import { flagSet } from '../../outcomes/kinds.ts'
import { confidentialBlocks } from './board-schema.ts'

/** Whether somebody marked this block itself; outcomes say it with their field. */
export function isMarkedConfidential({ type, attrs }: RichNode): boolean {
  return attrs?.['confidential'] === true && confidentialBlocks.includes(type)
}

/** Whether this block, or outcome, may not leave the house. */
export function isConfidential(node: RichNode): boolean {
  return isMarkedConfidential(node) || (node.type === 'outcome' && node.attrs?.['confidential'] === flagSet)
}
