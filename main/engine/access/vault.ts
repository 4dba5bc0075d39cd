/**
 * Where secrets lie: beside the log, sealed under a key that the keyring of the operating system keeps, or in clear where there is
 * none. Nothing else is ever sealed, so a keyring that is lost costs invites and never a workshop. A secret that none of the present keys
 * opens is kept all the same: its key may come back.
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
  readonly #keys: readonly Uint8Array[]

  /**
   * `keys`: 32 bytes each, the one to seal with first; none where the system keeps none. One of another length is as good as none: nobody
   * is locked out by it.
   */
  constructor(store: Pick<RoomStore, 'getValue' | 'setValue'>, keys: readonly Uint8Array[]) {
    this.#store = store
    this.#keys = keys.filter(({ length }) => length === keyLength)
  }

  /** Keeps `secret` in the place of what could be read under this name. Durable when it returns; throws StorageError. */
  put(name: string, secret: Uint8Array): void {
    const locked = this.#read(name).filter((kept) => this.#open(name, kept) === null)
    this.#write(name, [this.#seal(name, secret), ...locked])
  }

  /** Every secret of this name that can be read, the newest first. Seals what lay in clear when there is a key now. */
  all(name: string): readonly Uint8Array[] {
    const kept = this.#read(name)
    if (this.#keys.length > 0 && kept.some(({ form }) => form === 'clear')) this.#sealAll(name, kept)
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
    const [key] = this.#keys
    if (key === undefined) return { form: 'clear', bytes: toBase64Url(secret) }
    const nonce = randomBytes(nonceLength)
    const seal = createCipheriv(cipher, key, nonce).setAAD(Buffer.from(name))
    const bytes = Buffer.concat([seal.update(secret), seal.final(), seal.getAuthTag()])
    return { form: 'sealed', nonce: toBase64Url(nonce), bytes: toBase64Url(bytes) }
  }

  /** Null for what none of the keys opens. */
  #open(name: string, kept: Kept): Uint8Array | null {
    if (kept.form === 'clear') return bytesOf(kept.bytes)
    for (const key of this.#keys) {
      const opened = openSealed(name, kept, key)
      if (opened !== null) return opened
    }
    return null
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

/** Null for what `key` does not open. */
function openSealed(name: string, kept: Kept & { readonly form: 'sealed' }, key: Uint8Array): Uint8Array | null {
  const sealed = bytesOf(kept.bytes)
  try {
    const opened = createDecipheriv(cipher, key, bytesOf(kept.nonce)).setAAD(Buffer.from(name)).setAuthTag(sealed.subarray(-tagLength))
    return new Uint8Array(Buffer.concat([opened.update(sealed.subarray(0, -tagLength)), opened.final()]))
  } catch {
    return null
  }
}

function keyOf(name: string): string {
  return `secret:${name}`
}

function bytesOf(text: string): Uint8Array {
  return fromBase64Url(text) ?? new Uint8Array()
}
