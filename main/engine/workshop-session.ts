/**
 * One document of a workshop in the engine: its replica, the windows that show it, its relay, and what is known about where its content is
 * safe. Every change, whoever made it, goes to the log; what came from one side goes to all the others.
 */
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { readOnlyReason } from '../../shared/document/boards/content-guard.ts'
import { bringsOutcome, isOfTwoWriters, mendOutcomes } from '../../shared/document/boards/mend-outcomes.ts'
import { adoptOrphans, watchForOrphans } from '../../shared/document/boards/orphaned-words.ts'
import { rootsOf } from '../../shared/document/roots.ts'
import type { RelayState, WorkshopStatus } from '../../shared/ipc/engine-port.ts'
import { parseRoomName, type RoomName, type WorkshopId } from '../../shared/model/ids.ts'
import { mayWrite, type DocumentKind } from '../../shared/model/roles.ts'
import type { RelayAddress } from '../../shared/protocol/join-link.ts'
import { forgetDeparted, type AwarenessChanges } from '../../shared/protocol/presence.ts'
import { Replica } from '../../shared/protocol/replica.ts'
import { StorageError, type RoomStore, type Seq } from '../../shared/storage/room-store.ts'
import { DisposableStore } from '../../shared/util/disposable-store.ts'
import type { Access } from './access/access.ts'
import { RevocationCourier } from './access/revocation-courier.ts'
import { BlobTransfer, type BlobDoor, type BlobTransferOptions } from './blobs/blob-transfer.ts'
import type { BlobStore } from './blobs/blob-store.ts'
import { relayKey, type BlobPlace, type EngineValues } from './engine-values.ts'
import { adopted, OwnWriters } from './own-writers.ts'
import { RelayLink } from './relay/relay-link.ts'
import type { RelayPlace } from './relay/relay-places.ts'
import { SavedVersions } from './saved-versions.ts'
import { compactStored, loadReplica } from './stored-document.ts'
import type { UpdateWriter } from './update-writer.ts'
import { Uplink } from './relay/uplink.ts'
import { SessionWindows } from './windows/session-windows.ts'
import { WindowLink } from './windows/window-link.ts'

export type SessionContext = {
  readonly store: RoomStore
  readonly writer: UpdateWriter
  readonly values: EngineValues
  readonly blobs: BlobStore
  readonly access: Access
  /** The relay of the workshop of `session` was found elsewhere, and the new address was remembered. */
  onMoved(session: WorkshopSession): void
  /** The status or the content of `session` changed. */
  onChange(session: WorkshopSession, change: 'status' | 'content'): void
}

const compactAfterUpdates = 400
/** Longer than a room needs to come back after a crash, or a laptop after a walk to another hall. */
const longGoneMs = 120_000

export class WorkshopSession {
  readonly room: RoomName
  readonly workshop: WorkshopId
  readonly document: DocumentKind
  readonly awareness: Awareness
  readonly #context: SessionContext
  readonly #replica = new Replica()
  readonly #windows = new SessionWindows()
  readonly #ownWriters: OwnWriters
  #holds = 0
  /** Whether an outcome came onto a board, or a board came back, since it was last looked whether two have one id. */
  #hasNewOutcome = false
  readonly #releases = new DisposableStore()
  readonly #loadedHead: Seq
  #link: RelayLink | null = null
  #unlinkedState: RelayState = { kind: 'none' }
  #blobTransfer: BlobTransfer | null = null
  #uplink: Uplink | null = null
  readonly #courier: RevocationCourier
  /**
   * Follows the relay that the connection was made to. Not that of the workshop at the moment: the user, or the other document, may have gone on to another one while this
   * connection has still to end.
   */
  readonly #saved: SavedVersions

  /**
   * Reads the document from the log; responses begin empty, notes must be there. Throws StorageError; 'corrupt' also when its updates
   * do not fit together, or when what the workshop cannot do without beside them is damaged.
   */
  constructor(context: SessionContext, room: RoomName) {
    const name = parseRoomName(room)
    const stored = context.store.load(room)
    if (name === null || (stored === null && name.document === 'notes')) throw new StorageError('unknown', `there is no workshop ${room}`)
    const damage = context.values.findDamage(name.workshop)
    if (damage !== null) throw damage
    this.#context = context
    this.room = room
    this.workshop = name.workshop
    this.document = name.document
    this.#courier = new RevocationCourier(context.access.revocations, name.workshop)
    this.#loadedHead = stored?.head ?? 0
    this.#saved = new SavedVersions({
      room, values: context.values, lineage: () => context.store.position(room)?.lineage ?? null, head: () => context.writer.head(room) ?? this.#loadedHead,
    })
    if (stored !== null) loadReplica(this.#replica, room, stored)
    const { doc } = this.#replica
    this.#ownWriters = new OwnWriters(context.values, room)
    doc.on('afterTransaction', (transaction: Y.Transaction) => this.#ownWriters.note(transaction))
    this.awareness = new Awareness(doc)
    forgetDeparted(this.awareness)
    // The engine itself is nobody.
    this.awareness.setLocalState(null)
    this.awareness.on('update', (changes: AwarenessChanges, origin: unknown) => this.#windows.sendAwareness(this.awareness, changes, origin))
    doc.on('update', (update: Uint8Array, origin: unknown) => this.#handleUpdate(update, origin))
    if (this.document === 'notes') {
      doc.on('afterTransaction', (transaction: Y.Transaction) => {
        this.#hasNewOutcome ||= bringsOutcome(transaction)
      })
      rootsOf(doc).blobs.observe(() => this.refreshBlobs())
      rootsOf(doc).invites.observe(() => this.#takeRevocations())
      this.#takeRevocations()
    }
    this.#releases.add(() => this.#replica.dispose())
    if ((stored?.updates.length ?? 0) >= compactAfterUpdates) compactStored(context.store, room, doc, this.#loadedHead)
  }

  get doc(): Y.Doc {
    return this.#replica.doc
  }

  /** True while a window shows it or background work reads it. */
  get isInUse(): boolean {
    return !this.#windows.isEmpty || this.#holds > 0
  }

  /** Keeps the workshop in use until the returned function is called, once. */
  hold(): () => void {
    this.#holds += 1
    return () => {
      this.#holds -= 1
    }
  }

  get relay(): RelayAddress | null {
    return this.#context.values.relayOf(this.workshop)
  }

  get status(): WorkshopStatus {
    const isOnRelay = this.relay !== null && this.#saved.isOnRelay
    return {
      isStored: this.#saved.isStored,
      storageProblem: this.#context.writer.problem,
      relay: this.#link?.state ?? this.#unlinkedState,
      isOnRelay,
      deviceCount: isOnRelay ? (this.#link?.deviceCount ?? 0) : 0,
      pendingBlobs: this.#blobTransfer?.pendingCount ?? 0,
      role: this.#context.access.roleIn(this.workshop),
    }
  }

  /** As `Replica.receive`: false when something is missing. Throws MalformedError. */
  receive(update: Uint8Array, origin: unknown): boolean {
    const { doc } = this.#replica
    // What a window has not seen yet is here already, whoever wrote it, and goes on from here as deleted: nobody else would notice.
    const isOurs = (client: number): boolean => origin instanceof WindowLink || this.#ownWriters.has(client)
    // A window draws the board once, with the words in their new place: a caret that is behind them finds them again.
    return this.#windows.joining(() => {
      // The limits are for others: what was written here at once (a long text that was imported) is to be saved.
      const { result, orphans } = watchForOrphans(doc, update, isOurs, () => this.#replica.receive(update, origin, origin instanceof WindowLink))
      if (orphans.length > 0) adoptOrphans(doc, orphans, adopted)
      if (this.#hasNewOutcome) {
        this.#hasNewOutcome = false
        // By those who wrote one of the two.
        this.#mendOutcomes((second, oldest) => isOfTwoWriters(second, oldest) && (this.#ownWriters.has(second) || this.#ownWriters.has(oldest)))
      }
      return result
    })
  }

  /** Runs `callback` when everything received so far is committed on this computer. */
  afterCommit(callback: () => void): void {
    this.#context.writer.afterCommit(callback)
  }

  /** Adds a window that shows the document from now on. */
  addLink(link: WindowLink): void {
    // What neither of those who wrote it has mended (a file), and what was taken over twice while no page with the answers was open.
    this.#mendOutcomes()
    this.#windows.add(link)
  }

  #mendOutcomes(isOurs?: (second: number, oldest: number) => boolean): void {
    // Like the windows: nothing is written into a workshop of a newer version.
    if (this.document === 'notes' && readOnlyReason(this.doc) !== 'from-newer-version' && mayWrite(this.#context.access.roleIn(this.workshop), 'notes')) mendOutcomes(this.doc, adopted, isOurs)
  }

  removeLink(link: WindowLink): void {
    this.#windows.remove(link)
  }

  sendStatus(): void {
    this.#windows.sendStatus()
  }

  /** How the connection to the relay behind the room of this computer stands; null while there is to be none. */
  get uplinkState(): RelayState | null {
    return this.#uplink?.state ?? null
  }

  /** The connection to the relay; null while there is to be none. */
  get link(): RelayLink | null {
    return this.#link
  }

  /** By how much the clock of the relay that is furthest behind is ahead of this computer's, ms; never more than 0. */
  get relaysAheadMs(): number {
    return Math.min(0, this.#link?.connection.clockAheadMs ?? 0, this.#uplink?.clockAheadMs ?? 0)
  }

  /** Connects to the relay that the workshop is shared through; while the user works offline, `isAllowed` is false, to none. */
  connect(isAllowed: boolean): void {
    this.#disconnect()
    const { relay } = this
    this.#unlinkedState = relay === null ? { kind: 'none' } : { kind: 'offline', since: Date.now(), reason: 'working-offline' }
    if (relay === null) {
      this.#changed('status')
      return
    }
    this.#saved.follow(relayKey(relay))
    this.#blobTransfer = this.document === 'notes' ? this.#newOwnTransfer() : null
    if (isAllowed) {
      this.#link = this.#newLink(relay)
      this.#uplink = this.#newUplink(relay)
    }
    this.#changed('status')
  }

  /** Connects anew to the relay behind the room, or to none; the connection to the room stays. */
  connectUplink(): void {
    const { relay } = this
    this.#uplink?.dispose()
    this.#uplink = relay === null || this.#link === null ? null : this.#newUplink(relay)
    this.#changed('status')
  }

  /** Whether the relay refused the invite that this computer holds, or asked for one that it does not hold. */
  get isInviteRefused(): boolean {
    return this.#link?.isInviteRefused ?? false
  }

  /** Drops the connection and makes it anew, at once. */
  reconnect(): void {
    this.#link?.reconnect()
    this.#uplink?.reconnect()
  }

  /** A relay may have become reachable somewhere else: looks there, unless there is a connection. */
  lookElsewhere(): void {
    if (this.#link?.state.kind === 'offline') this.#link.lookElsewhere()
  }

  /** The other document of the workshop found the relay somewhere else. */
  follow(): void {
    if (this.#link !== null && this.#link.state.kind !== 'online') this.#link.reconnect()
  }

  /** The user goes under another name: a relay that knows the old one, or is just being told it, learns the new one by a new connection. */
  introduceAnew(): void {
    if (this.#link !== null && (this.#link.state.kind === 'connecting' || this.#link.connection.admittedAs !== null)) this.#link.reconnect()
    this.#uplink?.reconnect()
  }

  /** Tells every relay what it does not know of invites that were taken back, where this computer may. */
  sendRevocations(): void {
    if (this.#link !== null) this.#courier.send(this.#link)
    this.#uplink?.sendRevocations()
  }

  #takeRevocations(): void {
    if (this.#context.access.revocations.take(this.workshop, this.doc)) this.sendRevocations()
  }

  #newLink(known: RelayAddress): RelayLink {
    const { access } = this.#context
    const replica = {
      doc: this.doc, awareness: this.awareness, receive: this.receive.bind(this), afterCommit: this.afterCommit.bind(this),
      isConfirmed: () => this.#saved.isOnRelay,
    }
    const link: RelayLink = new RelayLink({
      places: () => access.placesOf(this.workshop, this.relay ?? known, this.#hasLongGone), room: this.room, replica, access: access.linkAccess(this.workshop),
      events: {
        onChange: () => {
          if (link !== this.#link) return
          if (!this.#saved.compareWith(link)) this.#blobTransfer?.forgetRelay()
          const { state } = link
          this.#courier.noteState(state)
          this.#blobTransfer?.setOnline(state.kind === 'online')
          this.#changed('status')
        },
        onLacking: () => {
          if (link !== this.#link || !this.#saved.doubt()) return
          this.#blobTransfer?.forgetRelay()
          this.#changed('status')
        },
        onListening: () => {
          this.#windows.queryAwareness()
          this.#uplink?.announceTo(this.awareness)
          const { admittedAs, place } = link.connection
          this.#courier.noteListening()
          if (admittedAs !== null && admittedAs !== access.roleIn(this.workshop)) this.#context.values.noteOf(this.workshop, 'role', admittedAs)
          if (access.noteReached(this.workshop, place)) this.#context.onMoved(this)
          this.#saved.rename(this.#keyOf(place))
          this.sendRevocations()
        },
        onRevoked: (subject) => {
          const lineage = link.position?.lineage
          if (lineage === undefined) return
          access.revocations.confirm(this.workshop, lineage, subject)
          this.#changed('status')
        },
      },
    })
    return link
  }

  #newOwnTransfer(): BlobTransfer {
    const relay = (): BlobPlace => ({ url: this.#saved.relay, lineage: this.#link?.position?.lineage ?? null })
    const door = (): BlobDoor => {
      if (this.#link === null) throw new Error('blobs travel while there is a connection')
      return this.#link.connection
    }
    return this.#newTransfer({ memory: 'relay-blobs', relay, door }, () => this.#uplink?.refreshBlobs())
  }

  #newUplink(relay: RelayAddress): Uplink | null {
    const { access, values } = this.#context
    const uplink = values.getOf(this.workshop, 'uplink') ?? null
    if (uplink === null || relayKey(uplink) === relayKey(relay)) return null
    return new Uplink({
      relay: uplink, workshop: this.workshop, room: this.room, access,
      replica: { doc: this.doc, awareness: this.awareness, receive: this.receive.bind(this), afterCommit: this.afterCommit.bind(this) },
      isOwn: (client) => this.#windows.speakFor(client),
      newTransfer: this.document === 'notes' ? (way) => this.#newTransfer({ ...way, memory: 'uplink-blobs' }, () => this.#blobTransfer?.refresh()) : null,
      onChange: () => this.#changed('status'),
    })
  }

  /** `refreshOther`: what came from one relay may be what another one lacks. */
  #newTransfer(way: Pick<BlobTransferOptions, 'memory' | 'relay' | 'door'>, refreshOther: () => void): BlobTransfer {
    const { access, blobs, values } = this.#context
    return new BlobTransfer({
      ...way, room: this.workshop, blobs, values,
      mayUpload: () => mayWrite(access.roleIn(this.workshop), 'notes'),
      wanted: () => [...rootsOf(this.doc).blobs.keys()],
      onChange: () => {
        refreshOther()
        this.#changed('status')
      },
    })
  }

  /** Looks again which blobs are to be sent or fetched. */
  refreshBlobs(): void {
    this.#blobTransfer?.refresh()
    this.#uplink?.refreshBlobs()
  }

  dispose(): void {
    this.#disconnect()
    this.#releases.dispose()
  }

  /** Whether the relay has been away for so long that it may not come back. */
  get #hasLongGone(): boolean {
    const state = this.#link?.state
    return state?.kind === 'offline' && Date.now() - state.since > longGoneMs
  }

  #handleUpdate(update: Uint8Array, origin: unknown): void {
    const isFromRelay = this.#link !== null && origin === this.#link.origin
    const noteStored = this.#saved.noteChange(isFromRelay)
    this.#context.writer.append(this.room, update)
    this.afterCommit(() => {
      noteStored()
      if (this.#saved.isStored) this.#changed('status')
    })
    this.#windows.sendUpdate(update, origin)
    this.#changed('content')
  }

  /** What names the relay that was reached at `place`: the workshop may know it under another address. */
  #keyOf({ url, pin }: RelayPlace): string {
    const { relay } = this
    return relayKey(relay !== null && relay.pin === pin && relay.urls.includes(url) ? relay : { urls: [url], pin })
  }

  #disconnect(): void {
    const [link, transfer, uplink] = [this.#link, this.#blobTransfer, this.#uplink]
    this.#saved.leave()
    this.#link = null
    this.#blobTransfer = null
    this.#uplink = null
    transfer?.dispose()
    link?.dispose()
    uplink?.dispose()
  }

  #changed(change: 'status' | 'content'): void {
    this.#context.onChange(this, change)
  }
}
