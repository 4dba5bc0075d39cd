/**
 * Who approved which version. An approval is a plain value under a key of its own, written once; withdrawing sets a flag beside it.
 * Whoever may write notes can write one, as a secretary can write into any minutes; only a signature in it proves more (`checkApproval`).
 */
import type * as Y from 'yjs'
import { uuidv4 } from 'lib0/random'
import type { WorkshopId } from '../../model/ids.ts'
import { approvalWays, type Approval, type ApprovalSignature, type CheckedApproval } from '../../model/versions.ts'
import { genuineRevocations } from '../../protocol/revocations.ts'
import type { SignaturePlatform } from '../../protocol/signatures.ts'
import { checkApproval, type ApprovalContext } from '../../versions/approval-signature.ts'
import { choiceField, integerField, textField } from '../fields.ts'
import { readRevocations } from '../invites.ts'
import { rootsOf } from '../roots.ts'

const approvalPrefix = 'approval:'
const withdrawnPrefix = 'withdrawn:'

/** More than meetings have; checking signatures must not become long work because somebody wrote thousands. */
const maxApprovalsOfVersion = 500
/** Of all versions. No more than a file carries (`seal.ts`). */
const maxApprovals = 1_000

/** Writes an approval down and returns its id; one that was signed elsewhere and withdrawn here stands again. */
export function addApproval(doc: Y.Doc, origin: unknown, { id = uuidv4(), ...approval }: Omit<Approval, 'id'> & { readonly id?: string }): string {
  doc.transact(() => {
    const { approvals } = rootsOf(doc)
    approvals.set(`${approvalPrefix}${id}`, { ...approval, signature: approval.signature && { ...approval.signature } })
    if (approvals.get(`${withdrawnPrefix}${id}`) === true) approvals.set(`${withdrawnPrefix}${id}`, false)
  }, origin)
  return id
}

/** Takes an approval back, or lets it stand again; of one that waits to be added, puts it aside, or lets it wait again. */
export function setApprovalWithdrawn(doc: Y.Doc, origin: unknown, id: string, isWithdrawn: boolean): void {
  doc.transact(() => {
    rootsOf(doc).approvals.set(`${withdrawnPrefix}${id}`, isWithdrawn)
  }, origin)
}

/**
 * Those that were not withdrawn, by date, as many as are checked (see `countLeftOut`). What their signatures prove is another question: see
 * `readCheckedApprovals`.
 */
export function readApprovals(doc: Y.Doc): Approval[] {
  const counts = new Map<string, number>()
  const read: Approval[] = []
  for (const approval of standingApprovals(doc)) {
    const count = counts.get(approval.version) ?? 0
    if (count >= maxApprovalsOfVersion || read.length >= maxApprovals) continue
    counts.set(approval.version, count + 1)
    read.push(approval)
  }
  return read
}

/** How many approvals of this version stand and are not read, because there are more than are checked. */
export function countLeftOut(doc: Y.Doc, version: string): number {
  const ofVersion = (approvals: readonly Approval[]): number => approvals.filter((approval) => approval.version === version).length
  return ofVersion(standingApprovals(doc)) - ofVersion(readApprovals(doc))
}

/** Ids of what was handed in and put aside without having been added: withdrawn before it ever stood. */
export function putAside(doc: Y.Doc): ReadonlySet<string> {
  const { approvals } = rootsOf(doc)
  return new Set([...approvals.keys()].flatMap((key) => {
    const id = key.startsWith(withdrawnPrefix) ? key.slice(withdrawnPrefix.length) : ''
    return id !== '' && approvals.get(key) === true && !approvals.has(`${approvalPrefix}${id}`) ? [id] : []
  }))
}

/** All that were not withdrawn, by date. For what needs no signature checked. */
export function standingApprovals(doc: Y.Doc): Approval[] {
  const { approvals } = rootsOf(doc)
  return [...approvals.entries()].flatMap(([key, value]) => {
    if (!key.startsWith(approvalPrefix)) return []
    const id = key.slice(approvalPrefix.length)
    return approvals.get(`${withdrawnPrefix}${id}`) === true ? [] : (approvalIn(id, value) ?? [])
  }).sort(byDate)
}

/** The same with what each of them proves, as far as is known here. */
export function readCheckedApprovals(platform: SignaturePlatform, workshop: WorkshopId, doc: Y.Doc): CheckedApproval[] {
  const approvals = readApprovals(doc)
  if (approvals.length === 0) return []
  const context = approvalContext(platform, workshop, doc)
  return approvals.map((approval) => ({ ...approval, check: checkApproval(platform, approval, context) }))
}

/**
 * The approval of the same version that the same key signed, among `approvals`; null when there is none. One that proves nothing does not
 * count: nobody takes a signature from somebody else by writing their key down.
 */
export function signedBefore<Checked extends Pick<CheckedApproval, 'version' | 'signature' | 'check'>>(
  approvals: readonly Checked[], { version, signature }: Pick<Approval, 'version' | 'signature'>,
): Checked | null {
  return approvals.find((approval) => approval.check.kind === 'signed' && approval.version === version && approval.signature?.key === signature?.key) ?? null
}

/** What the notes know of invites that were taken back. */
export function approvalContext(platform: SignaturePlatform, workshop: WorkshopId, doc: Y.Doc): ApprovalContext {
  const revocations = genuineRevocations(platform, workshop, readRevocations(doc))
  return { workshop, revokedAt: (subject) => revocations.get(subject)?.revokedAt ?? null }
}

/** A value of a shared document as the approval that it stands for; null when it is none. */
export function approvalIn(id: string, value: unknown): Approval | null {
  if (typeof value !== 'object' || value === null) return null
  const fields = new Map<string, unknown>(Object.entries(value))
  const name = textField(fields, 'name')
  if (name.trim() === '') return null
  return {
    id,
    version: textField(fields, 'version'),
    name,
    organisation: textField(fields, 'organisation'),
    capacity: textField(fields, 'capacity'),
    how: choiceField(fields, 'how', approvalWays, 'in-writing'),
    on: textField(fields, 'on'),
    recordedBy: textField(fields, 'recordedBy'),
    signature: signatureIn(fields.get('signature')),
  }
}

/** What looks like a signature in any way is one, and has to fit: a damaged one must not pass for an approval that was never signed. */
function signatureIn(value: unknown): ApprovalSignature | null {
  if (value === undefined || value === null) return null
  const fields = new Map<string, unknown>(typeof value === 'object' ? Object.entries(value) : [])
  const count = (key: string): number => integerField(fields, key, 0, 2 ** 32 - 1) ?? 0
  return {
    format: count('format'), number: count('number'), at: count('at'),
    key: textField(fields, 'key'), signature: textField(fields, 'signature'), capability: textField(fields, 'capability'), vouched: textField(fields, 'vouched'),
  }
}

export function byDate(a: Approval, b: Approval): number {
  return a.on < b.on ? -1 : a.on > b.on ? 1 : a.id < b.id ? -1 : 1
}
