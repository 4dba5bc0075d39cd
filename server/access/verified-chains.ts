/**
 * Remembers which signatures of invites were found genuine, so that five hundred people who come back with the same invite cost one
 * check of its chain. Only what was genuine is kept, so nobody can make the relay forget a refusal; expiry and revocation are never
 * cached.
 */
import { createHash } from 'node:crypto'
import type { SignaturePlatform } from '../../shared/protocol/signatures.ts'

const maxRemembered = 8_192

/** `platform`, but a genuine signature is checked once. Not for proofs: each of those is new. */
export function rememberingVerifications(platform: SignaturePlatform): SignaturePlatform {
  const genuine = new Set<string>()
  return {
    ...platform,
    verify: (signature, message, publicKey) => {
      const key = createHash('sha256').update(signature).update(publicKey).update(message).digest('base64')
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
