/** One document of a workshop in the engine, with a log and windows of this process. */
import * as encoding from 'lib0/encoding'
import { expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import { Access } from '../../../main/engine/access/access.ts'
import { Vault } from '../../../main/engine/access/vault.ts'
import { BlobStore } from '../../../main/engine/blob-store.ts'
import { EngineValues } from '../../../main/engine/engine-values.ts'
import { UpdateWriter } from '../../../main/engine/update-writer.ts'
import { WindowLink } from '../../../main/engine/window-link.ts'
import { WorkshopSession } from '../../../main/engine/workshop-session.ts'
import { newId, type WorkshopId } from '../../../shared/model/ids.ts'
import { nodeSignatures } from '../../../shared/node/node-signatures.ts'
import { limits, syncType } from '../../../shared/protocol/messages.ts'
import { encodeSync } from '../../../shared/protocol/sync-frames.ts'
import { MemoryRoomStore } from '../../../shared/storage/memory-room-store.ts'
import { newFolder } from '../../helpers/hosts.ts'

const id = newId<WorkshopId>()
const author = 7

/** A computer with a workshop whose log is in `store`, and a window on it. */
function openOn(store: MemoryRoomStore): { readonly session: WorkshopSession; readonly window: WindowLink; readonly writer: UpdateWriter } {
  const values = new EngineValues(store)
  const writer = new UpdateWriter(store, { onProblem: () => undefined })
  const access = new Access(values, new Vault(store, null), nodeSignatures)
  const session = new WorkshopSession({ store, writer, values, access, blobs: new BlobStore(newFolder()), onMoved: () => undefined, onChange: () => undefined }, id)
  const window = new WindowLink(session, () => undefined)
  onTestFinished(() => {
    window.close()
    session.dispose()
    writer.dispose()
  })
  return { session, window, writer }
}

test('EN85 a workshop of more structs than a frame of others may hold opens from its snapshot, and takes as many at once from a window', () => {
  const structCount = limits.maxStructsPerUpdate + 1
  const update = ofStructs(structCount)
  const store = new MemoryRoomStore()
  store.append([{ room: id, update: Y.encodeStateAsUpdate(new Y.Doc()) }])
  const { window, writer } = openOn(store)
  window.receive(encodeSync(syncType.step2, update))
  expect(writer.flush()).toBe(true)
  store.compact(id, update, 2)
  expect(Y.getState(openOn(store).session.doc.store, author)).toBe(structCount)
})

/** An update of one author that holds as many structs as it is said to: of each is left that it was there once. */
function ofStructs(structCount: number): Uint8Array {
  return encoding.encode((encoder) => {
    for (const value of [1, structCount, author, 0]) encoding.writeVarUint(encoder, value)
    for (let index = 0; index < structCount; index += 1) {
      encoding.writeUint8(encoder, 0)
      encoding.writeVarUint(encoder, 1)
    }
    encoding.writeVarUint(encoder, 0)
  })
}
