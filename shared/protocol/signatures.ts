/** The little cryptography that access rests on. shared/ knows neither Node nor a browser, so each hands in its own. */

/** Ed25519 (RFC 8032) and SHA-256 (FIPS 180-4) on raw bytes. Synchronous, because a page on plain http has no `crypto.subtle`. */
export interface SignaturePlatform {
  /** 32 bytes. */
  sha256(bytes: Uint8Array): Uint8Array
  /** From a source fit for keys. */
  randomBytes(length: number): Uint8Array
  /** The 32 bytes of the public key that belongs to a secret of 32 bytes. */
  publicKeyOf(secret: Uint8Array): Uint8Array
  /** 64 bytes. */
  sign(message: Uint8Array, secret: Uint8Array): Uint8Array
  /** False for a wrong signature and for bytes that are no signature or no key; never throws. */
  verify(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean
}

export const secretLength = 32
export const publicKeyLength = 32
export const signatureLength = 64
