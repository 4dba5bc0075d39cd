/** Corrections that somebody asked for, in the order in which they came: request, decision, reason. Nothing is removed. */
import { uuidv4 } from 'lib0/random'
import type * as Y from 'yjs'
import { correctionDecisions, type Correction } from '../model/versions.ts'
import { insertEntry, setDeleted, updateEntry } from './change.ts'
import { choiceField, textField } from './fields.ts'
import { readEntries } from './read-workshop.ts'
import { rootsOf } from './roots.ts'

/** Writes a request down and returns its id; it is open. */
export function addCorrection(doc: Y.Doc, origin: unknown, request: Pick<Correction, 'version' | 'place' | 'request' | 'by'>): string {
  const id = uuidv4()
  doc.transact(() => {
    insertEntry(rootsOf(doc).corrections, id, { ...request, decision: 'open', reason: '', decidedBy: '', decidedOn: '' })
  }, origin)
  return id
}

/** Changes a request, or decides it. False when there is none of this id. */
export function updateCorrection(doc: Y.Doc, origin: unknown, id: string, fields: Partial<Omit<Correction, 'id' | 'version'>>): boolean {
  return doc.transact(() => updateEntry(rootsOf(doc).corrections, id, fields), origin)
}

/** Hides a request that was written down by mistake, or brings it back. */
export function setCorrectionDeleted(doc: Y.Doc, origin: unknown, id: string, isDeleted: boolean): boolean {
  return doc.transact(() => setDeleted(rootsOf(doc).corrections, id, isDeleted), origin)
}

export function readCorrections(doc: Y.Doc): Correction[] {
  return readEntries(rootsOf(doc).corrections).map(({ id, entry }) => ({
    id,
    version: textField(entry, 'version'),
    place: textField(entry, 'place'),
    request: textField(entry, 'request'),
    by: textField(entry, 'by'),
    decision: choiceField(entry, 'decision', correctionDecisions, 'open'),
    reason: textField(entry, 'reason'),
    decidedBy: textField(entry, 'decidedBy'),
    decidedOn: textField(entry, 'decidedOn'),
  }))
}
