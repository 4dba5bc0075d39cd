/**
 * One text for one value: what a fingerprint is taken of. Keys are sorted by code unit, nothing is indented, and what JSON has no
 * word for (undefined) is left out, so that a value read back from its own text gives the same text again.
 */

/** The canonical JSON of plain data. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part
    const sorted = Object.entries(part).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    // A null prototype: a key called `__proto__` is data like any other.
    return Object.assign(Object.create(null) as object, Object.fromEntries(sorted))
  })
}
