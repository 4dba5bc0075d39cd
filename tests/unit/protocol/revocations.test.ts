import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { Revocations } from '../../../main/engine/access/revocations.ts'
import { EngineValues } from '../../../main/engine/engine-values.ts'
import { readRevocations, recordRevocation } from '../../../shared/document/invites.ts'
import { nodeSignatures } from '../../../shared/node/node-signatures.ts'
import { encodeRevocation, signRevocation } from '../../../shared/protocol/admission.ts'
import { toBase64Url } from '../../../shared/protocol/base64url.ts'
import { holderOf } from '../../../shared/protocol/capability.ts'
import { genuineRevocations } from '../../../shared/protocol/revocations.ts'
import { MemoryRoomStore } from '../../../shared/storage/memory-room-store.ts'
import { invite, newWorkshop, nowSeconds, type Invite } from '../../helpers/access.ts'

const now = nowSeconds()

type Note = { readonly id: string; readonly text: string }

function idOf({ capability }: Invite): string {
  return toBase64Url(holderOf(capability))
}

function note(signer: Invite, taken: Invite, revokedAt = now): Note {
  const signed = signRevocation(nodeSignatures, signer.capability, signer.secret, { subject: holderOf(taken.capability), revokedAt })
  return { id: idOf(taken), text: toBase64Url(encodeRevocation(signed)) }
}

/** What two replicas, of which each has heard one half first, say after they have met. */
function saidByBoth(workshop: ReturnType<typeof newWorkshop>['workshop'], first: readonly Note[], second: readonly Note[]): readonly (readonly string[])[] {
  const docs = [first, second].map((notes) => {
    const doc = new Y.Doc()
    for (const { id, text } of notes) recordRevocation(doc, 'test', id, text)
    return doc
  })
  const known = docs.map((doc) => {
    const revocations = new Revocations(new EngineValues(new MemoryRoomStore()), nodeSignatures)
    revocations.take(workshop, doc)
    return revocations
  })
  for (const doc of docs) for (const other of docs) Y.applyUpdate(doc, Y.encodeStateAsUpdate(other))
  return docs.flatMap((doc, index) => {
    known[index]?.take(workshop, doc)
    const ids = [...readRevocations(doc).keys()]
    return [[...genuineRevocations(nodeSignatures, workshop, readRevocations(doc)).keys()].sort(), ids.filter((id) => known[index]?.revokedAt(workshop, id) !== null).sort()]
  })
}

describe('AC71 whoever was taken back is out', () => {
  const { workshop, owner } = newWorkshop()
  const [ana, ben] = [invite(owner, 'facilitator'), invite(owner, 'facilitator')]
  const guy = invite(owner, 'rapporteur')
  const everywhere = (...out: readonly Invite[]): readonly (readonly string[])[] => Array.from({ length: 4 }, () => out.map(idOf).sort())

  it.each([['in the same second', now], ['with a time before', now - 1], ['with a time after', now + 1]])('two who take each other back %s are both out, on every replica', (_when, revokedAt) => {
    expect(saidByBoth(workshop, [note(ana, ben, now)], [note(ben, ana, revokedAt)])).toEqual(everywhere(ana, ben))
  })

  it('who was taken back by somebody who was taken back stays out, whichever is heard first', () => {
    for (const order of [[now - 60, now], [now, now - 60]] as const) {
      const notes = [note(ana, guy, order[0]), note(owner, ana, order[1])]
      expect(saidByBoth(workshop, notes.slice(0, 1), notes.slice(1))).toEqual(everywhere(ana, guy))
    }
  })

  it('an invite that was made to take somebody back by it brings nobody in again', () => {
    const made = invite(ben, 'facilitator')
    expect(saidByBoth(workshop, [note(ana, ben, now)], [note(made, ana, now - 30)])).toEqual(everywhere(ana, ben))
  })

  it('nobody but a facilitator of this workshop is believed', () => {
    const stranger = newWorkshop().owner
    expect(saidByBoth(workshop, [note(guy, ana)], [note(stranger, ben)])).toEqual(everywhere())
    expect(saidByBoth(workshop, [note({ ...ana, secret: ben.secret }, guy)], [])).toEqual(everywhere())
    const over = invite(owner, 'facilitator', { issuedAt: now - 7_200, expiresAt: now - 3_600 })
    expect(saidByBoth(workshop, [note(over, guy, now)], [])).toEqual(everywhere())
  })
})
