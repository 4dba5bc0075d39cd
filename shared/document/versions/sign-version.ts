/** Signing a version that the notes name, on a computer and in a browser. */
import type * as Y from 'yjs'
import type { WorkshopId } from '../../model/ids.ts'
import type { ApprovalSignature, ApprovalWords } from '../../model/versions.ts'
import type { InviteToken } from '../../protocol/join-link.ts'
import type { SignaturePlatform } from '../../protocol/signatures.ts'
import { checkApproval, signApproval } from '../../versions/approval-signature.ts'
import { approvalContext } from './approvals.ts'
import { readVersions } from './versions.ts'

export type VersionSigner = {
  readonly workshop: WorkshopId
  readonly notes: Y.Doc
  /** The key that this computer or browser signs with in this workshop; asked for once there is something to sign. */
  readonly secret: () => Uint8Array
  /** What it was let in with; null where there is nothing. */
  readonly token: InviteToken | null
}

/**
 * Null for a version that the notes do not name, and where nobody would count the signature: the invite is over or was taken back, or has not begun
 * by a clock that is behind. Throws as `signApproval`.
 */
export function signVersion(platform: SignaturePlatform, { workshop, notes, secret, token }: VersionSigner, fingerprint: string, words: ApprovalWords): ApprovalSignature | null {
  const version = readVersions(notes).find((other) => other.fingerprint === fingerprint)
  if (version === undefined) return null
  const signature = signApproval(platform, { workshop, fingerprint, number: version.number }, words, Math.floor(Date.now() / 1_000), { secret: secret(), token })
  const check = checkApproval(platform, { ...words, version: fingerprint, signature }, approvalContext(platform, workshop, notes))
  return check.kind === 'signed' ? signature : null
}
