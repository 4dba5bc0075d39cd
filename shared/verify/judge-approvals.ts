/** What the approvals in a file prove. */
import type { MinutesPart } from '../minutes/minutes.ts'
import type { ApprovalWords, CheckedApproval } from '../model/versions.ts'
import type { SignaturePlatform } from '../protocol/signatures.ts'
import { checkApproval, counts, type ApprovalContext } from '../versions/approval-signature.ts'
import { shortFingerprint } from '../versions/fingerprint.ts'
import { minutesWords, wordsOf } from '../versions/minutes-words.ts'
import { versionPartOf, type ShownApproval } from '../versions/print-version.ts'
import { fingerprintOf, type Proof } from '../versions/seal.ts'
import { addedText } from './judge.ts'
import type { ReadDocument } from './read-words.ts'

/** An approval that a file carries, and what it proves. */
export type CarriedApproval = ApprovalWords & Pick<CheckedApproval, 'check' | 'signature'>

/** Why a file whose minutes are unchanged is not to be trusted all the same. */
export type ApprovalsProblem =
  | { readonly kind: 'refused'; readonly approval: CarriedApproval }
  /** The status is that of a version with other approvals. */
  | { readonly kind: 'status' }
  /** It prints something else than its signatures prove. */
  | { readonly kind: 'printed-otherwise' }

export type JudgedApprovals = {
  /** Null when there is nothing against the file. */
  readonly problem: ApprovalsProblem | null
  readonly approvals: readonly CarriedApproval[]
  /** What a file from before there were signatures prints around the minutes, and nothing proves; null where everything is proved. */
  readonly recorded: string | null
  /** What Minuta prints of them, where the file prints that. */
  readonly part: MinutesPart | null
}

/** `found` is as it was written (`provesItself`); what it prints of approvals must be what their signatures prove, too. */
export function judgeApprovals(platform: SignaturePlatform, found: ReadDocument, proof: Proof, context: ApprovalContext): JudgedApprovals {
  const version = fingerprintOf(proof.seal)
  const approvals = (proof.approvals ?? []).map((approval) => ({ ...approval, check: checkApproval(platform, { ...approval, version }, context) }))
  const judged = (problem: ApprovalsProblem | null, recorded: string | null = null, part: MinutesPart | null = null): JudgedApprovals => ({ problem, approvals, recorded, part })
  const refused = approvals.find((approval) => !counts(approval))
  if (refused) return judged({ kind: 'refused', approval: refused })
  const part = printedOnly(found, proof, approvals)
  if (part !== null) return judged((proof.status === 'approved') === approvals.length > 0 ? null : { kind: 'status' }, null, part)
  const said = addedText(found, proof.entry)
  // Files from before there were signatures carry nothing of their approvals, and print no keys.
  return proof.approvals !== undefined || printsKey(said) ? judged({ kind: 'printed-otherwise' }) : judged(null, said)
}

/** What is printed of these approvals, when that and nothing else stands around the sealed text. */
function printedOnly(found: ReadDocument, { seal, entry, number, status }: Proof, approvals: readonly ShownApproval[]): MinutesPart | null {
  const { part, statusLine } = versionPartOf(seal, entry.language, { number, status, approvals })
  const { words } = minutesWords({ cover: null, title: '', parts: [part] })
  return found.words.slice(entry.words).join(' ') === words.join(' ') && wordsOf(found.status).join(' ') === wordsOf(statusLine).join(' ') ? part : null
}

const hexGroups = /(?<![0-9A-F])[0-9A-F]{4}(?:\s[0-9A-F]{4})*(?![0-9A-F])/g
const keyLength = shortFingerprint('0'.repeat(64)).length

/** Whether a key, as keys of signatures are printed, stands in `text`; the fingerprint of the version is longer. */
function printsKey(text: string): boolean {
  return [...text.matchAll(hexGroups)].some(([groups]) => groups.length === keyLength)
}
