/**
 * The write-ahead log is made as long as it will ever be before it is needed, so that commits write over it. Flushing a file that has become longer means
 * writing down its length and its new blocks as well, behind whatever else the disk has to do (decision 0029).
 */
import { StorageError } from './room-store.ts'
import { numberOf, type SqliteDriver } from './sqlite-driver.ts'
import { withStorageErrors } from './sqlite-errors.ts'

/** Pages in the log when it is copied back; then it begins at its start again. Some three hundred commits. */
export const logPages = 1024
/** The commit that fills it goes over by what it writes. */
const sparePages = 128
const pageBytes = 4096
/** 32 bytes, and each page with 24 of its own (fileformat2.html#the_write_ahead_log). What makes it longer once is given back when it begins anew. */
export const logBytes = 32 + (logPages + sparePages) * (24 + pageBytes)
/** Pages of a cache that is too small for what is written: SQLite puts the rest into the log at once, long before a commit. */
const tightCache = 8

/**
 * Changes nothing of what is stored: what makes the log long is taken back, and such pages of a log count for nobody, nor after a crash. A disk that has no
 * room for it keeps what it has, and the log grows by itself.
 */
export function widenLog(driver: SqliteDriver): void {
  const cache = numberOf(driver.get('PRAGMA cache_size') ?? {}, 'cache_size')
  driver.exec(`PRAGMA cache_size = ${tightCache}`)
  try {
    withStorageErrors('making the log long', () => writeAndTakeBack(driver))
  } catch (error) {
    if (!(error instanceof StorageError)) throw error
    giveBack(driver)
  } finally {
    driver.exec(`PRAGMA cache_size = ${cache}`)
  }
}

class TakenBack extends Error {}

function writeAndTakeBack(driver: SqliteDriver): void {
  try {
    driver.transaction(() => {
      driver.exec('CREATE TABLE filler (bytes BLOB)')
      driver.exec(`INSERT INTO filler VALUES (zeroblob(${logBytes}))`)
      throw new TakenBack()
    })
  } catch (error) {
    if (!(error instanceof TakenBack)) throw error
  }
}

/** The last of a full disk is for letters, not for what may come. */
function giveBack(driver: SqliteDriver): void {
  try {
    withStorageErrors('making the log short', () => driver.exec('PRAGMA wal_checkpoint(TRUNCATE)'))
  } catch (error) {
    // Whoever writes next is told what is wrong with the disk.
    if (!(error instanceof StorageError)) throw error
  }
}
