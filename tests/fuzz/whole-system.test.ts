/**
 * Everything at once: two or three computers, a relay and a peer that is not ours work on one workshop while
 * engines, relay, windows, links and the power come and go. MINUTA_FUZZ=long runs many seeds, MINUTA_FUZZ_SEEDS (comma-separated)
 * these.
 */
import { expect, test } from 'vitest'
import { readWorkshop } from '../../shared/document/read-workshop.ts'
import { hasPending } from '../../shared/storage/integrate.ts'
import { contentHash } from '../helpers/canonical-content.ts'
import { lostCharacters } from '../helpers/random-edits.ts'
import { countTokens } from '../helpers/tokens.ts'
import { WholeSystem } from '../helpers/whole-system.ts'

const chosen = process.env['MINUTA_FUZZ_SEEDS']
const seeds = chosen === undefined ? Array.from({ length: process.env['MINUTA_FUZZ'] === 'long' ? 100 : 3 }, (_, index) => index + 1) : chosen.split(',').map(Number)
const steps = 150

test.each(seeds)('SY1 EN16 whatever ends in between, all show the same and every acknowledged token is everywhere once (seed %i)', { timeout: 120_000 }, async (seed) => {
  const system = await WholeSystem.start(seed)
  try {
    for (let step = 0; step < steps; step += 1) await system.step()
    await system.settle()
    const { docs, ledger } = system
    const [first] = docs
    if (first === undefined) throw new Error('nobody is left')
    const shown = readWorkshop(first)
    for (const doc of [...docs, ...(await system.killAndReadDisks())]) {
      expect(contentHash(doc)).toBe(contentHash(first))
      expect(readWorkshop(doc)).toEqual(shown)
      expect(hasPending(doc)).toBe(false)
    }
    const counts = countTokens(WholeSystem.tokenText(first).toJSON())
    expect([...system.certain].filter((word) => counts.get(word) !== 1)).toEqual([])
    expect([...counts].filter(([word, count]) => count !== 1 || !(system.certain.has(word) || system.uncertain.has(word)))).toEqual([])
    expect(lostCharacters(first, ledger)).toEqual([])
    const labels = shown.outcomes.map(({ label }) => label)
    expect(labels).toEqual([...new Set(labels)])
    expect(system.certain.size).toBeGreaterThan(0)
  } finally {
    await system.end()
  }
})
