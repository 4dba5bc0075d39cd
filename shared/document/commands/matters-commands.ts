/** Changes to the matters arising from earlier meetings, each one transaction with the caller's origin. */
import * as Y from 'yjs'
import { newId, type MatterId } from '../../model/ids.ts'
import type { Matter } from '../../model/workshop.ts'
import { appendEntries, insertEntry, setDeleted, updateEntry } from './change.ts'
import type { TakeBack } from './import-lists.ts'
import { rootsOf } from '../roots.ts'

export type MatterFields = Omit<Matter, 'id'>

const newMatter: MatterFields = { label: '', what: '', owner: '', due: '', status: 'open', note: '', confidential: false }

/** Adds a matter at `index` (default: last) and returns its id. */
export function addMatter(doc: Y.Doc, origin: unknown, fields: Partial<MatterFields>, index?: number): MatterId {
  const id = newId<MatterId>()
  doc.transact(() => insertEntry(rootsOf(doc).matters, id, { ...newMatter, ...fields }, index), origin)
  return id
}

/** Adds matters of an earlier meeting behind the others, in their order. */
export function takeOverMatters(doc: Y.Doc, origin: unknown, matters: readonly MatterFields[]): TakeBack {
  const added = matters.map((fields) => ({ id: newId<MatterId>(), fields }))
  doc.transact(() => appendEntries(rootsOf(doc).matters, added), origin)
  return () => doc.transact(() => {
    for (const { id } of added) setDeleted(rootsOf(doc).matters, id, true)
  }, origin)
}

/** Changes what `fields` names. False when there is no such matter. */
export function updateMatter(doc: Y.Doc, origin: unknown, matter: MatterId, fields: Partial<MatterFields>): boolean {
  return doc.transact(() => updateEntry(rootsOf(doc).matters, matter, fields), origin)
}

/** Hides a matter until `restoreMatter`. False when there is no such matter. */
export function deleteMatter(doc: Y.Doc, origin: unknown, matter: MatterId): boolean {
  return doc.transact(() => setDeleted(rootsOf(doc).matters, matter, true), origin)
}

/** False when there is no such matter. */
export function restoreMatter(doc: Y.Doc, origin: unknown, matter: MatterId): boolean {
  return doc.transact(() => setDeleted(rootsOf(doc).matters, matter, false), origin)
}
