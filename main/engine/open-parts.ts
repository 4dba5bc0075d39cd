/** What the engine is made of while its database is open, and how the parts are put together. */
import type { EngineFailure } from '../../shared/ipc/engine-port.ts'
import { nodeSignatures } from '../../shared/node/node-signatures.ts'
import { StorageError } from '../../shared/storage/room-store.ts'
import type { SqlitePlatform } from '../../shared/storage/sqlite-driver.ts'
import { withStorageErrors } from '../../shared/storage/sqlite-errors.ts'
import { SqliteRoomStore } from '../../shared/storage/sqlite-room-store.ts'
import { Access } from './access/access.ts'
import { Vault } from './access/vault.ts'
import { Arrivals } from './arrivals.ts'
import { Background } from './background.ts'
import { BlobStore } from './blobs/blob-store.ts'
import { finishRestore } from './copies/restore.ts'
import { prepareDataFolder, type DataFiles } from './data-files.ts'
import { EngineValues } from './engine-values.ts'
import { TakingOver } from './files/taking-over.ts'
import { Library } from './library.ts'
import { OpenSessions } from './open-sessions.ts'
import { UpdateWriter } from './update-writer.ts'
import { failureOf } from './windows/call-failure.ts'

export type DataOptions = {
  readonly platform: SqlitePlatform
  readonly files: DataFiles
  /** As in `ShellToEngine`. */
  readonly vaultKeys: readonly Uint8Array[]
  readonly log: (level: 'info' | 'error', message: string) => void
}

export type PartsEvents = {
  readonly isWorkingOffline: () => boolean
  /** The status of a workshop changed. */
  readonly onStatus: () => void
  /** What was written could not be stored, or can be again. */
  readonly onStorageProblem: () => void
  /** The list of workshops changed. */
  readonly onLibrary: () => void
  /** A workshop came in, by a link or in a file. */
  readonly onArrived: () => void
  /** The data folder could not be opened; `why` is for the log. */
  readonly onRefused: (why: string) => void
}

export type OpenParts = {
  readonly store: SqliteRoomStore
  readonly values: EngineValues
  readonly access: Access
  readonly writer: UpdateWriter
  readonly library: Library
  readonly blobs: BlobStore
  readonly sessions: OpenSessions
  readonly background: Background
  readonly arrivals: Arrivals
  readonly takingOver: TakingOver
}

/** Opens the data folder. Never throws: what stood in the way is told to `onRefused` and in the failure. */
export function openParts({ platform, files, vaultKeys, log }: DataOptions, events: PartsEvents): OpenParts | EngineFailure {
  let store: SqliteRoomStore | null = null
  try {
    const blobs = withStorageErrors('opening the data folder', () => {
      prepareDataFolder(files)
      finishRestore(platform, files)
      return new BlobStore(files.blobs)
    })
    store = new SqliteRoomStore(platform, { path: files.database, isExclusive: true })
    const values = new EngineValues(store)
    const access = new Access(values, new Vault(store, vaultKeys), nodeSignatures)
    const writer = new UpdateWriter(store, { onProblem: events.onStorageProblem })
    const library = new Library(store, values, events.onLibrary)
    for (const id of library.ids) access.mend(id)
    const sessions: OpenSessions = new OpenSessions({
      store, values, access, writer, library, blobs, log,
      isWorkingOffline: events.isWorkingOffline,
      onContent: (workshop) => background.note(workshop),
      onStatus: events.onStatus,
    })
    const background: Background = new Background({ platform, files, store, values, workshops: sessions.borrowed, log })
    const takingOver = new TakingOver({ sessions, access, writer, folder: files.before })
    const arrivals = new Arrivals({ store, values, access, library, sessions, background, onArrived: events.onArrived })
    return { store, values, access, writer, library, blobs, sessions, background, arrivals, takingOver }
  } catch (error) {
    events.onRefused(error instanceof Error ? error.message : String(error))
    store?.close()
    return failureOf(error instanceof StorageError ? error : new StorageError('unknown', String(error)))
  }
}

export function isOpen(parts: OpenParts | EngineFailure): parts is OpenParts {
  return 'store' in parts
}

/** True when the database was refused for what is in it: the only refusal that a copy can heal. */
export function isDamaged(parts: OpenParts | EngineFailure): boolean {
  return !isOpen(parts) && parts.kind === 'storage' && parts.detail === 'corrupt'
}

/** True when it was refused for what may pass by itself: there may be room again, or the drive is back. */
export function mayBecomeOpen(parts: OpenParts | EngineFailure): boolean {
  return !isOpen(parts) && parts.kind === 'storage' && parts.detail !== 'corrupt' && parts.detail !== 'from-future'
}
