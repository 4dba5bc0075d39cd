/** What is wanted of our relay, as numbers that a table of figures can be held against. Issue 3 holds the table. */
import type { PeerName } from './peers.ts'

export type Bar = {
  /** Name of the figure, and what it is in words. */
  readonly figure: string
  readonly words: string
  readonly unit: string
} & (
  /** At most so many times the figure of another, or of the best of those that store. */
  | { readonly kind: 'ratio'; readonly against: PeerName | 'best storing peer'; readonly most: number }
  | { readonly kind: 'most'; readonly most: number }
  | { readonly kind: 'least'; readonly least: number }
)

type Measure = Pick<Bar, 'figure' | 'words' | 'unit'>

export const measures = {
  cpuPerDelivery: { figure: 'cpuPerMillion', words: 'CPU per million deliveries', unit: 's' },
  cpuPerUpdate: { figure: 'cpuPerMillion', words: 'CPU per million updates', unit: 's' },
  cpu: { figure: 'relayCpuSeconds', words: 'CPU', unit: 's' },
  rss: { figure: 'rssMb', words: 'RSS', unit: 'MB' },
  p99: { figure: 'p99Ms', words: 'p99', unit: 'ms' },
  delivered: { figure: 'deliveredShare', words: 'delivered in the time in which it was typed', unit: '' },
  inSync: { figure: 'syncedMs', words: 'until all are in sync', unit: 'ms' },
  firstLoad: { figure: 'firstMs', words: 'first client', unit: 'ms' },
  load: { figure: 'medianMs', words: 'first client', unit: 'ms' },
  disk: { figure: 'storedPerSnapshot', words: 'disk per snapshot', unit: '' },
  kills: { figure: 'kills', words: 'kills', unit: '' },
  lostSeen: { figure: 'lostSeen', words: 'updates lost that another had seen', unit: '' },
  lostAcked: { figure: 'lostAcked', words: 'updates lost that were acknowledged', unit: '' },
} as const satisfies Record<string, Measure>

export function ratio(measure: Measure, against: PeerName | 'best storing peer', most: number): Bar {
  return { ...measure, kind: 'ratio', against, most }
}

export function most(measure: Measure, value: number): Bar {
  return { ...measure, kind: 'most', most: value }
}

export function least(measure: Measure, value: number): Bar {
  return { ...measure, kind: 'least', least: value }
}
