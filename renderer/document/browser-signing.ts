/** Signing a version in a browser; loaded when somebody does. */
import type { Doc } from 'yjs'
import { approvalContext } from '../../shared/document/approvals.ts'
import { readVersions } from '../../shared/document/versions.ts'
import type { WorkshopId } from '../../shared/model/ids.ts'
import type { ApprovalSignature, ApprovalWords } from '../../shared/model/versions.ts'
import type { InviteToken } from '../../shared/protocol/join-link.ts'
import { checkApproval, signApproval } from '../../shared/versions/approval-signature.ts'
import { browserSignatures } from './browser-signatures.ts'

export type BrowserSigner = {
  readonly workshop: WorkshopId
  readonly notes: Doc
  /** The key that this browser signs with in this workshop. */
  readonly secret: Uint8Array
  readonly token: InviteToken | null
}

/** Null for a version that the notes do not name, and where nobody would count the signature. */
export function signInBrowser({ workshop, notes, secret, token }: BrowserSigner, fingerprint: string, words: ApprovalWords): ApprovalSignature | null {
  const version = readVersions(notes).find((other) => other.fingerprint === fingerprint)
  if (version === undefined) return null
  const signature = signApproval(browserSignatures, { workshop, fingerprint, number: version.number }, words, Math.floor(Date.now() / 1_000), { secret, token })
  const check = checkApproval(browserSignatures, { ...words, version: fingerprint, signature }, approvalContext(browserSignatures, workshop, notes))
  return check.kind === 'signed' ? signature : null
}
