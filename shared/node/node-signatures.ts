/** Ed25519 and SHA-256 by Node's own OpenSSL, for engine and relay. Node takes keys only wrapped (RFC 8410), so the wrapping is here. */
import { createHash, createPrivateKey, createPublicKey, randomBytes, sign, verify } from 'node:crypto'
import { publicKeyLength, secretLength, type SignaturePlatform } from '../protocol/signatures.ts'

const secretPrefix = Buffer.from('302e020100300506032b657004220420', 'hex')
const publicPrefix = Buffer.from('302a300506032b6570032100', 'hex')

export const nodeSignatures: SignaturePlatform = {
  sha256: (bytes) => new Uint8Array(createHash('sha256').update(bytes).digest()),
  randomBytes: (length) => new Uint8Array(randomBytes(length)),
  publicKeyOf: (secret) => {
    const wrapped = createPublicKey(privateKey(secret)).export({ format: 'der', type: 'spki' })
    return new Uint8Array(wrapped.subarray(publicPrefix.length))
  },
  sign: (message, secret) => new Uint8Array(sign(null, message, privateKey(secret))),
  verify: (signature, message, publicKey) => {
    if (publicKey.length !== publicKeyLength) return false
    try {
      const key = createPublicKey({ key: Buffer.concat([publicPrefix, publicKey]), format: 'der', type: 'spki' })
      return verify(null, message, key, signature)
    } catch {
      return false
    }
  },
}

function privateKey(secret: Uint8Array): ReturnType<typeof createPrivateKey> {
  if (secret.length !== secretLength) throw new RangeError(`a secret has ${secretLength} bytes, not ${secret.length}`)
  return createPrivateKey({ key: Buffer.concat([secretPrefix, secret]), format: 'der', type: 'pkcs8' })
}
