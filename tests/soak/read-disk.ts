/** What a killed process left on its disk, read from a copy: nobody mends anything on the way. */
import fs from 'node:fs'
import path from 'node:path'
import * as Y from 'yjs'
import { roomOf, type WorkshopId } from '../../shared/model/ids.ts'
import { documentKinds, type DocumentKind } from '../../shared/model/roles.ts'
import { nodeSqlitePlatform } from '../../shared/node/sqlite-platform.ts'
import { integrate } from '../../shared/storage/integrate.ts'
import { SqliteRoomStore } from '../../shared/storage/sqlite-room-store.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

export type Documents = Readonly<Record<DocumentKind, Y.Doc>>

/** `database`: the file, whose process is gone. */
export function readDisk(database: string, id: WorkshopId): Documents {
  const folder = temporaryFolder()
  try {
    const copy = path.join(folder.path, 'copy.sqlite')
    for (const suffix of ['', '-wal', '-journal']) if (fs.existsSync(database + suffix)) fs.copyFileSync(database + suffix, copy + suffix)
    const store = new SqliteRoomStore(nodeSqlitePlatform, { path: copy, isExclusive: true })
    try {
      return Object.fromEntries(documentKinds.map((kind) => {
        const doc = new Y.Doc()
        const stored = store.load(roomOf(id, kind))
        if (stored !== null) integrate(doc, stored.snapshot === null ? stored.updates : [stored.snapshot, ...stored.updates])
        return [kind, doc]
      })) as Record<DocumentKind, Y.Doc>
    } finally {
      store.close()
    }
  } finally {
    folder.remove()
  }
}
