/** A verdict in the words of the command line, which claim no more than what is proved. */
import type { ImportRefusal } from '../../../shared/import/imported.ts'
import type { ApprovalProblem } from '../../../shared/model/versions.ts'
import { assertNever } from '../../../shared/util/assert-never.ts'
import { languageNamesIn } from '../../../shared/util/language-names.ts'
import { localDay } from '../../../shared/util/local-day.ts'
import { besideLine, unprovedLine } from './beside-lines.ts'
import type { ApprovalsProblem, CarriedApproval } from '../../../shared/verify/judge-approvals.ts'
import type { Difference } from '../../../shared/verify/judge.ts'
import type { NamedDocument, UnchangedVerdict, Verdict } from '../../../shared/verify/verdict.ts'
import { fingerprintGroups, shortFingerprint } from '../../../shared/versions/fingerprint.ts'

/** One line or more. `against`: the workshop that the file was compared with; null for a file alone. */
export function verdictLines(verdict: Verdict, against: string | null): readonly string[] {
  switch (verdict.kind) {
    case 'no-proof':
      return ['this file names no frozen version: it is a draft, or what proved it is gone; --against WORKSHOP.minuta looks for its text']
    case 'no-match':
      return [verdict.isAnyReadable ? `no frozen version in ${against ?? ''} says what this file says` : `${against ?? ''} holds no frozen version that can be read`]
    case 'other-workshop':
      return [`of another workshop than ${against ?? ''}`, ...verdictLines(verdict.alone, null)]
    case 'differs': {
      const name = nameOf(verdict.named)
      if (verdict.differences === null) return [`differs from ${name}: this file says something else${against === null ? '; --against WORKSHOP.minuta shows where' : ', and what was frozen is not in the workshop'}`]
      const [first, ...more] = verdict.differences
      return [`differs from ${name} ${first ? words(first) : 'in what is not its text'}`, ...more.map((next) => `and ${words(next)}`)]
    }
    case 'changed-around':
      return [against === null ? `differs from ${nameOf(verdict.named)}: its status or approvals were changed in this file` : `${nameOf(verdict.named)}: the text is unchanged, but its status, approvals or proof were changed in this file`]
    case 'changed-beside': {
      const [first, ...more] = verdict.differences
      return [`${nameOf(verdict.named)}: the words are unchanged, but ${first ? besideLine(first) : ''}`, ...more.map((next) => `and ${besideLine(next)}`)]
    }
    case 'bad-approvals':
      return [`${nameOf(verdict.named)}: the minutes are unchanged, but ${approvalsProblemLine(verdict.problem)}`]
    case 'unchanged':
      return unchangedLines(verdict)
    default:
      return assertNever(verdict, 'verdict')
  }
}

function unchangedLines({ named, approvals, recorded, unproved, workshop }: UnchangedVerdict): readonly string[] {
  return [
    `${nameOf(named)}: unchanged`,
    ...unproved.map((some) => unprovedLine(some, workshop !== null)),
    ...approvals.map(approvalLine),
    ...(recorded === null ? [] : [`recorded only, nothing of it is signed; around the minutes the file says: ${recorded}`]),
    ...(workshop?.uncounted ?? []).map((approval) => `in the workshop, not counted: ${approvalLine(approval)}`),
    ...(workshop === null || workshop.outdated === null ? [] : [`status and approvals are not those that the workshop has now; the file says: ${workshop.outdated}`]),
    ...(workshop === null || workshop.newer === null ? [] : [`version ${workshop.newer} is newer`]),
  ]
}

/** The end of a sentence that begins with "but". */
export function approvalsProblemLine(problem: ApprovalsProblem): string {
  switch (problem.kind) {
    case 'refused':
      return approvalLine(problem.approval)
    case 'status':
      return 'its status is not that of its approvals'
    case 'printed-otherwise':
      return 'what it prints of its approvals is not what its signatures prove'
    default:
      return assertNever(problem, 'problem')
  }
}

const problemWords: Readonly<Record<ApprovalProblem, string>> = {
  'not-valid': 'the signature is not one of this key over this name, function and date, this version and this workshop',
  role: 'the invite behind it lets nobody approve',
  'out-of-time': 'the invite behind it had not begun, or had run out',
  revoked: 'the invite behind it had been taken back',
  'from-newer-version': 'it was signed with a newer Minuta and cannot be checked',
}

/** "signed by NAME (role) …: signature valid; …", "… not valid: …", or "… recorded only". */
export function approvalLine({ name, organisation, capacity, on, check }: CarriedApproval): string {
  const who = [name, capacity, organisation].filter((text) => text !== '').join(', ')
  switch (check.kind) {
    case 'recorded':
      return `approved by ${who} on ${on}: recorded only, nothing is signed`
    case 'refused':
      return `signed by ${who} on ${on}: not valid: ${problemWords[check.problem]}`
    case 'signed': {
      const since = check.revokedAt === null ? '' : `; that invite was taken back on ${localDay(new Date(check.revokedAt * 1_000))}, after the time that the signature says`
      const proves = check.role === null ? 'nothing vouches for the key or the name' : `the workshop vouches for the role of the key, nothing vouches for the name${since}`
      return `signed by ${who} (${check.role ?? 'no role proved'}) on ${on}, key ${shortFingerprint(check.key)}, signature valid: ${proves}`
    }
    default:
      return check satisfies never
  }
}

/** Why a file cannot be checked, as the end of a sentence that begins with its name. */
export function uncheckableLine({ kind, detail }: ImportRefusal): string {
  switch (kind) {
    case 'encrypted':
      return 'is protected by a password; save it without one'
    case 'too-large':
      return `is larger than any export of Minuta, or grows so when it is unpacked (${detail})`
    case 'damaged':
      return `is damaged or not what its name says (${detail})`
    case 'unknown-type':
    case 'old-word':
    case 'old-excel':
    case 'bad-record':
    case 'from-newer-version':
    case 'empty':
      return 'not a JSON, HTML, Word, OpenDocument or Markdown export of Minuta'
    case 'not-readable':
    case 'timed-out':
    case 'crashed':
      return `could not be read to its end (${detail})`
    default:
      return assertNever(kind, 'refusal')
  }
}

const profileNames = { full: 'full minutes', decisions: 'list of decisions', public: 'public report', letter: 'letter' } as const
const languageName = languageNamesIn('en')
const statusNames = { 'for-comments': 'for comments', approved: 'approved', corrected: 'corrected' } as const

/** "version 2 (approved), full minutes in French, fingerprint 3F2A …" */
function nameOf({ number, status, entry, fingerprint }: NamedDocument): string {
  const { profile, language, organisation } = entry
  const document = `${profileNames[profile]}${profile === 'letter' ? ` to ${organisation}` : ''}`
  return `version ${number} (${statusNames[status]}), ${document} in ${languageName(language)}, fingerprint ${fingerprintGroups(fingerprint)}`
}

function words({ place, frozen, found }: Difference): string {
  if (place === null) return `in its numbers: ${frozen || '(nothing)'} / ${found || '(nothing)'}`
  const where = place.paragraph === null ? (place.part === '' ? 'on the cover' : `in "${place.part}"`) : `from paragraph ${place.paragraph}`
  return `${where}: ${frozen || '(nothing)'} / ${found || '(nothing)'}`
}
