/** The rounds of one peer in one scenario, put together. */
import type { PeerName } from './peers.ts'
import type { Figures } from './session.ts'

export type Outcome = { readonly figures: Figures } | { readonly failure: string }

export type Summary = {
  readonly scenario: string
  readonly peer: PeerName
  readonly isQuick: boolean
  readonly rounds: number
  readonly failures: readonly string[]
  readonly median: Figures
  readonly least: Figures
  readonly most: Figures
}

/** The middle of `values`; of an even number the mean of the two in the middle. NaN when there are none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const half = Math.floor(sorted.length / 2)
  const upper = sorted[half] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? Number.NaN) + upper) / 2
}

export function summarise(scenario: string, peer: PeerName, isQuick: boolean, outcomes: readonly Outcome[]): Summary {
  const runs = outcomes.flatMap((outcome) => 'figures' in outcome ? [outcome.figures] : [])
  const names = [...new Set(runs.flatMap((figures) => Object.keys(figures)))]
  const over = (pick: (values: readonly number[]) => number): Figures => Object.fromEntries(names.map((name) => {
    // NaN becomes null in JSON: a run without that figure.
    const values = runs.map((figures) => figures[name]).filter((value): value is number => typeof value === 'number' && Number.isFinite(value))
    return [name, values.length === 0 ? Number.NaN : significant(pick(values))]
  }))
  return {
    scenario, peer, isQuick, rounds: runs.length, failures: outcomes.flatMap((outcome) => 'failure' in outcome ? [outcome.failure] : []),
    median: over(median), least: over((values) => Math.min(...values)), most: over((values) => Math.max(...values)),
  }
}

/** Four digits: more would pretend to be exact. Whole numbers stay. */
function significant(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(4))
}
