/**
 * Copies of the database for whoever runs a relay: while the relay has it nobody else can read it, so it makes them itself, on SIGUSR2, while people
 * go on (docs/OPERATING.md). Where there is no such signal, as on Windows, nobody asks.
 */
import { join } from 'node:path'
import { StorageError } from '../shared/storage/room-store.ts'
import type { SqliteRoomStore } from '../shared/storage/sqlite-room-store.ts'
import { placeOfError, type Log } from './log.ts'

/** From now on the signal puts a copy of `store` into `dataFolder`, in the place of the last one. Another signal while one is made asks for nothing. */
export function copyOnSignal(store: SqliteRoomStore, dataFolder: string, log: Log): void {
  let isCopying = false
  process.on('SIGUSR2', () => {
    if (isCopying) return
    isCopying = true
    const start = performance.now()
    store.writeCopy(join(dataFolder, 'relay.sqlite.copy')).then(() => {
      log('copied', { ms: Math.round(performance.now() - start) })
    }, (error: unknown) => {
      log('copy-failed', error instanceof StorageError ? { kind: error.kind } : placeOfError(error))
    }).finally(() => {
      isCopying = false
    })
  })
}
