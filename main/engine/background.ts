/** What the engine does beside serving windows and relays: search index, daily copies, readable copies. */
import type { SearchResult } from '../../shared/ipc/engine-port.ts'
import type { WorkshopId } from '../../shared/model/ids.ts'
import type { SqlitePlatform } from '../../shared/storage/sqlite-driver.ts'
import type { SqliteRoomStore } from '../../shared/storage/sqlite-room-store.ts'
import type { BorrowedWorkshops } from './borrowed-workshops.ts'
import { DailyCopies } from './copies/daily-copies.ts'
import type { DataFiles } from './data-files.ts'
import type { EngineValues } from './engine-values.ts'
import { ReadableCopies } from './copies/readable-copies.ts'
import { Search } from './search/search.ts'

export type BackgroundOptions = {
  readonly platform: SqlitePlatform
  readonly files: DataFiles
  readonly store: SqliteRoomStore
  readonly values: EngineValues
  readonly workshops: BorrowedWorkshops
  readonly log: (level: 'info' | 'error', message: string) => void
}

export class Background {
  readonly #search: Search
  readonly #dailyCopies: DailyCopies
  readonly #readableCopies: ReadableCopies

  constructor({ platform, files, store, values, workshops, log }: BackgroundOptions) {
    this.#search = new Search({ platform, path: files.searchIndex, workshops, log })
    this.#dailyCopies = new DailyCopies({ platform, files, store, log })
    this.#readableCopies = new ReadableCopies({ directory: files.readable, workshops, values, log })
  }

  /** Catches up with what an earlier engine left undone. */
  start(ids: readonly WorkshopId[]): void {
    this.#search.start(ids)
    this.#readableCopies.start(ids)
  }

  /** The content of a workshop changed. */
  note(id: WorkshopId): void {
    this.#search.note(id)
    this.#dailyCopies.note()
    this.#readableCopies.note(id)
  }

  search(query: string, limit: number): SearchResult {
    return this.#search.search(query, limit)
  }

  /** The last work while workshops can still be read. Never throws. */
  finishReading(): void {
    this.#search.dispose()
    this.#readableCopies.finish()
    this.#readableCopies.dispose()
  }

  /** The last work while the store is still open and nobody writes to it any more. Never throws. */
  finishStoring(): void {
    if (this.#dailyCopies.isDue()) this.#dailyCopies.makeNow()
    this.#dailyCopies.dispose()
  }
}
