/** Reads what a relay speaks TLS with, and says in words what is wrong with it: OpenSSL's own name no file. */
import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { KeyAndCertificate } from '../shared/node/certificate.ts'

/** Throws an Error whose message is for whoever named the files. */
export function readKeyAndCertificate(keyFile: string, certificateFile: string): KeyAndCertificate {
  const [key, certificate] = [readFileSync(keyFile, 'utf8'), readFileSync(certificateFile, 'utf8')]
  const privateKey = parsed<KeyObject>(() => createPrivateKey(key), `there is no private key that can be read (PEM, without a passphrase) in ${keyFile}`)
  const first = parsed(() => new X509Certificate(certificate), `there is no certificate that can be read (PEM) in ${certificateFile}`)
  if (!first.checkPrivateKey(privateKey)) throw new Error(`the key is not that of the certificate: ${keyFile}, ${certificateFile}`)
  return { key, certificate }
}

function parsed<T>(parse: () => T, problem: string): T {
  try {
    return parse()
  } catch (error) {
    throw new Error(problem, { cause: error })
  }
}
