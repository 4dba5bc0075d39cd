import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareRanked, initialRanks, ranksToPlace, type Ranked } from '../../../shared/document/ranks.ts'

describe('ranks', () => {
  it('DO5: put an entry where it was asked to stand, whatever ranks the others have (seed 7)', () => {
    const rank = fc.oneof(fc.constantFrom('a0', 'a1', 'a0V', 'Zz', '', 'nonsense', '\u{1F600}'), fc.string())
    fc.assert(fc.property(fc.array(rank, { maxLength: 12 }), fc.nat(15), (ranks, index) => {
      const others = ranks.map((given, at): Ranked => ({ id: `e${at}`, rank: given })).sort(compareRanked)
      const written = ranksToPlace(others, 'new', index)
      const after = [...others.map((other) => ({ ...other, rank: written.get(other.id) ?? other.rank })), { id: 'new', rank: written.get('new') ?? '' }]
      const expected = others.map(({ id }) => id)
      expected.splice(index, 0, 'new')
      expect(after.sort(compareRanked).map(({ id }) => id)).toEqual(expected)
    }), { seed: 7, numRuns: 1000 })
  })

  it('write one rank for one move among ranks made here', () => {
    const others = initialRanks(50).map((rank, index) => ({ id: `e${index}`, rank }))
    expect(ranksToPlace(others, 'moved', 20).size).toBe(1)
  })
})
