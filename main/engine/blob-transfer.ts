/**
 * Brings the blobs of one workshop to its relay and from there: one at a time, in the background, for as long as there is a
 * connection. What fails is tried again; what is missing is counted, never forgotten.
 */
import { isBlobId, type BlobId, type WorkshopId } from '../../shared/model/ids.ts'
import { limits } from '../../shared/protocol/messages.ts'
import { blobIdOf, type BlobStore } from './blob-store.ts'
import type { EngineValues } from './engine-values.ts'

export type BlobTransferOptions = {
  /** Address of the relay's websocket; blobs are under the same address over HTTP. */
  readonly url: string
  readonly room: WorkshopId
  readonly blobs: BlobStore
  readonly values: EngineValues
  /** Blobs that the document speaks of; untrusted names. */
  wanted(): readonly string[]
  /** The number of pending blobs changed, or a blob arrived. */
  onChange(): void
}

const requestTimeoutMs = 60_000
const firstRetryMs = 1_000
const maxRetryMs = 30_000

export class BlobTransfer {
  readonly #options: BlobTransferOptions
  readonly #onRelay: Set<string>
  readonly #abort = new AbortController()
  #pending: readonly BlobId[] = []
  #isOnline = false
  #isRunning = false
  #retry: NodeJS.Timeout | null = null
  #retryMs = firstRetryMs

  constructor(options: BlobTransferOptions) {
    this.#options = options
    const known = options.values.getOf(options.room, 'relay-blobs')
    this.#onRelay = new Set(known?.url === options.url ? known.ids : [])
    this.#pending = this.#findPending()
  }

  get pendingCount(): number {
    return this.#pending.length
  }

  setOnline(isOnline: boolean): void {
    this.#isOnline = isOnline
    this.#retryMs = firstRetryMs
    this.refresh()
  }

  /** Looks again what the document speaks of. */
  refresh(): void {
    const count = this.#pending.length
    this.#pending = this.#findPending()
    if (this.#pending.length !== count) this.#options.onChange()
    if (this.#isOnline && this.#pending.length > 0) void this.#run()
  }

  dispose(): void {
    this.#isOnline = false
    this.#abort.abort()
    if (this.#retry !== null) clearTimeout(this.#retry)
  }

  #findPending(): readonly BlobId[] {
    const { blobs } = this.#options
    return this.#options.wanted().filter(isBlobId).filter((id) => !this.#onRelay.has(id) || !blobs.has(id))
  }

  /** Never rejects: a failure is a later try. */
  async #run(): Promise<void> {
    if (this.#isRunning) return
    this.#isRunning = true
    if (this.#retry !== null) clearTimeout(this.#retry)
    this.#retry = null
    let hasFailed = false
    for (const id of this.#pending) {
      if (!this.#isOnline) break
      const isDone = await this.#transfer(id).catch(() => false)
      if (this.#abort.signal.aborted) return
      if (isDone) {
        this.#retryMs = firstRetryMs
        this.#noteOnRelay(id)
      } else {
        hasFailed = true
      }
    }
    this.#isRunning = false
    const before = this.#pending
    this.#pending = this.#findPending()
    if (this.#pending.length !== before.length) this.#options.onChange()
    if (!this.#isOnline || this.#pending.length === 0) return
    if (!hasFailed) {
      void this.#run()
      return
    }
    this.#retry = setTimeout(() => void this.#run(), this.#retryMs)
    this.#retryMs = Math.min(this.#retryMs * 2, maxRetryMs)
  }

  /** True when the blob is here and on the relay afterwards. */
  async #transfer(id: BlobId): Promise<boolean> {
    const bytes = this.#options.blobs.get(id)
    return bytes === null ? this.#download(id) : this.#upload(id, bytes)
  }

  async #upload(id: BlobId, bytes: Buffer): Promise<boolean> {
    const { status } = await this.#request(id, 'HEAD')
    if (status === 200) return true
    const response = await this.#request(id, 'PUT', new Uint8Array(bytes))
    return response.ok
  }

  async #download(id: BlobId): Promise<boolean> {
    const response = await this.#request(id, 'GET')
    if (!response.ok || Number(response.headers.get('content-length') ?? 0) > limits.maxBlobBytes) {
      await response.body?.cancel()
      return false
    }
    const bytes = await readAtMost(response, limits.maxBlobBytes)
    if (bytes === null || blobIdOf(bytes) !== id) return false
    this.#options.blobs.put(bytes)
    return true
  }

  #request(id: BlobId, method: 'HEAD' | 'GET' | 'PUT', body?: Uint8Array<ArrayBuffer>): Promise<Response> {
    const signal = AbortSignal.any([this.#abort.signal, AbortSignal.timeout(requestTimeoutMs)])
    return fetch(blobAddress(this.#options.url, this.#options.room, id), {
      method, signal, redirect: 'error', ...(body === undefined ? {} : { body, headers: { 'content-type': 'application/octet-stream' } }),
    })
  }

  #noteOnRelay(id: BlobId): void {
    this.#onRelay.add(id)
    const { values, room, url } = this.#options
    values.noteOf(room, 'relay-blobs', { url, ids: [...this.#onRelay] })
    this.#pending = this.#pending.filter((other) => other !== id)
    this.#options.onChange()
  }
}

/** Where the relay at `relayUrl` (ws or wss) keeps a blob: same host and path, over http or https. */
export function blobAddress(relayUrl: string, room: WorkshopId, id: BlobId): string {
  const url = new URL(relayUrl)
  url.protocol = url.protocol === 'wss:' ? 'https:' : 'http:'
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/blob/${room}/${id}`
  return url.href
}

/** The body of `response`; null as soon as it is longer than `maxBytes`, whatever its header says. */
async function readAtMost({ body }: Response, maxBytes: number): Promise<Uint8Array | null> {
  if (body === null) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let byteLength = 0
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    byteLength += chunk.byteLength
    if (byteLength > maxBytes) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
