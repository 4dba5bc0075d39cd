/**
 * The workshop as it may leave the house: for the public report and for letters. What is confidential is taken out here, before
 * anything is compiled, so that no part of the minutes can print it by mistake. Nothing that stays tells what went.
 */
import type { ContentLoss, Outcome, RichNode, Workshop } from '../model/workshop.ts'
import { flagSet } from '../outcomes/kinds.ts'
import { withShortening } from './shorten.ts'

export type Published = {
  readonly workshop: Workshop
  /** Whether anything but contacts was left out. */
  readonly isAnythingLeftOut: boolean
}

/** Stands where an outcome, or what held nothing else, stood directly on a board; see `citations.ts`. */
export const withheldNode: RichNode = { type: 'withheld' }

/** `captured` as the rapporteur shortened it, without confidential items, outcomes and matters, without quotations that nobody allowed, and without contacts. */
export function publishWorkshop(captured: Workshop): Published {
  const workshop = withShortening(captured)
  const hiddenItems = new Set<string>(workshop.items.filter((item) => item.confidential).map(({ id }) => id))
  const hiddenBoards = new Set<string>(workshop.boards.filter(({ item }) => item !== null && hiddenItems.has(item)).map(({ id }) => id))
  const hiddenParts = new Set([...[...hiddenItems].map((id) => `item:${id}`), ...[...hiddenBoards].map((id) => `board:${id}`)])
  const boards = workshop.boards.filter(({ id }) => !hiddenBoards.has(id))
  const linking = Object.entries(workshop.minutes.linking).filter(([part]) => !hiddenParts.has(part))
  const trimmed = new Set<string>()
  const content = (key: string, nodes: readonly RichNode[]): readonly RichNode[] => {
    const kept = publishNodes(nodes)
    if (JSON.stringify(kept) !== JSON.stringify(nodes)) trimmed.add(key)
    return kept
  }
  const publishedBoards = boards.map((board) => ({ ...board, content: content(`board ${board.id}`, board.content) }))
  const publishedLinking = linking.map(([part, nodes]) => [part, content(`linking ${part}`, nodes)] as const)
  const outcomes = workshop.outcomes.filter((outcome) => !hiddenBoards.has(outcome.board) && isPublic(outcome.kind, outcome.fields))
  const matters = workshop.matters.filter(({ confidential }) => !confidential)
  const isShown = ({ board }: { readonly board: string | null }): boolean => board === null || !hiddenBoards.has(board)
  const shown = new Set<Outcome>(outcomes)
  const hiddenOutcomes = new Set<string>(workshop.outcomes.filter((outcome) => !shown.has(outcome)).map(({ id }) => id))
  const images = new Set([...publishedBoards.flatMap((board) => imagesOf(board.content)), ...publishedLinking.flatMap(([, nodes]) => imagesOf(nodes))])
  return {
    workshop: {
      ...workshop,
      items: workshop.items.filter(({ confidential }) => !confidential),
      people: workshop.people.map((person) => ({ ...person, contact: '' })),
      matters,
      boards: publishedBoards,
      outcomes: outcomes.map((outcome): Outcome => ({ ...outcome, fields: withoutContact(outcome.fields) })),
      blobs: workshop.blobs.filter(({ id }) => images.has(id) || id === workshop.details.letterhead.logo),
      minutes: {
        order: workshop.minutes.order.filter((part) => !hiddenParts.has(part)),
        excluded: workshop.minutes.excluded.filter((part) => !hiddenParts.has(part)),
        linking: Object.fromEntries(publishedLinking),
        // The boards say already what is printed; what was shortened stays in the house.
        summaries: {},
        hidden: [],
      },
      // What is printed is in the texts by now; the others tell what was taken out.
      translations: [],
      // A bad address may have stood in what was taken out: where something was, losses keep their kind and lose their name.
      losses: workshop.losses
        .filter(({ place, id }) => (place === 'board' ? !hiddenBoards.has(id) : !hiddenParts.has(id)))
        .map((loss) => (trimmed.has(`${loss.place} ${loss.id}`) ? { ...loss, name: nameless.name } : loss)),
      floor: {
        ...workshop.floor,
        questions: workshop.floor.questions.filter((question) => isShown(question) && !hiddenOutcomes.has(question.id)),
        votes: workshop.floor.votes.filter((vote) => isShown(vote) && !hiddenOutcomes.has(vote.id)),
      },
    },
    isAnythingLeftOut: hiddenItems.size > 0 || hiddenOutcomes.size > 0 || matters.length < workshop.matters.length,
  }
}

const nameless: Pick<ContentLoss, 'name'> = { name: '…' }

function isPublic(kind: unknown, fields: Readonly<Record<string, unknown>>): boolean {
  return fields['confidential'] !== flagSet && (kind !== 'quote' || fields['consent'] === flagSet)
}

function withoutContact<T extends Readonly<Record<string, unknown>>>(fields: T): T {
  return 'contact' in fields ? { ...fields, contact: '' } : fields
}

function publishNodes(nodes: readonly RichNode[]): readonly RichNode[] {
  return nodes.map((node) => publishNode(node) ?? withheldNode)
}

/** Null for what is left out, and for what would hold nothing any more. */
function publishNode(node: RichNode): RichNode | null {
  if (node.type === 'outcome') {
    const attrs = node.attrs ?? {}
    return isPublic(attrs['kind'], attrs) ? { ...node, attrs: withoutContact(attrs) } : null
  }
  const { content } = node
  if (content === undefined || content.length === 0) return node
  const kept = content.map((child) => publishNode(child)).filter((child) => child !== null)
  // Tables keep their grid: an empty cell says nothing.
  const isCell = node.type === 'tableCell' || node.type === 'tableHeader'
  return kept.length === 0 && !isCell ? null : { ...node, content: kept }
}

function imagesOf(nodes: readonly RichNode[]): readonly string[] {
  return nodes.flatMap((node) => (node.type === 'image' && typeof node.attrs?.['blob'] === 'string' ? [node.attrs['blob']] : imagesOf(node.content ?? [])))
}
