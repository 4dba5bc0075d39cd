/**
 * The shortest way from one sequence to another (E. Myers, "An O(ND) difference algorithm and its variations", 1986). Exact always;
 * shortest unless almost nothing is left of the first sequence.
 */

/** A run that is equal in both, or what stands between two such runs. */
export type Run = {
  readonly isEqual: boolean
  /** Half-open ranges in the first and the second sequence. */
  readonly before: readonly [from: number, to: number]
  readonly after: readonly [from: number, to: number]
}

/** More differences than this are told as one: nobody reads such a list, and the memory of the search grows with its square. */
const maxDifferences = 1_500

/** Equal and unequal runs in turn, covering both sequences completely. */
export function diffSequences(before: readonly string[], after: readonly string[]): readonly Run[] {
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1
  let end = 0
  while (end < before.length - start && end < after.length - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1
  const matches = [
    ...Array.from({ length: start }, (_, index): Match => [index, index]),
    ...middleMatches(before.slice(start, before.length - end), after.slice(start, after.length - end)).map(([a, b]): Match => [a + start, b + start]),
    ...Array.from({ length: end }, (_, index): Match => [before.length - end + index, after.length - end + index]),
  ]
  return runsOf(matches, before.length, after.length)
}

type Match = readonly [before: number, after: number]

function runsOf(matches: readonly Match[], beforeLength: number, afterLength: number): readonly Run[] {
  const runs: Run[] = []
  let [a, b] = [0, 0]
  for (let index = 0; index <= matches.length; index += 1) {
    const [nextA, nextB] = matches[index] ?? [beforeLength, afterLength]
    if (nextA > a || nextB > b) runs.push({ isEqual: false, before: [a, nextA], after: [b, nextB] })
    if (index === matches.length) break
    const last = runs.at(-1)
    if (last?.isEqual && last.before[1] === nextA && last.after[1] === nextB) {
      runs[runs.length - 1] = { isEqual: true, before: [last.before[0], nextA + 1], after: [last.after[0], nextB + 1] }
    } else runs.push({ isEqual: true, before: [nextA, nextA + 1], after: [nextB, nextB + 1] })
    ;[a, b] = [nextA + 1, nextB + 1]
  }
  return runs
}

function middleMatches(before: readonly string[], after: readonly string[]): readonly Match[] {
  const [n, m] = [before.length, after.length]
  if (n === 0 || m === 0) return []
  const bound = Math.min(n + m, maxDifferences)
  const offset = bound + 1
  // furthest[k + offset]: how far the first sequence is read on diagonal k.
  const furthest = new Int32Array(2 * bound + 3)
  const trace: Int32Array[] = []
  for (let d = 0; d <= bound; d += 1) {
    trace.push(furthest.slice(offset - d - 1, offset + d + 2))
    for (let k = -d; k <= d; k += 2) {
      const isDown = k === -d || (k !== d && at(furthest, offset + k - 1) < at(furthest, offset + k + 1))
      let x = isDown ? at(furthest, offset + k + 1) : at(furthest, offset + k - 1) + 1
      let y = x - k
      while (x < n && y < m && before[x] === after[y]) {
        x += 1
        y += 1
      }
      furthest[offset + k] = x
      if (x >= n && y >= m) return wayBack(trace, n, m)
    }
  }
  return []
}

function wayBack(trace: readonly Int32Array[], n: number, m: number): readonly Match[] {
  const matches: Match[] = []
  let [x, y] = [n, m]
  for (let d = trace.length - 1; d >= 0; d -= 1) {
    const row = trace[d] ?? new Int32Array()
    // This row begins at diagonal -d - 1.
    const read = (k: number): number => at(row, k + d + 1)
    const k = x - y
    const isDown = k === -d || (k !== d && read(k - 1) < read(k + 1))
    const previous = isDown ? k + 1 : k - 1
    const [fromX, fromY] = d === 0 ? [0, 0] : [read(previous), read(previous) - previous]
    while (x > fromX && y > fromY) {
      x -= 1
      y -= 1
      matches.push([x, y])
    }
    ;[x, y] = [fromX, fromY]
  }
  return matches.reverse()
}

function at(array: Int32Array, index: number): number {
  return array[index] ?? 0
}
