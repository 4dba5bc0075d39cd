/** Turns what SQLite and the file system throw into the kinds that the app has sentences for. */
import { StorageError, type StorageErrorKind } from './room-store.ts'

const kindsByPrefix: readonly (readonly [prefix: string, kind: StorageErrorKind])[] = [
  ['SQLITE_FULL', 'full'],
  ['ENOSPC', 'full'],
  ['EDQUOT', 'full'],
  ['SQLITE_READONLY', 'readonly'],
  ['SQLITE_PERM', 'readonly'],
  ['EROFS', 'readonly'],
  ['EACCES', 'readonly'],
  ['EPERM', 'readonly'],
  ['SQLITE_BUSY', 'busy'],
  ['SQLITE_LOCKED', 'busy'],
  ['SQLITE_CORRUPT', 'corrupt'],
  ['SQLITE_NOTADB', 'corrupt'],
  // Our statements are fixed: on a whole database they break no constraint and find every table.
  ['SQLITE_CONSTRAINT', 'corrupt'],
  ['SQLITE_ERROR', 'corrupt'],
  // The index of the log could not grow: a disk without space says it so, before anything is written.
  ['SQLITE_IOERR_SHMSIZE', 'full'],
  ['SQLITE_IOERR', 'unknown'],
  ['SQLITE_CANTOPEN', 'unknown'],
  ['EIO', 'unknown'],
  ['ENOENT', 'unknown'],
  ['ENOTDIR', 'unknown'],
  ['EISDIR', 'unknown'],
  ['EEXIST', 'unknown'],
]

/** Runs `body`; what SQLite or the file system throws comes out as a StorageError that names `what`. Bugs pass unchanged. */
export function withStorageErrors<T>(what: string, body: () => T): T {
  try {
    return body()
  } catch (error) {
    if (error instanceof StorageError || !(error instanceof Error)) throw error
    const code = (error as { code?: unknown }).code
    const kind = typeof code === 'string' ? kindsByPrefix.find(([prefix]) => code.startsWith(prefix))?.[1] : undefined
    if (kind === undefined) throw error
    throw new StorageError(kind, `${what}: ${error.message}`, { cause: error })
  }
}
