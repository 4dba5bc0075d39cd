import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isWorkshopId, type WorkshopId } from '../../../shared/model/ids.ts'
import { isAtLeast, mayWrite, roles, type Role } from '../../../shared/model/roles.ts'
import { nodeSignatures } from '../../../shared/node/node-signatures.ts'
import {
  decodeCapability, encodeCapability, findCapabilityProblem, grant, holderOf, isHashOfKey, maxCapabilityBytes, maxGrants, roleOf, workshopIdOf, type Capability,
} from '../../../shared/protocol/capability.ts'
import { MalformedError } from '../../../shared/protocol/cursor.ts'
import { invite, newWorkshop, nowSeconds, type Invite } from '../../helpers/access.ts'

const now = nowSeconds()
const problemOf = (capability: Capability, workshop: WorkshopId, { at = now, revoked = [] as readonly Uint8Array[] } = {}) => (
  findCapabilityProblem(nodeSignatures, capability, { workshop, now: at, isRevoked: (subject) => revoked.some((known) => Buffer.from(known).equals(subject)) })
)
const decoded = (bytes: Uint8Array): Capability | 'malformed' => {
  try {
    return decodeCapability(bytes)
  } catch (error) {
    if (error instanceof MalformedError) return 'malformed'
    throw error
  }
}
const chain = (owner: Invite, ...chainRoles: readonly Role[]): Invite => chainRoles.reduce((parent, role) => invite(parent, role), owner)

describe('capabilities', () => {
  it('AC1: they come back as they were, and none is longer than the limit', () => {
    const { owner } = newWorkshop()
    for (const made of [owner, chain(owner, 'viewer'), chain(owner, 'facilitator', 'facilitator', 'participant')]) {
      const bytes = encodeCapability(made.capability)
      expect(decodeCapability(bytes)).toEqual(made.capability)
      expect(bytes.length).toBeLessThanOrEqual(maxCapabilityBytes)
      for (let length = 0; length < bytes.length; length += 1) expect(decoded(bytes.slice(0, length))).toBe('malformed')
      expect(decoded(Uint8Array.from([...bytes, 0]))).toBe('malformed')
    }
    expect(encodeCapability(chain(owner, 'facilitator', 'facilitator', 'viewer').capability)).toHaveLength(maxCapabilityBytes)
  })

  it('AC2: every flipped bit of an invite is noticed', () => {
    const { workshop, owner } = newWorkshop()
    const bytes = encodeCapability(chain(owner, 'facilitator', 'facilitator', 'participant').capability)
    expect(problemOf(decodeCapability(bytes), workshop)).toBeNull()
    let accepted = 0
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const copy = bytes.slice()
      copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      const read = decoded(copy)
      if (read !== 'malformed' && problemOf(read, workshop) !== 'wrong') accepted += 1
    }
    expect(accepted).toBe(0)
  })

  it('AC2: no bytes at all make it throw anything but that they are malformed', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: maxCapabilityBytes + 4 }), (bytes) => {
      const read = decoded(bytes)
      expect(read === 'malformed' || Buffer.from(encodeCapability(read)).equals(bytes)).toBe(true)
    }), { seed: 7, numRuns: 2_000 })
  })

  it('AC6: only facilitators hand on, and the last role of the chain counts', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom(...roles), { minLength: 1, maxLength: maxGrants }), (chainRoles) => {
      const { workshop, owner } = newWorkshop()
      const { capability } = chain(owner, ...chainRoles)
      const isFine = chainRoles.slice(0, -1).every((role) => role === 'facilitator')
      expect(problemOf(capability, workshop)).toBe(isFine ? null : 'wrong')
      expect(roleOf(capability)).toBe(chainRoles.at(-1))
    }), { seed: 8, numRuns: 60 })
  })

  it('AC6: a chain is at most three grants long', () => {
    const { owner } = newWorkshop()
    expect(decoded(encodeCapability(chain(owner, 'facilitator', 'facilitator', 'facilitator', 'viewer').capability))).toBe('malformed')
  })

  it('AC6: grants cannot be left out, swapped, repeated or put under another key', () => {
    const { workshop, owner } = newWorkshop()
    const { capability } = chain(owner, 'facilitator', 'facilitator', 'viewer')
    const [a, b, c] = capability.grants
    if (a === undefined || b === undefined || c === undefined) throw new Error('three grants were made')
    const workshopKey = newWorkshop().owner.capability.workshopKey
    expect(problemOf({ ...capability, workshopKey }, workshop)).toBe('wrong')
    expect(problemOf({ ...capability, workshopKey }, workshopIdOf(nodeSignatures, workshopKey))).toBe('wrong')
    for (const grants of [[b], [c], [a, c], [b, a], [a, a, c], [b, a, c], [a, b, b], [a, b, { ...c, role: 'facilitator' as const }], [{ ...a, expiresAt: a.expiresAt + 1 }, b, c]]) {
      expect(problemOf({ ...capability, grants }, workshop)).toBe('wrong')
    }
    expect(problemOf({ ...capability, grants: [a, b] }, workshop)).toBeNull()
    expect(problemOf({ ...capability, grants: [] }, workshop)).toBeNull()
  })

  it('AC7: times count to the second for each grant of the chain, and clocks may differ by ten minutes when it begins', () => {
    const { workshop, owner } = newWorkshop()
    const parent = invite(owner, 'facilitator', { issuedAt: 10_000, expiresAt: 20_000 })
    const { capability } = invite(parent, 'viewer', { issuedAt: 12_000, expiresAt: 30_000 })
    expect([11_399, 11_400, 19_999, 20_000, 30_000].map((at) => problemOf(capability, workshop, { at }))).toEqual(['not-yet-valid', null, null, 'expired', 'expired'])
  })

  it('AC20: whoever is in the chain of a revoked key is revoked, and revocation is told before expiry', () => {
    const { workshop, owner } = newWorkshop()
    const { capability } = chain(owner, 'facilitator', 'facilitator', 'viewer')
    for (const { subject } of capability.grants) {
      expect(problemOf(capability, workshop, { revoked: [subject] })).toBe('revoked')
      expect(problemOf(capability, workshop, { revoked: [subject], at: now + 1e9 })).toBe('revoked')
    }
    expect(problemOf(capability, workshop, { revoked: [owner.capability.workshopKey] })).toBeNull()
    expect(problemOf(owner.capability, workshop, { revoked: [holderOf(owner.capability)] })).toBeNull()
  })

  it('AC8: the id of a workshop is a hash of its key, has the form of one, and differs from a UUID', () => {
    const { workshop, owner } = newWorkshop()
    expect(workshopIdOf(nodeSignatures, owner.capability.workshopKey)).toBe(workshop)
    expect([isWorkshopId(workshop), isHashOfKey(workshop), isHashOfKey('7f0d3a52-7d33-4c0a-9b89-3f1f3c7f2f10' as WorkshopId)]).toEqual([true, true, false])
  })

  it('AC6: a grant made with another secret than its parent\'s is wrong', () => {
    const { workshop, owner } = newWorkshop()
    const other = newWorkshop().owner
    const body = { subject: holderOf(other.capability), role: 'viewer', issuedAt: now, expiresAt: now + 9 } as const
    expect(problemOf(grant(nodeSignatures, owner.capability, owner.secret, body), workshop)).toBeNull()
    expect(problemOf(grant(nodeSignatures, owner.capability, other.secret, body), workshop)).toBe('wrong')
  })

  it('AC10: every role may do what those before it may', () => {
    expect(roles.map((role) => [role, mayWrite(role, 'notes'), mayWrite(role, 'responses')])).toEqual([
      ['viewer', false, false], ['participant', false, true], ['rapporteur', true, true], ['facilitator', true, true],
    ])
    expect(isAtLeast('viewer', 'participant')).toBe(false)
  })
})
