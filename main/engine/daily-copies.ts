/**
 * Copies of the whole database, one a day, three generations: what is left when the disk damages the file that everybody writes to.
 * `VACUUM INTO` holds up everything that wants to be stored, so a copy is made when nobody writes: at the end of a session, or,
 * in an app that is never closed, once nothing has come in for a while.
 */
import fs from 'node:fs'
import path from 'node:path'
import { keepDraft } from '../../shared/storage/copy-database.ts'
import type { SqlitePlatform } from '../../shared/storage/sqlite-driver.ts'
import type { SqliteRoomStore } from '../../shared/storage/sqlite-room-store.ts'
import { drain, walkDatabase } from '../../shared/storage/walk-database.ts'
import type { DataFiles } from './data-files.ts'
import { nextTurn } from './turns.ts'

export type DailyCopiesOptions = {
  readonly platform: SqlitePlatform
  readonly files: DataFiles
  readonly store: Pick<SqliteRoomStore, 'writeDraft'>
  readonly log: (level: 'info' | 'error', message: string) => void
}

// Less than a day, or somebody who meets every morning at nine would have a copy every other day.
const dayMs = 20 * 3_600_000
const checkMs = 5 * 60_000
const quietMs = 2 * 60_000

export class DailyCopies {
  readonly #options: DailyCopiesOptions
  readonly #timer: NodeJS.Timeout
  #lastChange = Date.now()
  #isMaking = false
  #isDisposed = false

  constructor(options: DailyCopiesOptions) {
    this.#options = options
    this.#timer = setInterval(() => {
      if (this.isDue() && Date.now() - this.#lastChange > quietMs) void this.makeInTurns()
    }, checkMs)
    this.#timer.unref()
  }

  /** Something was stored. */
  note(): void {
    this.#lastChange = Date.now()
  }

  /** True when there is no copy of the last day, or only one from a future that the clock has left again. */
  isDue(now = Date.now()): boolean {
    const [newest = ''] = this.#options.files.copies
    const madeAt = fs.statSync(newest, { throwIfNoEntry: false })?.mtimeMs
    return madeAt === undefined || Math.abs(now - madeAt) > dayMs
  }

  /** Makes a copy now and reads it again in turns. Never rejects: what went wrong is in the log, and the old copies are still there. */
  async makeInTurns(): Promise<void> {
    if (this.#isMaking) return
    this.#isMaking = true
    try {
      this.#write()
      const walk = walkDatabase(this.#options.platform, this.#options.files.copyDraft)
      try {
        while (walk.next().done !== true) await nextTurn()
      } finally {
        walk.return([])
      }
      if (!this.#isDisposed) this.#keep()
    } catch (error) {
      this.#report(error)
    } finally {
      this.#isMaking = false
    }
  }

  /** The same without a pause, for the end of a session. Never throws. */
  makeNow(): void {
    try {
      this.#write()
      drain(walkDatabase(this.#options.platform, this.#options.files.copyDraft))
      this.#keep()
    } catch (error) {
      this.#report(error)
    }
  }

  dispose(): void {
    this.#isDisposed = true
    clearInterval(this.#timer)
  }

  #write(): void {
    const { files, store } = this.#options
    fs.mkdirSync(path.dirname(files.copyDraft), { recursive: true })
    store.writeDraft(files.copyDraft)
  }

  #keep(): void {
    const { platform, files, log } = this.#options
    keepDraft(platform, { draft: files.copyDraft, places: files.copies })
    log('info', 'a daily copy of the database was made')
  }

  #report(error: unknown): void {
    this.#options.log('error', `no daily copy could be made: ${error instanceof Error ? error.message : String(error)}`)
  }
}
