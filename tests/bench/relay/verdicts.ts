/** Holds the figures against the bars. */
import type { Bar } from './bars.ts'
import { peers, type PeerName } from './peers.ts'
import { scenarios } from './scenarios.ts'
import type { Summary } from './summary.ts'

export type Verdict = {
  readonly scenario: string
  readonly bar: Bar
  readonly ours: number
  /** Whom it was held against, and their figure; null where the bar is a number. */
  readonly other: { readonly peer: PeerName; readonly value: number } | null
  /** What the bar limits: the ratio, or our figure. */
  readonly value: number
  /** Null: something was not measured. */
  readonly isMet: boolean | null
}

/** One verdict per bar of every scenario that is in `summaries`. */
export function verdicts(summaries: readonly Summary[]): Verdict[] {
  const measured = [...new Set(summaries.map(({ scenario }) => scenario))]
  return measured.flatMap((name) => {
    const inScenario = summaries.filter(({ scenario }) => scenario === name)
    return (scenarios[name]?.bars ?? []).map((bar) => verdictOn(name, bar, inScenario))
  })
}

function verdictOn(scenario: string, bar: Bar, summaries: readonly Summary[]): Verdict {
  const valueOf = (peer: PeerName): number => summaries.find((summary) => summary.peer === peer)?.median[bar.figure] ?? Number.NaN
  const ours = valueOf('minuta')
  const verdict = (value: number, isMet: boolean, other: Verdict['other'] = null): Verdict => ({ scenario, bar, ours, other, value, isMet: Number.isFinite(value) ? isMet : null })
  switch (bar.kind) {
    case 'most':
      return verdict(ours, ours <= bar.most)
    case 'least':
      return verdict(ours, ours >= bar.least)
    case 'ratio': {
      const rivals = bar.against === 'best storing peer' ? summaries.map(({ peer }) => peer).filter((peer) => peers[peer].kind === 'storing') : [bar.against]
      const [other] = rivals.map((peer) => ({ peer, value: valueOf(peer) })).filter(({ value }) => Number.isFinite(value)).toSorted((a, b) => a.value - b.value)
      if (other === undefined) return verdict(Number.NaN, false)
      // A limit that cost less than the kernel can count is no measure.
      return verdict(ours / other.value, ours / other.value <= bar.most, other)
    }
    default:
      return bar satisfies never
  }
}
