/** Reads a database from one end to the other without changing it: what has been walked can be opened and holds what it says. */
import { checkStructure } from './copy-database.ts'
import { openReadonly } from './open-database.ts'
import { StorageError } from './room-store.ts'
import type { SqlitePlatform } from './sqlite-driver.ts'
import { withStorageErrors } from './sqlite-errors.ts'
import { SqliteRoomStore } from './sqlite-room-store.ts'

/**
 * Walks the database at `path`: its structure, then every row of every room against its checksum. Yields once per room, so that
 * the caller can do something else in between; returns the names of the rooms. Throws StorageError when anything is not whole.
 */
export function* walkDatabase(platform: SqlitePlatform, path: string): Generator<void, readonly string[]> {
  const driver = openReadonly(platform, path)
  try {
    withStorageErrors(`checking ${path}`, () => checkStructure(driver))
    const store = new SqliteRoomStore(platform, { driver })
    const rooms = store.rooms()
    for (const room of rooms) {
      yield
      if (store.load(room)?.isRecovered !== false) throw new StorageError('corrupt', `${path}: a snapshot is damaged`)
    }
    return rooms
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
