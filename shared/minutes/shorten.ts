/**
 * What is printed of the boards once the rapporteur has shortened them: before anything is compiled, so that every part, profile and
 * format sees the same. Outcomes are never shortened away; they have numbers that people will quote.
 */
import { contentDigest } from '../document/boards/content-digest.ts'
import { outcomeNodes } from '../document/read-outcomes.ts'
import type { BoardId } from '../model/ids.ts'
import type { Board, RichNode, Summary, Workshop } from '../model/workshop.ts'
import { confidentialBoards } from '../document/boards/confidential-boards.ts'
import type { PartId } from './minutes.ts'

/** The boards that a part of the minutes is made of; none for parts that the compiler gathers from everywhere. */
export function partBoards(workshop: Pick<Workshop, 'boards'>, part: PartId): readonly Board[] {
  const [kind, id] = splitPart(part)
  if (kind === 'item') return workshop.boards.filter((board) => board.item === id && board.annex === undefined)
  if (kind === 'board') return workshop.boards.filter((board) => board.id === id && board.annex === undefined)
  if (kind === 'annex') return workshop.boards.filter(({ annex }) => annex?.kind === id)
  return []
}

/** The part in which a board is printed. */
export function partOfBoard(workshop: Pick<Workshop, 'boards' | 'items'>, board: BoardId): PartId {
  const { item = null, annex } = workshop.boards.find(({ id }) => id === board) ?? {}
  if (annex !== undefined) return `annex:${annex.kind}`
  return item !== null && workshop.items.some(({ id }) => id === item) ? `item:${item}` : `board:${board}`
}

function splitPart(part: PartId): readonly [kind: string, id: string] {
  const at = part.indexOf(':')
  return [part.slice(0, Math.max(0, at)), part.slice(at + 1)]
}

/** Digest of everything that the boards of a part say now: the basis of its summary. */
export function partDigest(workshop: Pick<Workshop, 'boards'>, part: PartId): string {
  return contentDigest(partBoards(workshop, part).flatMap(({ content }) => content))
}

/** Whether a summary stands in the place of the boards: somebody wants it, and there is something to print. */
export function isSummaryPrinted({ isUsed, content }: Summary): boolean {
  return isUsed && hasWords(content)
}

/** An image says something, too. */
function hasWords(nodes: readonly RichNode[]): boolean {
  return nodes.some((node) => node.type === 'image' || (node.text ?? '').trim() !== '' || hasWords(node.content ?? []))
}

/** Something that the rapporteur shortened, and whether the board has changed since. */
export type Shortened =
  | { readonly kind: 'summary'; readonly part: PartId; readonly isStale: boolean }
  | { readonly kind: 'passage'; readonly part: PartId; readonly board: BoardId; readonly block: number; readonly isStale: boolean }

/** Everything that is shortened, summaries first. A passage below a printed summary makes no difference and is not named. */
export function shortenedPlaces(workshop: Workshop): readonly Shortened[] {
  const { summaries, hidden } = workshop.minutes
  const printed = Object.entries(summaries).filter(([part, summary]) => isSummaryPrinted(summary) && partBoards(workshop, part).length > 0)
  const summarised = new Set(printed.map(([part]) => part))
  const contents = new Map<string, readonly RichNode[]>(workshop.boards.map((board) => [board.id, board.content]))
  return [
    ...printed.map(([part, { basis }]): Shortened => ({ kind: 'summary', part, isStale: basis !== partDigest(workshop, part) })),
    ...hidden.flatMap(({ board, block, basis }): readonly Shortened[] => {
      const node = contents.get(board)?.[block]
      const part = partOfBoard(workshop, board)
      if (!node || summarised.has(part)) return []
      return [{ kind: 'passage', part, board, block, isStale: basis !== contentDigest([node]) }]
    }),
  ]
}

/** `workshop` with boards as they are printed, and nothing left to shorten; the very same when nothing was shortened. */
export function withShortening(workshop: Workshop): Workshop {
  const { summaries, hidden } = workshop.minutes
  const printed = new Map(Object.entries(summaries).filter(([, summary]) => isSummaryPrinted(summary)))
  if (printed.size === 0 && hidden.length === 0) return workshop
  const titles = new Map<string, string>(workshop.items.map(({ id, title }) => [id, title]))
  const confidential = confidentialBoards(workshop)
  const seen = new Set<PartId>()
  const boards = workshop.boards.map((board): Board => {
    const part = partOfBoard(workshop, board.id)
    const summary = printed.get(part)
    if (summary) {
      const all = partBoards(workshop, part)
      const open = all.filter(({ id }) => !confidential.has(id))
      const together = open.length > 0 ? open : all
      // What a report leaves out is not moved to where it would be printed.
      if (!together.includes(board)) return { ...board, content: outcomeNodes(board.content) }
      if (seen.has(part)) return { ...board, content: [] }
      seen.add(part)
      // One board speaks for all of the part, under the title of the part.
      const outcomes = together.flatMap(({ content }) => outcomeNodes(content))
      const title = board.item === null ? board.title : (titles.get(board.item) ?? board.title)
      return { ...board, title, content: [...summary.content, ...outcomes] }
    }
    const blocks = new Set(hidden.filter((passage) => passage.board === board.id).map(({ block }) => block))
    return blocks.size === 0 ? board : { ...board, content: board.content.flatMap((node, index) => (blocks.has(index) ? outcomeNodes([node]) : [node])) }
  })
  return { ...workshop, boards, minutes: { ...workshop.minutes, summaries: {}, hidden: [] } }
}
