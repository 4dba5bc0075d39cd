/**
 * Invites as the document holds them: what everybody may know, so that every facilitator sees all of them on any computer. Whoever
 * may write notes can write here, so nothing of it is believed: an invite works or not by its signatures, and a revocation counts
 * only when it is genuine (`isRevocationGenuine`). Keys are flat (`invite:<id>`, `revocation:<id>`): nobody overwrites anybody's.
 */
import type * as Y from 'yjs'
import { roles, type Role } from '../model/roles.ts'
import { choiceField, integerField, textField } from './fields.ts'
import { rootsOf } from './roots.ts'

export type InviteFacts = {
  /** The public key that was invited, base64url. */
  readonly id: string
  readonly role: Role
  readonly label: string
  /** Seconds since the epoch. */
  readonly issuedAt: number
  readonly expiresAt: number
}

const invitePrefix = 'invite:'
const revocationPrefix = 'revocation:'
const maxSeconds = 2 ** 32 - 1

export function recordInvite(doc: Y.Doc, origin: unknown, { id, ...facts }: InviteFacts): void {
  doc.transact(() => {
    rootsOf(doc).invites.set(`${invitePrefix}${id}`, { ...facts })
  }, origin)
}

/** `revocation`: as `encodeRevocation` makes it, base64url. */
export function recordRevocation(doc: Y.Doc, origin: unknown, id: string, revocation: string): void {
  doc.transact(() => {
    rootsOf(doc).invites.set(`${revocationPrefix}${id}`, revocation)
  }, origin)
}

/** The newest first. */
export function readInvites(doc: Y.Doc): InviteFacts[] {
  const invites: InviteFacts[] = []
  for (const [key, value] of rootsOf(doc).invites.entries()) {
    if (!key.startsWith(invitePrefix) || typeof value !== 'object' || value === null) continue
    const fields = new Map(Object.entries(value))
    invites.push({
      id: key.slice(invitePrefix.length),
      role: choiceField(fields, 'role', roles, 'viewer'),
      label: textField(fields, 'label'),
      issuedAt: integerField(fields, 'issuedAt', 0, maxSeconds) ?? 0,
      expiresAt: integerField(fields, 'expiresAt', 0, maxSeconds) ?? 0,
    })
  }
  return invites.sort((a, b) => b.issuedAt - a.issuedAt || (a.id < b.id ? -1 : 1))
}

/** Everything that says it takes an invite back, by the id of the invite; nothing of it is verified. */
export function readRevocations(doc: Y.Doc): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const [key, value] of rootsOf(doc).invites.entries()) {
    if (key.startsWith(revocationPrefix) && typeof value === 'string') found.set(key.slice(revocationPrefix.length), value)
  }
  return found
}
