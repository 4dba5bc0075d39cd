/** Search over one workshop that can be read, or not yet. */
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { BorrowedWorkshops } from '../../../main/engine/borrowed-workshops.ts'
import { Search } from '../../../main/engine/search/search.ts'
import { documentFromRecord } from '../../../shared/document/record/record.ts'
import { nodeSqlitePlatform } from '../../../shared/node/sqlite-platform.ts'
import { StorageError, type StorageErrorKind } from '../../../shared/storage/room-store.ts'
import type { SqlitePlatform } from '../../../shared/storage/sqlite-driver.ts'
import { newFolder } from '../../helpers/hosts.ts'
import { openOn, storeOf, workshop } from '../../helpers/open-on.ts'
import { recordOf } from '../../helpers/typing.ts'
import { when } from '../../helpers/when.ts'

type Started = { readonly search: Search; readonly log: string[]; refusal: StorageErrorKind | null; tries: number; note(): void }

/** A search over a workshop called Zanzibar, which cannot be read while there is a `refusal`. */
function start(refusal: StorageErrorKind | null, platform: SqlitePlatform = nodeSqlitePlatform, file = path.join(newFolder(), 'search.sqlite')): Started {
  const made = documentFromRecord(recordOf('Zanzibar'), () => workshop)
  if (!made.ok) throw new Error('bad record')
  const store = storeOf(made.update)
  const { session } = openOn(store)
  let position = { lineage: store.position(workshop)?.lineage ?? '', head: 1 }
  const log: string[] = []
  const workshops: BorrowedWorkshops = {
    ids: () => [workshop],
    positionOf: () => position,
    borrow: () => {
      started.tries += 1
      if (started.refusal !== null) throw new StorageError(started.refusal, 'refused')
      return { session, position, release: () => undefined }
    },
  }
  const search = new Search({ platform, path: file, workshops, log: (_level, message) => log.push(message), quietMs: 0, retryMs: 5 })
  onTestFinished(() => search.dispose())
  const started: Started = {
    search, log, refusal, tries: 0,
    note: () => {
      position = { ...position, head: position.head + 1 }
      search.note(workshop)
    },
  }
  search.start([workshop])
  return started
}

test('SE11 what could not be read while the disk was full is found when it can be, and until then results are not complete', async () => {
  const started = start('full')
  const { search, log } = started
  await when('it is tried again and again', () => started.tries >= 3)
  expect([search.search('Zanzibar', 5), log.length]).toEqual([{ hits: [], isComplete: false }, 1])
  started.refusal = null
  await when('all is read', () => search.search('Zanzibar', 5).isComplete)
  expect(search.search('Zanzibar', 5).hits).toHaveLength(1)
})

test('SE11 a damaged workshop is not tried again and again', async () => {
  const started = start('corrupt')
  await when('nothing waits', () => started.search.search('Zanzibar', 5).isComplete)
  expect(started.tries).toBe(1)
})

/** A disk that is full while `isFull`: nothing can be written on it, nor opened that would have to be written. */
class FullDisk {
  isFull = false
  readonly removed: string[] = []
  readonly platform: SqlitePlatform = {
    ...nodeSqlitePlatform,
    open: (file, options) => {
      const driver = nodeSqlitePlatform.open(file, options)
      return {
        ...driver,
        exec: (sql) => {
          this.#write()
          driver.exec(sql)
        },
        run: (sql, ...values) => {
          this.#write()
          return driver.run(sql, ...values)
        },
      }
    },
    remove: (file) => {
      this.removed.push(path.basename(file))
      nodeSqlitePlatform.remove(file)
    },
  }

  #write(): void {
    if (this.isFull) throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' })
  }
}

test('SE12 a disk that is full for a while costs no index: what could not be written is written when there is room', async () => {
  const disk = new FullDisk()
  const started = start(null, disk.platform)
  const { search, log } = started
  await when('all is read', () => search.search('Zanzibar', 5).isComplete)
  disk.isFull = true
  disk.removed.length = 0
  started.tries = 0
  started.note()
  await when('it is tried again and again', () => started.tries >= 3)
  expect([search.search('Zanzibar', 5), log.length]).toEqual([{ hits: [expect.anything()], isComplete: false }, 1])
  disk.isFull = false
  await when('all is read again', () => search.search('Zanzibar', 5).isComplete)
  expect(disk.removed).toEqual([])
})

test.each(['without an index', 'with the index of before'])('SE12 a start on a full disk, %s, loses nothing, and search is whole when there is room', async (before) => {
  const disk = new FullDisk()
  const file = path.join(newFolder(), 'search.sqlite')
  const isThere = before === 'with the index of before'
  if (isThere) {
    const { search } = start(null, disk.platform, file)
    await when('all is read', () => search.search('Zanzibar', 5).isComplete)
    search.dispose()
  }
  disk.isFull = true
  disk.removed.length = 0
  const { search } = start(null, disk.platform, file)
  expect(search.search('Zanzibar', 5)).toEqual({ hits: [], isComplete: false })
  await new Promise((resolve) => setImmediate(resolve))
  disk.isFull = false
  await when('all is read', () => search.search('Zanzibar', 5).isComplete)
  expect(search.search('Zanzibar', 5).hits).toHaveLength(1)
  expect(isThere && disk.removed.length > 0).toBe(false)
})
