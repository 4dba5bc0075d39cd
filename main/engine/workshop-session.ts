/**
 * One workshop in the engine: its replica, the windows that show it, its relay, and what is known about where its content is
 * safe. Every change, whoever made it, goes to the log; what came from one side goes to all the others.
 */
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { rootsOf } from '../../shared/document/roots.ts'
import type { RelayState, WorkshopStatus } from '../../shared/ipc/engine-port.ts'
import type { WorkshopId } from '../../shared/model/ids.ts'
import { MalformedError } from '../../shared/protocol/cursor.ts'
import { syncType } from '../../shared/protocol/messages.ts'
import { forgetDeparted } from '../../shared/protocol/presence.ts'
import { encodeSync } from '../../shared/protocol/sync-frames.ts'
import { StorageError, type RoomStore, type Seq } from '../../shared/storage/room-store.ts'
import { DisposableStore } from '../../shared/util/disposable-store.ts'
import { BlobTransfer } from './blob-transfer.ts'
import type { BlobStore } from './blob-store.ts'
import type { EngineValues } from './engine-values.ts'
import { encodeAwarenessFrame } from './frames.ts'
import { RelayLink, type RelayPosition } from './relay-link.ts'
import { Replica } from './replica.ts'
import type { UpdateWriter } from './update-writer.ts'
import type { WindowLink } from './window-link.ts'

export type SessionContext = {
  readonly store: RoomStore
  readonly writer: UpdateWriter
  readonly values: EngineValues
  readonly blobs: BlobStore
  /** The status or the content of `session` changed. */
  onChange(session: WorkshopSession, change: 'status' | 'content'): void
}

/** Origin of what was read from the log: everything else has yet to be written there. */
const fromLog = Symbol('log')
const compactAfterUpdates = 400
const positionDelayMs = 1_000
/** A version that no version of the document equals. */
const unknownVersion = -1

export class WorkshopSession {
  readonly id: WorkshopId
  readonly awareness: Awareness
  readonly #context: SessionContext
  readonly #replica = new Replica()
  readonly #links = new Set<WindowLink>()
  #holds = 0
  readonly #releases = new DisposableStore()
  readonly #lineage: string
  readonly #loadedHead: Seq
  #relay: RelayLink | null = null
  #unlinkedState: RelayState = { kind: 'none' }
  #blobTransfer: BlobTransfer | null = null
  /** Counts the changes of the document; the two below say up to which one it is safe. */
  #version = 0
  #storedVersion = 0
  #relayVersion = unknownVersion
  /** Where the relay stood when it had everything up to `#relayVersion`. */
  #confirmedAt: RelayPosition | null = null
  #positionTimer: NodeJS.Timeout | null = null

  /** Reads the workshop from the log. Throws StorageError; 'corrupt' also when its updates do not fit together. */
  constructor(context: SessionContext, id: WorkshopId) {
    const stored = context.store.load(id)
    if (stored === null) throw new StorageError('unknown', `there is no workshop ${id}`)
    this.#context = context
    this.id = id
    this.#lineage = stored.lineage
    this.#loadedHead = stored.head
    this.#loadUpdates(stored.snapshot === null ? stored.updates : [stored.snapshot, ...stored.updates])
    const { doc } = this.#replica
    this.awareness = new Awareness(doc)
    forgetDeparted(this.awareness)
    // The engine itself is nobody.
    this.awareness.setLocalState(null)
    this.awareness.on('update', (changes: AwarenessChanges, origin: unknown) => this.#forwardAwareness(changes, origin))
    doc.on('update', (update: Uint8Array, origin: unknown) => this.#handleUpdate(update, origin))
    rootsOf(doc).blobs.observe(() => this.refreshBlobs())
    this.#releases.add(() => this.#replica.dispose())
    if (stored.updates.length >= compactAfterUpdates) this.#compact()
  }

  get doc(): Y.Doc {
    return this.#replica.doc
  }

  /** True while a window shows it or background work reads it. */
  get isInUse(): boolean {
    return this.#links.size > 0 || this.#holds > 0
  }

  /** Keeps the workshop in use until the returned function is called, once. */
  hold(): () => void {
    this.#holds += 1
    return () => {
      this.#holds -= 1
    }
  }

  get relayUrl(): string | null {
    return this.#context.values.getOf(this.id, 'relay-url') ?? null
  }

  get status(): WorkshopStatus {
    const isOnRelay = this.relayUrl !== null && this.#relayVersion === this.#version
    return {
      isStored: this.#storedVersion === this.#version,
      storageProblem: this.#context.writer.problem,
      relay: this.#relay?.state ?? this.#unlinkedState,
      isOnRelay,
      deviceCount: isOnRelay ? (this.#relay?.deviceCount ?? 0) : 0,
      pendingBlobs: this.#blobTransfer?.pendingCount ?? 0,
    }
  }

  /** As `Replica.receive`: false when something is missing. Throws MalformedError. */
  receive(update: Uint8Array, origin: unknown): boolean {
    return this.#replica.receive(update, origin)
  }

  /** Runs `callback` when everything received so far is committed on this computer. */
  afterCommit(callback: () => void): void {
    this.#context.writer.afterCommit(callback)
  }

  addLink(link: WindowLink): void {
    this.#links.add(link)
  }

  removeLink(link: WindowLink): void {
    this.#links.delete(link)
  }

  sendStatus(): void {
    for (const link of this.#links) link.sendStatus()
  }

  /** Connects to the relay that the workshop is shared through; while the user works offline, `isAllowed` is false, to none. */
  connect(isAllowed: boolean): void {
    this.#disconnect()
    const url = this.relayUrl
    this.#unlinkedState = url === null ? { kind: 'none' } : { kind: 'offline', since: Date.now(), reason: 'working-offline' }
    if (url === null) {
      this.#changed('status')
      return
    }
    this.#recallPosition(url)
    const transfer = new BlobTransfer({
      url, room: this.id, blobs: this.#context.blobs, values: this.#context.values,
      wanted: () => [...rootsOf(this.doc).blobs.keys()],
      onChange: () => this.#changed('status'),
    })
    this.#blobTransfer = transfer
    if (isAllowed) {
      const replica = { doc: this.doc, awareness: this.awareness, receive: this.receive.bind(this), afterCommit: this.afterCommit.bind(this) }
      let wasOnline = false
      const relay: RelayLink = new RelayLink(url, this.id, replica, {
        onChange: () => {
          if (relay !== this.#relay) return
          this.#compareWithRelay(relay)
          const isOnline = relay.state.kind === 'online'
          if (isOnline !== wasOnline) transfer.setOnline(isOnline)
          wasOnline = isOnline
          this.#changed('status')
        },
        onPresenceNeeded: () => {
          for (const link of this.#links) link.queryAwareness()
        },
      })
      this.#relay = relay
    }
    this.#changed('status')
  }

  /** Looks again which blobs are to be sent or fetched. */
  refreshBlobs(): void {
    this.#blobTransfer?.refresh()
  }

  dispose(): void {
    this.#rememberPosition()
    this.#disconnect()
    this.#releases.dispose()
  }

  /** Writes a snapshot of what was loaded. Only housekeeping: a full disk must not keep anybody from reading. */
  #compact(): void {
    try {
      this.#context.store.compact(this.id, Y.encodeStateAsUpdate(this.doc), this.#loadedHead)
    } catch (error) {
      if (!(error instanceof StorageError)) throw error
    }
  }

  get #head(): Seq {
    return this.#context.writer.head(this.id) ?? this.#loadedHead
  }

  #loadUpdates(updates: readonly Uint8Array[]): void {
    for (const update of updates) {
      let isWhole: boolean
      try {
        isWhole = this.#replica.receive(update, fromLog)
      } catch (error) {
        if (error instanceof MalformedError) throw new StorageError('corrupt', `workshop ${this.id}: ${error.message}`, { cause: error })
        throw error
      }
      if (!isWhole) throw new StorageError('corrupt', `workshop ${this.id}: an update refers to content that is not in the log`)
    }
  }

  #handleUpdate(update: Uint8Array, origin: unknown): void {
    const isFromRelay = this.#relay !== null && origin === this.#relay.origin
    const wasOnRelay = this.#relayVersion === this.#version
    this.#version += 1
    if (isFromRelay && wasOnRelay) this.#relayVersion = this.#version
    const version = this.#version
    this.#context.writer.append(this.id, update)
    this.afterCommit(() => {
      this.#storedVersion = Math.max(version, this.#storedVersion)
      if (this.#storedVersion === this.#version) this.#changed('status')
    })
    const frame = encodeSync(syncType.update, update)
    for (const link of this.#links) if (link !== origin) link.sendFrame(frame)
    this.#changed('content')
  }

  #forwardAwareness({ added, updated, removed }: AwarenessChanges, origin: unknown): void {
    const clients = [...added, ...updated, ...removed]
    const frame = encodeAwarenessFrame(encodeAwarenessUpdate(this.awareness, clients))
    for (const link of this.#links) if (link !== origin) link.sendFrame(frame)
  }

  /** Brings up to date whether the relay has everything, after it said something. */
  #compareWithRelay(relay: RelayLink): void {
    const { position } = relay
    if (relay.hasEverything) {
      this.#relayVersion = this.#version
      this.#confirmedAt = position
      this.#positionTimer ??= setTimeout(() => this.#rememberPosition(), positionDelayMs)
      return
    }
    const confirmed = this.#confirmedAt
    // Another relay under the same address, or one that was set back: what it once acknowledged is no longer there.
    if (position !== null && confirmed !== null && (position.lineage !== confirmed.lineage || position.seq < confirmed.seq)) {
      this.#relayVersion = unknownVersion
      this.#confirmedAt = null
      this.#context.values.noteOf(this.id, 'relay-position', null)
    }
  }

  #recallPosition(url: string): void {
    const remembered = this.#context.values.getOf(this.id, 'relay-position')
    if (remembered == null || remembered.url !== url || remembered.localLineage !== this.#lineage || remembered.localHead !== this.#head) return
    if (this.#storedVersion !== this.#version) return
    this.#relayVersion = this.#version
    this.#confirmedAt = { lineage: remembered.relayLineage, seq: remembered.relaySeq }
  }

  #rememberPosition(): void {
    if (this.#positionTimer !== null) clearTimeout(this.#positionTimer)
    this.#positionTimer = null
    const url = this.#relay?.url
    const confirmed = this.#confirmedAt
    if (url === undefined || confirmed === null || this.#relayVersion !== this.#version || this.#storedVersion !== this.#version) return
    this.#context.values.noteOf(this.id, 'relay-position', {
      url, relayLineage: confirmed.lineage, relaySeq: confirmed.seq, localLineage: this.#lineage, localHead: this.#head,
    })
  }

  #disconnect(): void {
    const [relay, transfer] = [this.#relay, this.#blobTransfer]
    this.#rememberPosition()
    this.#relay = null
    this.#blobTransfer = null
    this.#relayVersion = unknownVersion
    this.#confirmedAt = null
    transfer?.dispose()
    relay?.dispose()
  }

  #changed(change: 'status' | 'content'): void {
    this.#context.onChange(this, change)
  }
}

type AwarenessChanges = { added: number[]; updated: number[]; removed: number[] }
