/** Copies of a whole database, in generations: a new one takes its place only when it is on the disk and has been read again. */
import { StorageError } from './room-store.ts'
import { textOf, type SqliteDriver, type SqlitePlatform } from './sqlite-driver.ts'

export type CopyPlaces = {
  /** Where the copy is made; whatever an earlier attempt left there is overwritten. */
  readonly draft: string
  /** Newest first; the copy in the last one gives way. */
  readonly places: readonly string[]
}

/** Writes everything that `driver` holds to the draft, durably, in one statement. Nothing else may write to `driver` meanwhile. */
export function writeDraft(platform: SqlitePlatform, driver: SqliteDriver, draft: string): void {
  removeDraft(platform, draft)
  driver.run('VACUUM INTO ?', draft)
  platform.sync(draft)
}

/** The same, a bounded amount at a time: others read and write meanwhile. */
export async function writeDraftBeside(platform: SqlitePlatform, driver: SqliteDriver, draft: string): Promise<void> {
  removeDraft(platform, draft)
  await driver.copy(draft)
  platform.sync(draft)
}

/** Removes a draft, and what SQLite had beside it. */
export function removeDraft(platform: SqlitePlatform, draft: string): void {
  for (const suffix of ['', '-journal', '-wal', '-shm']) platform.remove(`${draft}${suffix}`)
}

/** Throws StorageError('corrupt') when SQLite finds the structure of the file damaged. */
export function checkStructure(driver: SqliteDriver): void {
  const verdict = textOf(driver.get('PRAGMA quick_check(1)') ?? {}, 'quick_check')
  if (verdict !== 'ok') throw new StorageError('corrupt', `the copy is damaged: ${verdict}`)
}

/** Moves older copies one place down, as far as places are taken, and the draft, which has been checked, into the first. */
export function keepDraft(platform: SqlitePlatform, { draft, places }: CopyPlaces): void {
  const gap = places.findIndex((place) => platform.readStart(place, 1) === null)
  for (let index = gap === -1 ? places.length - 1 : gap; index > 0; index -= 1) {
    const [from, to] = [places[index - 1], places[index]]
    if (from !== undefined && to !== undefined) platform.rename(from, to)
  }
  const [newest] = places
  if (newest === undefined) throw new RangeError('a copy needs a place')
  platform.rename(draft, newest)
  platform.sync(newest)
}
