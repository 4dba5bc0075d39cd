import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { accessHandlers, type AccessHost } from '../../../main/engine/access/access-calls.ts'
import { Access } from '../../../main/engine/access/access.ts'
import { Vault } from '../../../main/engine/access/vault.ts'
import { EngineValues } from '../../../main/engine/engine-values.ts'
import { readRevocations } from '../../../shared/document/invites.ts'
import { nodeSignatures } from '../../../shared/node/node-signatures.ts'
import { genuineRevocations } from '../../../shared/protocol/revocations.ts'
import { MemoryRoomStore } from '../../../shared/storage/memory-room-store.ts'
import { invite, newWorkshop, nowSeconds } from '../../helpers/access.ts'

test.each([
  ['hours behind, so that the invite of its facilitator has not begun by it,', 5 * 3_600],
  ['right', -60],
])('AC86 what is taken back on a computer whose clock is %s is taken back for everybody', async (_clock, begunSecondsFromNow) => {
  const { workshop, owner } = newWorkshop()
  const store = new MemoryRoomStore()
  const values = new EngineValues(store)
  const access = new Access(values, new Vault(store, []), nodeSignatures)
  access.keep(workshop, invite(owner, 'facilitator', { issuedAt: nowSeconds() + begunSecondsFromNow }))
  const doc = new Y.Doc()
  const session = { doc, relaysAheadMs: 0, receive: (update: Uint8Array) => Y.applyUpdate(doc, update), sendRevocations: () => undefined }
  const host = { access, values, borrowNotes: () => ({ session, release: () => undefined }), flush: () => true } as unknown as AccessHost
  const calls = accessHandlers(() => host)
  const { id } = await calls.createInvite(workshop, { role: 'viewer', label: 'Guests', expiresAt: Date.now() + 1e7 })
  await calls.revokeInvite(workshop, id)
  expect([...genuineRevocations(nodeSignatures, workshop, readRevocations(doc)).keys()]).toEqual([id])
})
