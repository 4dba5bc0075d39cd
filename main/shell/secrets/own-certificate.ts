/**
 * The certificate of the rooms that are opened on this computer: made once, because every invite to them pins it. In one file with its
 * key, so that the two cannot come apart.
 */
import { createPrivateKey, X509Certificate } from 'node:crypto'
import path from 'node:path'
import { makeCertificate, type KeyAndCertificate } from '../../../shared/node/certificate.ts'
import { pinOf } from '../../../shared/node/certificate-pin.ts'
import { toBase64Url } from '../../../shared/protocol/base64url.ts'
import { keepAside, readSecretFile, writeSecretFile, type Keyring } from './secret-file.ts'
import { log } from '../log.ts'

const fileName = 'certificate.json'

export class OwnCertificate {
  readonly #file: string
  readonly #keyring: Keyring | null
  #made: Promise<KeyAndCertificate> | null = null
  #pin: string | null = null

  /** Nothing is read or made before it is asked for. */
  constructor(roomDirectory: string, keyring: Keyring | null) {
    this.#file = path.join(roomDirectory, fileName)
    this.#keyring = keyring
  }

  /** Rejects with the error of the file system when it can be neither read nor kept. */
  async whole(): Promise<KeyAndCertificate> {
    this.#made ??= this.#readOrMake().catch((error: unknown) => {
      this.#made = null
      throw error
    })
    return this.#made
  }

  /** Base64url, 43 characters. Rejects as `whole`. */
  async pin(): Promise<string> {
    const { certificate } = await this.whole()
    this.#pin = toBase64Url(pinOf(certificate))
    return this.#pin
  }

  /** The pin once it has been asked for; null before. */
  get knownPin(): string | null {
    return this.#pin
  }

  async #readOrMake(): Promise<KeyAndCertificate> {
    const kept = readSecretFile(this.#file)
    if (kept !== null) {
      const read = this.#parse(kept.toString('utf8'))
      if (read !== null) return read
      log.error(`certificate: not readable any more; kept as ${path.basename(keepAside(this.#file))}`)
    }
    const made = await makeCertificate()
    const key = this.#keyring === null ? { key: made.key } : { sealedKey: Buffer.from(this.#keyring.seal(made.key)).toString('base64') }
    writeSecretFile(this.#file, JSON.stringify({ certificate: made.certificate, ...key }))
    return made
  }

  /** Null for a file that is damaged, or whose key the keyring does not open. */
  #parse(text: string): KeyAndCertificate | null {
    try {
      const { certificate, key, sealedKey } = JSON.parse(text) as Partial<Record<string, unknown>>
      if (typeof certificate !== 'string') return null
      const opened = typeof sealedKey === 'string' ? this.#keyring?.open(Buffer.from(sealedKey, 'base64')) : key
      if (typeof opened !== 'string' || !new X509Certificate(certificate).checkPrivateKey(createPrivateKey(opened))) return null
      return { key: opened, certificate }
    } catch {
      return null
    }
  }
}
