/**
 * What is derived from readonly data, worked out once for each object and kept as long as the object is: it is never changed, so that
 * what was derived from it stays right. For data that outlives a round of compiling; see `WorkshopReader`.
 */
export function derivedOnce<Source extends object, Derived>(derive: (source: Source) => Derived): (source: Source) => Derived {
  const known = new WeakMap<Source, { readonly derived: Derived }>()
  return (source) => {
    const before = known.get(source)
    if (before) return before.derived
    const derived = derive(source)
    known.set(source, { derived })
    return derived
  }
}
