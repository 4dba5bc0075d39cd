/** The oldest key of `map` whose value `isOwn`, or the oldest of all where none is: so that nobody pushes out what is somebody else's. */
export function oldestKey<Key, Value>(map: ReadonlyMap<Key, Value>, isOwn: (value: Value) => boolean): Key | undefined {
  let oldest: Key | undefined
  for (const [key, value] of map) {
    oldest ??= key
    if (isOwn(value)) return key
  }
  return oldest
}
