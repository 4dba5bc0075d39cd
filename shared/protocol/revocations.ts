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

/** Those of `found` (invite → text) that a facilitator of `workshop` made. Each of them counts by itself, so their order says nothing. */
export function genuineRevocations(platform: SignaturePlatform, workshop: WorkshopId, found: ReadonlyMap<string, string>): ReadonlyMap<string, Revocation> {
  const genuine = new Map<string, Revocation>()
  for (const [id, text] of found) {
    const revocation = revocationIn(id, text)
    if (revocation !== null && isRevocationGenuine(platform, revocation, workshop)) genuine.set(id, revocation)
  }
  return genuine
}
