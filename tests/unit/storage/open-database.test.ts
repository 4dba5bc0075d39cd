import Database from 'better-sqlite3'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { nodeSqlitePlatform } from '../../../shared/node/sqlite-platform.ts'
import { migrations, type Migration } from '../../../shared/storage/migrations.ts'
import { applicationId, backupPaths, openDatabase } from '../../../shared/storage/open-database.ts'
import { StorageError } from '../../../shared/storage/room-store.ts'
import { rowChecksum } from '../../../shared/storage/row-checksum.ts'
import { SqliteRoomStore } from '../../../shared/storage/sqlite-room-store.ts'
import { temporaryFolder } from '../../helpers/temporary-folder.ts'

const hashOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex')

describe('opening a database', () => {
  const folder = temporaryFolder()
  let count = 0
  let path = ''

  beforeEach(() => {
    count += 1
    path = join(folder.path, `${count}.sqlite`)
  })

  afterAll(() => {
    folder.remove()
  })

  /** Opens, and returns the kind of failure and whether the file changed. */
  const refusal = (): { kind: string; isUntouched: boolean } => {
    const before = hashOf(path)
    try {
      openDatabase(nodeSqlitePlatform, { path }).close()
    } catch (error) {
      if (error instanceof StorageError) return { kind: error.kind, isUntouched: hashOf(path) === before }
      throw error
    }
    return { kind: 'opened', isUntouched: hashOf(path) === before }
  }

  it('ST10: every open, not only the first, is durable against power loss', () => {
    for (let round = 0; round < 3; round += 1) {
      const driver = openDatabase(nodeSqlitePlatform, { path })
      const pragma = (name: string): unknown => Object.values(driver.get(`PRAGMA ${name}`) ?? {})[0]
      expect({
        journal: pragma('journal_mode'),
        synchronous: pragma('synchronous'),
        fullfsync: pragma('fullfsync'),
        checkpointFullfsync: pragma('checkpoint_fullfsync'),
        foreignKeys: pragma('foreign_keys'),
        trustedSchema: pragma('trusted_schema'),
        cellSizeCheck: pragma('cell_size_check'),
        mmapSize: pragma('mmap_size'),
        busyTimeout: pragma('busy_timeout'),
        autoVacuum: pragma('auto_vacuum'),
        applicationId: pragma('application_id'),
        version: pragma('user_version'),
      }).toEqual({
        journal: 'wal', synchronous: 2, fullfsync: 1, checkpointFullfsync: 1, foreignKeys: 1, trustedSchema: 0, cellSizeCheck: 1,
        mmapSize: 0, busyTimeout: 5000, autoVacuum: 2, applicationId, version: migrations.length,
      })
      driver.close()
    }
  })

  it('ST11: a database from the future is refused and not one byte of it changes', () => {
    new SqliteRoomStore(nodeSqlitePlatform, { path }).close()
    const database = new Database(path)
    database.pragma(`user_version = ${migrations.length + 1}`)
    database.close()
    expect(refusal()).toEqual({ kind: 'from-future', isUntouched: true })
  })

  it('ST11: one whose newest version stands only in its WAL is refused the same way', () => {
    new SqliteRoomStore(nodeSqlitePlatform, { path }).close()
    const writer = new Database(path)
    writer.pragma(`user_version = ${migrations.length + 1}`)
    const wal = hashOf(`${path}-wal`)
    expect(refusal()).toEqual({ kind: 'from-future', isUntouched: true })
    expect(hashOf(`${path}-wal`)).toBe(wal)
    writer.close()
  })

  it.each([
    ['text', Buffer.from('Dear colleagues, please find attached the minutes of our meeting.\n')],
    ['a single byte', Buffer.from([0])],
    ['a header and then noise', Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(8_192, 0x5a)])],
    ['a truncated header', Buffer.from('SQLite format 3\0')],
  ])('ST12: %s is no database, is refused, and stays as it was', (_, content) => {
    writeFileSync(path, content)
    expect(refusal()).toEqual({ kind: 'corrupt', isUntouched: true })
  })

  it('ST12: a database of another application is refused and stays as it was', () => {
    const database = new Database(path)
    database.exec('CREATE TABLE bookmarks (url TEXT)')
    database.close()
    expect(refusal()).toEqual({ kind: 'corrupt', isUntouched: true })
  })

  it('ST12: an empty file is a new database', () => {
    writeFileSync(path, '')
    expect(refusal().kind).toBe('opened')
  })

  describe('migrating', () => {
    const next: Migration = { version: migrations.length + 1, migrate: (driver) => {
      driver.exec('ALTER TABLE facts ADD COLUMN note TEXT')
    } }
    const failing: Migration = { version: next.version, migrate: (driver) => {
      driver.exec('ALTER TABLE facts ADD COLUMN note TEXT')
      throw new Error('the step fails')
    } }
    const factOf = (file: string): unknown => {
      const database = new Database(file, { readonly: true })
      try {
        return database.prepare('SELECT value FROM facts WHERE key = ?').pluck().get('who')
      } finally {
        database.close()
      }
    }
    const create = (value: string): void => {
      const store = new SqliteRoomStore(nodeSqlitePlatform, { path })
      store.setValue('who', value)
      store.close()
    }

    it('ST13: a copy is made before each step, with every row, and opens by itself', () => {
      create('before')
      openDatabase(nodeSqlitePlatform, { path, migrations: [...migrations, next] }).close()
      const [backup = ''] = backupPaths(path)
      expect(factOf(backup)).toBe('before')
      expect(factOf(path)).toBe('before')
      const copy = new SqliteRoomStore(nodeSqlitePlatform, { path: backup })
      expect(copy.getValue('who')).toBe('before')
      copy.close()
    })

    it('ST13: a new database and one that is up to date are not copied', () => {
      create('one')
      create('two')
      expect(backupPaths(path).filter((file) => existsSync(file))).toEqual([])
    })

    it('ST13: three generations of copies stay', () => {
      create('first')
      for (let step = 1; step <= 5; step += 1) {
        const steps = Array.from({ length: step }, (_, index): Migration => ({
          version: migrations.length + 1 + index,
          migrate: (driver) => {
            driver.run('UPDATE facts SET value = ?', `after ${index + 1}`)
          },
        }))
        openDatabase(nodeSqlitePlatform, { path, migrations: [...migrations, ...steps] }).close()
      }
      expect(backupPaths(path).map(factOf)).toEqual(['after 4', 'after 3', 'after 2'])
      expect(existsSync(`${path}.backup-4`)).toBe(false)
      expect(existsSync(`${path}.backup-draft`)).toBe(false)
    })

    it('ST13: a step that fails changes nothing and is tried again next time', () => {
      create('kept')
      expect(() => openDatabase(nodeSqlitePlatform, { path, migrations: [...migrations, failing] })).toThrow('the step fails')
      const driver = openDatabase(nodeSqlitePlatform, { path, migrations: [...migrations, next] })
      expect(driver.get('SELECT value, note FROM facts')).toEqual({ value: 'kept', note: null })
      driver.close()
    })

    it('ST13: migration 2 leaves the rows of layout 1 as they are, and rows of several updates stand behind them', () => {
      const driver = openDatabase(nodeSqlitePlatform, { path, migrations: migrations.slice(0, 1) })
      driver.run('INSERT INTO rooms (name, lineage, head) VALUES (?, ?, ?)', 'room', 'lineage', 2)
      for (const seq of [1, 2]) {
        const checksum = rowChecksum(nodeSqlitePlatform, { name: 'room', lineage: 'lineage', seq, count: 1, isDeflated: false }, Uint8Array.of(seq))
        driver.run('INSERT INTO updates (room, seq, payload, checksum) VALUES (1, ?, ?, ?)', seq, Uint8Array.of(seq), checksum)
      }
      driver.close()
      const store = new SqliteRoomStore(nodeSqlitePlatform, { path })
      store.append([3, 4, 5].map((value) => ({ room: 'room', update: Uint8Array.of(value) })))
      expect(store.load('room')).toMatchObject({ updates: [1, 2, 3, 4, 5].map((value) => Uint8Array.of(value)), head: 5 })
      store.close()
      const reader = new Database(path, { readonly: true })
      expect(reader.prepare('SELECT seq, count FROM updates ORDER BY seq').all()).toEqual([{ seq: 1, count: 1 }, { seq: 2, count: 1 }, { seq: 5, count: 3 }])
      reader.close()
    })

    it('ST13: migration 1 makes tables that take rows', () => {
      const driver = openDatabase(nodeSqlitePlatform, { path, migrations: migrations.slice(0, 1) })
      driver.run('INSERT INTO rooms (name, lineage, head) VALUES (?, ?, ?)', 'room', 'lineage', 1)
      driver.run('INSERT INTO updates (room, seq, payload, checksum) VALUES (1, 1, ?, ?)', new Uint8Array(3), new Uint8Array(32))
      driver.run('INSERT INTO snapshots (room, through, payload, checksum) VALUES (1, 1, ?, ?)', new Uint8Array(3), new Uint8Array(32))
      driver.run('INSERT INTO facts (key, value) VALUES (?, ?)', 'a', 'b')
      expect(() => driver.run('INSERT INTO updates (room, seq, payload, checksum) VALUES (9, 1, ?, ?)', new Uint8Array(3), new Uint8Array(32))).toThrow('FOREIGN KEY')
      driver.close()
    })
  })
})
