/**
 * The little that storage needs of SQLite and of the file system. What is here must not know Node, so each process that stores
 * (relay, engine) hands in what `shared/node/sqlite-platform.ts` makes of better-sqlite3.
 */
import { StorageError } from './room-store.ts'

export type SqlValue = string | number | Uint8Array | null
export type SqlRow = Readonly<Record<string, SqlValue>>

/** One open database. Statements are prepared once per text. Errors are those of SQLite, with its `code`. */
export type SqliteDriver = {
  /** Runs statements without values or results. */
  exec(sql: string): void
  /** Runs one statement; returns the number of rows changed. */
  run(sql: string, ...values: readonly SqlValue[]): number
  /** First row, or undefined. */
  get(sql: string, ...values: readonly SqlValue[]): SqlRow | undefined
  all(sql: string, ...values: readonly SqlValue[]): readonly SqlRow[]
  /** Runs `body` between BEGIN IMMEDIATE and COMMIT; rolls back and rethrows when either fails. */
  transaction<T>(body: () => T): T
  /** Copies everything into the file `path`, a bounded amount at a time. What is written meanwhile is in the copy too; it is whole when this resolves. */
  copy(path: string): Promise<void>
  close(): void
}

/** What the process around storage can do with files. All of it is synchronous and throws errors with a `code`. */
export interface SqlitePlatform {
  /** Opens without changing anything; creates the file unless `isReadonly`. */
  open(path: string, options: { readonly isReadonly: boolean }): SqliteDriver
  /** SHA-256 of the concatenated parts, 32 bytes. */
  sha256(parts: readonly Uint8Array[]): Uint8Array
  /** Raw DEFLATE, fast rather than small, and back. */
  deflate(bytes: Uint8Array): Uint8Array
  inflate(bytes: Uint8Array): Uint8Array
  /** The first `byteLength` bytes (fewer when the file is shorter); null when there is no such file. */
  readStart(path: string, byteLength: number): Uint8Array | null
  /** Which file lies at `path`, without opening it: another one than before has another identity. Null when there is none. */
  identityOf(path: string): string | null
  /** Makes the content and the name of a file durable: fsync of the file, then of its folder. */
  sync(path: string): void
  rename(from: string, to: string): void
  /** Makes the folder in which `path` is to lie; fine when it is there. */
  makeFolder(path: string): void
  /** Removes a file; fine when there is none. */
  remove(path: string): void
}

/** The part of better-sqlite3's Database that a driver is made of. */
export type NativeDatabase = {
  prepare(sql: string): NativeStatement
  exec(sql: string): unknown
  copy(path: string): Promise<unknown>
  close(): unknown
  isInTransaction(): boolean
}
type NativeStatement = {
  run(...values: readonly SqlValue[]): { readonly changes: number }
  get(...values: readonly SqlValue[]): unknown
  all(...values: readonly SqlValue[]): unknown[]
}

/** Makes a driver out of a better-sqlite3 database. */
export function createDriver(native: NativeDatabase): SqliteDriver {
  const statements = new Map<string, NativeStatement>()
  const prepared = (sql: string): NativeStatement => {
    let statement = statements.get(sql)
    if (statement === undefined) {
      statement = native.prepare(sql)
      statements.set(sql, statement)
    }
    return statement
  }
  return {
    exec: (sql) => {
      native.exec(sql)
    },
    run: (sql, ...values) => prepared(sql).run(...values).changes,
    get: (sql, ...values) => prepared(sql).get(...values) as SqlRow | undefined,
    all: (sql, ...values) => prepared(sql).all(...values) as SqlRow[],
    transaction: (body) => {
      prepared('BEGIN IMMEDIATE').run()
      try {
        const result = body()
        prepared('COMMIT').run()
        return result
      } catch (error) {
        // A full disk can end the transaction by itself; only an open one is rolled back.
        if (native.isInTransaction()) prepared('ROLLBACK').run()
        throw error
      }
    },
    copy: async (path) => {
      await native.copy(path)
    },
    close: () => {
      statements.clear()
      native.close()
    },
  }
}

/** A text, number or blob of a row. Throws StorageError('corrupt') for another shape: the file is then not what we wrote. */
export function textOf(row: SqlRow, column: string): string {
  const value = row[column]
  if (typeof value !== 'string') throw new StorageError('corrupt', `column ${column} is ${typeof value}, not text`)
  return value
}
export function numberOf(row: SqlRow, column: string): number {
  const value = row[column]
  if (typeof value !== 'number') throw new StorageError('corrupt', `column ${column} is ${typeof value}, not a number`)
  return value
}
/** A plain view: better-sqlite3 returns Node Buffers, whose `slice` shares memory where Uint8Array's copies. */
export function bytesOf(row: SqlRow, column: string): Uint8Array {
  const value = row[column]
  if (!(value instanceof Uint8Array)) throw new StorageError('corrupt', `column ${column} is ${typeof value}, not a blob`)
  return new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
}
