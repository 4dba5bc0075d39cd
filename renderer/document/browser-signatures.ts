/**
 * Ed25519 and SHA-256 in plain JavaScript: a page on plain http has no `crypto.subtle`. Random bytes it has: `getRandomValues` is
 * there in every context.
 */
import { ed25519 } from '@noble/curves/ed25519.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { secretLength, type SignaturePlatform } from '../../shared/protocol/signatures.ts'

export const browserSignatures: SignaturePlatform = {
  sha256: (bytes) => sha256(bytes),
  randomBytes: (length) => globalThis.crypto.getRandomValues(new Uint8Array(length)),
  publicKeyOf: (secret) => ed25519.getPublicKey(checked(secret)),
  sign: (message, secret) => ed25519.sign(message, checked(secret)),
  verify: (signature, message, publicKey) => {
    try {
      // As RFC 8032 and OpenSSL have it, and not the laxer rules of ZIP 215: engine, relay and page must agree on every signature.
      return ed25519.verify(signature, message, publicKey, { zip215: false })
    } catch {
      return false
    }
  },
}

function checked(secret: Uint8Array): Uint8Array {
  if (secret.length !== secretLength) throw new RangeError(`a secret has ${secretLength} bytes, not ${secret.length}`)
  return secret
}
