/**
 * One document of a workshop in one window. The document lives here and in the engine; between the two runs the handshake of y-protocols, so
 * that a reloaded page and a restarted engine heal in the same way as two peers on a network. An edit is handed over the moment
 * it is made, and counts as saved when the engine says that it is committed.
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate, removeAwarenessStates } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { adoptOrphans, watchForOrphans } from '../../shared/document/boards/orphaned-words.ts'
import { readSchemaVersion } from '../../shared/document/read-workshop.ts'
import { rootsOf, supportedSchemaVersion } from '../../shared/document/roots.ts'
import type { EngineFailure, WindowToEngine, WorkshopStatus } from '../../shared/ipc/engine-port.ts'
import { roomOf, type RoomName, type WorkshopId } from '../../shared/model/ids.ts'
import type { DocumentKind } from '../../shared/model/roles.ts'
import { messageType, syncType } from '../../shared/protocol/messages.ts'
import { forgetDeparted, type AwarenessChanges } from '../../shared/protocol/presence.ts'
import { encodeSync } from '../../shared/protocol/sync-frames.ts'
import type { EngineMessage } from './engine-connection.ts'
import { EngineError, type SessionStatus, type Unsubscribe, type WorkshopSession } from './source.ts'

/** Origin of changes that came from the engine. */
const fromEngine = Symbol('engine')
/** Origin of words of this window that go back into the document: the engine did not have them yet when somebody took their block away. */
const adopted = Symbol('adopted')

const unknownStatus: WorkshopStatus = { isStored: false, storageProblem: null, relay: { kind: 'none' }, isOnRelay: false, deviceCount: 0, pendingBlobs: 0, role: 'facilitator' }

/** What the engine said about one document. */
export type RoomMessage = Extract<EngineMessage, { room: RoomName }>

export type DesktopSessionHost = {
  post(message: WindowToEngine): void
  isConnected(): boolean
  /** The user is done with the session; false when somebody else in this window still uses it. */
  release(): boolean
  /** Everything is handed over after `close`. */
  onClosed(): void
}

export class DesktopSession implements WorkshopSession {
  readonly id: WorkshopId
  readonly document: DocumentKind
  readonly doc = new Y.Doc()
  readonly awareness: Awareness
  readonly whenLoaded: Promise<void>
  readonly #host: DesktopSessionHost
  readonly #room: RoomName
  readonly #listeners = new Set<(status: SessionStatus) => void>()
  readonly #resolveLoaded: () => void
  readonly #rejectLoaded: (error: EngineError) => void
  #status: SessionStatus
  #engineStatus: WorkshopStatus = unknownStatus
  #failure: EngineFailure | null = null
  #isLoaded = false
  #isClosing = false
  /** Whether this window's answer to the engine's step 1 is out: only then may single updates follow it. */
  #hasHandedOver = false
  #sentFrames = 0
  #ackedFrames = 0
  /** Whether there is something that no engine has acknowledged since the current one was asked to open the document. */
  #isHandoverDue = false
  /** The engine could not open the document, and was not asked again since. */
  #isRefused = false

  constructor(id: WorkshopId, document: DocumentKind, host: DesktopSessionHost) {
    this.id = id
    this.document = document
    this.#room = roomOf(id, document)
    this.#host = host
    this.awareness = new Awareness(this.doc)
    forgetDeparted(this.awareness)
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    this.whenLoaded = promise
    this.#resolveLoaded = resolve
    this.#rejectLoaded = reject
    // Whoever does not wait for it reads the failure in the status.
    promise.catch(() => undefined)
    this.#status = this.#readStatus()
    this.doc.on('update', (update: Uint8Array, origin: unknown) => this.#sendUpdate(update, origin))
    this.awareness.on('update', (changes: AwarenessChanges, origin: unknown) => {
      // Others of whom nothing was heard for a while are for the engine to forget.
      if (origin === 'local') this.#sendAwareness([...changes.added, ...changes.updated, ...changes.removed])
    })
    rootsOf(this.doc).meta.observe(() => this.#refresh())
    if (host.isConnected()) this.reopen()
  }

  getStatus(): SessionStatus {
    return this.#status
  }

  onStatus(listener: (status: SessionStatus) => void): Unsubscribe {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Ends the session when everything is saved: closing a board must not lose what an absent engine has not got yet. */
  close(): void {
    if (!this.#host.release()) return
    this.#isClosing = true
    this.awareness.setLocalState(null)
    this.#refresh()
  }

  /** Takes the session into use again, after `close` or by one more user. */
  revive(): void {
    this.retry()
    if (!this.#isClosing) return
    this.#isClosing = false
    this.awareness.setLocalState({})
  }

  /** Asks the engine once more when it could not open the document: its storage may have been mended, or replaced by a copy. */
  retry(): void {
    if (this.#isRefused) this.reopen()
  }

  /** Starts anew with the engine that has just connected. */
  reopen(): void {
    this.#isRefused = false
    this.#beginCount()
    this.#host.post({ type: 'open', room: this.#room })
    this.#sendFrame(encodeSync(syncType.step1, Y.encodeStateVector(this.doc)))
    // With a newer clock: others may have seen this window leave with the engine that is gone.
    this.#renewPresence()
    this.#refresh()
  }

  /** The engine is gone; a new one will be announced by `reopen`. */
  handleLost(): void {
    this.#isHandoverDue ||= this.#sentFrames !== this.#ackedFrames
    this.#hasHandedOver = false
    this.#refresh()
  }

  receive(message: RoomMessage): void {
    switch (message.type) {
      case 'frame':
        this.#receiveFrame(message.bytes)
        return
      case 'ack':
        this.#ackedFrames = message.count
        if (this.#hasHandedOver && this.#ackedFrames === this.#sentFrames) this.#isHandoverDue = false
        break
      case 'status':
        this.#engineStatus = message.status
        break
      case 'open-failed':
        this.#handleRefusal(message.failure)
        break
    }
    this.#refresh()
  }

  /** What engines said before was said of storage that this one does not have: all that is here has to be handed over, to whichever can take it. */
  #handleRefusal(failure: EngineFailure): void {
    this.#isRefused = true
    this.#failure = failure
    this.#engineStatus = { ...unknownStatus, role: this.#engineStatus.role }
    this.#isHandoverDue ||= this.#isLoaded
    this.#beginCount()
    this.#rejectLoaded(new EngineError(failure))
  }

  #beginCount(): void {
    this.#hasHandedOver = false
    this.#sentFrames = 0
    this.#ackedFrames = 0
  }

  #receiveFrame(bytes: Uint8Array): void {
    const decoder = decoding.createDecoder(bytes)
    switch (decoding.readVarUint(decoder)) {
      case messageType.sync:
        this.#receiveSync(decoding.readVarUint(decoder), decoding.readVarUint8Array(decoder))
        return
      case messageType.awareness:
        applyAwarenessUpdate(this.awareness, decoding.readVarUint8Array(decoder), fromEngine)
        return
      case messageType.queryAwareness:
        this.#renewPresence()
        return
      default:
        throw new Error(`unexpected frame of type ${String(bytes[0])} from the engine`)
    }
  }

  #receiveSync(type: number, payload: Uint8Array): void {
    if (type === syncType.step1) {
      // Counted before it is posted: the acknowledgement may not be compared with an older count.
      this.#hasHandedOver = true
      this.#sentFrames += 1
      this.#sendFrame(encodeSync(syncType.step2, Y.encodeStateAsUpdate(this.doc, payload)))
      this.#refresh()
      return
    }
    const { orphans } = watchForOrphans(this.doc, payload, (client) => client === this.doc.clientID, () => Y.applyUpdate(this.doc, payload, fromEngine))
    if (orphans.length > 0) adoptOrphans(this.doc, orphans, adopted)
    if (type !== syncType.step2) return
    this.#isLoaded = true
    this.#failure = null
    this.#refresh()
    this.#resolveLoaded()
  }

  #sendUpdate(update: Uint8Array, origin: unknown): void {
    if (origin === fromEngine) return
    if (this.#hasHandedOver) {
      this.#sentFrames += 1
      this.#sendFrame(encodeSync(syncType.update, update))
    } else {
      this.#isHandoverDue = true
    }
    this.#refresh()
  }

  #sendAwareness(clients: readonly number[]): void {
    if (clients.length === 0) return
    this.#sendFrame(encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, messageType.awareness)
      encoding.writeVarUint8Array(encoder, encodeAwarenessUpdate(this.awareness, [...clients]))
    }))
  }

  /** Says again who this is: setting the same state raises its clock, and the change is sent as any other. */
  #renewPresence(): void {
    this.awareness.setLocalState(this.awareness.getLocalState())
  }

  #sendFrame(bytes: Uint8Array): void {
    this.#host.post({ type: 'frame', room: this.#room, bytes })
  }

  #readStatus(): SessionStatus {
    const isSavedHere = !this.#isHandoverDue && this.#sentFrames === this.#ackedFrames
    const { isOnRelay, deviceCount } = this.#engineStatus
    return {
      ...this.#engineStatus,
      // What the engine said last knows nothing of an edit that has not reached it.
      isOnRelay: isSavedHere && isOnRelay,
      deviceCount: isSavedHere ? deviceCount : 0,
      isLoaded: this.#isLoaded,
      isSavedHere,
      isEngineLost: !this.#host.isConnected(),
      isFromNewerVersion: readSchemaVersion(this.doc) > supportedSchemaVersion,
      failure: this.#failure,
    }
  }

  /** Tells listeners when something of the status is different. */
  #refresh(): void {
    const status = this.#readStatus()
    if (this.#isClosing && status.isSavedHere) {
      this.#end()
      return
    }
    if (isSameStatus(status, this.#status)) return
    this.#status = status
    for (const listener of this.#listeners) listener(status)
  }

  #end(): void {
    this.#isClosing = false
    this.#listeners.clear()
    this.#host.post({ type: 'close', room: this.#room })
    this.#host.onClosed()
    removeAwarenessStates(this.awareness, [...this.awareness.getStates().keys()], fromEngine)
    this.doc.destroy()
  }
}

function isSameStatus(a: SessionStatus, b: SessionStatus): boolean {
  return (Object.keys(a) as (keyof SessionStatus)[]).every((key) => a[key] === b[key] || JSON.stringify(a[key]) === JSON.stringify(b[key]))
}
