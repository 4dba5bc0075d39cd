import { expect, test } from 'vitest'
import { Access } from '../../../main/engine/access/access.ts'
import { Vault } from '../../../main/engine/access/vault.ts'
import { EngineValues } from '../../../main/engine/engine-values.ts'
import { nodeSignatures as platform } from '../../../shared/node/node-signatures.ts'
import type { Role } from '../../../shared/model/roles.ts'
import { encodeRevocation, signRevocation } from '../../../shared/protocol/admission.ts'
import { toBase64Url } from '../../../shared/protocol/base64url.ts'
import { grant, workshopIdOf, type Capability } from '../../../shared/protocol/capability.ts'
import type { InviteToken } from '../../../shared/protocol/join-link.ts'
import { MemoryRoomStore } from '../../../shared/storage/memory-room-store.ts'
import { secretOf } from '../../helpers/approvals.ts'

const own = secretOf(1)
const workshopKey = platform.publicKeyOf(own)
const top: Capability = { workshopKey, grants: [] }
const workshop = workshopIdOf(platform, workshopKey)
const [first, second] = [secretOf(8), secretOf(9)]

/** Ends in the year 2096 unless told otherwise. */
function invite(digit: number, role: Role, expiresAt = 4_000_000_000): InviteToken {
  const secret = secretOf(digit)
  return { secret, capability: grant(platform, top, own, { subject: platform.publicKeyOf(secret), role, issuedAt: 0, expiresAt }) }
}

/** A computer that kept each of the tokens under a key of its own, and now has both keys. */
function computerWith(earlier: InviteToken, later: InviteToken): Access {
  const store = new MemoryRoomStore()
  const withKeys = (...keys: readonly Uint8Array[]): Access => new Access(new EngineValues(store), new Vault(store, keys), platform)
  withKeys(first).memberships.keep(workshop, earlier)
  withKeys(second).memberships.keep(workshop, later)
  return withKeys(second, first)
}

test('EN80 of several invites the highest one that holds lets in, and the highest where none does', () => {
  const over = invite(2, 'facilitator', 1_000)
  const holding = invite(3, 'rapporteur')
  expect(computerWith(over, holding).memberships.of(workshop)).toEqual(holding)
  expect(computerWith(invite(2, 'facilitator'), holding).memberships.of(workshop)).toEqual(invite(2, 'facilitator'))
  expect(computerWith(over, invite(3, 'rapporteur', 1_000)).memberships.of(workshop)).toEqual(over)
})

test('EN80 an invite that is taken back while another one holds gives way at once', () => {
  const access = computerWith(invite(2, 'facilitator'), invite(3, 'rapporteur'))
  expect(access.memberships.of(workshop)).toEqual(invite(2, 'facilitator'))
  const subject = platform.publicKeyOf(secretOf(2))
  access.revocations.keep(workshop, toBase64Url(subject), toBase64Url(encodeRevocation(signRevocation(platform, top, own, { subject, revokedAt: 5_000 }))))
  expect(access.memberships.of(workshop)).toEqual(invite(3, 'rapporteur'))
})

test('EN80 the key of the workshop itself stands above every invite', () => {
  const token: InviteToken = { secret: own, capability: top }
  expect(computerWith(token, invite(2, 'facilitator')).memberships.of(workshop)).toEqual(token)
})
