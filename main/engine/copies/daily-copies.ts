/**
 * Copies of the whole database, one a day, three generations: what is left when the disk damages the file that everybody writes to.
 * `VACUUM INTO` holds up everything that wants to be stored, so a copy is made when nobody writes: at the end of a session, or,
 * in an app that is never closed, once nothing has come in for a while.
 * A workshop with a damaged row is copied as it is: the others need their copies all the same. Such copies have places of their own, so that
 * they push out no older one in which it was whole.
 */
import fs from 'node:fs'
import path from 'node:path'
import { keepDraft } from '../../../shared/storage/copy-database.ts'
import type { SqlitePlatform } from '../../../shared/storage/sqlite-driver.ts'
import type { SqliteRoomStore } from '../../../shared/storage/sqlite-room-store.ts'
import { drain, walkDatabase } from '../../../shared/storage/walk-database.ts'
import type { DataFiles } from '../data-files.ts'
import { nextTurn } from '../turns.ts'

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
    const { copies, partialCopies } = this.#options.files
    return [copies, partialCopies].every(([newest = '']) => {
      const madeAt = fs.statSync(newest, { throwIfNoEntry: false })?.mtimeMs
      return madeAt === undefined || Math.abs(now - madeAt) > dayMs
    })
  }

  /** Makes a copy now and reads it again in turns. Never rejects: what went wrong is in the log, and the old copies are still there. */
  async makeInTurns(): Promise<void> {
    if (this.#isMaking) return
    this.#isMaking = true
    try {
      const damaged = new Set<string>()
      this.#write()
      const walk = this.#walk(damaged)
      try {
        while (walk.next().done !== true) await nextTurn()
      } finally {
        walk.return([])
      }
      if (!this.#isDisposed) this.#keep(damaged.size)
    } catch (error) {
      this.#giveUp(error)
    } finally {
      this.#isMaking = false
    }
  }

  /** The same without a pause, for the end of a session. Never throws. */
  makeNow(): void {
    try {
      const damaged = new Set<string>()
      this.#write()
      drain(this.#walk(damaged))
      this.#keep(damaged.size)
    } catch (error) {
      this.#giveUp(error)
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

  #walk(damaged: Set<string>): ReturnType<typeof walkDatabase> {
    const { platform, files } = this.#options
    return walkDatabase(platform, files.copyDraft, (room) => damaged.add(room))
  }

  #keep(damagedCount: number): void {
    const { platform, files, log } = this.#options
    keepDraft(platform, { draft: files.copyDraft, places: damagedCount === 0 ? files.copies : files.partialCopies })
    if (damagedCount === 0) log('info', 'a daily copy of the database was made')
    else log('error', `a daily copy of the database was made, in which ${damagedCount} documents are damaged`)
  }

  #giveUp(error: unknown): void {
    const { platform, files, log } = this.#options
    log('error', `no daily copy could be made: ${error instanceof Error ? error.message : String(error)}`)
    try {
      platform.remove(files.copyDraft)
    } catch {
      // The next one is made in its place.
    }
  }
}
