import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { rootsOf } from '../../../shared/document/roots.ts'
import { outcomeKinds, type OutcomeKind } from '../../../shared/model/workshop.ts'
import {
  claimOutcomeNumber, indexesWithoutOwnId, isOutcomeClaim, numberOutcomes, readOutcomeNumbers, type OutcomeClaim,
} from '../../../shared/outcomes/numbering.ts'

const kinds = outcomeKinds.slice(0, 2)

/** What several people do with outcomes while their machines meet now and then. */
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('claim' as const), peer: fc.nat(3), kind: fc.constantFrom(...kinds) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('sync' as const), from: fc.nat(3), to: fc.nat(3) }) },
)

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

function play(steps: readonly Step[], onSync: (before: Y.Doc, after: Y.Doc) => void): { docs: Y.Doc[]; claimed: { kind: OutcomeKind; outcome: string }[] } {
  const docs = [1, 2, 3, 4].map((client) => {
    const doc = new Y.Doc()
    doc.clientID = client
    return doc
  })
  const claimed: { kind: OutcomeKind; outcome: string }[] = []
  for (const [index, next] of steps.entries()) {
    if (next.do === 'claim') {
      const outcome = `o${index}`
      claimed.push({ kind: next.kind, outcome })
      claimOutcomeNumber(docs[next.peer] ?? new Y.Doc(), 'test', outcome, next.kind)
      continue
    }
    const target = docs[next.to] ?? new Y.Doc()
    const before = new Y.Doc()
    Y.applyUpdate(before, Y.encodeStateAsUpdate(target))
    Y.applyUpdate(target, Y.encodeStateAsUpdate(docs[next.from] ?? new Y.Doc()))
    onSync(before, target)
  }
  return { docs, claimed }
}

function claimsOf(doc: Y.Doc): OutcomeClaim[] {
  return rootsOf(doc).outcomeNumbers.toArray().filter(isOutcomeClaim)
}

/** Whether another outcome claims a number that this one's outcome claims. */
function isContended({ kind, outcome }: OutcomeClaim, claims: readonly OutcomeClaim[]): boolean {
  const same = claims.filter((claim) => claim.kind === kind)
  const own = same.filter((claim) => claim.outcome === outcome)
  return same.some((claim) => claim.outcome !== outcome && own.some(({ number }) => number === claim.number))
}

function numbersOf(doc: Y.Doc, claimed: readonly { kind: OutcomeKind; outcome: string }[]): (number | null)[] {
  const numbers = readOutcomeNumbers(doc)
  return claimed.map(({ kind, outcome }) => numbers.numberOf(kind, outcome))
}

describe('numbers of outcomes', () => {
  it('DO9: are unique on every peer at every moment, and equal on all once they have met (seed 41)', () => {
    fc.assert(fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const { docs, claimed } = play(steps, () => undefined)
      for (const doc of docs) expectUnique(doc, claimed)
      const everything = Y.mergeUpdates(docs.map((doc) => Y.encodeStateAsUpdate(doc)))
      for (const doc of docs) Y.applyUpdate(doc, everything)
      const [first, ...others] = docs.map((doc) => numbersOf(doc, claimed))
      for (const other of others) expect(other).toEqual(first)
      expect(first).not.toContain(null)
      expectUnique(docs[0] ?? new Y.Doc(), claimed)
    }), { seed: 41, numRuns: 300 })
  })

  it('DO10: change by a merge only where two outcomes wanted the same number (seed 42)', () => {
    const changed: unknown[] = []
    fc.assert(fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      play(steps, (before, after) => {
        const [old, now] = [readOutcomeNumbers(before), readOutcomeNumbers(after)]
        const uncontended = claimsOf(before).filter((claim) => !isContended(claim, claimsOf(after)))
        changed.push(...uncontended.filter(({ kind, outcome }) => now.numberOf(kind, outcome) !== old.numberOf(kind, outcome)))
      })
      return changed.length === 0
    }), { seed: 42, numRuns: 300 })
    expect(changed).toEqual([])
  })

  it('DO10: are never given again: the next one is above all that were ever claimed or shown (seed 43)', () => {
    fc.assert(fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const { docs, claimed } = play(steps, () => undefined)
      for (const doc of docs) {
        for (const kind of kinds) {
          const shown = numbersOf(doc, claimed.filter((entry) => entry.kind === kind)).map((number) => number ?? 0)
          const number = claimOutcomeNumber(doc, 'test', 'new', kind)
          expect(number).toBeGreaterThan(Math.max(0, ...shown, ...claimsOf(doc).filter((c) => c.kind === kind && c.outcome !== 'new').map((c) => c.number)))
        }
      }
    }), { seed: 43, numRuns: 200 })
  })

  it('lost in a conflict stay what they became, once anybody has claimed another (later arrivals included)', () => {
    const claims = [{ kind: 'decision', number: 1, outcome: 'a' }, { kind: 'decision', number: 1, outcome: 'b' }]
    const doc = new Y.Doc()
    rootsOf(doc).outcomeNumbers.push(claims)
    expect(readOutcomeNumbers(doc).numberOf('decision', 'b')).toBe(2)
    expect(claimOutcomeNumber(doc, 'test', 'c', 'decision')).toBe(3)
    rootsOf(doc).outcomeNumbers.insert(1, [{ kind: 'decision', number: 1, outcome: 'late' }])
    expect(readOutcomeNumbers(doc).numberOf('decision', 'b')).toBe(2)
    expect(readOutcomeNumbers(doc).numberOf('decision', 'c')).toBe(3)
    expect(readOutcomeNumbers(doc).numberOf('decision', 'late')).toBe(4)
  })

  it('a claim of a huge number does not stop the numbering of everybody else', () => {
    for (const number of [1_000_000, 2_000_000]) {
      const doc = new Y.Doc()
      rootsOf(doc).outcomeNumbers.push([{ kind: 'action', number, outcome: 'hostile' }])
      for (const outcome of ['a', 'b']) claimOutcomeNumber(doc, 'test', outcome, 'action')
      const numbers = readOutcomeNumbers(doc)
      const given = ['hostile', 'a', 'b'].map((outcome) => numbers.numberOf('action', outcome))
      expect(new Set(given).size).toBe(3)
      expect(given).not.toContain(null)
      expect(rootsOf(doc).outcomeNumbers.length).toBe(3)
    }
  })

  it('ignore malformed claims and go by the first of several for one outcome', () => {
    const numbers = numberOutcomes([
      null, 7, 'D-1', [], { kind: 'decision', number: 0, outcome: 'x' }, { kind: 'decision', number: 1.5, outcome: 'x' },
      { kind: 'nonsense', number: 1, outcome: 'x' }, { kind: 'decision', number: 1e12, outcome: 'x' }, { kind: 'decision', number: 1, outcome: '' },
      { kind: 'decision', number: 3, outcome: 'x' }, { kind: 'decision', number: 5, outcome: 'x' },
    ])
    expect(numbers.numberOf('decision', 'x')).toBe(3)
    expect(numbers.next('decision')).toBe(6)
    expect(numbers.numberOf('action', 'x')).toBeNull()
  })

  it('are claimed once: asking again writes nothing', () => {
    const doc = new Y.Doc()
    expect(claimOutcomeNumber(doc, 'test', 'a', 'action')).toBe(1)
    const before = Y.encodeStateAsUpdate(doc)
    expect(claimOutcomeNumber(doc, 'test', 'a', 'action')).toBe(1)
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before)
  })

  it('follow the kind: a decision that was an action is counted among decisions and finds its old number when it changes back', () => {
    const doc = new Y.Doc()
    claimOutcomeNumber(doc, 'test', 'a', 'action')
    claimOutcomeNumber(doc, 'test', 'b', 'action')
    expect(claimOutcomeNumber(doc, 'test', 'b', 'decision')).toBe(1)
    expect(claimOutcomeNumber(doc, 'test', 'b', 'action')).toBe(2)
  })
})

describe('ids of outcomes', () => {
  it('are replaced where they are missing, repeated or taken', () => {
    expect(indexesWithoutOwnId(['a', '', 'b', 'a', 'c'], new Set(['c']))).toEqual([1, 3, 4])
  })
})

function expectUnique(doc: Y.Doc, claimed: readonly { kind: OutcomeKind; outcome: string }[]): void {
  for (const kind of kinds) {
    const given = numbersOf(doc, claimed.filter((entry) => entry.kind === kind)).filter((number) => number !== null)
    expect(new Set(given).size).toBe(given.length)
  }
}
