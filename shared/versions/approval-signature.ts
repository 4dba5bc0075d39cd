/**
 * Signed approvals. A computer has a key of its own in every workshop, made when its user signs first, which never leaves it. It signs what
 * is approved, by whom and when; the same message is signed once more with the key of the invite that this computer holds, so that the
 * workshop vouches for the role of whoever holds the first key. A name is vouched for by nobody (docs/decisions/0144).
 */
import * as encoding from 'lib0/encoding'
import type { WorkshopId } from '../model/ids.ts'
import { mayApprove } from '../model/roles.ts'
import type { Approval, ApprovalCheck, ApprovalProblem, ApprovalSignature, ApprovalWords } from '../model/versions.ts'
import { printable } from '../minutes/printable.ts'
import { fromBase64Url, toBase64Url } from '../protocol/base64url.ts'
import { encodeCapability, findCapabilityProblem, holderOf, readCapability, roleOf, signedMessage, type Capability } from '../protocol/capability.ts'
import type { InviteToken } from '../protocol/join-link.ts'
import { publicKeyLength, signatureLength, type SignaturePlatform } from '../protocol/signatures.ts'
import { isFingerprint, sha256OfBytes } from './fingerprint.ts'

/** Raised when something else is signed than `approvalMessage` says. */
const approvalFormat = 1

const maxSeconds = 2 ** 32 - 1
/** A date names a day somewhere on Earth: noon of it is never further away than half a day and the widest offset. */
const maxSecondsFromNoon = (12 + 14) * 3_600

/** What is approved. */
export type ApprovedVersion = { readonly workshop: WorkshopId; readonly fingerprint: string; readonly number: number }

/** An approval as far as signatures go. */
export type SignedWords = ApprovalWords & Pick<Approval, 'version' | 'signature'>

/**
 * Signs `words` for a version. `secret`: the key of this computer; `token`: what it was let in with, null where there is nothing. Throws
 * RangeError for words that could not be checked again.
 */
export function signApproval(
  platform: SignaturePlatform, version: ApprovedVersion, words: ApprovalWords, at: number,
  { secret, token }: { readonly secret: Uint8Array; readonly token: InviteToken | null },
): ApprovalSignature {
  const key = platform.publicKeyOf(secret)
  const capability = token === null ? new Uint8Array() : encodeCapability(token.capability)
  const message = approvalMessage(version, words, at, key, capability)
  if (message === null) throw new RangeError('this cannot be signed: a text is not printable, or the date is not that of the signature')
  return {
    format: approvalFormat, number: version.number, at,
    key: toBase64Url(key),
    signature: toBase64Url(platform.sign(message, secret)),
    capability: toBase64Url(capability),
    vouched: token === null ? '' : toBase64Url(platform.sign(message, token.secret)),
  }
}

export type ApprovalContext = {
  readonly workshop: WorkshopId
  /** When the invite of this key (base64url) was taken back, in seconds since the epoch; null for one of which nobody knows that. */
  readonly revokedAt: (subject: string) => number | null
}

/** What `approval` proves. Never throws, whoever wrote it. */
export function checkApproval(platform: SignaturePlatform, approval: SignedWords, { workshop, revokedAt }: ApprovalContext): ApprovalCheck {
  const { signature } = approval
  if (signature === null) return { kind: 'recorded' }
  if (signature.format > approvalFormat) return refused('from-newer-version')
  const opened = openSignature(platform, approval, signature, workshop)
  if (opened === null) return refused('not-valid')
  const { key, capability } = opened
  if (capability === null) return { kind: 'signed', key, role: null, revokedAt: null }
  const takenBack = (subject: Uint8Array): number | null => revokedAt(toBase64Url(subject))
  const problem = findCapabilityProblem(platform, capability, {
    workshop, now: signature.at, isRevoked: (subject) => (takenBack(subject) ?? Infinity) <= signature.at,
  })
  if (problem !== null) return refused(problem === 'wrong' ? 'not-valid' : problem === 'revoked' ? 'revoked' : 'out-of-time')
  const role = roleOf(capability)
  if (!mayApprove(role)) return refused('role')
  const since = capability.grants.flatMap(({ subject }) => takenBack(subject) ?? [])
  return { kind: 'signed', key, role, revokedAt: since.length === 0 ? null : Math.min(...since) }
}

/** Whether an approval makes its version an approved one. */
export function counts({ check }: { readonly check: ApprovalCheck }): boolean {
  return check.kind !== 'refused'
}

function refused(problem: ApprovalProblem): ApprovalCheck {
  return { kind: 'refused', problem }
}

/** The key behind a signature that fits, and the invite that goes with it; null for anything else. */
function openSignature(
  platform: SignaturePlatform, words: SignedWords, { format, number, at, ...texts }: ApprovalSignature, workshop: WorkshopId,
): { readonly key: string; readonly capability: Capability | null } | null {
  const key = bytesOf(texts.key, publicKeyLength)
  const signature = bytesOf(texts.signature, signatureLength)
  const capabilityBytes = fromBase64Url(texts.capability)
  if (format !== approvalFormat || key === null || signature === null || capabilityBytes === null) return null
  const message = approvalMessage({ workshop, fingerprint: words.version, number }, words, at, key, capabilityBytes)
  if (message === null || !platform.verify(signature, message, key)) return null
  if (capabilityBytes.length === 0) return texts.vouched === '' ? { key: sha256OfBytes(key), capability: null } : null
  const capability = readCapability(capabilityBytes)
  const vouched = bytesOf(texts.vouched, signatureLength)
  if (capability === null || vouched === null || !platform.verify(vouched, message, holderOf(capability))) return null
  return { key: sha256OfBytes(key), capability }
}

/** Null for what could be read in two ways, or printed otherwise than it was signed. */
function approvalMessage(
  { workshop, fingerprint, number }: ApprovedVersion, { name, organisation, capacity, how, on }: ApprovalWords, at: number, key: Uint8Array, capability: Uint8Array,
): Uint8Array | null {
  const texts = [workshop, fingerprint, name, organisation, capacity, how, on]
  if (!texts.every((text) => printable(text) === text) || !isFingerprint(fingerprint) || name.trim() === '') return null
  if (!isCount(number) || !isCount(at) || !isDateOf(on, at)) return null
  return signedMessage('approval', (encoder) => {
    for (const text of texts) encoding.writeVarString(encoder, text)
    encoding.writeUint32BigEndian(encoder, number)
    encoding.writeUint32BigEndian(encoder, at)
    encoding.writeUint8Array(encoder, key)
    encoding.writeVarUint8Array(encoder, capability)
  })
}

function isCount(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= maxSeconds
}

/** Whether `at` is on the day `on`, by some clock on Earth: what is printed as the date is that of the signature. */
function isDateOf(on: string, at: number): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(on) && Math.abs(Date.parse(`${on}T12:00:00Z`) / 1_000 - at) <= maxSecondsFromNoon
}

function bytesOf(text: string, length: number): Uint8Array | null {
  const bytes = fromBase64Url(text)
  return bytes?.length === length ? bytes : null
}
