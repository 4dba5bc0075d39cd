import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { addApproval, readApprovals, readCheckedApprovals, setApprovalWithdrawn } from '../../../shared/document/versions/approvals.ts'
import { addCorrection, pendingCorrections, readCorrections, setCorrectionDeleted, updateCorrection } from '../../../shared/document/versions/corrections.ts'
import { rootsOf } from '../../../shared/document/roots.ts'
import { addVersion, readLastVersion, readVersions, versionStatus, type NewVersion } from '../../../shared/document/versions/versions.ts'
import type { BlobId, WorkshopId } from '../../../shared/model/ids.ts'
import { nodeSignatures } from '../../../shared/node/node-signatures.ts'
import { claimOutcomeNumber, readOutcomeNumbers, type OutcomeClaim } from '../../../shared/outcomes/numbering.ts'
import { seededRandom } from '../../helpers/random.ts'

const origin = 'test'
const workshop = '7f0d3a52-7d33-4c0a-9b89-3f1f3c7f2f10' as WorkshopId

function newVersion(name: string, outcomes: readonly OutcomeClaim[] = []): NewVersion {
  const digits = Array.from(name, (letter) => (letter.codePointAt(0) ?? 0).toString(16)).join('')
  return {
    fingerprint: digits.padEnd(64, '0').slice(0, 64), blob: digits.padEnd(64, 'f').slice(0, 64) as BlobId,
    frozenAt: '2026-09-19T17:42:00+02:00', frozenBy: 'Ana', note: '', commentsUntil: '', isCorrected: false, outcomes,
  }
}

function sync(...docs: readonly Y.Doc[]): void {
  for (const from of docs) for (const to of docs) Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)))
}

describe('frozen versions in the document', () => {
  test('VF1 versions are numbered from 1, each names the one before, and their blobs are kept like images', () => {
    const doc = new Y.Doc()
    expect(readVersions(doc)).toEqual([])
    const one = addVersion(doc, origin, newVersion('a'), 10)
    const two = addVersion(doc, origin, newVersion('b'), 20)
    expect([one, two].map(({ number, follows }) => [number, follows])).toEqual([[1, null], [2, 1]])
    expect(readVersions(doc)).toEqual([one, two])
    expect([...rootsOf(doc).blobs.keys()]).toEqual([one.blob, two.blob])
    expect(addVersion(doc, origin, newVersion('a'), 10)).toEqual(one)
    expect(readVersions(doc)).toHaveLength(2)
  })

  test.each([1, 2, 3, 4, 5, 6, 7, 8])('VF1 people who freeze apart end with different numbers, equal everywhere, that never change again (seed %i)', (seed) => {
    const random = seededRandom(seed)
    const docs = [1, 2, 3].map((client) => {
      const doc = new Y.Doc()
      doc.clientID = 1 + random.below(1_000) * 3 + client
      return doc
    }) as [Y.Doc, Y.Doc, Y.Doc]
    let count = 0
    let known = new Map<string, number>()
    for (let round = 0; round < 6; round += 1) {
      for (const doc of docs) {
        if (!random.chance(0.6)) continue
        count += 1
        addVersion(doc, origin, newVersion(`${seed}-${count}`), 1)
      }
      sync(...docs)
      const [first, ...others] = docs.map((doc) => new Map(readVersions(doc).map(({ fingerprint, number }) => [fingerprint, number])))
      for (const other of others) expect(other).toEqual(first)
      expect(new Set(first?.values()).size).toBe(count)
      for (const [fingerprint, number] of known) expect(first?.get(fingerprint)).toBe(number)
      known = first ?? known
    }
  })

  test('VF1 what is no version is left out, and takes no number', () => {
    const doc = new Y.Doc()
    rootsOf(doc).versions.push([null, 7, 'x', { number: 1 }, { number: -1, fingerprint: 'a'.repeat(64), blob: 'b'.repeat(64) }, { number: 1e9, fingerprint: 'a'.repeat(64), blob: 'b'.repeat(64) }, { number: 1, fingerprint: 'A', blob: 'b' }])
    expect(readVersions(doc)).toEqual([])
    expect(addVersion(doc, origin, newVersion('a'), 1).number).toBe(1)
  })

  test('VF2 a number that stood in a frozen version stays, whoever claimed it elsewhere', () => {
    const here = new Y.Doc()
    const there = new Y.Doc()
    // The list order favours the one that froze nothing: without the rule it would take the number.
    here.clientID = 2
    there.clientID = 1
    claimOutcomeNumber(there, origin, 'theirs', 'decision')
    claimOutcomeNumber(here, origin, 'ours', 'decision')
    const other = new Y.Doc()
    sync(here, there, other)
    expect(readOutcomeNumbers(other).numberOf('decision', 'theirs')).toBe(1)

    const apart = new Y.Doc()
    apart.clientID = 3
    claimOutcomeNumber(apart, origin, 'frozen', 'decision')
    addVersion(apart, origin, newVersion('v', [{ kind: 'decision', number: 1, outcome: 'frozen' }]), 1)
    sync(here, there, other, apart)
    for (const doc of [here, there, other, apart]) {
      const numbers = readOutcomeNumbers(doc)
      expect(numbers.numberOf('decision', 'frozen')).toBe(1)
      expect(new Set(['frozen', 'ours', 'theirs'].map((id) => numbers.numberOf('decision', id))).size).toBe(3)
    }
  })

  test('VF2 an outcome whose number nobody had claimed has it claimed by freezing', () => {
    const doc = new Y.Doc()
    addVersion(doc, origin, newVersion('v', [{ kind: 'action', number: 1, outcome: 'shown' }]), 1)
    expect(claimOutcomeNumber(doc, origin, 'later', 'action')).toBe(2)
    expect(rootsOf(doc).outcomeNumbers.toArray()).toContainEqual({ kind: 'action', number: 1, outcome: 'shown' })
  })
})

describe('approvals and corrections', () => {
  test('VF3 a version is approved while an approval of it stands, corrected when it carries corrections, else out for comments', () => {
    const doc = new Y.Doc()
    const one = addVersion(doc, origin, newVersion('a'), 1)
    expect(versionStatus(one, readCheckedApprovals(nodeSignatures, workshop, doc))).toBe('for-comments')
    const id = addApproval(doc, origin, { version: one.fingerprint, name: 'Guy Esclopé', organisation: '', capacity: 'co-president', how: 'in-room', on: '2026-09-19', recordedBy: 'Ana', signature: null })
    expect(readLastVersion(nodeSignatures, workshop, doc)).toEqual({ number: 1, status: 'approved' })
    setApprovalWithdrawn(doc, origin, id, true)
    expect(readLastVersion(nodeSignatures, workshop, doc)).toEqual({ number: 1, status: 'for-comments' })
    setApprovalWithdrawn(doc, origin, id, false)
    const two = addVersion(doc, origin, { ...newVersion('b'), isCorrected: true }, 1)
    expect(versionStatus(two, readCheckedApprovals(nodeSignatures, workshop, doc))).toBe('corrected')
    expect(readLastVersion(nodeSignatures, workshop, doc)).toEqual({ number: 2, status: 'corrected' })
  })

  test('VF3 garbage of peers is no approval and no correction', () => {
    const doc = new Y.Doc()
    rootsOf(doc).approvals.set('approval:x', 3)
    rootsOf(doc).approvals.set('approval:y', { name: ' ', version: 7 })
    rootsOf(doc).corrections.set('z', 'text' as never)
    expect(readApprovals(doc)).toEqual([])
    expect(readCorrections(doc)).toEqual([])
  })

  test('VF4 a correction keeps request, decision and reason; two that are asked for apart both stay', () => {
    const doc = new Y.Doc()
    const other = new Y.Doc()
    const first = addCorrection(doc, origin, { version: 'v', place: '14', request: 'Say "invited"', by: 'Region X' })
    addCorrection(other, origin, { version: 'v', place: '3', request: 'Name the funder', by: 'Region Y' })
    sync(doc, other)
    expect(new Map(readCorrections(other).map(({ place, decision }) => [place, decision]))).toEqual(new Map([['14', 'open'], ['3', 'open']]))
    expect(updateCorrection(other, origin, first, { decision: 'accepted', reason: 'as in the recording', decidedBy: 'Ana', decidedOn: '2026-09-25' })).toBe(true)
    sync(doc, other)
    expect(readCorrections(doc).find(({ id }) => id === first)).toEqual({
      id: first, version: 'v', place: '14', request: 'Say "invited"', by: 'Region X', decision: 'accepted', reason: 'as in the recording', decidedBy: 'Ana', decidedOn: '2026-09-25',
    })
    setCorrectionDeleted(doc, origin, first, true)
    expect(readCorrections(doc)).toHaveLength(1)
    expect(updateCorrection(doc, origin, 'nobody', { reason: '' })).toBe(false)
  })
})

describe('VF40 corrections wait until a version prints what was decided', () => {
  const accepted = { decision: 'accepted', reason: '', decidedBy: 'Ana', decidedOn: '2026-09-25' } as const
  const versionOf = (doc: Y.Doc): string => readVersions(doc)[0]?.fingerprint ?? ''
  const ask = (doc: Y.Doc, place: string): string => addCorrection(doc, origin, { version: versionOf(doc), place, request: 'Say 12', by: 'Guy' })
  const waiting = (doc: Y.Doc): readonly (readonly [string, number])[] => pendingCorrections(doc).map(({ place, number }) => [place, number])
  /** As the window does it. */
  const freezeNext = (doc: Y.Doc, name: string): void => {
    const settles = pendingCorrections(doc).filter(({ decision }) => decision !== 'open').map(({ id }) => id)
    addVersion(doc, origin, { ...newVersion(name), settles }, 1)
  }

  test('one that was asked for elsewhere while the next version was frozen stays, decided or not', () => {
    const [ana, guy] = [new Y.Doc(), new Y.Doc()]
    freezeNext(ana, 'a')
    sync(ana, guy)
    updateCorrection(guy, origin, ask(guy, '14'), accepted)
    ask(guy, '15')
    updateCorrection(ana, origin, ask(ana, '3'), accepted)
    freezeNext(ana, 'b')
    expect(waiting(ana)).toEqual([])
    sync(ana, guy)
    for (const doc of [ana, guy]) expect(new Map(waiting(doc))).toEqual(new Map([['14', 1], ['15', 1]]))
    freezeNext(ana, 'c')
    expect(waiting(ana)).toEqual([['15', 1]])
  })

  test('one that was printed as open waits for its decision', () => {
    const doc = new Y.Doc()
    freezeNext(doc, 'a')
    const id = ask(doc, '14')
    freezeNext(doc, 'b')
    expect(waiting(doc)).toEqual([['14', 1]])
    updateCorrection(doc, origin, id, accepted)
    expect(waiting(doc)).toEqual([['14', 1]])
    freezeNext(doc, 'c')
    expect(waiting(doc)).toEqual([])
  })

  test('a version of an older Minuta has printed what was decided by its day; what is of no version waits for none', () => {
    const doc = new Y.Doc()
    addVersion(doc, origin, newVersion('a'), 1)
    updateCorrection(doc, origin, ask(doc, '14'), { ...accepted, decidedOn: '2026-09-19' })
    updateCorrection(doc, origin, ask(doc, '15'), { ...accepted, decidedOn: '2026-09-20' })
    addVersion(doc, origin, newVersion('b'), 1)
    addCorrection(doc, origin, { version: 'nowhere', place: '1', request: 'x', by: '' })
    expect(waiting(doc)).toEqual([['15', 1]])
  })
})
