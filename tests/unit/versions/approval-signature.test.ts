/** What a signature under an approval proves, and that nothing else does. */
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { browserSignatures } from '../../../renderer/document/browser-signatures.ts'
import { addApproval, countLeftOut, readApprovals, readCheckedApprovals, setApprovalWithdrawn, signedBefore, standingApprovals } from '../../../shared/document/versions/approvals.ts'
import { WaitingChecks } from '../../../shared/document/versions/check-waiting.ts'
import { recordRevocation } from '../../../shared/document/invites.ts'
import { responsesLimits, responsesRootsOf } from '../../../shared/document/responses/responses-roots.ts'
import { addFromRoom, handInSignature, readRoomSignatures, takeSignatureBack, waitingSignatures } from '../../../shared/document/versions/room-signatures.ts'
import { rootsOf } from '../../../shared/document/roots.ts'
import { addVersion, readLastVersion } from '../../../shared/document/versions/versions.ts'
import type { BlobId, WorkshopId } from '../../../shared/model/ids.ts'
import { mayApprove, roles } from '../../../shared/model/roles.ts'
import type { Approval, ApprovalCheck, ApprovalSignature, CheckedApproval } from '../../../shared/model/versions.ts'
import { nodeSignatures } from '../../../shared/node/node-signatures.ts'
import { encodeRevocation, signRevocation } from '../../../shared/protocol/admission.ts'
import { fromBase64Url, toBase64Url } from '../../../shared/protocol/base64url.ts'
import { decodeCapability, encodeCapability, holderOf } from '../../../shared/protocol/capability.ts'
import { rememberingVerifications } from '../../../shared/protocol/verified-signatures.ts'
import { checkApproval, signApproval } from '../../../shared/versions/approval-signature.ts'
import { sha256OfBytes } from '../../../shared/versions/fingerprint.ts'
import { invite, newWorkshop } from '../../helpers/access.ts'
import { context, secretOf, signed, signedAt, words } from '../../helpers/approvals.ts'
import { seededRandom } from '../../helpers/random.ts'

const fingerprint = 'a1'.repeat(32)
const { workshop, owner } = newWorkshop()
const version = { workshop, fingerprint, number: 2 }
const times = { issuedAt: signedAt - 86_400, expiresAt: signedAt + 86_400 }
const inWorkshop = context(workshop)
const notValid: ApprovalCheck = { kind: 'refused', problem: 'not-valid' }

/** What every platform says of it: they must agree on every signature. */
function check(approval: Approval, where = inWorkshop): ApprovalCheck {
  const [node, browser] = [nodeSignatures, browserSignatures].map((platform) => checkApproval(platform, approval, where))
  expect(browser).toEqual(node)
  if (node === undefined) throw new Error('not checked')
  return node
}

describe('a signed approval', () => {
  test('VF12 proves the key of a computer and the role that the workshop gave, whoever of those that may approve signs', () => {
    const key = sha256OfBytes(nodeSignatures.publicKeyOf(secretOf(7)))
    const approvers = roles.filter(mayApprove)
    expect(approvers).toEqual(['participant', 'rapporteur', 'facilitator'])
    for (const role of approvers) expect(check(signed(version, invite(owner, role, times)))).toEqual({ kind: 'signed', key, role, revokedAt: null })
    expect(check(signed(version, owner))).toEqual({ kind: 'signed', key, role: 'facilitator', revokedAt: null })
    const browser = signApproval(browserSignatures, version, words, signedAt, { secret: secretOf(7), token: owner })
    expect(browser).toEqual(signed(version, owner).signature)
  })

  test('VF12 without an invite it proves the key and no role', () => {
    expect(check(signed(version, null))).toMatchObject({ kind: 'signed', role: null })
    const keyless = '7f0d3a52-7d33-4c0a-9b89-3f1f3c7f2f10' as WorkshopId
    expect(check(signed({ ...version, workshop: keyless }, null), context(keyless))).toMatchObject({ kind: 'signed', role: null })
  })

  test('VF12 one that was only written down is recorded, and claims nothing', () => {
    expect(check({ ...signed(version, owner), signature: null })).toEqual({ kind: 'recorded' })
  })

  test('VF13 of another version, workshop, name, organisation, function, way or date it is not valid', () => {
    const good = signed(version, invite(owner, 'rapporteur', times))
    const other = newWorkshop()
    expect(check(good, context(other.workshop))).toEqual(notValid)
    const changes: readonly Partial<Approval>[] = [
      { version: 'b1'.repeat(32) }, { name: 'Guy Esclope' }, { organisation: '' }, { capacity: 'president' }, { how: 'in-room' }, { on: '2026-10-06' },
      // Words that move from one field to the next are other words.
      { name: 'Guy Esclopé Région', organisation: 'Sud' }, { organisation: 'Région Sudco-', capacity: 'president' },
    ]
    for (const change of changes) expect([change, check({ ...good, ...change })]).toEqual([change, notValid])
    // Who records it, and under which id, is no part of what was signed.
    expect(check({ ...good, id: 'x', recordedBy: 'Somebody else' })).toMatchObject({ kind: 'signed' })
  })

  test('VF13 parts of two signatures do not make a third', () => {
    const [ours, theirs] = [signed(version, invite(owner, 'participant', times)), signed(version, invite(owner, 'facilitator', times), { secret: secretOf(8) })]
    const [one, two] = [ours.signature, theirs.signature]
    if (one === null || two === null) throw new Error('not signed')
    const parts: readonly (keyof ApprovalSignature)[] = ['key', 'signature', 'capability', 'vouched']
    for (let chosen = 1; chosen < 2 ** parts.length - 1; chosen += 1) {
      const taken = Object.fromEntries(parts.filter((_, index) => (chosen >> index & 1) === 1).map((part) => [part, two[part]]))
      expect([Object.keys(taken), check({ ...ours, signature: { ...one, ...taken } })]).toEqual([Object.keys(taken), notValid])
    }
    // Who holds a facilitator's invite as bytes, and not its key, proves no role by it.
    expect(check({ ...ours, signature: { ...one, capability: two.capability, vouched: '' } })).toEqual(notValid)
    expect(check({ ...ours, signature: { ...one, capability: '', vouched: '' } })).toEqual(notValid)
    const bare = signed(version, null)
    expect(check({ ...bare, signature: bare.signature && { ...bare.signature, vouched: two.vouched } })).toEqual(notValid)
  })

  const random = seededRandom(13)
  const chain = invite(invite(owner, 'facilitator', times), 'participant', times)
  test.each(['version', 'name', 'organisation', 'capacity', 'how', 'on', 'workshop', 'number', 'at', 'format', 'key', 'signature', 'capability', 'vouched'] as const)('VF13 every flipped bit is noticed: %s', (field) => {
    const good = signed(version, chain)
    const { signature } = good
    if (signature === null) throw new Error('not signed')
    expect(check(good)).toMatchObject({ kind: 'signed', role: 'participant' })
    const flip = (bytes: Uint8Array): Uint8Array => {
      const copy = bytes.slice()
      const at = random.below(copy.length)
      copy[at] = (copy[at] ?? 0) ^ (1 << random.below(8))
      return copy
    }
    const flipText = (text: string): string => {
      const letters = Array.from(text)
      const at = random.below(letters.length)
      return letters.with(at, String.fromCodePoint((letters[at]?.codePointAt(0) ?? 0) ^ (1 << random.below(5)))).join('')
    }
    for (let round = 0; round < 24; round += 1) {
      let changed: Approval = good
      let where = inWorkshop
      switch (field) {
        case 'workshop':
          where = context(flipText(workshop) as WorkshopId)
          break
        case 'number':
        case 'at':
        case 'format':
          changed = { ...good, signature: { ...signature, [field]: signature[field] ^ (1 << round) } }
          break
        case 'key':
        case 'signature':
        case 'capability':
        case 'vouched':
          changed = { ...good, signature: { ...signature, [field]: toBase64Url(flip(fromBase64Url(signature[field]) ?? new Uint8Array())) } }
          break
        default:
          changed = { ...good, [field]: flipText(good[field]) }
      }
      expect(changed === good && where === inWorkshop).toBe(false)
      const found = check(changed, where)
      expect([round, field === 'format' && found.kind === 'refused' ? 'refused' : found]).toEqual([round, field === 'format' ? 'refused' : notValid])
    }
  })

  test('VF13 what is printed otherwise than it was signed, or dated otherwise, cannot be signed', () => {
    const sign = (change: Partial<typeof words>) => () => signed(version, owner, { said: { ...words, ...change } })
    for (const change of [{ name: '' }, { name: 'Guy\u0000' }, { capacity: '\ud800' }, { on: '2026-10-07' }, { on: '5 October' }]) expect(sign(change)).toThrow(RangeError)
    // Somewhere on Earth it is the day after.
    expect(sign({ on: '2026-10-06' })).not.toThrow()
  })
})

/** The ids of the invites behind a signature. */
function approvalChain({ signature }: Approval): readonly string[] {
  const bytes = fromBase64Url(signature?.capability ?? '') ?? new Uint8Array()
  return decodeCapability(bytes).grants.map(({ subject }) => toBase64Url(subject))
}

describe('the invite behind a signature', () => {
  test('VF14 of a viewer it does not count', () => {
    expect(check(signed(version, invite(owner, 'viewer', times)))).toEqual({ kind: 'refused', problem: 'role' })
  })

  test('VF14 that was over or had not begun when it was signed, it does not count', () => {
    expect(check(signed(version, invite(owner, 'rapporteur', { ...times, expiresAt: signedAt })))).toEqual({ kind: 'refused', problem: 'out-of-time' })
    expect(check(signed(version, invite(owner, 'rapporteur', { ...times, issuedAt: signedAt + 3_600 })))).toEqual({ kind: 'refused', problem: 'out-of-time' })
    // What ran out afterwards was good on the day.
    expect(check(signed(version, invite(owner, 'rapporteur', { ...times, expiresAt: signedAt + 1 })))).toMatchObject({ kind: 'signed' })
  })

  test('VF14 taken back before, it does not count; taken back since, it counts and says so, also when whoever invited was taken back', () => {
    const facilitator = invite(owner, 'facilitator', times)
    const approval = signed(version, invite(facilitator, 'participant', times))
    const own = approvalChain(approval)
    expect(own).toHaveLength(2)
    for (const id of own) {
      expect(check(approval, context(workshop, { [id]: signedAt }))).toEqual({ kind: 'refused', problem: 'revoked' })
      expect(check(approval, context(workshop, { [id]: signedAt + 1 }))).toMatchObject({ kind: 'signed', role: 'participant', revokedAt: signedAt + 1 })
    }
    expect(check(approval, context(workshop, { [toBase64Url(secretOf(1))]: 1 }))).toMatchObject({ kind: 'signed', revokedAt: null })
  })

  test('VF14 of another workshop, or forged, it makes the signature one that is not valid', () => {
    const other = newWorkshop()
    expect(check(signed(version, other.owner))).toEqual(notValid)
    expect(check(signed(version, invite(other.owner, 'facilitator', times)))).toEqual(notValid)
    const participant = invite(owner, 'participant', times)
    expect(check(signed(version, invite(participant, 'facilitator', times)))).toEqual(notValid)
    expect(check(signed(version, { capability: owner.capability, secret: participant.secret }))).toEqual(notValid)
  })
})

function withVersion(): Y.Doc {
  const doc = new Y.Doc()
  addVersion(doc, 'test', { fingerprint, blob: 'b'.repeat(64) as BlobId, frozenAt: '', frozenBy: '', note: '', commentsUntil: '', isCorrected: false, outcomes: [] }, 1)
  return doc
}

describe('signed approvals in the document', () => {
  const statusOf = (doc: Y.Doc) => readLastVersion(nodeSignatures, workshop, doc)?.status
  const checks = (doc: Y.Doc) => readCheckedApprovals(nodeSignatures, workshop, doc).map((approval) => approval.check)

  test('VF15 come back as they were signed; an approval from before there were signatures is recorded, and counts as it did', () => {
    const doc = withVersion()
    rootsOf(doc).approvals.set('approval:old', { version: fingerprint, name: 'Old', capacity: '', how: 'in-room', on: '2026-09-20', recordedBy: 'Ana' })
    expect([statusOf(doc), checks(doc)]).toEqual(['approved', [{ kind: 'recorded' }]])
    const approval = signed(version, owner)
    addApproval(doc, 'test', approval)
    const copy = new Y.Doc()
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
    expect(readApprovals(copy)).toEqual([expect.objectContaining({ id: 'old', organisation: '', signature: null }), approval])
    expect(checks(copy)).toEqual([{ kind: 'recorded' }, expect.objectContaining({ kind: 'signed' })])
  })

  test('VF15 an older Minuta finds the fields that it knows in a signed one, as they were', () => {
    const doc = withVersion()
    addApproval(doc, 'test', signed(version, owner))
    const [kept] = [...rootsOf(doc).approvals.values()]
    expect(kept).toMatchObject({ version: fingerprint, name: words.name, capacity: words.capacity, how: words.how, on: words.on, recordedBy: 'Ana' })
  })

  test('VF15 a signature that does not fit is not valid and never makes a version approved; damaged in any way it is none that was never signed', () => {
    const approval = signed(version, owner)
    const damaged: readonly unknown[] = [7, 'x', {}, [], { ...approval.signature, key: 3 }, { ...approval.signature, at: -1 }, { ...approval.signature, signature: '' }]
    for (const signature of damaged) {
      const doc = withVersion()
      rootsOf(doc).approvals.set('approval:x', { ...approval, signature })
      expect([signature, statusOf(doc), checks(doc)]).toEqual([signature, 'for-comments', [notValid]])
    }
  })

  test('VF15 revocations of the notes are known by their own signatures only', () => {
    const rapporteur = invite(owner, 'rapporteur', times)
    const id = toBase64Url(holderOf(rapporteur.capability))
    const doc = withVersion()
    addApproval(doc, 'test', signed(version, rapporteur))
    const takenBack = (signer: typeof owner, revokedAt: number): string => (
      toBase64Url(encodeRevocation(signRevocation(nodeSignatures, signer.capability, signer.secret, { subject: holderOf(rapporteur.capability), revokedAt })))
    )
    recordRevocation(doc, 'test', id, takenBack(newWorkshop().owner, signedAt - 9))
    expect(checks(doc)).toEqual([expect.objectContaining({ kind: 'signed', revokedAt: null })])
    recordRevocation(doc, 'test', id, takenBack(owner, signedAt + 9))
    expect([statusOf(doc), checks(doc)]).toEqual(['approved', [expect.objectContaining({ kind: 'signed', revokedAt: signedAt + 9 })]])
    recordRevocation(doc, 'test', id, takenBack(owner, signedAt - 9))
    expect([statusOf(doc), checks(doc)]).toEqual(['for-comments', [{ kind: 'refused', problem: 'revoked' }]])
  })
})

describe('VF41 many approvals', () => {
  const recorded = { name: 'Guy', organisation: '', capacity: '', how: 'in-room', recordedBy: 'Ana', signature: null } as const
  const add = (doc: Y.Doc, of: string, count: number, on = '2026-10-05'): void => {
    doc.transact(() => {
      for (let at = 0; at < count; at += 1) addApproval(doc, 'test', { ...recorded, version: of, on })
    })
  }

  test('of five versions with fifty each all are read', () => {
    const doc = new Y.Doc()
    for (const digit of '12345') add(doc, digit.repeat(64), 50)
    expect([readApprovals(doc).length, countLeftOut(doc, '1'.repeat(64))]).toEqual([250, 0])
  })

  test('withdrawn ones take nobody’s place', () => {
    const doc = new Y.Doc()
    add(doc, 'a', 600)
    for (const { id } of standingApprovals(doc)) setApprovalWithdrawn(doc, 'test', id, true)
    add(doc, 'a', 1)
    expect([readApprovals(doc).length, countLeftOut(doc, 'a')]).toEqual([1, 0])
  })

  test('of more than are read the earliest days are, and how many are left out is told for each version', () => {
    const doc = new Y.Doc()
    add(doc, 'a', 490, '2026-10-05')
    add(doc, 'a', 30, '2026-10-04')
    add(doc, 'b', 3)
    expect([countLeftOut(doc, 'a'), countLeftOut(doc, 'b')]).toEqual([20, 0])
    expect(readApprovals(doc).filter(({ on }) => on === '2026-10-04')).toHaveLength(30)
    for (const digit of '123') add(doc, digit, 500, '2026-10-03')
    expect([readApprovals(doc).length, countLeftOut(doc, 'b')]).toEqual([1_000, 3])
  })
})

describe('one key and one version', () => {
  const checked = (approval: Approval): CheckedApproval => ({ ...approval, check: check(approval) })

  test('VF25 what a key signed before is known by the key, whatever name, function and day it was; not by what proves nothing, is recorded, or is of another version', () => {
    const first = checked(signed(version, invite(owner, 'participant', times)))
    const again = signed(version, owner, { said: { ...words, name: 'G. Esclopé', capacity: '' }, id: '7a0d3a52-7d33-4c0a-9b89-3f1f3c7f2f10' })
    expect(signedBefore([first], again)).toBe(first)
    expect(signedBefore([first], signed(version, owner, { secret: secretOf(8) }))).toBeNull()
    expect(signedBefore([first], signed({ ...version, fingerprint: 'b1'.repeat(32) }, owner))).toBeNull()
    expect(signedBefore([], again)).toBeNull()
    // Whoever writes somebody else's key down keeps nobody from signing.
    const stolen = checked({ ...first, name: 'Somebody Else' })
    expect(stolen.check).toEqual(notValid)
    expect(signedBefore([stolen], again)).toBeNull()
    const recorded = checked({ ...first, signature: null })
    expect(signedBefore([recorded], again)).toBeNull()
    expect(signedBefore([recorded], { ...again, signature: null })).toBeNull()
  })
})

describe('what participants sign', () => {
  const approval = signed(version, invite(owner, 'participant', times))
  const { id: _id, recordedBy: _recordedBy, ...handed } = approval

  test('VF16 waits among the answers and changes nothing in the notes until somebody adds it, once, whoever else does it too', () => {
    const [notes, other, responses] = [withVersion(), new Y.Doc(), new Y.Doc()]
    Y.applyUpdate(other, Y.encodeStateAsUpdate(notes))
    const id = handInSignature(responses, 'test', handed)
    const [waiting] = readRoomSignatures(responses)
    if (waiting === undefined) throw new Error('nothing waits')
    expect(waiting).toEqual({ ...approval, id, recordedBy: '' })
    expect(readApprovals(notes)).toEqual([])
    addFromRoom(notes, 'test', waiting, 'Ana')
    addFromRoom(other, 'test', waiting, 'Guy')
    Y.applyUpdate(notes, Y.encodeStateAsUpdate(other))
    Y.applyUpdate(other, Y.encodeStateAsUpdate(notes))
    for (const doc of [notes, other]) {
      expect(readCheckedApprovals(nodeSignatures, workshop, doc)).toEqual([expect.objectContaining({ id, check: expect.objectContaining({ kind: 'signed', role: 'participant' }) })])
      expect(waitingSignatures(readRoomSignatures(responses), readApprovals(doc))).toEqual([])
    }
    // Withdrawn from the approvals it waits again, and can be added again.
    setApprovalWithdrawn(notes, 'test', id, true)
    expect(waitingSignatures(readRoomSignatures(responses), readApprovals(notes))).toHaveLength(1)
    addFromRoom(notes, 'test', waiting, 'Ana')
    expect(readApprovals(notes)).toHaveLength(1)
    expect([takeSignatureBack(responses, 'test', id), takeSignatureBack(responses, 'test', id), readRoomSignatures(responses)]).toEqual([true, false, []])
  })

  test('VF16 what nobody signed and what is too long is left out, and nothing throws', () => {
    const responses = new Y.Doc()
    const { signatures } = responsesRootsOf(responses)
    const key = (digit: string): string => `${digit.repeat(8)}-${digit.repeat(4)}-4${digit.repeat(3)}-8${digit.repeat(3)}-${digit.repeat(12)}`
    signatures.set('not an id', handed)
    signatures.set(key('1'), { ...handed, signature: null })
    signatures.set(key('2'), { ...handed, name: 'x'.repeat(responsesLimits.maxSignatureText + 1) })
    signatures.set(key('3'), new Y.Map())
    signatures.set(key('4'), null)
    expect(readRoomSignatures(responses)).toEqual([])
  })

  test('VF41 all that are handed in can be added, however many there are', () => {
    const [notes, responses] = [withVersion(), new Y.Doc()]
    for (let count = 0; count < responsesLimits.maxSignatures + 50; count += 1) handInSignature(responses, 'test', handed)
    const waiting = () => waitingSignatures(readRoomSignatures(responses), standingApprovals(notes))
    for (const one of waiting().slice(0, responsesLimits.maxSignatures)) addFromRoom(notes, 'test', one, 'Ana')
    expect(waiting()).toHaveLength(50)
    for (const one of waiting()) addFromRoom(notes, 'test', one, 'Ana')
    expect([waiting(), readApprovals(notes).length]).toEqual([[], responsesLimits.maxSignatures + 50])
  })

  describe('VF45 what nobody can add takes the place of nothing that somebody can', () => {
    const { maxSignatures } = responsesLimits
    const counted = { ...nodeSignatures, verifications: 0, verify: (...given: Parameters<typeof nodeSignatures.verify>): boolean => {
      counted.verifications += 1
      return nodeSignatures.verify(...given)
    } }
    const checksOf = (notes: Y.Doc, responses: Y.Doc): WaitingChecks => new WaitingChecks(rememberingVerifications(counted), workshop, notes, responses)

    test.each([
      ['a forged signature', { ...handed, on: '0001-01-01' }],
      ['a version that nobody froze', { ...handed, on: '0001-01-01', version: 'f'.repeat(64) }],
      ['a copy of a signature that was added', handed],
    ])('%s, however often it was handed in', (_what, filler) => {
      const [notes, responses] = [withVersion(), new Y.Doc()]
      const { id: _own, recordedBy: _nobody, ...genuine } = signed(version, invite(owner, 'participant', times), { secret: secretOf(8), said: { ...words, name: 'Zoé' } })
      addFromRoom(notes, 'test', { ...handed, id: '0'.repeat(8), recordedBy: '' }, 'Ana')
      for (let count = 0; count < 3 * maxSignatures; count += 1) handInSignature(responses, 'test', filler)
      const id = handInSignature(responses, 'test', genuine)
      const checks = checksOf(notes, responses)
      // Never all of it at once.
      expect(checks.read().isDone).toBe(filler.version !== fingerprint)
      const rounds = Array.from({ length: 4 }, () => checks.read())
      const { shown, isDone } = rounds.at(-1) ?? { shown: [], isDone: false }
      expect(isDone).toBe(true)
      expect(shown.find((approval) => approval.id === id)?.check).toMatchObject({ kind: 'signed', role: 'participant' })
      expect(shown.length).toBeLessThanOrEqual(maxSignatures)
    })

    test('what was refused is not verified again when somebody signs', () => {
      const [notes, responses] = [withVersion(), new Y.Doc()]
      for (let count = 0; count < 20; count += 1) handInSignature(responses, 'test', { ...handed, name: `Nobody ${count}` })
      const checks = checksOf(notes, responses)
      const before = counted.verifications
      expect(checks.read()).toMatchObject({ isDone: true, shown: { length: 20 } })
      expect(counted.verifications - before).toBe(20)
      expect(checks.read().shown.map(({ check: found }) => found.kind)).toEqual(Array<string>(20).fill('refused'))
      expect(counted.verifications - before).toBe(20)
    })
  })

  test('VF16 the longest invite fits', () => {
    const longest = invite(invite(invite(owner, 'facilitator', times), 'facilitator', times), 'participant', times)
    expect(toBase64Url(encodeCapability(longest.capability)).length).toBeLessThan(responsesLimits.maxSignatureText)
  })
})
