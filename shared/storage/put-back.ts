/**
 * A file that is open can be taken away all the same: its folder is put into the bin or moved, a program cleans up, somebody puts another one there. SQLite notices nothing, and what
 * it goes on storing ends with the process. So everything goes to its place again before anything more is called stored. Killed at any moment, that is either not begun or is finished
 * by the next start: the step that decides is a rename. What lies in the place meanwhile is kept beside it.
 */
import { writeDraft } from './copy-database.ts'
import { StorageError } from './room-store.ts'
import type { SqliteDriver, SqlitePlatform } from './sqlite-driver.ts'
import { withStorageErrors } from './sqlite-errors.ts'

const besides = ['-journal', '-wal', '-shm'] as const

/** Which files an open database is: what has another identity in their place is not of it. */
export type OwnFiles = ReadonlySet<string | null>

/** Those of the database that was just opened at `path`. */
export function ownFiles(platform: SqlitePlatform, path: string): OwnFiles {
  return new Set([path, ...besides.map((suffix) => `${path}${suffix}`)].map((file) => platform.identityOf(file)).filter((identity) => identity !== null))
}

/** Writes all that `driver` holds to where the next start finds it, whole. */
export function beginPutBack(platform: SqlitePlatform, driver: SqliteDriver, path: string): void {
  const draft = `${wholeAt(path)}-draft`
  platform.makeFolder(path)
  writeDraft(platform, driver, draft)
  platform.rename(draft, wholeAt(path))
  platform.sync(wholeAt(path))
}

/** Until the database is in its place again: keeps what somebody put there beside it, but for the files of its `own`. Throws StorageError('busy') while another process has it open. */
export function setOthersAside(platform: SqlitePlatform, path: string, own: OwnFiles): void {
  if (platform.identityOf(path) === null || platform.identityOf(wholeAt(path)) === null) return
  refuseInUse(platform, path)
  let count = 1
  while (platform.identityOf(`${path}.replaced-${count}`) !== null) count += 1
  // The file itself last: what a kill leaves goes to the same name.
  for (const suffix of [...besides, '']) {
    const identity = platform.identityOf(`${path}${suffix}`)
    if (identity !== null && !own.has(identity)) platform.rename(`${path}${suffix}`, `${path}.replaced-${count}${suffix}`)
  }
}

/** Ends what `beginPutBack` has begun, if it has; to be called before the database is opened. */
export function finishPutBack(platform: SqlitePlatform, path: string): void {
  if (platform.identityOf(wholeAt(path)) === null) return
  setOthersAside(platform, path, new Set())
  for (const suffix of besides) platform.remove(`${path}${suffix}`)
  platform.rename(wholeAt(path), path)
  platform.sync(path)
}

function wholeAt(path: string): string {
  return `${path}.put-back`
}

function refuseInUse(platform: SqlitePlatform, path: string): void {
  try {
    withStorageErrors('looking at what is in the place of the database', () => {
      const driver = platform.open(path, { isReadonly: true })
      try {
        driver.exec('PRAGMA busy_timeout = 0')
        driver.get('SELECT name FROM sqlite_schema')
      } finally {
        driver.close()
      }
    })
  } catch (error) {
    // What is no database, or none that can be read, is nobody's.
    if (error instanceof StorageError && error.kind === 'busy') throw error
  }
}
