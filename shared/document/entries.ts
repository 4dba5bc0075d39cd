/** The entries of the root maps: those that are there, in order, and one by its id. */
import * as Y from 'yjs'
import { textField } from './fields.ts'
import { compareRanked } from './ranks.ts'
import type { EntryMap } from './roots.ts'

/** An entry of one of the root maps that is not deleted, with what orders it. */
export type LiveEntry = { readonly id: string; readonly rank: string; readonly entry: EntryMap }

/** The entries that are not deleted, in order. */
export function readEntries(root: Y.Map<EntryMap>): LiveEntry[] {
  const entries: LiveEntry[] = []
  for (const id of root.keys()) {
    const entry = entryOf(root, id)
    if (entry && entry.get('deleted') !== true) entries.push({ id, rank: textField(entry, 'rank'), entry })
  }
  return entries.sort(compareRanked)
}

/** The entry of this id, deleted or not; null when there is none or something else stands in its place. */
export function entryOf(root: Y.Map<EntryMap>, id: string): EntryMap | null {
  const entry: unknown = root.get(id)
  return entry instanceof Y.Map ? (entry as EntryMap) : null
}
