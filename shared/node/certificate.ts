/**
 * The certificate of a relay that no authority knows. Whoever joins knows it by its pin, which came with the invite, so it names
 * neither a person nor a machine, and its dates decide nothing.
 */
import { createHash, X509Certificate } from 'node:crypto'
import { generate } from 'selfsigned'

/** PEM texts, as Node's TLS takes them. */
export type KeyAndCertificate = { readonly key: string; readonly certificate: string }

const commonName = 'Minuta'
const validYears = 20
const dayMs = 86_400_000

/** A new P-256 key and a certificate that it signed itself, good for twenty years. */
export async function makeCertificate(): Promise<KeyAndCertificate> {
  // Yesterday: the clock of a laptop that joins may be behind.
  const notBeforeDate = new Date(Date.now() - dayMs)
  const notAfterDate = new Date(notBeforeDate)
  notAfterDate.setUTCFullYear(notAfterDate.getUTCFullYear() + validYears)
  const made = await generate([{ name: 'commonName', value: commonName }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate,
    notAfterDate,
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
    ],
  })
  return { key: made.private, certificate: made.cert }
}

/**
 * What an invite pins: SHA-256 of the certificate's public key (SPKI), 32 bytes. `certificate`: PEM, or DER as a TLS socket hands
 * out its peer's (`getPeerCertificate().raw`). Throws for bytes that are no certificate.
 */
export function pinOf(certificate: string | Uint8Array): Uint8Array {
  const publicKey = new X509Certificate(certificate).publicKey.export({ format: 'der', type: 'spki' })
  return new Uint8Array(createHash('sha256').update(publicKey).digest())
}
