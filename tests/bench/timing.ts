/** Durations and their quantiles. */

/** What `body` returned, and the CPU milliseconds (user and system) that it took: on a busy machine the clock tells of the others. */
export function measured<T>(body: () => T): { readonly value: T; readonly ms: number } {
  const before = process.cpuUsage()
  const value = body()
  const { user, system } = process.cpuUsage(before)
  return { value, ms: (user + system) / 1_000 }
}

/** CPU milliseconds that `body` took. */
export function timed(body: () => void): number {
  return measured(body).ms
}

/** The value below which `share` (0 to 1) of `values` lie. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** Two digits after the point. */
export function rounded(figures: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, Math.round(value * 100) / 100]))
}
