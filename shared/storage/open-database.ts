/**
 * Opens a Minuta database, or refuses without changing a byte of it. Order matters: what the file is gets settled read-only
 * before anything may write, because even switching a foreign file to WAL would change it.
 */
import { checkStructure, keepDraft, writeDraft } from './copy-database.ts'
import { migrations as releasedMigrations, type Migration } from './migrations.ts'
import { StorageError } from './room-store.ts'
import { numberOf, textOf, type SqliteDriver, type SqlitePlatform } from './sqlite-driver.ts'
import { withStorageErrors } from './sqlite-errors.ts'
import { logBytes, logPages, widenLog } from './wide-log.ts'

export type DatabaseOptions = {
  readonly path: string
  /** Keeps every other process out while it is open ('busy' for them): for owners that cache what is stored. */
  readonly isExclusive?: boolean
  /** Memory for pages; better-sqlite3 takes 16 MiB when nothing is said. */
  readonly cacheKib?: number
  /** For tests of the migration machinery only. */
  readonly migrations?: readonly Migration[]
}

/** "MNTA", in the header of every database of ours. */
export const applicationId = 0x4d4e5441
const backupGenerations = 3
const magic = 'SQLite format 3\0'
/** The WAL-reset bug that could corrupt databases was fixed here. */
const oldestSafeSqlite = [3, 51, 3] as const

/** Throws StorageError: 'from-future', 'corrupt' (damaged, or not ours), 'busy', 'readonly', 'full' or 'unknown'. */
export function openDatabase(platform: SqlitePlatform, options: DatabaseOptions): SqliteDriver {
  const { path } = options
  const migrations = options.migrations ?? releasedMigrations
  return withStorageErrors(`opening ${path}`, () => {
    const isNew = inspect(platform, path, migrations.length)
    const driver = platform.open(path, { isReadonly: false })
    try {
      configure(driver, isNew, options)
      migrate(platform, driver, path, migrations)
      if (options.isExclusive === true) widenLog(driver)
      return driver
    } catch (error) {
      driver.close()
      throw error
    }
  })
}

/** Opens a database of ours for reading; changes nothing. Throws as `openDatabase` does, also when there is none. */
export function openReadonly(platform: SqlitePlatform, path: string): SqliteDriver {
  return withStorageErrors(`reading ${path}`, () => {
    if (inspect(platform, path, releasedMigrations.length)) throw new StorageError('corrupt', `there is no database in ${path}`)
    const driver = platform.open(path, { isReadonly: true })
    driver.exec('PRAGMA trusted_schema = OFF')
    driver.exec('PRAGMA cell_size_check = ON')
    return driver
  })
}

/** Says whether the file is new or empty; throws when it is something that must be left alone. */
function inspect(platform: SqlitePlatform, path: string, supportedVersion: number): boolean {
  const start = platform.readStart(path, magic.length)
  if (start === null || start.length === 0) return true
  if (String.fromCharCode(...start) !== magic) throw new StorageError('corrupt', `${path} is not a database`)
  const driver = platform.open(path, { isReadonly: true })
  try {
    driver.exec('PRAGMA busy_timeout = 5000')
    const id = pragma(driver, 'application_id')
    const version = pragma(driver, 'user_version')
    if (id === applicationId) {
      if (version > supportedVersion) {
        throw new StorageError('from-future', `${path} has layout ${version}, this version of Minuta knows ${supportedVersion}`)
      }
      if (version < 1) throw new StorageError('corrupt', `${path} has no layout version`)
      return false
    }
    // Killed between creating the file and its first table: it holds nothing yet.
    if (id === 0 && version === 0 && driver.get('SELECT name FROM sqlite_schema') === undefined) return true
    throw new StorageError('corrupt', `${path} is a database of another application`)
  } finally {
    driver.close()
  }
}

/** Sets what better-sqlite3 leaves at defaults, and reads back what durability rests on. */
function configure(driver: SqliteDriver, isNew: boolean, { isExclusive = false, cacheKib }: DatabaseOptions): void {
  const version = textOf(driver.get('SELECT sqlite_version() AS version') ?? {}, 'version')
  if (!isSafeSqlite(version)) throw new StorageError('unknown', `SQLite ${version} is older than ${oldestSafeSqlite.join('.')}`)
  driver.exec('PRAGMA busy_timeout = 5000')
  if (isExclusive) driver.exec('PRAGMA locking_mode = EXCLUSIVE')
  if (cacheKib !== undefined) driver.exec(`PRAGMA cache_size = -${cacheKib}`)
  // Only takes effect before the first page is written, so before WAL.
  if (isNew) driver.exec('PRAGMA auto_vacuum = INCREMENTAL')
  driver.exec('PRAGMA journal_mode = WAL')
  // Compiled default for WAL is NORMAL from the second open on: not safe against power loss.
  driver.exec('PRAGMA synchronous = FULL')
  driver.exec('PRAGMA fullfsync = ON')
  driver.exec('PRAGMA checkpoint_fullfsync = ON')
  driver.exec('PRAGMA foreign_keys = ON')
  driver.exec('PRAGMA trusted_schema = OFF')
  driver.exec('PRAGMA cell_size_check = ON')
  driver.exec('PRAGMA mmap_size = 0')
  // What a large transaction or a long reader made of the log is given back when it begins anew.
  driver.exec(`PRAGMA journal_size_limit = ${logBytes}`)
  driver.exec(`PRAGMA wal_autocheckpoint = ${logPages}`)
  const journal = textOf(driver.get('PRAGMA journal_mode') ?? {}, 'journal_mode')
  if (journal !== 'wal') throw new StorageError('unknown', `journal mode is ${journal}, not wal`)
  for (const [name, wanted] of [['synchronous', 2], ['foreign_keys', 1], ['trusted_schema', 0], ['auto_vacuum', 2]] as const) {
    const actual = pragma(driver, name)
    if (actual !== wanted) throw new StorageError('unknown', `${name} is ${actual}, not ${wanted}`)
  }
}

function migrate(platform: SqlitePlatform, driver: SqliteDriver, path: string, migrations: readonly Migration[]): void {
  const before = pragma(driver, 'user_version')
  for (const migration of migrations) {
    if (migration.version <= before) continue
    // A database that begins here has nothing yet that could be lost.
    if (before > 0) backUp(platform, driver, path)
    driver.transaction(() => {
      migration.migrate(driver)
      driver.exec(`PRAGMA application_id = ${applicationId}`)
      driver.exec(`PRAGMA user_version = ${migration.version}`)
    })
  }
}

/** Where the copies made before a migration lie, newest first. */
export function backupPaths(path: string): readonly string[] {
  return Array.from({ length: backupGenerations }, (_, index) => `${path}.backup-${index + 1}`)
}

/** Copies the whole database to `<path>.backup-1`, checked and durable, after moving older copies one down. */
function backUp(platform: SqlitePlatform, driver: SqliteDriver, path: string): void {
  const draft = `${path}.backup-draft`
  writeDraft(platform, driver, draft)
  const copy = platform.open(draft, { isReadonly: true })
  try {
    checkStructure(copy)
  } finally {
    copy.close()
  }
  keepDraft(platform, { draft, places: backupPaths(path) })
}

function pragma(driver: SqliteDriver, name: string): number {
  return numberOf(driver.get(`PRAGMA ${name}`) ?? {}, name)
}

function isSafeSqlite(version: string): boolean {
  const parts = version.split('.').map(Number)
  for (const [index, oldest] of oldestSafeSqlite.entries()) {
    const part = parts[index] ?? 0
    if (part !== oldest) return part > oldest
  }
  return true
}
