/** Boards that are printed in an annex: the material of the workshops, complete, and the statements that somebody handed in. */
import type { Board, BoardAnnexKind } from '../model/workshop.ts'
import { groupFacts } from './body-parts.ts'
import { partLevel, type MinutesContext } from './context.ts'
import { formatDateField } from './dates.ts'
import type { Block, PartId } from './minutes.ts'
import { factsOf, headingOf, metaLine } from './text-blocks.ts'

export function annexPartId(kind: BoardAnnexKind): PartId {
  return `annex:${kind}`
}

/** Every board of the annex that holds something, under its own title. */
export function annexedBoards(context: MinutesContext, kind: BoardAnnexKind): readonly Block[] {
  return context.workshop.boards.filter((board) => board.annex?.kind === kind).flatMap((board): readonly Block[] => {
    const blocks = context.board(board, annexPartId(kind), partLevel + 1)
    if (blocks.length === 0) return []
    const title = board.title.trim() === '' ? context.labels.untitled : board.title
    return [headingOf(title, partLevel + 1), ...about(context, board), ...groupFacts(context, board), ...blocks]
  })
}

/** Who handed it in, when, and where in the programme it belongs. */
function about(context: MinutesContext, board: Board): readonly Block[] {
  const { labels, language, attributor, workshop } = context
  const { annex } = board
  if (annex === undefined) return []
  const item = workshop.items.find(({ id }) => id === board.item)
  const facts = factsOf([
    [labels.columns.handedInBy, attributor.speaker(annex.author)],
    [labels.columns.organisation, attributor.organisation(annex.organisation)],
    [labels.cover.date, formatDateField(annex.date, language)],
    [labels.columns.item, item?.title ?? ''],
  ])
  return [
    ...(annex.confidential ? [metaLine(labels.field['confidential'] ?? '')] : []),
    ...(facts.length === 0 ? [] : [{ kind: 'facts', title: '', facts } as const]),
  ]
}
