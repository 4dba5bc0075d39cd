/** Reads a database from one end to the other without changing it: what has been walked can be opened and holds what it says. */
import { checkStructure } from './copy-database.ts'
import { openReadonly } from './open-database.ts'
import { StorageError } from './room-store.ts'
import type { SqlitePlatform } from './sqlite-driver.ts'
import { withStorageErrors } from './sqlite-errors.ts'
import { SqliteRoomStore } from './sqlite-room-store.ts'

/**
 * Walks the database at `path`: its structure, then every row of every room against its checksum. Yields once per room, so that
 * the caller can do something else in between; returns the names of the rooms that can be loaded. Throws StorageError when anything is not
 * whole; rooms with rows that are not are told to `onDamaged` instead, where it is given.
 */
export function* walkDatabase(platform: SqlitePlatform, path: string, onDamaged?: (room: string) => void): Generator<void, readonly string[]> {
  const driver = openReadonly(platform, path)
  try {
    withStorageErrors(`checking ${path}`, () => checkStructure(driver))
    const store = new SqliteRoomStore(platform, { driver })
    const loaded: string[] = []
    for (const room of store.rooms()) {
      yield
      try {
        const isWhole = store.load(room)?.isRecovered === false
        loaded.push(room)
        if (!isWhole) throw new StorageError('corrupt', `${path}: a snapshot is damaged`)
      } catch (error) {
        if (onDamaged === undefined || !(error instanceof StorageError) || error.kind !== 'corrupt') throw error
        onDamaged(room)
      }
    }
    return loaded
  } finally {
    driver.close()
  }
}

/** Runs a walk, or any other work in steps, to its end without a pause. */
export function drain<T>(steps: Generator<void, T>): T {
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}
