/** One workshop as the engine opens it, in the process of the test, with a window on it. */
import { onTestFinished } from 'vitest'
import { Access } from '../../main/engine/access/access.ts'
import { Vault } from '../../main/engine/access/vault.ts'
import { BlobStore } from '../../main/engine/blobs/blob-store.ts'
import { EngineValues } from '../../main/engine/engine-values.ts'
import { UpdateWriter } from '../../main/engine/update-writer.ts'
import { WindowLink } from '../../main/engine/windows/window-link.ts'
import { WorkshopSession } from '../../main/engine/workshop-session.ts'
import { newId, type WorkshopId } from '../../shared/model/ids.ts'
import { nodeSignatures } from '../../shared/node/node-signatures.ts'
import { MemoryRoomStore } from '../../shared/storage/memory-room-store.ts'
import { newFolder } from './hosts.ts'

/** The workshop in every store of `storeOf`. */
export const workshop = newId<WorkshopId>()

/** A log with one update. */
export function storeOf(update: Uint8Array): MemoryRoomStore {
  const store = new MemoryRoomStore()
  store.append([{ room: workshop, update }])
  return store
}

export type OpenedOn = { readonly session: WorkshopSession; readonly window: WindowLink; readonly writer: UpdateWriter; readonly values: EngineValues }

/** Opens the workshop whose log is in `store`, until the running test is over. */
export function openOn(store: MemoryRoomStore): OpenedOn {
  const values = new EngineValues(store)
  const writer = new UpdateWriter(store, { onProblem: () => undefined })
  const access = new Access(values, new Vault(store, []), nodeSignatures)
  const session = new WorkshopSession({ store, writer, values, access, blobs: new BlobStore(newFolder()), onMoved: () => undefined, onChange: () => undefined }, workshop)
  const window = new WindowLink(session, () => undefined)
  onTestFinished(() => {
    window.close()
    session.dispose()
    writer.dispose()
  })
  return { session, window, writer, values }
}
