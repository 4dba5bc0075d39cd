import { copyFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { nodeSqlitePlatform } from '../../../shared/node/sqlite-platform.ts'
import { openReadonly } from '../../../shared/storage/open-database.ts'
import { SqliteRoomStore } from '../../../shared/storage/sqlite-room-store.ts'
import type { SqlitePlatform } from '../../../shared/storage/sqlite-driver.ts'
import { logBytes, logPages } from '../../../shared/storage/wide-log.ts'
import { temporaryFolder } from '../../helpers/temporary-folder.ts'

describe('a log that is long from the start', () => {
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

  const logLength = (): number => statSync(`${path}-wal`).size
  const open = (platform: SqlitePlatform = nodeSqlitePlatform): SqliteRoomStore => new SqliteRoomStore(platform, { path, isExclusive: true })
  const letters = Array.from({ length: 200 }, (_, index) => Uint8Array.of(index, 1, 2, 3))
  const append = (store: SqliteRoomStore): void => {
    for (const letter of letters) store.append([{ room: 'board', update: letter }])
  }

  it('ST20: commits write over it: it does not grow, and what makes it long is nowhere in the database, at the second open as at the first', () => {
    for (let round = 1; round <= 2; round += 1) {
      const store = open()
      expect(logLength()).toBeGreaterThan(logBytes)
      append(store)
      const length = logLength()
      expect(length).toBeGreaterThanOrEqual(logBytes)
      append(store)
      expect(logLength()).toBe(length)
      store.close()
      expect(statSync(path).size).toBeLessThan(logBytes / 4)
      const driver = openReadonly(nodeSqlitePlatform, path)
      expect(driver.all('SELECT name FROM sqlite_schema WHERE name = ?', 'filler')).toEqual([])
      expect(driver.get('PRAGMA integrity_check')).toEqual({ integrity_check: 'ok' })
      driver.close()
    }
  })

  it('ST20: when it is full it begins at its start again, and what one large write made of it is given back', () => {
    const store = open()
    const length = logLength()
    const photograph = new Uint8Array(100_000).fill(7)
    const pagesEach = photograph.length / 4096
    for (let pages = 0; pages < 2 * logPages; pages += pagesEach) store.append([{ room: 'board', update: photograph }])
    expect(logLength()).toBeLessThanOrEqual(length)
    store.append([{ room: 'board', update: new Uint8Array(2 * logBytes) }])
    expect(logLength()).toBeGreaterThan(2 * logBytes)
    store.tidy()
    store.append([{ room: 'board', update: photograph }])
    expect(logLength()).toBe(logBytes)
    store.close()
  })

  it('ST20: whoever is killed has every commit, and nothing of what made the log long, whatever of it was written over', () => {
    const store = open()
    append(store)
    const [killed, again] = ['killed', 'again'].map((name) => join(folder.path, `${name}.sqlite`)) as [string, string]
    const copyTo = (from: string, to: string): void => {
      for (const ending of ['', '-wal']) copyFileSync(`${from}${ending}`, `${to}${ending}`)
    }
    copyTo(path, killed)
    store.close()
    // It is long anew behind what was recovered; then it is killed again.
    const back = new SqliteRoomStore(nodeSqlitePlatform, { path: killed, isExclusive: true })
    expect(back.load('board')?.updates).toEqual(letters)
    append(back)
    copyTo(killed, again)
    back.close()
    const twice = new SqliteRoomStore(nodeSqlitePlatform, { path: again, isExclusive: true })
    expect(twice.load('board')?.updates).toEqual([...letters, ...letters])
    twice.close()
  })

  it('ST20: a disk that has no room for it keeps the last of it for what is written', () => {
    const limited: SqlitePlatform = {
      ...nodeSqlitePlatform,
      open: (file, options) => {
        const driver = nodeSqlitePlatform.open(file, options)
        if (!options.isReadonly) driver.exec('PRAGMA max_page_count = 100')
        return driver
      },
    }
    const store = open(limited)
    expect(logLength()).toBe(0)
    append(store)
    expect(store.load('board')?.updates).toEqual(letters)
    store.close()
  })
})
