/** Revocations as they travel in the notes, where nothing is believed: which of them are genuine. */
import type { WorkshopId } from '../model/ids.ts'
import { decodeRevocation, isRevocationGenuine, type Revocation } from './admission.ts'
import { fromBase64Url, toBase64Url } from './base64url.ts'
import { MalformedError } from './cursor.ts'
import type { SignaturePlatform } from './signatures.ts'

/** Null for what is no revocation of the invite `id`. Nothing of the result is verified. */
export function revocationIn(id: string, text: string): Revocation | null {
  const bytes = fromBase64Url(text)
  if (bytes === null) return null
  try {
    const revocation = decodeRevocation(bytes)
    return toBase64Url(revocation.subject) === id ? revocation : null
  } catch (error) {
    if (error instanceof MalformedError) return null
    throw error
  }
}

/** Those of `found` (invite → text) that a facilitator of `workshop` made who was not taken back before; `isKnown`: invites that were taken back already. */
export function genuineRevocations(
  platform: SignaturePlatform, workshop: WorkshopId, found: ReadonlyMap<string, string>, isKnown: (id: string) => boolean = () => false,
): ReadonlyMap<string, Revocation> {
  const genuine = new Map<string, Revocation>()
  const isRevoked = (subject: Uint8Array): boolean => isKnown(toBase64Url(subject)) || genuine.has(toBase64Url(subject))
  // An invite that was taken back takes nothing back afterwards, so the earlier comes first.
  const candidates = [...found].flatMap(([id, text]) => revocationIn(id, text) ?? []).sort((a, b) => a.revokedAt - b.revokedAt)
  for (const revocation of candidates) {
    if (isRevocationGenuine(platform, revocation, workshop, isRevoked)) genuine.set(toBase64Url(revocation.subject), revocation)
  }
  return genuine
}
