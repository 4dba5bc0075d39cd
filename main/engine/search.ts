/**
 * Keeps the search index in step with the workshops, and answers searches. A workshop is read again when it has been quiet for a
 * moment, one board per turn of the event loop, so that an acknowledgement never waits longer than one board takes.
 */
import type { SearchResult } from '../../shared/ipc/engine-port.ts'
import { readBoardContent, readBoardList, readDetails, readItems, readMatters, readOrganisations, readOutcomes, readPeople } from '../../shared/document/read-workshop.ts'
import type { WorkshopId } from '../../shared/model/ids.ts'
import type { Board } from '../../shared/model/workshop.ts'
import { readOutcomeNumbers } from '../../shared/outcomes/numbering.ts'
import { searchEntries } from '../../shared/search/entries.ts'
import { readQuery } from '../../shared/search/words.ts'
import type { SqlitePlatform } from '../../shared/storage/sqlite-driver.ts'
import { mayPass, type BorrowedWorkshop, type BorrowedWorkshops } from './borrowed-workshops.ts'
import { QuietQueue } from './quiet-queue.ts'
import { SearchIndex, removeIndex } from './search-index.ts'
import { nextTurn } from './turns.ts'

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
  /** Workshops that are waiting for another try: it is in the log that they do, once. */
  readonly #refused = new Set<WorkshopId>()

  constructor(options: SearchOptions) {
    this.#options = options
    this.#queue = new QuietQueue({
      quietMs: options.quietMs ?? defaultQuietMs,
      maxWaitMs: options.maxWaitMs ?? defaultMaxWaitMs,
      run: (id) => this.#read(id),
    })
    this.#open()
  }

  /** Reads what the index does not have, or has from an older place in the log, and forgets what is no longer here. */
  start(ids: readonly WorkshopId[]): void {
    this.#attempt((index) => {
      const indexed = index.workshops()
      const present = new Set<string>(ids)
      for (const id of indexed.keys()) if (!present.has(id)) index.remove(id)
      for (const id of ids) {
        const [was, is] = [indexed.get(id), this.#options.workshops.positionOf(id)]
        if (was === undefined || was.lineage !== is?.lineage || was.head !== is.head) this.#queue.add(id)
      }
    })
  }

  /** The content of a workshop changed. */
  note(id: WorkshopId): void {
    this.#queue.note(id)
  }

  /** Never throws: without an index nothing is found, and the result says that it is not complete. */
  search(text: string, limit: number): SearchResult {
    const query = readQuery(text)
    const hits = this.#attempt((index) => index.search(query, limit)) ?? []
    return { hits, isComplete: this.#index !== null && this.#queue.isEmpty }
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
      borrowed = workshops.borrow(id)
      this.#refused.delete(id)
      await this.#readBorrowed(id, borrowed)
    } catch (error) {
      // A workshop that cannot be read is reported where it is opened; it is found as it was last read.
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
    const boards: Board[] = []
    for (const heading of readBoardList(doc)) {
      boards.push({ ...heading, content: readBoardContent(doc, heading.id) })
      await nextTurn()
    }
    const details = readDetails(doc)
    const entries = searchEntries({
      id, details, boards, items: readItems(doc), people: readPeople(doc), organisations: readOrganisations(doc),
      matters: readMatters(doc),
      outcomes: readOutcomes(boards, readOutcomeNumbers(doc)),
    })
    for (let at = 0; at < entries.length; at += entriesPerTransaction) {
      await nextTurn()
      this.#attempt((index) => index.put(id, entries.slice(at, at + entriesPerTransaction)))
    }
    await nextTurn()
    this.#attempt((index) => index.finish(id, details.title, entries, position))
  }

  /** Undefined when there is no index or it failed; then it is made anew. */
  #attempt<T>(body: (index: SearchIndex) => T): T | undefined {
    if (this.#index === null || this.#abort.signal.aborted) return undefined
    try {
      return body(this.#index)
    } catch (error) {
      this.#options.log('error', `search: the index failed: ${error instanceof Error ? error.message : String(error)}`)
      this.#rebuild()
      return undefined
    }
  }

  #rebuild(): void {
    this.#close()
    if (this.#rebuilds >= maxRebuilds) return
    this.#rebuilds += 1
    try {
      removeIndex(this.#options.platform, this.#options.path)
    } catch (error) {
      this.#options.log('error', `search: the index cannot be removed: ${String(error)}`)
      return
    }
    this.#open()
    // Everything is read again; what is being read at this moment as well, because its first half is gone.
    for (const id of this.#options.workshops.ids()) this.#queue.add(id)
  }

  #open(): void {
    try {
      this.#index = new SearchIndex(this.#options.platform, this.#options.path)
    } catch (error) {
      this.#options.log('error', `search: no index: ${error instanceof Error ? error.message : String(error)}`)
    }
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
