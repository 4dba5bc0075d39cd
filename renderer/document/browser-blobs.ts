/**
 * Images in a browser: fetched from the relay with the session that it gave, checked against their name, kept in IndexedDB, shown as
 * blob: URLs. An `<img>` cannot send a header, so the bytes pass through here.
 */
import { isBlobId, type BlobId, type WorkshopId } from '../../shared/model/ids.ts'
import { readImage } from '../../shared/render/pictures/image.ts'
import { browserSignatures } from './browser-signatures.ts'
import type { BrowserStore } from './browser-store.ts'
import type { Unsubscribe } from './source.ts'

/** Fetched at a time: text comes first on a narrow line. */
const maxFetches = 2
const firstRetryMs = 4_000
const maxRetryMs = 60_000
/** What brings nothing for so long is given up, so that those behind it come: after a change of network browsers wait for minutes. */
const maxSilenceMs = 30_000

export type BlobPatience = { readonly silenceMs: number; readonly firstRetryMs: number }
const usualPatience: BlobPatience = { silenceMs: maxSilenceMs, firstRetryMs }

export type BlobRelay = {
  /** `http://host:port`, without a slash at the end. */
  readonly origin: string
  /** What an HTTP request shows; null where the relay asks nobody, undefined while there is no connection. */
  authorization(workshop: WorkshopId): string | null | undefined
}

type Wanted = { readonly workshop: WorkshopId; readonly id: BlobId }

export class BrowserBlobs {
  readonly #store: BrowserStore
  readonly #relay: BlobRelay
  readonly #patience: BlobPatience
  readonly #urls = new Map<string, string>()
  readonly #asked = new Set<string>()
  #waiting: Wanted[] = []
  #missing: Wanted[] = []
  #running = 0
  #retryMs: number
  #retry: ReturnType<typeof setTimeout> | undefined
  readonly #listeners = new Set<() => void>()

  constructor(store: BrowserStore, relay: BlobRelay, patience = usualPatience) {
    this.#store = store
    this.#relay = relay
    this.#patience = patience
    this.#retryMs = patience.firstRetryMs
  }

  /** Null while the bytes are not here. */
  url(id: string): string | null {
    return this.#urls.get(id) ?? null
  }

  onChange(listener: () => void): Unsubscribe {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Images on their way or still to be fetched. */
  get pending(): number {
    return this.#waiting.length + this.#running + this.#missing.length
  }

  /** Fetches, in the background, what is not here yet. */
  want(workshop: WorkshopId, ids: readonly string[]): void {
    for (const id of ids) {
      if (!isBlobId(id) || this.#asked.has(id)) continue
      this.#asked.add(id)
      this.#waiting.push({ workshop, id })
      // It waits for no other that nobody has.
      this.#retryMs = this.#patience.firstRetryMs
    }
    this.#next()
  }

  /** The bytes, if they are here. */
  async read(id: BlobId): Promise<Uint8Array | null> {
    return await this.#store.readBlob(id)
  }

  /** Asks again at once for what was missing: there is a connection. */
  hurry(): void {
    clearTimeout(this.#retry)
    this.#retryMs = this.#patience.firstRetryMs
    this.#again()
  }

  #again(): void {
    this.#waiting.push(...this.#missing.splice(0))
    this.#next()
  }

  #next(): void {
    while (this.#running < maxFetches) {
      const wanted = this.#waiting.shift()
      if (wanted === undefined) return
      this.#running += 1
      void this.#load(wanted).then((isHere) => {
        this.#running -= 1
        if (!isHere) {
          this.#missing.push(wanted)
          clearTimeout(this.#retry)
          // Once for all that are missing: several photographs at a time are named in the notes before the first of them is on the relay.
          this.#retry = setTimeout(() => {
            this.#retryMs = Math.min(this.#retryMs * 2, maxRetryMs)
            this.#again()
          }, this.#retryMs)
        }
        for (const listener of this.#listeners) listener()
        this.#next()
      })
    }
  }

  async #load({ workshop, id }: Wanted): Promise<boolean> {
    const kept = await this.#store.readBlob(id)
    const bytes = kept ?? (await this.#fetch(workshop, id))
    if (bytes === null) return false
    const image = readImage(bytes)
    // What is no image, a frozen version among it, is kept and never shown as one.
    if (image !== null) this.#urls.set(id, URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: image.mediaType })))
    if (kept === null) await this.#store.writeBlob(id, bytes)
    return true
  }

  async #fetch(workshop: WorkshopId, id: BlobId): Promise<Uint8Array | null> {
    const authorization = this.#relay.authorization(workshop)
    if (authorization === undefined) return null
    const abort = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    const hear = (): void => {
      clearTimeout(timer)
      timer = setTimeout(() => abort.abort(), this.#patience.silenceMs)
    }
    try {
      hear()
      const headers: Record<string, string> = authorization === null ? {} : { authorization }
      const answer = await fetch(`${this.#relay.origin}/blob/${workshop}/${id}`, { headers, credentials: 'omit', signal: abort.signal })
      const bytes = answer.ok && answer.body !== null ? await bytesOf(answer.body, hear) : null
      return bytes !== null && hex(browserSignatures.sha256(bytes)) === id ? bytes : null
    } catch {
      return null
    } finally {
      clearTimeout(timer)
      // Of an answer that nobody reads nothing more need come.
      abort.abort()
    }
  }
}

/** `onPiece`: some of it came. */
async function bytesOf(body: ReadableStream<Uint8Array<ArrayBuffer>>, onPiece: () => void): Promise<Uint8Array> {
  const pieces: Uint8Array<ArrayBuffer>[] = []
  const reader = body.getReader()
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    pieces.push(next.value)
    onPiece()
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer())
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
