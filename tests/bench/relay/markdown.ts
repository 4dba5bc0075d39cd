/** The tables for docs/BENCHMARKS.md. */
import { peers, type PeerName } from './peers.ts'
import { scenarios } from './scenarios.ts'
import type { Summary } from './summary.ts'
import { verdicts, type Verdict } from './verdicts.ts'

/** Figures that are told and not judged: clocks of a busy machine, and the health of the load tool itself. */
const told: readonly (readonly [figure: string, title: string])[] = [
  ['cpuPerMillion', 'CPU s/1M'], ['relayCpuSeconds', 'CPU s'], ['p50Ms', 'p50 ms'], ['p95Ms', 'p95 ms'], ['p99Ms', 'p99 ms'], ['maxMs', 'max ms'], ['syncedMs', 'in sync ms'],
  ['firstMs', 'first load ms'], ['laterMs', 'later loads ms'], ['loadMs', 'load ms'], ['deliveriesPerSecond', 'deliveries/s'], ['updatesPerSecond', 'updates/s'], ['deliveredShare', 'delivered in time'],
  ['sent', 'sent'], ['seen', 'seen'], ['lostSeen', 'lost of seen'], ['acked', 'acked'], ['lostAcked', 'lost of acked'], ['lostUpdates', 'lost'], ['rssMb', 'RSS MB'], ['peakMb', 'peak MB'],
  ['storedBytes', 'disk bytes'], ['snapshotBytes', 'snapshot bytes'], ['megabytes', 'MB sent'], ['awarenessMessages', 'awareness messages'], ['seenShare', 'saw each other'], ['emptyFirst', 'empty answer first'],
  ['restartMs', 'restart ms'], ['gaps', 'gaps'], ['duplicates', 'twice'], ['undelivered', 'undelivered'],
  ['harnessLoop', 'tool: loop'], ['sendLagP99Ms', 'tool: late p99 ms'], ['loadAverage', 'load'],
]

/** The table of bars. `heading` lines stand above it: command, machine, date. */
export function barTable(summaries: readonly Summary[]): string {
  const rows = verdicts(summaries).map(barRow)
  return [
    '| scenario | figure | Minuta | held against | ratio | bar | |', '|---|---|---|---|---|---|---|', ...rows,
  ].join('\n')
}

function barRow({ scenario, bar, ours, other, value, isMet }: Verdict): string {
  const unit = bar.unit === '' ? '' : ` ${bar.unit}`
  const limit = bar.kind === 'least' ? `≥ ${short(bar.least)}${unit}` : bar.kind === 'most' ? `≤ ${short(bar.most)}${unit}` : `≤ ${short(bar.most)}×`
  const against = other === null ? '–' : `${peers[other.peer].title}: ${short(other.value)}${unit}`
  const measured = bar.kind === 'ratio' ? `${short(value)}×` : '–'
  return `| ${scenarios[scenario]?.title ?? scenario} | ${bar.words} | ${short(ours)}${unit} | ${against} | ${measured} | ${limit} | ${isMet === null ? 'not measured' : isMet ? '✓' : '✗'} |`
}

/** One table per scenario: medians of every peer, with the least and the most of the rounds. */
export function figureTables(summaries: readonly Summary[]): string {
  const names = [...new Set(summaries.map(({ scenario }) => scenario))]
  return names.map((name) => figureTable(name, summaries.filter(({ scenario }) => scenario === name))).join('\n\n')
}

function figureTable(name: string, summaries: readonly Summary[]): string {
  const columns = told.filter(([figure]) => summaries.some(({ median }) => Number.isFinite(median[figure])))
  const cell = ({ median, least, most, rounds }: Summary, figure: string): string => {
    const value = median[figure]
    if (value === undefined || !Number.isFinite(value)) return '–'
    return rounds === 1 || least[figure] === most[figure] ? short(value) : `${short(value)} [${short(least[figure])}..${short(most[figure])}]`
  }
  return [
    `**${scenarios[name]?.title ?? name}** (\`${name}\`)`, '',
    `| | ${columns.map(([, title]) => title).join(' | ')} |`, `|---|${columns.map(() => '---|').join('')}`,
    ...summaries.map((summary) => `| ${titleOf(summary)} | ${columns.map(([figure]) => cell(summary, figure)).join(' | ')} |`),
  ].join('\n')
}

/** What makes figures doubtful, one line each; empty when nothing does. */
export function healthNotes(summaries: readonly Summary[]): string {
  return summaries.flatMap(({ scenario, peer, most }) => doubts(most).map((doubt) => `- \`${scenario}\`, ${peers[peer].title}: ${doubt}`)).join('\n')
}

function doubts(figures: Summary['most']): string[] {
  const above = (figure: string, limit: number): boolean => (figures[figure] ?? 0) > limit
  return [
    ...(above('harnessLoop', 0.85) ? ['the load tool was busy all the time: CPU counts, deliveries a second and latencies are the tool’s'] : []),
    ...(above('sendLagP99Ms', 20) ? ['the load tool typed late and in bunches: latencies are too small, and joining frames looks too cheap'] : []),
    ...(above('gaps', 0) || above('duplicates', 0) ? ['keystrokes came out of order or twice'] : []),
    ...(above('undelivered', 0) ? ['keystrokes were still on the way five seconds after the end'] : []),
    ...(above('lostUpdates', 0) ? ['updates were gone after the restart'] : []),
    ...(above('emptyFirst', 0) ? ['the first answer after the restart was an incomplete document'] : []),
  ]
}

function titleOf({ peer, failures, rounds }: Summary): string {
  const title = peers[peer satisfies PeerName].title
  return failures.length === 0 ? title : `${title} (${failures.length} of ${failures.length + rounds} runs failed: ${failures[0]?.replaceAll(/[|\n]/gu, ' ').slice(0, 120) ?? ''})`
}

/** Three digits, thousands with a comma. */
function short(value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) return '–'
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en')
  return String(Number(value.toPrecision(3)))
}
