import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { accessHandlers, type AccessHost } from '../../../main/engine/access/access-calls.ts'
import { Access } from '../../../main/engine/access/access.ts'
import { Vault } from '../../../main/engine/access/vault.ts'
import { CallFailure } from '../../../main/engine/windows/call-failure.ts'
import { EngineValues } from '../../../main/engine/engine-values.ts'
import { signInBrowser } from '../../../renderer/document/browser-signing.ts'
import { addVersion } from '../../../shared/document/versions/versions.ts'
import type { BlobId } from '../../../shared/model/ids.ts'
import { nodeSignatures } from '../../../shared/node/node-signatures.ts'
import { MemoryRoomStore } from '../../../shared/storage/memory-room-store.ts'
import { invite, newWorkshop, nowSeconds } from '../../helpers/access.ts'
import { secretOf } from '../../helpers/approvals.ts'

const fingerprint = 'a1'.repeat(32)

test.each([
  ['an hour behind, so that the invite has not begun,', 3_600, false],
  ['five minutes behind', 300, true],
])('VF42 app and browser agree on whether a computer whose clock is %s signs', async (_clock, secondsBehind, isSigned) => {
  const { workshop, owner } = newWorkshop()
  const token = invite(owner, 'rapporteur', { issuedAt: nowSeconds() + secondsBehind })
  const notes = new Y.Doc()
  addVersion(notes, 'test', { fingerprint, blob: 'b'.repeat(64) as BlobId, frozenAt: '', frozenBy: '', note: '', commentsUntil: '', isCorrected: false, outcomes: [] }, 1)
  const store = new MemoryRoomStore()
  const access = new Access(new EngineValues(store), new Vault(store, []), nodeSignatures)
  access.keep(workshop, token)
  const words = { name: 'Guy', organisation: '', capacity: '', how: 'in-writing', on: new Date().toISOString().slice(0, 10) } as const
  const host = { access, borrowNotes: () => ({ session: { doc: notes }, release: () => undefined }) } as unknown as AccessHost
  const inApp = await Promise.resolve().then(() => accessHandlers(() => host).signApproval(workshop, fingerprint, words)).then(
    () => 'signed',
    (error: unknown) => (error instanceof CallFailure ? error.failure.kind : error),
  )
  expect(inApp).toBe(isSigned ? 'signed' : 'not-allowed')
  expect(signInBrowser({ workshop, notes, secret: () => secretOf(7), token }, fingerprint, words) !== null).toBe(isSigned)
})
