/** Engines that sign versions: the key of a computer, the invite that it holds, and who may not. */
import { expect, test } from 'vitest'
import { EngineError } from '../../renderer/document/source.ts'
import { approvalContext } from '../../shared/document/versions/approvals.ts'
import { handInSignature, readRoomSignatures } from '../../shared/document/versions/room-signatures.ts'
import { addVersion, readVersions } from '../../shared/document/versions/versions.ts'
import type { BlobId } from '../../shared/model/ids.ts'
import type { Approval, ApprovalSignature, ApprovalWords } from '../../shared/model/versions.ts'
import { nodeSignatures } from '../../shared/node/node-signatures.ts'
import { checkApproval } from '../../shared/versions/approval-signature.ts'
import { nowSeconds } from '../helpers/access.ts'
import { createShared, inviteFor, join, type Computer } from '../helpers/access-hosts.ts'
import { failureOf, openSession } from '../helpers/hosts.ts'
import { recordOf } from '../helpers/typing.ts'
import { when } from '../helpers/when.ts'

const fingerprint = 'a1'.repeat(32)
const words: ApprovalWords = { name: 'Guy Esclopé', organisation: '', capacity: 'co-president', how: 'in-writing', on: new Date().toISOString().slice(0, 10) }

function freezeIn({ session: { doc } }: Computer): void {
  addVersion(doc, 'test', { fingerprint, blob: 'b'.repeat(64) as BlobId, frozenAt: '', frozenBy: '', note: '', commentsUntil: '', isCorrected: false, outcomes: [] }, 1)
}

function sign({ window, id }: Computer): Promise<ApprovalSignature> {
  return window.call('signApproval', id, fingerprint, words)
}

function check({ id, session }: Computer, signature: ApprovalSignature) {
  const approval: Approval = { ...words, id: 'x', version: fingerprint, recordedBy: '', signature }
  return checkApproval(nodeSignatures, approval, approvalContext(nodeSignatures, id, session.doc))
}

test('VF19 a computer signs with a key of its own for each workshop, kept through kill -9, and with the role that it was let in with', async () => {
  const here = await createShared()
  freezeIn(here)
  const first = await sign(here)
  expect(check(here, first)).toMatchObject({ kind: 'signed', role: 'facilitator' })
  expect(first.number).toBe(1)
  await here.engine.kill()
  await here.engine.restart()
  expect((await sign(here)).key).toBe(first.key)

  const other = await here.window.call('createWorkshop', recordOf('Another'))
  const another: Computer = { ...here, id: other, session: await openSession(here.window, other) }
  freezeIn(another)
  const elsewhere = await sign(another)
  expect(elsewhere.key).not.toBe(first.key)
  expect(check(here, elsewhere)).toEqual({ kind: 'refused', problem: 'not-valid' })

  const there = await join(here, await inviteFor(here, 'rapporteur'))
  await when('the version arrives', () => readVersions(there.session.doc).length === 1)
  const theirs = await sign(there)
  expect(theirs.key).not.toBe(first.key)
  expect(check(here, theirs)).toMatchObject({ kind: 'signed', role: 'rapporteur' })
})

test('VF19 what a participant signs reaches the others among the answers; a viewer, an invite that was taken back and an unknown version sign nothing', async () => {
  const here = await createShared()
  freezeIn(here)
  const invited = await inviteFor(here, 'participant')
  const [participant, viewer] = [await join(here, invited), await join(here, await inviteFor(here, 'viewer'))]
  for (const { session } of [participant, viewer]) await when('the version arrives', () => readVersions(session.doc).length === 1)
  const signature = await sign(participant)
  const [ours, theirs] = [await openSession(here.window, here.id, 'responses'), await openSession(participant.window, here.id, 'responses')]
  handInSignature(theirs.doc, 'test', { ...words, version: fingerprint, signature })
  await when('the signature arrives', () => readRoomSignatures(ours.doc).length === 1)
  expect(readRoomSignatures(ours.doc).map((approval) => checkApproval(nodeSignatures, approval, approvalContext(nodeSignatures, here.id, here.session.doc)))).toMatchObject([{ kind: 'signed', role: 'participant' }])

  expect(await failureOf(sign(viewer))).toMatchObject({ kind: 'not-allowed' })
  expect(await failureOf(here.window.call('signApproval', here.id, 'c'.repeat(64), words))).toMatchObject({ kind: 'not-allowed' })
  await when('a second later', () => nowSeconds() > signature.at)
  await here.window.call('revokeInvite', here.id, invited.id)
  // What was signed before goes on counting, and says what happened since. What is signed now does not, whether its engine knows or not.
  expect(check(here, signature)).toMatchObject({ kind: 'signed', role: 'participant', revokedAt: expect.any(Number) })
  const late = await sign(participant).then((made) => check(here, made), (error: unknown) => error)
  expect(late instanceof EngineError ? late.failure : late).toMatchObject(late instanceof EngineError ? { kind: 'not-allowed' } : { kind: 'refused', problem: 'revoked' })
})
