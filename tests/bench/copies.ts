/** How long the daily copy of a large database holds up what wants to be stored, and how long reading it again takes. */
import fs from 'node:fs'
import path from 'node:path'
import { dataFilesIn } from '../../main/engine/data-files.ts'
import { nodeSqlitePlatform } from '../../shared/node/sqlite-platform.ts'
import { SqliteRoomStore } from '../../shared/storage/sqlite-room-store.ts'
import { walkDatabase } from '../../shared/storage/walk-database.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { measured, rounded, timed } from './timing.ts'

const workshopCount = 100
const updatesPerWorkshop = 500
const updateBytes = 2_000

export function copies(): Readonly<Record<string, number>> {
  const folder = temporaryFolder()
  try {
    const files = dataFilesIn(folder.path)
    fs.mkdirSync(path.dirname(files.copyDraft), { recursive: true })
    const store = new SqliteRoomStore(nodeSqlitePlatform, { path: files.database, isExclusive: true })
    for (let workshop = 0; workshop < workshopCount; workshop += 1) {
      store.append(Array.from({ length: updatesPerWorkshop }, (_, index) => ({ room: `workshop-${workshop}`, update: new Uint8Array(updateBytes).fill(index) })))
    }
    const copyMs = timed(() => store.writeDraft(files.copyDraft))
    const turns: number[] = []
    const walk = walkDatabase(nodeSqlitePlatform, files.copyDraft)
    for (;;) {
      const { value, ms } = measured(() => walk.next())
      turns.push(ms)
      if (value.done === true) break
    }
    store.close()
    return rounded({
      megabytes: fs.statSync(files.copyDraft).size / 1e6, copyMs,
      walkMs: turns.reduce((sum, turn) => sum + turn, 0), structureMs: turns[0] ?? Number.NaN, longestRoomMs: Math.max(...turns.slice(1)),
    })
  } finally {
    folder.remove()
  }
}
