import { join } from 'node:path'
import { afterAll, describe } from 'vitest'
import { nodeSqlitePlatform } from '../../shared/node/sqlite-platform.ts'
import { SqliteRoomStore } from '../../shared/storage/sqlite-room-store.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { describeRoomStore } from './room-store.ts'

describe('on a real file', () => {
  const folder = temporaryFolder()
  let count = 0
  afterAll(() => {
    folder.remove()
  })

  describeRoomStore('SQLite', () => {
    count += 1
    return new SqliteRoomStore(nodeSqlitePlatform, { path: join(folder.path, `${count}.sqlite`) })
  })

  describeRoomStore('SQLite, for its owner alone', () => {
    count += 1
    return new SqliteRoomStore(nodeSqlitePlatform, { path: join(folder.path, `${count}.sqlite`), isExclusive: true })
  })
})
