/**
 * Versions that participants sign. They may not write the notes, so what they sign lies among what the room answers, and is an approval
 * only once somebody who may write the notes has added it there (docs/decisions/0145). A signature stays what it is on the way.
 */
import type * as Y from 'yjs'
import { uuidv4 } from 'lib0/random'
import type { Approval } from '../../model/versions.ts'
import { addApproval, approvalIn, byDate, standingApprovals } from './approvals.ts'
import { responsesLimits as limits, responsesRootsOf, responsesSchemaVersion } from '../responses/responses-roots.ts'

/** Hands a signed approval in and returns its id. */
export function handInSignature(doc: Y.Doc, origin: unknown, approval: Omit<Approval, 'id' | 'recordedBy'>): string {
  const id = uuidv4()
  doc.transact(() => {
    const { meta, signatures } = responsesRootsOf(doc)
    if (meta.get('schemaVersion') === undefined) meta.set('schemaVersion', responsesSchemaVersion)
    signatures.set(id, { ...approval, signature: approval.signature && { ...approval.signature } })
  }, origin)
  return id
}

/** Takes back what was handed in. False when there is nothing of this id. */
export function takeSignatureBack(doc: Y.Doc, origin: unknown, id: string): boolean {
  return doc.transact(() => {
    const { signatures } = responsesRootsOf(doc)
    if (!signatures.has(id)) return false
    signatures.delete(id)
    return true
  }, origin)
}

const idPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** What was handed in, by date; nothing of it is checked. What nobody signed and what is too long is left out. */
export function readRoomSignatures(doc: Y.Doc): Approval[] {
  return [...responsesRootsOf(doc).signatures.entries()].flatMap(([id, value]) => {
    const approval = idPattern.test(id) ? approvalIn(id, value) : null
    return approval?.signature == null || !isShort(approval) ? [] : { ...approval, recordedBy: '' }
  }).sort(byDate)
}

/**
 * Those of `signed` that stand in the notes in no way: what is still to be added. `approvals`: all that stand there. They are checked a part at a time
 * (`check-waiting.ts`): when those are added the next ones come.
 */
export function waitingSignatures(signed: readonly Approval[], approvals: readonly Pick<Approval, 'id'>[]): readonly Approval[] {
  const known = new Set(approvals.map(({ id }) => id))
  return signed.filter(({ id }) => !known.has(id))
}

/** Adds what was handed in to the approvals of the notes, under the same id: two people who do it at once add it once. */
export function addFromRoom(notes: Y.Doc, origin: unknown, approval: Approval, recordedBy: string): void {
  if (standingApprovals(notes).some(({ id }) => id === approval.id)) return
  addApproval(notes, origin, { ...approval, recordedBy })
}

function isShort({ name, organisation, capacity, on, signature }: Approval): boolean {
  const texts = [name, organisation, capacity, on, ...Object.values(signature ?? {})]
  return texts.every((text) => typeof text !== 'string' || text.length <= limits.maxSignatureText)
}
