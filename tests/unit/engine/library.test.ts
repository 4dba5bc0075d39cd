/** The lines of the library, on storage that refuses now and then. */
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { EngineValues } from '../../../main/engine/engine-values.ts'
import { Library } from '../../../main/engine/library.ts'
import type { WorkshopSession } from '../../../main/engine/workshop-session.ts'
import { setDetails } from '../../../shared/document/commands/details-commands.ts'
import { newId, type WorkshopId } from '../../../shared/model/ids.ts'
import { MemoryRoomStore } from '../../../shared/storage/memory-room-store.ts'
import { StorageError } from '../../../shared/storage/room-store.ts'

/** Storage that is full for the lines of one workshop. */
class FullFor extends MemoryRoomStore {
  workshop: WorkshopId | null = null

  override setValue(key: string, value: string): void {
    if (this.workshop !== null && key.includes(this.workshop)) throw new StorageError('full', 'the disk is full')
    super.setValue(key, value)
  }
}

test('EN113 a line that cannot be written takes none of the others along', () => {
  const store = new FullFor()
  const sessions = ['First', 'Second', 'Third'].map((title) => {
    const doc = new Y.Doc()
    setDetails(doc, 'test', { title })
    const workshop = newId<WorkshopId>()
    store.append([{ room: workshop, update: Y.encodeStateAsUpdate(doc) }])
    return { workshop, doc } as Partial<WorkshopSession> as WorkshopSession
  })
  const values = new EngineValues(store)
  const library = new Library(store, values, () => undefined)
  for (const session of sessions) library.noteContent(session)
  store.workshop = sessions[0]?.workshop ?? null
  expect(() => library.flush()).toThrow('the disk is full')
  const titles = sessions.map(({ workshop }) => new EngineValues(store).getOf(workshop, 'summary')?.title)
  expect(titles).toEqual([undefined, 'Second', 'Third'])
})
