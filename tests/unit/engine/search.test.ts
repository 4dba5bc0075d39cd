/** Search over one workshop that can be read, or not yet. */
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { BorrowedWorkshops } from '../../../main/engine/borrowed-workshops.ts'
import { Search } from '../../../main/engine/search.ts'
import { documentFromRecord } from '../../../shared/document/record.ts'
import { nodeSqlitePlatform as platform } from '../../../shared/node/sqlite-platform.ts'
import { StorageError, type StorageErrorKind } from '../../../shared/storage/room-store.ts'
import { newFolder } from '../../helpers/hosts.ts'
import { openOn, storeOf, workshop } from '../../helpers/open-on.ts'
import { recordOf } from '../../helpers/typing.ts'
import { when } from '../../helpers/when.ts'

type Started = { readonly search: Search; readonly log: string[]; refusal: StorageErrorKind | null; tries: number }

/** A search over a workshop called Zanzibar, which cannot be read while there is a `refusal`. */
function start(refusal: StorageErrorKind): Started {
  const made = documentFromRecord(recordOf('Zanzibar'), () => workshop)
  if (!made.ok) throw new Error('bad record')
  const store = storeOf(made.update)
  const { session } = openOn(store)
  const position = { lineage: store.position(workshop)?.lineage ?? '', head: 1 }
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
  const search = new Search({ platform, path: path.join(newFolder(), 'search.sqlite'), workshops, log: (_level, message) => log.push(message), quietMs: 0, retryMs: 5 })
  onTestFinished(() => search.dispose())
  const started: Started = { search, log, refusal, tries: 0 }
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
