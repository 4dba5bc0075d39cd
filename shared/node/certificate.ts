/**
 * The certificate of a relay that no authority knows. Whoever joins knows it by its pin, which came with the invite, so it names
 * neither a person nor a machine, and its dates decide nothing.
 */
/** PEM texts, as Node's TLS takes them. */
export type KeyAndCertificate = { readonly key: string; readonly certificate: string }

const commonName = 'Minuta'
const validYears = 20
const dayMs = 86_400_000

/** A new P-256 key and a certificate that it signed itself, good for twenty years. */
export async function makeCertificate(): Promise<KeyAndCertificate> {
  // Asked for once in the life of a profile; its two hundred modules are not loaded at every start.
  const { generate } = await import('selfsigned')
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
