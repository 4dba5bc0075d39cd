/**
 * What somebody changed in a dialog: the fields of `now` that are not as in `opened`, with which it opened. Nothing else may be written when it is done:
 * others may have changed the rest meanwhile.
 */
export function changedFields<Fields extends object>(opened: Fields, now: Fields): Partial<Fields> {
  const before = new Map<string, unknown>(Object.entries(opened))
  return Object.fromEntries(Object.entries(now).filter(([name, value]: [string, unknown]) => !isSame(before.get(name), value))) as Partial<Fields>
}

/** Values as fields have them: texts, numbers, flags and lists of texts. */
function isSame(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return a === b
  return a.length === b.length && a.every((value, index) => value === b[index])
}
