/**
 * What the rapporteur shortened in the minutes, read from the document: passages of a board that are not printed, and summaries
 * that are printed in the place of what stands on the boards of a part. Neither touches a board. Each remembers (`basis`) what the
 * board said when the rapporteur decided, so that a later change is seen and nothing is decided twice.
 */
import * as Y from 'yjs'
import type { BoardId } from '../../model/ids.ts'
import type { HiddenBlock, Summary } from '../../model/workshop.ts'
import { blockOrigins, readContent, type LossListener } from './board-content.ts'
import { partsWithSummary, rootsOf, summaryFragment } from '../roots.ts'

const summaryPrefix = 'summary:'
const hiddenPrefix = 'hidden:'
const basisPattern = /^[0-9a-f]{1,64}$/

/**
 * Where a passage is noted in `minutesParts`: by the board and by the shared type of its block, which stays the same while people
 * write in it and above it. Null for content that is not part of a document.
 */
export function hiddenKey(board: string, block: Y.XmlElement | Y.XmlText): string | null {
  const id = Y.createRelativePositionFromTypeIndex(block, 0).type
  return id === null ? null : keyOfHidden(board, id)
}

/** The same for a block that is known by its id. */
export function keyOfHidden(board: string, { client, clock }: Y.ID): string {
  return `${hiddenPrefix}${board}:${client}-${clock}`
}

const hiddenPattern = new RegExp(`^${hiddenPrefix}(.+):(\\d{1,16})-(\\d{1,16})$`)

/** Every passage that somebody left out, whether its block is still there or not. */
export function hiddenPassages(doc: Y.Doc): { readonly board: string; readonly block: Y.ID; readonly basis: string }[] {
  return [...rootsOf(doc).minutesParts].flatMap(([key, basis]) => {
    const [, board, client, clock] = hiddenPattern.exec(key) ?? []
    return board === undefined || typeof basis !== 'string' || !basisPattern.test(basis) ? [] : [{ board, block: Y.createID(Number(client), Number(clock)), basis }]
  })
}

/** The passages that are not printed, of the boards that `fragmentOf` knows, in the order of `boards` and of their blocks. */
export function readHidden(doc: Y.Doc, boards: () => readonly BoardId[], fragmentOf: (board: BoardId) => Y.XmlFragment | null): HiddenBlock[] {
  const passages = hiddenPassages(doc)
  if (passages.length === 0) return []
  const noted = new Map(passages.map(({ board, block, basis }) => [keyOfHidden(board, block), basis]))
  const concerned = new Set(passages.map(({ board }) => board))
  return boards().flatMap((board) => {
    const fragment = fragmentOf(board)
    if (!fragment || !concerned.has(board)) return []
    return blockOrigins(fragment).flatMap((origin, block): HiddenBlock[] => {
      const basis = noted.get(hiddenKey(board, origin) ?? '')
      return basis === undefined ? [] : [{ board, block, basis }]
    })
  })
}

/** Whether any passage of any board may be hidden. */
export function hidesPassages(doc: Y.Doc): boolean {
  return [...rootsOf(doc).minutesParts.keys()].some((key) => key.startsWith(hiddenPrefix))
}

/** Every summary that somebody wrote or asked for, by part id. */
export function readSummaries(doc: Y.Doc, onLoss?: (part: string) => LossListener): Readonly<Record<string, Summary>> {
  const { minutesParts } = rootsOf(doc)
  const wanted = [...minutesParts.keys()].filter((key) => key.startsWith(summaryPrefix)).map((key) => key.slice(summaryPrefix.length))
  const entries = [...new Set([...partsWithSummary(doc), ...wanted])].sort().map((part): [string, Summary] => {
    const basis = minutesParts.get(`${summaryPrefix}${part}`)
    const isUsed = typeof basis === 'string' && basisPattern.test(basis)
    return [part, { content: readContent(summaryFragment(doc, part), onLoss?.(part)), isUsed, basis: isUsed ? basis : '' }]
  })
  return Object.fromEntries(entries.filter(([, { content, isUsed }]) => isUsed || content.length > 0))
}
