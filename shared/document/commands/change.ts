/**
 * What every command on the shared document is made of: one transaction with an explicit origin, entries with their rank, lists
 * that merge. Commands are for live documents: the whole local copy must have arrived (`readOnlyReason` is null) before one runs.
 */
import { simpleDiffArray } from 'lib0/diff'
import * as Y from 'yjs'
import { ranksBehind, ranksToPlace } from '../ranks.ts'
import { entryOf, readEntries } from '../entries.ts'
import type { EntryMap } from '../roots.ts'

/** A field of an entry as a command gets it: texts, numbers and flags are stored as they are, lists as Y.Array. */
export type FieldValue = string | number | boolean | null | readonly string[]

/** Writes the fields that differ. A list is changed where it differs, so that two people's additions both stay. */
export function writeFields(target: Y.Map<unknown>, fields: Readonly<Record<string, FieldValue | undefined>>): void {
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue
    if (typeof value !== 'object' || value === null) {
      if (target.get(name) !== value) target.set(name, value)
    } else {
      writeList(target, name, value)
    }
  }
}

function writeList(target: Y.Map<unknown>, name: string, values: readonly string[]): void {
  const present = target.get(name)
  if (!(present instanceof Y.Array)) {
    target.set(name, Y.Array.from([...values]))
    return
  }
  const { index, remove, insert } = simpleDiffArray(present.toArray(), [...values])
  if (remove > 0) present.delete(index, remove)
  if (insert.length > 0) present.insert(index, insert)
}

/** Adds a new entry at `index` among those that are not deleted (beyond the end: last). The id must be new. */
export function insertEntry(root: Y.Map<EntryMap>, id: string, fields: Readonly<Record<string, FieldValue | undefined>>, index = Infinity): EntryMap {
  const entry = newEntry(root, id, fields)
  placeEntry(root, id, index)
  return entry
}

function newEntry(root: Y.Map<EntryMap>, id: string, fields: Readonly<Record<string, FieldValue | undefined>>): EntryMap {
  const entry: EntryMap = new Y.Map()
  root.set(id, entry)
  // Not deleted is said from the beginning: undo of adding takes this back, and never the entry.
  writeFields(entry, { ...fields, deleted: false })
  return entry
}

/** Adds new entries behind all others, in their order; for many at once. The ids must be new. */
export function appendEntries(root: Y.Map<EntryMap>, entries: readonly { readonly id: string; readonly fields: Readonly<Record<string, FieldValue | undefined>> }[]): void {
  const ranks = ranksBehind(readEntries(root).at(-1)?.rank ?? null, entries.length)
  entries.forEach(({ id, fields }, index) => {
    const rank = ranks?.[index]
    if (rank === undefined) insertEntry(root, id, fields)
    else newEntry(root, id, { ...fields, rank })
  })
}

/** Moves an entry to `index` among those that are not deleted. False when there is no such entry. */
export function moveEntry(root: Y.Map<EntryMap>, id: string, index: number): boolean {
  if (!entryOf(root, id)) return false
  placeEntry(root, id, index)
  return true
}

function placeEntry(root: Y.Map<EntryMap>, id: string, index: number): void {
  const others = readEntries(root).filter((other) => other.id !== id)
  for (const [moved, rank] of ranksToPlace(others, id, index)) entryOf(root, moved)?.set('rank', rank)
}

/** Changes fields of an entry. False when there is no such entry. */
export function updateEntry(root: Y.Map<EntryMap>, id: string, fields: Readonly<Record<string, FieldValue | undefined>>): boolean {
  const entry = entryOf(root, id)
  if (!entry) return false
  writeFields(entry, fields)
  return true
}

/** Hides an entry or brings it back, with everything that was written into it meanwhile. False when there is no such entry. */
export function setDeleted(root: Y.Map<EntryMap>, id: string, deleted: boolean): boolean {
  return updateEntry(root, id, { deleted })
}

