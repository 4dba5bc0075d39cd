/** A process that does nothing but copy a database, to be killed in the middle of it: `node copying-process.ts FOLDER`. */
import { DailyCopies } from '../../main/engine/copies/daily-copies.ts'
import { dataFilesIn } from '../../main/engine/data-files.ts'
import { nodeSqlitePlatform } from '../../shared/node/sqlite-platform.ts'
import { SqliteRoomStore } from '../../shared/storage/sqlite-room-store.ts'

const files = dataFilesIn(process.argv[2] ?? '')
const store = new SqliteRoomStore(nodeSqlitePlatform, { path: files.database, isExclusive: true })
if (store.rooms().length === 0) {
  store.append(Array.from({ length: 30 }, (_, index) => ({ room: `workshop-${index}`, update: new Uint8Array(20_000).fill(index) })))
}
const copies = new DailyCopies({ platform: nodeSqlitePlatform, files, store, log: () => undefined })
for (;;) {
  await copies.makeInTurns()
  process.send?.('made')
}
