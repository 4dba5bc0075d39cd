import path from 'node:path'
import { nodeSqlitePlatform } from '../../shared/node/sqlite-platform.ts'

/** Stores an update that fails its checksum: the log of `room` cannot be read any more. `folder`: of an engine that has stopped. */
export function damageLog(folder: string, room: string): void {
  const driver = nodeSqlitePlatform.open(path.join(folder, 'workshops.sqlite'), { isReadonly: false })
  driver.run('UPDATE updates SET checksum = zeroblob(32) WHERE room = (SELECT id FROM rooms WHERE name = ?)', room)
  driver.close()
}
