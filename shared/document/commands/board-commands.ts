/** Changes to the list of boards and to blobs, each one transaction with the caller's origin. What is on a board, editors write. */
import * as Y from 'yjs'
import { newId, type BoardId, type ItemId } from '../../model/ids.ts'
import type { BlobInfo, BoardAnnex, BoardGroup } from '../../model/workshop.ts'
import { annexFields } from '../boards/board-annex.ts'
import { insertEntry, moveEntry, setDeleted, updateEntry } from './change.ts'
import { readEntries } from '../entries.ts'
import { readBoardList } from '../read-workshop.ts'
import { rootsOf } from '../roots.ts'

export type NewBoard = Partial<BoardGroup> & {
  /** '' shows the title of the item. */
  readonly title: string
  readonly item: ItemId | null
  /** Left out: it is printed in its section. */
  readonly annex?: BoardAnnex | undefined
}

/** Adds an empty board behind the others of its item, or behind all others made by hand, and returns its id. */
export function addBoard(doc: Y.Doc, origin: unknown, board: NewBoard): BoardId {
  const id = newId<BoardId>()
  doc.transact(() => insertBoard(doc, id, board), origin)
  return id
}

/** The part of `addBoard` that other commands use inside their own transaction. Returns the new, empty content. */
export function insertBoard(doc: Y.Doc, id: BoardId, { title, item, annex, ...group }: NewBoard): Y.XmlFragment {
  const content = new Y.XmlFragment()
  insertEntry(rootsOf(doc).boards, id, { title, item, ...group, ...(annex && annexFields(annex)) }).set('content', content)
  return content
}

/** '' gives a board of an item the item's title back. False when there is no such board. */
export function renameBoard(doc: Y.Doc, origin: unknown, board: BoardId, title: string): boolean {
  return doc.transact(() => updateEntry(rootsOf(doc).boards, board, { title }), origin)
}

/** Changes what a breakout group says about itself. False when there is no such board. */
export function setBoardGroup(doc: Y.Doc, origin: unknown, board: BoardId, group: Partial<BoardGroup>): boolean {
  return doc.transact(() => updateEntry(rootsOf(doc).boards, board, group), origin)
}

/** Prints a board in an annex, and changes what is said there about it; null prints it in its section again. False when there is no such board. */
export function setBoardAnnex(doc: Y.Doc, origin: unknown, board: BoardId, annex: Partial<BoardAnnex> | null): boolean {
  return doc.transact(() => updateEntry(rootsOf(doc).boards, board, annex === null ? { annex: '' } : annexFields(annex)), origin)
}

/**
 * Moves a board to `index` among the boards of the same item, or among those made by hand: boards of items follow the programme.
 * False when the board is not shown.
 */
export function moveBoard(doc: Y.Doc, origin: unknown, board: BoardId, index: number): boolean {
  const list = readBoardList(doc)
  const own = list.find(({ id }) => id === board)
  if (!own) return false
  const { boards } = rootsOf(doc)
  const siblings = list.filter(({ id, item }) => item === own.item && id !== board).map(({ id }) => id)
  const others = readEntries(boards).map(({ id }) => id).filter((id) => id !== board)
  // The place among all boards, hidden in between or not, that is right before the sibling now at `index`.
  const next = siblings[Math.max(0, index)]
  const last = siblings.at(-1)
  const place = next ? others.findIndex((id) => id === next) : others.findIndex((id) => id === last) + 1
  return doc.transact(() => moveEntry(boards, board, place), origin)
}

/** Hides a board until `restoreBoard`. False when there is no such board. */
export function deleteBoard(doc: Y.Doc, origin: unknown, board: BoardId): boolean {
  return doc.transact(() => setDeleted(rootsOf(doc).boards, board, true), origin)
}

/** Brings a deleted board back to its place, with everything on it. False when there is no such board. */
export function restoreBoard(doc: Y.Doc, origin: unknown, board: BoardId): boolean {
  return doc.transact(() => setDeleted(rootsOf(doc).boards, board, false), origin)
}

/** Notes a blob that a board refers to; its bytes are in the blob store under `blob.id`. */
export function addBlob(doc: Y.Doc, origin: unknown, { id, mediaType, byteLength, name }: BlobInfo): void {
  doc.transact(() => {
    rootsOf(doc).blobs.set(id, { mediaType, byteLength, name })
  }, origin)
}
