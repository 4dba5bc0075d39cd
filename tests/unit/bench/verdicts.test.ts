import { describe, expect, it } from 'vitest'
import { barTable, healthNotes } from '../../bench/relay/markdown.ts'
import type { PeerName } from '../../bench/relay/peers.ts'
import { median, summarise, type Summary } from '../../bench/relay/summary.ts'
import { verdicts } from '../../bench/relay/verdicts.ts'

function summaries(scenario: string, figures: Partial<Record<PeerName, Record<string, number>>>): Summary[] {
  return (Object.entries(figures) as [PeerName, Record<string, number>][]).map(([peer, figures]) => summarise(scenario, peer, false, [{ figures }]))
}

const met = (list: readonly Summary[]): (boolean | null)[] => verdicts(list).map(({ isMet }) => isMet)

describe('verdicts on the bars', () => {
  it('a ratio is held against the better of the peers that store, and against the limit', () => {
    const rivals = { 'yws-level': { cpuPerMillion: 200 }, 'hocuspocus-sqlite': { cpuPerMillion: 100 }, 'ws-send': { cpuPerMillion: 50 } }
    expect(met(summaries('fan-out-10', { minuta: { cpuPerMillion: 60 }, ...rivals }))).toEqual([true, true])
    expect(met(summaries('fan-out-10', { minuta: { cpuPerMillion: 61 }, ...rivals }))).toEqual([false, true])
    expect(met(summaries('fan-out-10', { minuta: { cpuPerMillion: 86 }, ...rivals }))).toEqual([false, false])
  })

  it('a peer in memory is no rival where storing is asked for', () => {
    expect(met(summaries('fan-out-10', { minuta: { cpuPerMillion: 60 }, yws: { cpuPerMillion: 1 } }))).toEqual([null, null])
  })

  it('what was not measured is neither met nor missed, and says so', () => {
    const list = summaries('long-run', { minuta: { cpuPerMillion: 8, rssMb: 120, storedPerSnapshot: 3.1 } })
    expect(met(list)).toEqual([null, true, false])
    expect(barTable(list).split('\n').slice(2).map((row) => row.split('|').at(-2)?.trim())).toEqual(['not measured', '✓', '✗'])
  })

  it('one lost update is one too many', () => {
    expect(met(summaries('durability', { minuta: { kills: 10, lostSeen: 0, lostAcked: 0 } }))).toEqual([true, true, true])
    expect(met(summaries('durability', { minuta: { kills: 9, lostSeen: 1, lostAcked: 1 } }))).toEqual([false, false, false])
  })
})

describe('notes on the health of a run', () => {
  it('name a load tool that was the limit, and nothing else', () => {
    const list = summaries('saturation', { minuta: { harnessLoop: 0.7, gaps: 0 }, 'ws-joined': { harnessLoop: 0.9, gaps: 0 } })
    expect(healthNotes(list).split('\n')).toHaveLength(1)
    expect(healthNotes(list)).toContain('ws, joined frames')
  })
})

describe('summary of the rounds', () => {
  it('takes the median of the rounds that succeeded and keeps why others did not', () => {
    const summary = summarise('fan-out-2', 'minuta', false, [{ figures: { a: 1 } }, { failure: 'no' }, { figures: { a: 30, b: 5 } }, { figures: { a: 2 } }])
    expect(summary).toMatchObject({ rounds: 3, failures: ['no'], median: { a: 2, b: 5 }, least: { a: 1 }, most: { a: 30 } })
  })

  it('the median of an even number lies between the two in the middle', () => {
    expect(median([4, 1, 2, 9])).toBe(3)
    expect(median([])).toBeNaN()
  })
})
