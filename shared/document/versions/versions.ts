/**
 * Frozen versions in the shared document: an append-only list of plain values, as the numbers of outcomes are (`outcomes/numbering.ts`),
 * because its order is the same on all peers that have seen the same. The first entry that wants a number has it; another one that
 * wants it too gets the next free one above all. An entry is never changed and never removed: what a peer removes all the same comes
 * back from whoever still has it only by hand, and that is why every blob and every hand-over file names itself.
 */
import type * as Y from 'yjs'
import { isBlobId, type WorkshopId } from '../../model/ids.ts'
import type { CheckedApproval, FrozenVersion, VersionStatus } from '../../model/versions.ts'
import { isOutcomeClaim, readOutcomeNumbers } from '../../outcomes/numbering.ts'
import type { SignaturePlatform } from '../../protocol/signatures.ts'
import { counts } from '../../versions/approval-signature.ts'
import { isFingerprint } from '../../versions/fingerprint.ts'
import { flagField, integerField, textField } from '../fields.ts'
import { readCheckedApprovals } from './approvals.ts'
import { rootsOf } from '../roots.ts'

/** More versions than any minutes have; a hostile entry must not use up all numbers. */
const maxNumber = 10_000

/** What `addVersion` takes: the number is found there. */
export type NewVersion = Omit<FrozenVersion, 'number' | 'follows'>

/** Every frozen version, by number. The same fingerprint stands in it once. */
export function readVersions(doc: Y.Doc): FrozenVersion[] {
  const { versions, numbers } = numberVersions(doc)
  return versions.map((version) => ({ ...version, number: numbers.get(version.fingerprint) ?? version.number })).sort((a, b) => a.number - b.number)
}

/** A number for a version that lost the one it wanted, written down by who froze next. */
type NumberClaim = Pick<FrozenVersion, 'fingerprint' | 'number'>

function numberVersions(doc: Y.Doc): { versions: readonly FrozenVersion[]; numbers: ReadonlyMap<string, number>; unwritten: readonly NumberClaim[] } {
  const versions = new Map<string, FrozenVersion>()
  const numbers = new Map<string, number>()
  const taken = new Set<number>()
  for (const value of rootsOf(doc).versions) {
    const claim = readClaim(value)
    if (claim === null) continue
    const version = readVersion(value, claim)
    if (version && !versions.has(version.fingerprint)) versions.set(version.fingerprint, version)
    if (taken.has(claim.number) || numbers.has(claim.fingerprint)) continue
    taken.add(claim.number)
    numbers.set(claim.fingerprint, claim.number)
  }
  const unwritten: NumberClaim[] = []
  let highest = Math.max(0, ...taken)
  for (const { fingerprint } of versions.values()) {
    if (numbers.has(fingerprint)) continue
    highest += 1
    numbers.set(fingerprint, highest)
    unwritten.push({ fingerprint, number: highest })
  }
  return { versions: [...versions.values()], numbers, unwritten }
}

function readClaim(value: unknown): NumberClaim | null {
  if (typeof value !== 'object' || value === null) return null
  const fields = new Map<string, unknown>(Object.entries(value))
  const number = integerField(fields, 'number', 1, maxNumber)
  const fingerprint = textField(fields, 'fingerprint')
  return number === null || !isFingerprint(fingerprint) ? null : { number, fingerprint }
}

function readVersion(value: unknown, { number, fingerprint }: NumberClaim): FrozenVersion | null {
  const fields = new Map<string, unknown>(Object.entries(value ?? {}))
  const blob = textField(fields, 'blob')
  if (!isBlobId(blob)) return null
  const outcomes: unknown = fields.get('outcomes')
  const settles: unknown = fields.get('settles')
  return {
    number,
    fingerprint,
    blob,
    frozenAt: textField(fields, 'frozenAt'),
    frozenBy: textField(fields, 'frozenBy'),
    note: textField(fields, 'note'),
    commentsUntil: textField(fields, 'commentsUntil'),
    isCorrected: flagField(fields, 'isCorrected', false),
    ...(Array.isArray(settles) && { settles: settles.filter((id) => typeof id === 'string') }),
    follows: integerField(fields, 'follows', 1, maxNumber),
    outcomes: Array.isArray(outcomes) ? outcomes.filter(isOutcomeClaim) : [],
  }
}

/**
 * Writes a version down, with its blob and the numbers that its outcomes have, in one transaction, and returns it. The blob must be
 * stored already. Whoever freezes the same thing twice gets the version that is there.
 */
export function addVersion(doc: Y.Doc, origin: unknown, version: NewVersion, byteLength: number): FrozenVersion {
  const { unwritten } = numberVersions(doc)
  const before = readVersions(doc)
  const same = before.find(({ fingerprint }) => fingerprint === version.fingerprint)
  if (same) return same
  const last = before.at(-1)?.number ?? 0
  const entry = { ...version, number: last + 1, follows: last === 0 ? null : last, outcomes: version.outcomes.map((claim) => ({ ...claim })), ...(version.settles && { settles: [...version.settles] }) }
  const numbers = readOutcomeNumbers(doc)
  doc.transact(() => {
    const roots = rootsOf(doc)
    roots.blobs.set(version.blob, { mediaType: frozenMediaType, byteLength, name: `version-${entry.number}.minuta-version` })
    const unclaimed = version.outcomes.filter(({ kind, outcome }) => numbers.numberOf(kind, outcome) === null)
    if (numbers.unwritten.length + unclaimed.length > 0) roots.outcomeNumbers.push([...numbers.unwritten, ...unclaimed])
    roots.versions.push([...unwritten, entry])
  }, origin)
  return entry
}

export const frozenMediaType = 'application/vnd.minuta.version'

/** How a version stands: approved when an approval of it counts, corrected when it carries corrections, else out for comments. */
export function versionStatus(version: FrozenVersion, approvals: readonly Pick<CheckedApproval, 'version' | 'check'>[]): VersionStatus {
  if (approvals.some((approval) => approval.version === version.fingerprint && counts(approval))) return 'approved'
  return version.isCorrected ? 'corrected' : 'for-comments'
}

/** What the library shows: the newest version and how it stands; null while nothing is frozen. */
export function readLastVersion(platform: SignaturePlatform, workshop: WorkshopId, doc: Y.Doc): { readonly number: number; readonly status: VersionStatus } | null {
  const version = readVersions(doc).at(-1)
  return version === undefined ? null : { number: version.number, status: versionStatus(version, readCheckedApprovals(platform, workshop, doc)) }
}
