/**
 * The workshop as it may leave the house: for the public report and for letters. What is confidential is taken out here, before
 * anything is compiled, so that no part of the minutes can print it by mistake. Nothing that stays tells what went.
 */
import { isMarkedConfidential } from '../document/boards/confidential.ts'
import { boardAnnexes, type Board, type BoardAnnexKind, type ContentLoss, type Outcome, type RichNode, type Workshop } from '../model/workshop.ts'
import { flagSet } from '../outcomes/kinds.ts'
import { referredOutcome } from '../outcomes/references.ts'
import { annexPartId } from './annexed-boards.ts'
import { numberBlocks } from './citations.ts'
import { confidentialBoards } from '../document/boards/confidential-boards.ts'
import type { Profile } from './minutes.ts'
import { knownConsents, mayBeShown, type KnownConsents } from './photo-consent.ts'
import { richBlocks, silentContext } from './rich-text.ts'
import { withShortening } from './shorten.ts'
import { withheldNode, withheldNumbers, type NumbersUsed } from './withheld.ts'

export type Published = {
  readonly workshop: Workshop
  /** Whether anything but contacts was left out. */
  readonly isAnythingLeftOut: boolean
}

/** Whether documents of this profile are made of a published workshop. */
export function leavesTheHouse(profile: Profile): boolean {
  return profile === 'public' || profile === 'letter'
}

/** Whether the record holds anything that may not leave the house, also where nothing prints it. */
export function holdsBack(captured: Workshop): boolean {
  const { linking, summaries } = captured.minutes
  // Boards are looked at as they are, and the summaries, printed or not, beside them.
  const written = Object.entries(summaries).map(([part, { content }]) => [`summary:${part}`, content] as const)
  return publishWorkshop({ ...captured, minutes: { ...captured.minutes, linking: { ...linking, ...Object.fromEntries(written) }, summaries: {}, hidden: [] } }).isAnythingLeftOut
}

/** `captured` as the rapporteur shortened it, without confidential items, boards, blocks, outcomes and matters, without quotations that nobody allowed and pictures of people who did not agree, and without contacts. */
export function publishWorkshop(captured: Workshop): Published {
  const workshop = withShortening(captured)
  const hiddenItems = new Set<string>(workshop.items.filter((item) => item.confidential).map(({ id }) => id))
  const hiddenBoards = confidentialBoards(workshop)
  const hiddenParts = new Set([
    ...[...hiddenItems].map((id) => `item:${id}`),
    ...[...hiddenBoards].map((id) => `board:${id}`),
    // What leads to an annex tells of its boards.
    ...boardAnnexes.filter((kind) => isAnnexHidden(workshop, kind, hiddenBoards)).map(annexPartId),
  ])
  // An annex holds several boards: where one is left out, the figures and tables behind it keep their numbers.
  const boards = workshop.boards.flatMap((board) => (!hiddenBoards.has(board.id) ? [board] : board.annex === undefined ? [] : [emptied(board, board.annex.kind)]))
  const linking = Object.entries(workshop.minutes.linking).filter(([part]) => !hiddenParts.has(part))
  const before = new Map(captured.boards.map(({ id, content }) => [id, content]))
  const trimmed = new Set<string>(workshop.boards.filter(({ id, content }) => content !== before.get(id)).map(({ id }) => `board ${id}`))
  const holders = new Set<string>()
  const outcomes = publicOutcomes(workshop.outcomes, hiddenBoards)
  const shown = new Set<Outcome>(outcomes)
  const hiddenOutcomes = new Set<string>(workshop.outcomes.filter((outcome) => !shown.has(outcome)).map(({ id }) => id))
  const known = knownConsents(workshop)
  const publisher = new Publisher(hiddenOutcomes, known)
  const content = (key: string, nodes: readonly RichNode[]): readonly RichNode[] => {
    const kept = publisher.nodes(nodes, true)
    if (JSON.stringify(kept) !== JSON.stringify(nodes)) trimmed.add(key)
    if (nodes.some((node) => holdsWithheldBlock(node, known))) holders.add(key)
    return kept
  }
  const publishedBoards = boards.map((board) => ({ ...board, content: content(`board ${board.id}`, board.content) }))
  const publishedLinking = linking.map(([part, nodes]) => [part, content(`linking ${part}`, nodes)] as const)
  const matters = workshop.matters.filter(({ confidential }) => !confidential)
  // A board that was deleted says no more whether it was confidential.
  const present = new Set<string>(workshop.boards.map(({ id }) => id))
  const isShown = ({ id, board }: { readonly id: string; readonly board: string | null }): boolean =>
    !hiddenOutcomes.has(id) && (board === null || (present.has(board) && !hiddenBoards.has(board)))
  const questions = workshop.floor.questions.filter(isShown)
  const votes = workshop.floor.votes.filter(isShown)
  const isFloorCut = questions.length + votes.length < workshop.floor.questions.length + workshop.floor.votes.length
  const images = new Set([...publishedBoards.flatMap((board) => imagesOf(board.content)), ...publishedLinking.flatMap(([, nodes]) => imagesOf(nodes))])
  return {
    workshop: {
      ...workshop,
      items: workshop.items.filter(({ confidential }) => !confidential),
      people: workshop.people.map((person) => ({ ...person, contact: '', photoConsent: '' })),
      matters,
      boards: publishedBoards,
      outcomes: outcomes.map((outcome): Outcome => ({ ...outcome, fields: publisher.fields(outcome.fields) })),
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
        photoConsents: [],
        questions,
        votes,
      },
    },
    isAnythingLeftOut: holders.size > 0 || hiddenItems.size > 0 || hiddenBoards.size > 0 || hiddenOutcomes.size > 0 || isFloorCut || matters.length < workshop.matters.length,
  }
}

/** Whether there are boards in this annex, and none of them may leave the house. */
function isAnnexHidden({ boards }: Workshop, kind: BoardAnnexKind, hiddenBoards: ReadonlySet<string>): boolean {
  const annexed = boards.filter(({ annex }) => annex?.kind === kind)
  return annexed.length > 0 && annexed.every(({ id }) => hiddenBoards.has(id))
}

const nameless: Pick<ContentLoss, 'name'> = { name: '…' }

/** The outcomes that may leave the house, by where they stand (`confidentialBoards`) and by what they say of themselves. */
export function publicOutcomes(outcomes: readonly Outcome[], hiddenBoards: ReadonlySet<string>): readonly Outcome[] {
  return outcomes.filter((outcome) => !hiddenBoards.has(outcome.board) && isPublicOutcome(outcome.kind, outcome.fields))
}

/** Whether an outcome may leave the house, by what it says of itself. */
export function isPublicOutcome(kind: unknown, fields: Readonly<Record<string, unknown>>): boolean {
  return fields['confidential'] !== flagSet && (kind !== 'quote' || fields['consent'] === flagSet)
}

/** Nothing of a board of an annex but the numbers that it used up. */
function emptied({ id, content }: Board, kind: BoardAnnexKind): Board {
  return { id, title: '', item: null, annex: { kind, author: '', organisation: '', date: '', confidential: true }, content: content.map((node) => withheldNode(numbersUsed(node, false))) }
}

/** Takes out of rich text, node by node, what stays in the house. */
class Publisher {
  readonly #hiddenOutcomes: ReadonlySet<string>
  readonly #consents: KnownConsents

  constructor(hiddenOutcomes: ReadonlySet<string>, consents: KnownConsents) {
    this.#hiddenOutcomes = hiddenOutcomes
    this.#consents = consents
  }

  /** `isDirect`: these stand directly in a part, where statements are counted. */
  nodes(nodes: readonly RichNode[], isDirect: boolean): readonly RichNode[] {
    return nodes.map((node) => this.#node(node, isDirect))
  }

  /** Without contact, and without what names an outcome that is left out. */
  fields<T extends Readonly<Record<string, unknown>>>(fields: T): T {
    const told = Object.entries(fields).filter(([name, value]) => (name === 'contact' && value !== '') || this.#hiddenOutcomes.has(referredOutcome(value) ?? ''))
    return told.length === 0 ? fields : { ...fields, ...Object.fromEntries(told.map(([name]) => [name, ''])) }
  }

  /** A node without what stays in the house; for what is left out itself, and for what would hold nothing any more, a place that counts its numbers. */
  #node(node: RichNode, isDirect: boolean): RichNode {
    if (isWithheldBlock(node, this.#consents)) return withheldNode(numbersUsed(node, isDirect))
    if (node.type === 'outcome') {
      const attrs = node.attrs ?? {}
      return isPublicOutcome(attrs['kind'], attrs) && !this.#hiddenOutcomes.has(String(attrs['id'])) ? { ...node, attrs: this.fields(attrs) } : withheldNode(numbersUsed(node, isDirect))
    }
    const { content } = node
    if (content === undefined || content.length === 0) return node
    // A place that counts nothing is none.
    const kept = this.nodes(content, false).filter((child) => !countsNothing(child))
    // Tables keep their grid: an empty cell says nothing. One with nothing but such cells is no table any more.
    const isGrid = node.type === 'tableCell' || node.type === 'tableHeader' || node.type === 'tableRow'
    const isGone = node.type === 'table' ? !kept.some(saysAnything) && content.some(saysAnything) : !isGrid && !kept.some((child) => withheldNumbers(child) === null)
    return isGone ? withheldNode(numbersUsed(node, isDirect)) : { ...node, content: kept }
  }
}

function countsNothing(node: RichNode): boolean {
  const used = withheldNumbers(node)
  return used !== null && used.statements + used.figures + used.tables === 0
}

/** Marked as confidential, or a picture of people who did not agree. */
function isWithheldBlock(node: RichNode, consents: KnownConsents): boolean {
  return isMarkedConfidential(node) || (node.type === 'image' && !mayBeShown(node, consents))
}

function holdsWithheldBlock(node: RichNode, consents: KnownConsents): boolean {
  return (isWithheldBlock(node, consents) && saysAnything(node)) || (node.content ?? []).some((child) => holdsWithheldBlock(child, consents))
}

/** Whether a reader of `node`, a row or something in a cell, finds anything there. */
function saysAnything(node: RichNode): boolean {
  if (withheldNumbers(node) !== null) return false
  return (node.text ?? '') !== '' || node.type === 'image' || node.type === 'outcome' || (node.content ?? []).some(saysAnything)
}

/** The numbers that `node` has in the full minutes, counted as they are there. */
function numbersUsed(node: RichNode, isDirect: boolean): NumbersUsed {
  let figures = 0
  let tables = 0
  const blocks = richBlocks([node], { ...silentContext, nextFigure: () => ++figures, nextTable: () => String(++tables) })
  return { statements: isDirect ? numberBlocks(blocks, 0).next : 0, figures, tables }
}

function imagesOf(nodes: readonly RichNode[]): readonly string[] {
  return nodes.flatMap((node) => (node.type === 'image' && typeof node.attrs?.['blob'] === 'string' ? [node.attrs['blob']] : imagesOf(node.content ?? [])))
}
