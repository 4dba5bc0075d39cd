/**
 * What is signed between a peer and a relay: who asks to be let in, which invite is taken back, and that a relay was opened by a
 * facilitator. Every signature is bound to one connection, one room or one relay, so that nobody in between can use it elsewhere.
 */
import * as encoding from 'lib0/encoding'
import type { RoomName, WorkshopId } from '../model/ids.ts'
import {
  decodeCapability, encodeCapability, findCapabilityProblem, holderOf, maxCapabilityBytes, roleOf, signedMessage, workshopIdOf, type Capability,
} from './capability.ts'
import { Cursor, MalformedError } from './cursor.ts'
import { publicKeyLength, signatureLength, type SignaturePlatform } from './signatures.ts'

export const challengeLength = 32

/** Who a peer says it is. The relay shows it to others exactly so, on everything that comes from this connection. */
export type PeerIdentity = {
  /** Real name, at most `maxIdentityLength` characters. */
  readonly name: string
  readonly organisation: string
  /** Id in the participant list; '' while the person has not chosen. */
  readonly person: string
}
export const maxIdentityLength = 120

/** `identity` as a relay takes it: what is longer is cut. */
export function fittingIdentity({ name, organisation, person }: PeerIdentity): PeerIdentity {
  // Without half a character at the end.
  const cut = (text: string): string => (text.length <= maxIdentityLength ? text : text.slice(0, maxIdentityLength).replace(/[\uD800-\uDBFF]$/u, ''))
  return { name: cut(name), organisation: cut(organisation), person: cut(person) }
}

export type AuthMessage = { readonly capability: Uint8Array; readonly identity: PeerIdentity; readonly signature: Uint8Array }

/** What an `auth` signature binds together. */
export type AuthContext = {
  /** What the relay sent on this very connection. */
  readonly challenge: Uint8Array
  /** Host and port of the relay as in the address that the peer connected to, lower case: `192.168.1.7:4455`. */
  readonly audience: string
  readonly room: RoomName
}

/** Answers a relay's challenge; `secret` is that of the capability's holder. */
export function signAuth(platform: SignaturePlatform, capability: Capability, secret: Uint8Array, identity: PeerIdentity, context: AuthContext): AuthMessage {
  const bytes = encodeCapability(capability)
  return { capability: bytes, identity, signature: platform.sign(authMessage(bytes, identity, context), secret) }
}

/** Whether the peer holds the last key of `capability`. Says nothing of the capability itself: see `findCapabilityProblem`. */
export function isAuthGenuine(platform: SignaturePlatform, capability: Capability, message: AuthMessage, context: AuthContext): boolean {
  return platform.verify(message.signature, authMessage(message.capability, message.identity, context), holderOf(capability))
}

function authMessage(capability: Uint8Array, identity: PeerIdentity, { challenge, audience, room }: AuthContext): Uint8Array {
  return signedMessage('auth', (encoder) => {
    encoding.writeVarUint8Array(encoder, challenge)
    encoding.writeVarString(encoder, audience)
    encoding.writeVarString(encoder, room)
    encoding.writeVarUint8Array(encoder, capability)
    writeIdentity(encoder, identity)
  })
}

/** The payload of an `auth` frame, and the body of a request for a ticket. */
export function writeAuth(encoder: encoding.Encoder, { capability, identity, signature }: AuthMessage): void {
  encoding.writeVarUint8Array(encoder, capability)
  writeIdentity(encoder, identity)
  encoding.writeUint8Array(encoder, signature)
}

/** Reads what `writeAuth` wrote. Throws MalformedError. */
export function readAuth(cursor: Cursor): AuthMessage {
  const capability = cursor.bytes('capability')
  if (capability.length > maxCapabilityBytes) throw new MalformedError('a capability is too long', true)
  const identity = { name: readIdentityText(cursor), organisation: readIdentityText(cursor), person: readIdentityText(cursor) }
  return { capability: capability.slice(), identity, signature: cursor.take(signatureLength, 'signature').slice() }
}

function writeIdentity(encoder: encoding.Encoder, { name, organisation, person }: PeerIdentity): void {
  for (const text of [name, organisation, person]) encoding.writeVarString(encoder, text)
}

function readIdentityText(cursor: Cursor): string {
  const text = cursor.text('identity')
  if (text.length > maxIdentityLength) throw new MalformedError('a name is too long', true)
  return text
}

/** An invite is taken back: whoever holds the key `subject`, or was invited by it, is let in no more. */
export type Revocation = {
  readonly subject: Uint8Array
  /** Seconds since the epoch. */
  readonly revokedAt: number
  /** Of the facilitator who took it back. */
  readonly signer: Capability
  readonly signature: Uint8Array
}

export function signRevocation(
  platform: SignaturePlatform, signer: Capability, secret: Uint8Array, { subject, revokedAt }: Pick<Revocation, 'subject' | 'revokedAt'>,
): Revocation {
  return { subject, revokedAt, signer, signature: platform.sign(revocationMessage({ subject, revokedAt, signer }), secret) }
}

export function encodeRevocation({ subject, revokedAt, signer, signature }: Revocation): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeUint8Array(encoder, subject)
    encoding.writeUint32BigEndian(encoder, revokedAt)
    encoding.writeVarUint8Array(encoder, encodeCapability(signer))
    encoding.writeUint8Array(encoder, signature)
  })
}

/** Throws MalformedError; nothing of the result is verified. */
export function decodeRevocation(bytes: Uint8Array): Revocation {
  const cursor = new Cursor(bytes)
  const subject = cursor.take(publicKeyLength, 'subject').slice()
  const revokedAt = cursor.uint32('revoked')
  const signer = decodeCapability(cursor.bytes('signer'))
  const signature = cursor.take(signatureLength, 'signature').slice()
  cursor.end('the revocation')
  return { subject, revokedAt, signer, signature }
}

/**
 * Whether a facilitator of `workshop` took the invite back. The signer's own invite may have expired or been taken back since: nobody can tell
 * which came first, and whoever hears of several revocations must say the same in whatever order they came (docs/decisions/0164).
 */
export function isRevocationGenuine(platform: SignaturePlatform, revocation: Revocation, workshop: WorkshopId): boolean {
  const { signer, signature, revokedAt } = revocation
  return roleOf(signer) === 'facilitator'
    && findCapabilityProblem(platform, signer, { workshop, now: revokedAt, isRevoked: () => false }) === null
    && platform.verify(signature, revocationMessage(revocation), holderOf(signer))
}

function revocationMessage({ subject, revokedAt, signer }: Omit<Revocation, 'signature'>): Uint8Array {
  return signedMessage('revocation', (encoder) => {
    encoding.writeUint8Array(encoder, subject)
    encoding.writeUint32BigEndian(encoder, revokedAt)
    encoding.writeVarUint8Array(encoder, encodeCapability(signer))
  })
}

/**
 * A facilitator vouches for a relay by its certificate, so that members of the workshop can follow the room to another computer
 * without a new invite. `pin`: SHA-256 of the certificate's public key (SPKI), 32 bytes.
 */
export function signRelay(platform: SignaturePlatform, signer: Capability, secret: Uint8Array, pin: Uint8Array): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint8Array(encoder, encodeCapability(signer))
    encoding.writeUint8Array(encoder, platform.sign(relayMessage(pin), secret))
  })
}

/**
 * Whether a facilitator of `workshop` vouches for the relay with `pin`; false for anything malformed. That by `now` the facilitator's invite has not
 * begun says no more than that this clock is behind.
 */
export function isRelayVouchedFor(
  platform: SignaturePlatform,
  proof: Uint8Array,
  pin: Uint8Array,
  { workshop, now, isRevoked }: { readonly workshop: WorkshopId; readonly now: number; readonly isRevoked: (subject: Uint8Array) => boolean },
): boolean {
  try {
    const cursor = new Cursor(proof)
    const signer = decodeCapability(cursor.bytes('signer'))
    const signature = cursor.take(signatureLength, 'signature')
    cursor.end('the proof')
    const problem = findCapabilityProblem(platform, signer, { workshop, now, isRevoked })
    return roleOf(signer) === 'facilitator'
      && workshopIdOf(platform, signer.workshopKey) === workshop
      && (problem === null || problem === 'not-yet-valid')
      && platform.verify(signature, relayMessage(pin), holderOf(signer))
  } catch (error) {
    if (error instanceof MalformedError) return false
    throw error
  }
}

function relayMessage(pin: Uint8Array): Uint8Array {
  return signedMessage('relay', (encoder) => {
    encoding.writeUint8Array(encoder, pin)
  })
}
