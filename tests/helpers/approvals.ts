/** Signed approvals for tests. */
import type { Approval, ApprovalWords } from '../../shared/model/versions.ts'
import type { WorkshopId } from '../../shared/model/ids.ts'
import { nodeSignatures } from '../../shared/node/node-signatures.ts'
import type { InviteToken } from '../../shared/protocol/join-link.ts'
import { signApproval, type ApprovedVersion } from '../../shared/versions/approval-signature.ts'

/** Noon of the day that `words` are dated. */
export const signedAt = Date.parse('2026-10-05T12:00:00Z') / 1_000
export const words: ApprovalWords = { name: 'Guy Esclopé', organisation: 'Région Sud', capacity: 'co-president', how: 'in-writing', on: '2026-10-05' }
export const context = (workshop: WorkshopId, revoked: Readonly<Record<string, number>> = {}) => ({ workshop, revokedAt: (subject: string) => revoked[subject] ?? null })

/** A secret that is the same in every run. */
export function secretOf(digit: number): Uint8Array {
  return new Uint8Array(32).fill(digit)
}

/** `words` for a version, signed on a computer that was let in by `token`. */
export function signed(version: ApprovedVersion, token: InviteToken | null, { said = words, at = signedAt, secret = secretOf(7), id = '3f0d3a52-7d33-4c0a-9b89-3f1f3c7f2f10' } = {}): Approval {
  const signature = signApproval(nodeSignatures, version, said, at, { secret, token })
  return { ...said, id, version: version.fingerprint, recordedBy: 'Ana', signature }
}
