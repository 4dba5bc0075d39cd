import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto'
import { expect, it } from 'vitest'
import { makeCertificate } from '../../../shared/node/certificate.ts'
import { pinOf } from '../../../shared/node/certificate-pin.ts'

it('AC60: a certificate is good for more than ten years, names nobody, and its pin is that of its own key', async () => {
  const { key, certificate } = await makeCertificate()
  const parsed = new X509Certificate(certificate)
  expect(parsed.publicKey.asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' })
  expect(parsed.checkPrivateKey(createPrivateKey(key))).toBe(true)
  expect(parsed.verify(createPublicKey(key))).toBe(true)
  expect([parsed.subject, parsed.issuer, parsed.subjectAltName]).toEqual(['CN=Minuta', 'CN=Minuta', undefined])
  expect(Date.parse(parsed.validTo) - Date.now()).toBeGreaterThan(10 * 365 * 86_400_000)
  expect(Date.parse(parsed.validFrom)).toBeLessThan(Date.now())
  expect(pinOf(certificate)).toHaveLength(32)
  expect(pinOf(parsed.raw)).toEqual(pinOf(certificate))
  expect(pinOf((await makeCertificate()).certificate)).not.toEqual(pinOf(certificate))
})
