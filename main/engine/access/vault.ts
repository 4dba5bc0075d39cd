/**
 * Where secrets lie: beside the log, sealed under a key that the keyring of the operating system keeps, or in clear where there is
 * none. Nothing else is ever sealed, so a keyring that is lost costs invites and never a workshop. A secret that the present key does
 * not open is kept all the same: the key may come back.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { fromBase64Url, toBase64Url } from '../../../shared/protocol/base64url.ts'
import { StorageError, type RoomStore } from '../../../shared/storage/room-store.ts'

type Kept =
  /** The marker of what is to be sealed as soon as there is a key. */
  | { readonly form: 'clear'; readonly bytes: string }
  /** AES-256-GCM; the tag stands at the end of `bytes`, and the name of the secret is authenticated with it. */
  | { readonly form: 'sealed'; readonly nonce: string; readonly bytes: string }

const cipher = 'aes-256-gcm'
const keyLength = 32
const nonceLength = 12
const tagLength = 16

export class Vault {
  readonly #store: Pick<RoomStore, 'getValue' | 'setValue'>
  readonly #key: Uint8Array | null

  /** `key`: 32 bytes; null where the system keeps none. Any other is as good as none: nobody is locked out by it. */
  constructor(store: Pick<RoomStore, 'getValue' | 'setValue'>, key: Uint8Array | null) {
    this.#store = store
    this.#key = key?.length === keyLength ? key : null
  }

  /** Keeps `secret` in the place of what could be read under this name. Durable when it returns; throws StorageError. */
  put(name: string, secret: Uint8Array): void {
    const locked = this.#read(name).filter((kept) => this.#open(name, kept) === null)
    this.#write(name, [this.#seal(name, secret), ...locked])
  }

  /** Every secret of this name that can be read, the newest first. Seals what lay in clear when there is a key now. */
  all(name: string): readonly Uint8Array[] {
    const kept = this.#read(name)
    if (this.#key !== null && kept.some(({ form }) => form === 'clear')) this.#sealAll(name, kept)
    return kept.flatMap((one) => this.#open(name, one) ?? [])
  }

  /** True when something is kept under this name and none of it can be read. */
  isLocked(name: string): boolean {
    return this.#read(name).length > 0 && this.all(name).length === 0
  }

  #sealAll(name: string, kept: readonly Kept[]): void {
    try {
      this.#write(name, kept.map((one) => (one.form === 'clear' ? this.#seal(name, bytesOf(one.bytes)) : one)))
    } catch (error) {
      // Readable as before, and tried again the next time.
      if (!(error instanceof StorageError)) throw error
    }
  }

  #seal(name: string, secret: Uint8Array): Kept {
    if (this.#key === null) return { form: 'clear', bytes: toBase64Url(secret) }
    const nonce = randomBytes(nonceLength)
    const seal = createCipheriv(cipher, this.#key, nonce).setAAD(Buffer.from(name))
    const bytes = Buffer.concat([seal.update(secret), seal.final(), seal.getAuthTag()])
    return { form: 'sealed', nonce: toBase64Url(nonce), bytes: toBase64Url(bytes) }
  }

  /** Null for what this key does not open. */
  #open(name: string, kept: Kept): Uint8Array | null {
    if (kept.form === 'clear') return bytesOf(kept.bytes)
    if (this.#key === null) return null
    const sealed = bytesOf(kept.bytes)
    try {
      const opened = createDecipheriv(cipher, this.#key, bytesOf(kept.nonce)).setAAD(Buffer.from(name)).setAuthTag(sealed.subarray(-tagLength))
      return new Uint8Array(Buffer.concat([opened.update(sealed.subarray(0, -tagLength)), opened.final()]))
    } catch {
      return null
    }
  }

  #read(name: string): readonly Kept[] {
    const text = this.#store.getValue(keyOf(name))
    if (text === undefined) return []
    try {
      return JSON.parse(text) as readonly Kept[]
    } catch {
      // Not ours: a workshop must open all the same.
      return []
    }
  }

  #write(name: string, kept: readonly Kept[]): void {
    this.#store.setValue(keyOf(name), JSON.stringify(kept))
  }
}

function keyOf(name: string): string {
  return `secret:${name}`
}

function bytesOf(text: string): Uint8Array {
  return fromBase64Url(text) ?? new Uint8Array()
}
