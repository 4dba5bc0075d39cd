/**
 * Makes a copy of a database the beginning of a new history. What was written after the copy was made has left this computer's
 * disk, but the numbers that it had may be known elsewhere: every room gets a new lineage, so that no number of the new history
 * is ever taken for one of the lost.
 */
import { uuidv4 } from 'lib0/random'
import { openDatabase } from './open-database.ts'
import { isSameChecksum, rowChecksum } from './row-checksum.ts'
import { bytesOf, numberOf, textOf, type SqliteDriver, type SqlitePlatform } from './sqlite-driver.ts'
import { withStorageErrors } from './sqlite-errors.ts'

const rowsAtOnce = 500

type Renaming = { readonly room: number; readonly name: string; readonly from: string; readonly to: string }

/** Changes the database at `path`, in one transaction, and drops the values whose keys begin with one of `forgotten`. */
export function beginAnew(platform: SqlitePlatform, path: string, forgotten: readonly string[]): void {
  withStorageErrors(`preparing ${path}`, () => {
    const driver = openDatabase(platform, { path, isExclusive: true })
    try {
      driver.transaction(() => {
        for (const row of driver.all('SELECT id, name, lineage FROM rooms')) {
          const renaming = { room: numberOf(row, 'id'), name: textOf(row, 'name'), from: textOf(row, 'lineage'), to: uuidv4() }
          sign(platform, driver, renaming, 'updates', 'seq', 'count')
          sign(platform, driver, renaming, 'snapshots', 'through', '1')
          driver.run('UPDATE rooms SET lineage = ? WHERE id = ?', renaming.to, renaming.room)
        }
        for (const prefix of forgotten) driver.run('DELETE FROM facts WHERE substr(key, 1, length(?)) = ?', prefix, prefix)
      })
    } finally {
      driver.close()
    }
    platform.sync(path)
  })
}

/** Gives the rows of a room the checksums of its new lineage; `place` and `updates` are what its tables call the seq and the count. A damaged row keeps its own: it must not become whole by this. */
function sign(platform: SqlitePlatform, driver: SqliteDriver, { room, name, from, to }: Renaming, table: string, place: string, updates: string): void {
  let last = 0
  for (;;) {
    const rows = driver.all(`SELECT ${place} AS seq, ${updates} AS count, deflated, payload, checksum FROM ${table} WHERE room = ? AND ${place} > ? ORDER BY ${place} LIMIT ?`, room, last, rowsAtOnce)
    for (const row of rows) {
      const [seq, payload] = [numberOf(row, 'seq'), bytesOf(row, 'payload')]
      const form = { seq, count: numberOf(row, 'count'), isDeflated: numberOf(row, 'deflated') === 1 }
      last = seq
      if (!isSameChecksum(bytesOf(row, 'checksum'), rowChecksum(platform, { name, lineage: from, ...form }, payload))) continue
      driver.run(`UPDATE ${table} SET checksum = ? WHERE room = ? AND ${place} = ?`, rowChecksum(platform, { name, lineage: to, ...form }, payload), room, seq)
    }
    if (rows.length < rowsAtOnce) return
  }
}
