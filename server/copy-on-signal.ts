/**
 * Copies of the database for whoever runs a relay: while the relay has it nobody else can read it, so it makes them itself, on SIGUSR2, while people
 * go on (docs/OPERATING.md). Where there is no such signal, as on Windows, nobody asks.
 */
import { statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { nodeSqlitePlatform } from '../shared/node/sqlite-platform.ts'
import { removeDraft, type CopyPlaces } from '../shared/storage/copy-database.ts'
import { StorageError } from '../shared/storage/room-store.ts'
import type { SqliteRoomStore } from '../shared/storage/sqlite-room-store.ts'
import { placeOfError, type Log } from './log.ts'

/** What rooms need beside a copy: their log, which may grow as long while it is made. */
const spareBytes = 64 * 1024 * 1024

/**
 * From now on the signal puts a copy of `store` into `dataFolder`, in the place of the last one. Another signal while one is made asks for nothing.
 * Throws the error of the file system when what a killed relay left of a copy cannot be removed.
 */
export function copyOnSignal(store: SqliteRoomStore, dataFolder: string, log: Log): void {
  const [database, copy] = [join(dataFolder, 'relay.sqlite'), join(dataFolder, 'relay.sqlite.copy')]
  const draft = `${copy}-draft`
  removeDraft(nodeSqlitePlatform, draft)
  let isCopying = false
  process.on('SIGUSR2', () => {
    if (isCopying) return
    isCopying = true
    const start = performance.now()
    makeCopy(store, database, { draft, places: [copy] }).then(() => {
      log('copied', { ms: Math.round(performance.now() - start) })
    }, (error: unknown) => {
      log('copy-failed', error instanceof StorageError ? { kind: error.kind } : placeOfError(error))
    }).finally(() => {
      isCopying = false
    })
  })
}

async function makeCopy(store: SqliteRoomStore, database: string, places: CopyPlaces): Promise<void> {
  const { bavail, bsize } = statfsSync(database)
  if (!isRoomFor(statSync(database).size, bavail * bsize)) throw new StorageError('full', 'a copy would leave no space for rooms')
  await store.writeCopy(places)
}

/** Whether a copy of so many bytes leaves enough of those that are free: a copy must never be why nothing can be stored. */
export function isRoomFor(byteLength: number, freeBytes: number): boolean {
  return freeBytes >= byteLength + spareBytes
}
