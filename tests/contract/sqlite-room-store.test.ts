import { join } from 'node:path'
import { afterAll, describe } from 'vitest'
import { nodeSqlitePlatform as enginePlatform } from '../../main/engine/database.ts'
import { nodeSqlitePlatform as relayPlatform } from '../../server/database.ts'
import { SqliteRoomStore } from '../../shared/storage/sqlite-room-store.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { describeRoomStore } from './room-store.ts'

describe('on a real file', () => {
  const folder = temporaryFolder()
  let count = 0
  afterAll(() => {
    folder.remove()
  })

  for (const [name, platform] of [['relay', relayPlatform], ['engine', enginePlatform]] as const) {
    describeRoomStore(`SQLite, as the ${name} opens it`, () => {
      count += 1
      return new SqliteRoomStore(platform, { path: join(folder.path, `${count}.sqlite`) })
    })
  }
})
