/**
 * The way back from a database that cannot be opened. The damaged file is moved aside and never touched again; the newest copy
 * that is whole, made the beginning of a new history, takes its place. Killed at any moment, it is either not begun or is
 * finished by the next start: the one step that decides is a rename.
 */
import fs from 'node:fs'
import path from 'node:path'
import { beginAnew } from '../../../shared/storage/begin-anew.ts'
import { isWorkshopId } from '../../../shared/model/ids.ts'
import { backupPaths } from '../../../shared/storage/open-database.ts'
import { StorageError } from '../../../shared/storage/room-store.ts'
import type { SqlitePlatform } from '../../../shared/storage/sqlite-driver.ts'
import { drain, walkDatabase } from '../../../shared/storage/walk-database.ts'
import { orTidyUp } from '../../../shared/util/or-tidy-up.ts'
import type { DataFiles } from '../data-files.ts'
import { forgottenInCopies } from '../engine-values.ts'
import { removeIndex } from '../search/search-index.ts'

/** `rooms`: those that can be loaded from it. */
export type FoundCopy = { readonly path: string; readonly madeAt: number; readonly rooms: readonly string[]; readonly workshopCount: number }

const suffixes = ['', '-wal', '-shm'] as const
const preparedPattern = /^workshops\.restored-(\d{8}-\d{9})\.sqlite$/

/**
 * The newest copy that can be read from one end to the other; null when there is none. Of one that was not whole when it was made, what can be
 * loaded counts: the rest was refused in the database as well. Changes nothing.
 */
export function findCopy(platform: SqlitePlatform, files: DataFiles): FoundCopy | null {
  const made = [files.copies, files.partialCopies, backupPaths(files.database)].flatMap(copiesIn)
  for (const { path: file, madeAt } of made.sort((a, b) => b.notAfter - a.notAfter)) {
    const isPartial = files.partialCopies.includes(file)
    try {
      const rooms = isPartial ? loadableRooms(platform, file) : drain(walkDatabase(platform, file))
      const workshopCount = rooms.filter(isWorkshopId).length
      if (workshopCount > 0 || !isPartial) return { path: file, madeAt, rooms, workshopCount }
    } catch (error) {
      // Damaged as well, or from a newer Minuta: the next older one.
      if (!(error instanceof StorageError)) throw error
    }
  }
  return null
}

function loadableRooms(platform: SqlitePlatform, file: string): readonly string[] {
  return drain(walkDatabase(platform, file, () => undefined))
}

type MadeCopy = { readonly path: string; readonly madeAt: number; readonly notAfter: number }

/**
 * Those of `places`, the newest first, that are there. Their order says more than their times, which a clock that ran ahead gave some of them:
 * none was made after the one before it.
 */
function copiesIn(places: readonly string[]): readonly MadeCopy[] {
  let notAfter = Infinity
  return places.flatMap((file) => {
    const madeAt = fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs
    if (madeAt === undefined) return []
    notAfter = Math.min(notAfter, madeAt)
    return [{ path: file, madeAt, notAfter }]
  })
}

/**
 * Puts `copy` in the place of the database, which nobody may have open. Returns the name that the damaged file was kept under.
 * The copy itself stays where it is. Throws errors of storage and of the file system; then the damaged file is where it was.
 */
export function restoreCopy(platform: SqlitePlatform, files: DataFiles, copy: FoundCopy, now = new Date()): string {
  const directory = path.dirname(files.database)
  const draft = path.join(directory, 'workshops.restoring.sqlite')
  const removeDraft = (): void => {
    for (const suffix of suffixes) platform.remove(`${draft}${suffix}`)
  }
  removeDraft()
  orTidyUp(() => {
    fs.copyFileSync(copy.path, draft)
    beginAnew(platform, draft, forgottenInCopies)
    if (loadableRooms(platform, draft).length < copy.rooms.length) throw new StorageError('corrupt', `the copy of ${copy.path} is damaged`)
  }, removeDraft)
  const stamp = now.toISOString().replaceAll(/[-:.Z]/g, '').replace('T', '-')
  const prepared = path.join(directory, `workshops.restored-${stamp}.sqlite`)
  platform.rename(draft, prepared)
  platform.sync(prepared)
  finishRestore(platform, files)
  return path.basename(asidePath(files, stamp))
}

/** Ends what a restore has begun; to be called before the database is opened. */
export function finishRestore(platform: SqlitePlatform, files: DataFiles): void {
  const directory = path.dirname(files.database)
  for (const name of fs.readdirSync(directory)) {
    const stamp = preparedPattern.exec(name)?.[1]
    if (stamp === undefined) continue
    for (const suffix of suffixes) {
      const aside = `${asidePath(files, stamp)}${suffix}`
      if (fs.existsSync(`${files.database}${suffix}`) && !fs.existsSync(aside)) platform.rename(`${files.database}${suffix}`, aside)
    }
    removeIndex(platform, files.searchIndex)
    platform.rename(path.join(directory, name), files.database)
    platform.sync(files.database)
  }
}

function asidePath(files: DataFiles, stamp: string): string {
  return path.join(path.dirname(files.database), `workshops.damaged-${stamp}.sqlite`)
}
