/**
 * Two copies of one workshop that were apart, a file and what is here, or two files: whether they may become one, and what they are together. What both have is there
 * once, by the ids that Yjs gave it; which of two texts of one field stays, is decided as over a relay.
 */
import * as Y from 'yjs'
import { canonicalJson } from '../../versions/canonical-json.ts'
import { readSchemaVersion, readWorkshop } from '../read-workshop.ts'
import { rootsOf, supportedSchemaVersion } from '../roots.ts'

/** Both documents of a workshop. */
export type Documents = { readonly notes: Y.Doc; readonly responses: Y.Doc }

/**
 * 'from-newer-version': one of them is written in a way that this version does not know. 'other-history': both bear the id, but were not made as one workshop (a record that names its
 * workshop, opened on two computers), or hold different things under the ids of Yjs: together, one would hide what the other says.
 */
export type MergeProblem = 'from-newer-version' | 'other-history'

/** What keeps `theirs` from being taken into `ours`, as far as it shows without doing it. Both are of one workshop. */
export function findMergeProblem(ours: Y.Doc, theirs: Y.Doc): MergeProblem | null {
  if ([ours, theirs].some((doc) => readSchemaVersion(doc) > supportedSchemaVersion)) return 'from-newer-version'
  return knowsBirthOf(ours, theirs) || knowsBirthOf(theirs, ours) ? null : 'other-history'
}

/** Both as one; the caller destroys it. Their order matters to nobody, or they are of different histories. Takes as long as reading everything twice. */
export function mergeDocuments(ours: Documents, theirs: Documents): { readonly ok: true; readonly merged: Documents } | { readonly ok: false; readonly problem: MergeProblem } {
  const problem = findMergeProblem(ours.notes, theirs.notes)
  if (problem !== null) return { ok: false, problem }
  const merged = inOrder(ours, theirs)
  const other = inOrder(theirs, ours)
  const isSame = wordsOf(merged) === wordsOf(other)
  destroyDocuments(other)
  if (isSame) return { ok: true, merged }
  destroyDocuments(merged)
  return { ok: false, problem: 'other-history' }
}

export function destroyDocuments({ notes, responses }: Documents): void {
  notes.destroy()
  responses.destroy()
}

function inOrder(first: Documents, second: Documents): Documents {
  return { notes: bothOf(first.notes, second.notes), responses: bothOf(first.responses, second.responses) }
}

function bothOf(first: Y.Doc, second: Y.Doc): Y.Doc {
  const doc = new Y.Doc()
  for (const part of [first, second]) Y.applyUpdate(doc, Y.encodeStateAsUpdate(part))
  return doc
}

function wordsOf({ notes, responses }: Documents): string {
  return canonicalJson([readWorkshop(notes, responses), rootsOf(notes).versions.toJSON()])
}

/** Whether `doc` holds what gave `other` the id of its workshop: the first thing that is written into a workshop, once. */
function knowsBirthOf(doc: Y.Doc, other: Y.Doc): boolean {
  const birth = rootsOf(other).meta._map.get('id')?.id
  return birth !== undefined && birth.clock < Y.getState(doc.store, birth.client)
}
