/**
 * One document of a workshop in a browser. The page itself is the peer: what IndexedDB has is loaded first, then the relay is asked;
 * nothing is ever written into a document that is not all there. An edit counts as saved when IndexedDB has committed it.
 */
import { Awareness, removeAwarenessStates } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { readSchemaVersion } from '../../shared/document/read-workshop.ts'
import { rootsOf, supportedSchemaVersion } from '../../shared/document/roots.ts'
import type { EngineFailure, RelayState } from '../../shared/ipc/engine-port.ts'
import { inviteRefusals } from '../../shared/link/invite-refusals.ts'
import { roomOf, type WorkshopId } from '../../shared/model/ids.ts'
import { mayWrite, type DocumentKind, type Role } from '../../shared/model/roles.ts'
import type { PeerIdentity } from '../../shared/protocol/admission.ts'
import { MalformedError } from '../../shared/protocol/cursor.ts'
import type { InviteToken } from '../../shared/protocol/join-link.ts'
import type { ConnectedPeer } from '../../shared/protocol/minuta-frames.ts'
import { forgetDeparted } from '../../shared/protocol/presence.ts'
import { Replica } from '../../shared/protocol/replica.ts'
import { DisposableStore } from '../../shared/util/disposable-store.ts'
import { BrowserLink, refusals } from './browser-link.ts'
import type { RoomLog } from './browser-room-log.ts'
import type { BrowserStore } from './browser-store.ts'
import { EngineError, type SessionStatus, type Unsubscribe, type WorkshopSession } from './source.ts'

/** Origin of changes that came from IndexedDB. */
const fromStore = Symbol('store')

/** How to come to the relay, and as whom. */
export type GuestEntry = {
  readonly url: string
  readonly token: InviteToken | null
  readonly identity: PeerIdentity
  readonly device: number
  /** The role that the relay gave last time. */
  readonly role: Role | null
}

export type BrowserSessionHost = {
  readonly store: BrowserStore
  /** By client, from which clock on no relay is known to have what was written in this page; also by an earlier session of the document. */
  readonly unsent: Map<number, number>
  pendingBlobs(): number
  /** The relay let the page in, as `role`; `session` is what HTTP requests show. */
  onAdmitted(role: Role, session: Uint8Array | null): void
  /** `isInviteRefused` is true. */
  onInviteRefused(): void
  onPeers(peers: readonly ConnectedPeer[]): void
  /** The user is done with the session; false when somebody else in this page still uses it. */
  release(): boolean
  onClosed(): void
}

export class BrowserSession implements WorkshopSession {
  readonly id: WorkshopId
  readonly document: DocumentKind
  readonly doc: Y.Doc
  readonly awareness: Awareness
  readonly whenLoaded: Promise<void>
  readonly #host: BrowserSessionHost
  readonly #replica = new Replica()
  readonly #log: RoomLog
  readonly #releases = new DisposableStore()
  readonly #listeners = new Set<(status: SessionStatus) => void>()
  #resolveLoaded: () => void = () => undefined
  #rejectLoaded: (error: EngineError) => void = () => undefined
  #entry: GuestEntry
  #link: BrowserLink | null = null
  #role: Role
  readonly #started: Promise<void>
  #isStoreRead = false
  #isLoaded = false
  #isClosing = false
  #failure: EngineFailure | null = null
  #status: SessionStatus
  /** What waits for everything received to be committed. */
  #afterCommit: (() => void)[] = []

  constructor(id: WorkshopId, document: DocumentKind, entry: GuestEntry, host: BrowserSessionHost) {
    this.id = id
    this.document = document
    this.doc = this.#replica.doc
    this.#host = host
    this.#entry = entry
    this.#role = entry.role ?? 'viewer'
    this.awareness = new Awareness(this.doc)
    forgetDeparted(this.awareness)
    this.whenLoaded = new Promise((resolve, reject) => {
      this.#resolveLoaded = resolve
      this.#rejectLoaded = reject
    })
    // Whoever does not wait for it reads the failure in the status.
    this.whenLoaded.catch(() => undefined)
    this.#log = host.store.openLog(roomOf(id, document), () => Y.encodeStateAsUpdate(this.doc), () => this.#handleKept())
    this.#status = this.#readStatus()
    this.doc.on('update', (update: Uint8Array, origin: unknown, _doc: Y.Doc, { beforeState }: Y.Transaction) => {
      if (origin === fromStore) return
      const { clientID } = this.doc
      if (origin !== this.#link?.origin && !host.unsent.has(clientID)) host.unsent.set(clientID, beforeState.get(clientID) ?? 0)
      this.#log.append(update)
      // Whoever shares it came later than the page. Before the relay has answered, it may be a piece of the answer.
      if (this.#failure?.kind === 'no-such-workshop' && this.#link?.state.kind === 'online' && !isEmptyDocument(this.doc)) this.#setLoaded()
    })
    // After the link has sent what was edited: before, nothing would seem to be on its way.
    this.doc.on('afterAllTransactions', () => this.refresh())
    this.#started = this.#start()
  }

  getStatus(): SessionStatus {
    return this.#status
  }

  onStatus(listener: (status: SessionStatus) => void): Unsubscribe {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Ends the session when everything that was written here is kept or on the relay: leaving a page must not lose what neither has got yet. */
  close(): void {
    if (!this.#host.release()) return
    this.#isClosing = true
    this.awareness.setLocalState(null)
    this.refresh()
  }

  /** Takes the session into use again after `close`. */
  revive(): void {
    if (!this.#isClosing) return
    this.#isClosing = false
    this.awareness.setLocalState({})
  }

  /** Comes to the relay anew, as somebody else or with another invite. */
  enterAs(entry: GuestEntry): void {
    this.#entry = entry
    this.#failure = null
    if (this.#isStoreRead) this.#connect()
    this.refresh()
  }

  /** The page is looked at again, or the network is back. */
  hurry(): void {
    void this.#readOthers()
    this.#link?.hurry()
  }

  /** True after a refusal that only another invite can heal. */
  get isInviteRefused(): boolean {
    const { state } = this.#link ?? {}
    return state?.kind === 'offline' && inviteRefusals.has(state.reason)
  }

  askWhoIsConnected(): void {
    this.#link?.send({ type: 'queryPeers' })
  }

  /** Tells listeners when something of the status is different. */
  refresh(): void {
    if (this.#releases.isDisposed) return
    const status = this.#readStatus()
    if (status.isOnRelay) this.#host.unsent.clear()
    if (this.#isClosing && !this.#mustWait(status)) {
      this.#end()
      return
    }
    if (isSameStatus(status, this.#status)) return
    this.#status = status
    for (const listener of this.#listeners) listener(status)
  }

  async #start(): Promise<void> {
    await this.#log.load((update) => this.#readStored(update))
    if (this.#releases.isDisposed) return
    this.#isStoreRead = true
    if (this.#log.isWhole && (this.document === 'responses' || !isEmptyDocument(this.doc))) this.#setLoaded()
    this.#connect()
    this.refresh()
  }

  /** What other tabs have kept: one that was closed hands over nothing any more. */
  async #readOthers(): Promise<void> {
    await this.#started
    await this.#log.load((update) => !this.#releases.isDisposed && this.#readStored(update))
    if (!this.#releases.isDisposed && this.#log.isWhole && !isEmptyDocument(this.doc)) this.#setLoaded()
  }

  /** A damaged row is left where it is and not applied: the relay has what it held. */
  #readStored(update: Uint8Array): boolean {
    try {
      return this.#replica.receive(update, fromStore)
    } catch (error) {
      if (error instanceof MalformedError) return false
      throw error
    }
  }

  #connect(): void {
    this.#link?.dispose()
    const { url, token, identity, device } = this.#entry
    this.#link = new BrowserLink(
      { url, room: roomOf(this.id, this.document), replica: this.#replica, awareness: this.awareness, token, identity, device },
      // Notes are for reading here, whatever the role: boards are written in the app.
      (role) => this.document === 'responses' && mayWrite(role, 'responses'),
      {
        onChange: () => this.#handleLink(),
        onAdmitted: (role, session) => {
          this.#role = role
          void this.#readOthers()
          this.#host.onAdmitted(role, session)
          this.refresh()
        },
        onSynced: (isNothing) => this.#handleSynced(isNothing),
        afterCommit: (callback) => {
          if (this.#host.store.problem === null) this.#afterCommit.push(callback)
          if (this.#log.isKept) this.#handleKept()
        },
        onPeers: (peers) => this.#host.onPeers(peers),
      },
    )
  }

  #handleKept(): void {
    if (this.#log.isKept) for (const callback of this.#afterCommit.splice(0)) callback()
    this.refresh()
  }

  #handleLink(): void {
    const { state } = this.#link ?? {}
    if (!this.#isLoaded && state?.kind === 'offline' && refusals.has(state.reason)) this.#fail({ kind: 'refused', detail: state.reason })
    this.refresh()
    if (this.isInviteRefused) this.#host.onInviteRefused()
  }

  /** `isNothing`: of what the relay has. */
  #handleSynced(isNothing: boolean): void {
    // The responses of a workshop begin empty; where there are no notes, the relay does not have the workshop. A part of it may be here, from one that had it.
    if (this.document === 'notes' && isNothing && (!this.#log.isWhole || isEmptyDocument(this.doc))) {
      this.#fail({ kind: 'no-such-workshop', detail: '' })
      return
    }
    this.#setLoaded()
  }

  #setLoaded(): void {
    this.#failure = null
    if (this.#isLoaded) return
    this.#isLoaded = true
    // That nobody had answered anything is kept as well: this browser could not tell it from not knowing, and nothing could be answered without a network.
    this.#log.noteWhole()
    this.refresh()
    this.#resolveLoaded()
  }

  #fail(failure: EngineFailure): void {
    this.#failure = failure
    this.refresh()
    this.#rejectLoaded(new EngineError(failure))
  }

  /** Whether something would be lost now that a relay may still take: not what it said that it takes from nobody in this role. */
  #mustWait({ isSavedHere, relay }: SessionStatus): boolean {
    return this.#host.unsent.size > 0 && !isSavedHere && !(relay.kind === 'offline' && relay.reason === 'roleForbids')
  }

  #end(): void {
    this.#host.onClosed()
    this.#listeners.clear()
    this.#log.close()
    this.#link?.dispose()
    this.#releases.dispose()
    removeAwarenessStates(this.awareness, [...this.awareness.getStates().keys()], fromStore)
    this.awareness.destroy()
    this.#replica.dispose()
  }

  #readStatus(): SessionStatus {
    const { problem } = this.#host.store
    const relay: RelayState = this.#link?.state ?? { kind: 'connecting' }
    return {
      isStored: problem === null && this.#log.isKept,
      storageProblem: problem,
      relay,
      isOnRelay: this.#link?.hasEverything ?? false,
      deviceCount: this.#link?.deviceCount ?? 0,
      pendingBlobs: this.#host.pendingBlobs(),
      role: this.#role,
      isLoaded: this.#isLoaded,
      isSavedHere: problem === null && this.#log.isKept,
      isEngineLost: false,
      isFromNewerVersion: readSchemaVersion(this.doc) > supportedSchemaVersion,
      failure: this.#failure,
    }
  }
}

/** A workshop has a schema version from its first update on. */
function isEmptyDocument(doc: Y.Doc): boolean {
  return rootsOf(doc).meta.size === 0
}

function isSameStatus(a: SessionStatus, b: SessionStatus): boolean {
  return (Object.keys(a) as (keyof SessionStatus)[]).every((key) => a[key] === b[key] || JSON.stringify(a[key]) === JSON.stringify(b[key]))
}
