/** Frozen versions of the minutes, who approved them, and the corrections that were asked for, as plain data. */
import type { BlobId } from './ids.ts'
import type { OutcomeClaim } from '../outcomes/numbering.ts'

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
  /** Number of the version that it follows; null for the first. */
  readonly follows: number | null
  /** The numbers of outcomes that stand in it. */
  readonly outcomes: readonly OutcomeClaim[]
}

export const approvalWays = ['in-room', 'in-writing', 'next-meeting'] as const
export type ApprovalWay = (typeof approvalWays)[number]

/** Somebody accepted a version. */
export type Approval = {
  readonly id: string
  /** Fingerprint of the version. */
  readonly version: string
  readonly name: string
  /** In what function: "co-president". */
  readonly capacity: string
  readonly how: ApprovalWay
  /** Date, YYYY-MM-DD. */
  readonly on: string
  /** Who wrote it down. */
  readonly recordedBy: string
}

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

export type VersionStatus = 'for-comments' | 'approved' | 'corrected'
