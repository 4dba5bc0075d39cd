/**
 * Plain data that was made anew, sharing with what was there before whatever is equal: whoever compares by identity (a memo, React) then
 * meets only what changed. Comparing costs time in proportion to what is not shared already.
 */

/** `next`; where something in it is deeply equal to what stands at its place in `previous`, that very object. `previous` itself when all of it is. */
export function keepEqual<T>(previous: unknown, next: T): T {
  if (Object.is(previous, next)) return next
  // A narrowing that the compiler cannot follow: both branches give back what has the shape of `next`.
  if (Array.isArray(next)) return (Array.isArray(previous) ? keepItems(previous, next) : next) as T
  return isPlain(next) && isPlain(previous) ? (keepFields(previous, next) as T) : next
}

type Fields = Readonly<Record<string, unknown>>

function keepFields(previous: Fields, next: Fields): Fields {
  const before = Object.keys(previous)
  const names = Object.keys(next)
  // Of another order is another object: the order can be printed.
  let isEqual = names.length === before.length
  const kept = names.map((name, index): [string, unknown] => {
    const value = keepEqual(Object.hasOwn(previous, name) ? previous[name] : undefined, next[name])
    if (name !== before[index] || !Object.is(value, previous[name])) isEqual = false
    return [name, value]
  })
  return isEqual ? previous : Object.fromEntries(kept)
}

/** Items are compared from the beginning up to the first that differs, the others from the end: most changes are in one place. */
function keepItems(previous: readonly unknown[], next: readonly unknown[]): readonly unknown[] {
  const kept = [...next]
  const isEqualAt = (index: number, before: number): boolean => {
    kept[index] = keepEqual(previous[before], next[index])
    return Object.is(kept[index], previous[before])
  }
  const shared = Math.min(previous.length, next.length)
  let start = 0
  while (start < shared && isEqualAt(start, start)) start += 1
  if (start === next.length && next.length === previous.length) return previous
  const shift = previous.length - next.length
  // What was compared at its own place already is compared again only where that is another place.
  const first = shift === 0 ? start + 1 : Math.max(start, start - shift)
  for (let index = next.length - 1; index >= first; index -= 1) isEqualAt(index, index + shift)
  return kept
}

function isPlain(value: unknown): value is Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
