/** What the approvals in a file prove, in words that claim no more than that. */
import type { ApprovalProblem, ApprovalWords, CheckedApproval } from '../../../shared/model/versions.ts'
import { nodeSignatures } from '../../../shared/node/node-signatures.ts'
import { checkApproval, counts, type ApprovalContext } from '../../../shared/versions/approval-signature.ts'
import { shortFingerprint } from '../../../shared/versions/fingerprint.ts'
import { minutesWords, wordsOf } from '../../../shared/versions/minutes-words.ts'
import { versionPartOf, type ShownApproval } from '../../../shared/versions/print-version.ts'
import { fingerprintOf, type Proof } from '../../../shared/versions/seal.ts'
import type { ReadDocument } from './read-words.ts'

export type JudgedApprovals = {
  /** Why the file is not to be trusted, one line; null when there is nothing against it. */
  readonly problem: string | null
  /** What every approval proves. */
  readonly lines: readonly string[]
}

/** `found` is as it was written (`provesItself`); what it prints of approvals must be what their signatures prove, too. */
export function judgeApprovals(found: ReadDocument, proof: Proof, context: ApprovalContext): JudgedApprovals {
  const version = fingerprintOf(proof.seal)
  const approvals = (proof.approvals ?? []).map((approval) => ({ ...approval, check: checkApproval(nodeSignatures, { ...approval, version }, context) }))
  const lines = approvals.map(approvalLine)
  const refused = approvals.find((approval) => !counts(approval))
  if (refused) return { problem: approvalLine(refused), lines }
  if (printsOnly(found, proof, approvals)) {
    const isApproved = proof.status === 'approved'
    return { problem: isApproved === approvals.length > 0 ? null : 'its status is not that of its approvals', lines }
  }
  const said = [found.status, ...found.words.slice(proof.entry.words)].join(' ')
  // Files from before there were signatures carry nothing of their approvals, and print no keys.
  if (proof.approvals !== undefined || printsKey(said)) return { problem: 'what it prints of its approvals is not what its signatures prove', lines }
  return { problem: null, lines: [`recorded only, nothing of it is signed; around the minutes the file says: ${said}`] }
}

/** Whether what stands around the sealed text is what is printed of these approvals, and nothing else. */
function printsOnly(found: ReadDocument, { seal, entry, number, status }: Proof, approvals: readonly ShownApproval[]): boolean {
  const { part, statusLine } = versionPartOf(seal, entry.language, { number, status, approvals })
  const { words } = minutesWords({ cover: null, title: '', parts: [part] })
  return found.words.slice(entry.words).join(' ') === words.join(' ') && wordsOf(found.status).join(' ') === wordsOf(statusLine).join(' ')
}

const hexGroups = /(?<![0-9A-F])[0-9A-F]{4}(?:\s[0-9A-F]{4})*(?![0-9A-F])/g
const keyLength = shortFingerprint('0'.repeat(64)).length

/** Whether a key, as keys of signatures are printed, stands in `text`; the fingerprint of the version is longer. */
function printsKey(text: string): boolean {
  return [...text.matchAll(hexGroups)].some(([groups]) => groups.length === keyLength)
}

const problemWords: Readonly<Record<ApprovalProblem, string>> = {
  'not-valid': 'the signature is not one of this key over this name, function and date, this version and this workshop',
  role: 'the invite behind it lets nobody approve',
  'out-of-time': 'the invite behind it had not begun, or had run out',
  revoked: 'the invite behind it had been taken back',
  'from-newer-version': 'it was signed with a newer Minuta and cannot be checked',
}

/** "signed by NAME (role) …: signature valid; …", "… not valid: …", or "… recorded only". */
export function approvalLine({ name, organisation, capacity, on, check }: ApprovalWords & Pick<CheckedApproval, 'check'>): string {
  const who = [name, capacity, organisation].filter((text) => text !== '').join(', ')
  switch (check.kind) {
    case 'recorded':
      return `approved by ${who} on ${on}: recorded only, nothing is signed`
    case 'refused':
      return `signed by ${who} on ${on}: not valid: ${problemWords[check.problem]}`
    case 'signed': {
      const since = check.revokedAt === null ? '' : `; that invite was taken back on ${new Date(check.revokedAt * 1_000).toISOString().slice(0, 10)}, after the time that the signature says`
      const proves = check.role === null ? 'nothing vouches for the key or the name' : `the workshop vouches for the role of the key, nothing vouches for the name${since}`
      return `signed by ${who} (${check.role ?? 'no role proved'}) on ${on}, key ${shortFingerprint(check.key)}, signature valid: ${proves}`
    }
    default:
      return check satisfies never
  }
}
