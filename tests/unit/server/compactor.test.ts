import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { Compactor } from '../../../server/compaction/compactor.ts'
import { MemoryRoomStore } from '../../../shared/storage/memory-room-store.ts'
import { releasesOfEach } from '../../helpers/releases.ts'

const room = 'workshop-1'

/** A room with a log of `count` letters, which `compactor` knows. */
function typedRoom(count: number): { store: MemoryRoomStore; compactor: Compactor; doc: Y.Doc } {
  const store = new MemoryRoomStore()
  const compactor = new Compactor(store, () => undefined, () => undefined)
  compactor.noteLoaded(room, null)
  const doc = new Y.Doc()
  doc.on('update', (update) => {
    store.append([{ room, lineage: 'lineage', update }])
    compactor.noteAppended(room, update.length)
  })
  for (let index = 0; index < count; index += 1) doc.getText('text').insert(0, 'y')
  return { store, compactor, doc }
}

describe('leaving logs short', () => {
  const releases = releasesOfEach()

  it('RL19: before it stops, a relay that has the time leaves a log short, with all that was in it', async () => {
    const { store, compactor, doc } = typedRoom(200)
    releases.push(() => {
      compactor.dispose()
    })
    compactor.noteStopping(room)
    await compactor.finish(600_000)
    const stored = store.load(room)
    expect(stored).toMatchObject({ head: 200, updates: [] })
    expect(Buffer.from(stored?.snapshot ?? []).equals(Y.encodeStateAsUpdate(doc))).toBe(true)
  })

  it('RL19: one that has not, leaves it as it is', async () => {
    const { store, compactor } = typedRoom(200)
    compactor.noteStopping(room)
    await compactor.finish(0)
    compactor.dispose()
    expect(store.load(room)?.updates).toHaveLength(200)
  })
})
