import Database from 'better-sqlite3'
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { nodeSqlitePlatform } from '../../../shared/node/sqlite-platform.ts'
import { openDatabase } from '../../../shared/storage/open-database.ts'
import { beginPutBack } from '../../../shared/storage/put-back.ts'
import { StorageError, type RoomStore } from '../../../shared/storage/room-store.ts'
import type { SqlitePlatform } from '../../../shared/storage/sqlite-driver.ts'
import { SqliteRoomStore } from '../../../shared/storage/sqlite-room-store.ts'
import { temporaryFolder } from '../../helpers/temporary-folder.ts'

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values)

/** The kind of the StorageError that `body` throws. */
const kindOf = (body: () => unknown): string => {
  try {
    body()
  } catch (error) {
    if (error instanceof StorageError) return error.kind
    throw error
  }
  return 'nothing thrown'
}

describe('SQLite room store', () => {
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

  const open = (platform: SqlitePlatform = nodeSqlitePlatform): SqliteRoomStore => new SqliteRoomStore(platform, { path })
  const withStore = <T>(body: (store: RoomStore) => T): T => {
    const store = open()
    try {
      return body(store)
    } finally {
      store.close()
    }
  }
  const inFolderOfItsOwn = (): void => {
    path = join(fs.mkdtempSync(join(folder.path, 'own-')), 'data.sqlite')
  }
  const damage = (sql: string): void => {
    const database = new Database(path)
    database.pragma('foreign_keys = OFF')
    database.exec(sql)
    database.close()
  }
  const fill = (): void => {
    withStore((store) => {
      for (let seq = 1; seq <= 5; seq += 1) {
        store.append([{ room: 'room-a', update: bytes(seq) }, { room: 'room-b', update: bytes(seq + 10) }])
        if (seq > 1) store.compact('room-a', bytes(100 + seq), seq)
      }
      store.append([{ room: 'room-a', update: bytes(6) }])
    })
  }

  it('ST6: everything is there again after closing and opening', () => {
    fill()
    withStore((store) => {
      expect(store.load('room-a')).toMatchObject({ snapshot: bytes(105), updates: [bytes(6)], head: 6, isRecovered: false })
      expect(store.load('room-b')?.updates).toHaveLength(5)
    })
  })

  it('ST7: a damaged update is corrupt, and only its own room is closed', () => {
    fill()
    damage(`UPDATE updates SET payload = x'99' WHERE seq = 3 AND room = (SELECT id FROM rooms WHERE name = 'room-b')`)
    withStore((store) => {
      expect(kindOf(() => store.load('room-b'))).toBe('corrupt')
      expect(store.load('room-a')?.head).toBe(6)
    })
  })

  it.each([
    ['a missing update', `DELETE FROM updates WHERE seq = 3 AND room = (SELECT id FROM rooms WHERE name = 'room-b')`],
    ['a missing last update', `DELETE FROM updates WHERE seq = 5 AND room = (SELECT id FROM rooms WHERE name = 'room-b')`],
    ['a row moved from another room', `UPDATE updates SET payload = (SELECT payload FROM updates WHERE room = 1 AND seq = 6), checksum = (SELECT checksum FROM updates WHERE room = 1 AND seq = 6) WHERE seq = 3 AND room = (SELECT id FROM rooms WHERE name = 'room-b')`],
    ['two updates in each other’s place', `UPDATE updates SET seq = 100 WHERE seq = 2 AND room = 2; UPDATE updates SET seq = 2 WHERE seq = 3 AND room = 2; UPDATE updates SET seq = 3 WHERE seq = 100 AND room = 2`],
  ])('ST7: %s is corrupt', (_, sql) => {
    fill()
    damage(sql)
    withStore((store) => {
      expect(kindOf(() => store.load('room-b'))).toBe('corrupt')
    })
  })

  it('ST8: a damaged newest snapshot is replaced by the one before it and the updates since, and says so', () => {
    fill()
    damage(`UPDATE snapshots SET payload = x'00' WHERE through = 5`)
    withStore((store) => {
      expect(store.load('room-a')).toMatchObject({ snapshot: bytes(104), updates: [bytes(5), bytes(6)], head: 6, isRecovered: true })
    })
  })

  it('ST8: three generations stay, damaged ones not counted, and a fourth failure is corrupt', () => {
    fill()
    damage(`UPDATE snapshots SET payload = x'00' WHERE through = 5`)
    withStore((store) => {
      store.compact('room-a', bytes(106), 6)
      expect(store.load('room-a')).toMatchObject({ snapshot: bytes(106), updates: [], isRecovered: false })
    })
    damage(`UPDATE snapshots SET payload = x'00' WHERE through IN (6, 4)`)
    withStore((store) => {
      expect(store.load('room-a')).toMatchObject({ snapshot: bytes(103), updates: [bytes(4), bytes(5), bytes(6)], isRecovered: true })
    })
    damage(`UPDATE snapshots SET payload = x'00'`)
    withStore((store) => {
      expect(kindOf(() => store.load('room-a'))).toBe('corrupt')
    })
  })

  it('ST8: the first snapshot, damaged, is replaced by the log it was made of', () => {
    withStore((store) => {
      store.append([{ room: 'room-a', update: bytes(1) }, { room: 'room-a', update: bytes(2) }])
      store.compact('room-a', bytes(102), 2)
    })
    damage(`UPDATE snapshots SET checksum = x'00'`)
    withStore((store) => {
      expect(store.load('room-a')).toMatchObject({ snapshot: null, updates: [bytes(1), bytes(2)], isRecovered: true })
    })
  })

  it('ST9: a full disk is "full", stores nothing of the call, and what was stored stays readable', () => {
    const limited: SqlitePlatform = {
      ...nodeSqlitePlatform,
      open: (file, options) => {
        const driver = nodeSqlitePlatform.open(file, options)
        if (!options.isReadonly) driver.exec('PRAGMA max_page_count = 40')
        return driver
      },
    }
    const store = open(limited)
    store.append([{ room: 'room-a', update: bytes(1) }])
    expect(kindOf(() => store.append([{ room: 'room-a', update: bytes(2) }, { room: 'room-b', update: new Uint8Array(500_000) }]))).toBe('full')
    expect(store.load('room-a')).toMatchObject({ updates: [bytes(1)], head: 1 })
    expect(store.rooms()).toEqual(['room-a'])
    expect(store.append([{ room: 'room-a', update: bytes(3) }]).get('room-a')).toBe(2)
    store.close()
  })

  it('ST9: an exclusive owner keeps others out as "busy"', () => {
    const owner = new SqliteRoomStore(nodeSqlitePlatform, { path, isExclusive: true })
    owner.append([{ room: 'room-a', update: bytes(1) }])
    expect(kindOf(open)).toBe('busy')
    expect(owner.append([{ room: 'room-a', update: bytes(2) }]).get('room-a')).toBe(2)
    owner.close()
    expect(withStore((store) => store.load('room-a')?.head)).toBe(2)
  })

  it('ST9: a store that may not write is "readonly"', () => {
    fill()
    const readonlyPlatform: SqlitePlatform = {
      ...nodeSqlitePlatform,
      open: (file, options) => {
        const driver = nodeSqlitePlatform.open(file, options)
        return {
          ...driver,
          transaction: (body) => {
            driver.exec('PRAGMA query_only = ON')
            return driver.transaction(body)
          },
        }
      },
    }
    const store = open(readonlyPlatform)
    expect(kindOf(() => store.append([{ room: 'room-a', update: bytes(9) }]))).toBe('readonly')
    expect(store.load('room-a')?.head).toBe(6)
    store.close()
  })

  it.each<readonly [string, (folder: string) => void]>([
    ['its folder is deleted', (folder) => fs.rmSync(folder, { recursive: true })],
    ['its folder is moved', (folder) => fs.renameSync(folder, `${folder}-moved`)],
    ['it alone is deleted', () => fs.rmSync(path)],
  ])('EN160: what is stored after %s is there with all that was stored before', (_what, take) => {
    for (const isExclusive of [true, false]) {
      inFolderOfItsOwn()
      const store = new SqliteRoomStore(nodeSqlitePlatform, { path, isExclusive })
      store.append([{ room: 'room-a', update: bytes(1) }])
      store.setValue('fact', 'kept')
      take(dirname(path))
      // As the next process would find it after a kill, with both still open.
      expect(store.append([{ room: 'room-a', update: bytes(2) }]).get('room-a')).toBe(2)
      store.append([{ room: 'room-b', update: bytes(3) }])
      const killed = `${path}-killed`
      for (const suffix of ['', '-wal']) if (fs.existsSync(`${path}${suffix}`)) fs.copyFileSync(`${path}${suffix}`, `${killed}${suffix}`)
      const left = new SqliteRoomStore(nodeSqlitePlatform, { path: killed })
      expect([left.load('room-a')?.updates, left.load('room-b')?.updates, left.getValue('fact')]).toEqual([[bytes(1), bytes(2)], [bytes(3)], 'kept'])
      left.close()
      store.close()
      expect(withStore((next) => next.load('room-a')?.head)).toBe(2)
    }
  })

  it('EN160: nothing is called stored while a database that was taken away cannot be put back; afterwards all of it is', () => {
    inFolderOfItsOwn()
    const store = open()
    store.append([{ room: 'room-a', update: bytes(1) }])
    fs.rmSync(dirname(path), { recursive: true })
    // Something else lies where its folder was.
    fs.writeFileSync(dirname(path), 'a file')
    expect(kindOf(() => store.append([{ room: 'room-a', update: bytes(2) }]))).toBe('unknown')
    fs.rmSync(dirname(path))
    expect(store.append([{ room: 'room-a', update: bytes(2) }]).get('room-a')).toBe(2)
    store.close()
    expect(withStore((next) => next.load('room-a')?.updates)).toEqual([bytes(1), bytes(2)])
  })

  it('EN196: an exclusive owner keeps other processes out after every word that it stores, not only before the first', () => {
    const other = (): string =>
      spawnSync(process.execPath, ['-e', `new (require('better-sqlite3'))(${JSON.stringify(path)}, { timeout: 0 }).prepare('SELECT * FROM rooms').all()`], { encoding: 'utf8' }).stderr
    const store = new SqliteRoomStore(nodeSqlitePlatform, { path, isExclusive: true })
    for (let word = 1; word <= 3; word += 1) {
      store.append([{ room: 'room-a', update: bytes(word) }])
      store.setValue('fact', 'kept')
      expect(other()).toContain('database is locked')
    }
    store.close()
    expect(other()).toBe('')
  })

  it.each([null, 'of somebody'])('EN197: a database that was to be put back when its process was killed is put back by the next start, and what lies in its place is kept (%s)', (other) => {
    inFolderOfItsOwn()
    withStore((store) => store.append([{ room: 'room-a', update: bytes(1) }]))
    const driver = openDatabase(nodeSqlitePlatform, { path })
    beginPutBack(nodeSqlitePlatform, driver, path)
    driver.close()
    for (const name of fs.readdirSync(dirname(path))) if (!name.endsWith('.put-back')) fs.rmSync(join(dirname(path), name))
    // A draft that was begun is nothing yet.
    fs.writeFileSync(`${path}.put-back-draft`, 'half')
    if (other !== null) fs.writeFileSync(path, other)
    expect(withStore((store) => store.load('room-a')?.updates)).toEqual([bytes(1)])
    expect(fs.existsSync(`${path}.put-back`)).toBe(false)
    const aside = `${path}.replaced-1`
    expect(fs.existsSync(aside) ? fs.readFileSync(aside, 'utf8') : null).toBe(other)
  })

  it('EN197: what fails when a database is in its place again takes nothing of it', () => {
    inFolderOfItsOwn()
    let isFailing = false
    const store = open({
      ...nodeSqlitePlatform,
      sync: (file) => {
        if (isFailing && file === path) throw Object.assign(new Error('the drive is gone'), { code: 'EIO' })
        nodeSqlitePlatform.sync(file)
      },
    })
    store.append([{ room: 'room-a', update: bytes(1) }])
    fs.rmSync(dirname(path), { recursive: true })
    isFailing = true
    for (let attempt = 0; attempt < 2; attempt += 1) {
      expect(kindOf(() => store.append([{ room: 'room-a', update: bytes(2) }]))).toBe(attempt === 0 ? 'unknown' : 'nothing thrown')
    }
    store.close()
    expect(withStore((next) => next.load('room-a')?.updates)).toEqual([bytes(1), bytes(2)])
    expect(fs.readdirSync(dirname(path))).toEqual(['data.sqlite'])
  })

  it('EN198: another file that is put in the place of an open database is kept beside it, with its log, and what is stored from then on is there with all that was stored before', () => {
    for (const isExclusive of [true, false]) {
      inFolderOfItsOwn()
      const aside = join(dirname(path), 'other.sqlite')
      const other = new SqliteRoomStore(nodeSqlitePlatform, { path: aside })
      other.append([{ room: 'room-b', update: bytes(7) }])
      const store = new SqliteRoomStore(nodeSqlitePlatform, { path, isExclusive })
      store.append([{ room: 'room-a', update: bytes(1) }])
      for (const [round, suffixes] of [[1, ['', '-wal']], [2, ['']]] as const) {
        if (round === 2) other.tidy()
        for (const suffix of suffixes) {
          fs.copyFileSync(`${aside}${suffix}`, `${path}-coming`)
          fs.renameSync(`${path}-coming`, `${path}${suffix}`)
        }
        expect(store.append([{ room: 'room-a', update: bytes(2) }]).get('room-a')).toBe(round + 1)
        const kept = new SqliteRoomStore(nodeSqlitePlatform, { path: `${path}.replaced-${round}` })
        expect(kept.load('room-b')?.updates).toEqual([bytes(7)])
        kept.close()
      }
      other.close()
      store.close()
      expect(withStore((next) => next.load('room-a')?.head)).toBe(3)
    }
  })

  it('EN198: nothing is called stored while another process has a database in the place of the one that was taken away', () => {
    inFolderOfItsOwn()
    const store = open()
    store.append([{ room: 'room-a', update: bytes(1) }])
    fs.rmSync(dirname(path), { recursive: true })
    fs.mkdirSync(dirname(path))
    const second = new Database(path, { timeout: 0 })
    second.exec('PRAGMA locking_mode = EXCLUSIVE; CREATE TABLE t (a); BEGIN EXCLUSIVE')
    expect(kindOf(() => store.append([{ room: 'room-a', update: bytes(2) }]))).toBe('busy')
    second.exec('COMMIT')
    second.close()
    expect(store.append([{ room: 'room-a', update: bytes(2) }]).get('room-a')).toBe(2)
    store.close()
    expect(withStore((next) => next.load('room-a')?.updates)).toEqual([bytes(1), bytes(2)])
  })
})
