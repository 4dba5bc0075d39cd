/** Changes to the programme, each one transaction with the caller's origin. */
import * as Y from 'yjs'
import { newId, type BoardId, type ItemId } from '../../model/ids.ts'
import type { ProgrammeItem } from '../../model/workshop.ts'
import { insertBoard } from './board-commands.ts'
import { insertEntry, moveEntry, setDeleted, updateEntry } from './change.ts'
import { rootsOf } from '../roots.ts'

export type ItemFields = Omit<ProgrammeItem, 'id'>

/** An item about which nothing was said. */
export const newItem: ItemFields = {
  kind: 'presentation', title: '', speakers: [], otherSpeakers: '',
  plannedStart: '', plannedEnd: '', actualStart: '', actualEnd: '', held: true, confidential: false,
}

/** Adds an item at `index` (default: last) together with its board, and returns both ids. */
export function addItem(doc: Y.Doc, origin: unknown, fields: Partial<ItemFields>, index?: number): { item: ItemId; board: BoardId } {
  const item = newId<ItemId>()
  const board = newId<BoardId>()
  doc.transact(() => {
    insertEntry(rootsOf(doc).programme, item, { ...newItem, ...fields }, index)
    insertBoard(doc, board, { title: '', item })
  }, origin)
  return { item, board }
}

/** Changes what `fields` names. False when there is no such item. */
export function updateItem(doc: Y.Doc, origin: unknown, item: ItemId, fields: Partial<ItemFields>): boolean {
  return doc.transact(() => updateEntry(rootsOf(doc).programme, item, fields), origin)
}

/** Moves an item, and with it its boards, to `index` among the items shown. False when there is no such item. */
export function moveItem(doc: Y.Doc, origin: unknown, item: ItemId, index: number): boolean {
  return doc.transact(() => moveEntry(rootsOf(doc).programme, item, index), origin)
}

/** Hides an item and its boards until `restoreItem`. False when there is no such item. */
export function deleteItem(doc: Y.Doc, origin: unknown, item: ItemId): boolean {
  return doc.transact(() => setDeleted(rootsOf(doc).programme, item, true), origin)
}

/** Brings a deleted item back to its place, with its boards. False when there is no such item. */
export function restoreItem(doc: Y.Doc, origin: unknown, item: ItemId): boolean {
  return doc.transact(() => setDeleted(rootsOf(doc).programme, item, false), origin)
}
