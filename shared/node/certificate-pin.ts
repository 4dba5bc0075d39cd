/** By what a relay's certificate is known: apart from what makes certificates, which who compares pins need not load. */
import { createHash, X509Certificate } from 'node:crypto'

/**
 * What an invite pins: SHA-256 of the certificate's public key (SPKI), 32 bytes. `certificate`: PEM, or DER as a TLS socket hands
 * out its peer's (`getPeerCertificate().raw`). Throws for bytes that are no certificate.
 */
export function pinOf(certificate: string | Uint8Array): Uint8Array {
  const publicKey = new X509Certificate(certificate).publicKey.export({ format: 'der', type: 'spki' })
  return new Uint8Array(createHash('sha256').update(publicKey).digest())
}
