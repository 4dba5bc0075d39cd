/**
 * Remembers which signatures were found genuine, so that five hundred people who come back with the same invite cost the relay one
 * check of its chain, and a signed version that is read again with every change of a document costs one. Only what was genuine is kept,
 * so nobody can make the relay forget a refusal; expiry and revocation are never cached.
 */
import { joinedBytes } from '../util/joined-bytes.ts'
import { toBase64Url } from './base64url.ts'
import type { SignaturePlatform } from './signatures.ts'

const maxRemembered = 8_192

/** `platform`, but a genuine signature is checked once. Not for proofs: each of those is new. */
export function rememberingVerifications(platform: SignaturePlatform): SignaturePlatform {
  const genuine = new Set<string>()
  return {
    ...platform,
    verify: (signature, message, publicKey) => {
      const key = toBase64Url(platform.sha256(joinedBytes([signature, publicKey, message])))
      if (genuine.delete(key)) {
        // Least recently used first.
        genuine.add(key)
        return true
      }
      if (!platform.verify(signature, message, publicKey)) return false
      if (genuine.size >= maxRemembered) for (const oldest of genuine) if (genuine.delete(oldest)) break
      genuine.add(key)
      return true
    },
  }
}
