/** Frozen versions of the minutes, who approved them, and the corrections that were asked for, as plain data. */
import type { BlobId } from './ids.ts'
import type { OutcomeClaim } from '../outcomes/numbering.ts'
import type { ApproverRole } from './roles.ts'

/** One frozen version as the shared document names it. What was frozen is in the blob, and only the blob is proof. */
export type FrozenVersion = {
  /** 1, 2, 3 … as the documents say it. */
  readonly number: number
  /** SHA-256 of the seal, 64 hexadecimal digits: what stands on paper. */
  readonly fingerprint: string
  /** Where the frozen documents are. */
  readonly blob: BlobId
  /** ISO 8601 with the offset of the computer that froze: "2026-09-19T17:42:00+02:00". */
  readonly frozenAt: string
  readonly frozenBy: string
  readonly note: string
  /** Date (YYYY-MM-DD) up to which comments are taken; '' when nobody is asked for any. */
  readonly commentsUntil: string
  /** Whether accepted corrections of an earlier version are in it. */
  readonly isCorrected: boolean
  /** Ids of the corrections that it prints with a decision. Absent in versions of an older Minuta. */
  readonly settles?: readonly string[]
  /** Number of the version that it follows; null for the first. */
  readonly follows: number | null
  /** The numbers of outcomes that stand in it. */
  readonly outcomes: readonly OutcomeClaim[]
}

export const approvalWays = ['in-room', 'in-writing', 'next-meeting'] as const
export type ApprovalWay = (typeof approvalWays)[number]

/** What somebody says who accepts a version; with the version, all that a signature of theirs covers. */
export type ApprovalWords = {
  readonly name: string
  readonly organisation: string
  /** In what function: "co-president". */
  readonly capacity: string
  readonly how: ApprovalWay
  /** Date, YYYY-MM-DD. */
  readonly on: string
}

/** Somebody accepted a version. */
export type Approval = ApprovalWords & {
  readonly id: string
  /** Fingerprint of the version. */
  readonly version: string
  /** Who wrote it down. */
  readonly recordedBy: string
  /** Null where it was only written down. Says nothing before `checkApproval`. */
  readonly signature: ApprovalSignature | null
}

/** The signature of an approval as it travels: bytes are base64url. */
export type ApprovalSignature = {
  /** Of the message that is signed; a higher one than `approvalFormat` was made by a newer Minuta. */
  readonly format: number
  /** Number that the version had when it was signed. */
  readonly number: number
  /** When, by the clock of the computer that signed, in seconds since the epoch. */
  readonly at: number
  /** Public key of that computer for this workshop. */
  readonly key: string
  readonly signature: string
  /** The invite that vouches for the role of the signer (`encodeCapability`); '' where there is none. */
  readonly capability: string
  /** The same message, signed with the key of that invite; '' where there is none. */
  readonly vouched: string
}

/** Why a signed approval does not count. */
export type ApprovalProblem =
  | 'not-valid' // the signature is not one of this key over these words, this version and this workshop, or nobody of the workshop gave the invite
  | 'role' // the invite lets nobody approve
  | 'out-of-time' // the invite had not begun, or was over
  | 'revoked' // the invite had been taken back
  | 'from-newer-version' // it cannot be checked here

/** What an approval proves. */
export type ApprovalCheck =
  /** Somebody who may write the notes wrote it down; nothing is signed. */
  | { readonly kind: 'recorded' }
  | {
    readonly kind: 'signed'
    /** SHA-256 of the key, 64 hexadecimal digits. */
    readonly key: string
    /** What the workshop let the signer be; null where nothing vouches for the key. */
    readonly role: ApproverRole | null
    /** When the invite was taken back afterwards, in seconds since the epoch; null while it was not, as far as is known. */
    readonly revokedAt: number | null
  }
  | { readonly kind: 'refused'; readonly problem: ApprovalProblem }

export type CheckedApproval = Approval & { readonly check: ApprovalCheck }

export const correctionDecisions = ['open', 'accepted', 'declined'] as const
export type CorrectionDecision = (typeof correctionDecisions)[number]

/** A correction that somebody asked for. */
export type Correction = {
  readonly id: string
  /** Fingerprint of the version that it is about. */
  readonly version: string
  /** Where in it: a paragraph number, "D-3", "Annex A". */
  readonly place: string
  readonly request: string
  readonly by: string
  readonly decision: CorrectionDecision
  readonly reason: string
  readonly decidedBy: string
  /** Date, YYYY-MM-DD; '' while it is open. */
  readonly decidedOn: string
}

/** A correction that no version has printed with its decision yet; `number`: of the version that it is about. */
export type PendingCorrection = Correction & { readonly number: number }

export type VersionStatus = 'for-comments' | 'approved' | 'corrected'
