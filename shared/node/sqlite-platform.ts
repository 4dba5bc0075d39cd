/** The only door to better-sqlite3, for the engine and the relay. */
import Database from 'better-sqlite3'
import { createHash, hash } from 'node:crypto'
import { closeSync, fsyncSync, mkdirSync, openSync, readSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { createDriver, type SqlitePlatform, type SqlValue } from '../storage/sqlite-driver.ts'

const maxCopiedBytes = 16 * 1024

export const nodeSqlitePlatform: SqlitePlatform = {
  open: (path, { isReadonly }) => {
    const native = new Database(path, { readonly: isReadonly, fileMustExist: isReadonly })
    return createDriver({
      prepare: (sql) => native.prepare<SqlValue[]>(sql),
      exec: (sql) => native.exec(sql),
      copy: (copyPath) => native.backup(copyPath),
      close: () => native.close(),
      isInTransaction: () => native.inTransaction,
    })
  },
  sha256: (parts) => {
    // In one step where copying costs less than a hash object, which is nearly always: one update per keystroke.
    if (parts.every(({ length }) => length <= maxCopiedBytes)) return hash('sha256', Buffer.concat(parts), 'buffer')
    const long = createHash('sha256')
    for (const part of parts) long.update(part)
    return long.digest()
  },
  deflate: (bytes) => deflateRawSync(bytes, { level: 1 }),
  inflate: (bytes) => new Uint8Array(inflateRawSync(bytes)),
  readStart: (path, byteLength) => {
    let file: number
    try {
      file = openSync(path, 'r')
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
      throw error
    }
    try {
      const bytes = new Uint8Array(byteLength)
      return bytes.subarray(0, readSync(file, bytes, 0, byteLength, 0))
    } finally {
      closeSync(file)
    }
  },
  identityOf: (path) => {
    const found = statSync(path, { bigint: true, throwIfNoEntry: false })
    return found === undefined ? null : `${found.dev}:${found.ino}`
  },
  sync: (path) => {
    // Windows cannot open a folder; there the file's own flush makes its name durable.
    for (const target of process.platform === 'win32' ? [path] : [path, dirname(path)]) {
      const file = openSync(target, process.platform === 'win32' ? 'r+' : 'r')
      try {
        fsyncSync(file)
      } finally {
        closeSync(file)
      }
    }
  },
  rename: renameSync,
  makeFolder: (path) => {
    mkdirSync(dirname(path), { recursive: true })
  },
  remove: (path) => {
    rmSync(path, { force: true })
  },
}
