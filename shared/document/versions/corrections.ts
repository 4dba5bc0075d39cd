/** Corrections that somebody asked for, in the order in which they came: request, decision, reason. Nothing is removed. */
import { uuidv4 } from 'lib0/random'
import type * as Y from 'yjs'
import { correctionDecisions, type Correction, type FrozenVersion, type PendingCorrection } from '../../model/versions.ts'
import { insertEntry, setDeleted, updateEntry } from '../commands/change.ts'
import { choiceField, textField } from '../fields.ts'
import { readEntries } from '../entries.ts'
import { rootsOf } from '../roots.ts'
import { readVersions } from './versions.ts'

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

/**
 * What the next version prints: requests on any version that nobody has decided, and decided ones that no version has printed so. A request may
 * arrive, or be decided, after the version that follows was frozen.
 */
export function pendingCorrections(doc: Y.Doc): PendingCorrection[] {
  const versions = readVersions(doc)
  const numbers = new Map(versions.map(({ fingerprint, number }) => [fingerprint, number]))
  const settled = new Set(versions.flatMap(({ settles }) => settles ?? []))
  return readCorrections(doc).flatMap((correction) => {
    const number = numbers.get(correction.version)
    if (number === undefined) return []
    const isSettled = correction.decision !== 'open' && (settled.has(correction.id) || versions.some((version) => isPrintedIn(version, correction, number)))
    return isSettled ? [] : [{ ...correction, number }]
  })
}

/** As far as dates tell: an older Minuta printed in a version what had been asked for in the one before, and wrote down nothing of it. */
function isPrintedIn({ settles, follows, frozenAt }: FrozenVersion, { decidedOn }: Correction, number: number): boolean {
  return settles === undefined && follows === number && decidedOn <= frozenAt.slice(0, 10)
}
