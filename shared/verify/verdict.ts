/**
 * What can be said of a file, alone or against a workshop, as plain data: the command line and the window have the words. A file alone proves
 * that its text belongs to the fingerprint in it; against the workshop it is also known where the text differs. Pure.
 */
import type { MinutesPart } from '../minutes/minutes.ts'
import type { BlobId, WorkshopId } from '../model/ids.ts'
import type { CheckedApproval, FrozenVersion, VersionStatus } from '../model/versions.ts'
import { versionStatus } from '../document/versions/versions.ts'
import type { SignaturePlatform } from '../protocol/signatures.ts'
import { counts, type ApprovalContext } from '../versions/approval-signature.ts'
import type { Beside } from '../versions/beside.ts'
import type { FrozenContent } from '../versions/frozen-version.ts'
import { minutesWords } from '../versions/minutes-words.ts'
import { printVersion } from '../versions/print-version.ts'
import { entryDigest, fingerprintOf, isBesideSealed, isSealed, parseProof, type Proof, type SealEntry } from '../versions/seal.ts'
import { judgeApprovals, type ApprovalsProblem, type CarriedApproval } from './judge-approvals.ts'
import { judgeBeside, picturesToSee, type BesideDifference, type JudgedBeside, type SeenPictures, type Unproved } from './judge-beside.ts'
import { addedText, findCandidate, findDifferences, isPrintedText, isSealedData, isSealedText, provesItself, type Difference } from './judge.ts'
import type { VersionFile } from './read-words.ts'

/** A document of a version, as the file or the workshop names it. */
export type NamedDocument = { readonly number: number; readonly status: VersionStatus; readonly entry: SealEntry; readonly fingerprint: string }

export type Verdict =
  /** Alone: it is a draft, or what proved it is gone. */
  | { readonly kind: 'no-proof' }
  /** No frozen version of the workshop says this; `isAnyReadable`: whether there was one to compare it with. */
  | { readonly kind: 'no-match'; readonly isAnyReadable: boolean }
  /** It names a version of another workshop. `alone` is what it proves by itself. */
  | { readonly kind: 'other-workshop'; readonly alone: Verdict }
  /** The text is another one. `differences`: null where nothing is there to compare it with, empty when it is not the text that differs. */
  | { readonly kind: 'differs'; readonly named: NamedDocument; readonly differences: readonly Difference[] | null }
  /** The minutes are unchanged; status, approvals or proof are not. */
  | { readonly kind: 'changed-around'; readonly named: NamedDocument }
  /** The words are unchanged; pictures, links or the like are not. */
  | { readonly kind: 'changed-beside'; readonly named: NamedDocument; readonly differences: readonly BesideDifference[] }
  | { readonly kind: 'bad-approvals'; readonly named: NamedDocument; readonly problem: ApprovalsProblem }
  | UnchangedVerdict

export type UnchangedVerdict = {
  readonly kind: 'unchanged'
  readonly named: NamedDocument
  readonly approvals: readonly CarriedApproval[]
  /** See `JudgedApprovals`. */
  readonly recorded: string | null
  /** What could not be proved of what stands beside the words. */
  readonly unproved: readonly Unproved[]
  /** What the workshop knows; null for a file alone. */
  readonly workshop: {
    /** Approvals in the workshop that do not count. */
    readonly uncounted: readonly CheckedApproval[]
    /** What the file says of status and approvals, when the workshop now says something else; null when that is the same. */
    readonly outdated: string | null
    /** Number of the newest version when that is not this one. */
    readonly newer: number | null
  } | null
}

/** What a file is compared with. */
export type VersionsOfWorkshop = {
  readonly versions: readonly FrozenVersion[]
  /** Of those that can be read here. */
  readonly contents: readonly FrozenContent[]
  readonly approvals: readonly CheckedApproval[]
  readonly context: ApprovalContext
  /** Of the pictures that `picturesToRead` names, as far as they are here. */
  readonly seen: SeenPictures
}

export function judgeAlone(platform: SignaturePlatform, found: VersionFile): Verdict {
  const proof = parseProof(found.proof)
  if (proof === null) return { kind: 'no-proof' }
  // The seal names the workshop, and with it which invites are of it; what was taken back only the workshop knows.
  return judgeProof(platform, found, proof, { workshop: proof.seal.workshop as WorkshopId, revokedAt: () => null }, new Map())
}

function judgeProof(platform: SignaturePlatform, found: VersionFile, proof: Proof, context: ApprovalContext, seen: SeenPictures): Verdict {
  const { number, status, entry } = proof
  const named: NamedDocument = { number, status, entry, fingerprint: fingerprintOf(proof.seal) }
  if (!provesItself(found, proof)) {
    // An entry that the seal does not list says nothing of what was frozen.
    return isSealed(proof) && isSealedText(found, entry) && isSealedData(found, proof) ? { kind: 'changed-around', named } : { kind: 'differs', named, differences: null }
  }
  const { problem, approvals, recorded, part } = judgeApprovals(platform, found, proof, context)
  if (problem !== null) return { kind: 'bad-approvals', named, problem }
  const { differences, unproved } = judgedBeside(found, entry, proof.beside, part, seen)
  return differences.length > 0 ? { kind: 'changed-beside', named, differences } : { kind: 'unchanged', named, approvals, recorded, unproved, workshop: null }
}

/** `frozen`: what `entry` seals of it; undefined in a version from before. `part`: what is printed behind. JSON holds it in its tree, which is proved as a whole. */
function judgedBeside(found: VersionFile, entry: SealEntry, frozen: Beside | undefined, part: MinutesPart | null, seen: SeenPictures): JudgedBeside {
  if (found.beside === null) return { differences: [], unproved: [] }
  if (frozen === undefined) return { differences: [], unproved: [{ kind: 'frozen-before', count: 1 }] }
  return judgeBeside({ found: found.beside, frozen, entry, part, words: found.words, statusLine: found.status, seen })
}

/** The pictures whose bytes `judgeAgainst` needs: in a public report they are without what is not seen of them. */
export function picturesToRead(found: VersionFile): readonly BlobId[] {
  const proof = parseProof(found.proof)
  return proof?.beside === undefined || found.beside === null || !isSealed(proof) || !isBesideSealed(proof) ? [] : picturesToSee(found.beside, proof.beside)
}

/** The versions whose content `judgeAgainst` needs: the one that the file names, none for another workshop's file, else all. */
export function versionsToRead(found: VersionFile, versions: readonly FrozenVersion[], workshop: WorkshopId): readonly FrozenVersion[] {
  const proof = parseProof(found.proof)
  if (proof === null || !isSealed(proof)) return versions
  if (proof.seal.workshop !== workshop) return []
  const named = versions.find(({ fingerprint }) => fingerprint === fingerprintOf(proof.seal))
  return named === undefined ? versions : [named]
}

/** Every version of the workshop is considered: of which one the file is, or which one it resembles. */
export function judgeAgainst(platform: SignaturePlatform, found: VersionFile, of: VersionsOfWorkshop): Verdict {
  const { versions, contents, approvals, context } = of
  const proof = parseProof(found.proof)
  if (proof !== null && isSealed(proof)) {
    if (proof.seal.workshop !== context.workshop) return { kind: 'other-workshop', alone: judgeAlone(platform, found) }
    const version = versions.find(({ fingerprint }) => fingerprint === fingerprintOf(proof.seal))
    // Known by its name only, as its content has not come here: what the file proves by itself is about this fingerprint.
    if (version && contents.every(({ fingerprint }) => fingerprint !== version.fingerprint)) {
      const alone = judgeProof(platform, found, proof, context, of.seen)
      return alone.kind === 'unchanged' ? { ...alone, workshop: inWorkshop(version, of, null) } : alone
    }
  }
  const candidate = findCandidate(found, proof, contents)
  if (candidate === null) return { kind: 'no-match', isAnyReadable: contents.length > 0 }
  const { content, document } = candidate
  const version = versions.find(({ fingerprint }) => fingerprint === content.fingerprint)
  if (version === undefined) throw new Error('a content without its version')
  const own = approvals.filter((approval) => approval.version === version.fingerprint)
  const status = versionStatus(version, own)
  const named: NamedDocument = { number: version.number, status, entry: document.entry, fingerprint: version.fingerprint }
  // What was frozen is asked of the workshop alone: the file may name an entry of its own.
  const sealed = { entry: document.entry, seal: content.seal }
  if (!isSealedText(found, document.entry) || !isSealedData(found, sealed)) return { kind: 'differs', named, differences: findDifferences(found, document) }
  const ownProof = proof && fingerprintOf(proof.seal) === version.fingerprint && entryDigest(proof.entry) === entryDigest(document.entry) ? proof : null
  if (ownProof === null || !isPrintedText(found, ownProof)) return { kind: 'changed-around', named }
  const { problem, approvals: carried, recorded, part } = judgeApprovals(platform, found, ownProof, context)
  if (problem !== null) return { kind: 'bad-approvals', named, problem }
  const now = printVersion(content, document, { number: version.number, status, approvals: own })
  const said = addedText(found, document.entry)
  const isCurrent = said === addedText({ ...minutesWords(now), status: now.statusLine }, document.entry)
  const { differences, unproved } = judgedBeside(found, document.entry, document.beside, part, of.seen)
  if (differences.length > 0) return { kind: 'changed-beside', named, differences }
  return { kind: 'unchanged', named, approvals: carried, recorded, unproved, workshop: inWorkshop(version, of, isCurrent ? null : said) }
}

function inWorkshop({ number, fingerprint }: FrozenVersion, { versions, approvals }: VersionsOfWorkshop, outdated: string | null): NonNullable<UnchangedVerdict['workshop']> {
  const newest = versions.at(-1)
  return {
    uncounted: approvals.filter((approval) => approval.version === fingerprint && !counts(approval)),
    outdated,
    newer: newest !== undefined && newest.number > number ? newest.number : null,
  }
}
