/**
 * Access without accounts. A workshop has an Ed25519 key pair, and its id is a hash of the public key, so any relay can check who
 * may do what without knowing anybody. A *capability* is a chain of grants that starts at the workshop's key: each grant, signed by
 * the key before it, lets the holder of another key act in a role until a time. Who presents a capability proves with a signature
 * over the relay's challenge that it holds the last key; secrets never leave the machine, and what the relay sees and could log
 * lets nobody in.
 *
 * Everything here is checked by value: a field that is missing, doubled or of another form is a malformed capability.
 */
import * as encoding from 'lib0/encoding'
import type { WorkshopId } from '../model/ids.ts'
import { isAtLeast, roles, type Role } from '../model/roles.ts'
import { toBase64Url } from './base64url.ts'
import { Cursor, MalformedError } from './cursor.ts'
import { publicKeyLength, signatureLength, type SignaturePlatform } from './signatures.ts'

/** Whoever holds the secret of `subject` may act in `role`. */
export type Grant = {
  /** Public key, 32 bytes; what a revocation names. */
  readonly subject: Uint8Array
  readonly role: Role
  /** Seconds since the epoch. */
  readonly issuedAt: number
  /** Seconds since the epoch; not valid at or after it. */
  readonly expiresAt: number
  /** By the key before it in the chain, over everything up to and with this grant. */
  readonly signature: Uint8Array
}

export type Capability = {
  /** Public key of the workshop, 32 bytes. */
  readonly workshopKey: Uint8Array
  /** None: the holder of the workshop's own key. */
  readonly grants: readonly Grant[]
}

/** Workshop → facilitator → facilitator → anybody. */
export const maxGrants = 3
const formatVersion = 1
const grantLength = publicKeyLength + 1 + 4 + 4 + signatureLength
/** The longest that `encodeCapability` makes. */
export const maxCapabilityBytes = 2 + publicKeyLength + maxGrants * grantLength
/** Clocks of laptops differ: a grant is taken for valid this long before it was issued. */
const clockToleranceSeconds = 600
const workshopIdLength = 32

/** The id of the workshop that `workshopKey` belongs to: 192 bits of its SHA-256. */
export function workshopIdOf(platform: SignaturePlatform, workshopKey: Uint8Array): WorkshopId {
  return toBase64Url(platform.sha256(workshopKey)).slice(0, workshopIdLength) as WorkshopId
}

/** Whether `workshop` has the form of the id of a workshop with a key. Others have UUIDs, or what somebody wrote into a record. */
export function isHashOfKey(workshop: WorkshopId): boolean {
  return workshop.length === workshopIdLength
}

export function encodeCapability({ workshopKey, grants }: Capability): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeUint8(encoder, formatVersion)
    encoding.writeUint8(encoder, grants.length)
    encoding.writeUint8Array(encoder, workshopKey)
    for (const grant of grants) {
      writeGrantBody(encoder, grant)
      encoding.writeUint8Array(encoder, grant.signature)
    }
  })
}

/** The capability in `bytes`, of which nothing is verified yet. Throws MalformedError. */
export function decodeCapability(bytes: Uint8Array): Capability {
  const cursor = new Cursor(bytes)
  const version = cursor.uint8()
  if (version !== formatVersion) throw new MalformedError(`capability version ${version} is unknown`)
  const count = cursor.uint8()
  if (count > maxGrants) throw new MalformedError(`a capability has at most ${maxGrants} grants`)
  const workshopKey = cursor.take(publicKeyLength, 'workshop key').slice()
  const grants: Grant[] = []
  for (let index = 0; index < count; index += 1) {
    const subject = cursor.take(publicKeyLength, 'subject').slice()
    const role = roles[cursor.uint8()]
    if (role === undefined) throw new MalformedError('a role is unknown')
    const issuedAt = cursor.uint32('issued')
    const expiresAt = cursor.uint32('expires')
    grants.push({ subject, role, issuedAt, expiresAt, signature: cursor.take(signatureLength, 'signature').slice() })
  }
  cursor.end('the capability')
  return { workshopKey, grants }
}

/** The same; null for bytes that are none. */
export function readCapability(bytes: Uint8Array): Capability | null {
  try {
    return decodeCapability(bytes)
  } catch (error) {
    if (error instanceof MalformedError) return null
    throw error
  }
}

/** The key whose holder the capability lets in. */
export function holderOf({ workshopKey, grants }: Capability): Uint8Array {
  return grants.at(-1)?.subject ?? workshopKey
}

export function roleOf({ grants }: Capability): Role {
  return grants.at(-1)?.role ?? 'facilitator'
}

/** `secret` is that of `holderOf(parent)`, who must be a facilitator; the new grant is the last of the result. */
export function grant(
  platform: SignaturePlatform, parent: Capability, secret: Uint8Array, body: Omit<Grant, 'signature'>,
): Capability {
  const signature = platform.sign(grantMessage(parent, body), secret)
  return { workshopKey: parent.workshopKey, grants: [...parent.grants, { ...body, signature }] }
}

export type CapabilityProblem = 'wrong' | 'not-yet-valid' | 'expired' | 'revoked'

/**
 * Null when the capability is good for `workshop` at `now` (seconds since the epoch). `isRevoked` is asked for the subject of every
 * grant, so whoever loses a role loses it together with everybody they invited. Signatures come first: only who holds a genuine
 * invite learns that it has expired or was taken back.
 */
export function findCapabilityProblem(
  platform: SignaturePlatform,
  capability: Capability,
  { workshop, now, isRevoked }: { readonly workshop: WorkshopId; readonly now: number; readonly isRevoked: (subject: Uint8Array) => boolean },
): CapabilityProblem | null {
  if (workshopIdOf(platform, capability.workshopKey) !== workshop) return 'wrong'
  let issuer: Capability = { workshopKey: capability.workshopKey, grants: [] }
  for (const next of capability.grants) {
    if (!isAtLeast(roleOf(issuer), 'facilitator')) return 'wrong'
    if (!platform.verify(next.signature, grantMessage(issuer, next), holderOf(issuer))) return 'wrong'
    issuer = { workshopKey: capability.workshopKey, grants: [...issuer.grants, next] }
  }
  if (capability.grants.some(({ subject }) => isRevoked(subject))) return 'revoked'
  if (capability.grants.some(({ expiresAt }) => now >= expiresAt)) return 'expired'
  if (capability.grants.some(({ issuedAt }) => now < issuedAt - clockToleranceSeconds)) return 'not-yet-valid'
  return null
}

function grantMessage(parent: Capability, body: Omit<Grant, 'signature'>): Uint8Array {
  return signedMessage('grant', (encoder) => {
    encoding.writeVarUint8Array(encoder, encodeCapability(parent))
    writeGrantBody(encoder, body)
  })
}

function writeGrantBody(encoder: encoding.Encoder, { subject, role, issuedAt, expiresAt }: Omit<Grant, 'signature'>): void {
  encoding.writeUint8Array(encoder, subject)
  encoding.writeUint8(encoder, roles.indexOf(role))
  encoding.writeUint32BigEndian(encoder, issuedAt)
  encoding.writeUint32BigEndian(encoder, expiresAt)
}

/** What is signed always begins with what it is for, so that a signature can never be used for anything else. */
export function signedMessage(purpose: 'grant' | 'auth' | 'revocation' | 'relay' | 'approval', write: (encoder: encoding.Encoder) => void): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarString(encoder, `minuta ${purpose} 1`)
    write(encoder)
  })
}
