/**
 * The words of all workshops in a database file of their own (FTS5). It is derived: whatever is wrong with it, it is thrown away
 * and made again from the workshops, and nothing that people wrote is ever only here. It holds folded words to find by and the
 * texts as they were written to show; what is in step with which log is kept beside them.
 */
import type { SearchHit } from '../../../shared/ipc/engine-port.ts'
import type { BoardId, WorkshopId } from '../../../shared/model/ids.ts'
import { searchKinds, type SearchEntry } from '../../../shared/search/entries.ts'
import { markText, snippetOf } from '../../../shared/search/mark.ts'
import { indexedWords, type SearchQuery } from '../../../shared/search/words.ts'
import { StorageError, type RoomPosition } from '../../../shared/storage/room-store.ts'
import { numberOf, textOf, type SqliteDriver, type SqlitePlatform, type SqlRow } from '../../../shared/storage/sqlite-driver.ts'
import { withStorageErrors } from '../../../shared/storage/sqlite-errors.ts'

/** Raised whenever the tables, the folding of words or the choice of entries change: the file is then made anew. */
const layoutVersion = 1
/** A match in a title weighs as much as this many in a body. */
const titleWeight = 4
/** `ORDER BY rank` visits every match: shorter words have too many. Beginnings of up to this length have an index of their own. */
const shortestRankedWord = 3
const snippetLength = 180

const layout = `
  CREATE TABLE workshops (id TEXT NOT NULL PRIMARY KEY, title TEXT NOT NULL, lineage TEXT NOT NULL, head INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE entries (
    id INTEGER PRIMARY KEY, workshop TEXT NOT NULL, kind TEXT NOT NULL, ref TEXT NOT NULL, board TEXT, title TEXT NOT NULL, body TEXT NOT NULL,
    UNIQUE (workshop, kind, ref)
  ) STRICT;
  CREATE VIRTUAL TABLE words USING fts5(title, body, content='', contentless_delete=1, prefix='1 2 3', tokenize='unicode61 remove_diacritics 2');
  INSERT INTO words (words, rank) VALUES ('rank', 'bm25(${titleWeight}.0, 1.0)');
  PRAGMA user_version = ${layoutVersion};`

export class SearchIndex {
  readonly #driver: SqliteDriver

  /** Opens the index at `path`, or begins an empty one in place of a file that is not an index of this layout. */
  constructor(platform: SqlitePlatform, path: string) {
    this.#driver = openExisting(platform, path) ?? openEmpty(platform, path)
  }

  /** Workshops that are in the index, with the place in their log up to which they are. */
  workshops(): ReadonlyMap<string, RoomPosition> {
    const rows = this.#driver.all('SELECT id, lineage, head FROM workshops')
    return new Map(rows.map((row) => [textOf(row, 'id'), { lineage: textOf(row, 'lineage'), head: numberOf(row, 'head') }]))
  }

  /** Takes over `entries`: what is the same already costs a look, no more. One transaction. */
  put(workshop: WorkshopId, entries: readonly SearchEntry[]): void {
    this.#driver.transaction(() => {
      for (const entry of entries) this.#putEntry(workshop, entry)
    })
  }

  /** Ends a reading of `workshop`: what is not among `entries` is gone from it, and it is in step with `position`. */
  finish(workshop: WorkshopId, title: string, entries: readonly SearchEntry[], position: RoomPosition): void {
    const kept = new Set(entries.map(({ kind, id }) => `${kind} ${id}`))
    this.#driver.transaction(() => {
      for (const row of this.#driver.all('SELECT id, kind, ref FROM entries WHERE workshop = ?', workshop)) {
        if (!kept.has(`${textOf(row, 'kind')} ${textOf(row, 'ref')}`)) this.#removeEntry(numberOf(row, 'id'))
      }
      this.#driver.run(
        `INSERT INTO workshops (id, title, lineage, head) VALUES (?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET title = excluded.title, lineage = excluded.lineage, head = excluded.head`,
        workshop, title, position.lineage, position.head,
      )
    })
  }

  remove(workshop: string): void {
    this.#driver.transaction(() => {
      for (const row of this.#driver.all('SELECT id FROM entries WHERE workshop = ?', workshop)) this.#removeEntry(numberOf(row, 'id'))
      this.#driver.run('DELETE FROM workshops WHERE id = ?', workshop)
    })
  }

  /** The best `limit` hits first; when a word is too short to rank by, any hits. */
  search(query: SearchQuery, limit: number): readonly SearchHit[] {
    if (query.entries.length === 0) return []
    const isRanked = query.entries.some((entry) => entry.some((word) => word.length >= shortestRankedWord))
    const rows = this.#driver.all(
      `SELECT entries.workshop, workshops.title AS workshop_title, entries.kind, entries.ref, entries.board, entries.title, entries.body
       FROM (SELECT rowid AS found${isRanked ? ', rank AS place' : ', 0 AS place'} FROM words WHERE words MATCH ?${isRanked ? ' ORDER BY rank' : ''} LIMIT ?)
       JOIN entries ON entries.id = found JOIN workshops ON workshops.id = entries.workshop
       ORDER BY place, entries.id`,
      matchExpression(query), limit,
    )
    return rows.map((row) => readHit(row, query))
  }

  close(): void {
    this.#driver.close()
  }

  #putEntry(workshop: WorkshopId, { kind, id: ref, board, title, body }: SearchEntry): void {
    const row = this.#driver.get('SELECT id, board, title, body FROM entries WHERE workshop = ? AND kind = ? AND ref = ?', workshop, kind, ref)
    if (row?.['title'] === title && row['body'] === body && row['board'] === board) return
    if (row !== undefined) this.#removeEntry(numberOf(row, 'id'))
    this.#driver.run('INSERT INTO entries (workshop, kind, ref, board, title, body) VALUES (?, ?, ?, ?, ?, ?)', workshop, kind, ref, board, title, body)
    this.#driver.run('INSERT INTO words (rowid, title, body) VALUES (last_insert_rowid(), ?, ?)', indexedWords(title), indexedWords(body))
  }

  #removeEntry(id: number): void {
    this.#driver.run('DELETE FROM words WHERE rowid = ?', id)
    this.#driver.run('DELETE FROM entries WHERE id = ?', id)
  }
}

/** Whether `error` says nothing against the file: a disk that is full, or a file that others hold, may take what is written later. */
export function isNoDamage(error: unknown): boolean {
  return error instanceof StorageError && (error.kind === 'full' || error.kind === 'busy')
}

/** Null when there is no file, or it is anything but an index of this layout that can be read and written. Throws what says nothing against it. */
function openExisting(platform: SqlitePlatform, path: string): SqliteDriver | null {
  if (platform.readStart(path, 1) === null) return null
  try {
    return withStorageErrors('opening the search index', () => openOfThisLayout(platform, path))
  } catch (error) {
    if (isNoDamage(error)) throw error
    // Not a database, damaged, or not ours: there is nothing in it that cannot be made again.
    return null
  }
}

function openOfThisLayout(platform: SqlitePlatform, path: string): SqliteDriver {
  const driver = platform.open(path, { isReadonly: false })
  try {
    const version = numberOf(driver.get('PRAGMA user_version') ?? {}, 'user_version')
    if (version !== layoutVersion) throw new StorageError('corrupt', `a search index of layout ${version}`)
    configure(driver)
    driver.get('SELECT count(*) AS count FROM workshops')
    return driver
  } catch (error) {
    driver.close()
    throw error
  }
}

function openEmpty(platform: SqlitePlatform, path: string): SqliteDriver {
  removeIndex(platform, path)
  const driver = platform.open(path, { isReadonly: false })
  try {
    configure(driver)
    driver.exec(`BEGIN; ${layout} COMMIT;`)
    return driver
  } catch (error) {
    driver.close()
    throw error
  }
}

/** Throws the index at `path` away; nobody may have it open. */
export function removeIndex(platform: SqlitePlatform, path: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) platform.remove(`${path}${suffix}`)
}

/** A power cut may take the last words from the index, never make it inconsistent: the positions tell what to read again. */
function configure(driver: SqliteDriver): void {
  driver.exec('PRAGMA journal_mode = WAL')
  driver.exec('PRAGMA synchronous = NORMAL')
  driver.exec('PRAGMA trusted_schema = OFF')
  driver.exec('PRAGMA busy_timeout = 0')
}

/** Words between quotes hold letters, signs and digits only: whatever was typed, nothing of it is query syntax. */
function matchExpression({ entries }: SearchQuery): string {
  return entries.map((entry) => `"${entry.join(' ')}"*`).join(' AND ')
}

function readHit(row: SqlRow, query: SearchQuery): SearchHit {
  const board = row['board']
  return {
    workshop: textOf(row, 'workshop') as WorkshopId,
    workshopTitle: textOf(row, 'workshop_title'),
    kind: searchKinds.find((kind) => kind === row['kind']) ?? 'workshop',
    id: textOf(row, 'ref'),
    board: typeof board === 'string' ? (board as BoardId) : null,
    title: markText(textOf(row, 'title'), query),
    snippet: snippetOf(textOf(row, 'body'), query, snippetLength),
  }
}
