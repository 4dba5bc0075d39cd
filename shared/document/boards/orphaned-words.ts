/**
 * Words that go down with a block whose end their writer did not know of. To join two lines, to move one or to make it a heading, an outcome or
 * a list, the editor's binding deletes the block and writes its words anew elsewhere. What somebody else typed into it meanwhile, a letter on a
 * quick network or an hour's work without one, is not among them, and Yjs deletes it with the block. The computer that it was written
 * on notices: its own words were deleted by a change that does not name them. It puts them back where their neighbours went.
 * Where the words of others are already in the engine, but not yet in its window that makes the change, the engine does it for them.
 */
import * as Y from 'yjs'
import { textsInside, wordsOfText } from './board-content.ts'
import { boardSchema } from './board-schema.ts'
import { rootsOf } from '../roots.ts'

/** What one text that went down held: what whoever deleted it knew, and between it the words that they did not. */
export type OrphanedText = {
  readonly board: Y.XmlFragment
  /** Whether somebody wrote this text with the change that it went down with. */
  readonly isOfChange: (text: Y.XmlText) => boolean
  /** Where a paragraph may stand, right behind what went down. */
  readonly place: Y.RelativePosition
  readonly known: string
  /** `offset`: how many characters of `known` stand before `words`. In order. */
  readonly runs: readonly { readonly offset: number; readonly words: string }[]
}

type Range = { readonly clock: number; readonly len: number }
type RangesOf = ReadonlyMap<number, readonly Range[]>

/**
 * Runs `apply`, which applies `update` to `doc` in one transaction, and gives back what it returned and what was orphaned by it: words of the writers
 * whose words are put back here (`isOurs`) that it does not name among what it deletes.
 */
export function watchForOrphans<T>(doc: Y.Doc, update: Uint8Array, isOurs: (client: number) => boolean, apply: () => T): { readonly result: T; readonly orphans: readonly OrphanedText[] } {
  let orphans: readonly OrphanedText[] = []
  // Behind the observers, and before Yjs lets go of what was deleted.
  const look = (transaction: Y.Transaction): void => {
    const deleted: RangesOf = transaction.deleteSet.clients
    if (![...deleted.keys()].some(isOurs)) return
    const named: RangesOf = Y.decodeUpdate(update).ds.clients
    const texts = new Set<Y.XmlText>()
    Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
      const text = struct instanceof Y.Item && struct.content instanceof Y.ContentString && isOurs(struct.id.client) ? struct.parent : null
      if (text instanceof Y.XmlText && text._item?.deleted === true) texts.add(text)
    })
    const { beforeState } = transaction
    const isOfChange = ({ _item }: Y.XmlText): boolean => _item !== null && _item.id.clock >= (beforeState.get(_item.id.client) ?? 0)
    orphans = [...texts].flatMap((text) => {
      const orphan = readOrphans(text, deleted, named, isOurs)
      return orphan === null ? [] : [{ ...orphan, isOfChange }]
    })
  }
  doc.on('afterTransaction', look)
  try {
    return { result: apply(), orphans }
  } finally {
    doc.off('afterTransaction', look)
  }
}

/** Writes the words of `orphans` into `doc`: where the words around them went, else as a line of their own where they stood. */
export function adoptOrphans(doc: Y.Doc, orphans: readonly OrphanedText[], origin: unknown): void {
  doc.transact(() => {
    for (const orphan of orphans) {
      const neighbours = movedAway(doc, orphan) ?? findNeighbours(orphan)
      if (neighbours === null) addParagraph(doc, orphan)
      // From the last to the first, so that the offsets before stay right.
      else for (const { offset, words } of orphan.runs.toReversed()) neighbours.text.insert(neighbours.index + offset, words)
    }
  }, origin)
}

function readOrphans(text: Y.XmlText, deleted: RangesOf, named: RangesOf, isOurs: (client: number) => boolean): Omit<OrphanedText, 'isOfChange'> | null {
  let known = ''
  const runs: { offset: number; words: string }[] = []
  for (let item = text._start; item !== null; item = item.right) {
    if (!(item.content instanceof Y.ContentString)) continue
    const { client, clock } = item.id
    // What was deleted before this change is nobody's loss.
    if (!isIn(deleted, client, clock)) continue
    for (const [index, unit] of item.content.str.split('').entries()) {
      const last = runs.at(-1)
      if (!isOurs(client) || isIn(named, client, clock + index)) known += unit
      else if (last?.offset === known.length) last.words += unit
      else runs.push({ offset: known.length, words: unit })
    }
  }
  const place = runs.length > 0 ? placeOf(text) : null
  return place && { ...place, known, runs }
}

function isIn(ranges: RangesOf, client: number, clock: number): boolean {
  return ranges.get(client)?.some((range) => range.clock <= clock && clock < range.clock + range.len) ?? false
}

/** The same words on another board, where the change that took them away here put them. */
function movedAway(doc: Y.Doc, { board, known, isOfChange }: OrphanedText): { readonly text: Y.XmlText; readonly index: number } | null {
  if (known.trim() === '') return null
  for (const entry of rootsOf(doc).boards.values()) {
    const other = entry.get('content')
    if (!(other instanceof Y.XmlFragment) || other === board) continue
    const text = textsInside(other).find((found) => isOfChange(found) && wordsOfText(found) === known)
    if (text) return { text, index: 0 }
  }
  return null
}

/** Where the words around an orphan are now: the text of the same board that says the same, or ends or begins with it; the first of the best. */
function findNeighbours({ board, known }: OrphanedText): { readonly text: Y.XmlText; readonly index: number } | null {
  if (known.trim() === '') return null
  let best: { readonly text: Y.XmlText; readonly index: number; readonly rank: number } | null = null
  for (const text of textsInside(board)) {
    const words = wordsOfText(text)
    const rank = [words === known, words.endsWith(known), words.startsWith(known)].indexOf(true)
    if (rank >= 0 && (best === null || rank < best.rank)) best = { text, index: rank === 1 ? words.length - known.length : 0, rank }
  }
  return best
}

function addParagraph(doc: Y.Doc, { place, runs }: OrphanedText): void {
  const at = Y.createAbsolutePositionFromRelativePosition(place, doc)
  const words = runs.map((run) => run.words).join(' ')
  if (!(at?.type instanceof Y.XmlFragment) || words.trim() === '') return
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText(words)])
  at.type.insert(at.index, [paragraph])
}

/** The board of a text that went down, and the place behind it in whatever is still there around it and takes a paragraph; null where the board itself is no longer there. */
function placeOf(text: Y.XmlText): Pick<OrphanedText, 'board' | 'place'> | null {
  const around: { readonly item: Y.Item; readonly parent: Y.XmlFragment }[] = []
  for (let item = text._item; item?.parent instanceof Y.XmlFragment; item = item.parent._item) around.push({ item, parent: item.parent })
  const board = around.at(-1)?.parent
  const found = around.find(({ parent }) => parent._item?.deleted !== true && takesParagraphs(parent))
  if (!board || !found) return null
  const { item, parent } = found
  let index = item.deleted ? 0 : 1
  for (let { left } = item; left !== null; left = left.left) if (!left.deleted) index += left.length
  return { board, place: Y.createRelativePositionFromTypeIndex(parent, index, -1) }
}

function takesParagraphs(parent: Y.XmlFragment): boolean {
  if (!(parent instanceof Y.XmlElement)) return true
  const { paragraph } = boardSchema.nodes
  const type = Object.hasOwn(boardSchema.nodes, parent.nodeName) ? boardSchema.nodes[parent.nodeName] : undefined
  return paragraph !== undefined && type?.contentMatch.matchType(paragraph) != null
}
