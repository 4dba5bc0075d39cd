/** What the rapporteur shortens in the minutes, each one transaction with the caller's origin. Summaries, the editor writes into `summaryFragment`. */
import * as Y from 'yjs'
import type { BoardId } from '../../model/ids.ts'
import { blockOrigins } from '../boards/board-content.ts'
import { contentDigest } from '../boards/content-digest.ts'
import { boardFragment, readBoardContent } from '../read-workshop.ts'
import { rootsOf } from '../roots.ts'
import { hiddenKey } from '../boards/shortening.ts'

/**
 * Leaves the block at `index` of what is read from a board out of the minutes, as it stands now, or prints it again. Hiding one that
 * is hidden takes note of what it says now. False when there is no such block.
 */
export function setBlockHidden(doc: Y.Doc, origin: unknown, board: BoardId, index: number, isHidden: boolean): boolean {
  const fragment = boardFragment(doc, board)
  const block = fragment && blockOrigins(fragment)[index]
  const node = readBoardContent(doc, board)[index]
  const key = block ? hiddenKey(board, block) : null
  if (key === null || !node) return false
  doc.transact(() => {
    rootsOf(doc).minutesParts.set(key, isHidden ? contentDigest([node]) : false)
  }, origin)
  return true
}

/** Prints the summary of a part in the place of what its boards say; `basis`: the digest of what they say now. Null prints the boards again and keeps the summary. */
export function setSummaryUsed(doc: Y.Doc, origin: unknown, part: string, basis: string | null): void {
  doc.transact(() => {
    rootsOf(doc).minutesParts.set(`summary:${part}`, basis ?? false)
  }, origin)
}
