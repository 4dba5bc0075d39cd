/**
 * Brings the blobs of one workshop to its relay and from there: one at a time, in the background, for as long as there is a
 * connection. What fails is tried again; what is missing is counted, never forgotten.
 */
import { isBlobId, type BlobId, type WorkshopId } from '../../../shared/model/ids.ts'
import { limits } from '../../../shared/protocol/messages.ts'
import { blobIdOf, type BlobStore } from './blob-store.ts'
import type { BlobPlace, EngineValues } from '../engine-values.ts'
import type { RelayPlace } from '../relay/relay-places.ts'
import { requestRelay, type RelayResponse } from '../relay/relay-request.ts'

/** Where a relay takes and gives blobs. */
export type BlobDoor = { readonly place: RelayPlace; readonly session: Uint8Array | null }

export type BlobTransferOptions = {
  readonly room: WorkshopId
  readonly blobs: BlobStore
  readonly values: EngineValues
  /** Where it is remembered what the relay holds. */
  readonly memory: 'relay-blobs' | 'uplink-blobs'
  /** The relay, as it is to be remembered what it holds. */
  relay(): BlobPlace
  /** Where the relay listens now, and what it let this computer in with; blobs are under the same address over HTTP. */
  door(): BlobDoor
  /** Whether this computer may bring blobs to the relay. */
  mayUpload(): boolean
  /** Blobs that the document speaks of; untrusted names. */
  wanted(): readonly string[]
  /** The number of pending blobs changed, or a blob arrived. */
  onChange(): void
  /** For how long nothing may move before a request is given up. */
  readonly silenceMs?: number
}

const defaultSilenceMs = 60_000
const firstRetryMs = 1_000
const maxRetryMs = 30_000

export class BlobTransfer {
  readonly #options: BlobTransferOptions
  #relay: BlobPlace | null = null
  #onRelay: Set<string> = new Set()
  /** Connections so far, and in which of them the relay was asked what it still has. */
  #connection = 0
  #askedIn = 0
  readonly #abort = new AbortController()
  #pending: readonly BlobId[] = []
  #isOnline = false
  #isRunning = false
  #retry: NodeJS.Timeout | null = null
  #retryMs = firstRetryMs

  constructor(options: BlobTransferOptions) {
    this.#options = options
    this.#pending = this.#findPending()
  }

  get pendingCount(): number {
    return this.#pending.length
  }

  /** To be told as often as one likes; only a change counts. */
  setOnline(isOnline: boolean): void {
    if (isOnline === this.#isOnline) return
    this.#isOnline = isOnline
    if (isOnline) this.#connection += 1
    this.#retryMs = firstRetryMs
    this.refresh()
  }

  /** Looks again what the document speaks of. */
  refresh(): void {
    const count = this.#pending.length
    this.#pending = this.#findPending()
    if (this.#pending.length !== count) this.#options.onChange()
    if (this.#isOnline && this.#hasWork) void this.#run()
  }

  /** The relay lost what it had: what it once took is to be offered again. */
  forgetRelay(): void {
    this.#onRelay.clear()
    this.#remember()
    this.refresh()
  }

  dispose(): void {
    this.#isOnline = false
    this.#abort.abort()
    if (this.#retry !== null) clearTimeout(this.#retry)
  }

  get #hasWork(): boolean {
    return this.#pending.length > 0 || this.#askedIn !== this.#connection
  }

  #findPending(): readonly BlobId[] {
    const { blobs } = this.#options
    this.#recallRelay()
    const isUploading = this.#options.mayUpload()
    return this.#options.wanted().filter(isBlobId).filter((id) => !blobs.has(id) || (isUploading && !this.#onRelay.has(id)))
  }

  /** What one relay holds says nothing of another. Until it has said which it is, it is taken for the one that it was. */
  #recallRelay(): void {
    const { values, room, memory } = this.#options
    const { url, lineage } = this.#options.relay()
    if (this.#relay?.url === url && (lineage === null || this.#relay.lineage === lineage)) return
    const known = values.getOf(room, memory)
    const isKnown = known?.url === url && (lineage === null || known.lineage === lineage)
    this.#relay = { url, lineage: lineage ?? (isKnown ? known.lineage : null) ?? null }
    this.#onRelay = new Set(isKnown ? known.ids : [])
  }

  #remember(): void {
    const { values, room, memory } = this.#options
    if (this.#relay !== null) values.noteOf(room, memory, { ...this.#relay, ids: [...this.#onRelay] })
  }

  /** Never rejects: a failure is a later try. */
  async #run(): Promise<void> {
    if (this.#isRunning) return
    this.#isRunning = true
    if (this.#retry !== null) clearTimeout(this.#retry)
    this.#retry = null
    let hasFailed = !(await this.#forgetLost().catch(() => false))
    if (this.#abort.signal.aborted) return
    for (const id of this.#pending) {
      if (!this.#isOnline) break
      const relay = this.#relay
      const isDone = await this.#transfer(id).catch(() => false)
      if (this.#abort.signal.aborted) return
      if (isDone) {
        this.#retryMs = firstRetryMs
        // Meanwhile the workshop may have gone on to another relay.
        if (relay === this.#relay) this.#noteOnRelay(id)
      } else {
        hasFailed = true
      }
    }
    this.#isRunning = false
    const before = this.#pending
    this.#pending = this.#findPending()
    if (this.#pending.length !== before.length) this.#options.onChange()
    if (!this.#isOnline || !this.#hasWork) return
    if (!hasFailed) {
      void this.#run()
      return
    }
    this.#retry = setTimeout(() => void this.#run(), this.#retryMs)
    this.#retryMs = Math.min(this.#retryMs * 2, maxRetryMs)
  }

  /**
   * What the relay once took it may have lost, as when it was set back to an older copy, and nothing else says so: it is asked once in each
   * connection. True when it has answered; an older relay does not know the question.
   */
  async #forgetLost(): Promise<boolean> {
    const [relay, connection] = [this.#relay, this.#connection]
    if (this.#askedIn === connection) return true
    if (this.#onRelay.size > 0 && this.#options.mayUpload()) {
      const { status, body } = await this.#request(this.#options.door(), '', 'GET')
      if (status >= 500) return false
      if (relay !== this.#relay || this.#abort.signal.aborted) return true
      if (status === 200 && body !== null) {
        const there = new Set(new TextDecoder().decode(body).split('\n'))
        this.#onRelay = new Set([...this.#onRelay].filter((id) => there.has(id)))
        this.#remember()
        this.#pending = this.#findPending()
        this.#options.onChange()
      }
    }
    this.#askedIn = connection
    return true
  }

  /** True when the blob is here and on the relay afterwards. */
  async #transfer(id: BlobId): Promise<boolean> {
    const bytes = this.#options.blobs.get(id)
    const door = this.#options.door()
    return bytes === null ? this.#download(door, id) : this.#upload(door, id, bytes)
  }

  async #upload(door: BlobDoor, id: BlobId, bytes: Buffer): Promise<boolean> {
    const { status } = await this.#request(door, id, 'HEAD')
    if (status === 200) return true
    const response = await this.#request(door, id, 'PUT', new Uint8Array(bytes))
    return isGood(response)
  }

  async #download(door: BlobDoor, id: BlobId): Promise<boolean> {
    const response = await this.#request(door, id, 'GET')
    if (!isGood(response) || response.body === null || blobIdOf(response.body) !== id) return false
    this.#options.blobs.put(response.body)
    return true
  }

  /** '' for `id`: which there are. */
  #request({ place, session }: BlobDoor, id: BlobId | '', method: 'HEAD' | 'GET' | 'PUT', body?: Uint8Array): Promise<RelayResponse> {
    const { room, silenceMs = defaultSilenceMs } = this.#options
    return requestRelay(blobAddress(place.url, room, id), {
      method, session, pin: place.pin, maxBytes: limits.maxBlobBytes, silenceMs, signal: this.#abort.signal, ...(body === undefined ? {} : { body }),
    })
  }

  #noteOnRelay(id: BlobId): void {
    this.#onRelay.add(id)
    this.#remember()
    this.#pending = this.#pending.filter((other) => other !== id)
    this.#options.onChange()
  }
}

/** Where the relay at `relayUrl` (ws or wss) keeps a blob, or ('') says which it has: same host and path, over http or https. */
export function blobAddress(relayUrl: string, room: WorkshopId, id: BlobId | ''): string {
  const url = new URL(relayUrl)
  url.protocol = url.protocol === 'wss:' ? 'https:' : 'http:'
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/blob/${room}/${id}`
  return url.href
}

function isGood({ status }: RelayResponse): boolean {
  return status >= 200 && status < 300
}
