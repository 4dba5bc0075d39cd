/**
 * Keeps the search index in step with the workshops, and answers searches. A workshop is read again when it has been quiet for a
 * moment, one board per turn of the event loop, so that an acknowledgement never waits longer than one board takes.
 */
import type { SearchResult } from '../../../shared/ipc/engine-port.ts'
import { readDetails } from '../../../shared/document/read-details.ts'
import { readOutcomes } from '../../../shared/document/read-outcomes.ts'
import { readItems, readMatters, readOrganisations, readPeople } from '../../../shared/document/read-workshop.ts'
import type { WorkshopId } from '../../../shared/model/ids.ts'
import { readOutcomeNumbers } from '../../../shared/outcomes/numbering.ts'
import { searchEntries } from '../../../shared/search/entries.ts'
import { readQuery } from '../../../shared/search/words.ts'
import type { SqlitePlatform } from '../../../shared/storage/sqlite-driver.ts'
import { withStorageErrors } from '../../../shared/storage/sqlite-errors.ts'
import { mayPass, type BorrowedWorkshop, type BorrowedWorkshops } from '../borrowed-workshops.ts'
import { QuietQueue } from '../quiet-queue.ts'
import { readBoardsInTurns } from '../read-in-turns.ts'
import { SearchIndex, isNoDamage, removeIndex } from './search-index.ts'
import { nextTurn } from '../turns.ts'

export type SearchOptions = {
  readonly platform: SqlitePlatform
  /** File of the index; thrown away and made anew whenever something is wrong with it. */
  readonly path: string
  readonly workshops: BorrowedWorkshops
  readonly log: (level: 'info' | 'error', message: string) => void
  /** How long a workshop must be quiet, and how long it may wait while nobody ever stops typing. */
  readonly quietMs?: number
  readonly maxWaitMs?: number
  /** After how long a workshop that could not be read for something that may pass is read again. */
  readonly retryMs?: number
}

const defaultQuietMs = 1_500
const defaultMaxWaitMs = 20_000
const defaultRetryMs = 5_000
const entriesPerTransaction = 16
/** An index that breaks again right after it was made anew is not worth a third try in this run. */
const maxRebuilds = 2

export class Search {
  readonly #options: SearchOptions
  readonly #queue: QuietQueue<WorkshopId>
  readonly #abort = new AbortController()
  #index: SearchIndex | null = null
  #rebuilds = 0
  #isGivenUp = false
  /** Workshops that are waiting for another try: it is in the log that they do, once. */
  readonly #refused = new Set<WorkshopId>()

  constructor(options: SearchOptions) {
    this.#options = options
    this.#queue = new QuietQueue({
      quietMs: options.quietMs ?? defaultQuietMs,
      maxWaitMs: options.maxWaitMs ?? defaultMaxWaitMs,
      run: (id) => this.#read(id),
    })
  }

  /** Reads what the index does not have, or has from an older place in the log, and forgets what is no longer here. */
  start(ids: readonly WorkshopId[]): void {
    const outdated = this.#attempt((index) => {
      const indexed = index.workshops()
      const present = new Set<string>(ids)
      for (const id of indexed.keys()) if (!present.has(id)) index.remove(id)
      return ids.filter((id) => {
        const [was, is] = [indexed.get(id), this.#options.workshops.positionOf(id)]
        return was === undefined || was.lineage !== is?.lineage || was.head !== is.head
      })
    })
    // What the index could not be asked for is read all the same.
    for (const id of outdated ?? ids) this.#queue.add(id)
  }

  /** The content of a workshop changed. */
  note(id: WorkshopId): void {
    this.#queue.note(id)
  }

  /** Never throws: without an index nothing is found, and the result says that it is not complete. */
  search(text: string, limit: number): SearchResult {
    const query = readQuery(text)
    const hits = this.#attempt((index) => index.search(query, limit))
    return { hits: hits ?? [], isComplete: hits !== undefined && this.#queue.isEmpty }
  }

  dispose(): void {
    this.#abort.abort()
    this.#queue.dispose()
    this.#close()
  }

  /** Brings one workshop up to date. Never rejects. */
  async #read(id: WorkshopId): Promise<void> {
    const { workshops, retryMs = defaultRetryMs } = this.#options
    let borrowed: BorrowedWorkshop | null = null
    try {
      // Where there is nothing to write into, nothing is read.
      if (this.#use(() => true) === undefined) return
      borrowed = workshops.borrow(id)
      await this.#readBorrowed(id, borrowed)
      this.#refused.delete(id)
    } catch (error) {
      // A workshop that cannot be read is reported where it is opened; it is found as it was last read, as when the index takes nothing now.
      this.#reportRefusal(id, error)
      if (mayPass(error)) this.#queue.retry(id, retryMs)
    } finally {
      borrowed?.release()
    }
  }

  #reportRefusal(id: WorkshopId, error: unknown): void {
    if (this.#refused.has(id)) return
    this.#refused.add(id)
    this.#options.log('error', `search: a workshop could not be read: ${error instanceof Error ? error.message : String(error)}`)
  }

  /** What changes meanwhile is noted by itself, and read again. */
  async #readBorrowed(id: WorkshopId, { session: { doc }, position }: BorrowedWorkshop): Promise<void> {
    const boards = await readBoardsInTurns(doc)
    const details = readDetails(doc)
    const entries = searchEntries({
      id, details, boards, items: readItems(doc), people: readPeople(doc), organisations: readOrganisations(doc),
      matters: readMatters(doc),
      outcomes: readOutcomes(boards, readOutcomeNumbers(doc)),
    })
    for (let at = 0; at < entries.length; at += entriesPerTransaction) {
      await nextTurn()
      this.#use((index) => index.put(id, entries.slice(at, at + entriesPerTransaction)))
    }
    await nextTurn()
    this.#use((index) => index.finish(id, details.title, entries, position))
  }

  /** As `#use`, and undefined also for what may pass. */
  #attempt<T>(body: (index: SearchIndex) => T): T | undefined {
    try {
      return this.#use(body)
    } catch (error) {
      this.#options.log('error', `search: ${error instanceof Error ? error.message : String(error)}`)
      return undefined
    }
  }

  /** Undefined when there is no index, or it failed and is made anew. Throws StorageError for what may pass; then the index is as it was. */
  #use<T>(body: (index: SearchIndex) => T): T | undefined {
    if (this.#abort.signal.aborted) return undefined
    const index = this.#openIndex()
    if (index === null) return undefined
    try {
      return withStorageErrors('the search index', () => body(index))
    } catch (error) {
      if (isNoDamage(error)) throw error
      this.#options.log('error', `search: the index failed: ${error instanceof Error ? error.message : String(error)}`)
      this.#rebuild()
      return undefined
    }
  }

  /** Null when there is none in this run. Throws StorageError for what may pass. */
  #openIndex(): SearchIndex | null {
    if (this.#index !== null || this.#isGivenUp) return this.#index
    try {
      this.#index = withStorageErrors('opening the search index', () => new SearchIndex(this.#options.platform, this.#options.path))
    } catch (error) {
      if (mayPass(error)) throw error
      this.#isGivenUp = true
      this.#options.log('error', `search: no index: ${error instanceof Error ? error.message : String(error)}`)
    }
    return this.#index
  }

  #rebuild(): void {
    this.#close()
    this.#isGivenUp = this.#rebuilds >= maxRebuilds
    if (this.#isGivenUp) return
    this.#rebuilds += 1
    try {
      removeIndex(this.#options.platform, this.#options.path)
    } catch (error) {
      this.#options.log('error', `search: the index cannot be removed: ${String(error)}`)
      this.#isGivenUp = true
      return
    }
    // Everything is read again; what is being read at this moment as well, because its first half is gone.
    for (const id of this.#options.workshops.ids()) this.#queue.add(id)
  }

  #close(): void {
    try {
      this.#index?.close()
    } catch (error) {
      this.#options.log('error', `search: closing the index: ${String(error)}`)
    }
    this.#index = null
  }
}
