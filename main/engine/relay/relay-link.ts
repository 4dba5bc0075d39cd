/**
 * The connection of one workshop to its relay: the stock y-websocket provider, plus what `minuta.1` adds. It knows two things
 * that the provider does not: whether the relay has committed everything it was sent, and how many other devices have stored it.
 */
import { randomInt } from 'node:crypto'
import type { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { RelayState } from '../../../shared/ipc/engine-port.ts'
import { AskAgain } from '../../../shared/link/ask-again.ts'
import { frameHandlers } from '../../../shared/link/frame-handlers.ts'
import { reaches } from '../../../shared/link/holds-all.ts'
import { inviteRefusals } from '../../../shared/link/invite-refusals.ts'
import { RelayCoverage } from '../../../shared/link/relay-coverage.ts'
import { RelayPresence } from '../../../shared/link/relay-presence.ts'
import { makeRelayProvider } from '../../../shared/link/relay-provider.ts'
import { parseRoomName, type RoomName } from '../../../shared/model/ids.ts'
import { mayWrite } from '../../../shared/model/roles.ts'
import { MalformedError } from '../../../shared/protocol/cursor.ts'
import { closeReason, subprotocol, syncType } from '../../../shared/protocol/messages.ts'
import { encodeMinutaFrame, type ConnectedPeer, type RelayFrame } from '../../../shared/protocol/minuta-frames.ts'
import { encodeSync } from '../../../shared/protocol/sync-frames.ts'
import { assertNever } from '../../../shared/util/assert-never.ts'
import { DisposableStore } from '../../../shared/util/disposable-store.ts'
import { OtherCertificateError } from './pinned-connection.ts'
import { PeerQueries } from './peer-queries.ts'
import { RelayConnection } from './relay-connection.ts'
import type { LinkAccess, RelayLinkEvents, RelayLinkOptions, RelayPosition, RelayReplica } from './relay-link-options.ts'
import { RelayPlaces } from './relay-places.ts'
import { RelayRetries } from './relay-retries.ts'
import { relaySocketClass } from './relay-socket.ts'

/** Why this end does not go on: the certificate, no proof of a facilitator, no invite. */
type OwnRefusal = 'otherCertificate' | 'notVouched' | 'inviteMissing'

/** One engine is one device. Chosen anew at each start, so that nobody can be followed by it. */
const thisDevice = randomInt(2 ** 48 - 1)
const handshakeTimeoutMs = 8_000
/** Where there is another place to try. */
const shortHandshakeTimeoutMs = 2_500

export class RelayLink {
  readonly #room: RoomName
  readonly #replica: RelayReplica
  readonly #access: LinkAccess
  readonly #events: RelayLinkEvents
  readonly #places: RelayPlaces
  readonly #retries: RelayRetries
  readonly #provider: WebsocketProvider
  readonly #releases = new DisposableStore()
  #state: RelayState = { kind: 'connecting' }
  #connection: RelayConnection
  #position: RelayPosition | null = null
  #deviceCount = 0
  readonly #presence: RelayPresence
  readonly #askAgain = new AskAgain(() => this.#sendStep1())
  readonly #peerQueries = new PeerQueries()
  #receivedBytes = 0
  /** Why this end closed the connection that is ending now; null when the other did. */
  #ownRefusal: OwnRefusal | null = null

  constructor({ places, room, replica, access, events }: RelayLinkOptions) {
    this.#room = room
    this.#replica = replica
    this.#access = access
    this.#events = events
    this.#places = new RelayPlaces(places)
    this.#retries = new RelayRetries(this.#places)
    this.#connection = this.#newConnection()
    this.#releases.add(() => this.#retries.cancel())
    const provider: WebsocketProvider = makeRelayProvider({
      url: this.#places.current.url, room, doc: replica.doc,
      shouldReconnect: () => !this.#retries.isKeptAway,
      socketClass: relaySocketClass(() => {
        this.#connection = this.#newConnection()
        return this.#connection
      }, (byteLength) => {
        this.#receivedBytes += byteLength
        // The provider counts whole messages, and after half a minute without one it would end the connection.
        provider.wsLastMessageReceived = Date.now()
      }),
    }, this.#releases)
    this.#provider = provider
    this.#presence = new RelayPresence(replica.awareness, provider, (frame) => this.#send(frame))
    provider.messageHandlers = this.#frameHandlers()
    provider.on('sync', (isSynced) => {
      if (isSynced) this.#setState({ kind: 'online' })
    })
    provider.on('status', ({ status }) => {
      if (status === 'connected') this.#handleOpen()
      else if (status === 'disconnected') this.#presence.forgetPeers()
    })
    provider.on('connection-close', (event) => this.#handleClose(event?.code))
    provider.on('connection-error', (event) => {
      const isOther = (event as { readonly error?: unknown }).error instanceof OtherCertificateError
      if (isOther) this.#ownRefusal = 'otherCertificate'
      this.#goOffline(isOther ? 'otherCertificate' : 'unreachable')
    })
    provider.on('closed', () => this.#retries.keepAway(() => provider.connect()))
    this.#releases.add(() => this.#peerQueries.answer([]))
    this.#releases.add(() => this.#presence.dispose())
    this.#releases.add(() => this.#askAgain.stop())
    provider.connect()
  }

  get state(): RelayState {
    return this.#state
  }

  /** The relay's own name for the origin of what it sent. */
  get origin(): unknown {
    return this.#provider
  }

  /** True when this connection has handed over everything that was here, and the relay has committed all of it; or needs nothing of it. */
  get hasEverything(): boolean {
    // To a socket that is closing the provider hands nothing any more, so an edit made now is not even counted.
    const { ws } = this.#provider
    return ws !== null && ws.readyState === ws.OPEN && this.#connection.isListening && this.#connection.hasEverything
  }

  /** The connection of the moment, or the last one. */
  get connection(): Pick<RelayConnection, 'place' | 'admittedAs' | 'session' | 'isListening' | 'clockAheadMs'> {
    return this.#connection
  }

  /** All that ever came from relays, parts of messages included. */
  get receivedBytes(): number {
    return this.#receivedBytes
  }

  /** Rounds through all places in a row that failed, or ended before the relay had confirmed anything. */
  get failedRounds(): number {
    return this.#retries.failures
  }

  /** Null until the relay has introduced itself; stays at the last known place afterwards. */
  get position(): RelayPosition | null {
    return this.#position
  }

  /** Other devices that have stored what the relay acknowledged; 0 while there is no connection. */
  get deviceCount(): number {
    return this.#deviceCount
  }

  /** Drops whatever connection there is and tries again at once: what is left of it after a sleep is not to be trusted. */
  reconnect(): void {
    this.#retries.cancel()
    this.#provider.disconnect()
    this.#retries.noteUse()
    this.#places.restart()
    this.#provider.serverUrl = this.#places.current.url
    this.#provider.connect()
  }

  /** True after a refusal that only another invite can heal. */
  get isInviteRefused(): boolean {
    return this.#state.kind === 'offline' && inviteRefusals.has(this.#state.reason)
  }

  /** Tries at once when there is a place that was not known when the present round began. */
  lookElsewhere(): void {
    if (this.#places.hasNew()) this.reconnect()
  }

  /** Everybody who is connected to the workshop; empty when the relay does not answer. */
  async queryPeers(): Promise<readonly ConnectedPeer[]> {
    if (!this.#connection.isListening || this.#connection.admittedAs === null) return []
    return this.#peerQueries.ask(() => this.#send(encodeMinutaFrame({ type: 'queryPeers' })))
  }

  /** `revocation`: as `encodeRevocation` makes it. `onRevoked` says when it is on the relay. */
  sendRevocation(revocation: Uint8Array): void {
    this.#send(encodeMinutaFrame({ type: 'revoke', revocation }))
  }

  dispose(): void {
    this.#releases.dispose()
  }

  #newConnection(): RelayConnection {
    return new RelayConnection(this.#places.current, this.#places.isOnlyOne ? handshakeTimeoutMs : shortHandshakeTimeoutMs)
  }

  #handleOpen(): void {
    const connection = this.#connection
    connection.openedAt = Date.now()
    // Whoever speaks our protocol says first what it wants: a proof, or nothing.
    if (this.#provider.ws?.protocol === subprotocol) return
    if (connection.place.mustProve) {
      this.#refuse('notVouched')
      return
    }
    this.#beginListening()
  }

  /** The relay takes what is sent from now on. */
  #beginListening(): void {
    const connection = this.#connection
    const { document } = parseRoomName(this.#room) ?? { document: 'notes' }
    connection.mayWrite = mayWrite(connection.admittedAs ?? this.#access.role, document)
    connection.isListening = true
    this.#places.remember()
    if (this.#provider.ws?.protocol === subprotocol) {
      this.#send(encodeMinutaFrame({ type: 'device', device: thisDevice, kind: 'app' }))
      this.#sendStep1()
    }
    this.#events.onListening()
  }

  /** A relay that takes nothing from us never asks what we have: it is asked so that it shows whether it has it, whatever it confirmed before: it may have been set back since. */
  #sendStep1(): void {
    const { doc } = this.#replica
    const connection = this.#connection
    connection.coverage = connection.mayWrite || doc.store.clients.size === 0 ? null : new RelayCoverage(doc)
    this.#send(connection.coverage?.question ?? encodeSync(syncType.step1, Y.encodeStateVector(doc)))
  }

  #receiveChallenge(challenge: Uint8Array, proof: Uint8Array): void {
    const connection = this.#connection
    if (connection.isChallenged || connection.isListening) throw new MalformedError('a challenge comes first, and once')
    const { url, pin, mustProve } = connection.place
    if (mustProve && (pin === null || !this.#access.isVouchedFor(proof, pin))) {
      this.#refuse('notVouched')
      return
    }
    const auth = this.#access.answer({ challenge, audience: new URL(url).host, room: this.#room })
    if (auth === null) {
      this.#refuse('inviteMissing')
      return
    }
    connection.isChallenged = true
    this.#send(encodeMinutaFrame({ type: 'prove', auth }))
  }

  #receiveHello({ lineage, seq }: RelayPosition): void {
    const connection = this.#connection
    if (connection.isListening && this.#position !== null) throw new MalformedError('hello comes once')
    if (connection.isChallenged && connection.admittedAs === null) throw new MalformedError('hello comes after the answer to the proof')
    if (connection.place.mustProve && !connection.isChallenged) {
      this.#refuse('notVouched')
      return
    }
    this.#position = { lineage, seq }
    // Whether the relay is the one that confirmed everything is judged first.
    this.#events.onChange()
    this.#beginListening()
  }

  #refuse(reason: OwnRefusal): void {
    this.#ownRefusal = reason
    this.#goOffline(reason)
    this.#provider.ws?.close()
  }

  #send(bytes: Uint8Array): void {
    const { ws, wsconnected } = this.#provider
    if (ws !== null && wsconnected) ws.send(bytes)
  }

  #frameHandlers(): WebsocketProvider['messageHandlers'] {
    const replica = this.#replica
    return frameHandlers({
      doc: replica.doc,
      presence: this.#presence,
      checkSync: () => {
        if (!this.#connection.isListening) throw new MalformedError('a document before hello')
      },
      answerStep1: (stateVector) => {
        if (!this.#connection.mayWrite) return null
        if (replica.isConfirmed() && !reaches(stateVector, replica.doc)) this.#events.onLacking()
        this.#connection.hasSentStep2 = true
        return Y.encodeStateAsUpdate(replica.doc, stateVector)
      },
      receiveUpdate: (update) => {
        const isTaken = replica.receive(update, this.#provider)
        const connection = this.#connection
        if (isTaken) connection.coverage?.note(update)
        if (connection.isAnswered && connection.coverage === null && !connection.isCovered) this.#askAgain.note()
        return isTaken
      },
      receivedStep2: (update) => this.#receivedStep2(update),
      receiveFrame: (frame) => this.#receiveMinutaFrame(frame),
      fail: (reason) => {
        this.#goOffline(reason)
        this.#provider.ws?.close()
      },
    })
  }

  #receivedStep2(update: Uint8Array): void {
    if (!this.#connection.mayWrite) this.#compare(update)
    this.#provider.synced = true
  }

  /** `update`: what a relay that takes nothing from us answered to a question. */
  #compare(update: Uint8Array): void {
    const connection = this.#connection
    // Answers to what was asked later, after a hole, say nothing about the whole.
    if (connection.coverage === null && connection.isAnswered) return
    const found = connection.coverage?.conclude(update) ?? true
    if (typeof found !== 'boolean') {
      this.#send(found)
      return
    }
    connection.coverage = null
    connection.isAnswered = true
    connection.isCovered = found
    if (found) {
      this.#askAgain.stop()
      this.#retries.noteUse()
      this.#events.onChange()
    } else {
      this.#askAgain.noteAnswer()
      this.#events.onLacking()
    }
  }

  #receiveMinutaFrame(frame: RelayFrame): void {
    switch (frame.type) {
      case 'hello':
        this.#receiveHello(frame)
        break
      case 'ack':
        this.#connection.acked = frame.count
        this.#reachSeq(frame.seq)
        // Who had stored what was acknowledged before has not said so of this; the relay counts anew.
        if (frame.seq > this.#connection.ackedSeq) this.#deviceCount = 0
        this.#connection.ackedSeq = frame.seq
        if (this.hasEverything) this.#retries.noteUse()
        break
      case 'head': {
        this.#reachSeq(frame.seq)
        const connection = this.#connection
        this.#replica.afterCommit(() => this.#sendStored(connection, frame.seq))
        break
      }
      case 'devices':
        this.#deviceCount = frame.count
        break
      case 'challenge':
        this.#receiveChallenge(frame.challenge, frame.proof)
        return
      case 'admitted':
        if (!this.#connection.isChallenged || this.#connection.admittedAs !== null) throw new MalformedError('nobody asked to be let in')
        this.#connection.admittedAs = frame.role
        this.#connection.session = frame.session
        this.#connection.clockAheadMs = frame.time - Date.now()
        break
      case 'revoked':
        this.#events.onRevoked(frame.subject)
        return
      case 'peers':
        this.#peerQueries.answer(frame.peers)
        return
      default:
        assertNever(frame, 'frame of the relay')
    }
    this.#events.onChange()
  }

  #reachSeq(seq: number): void {
    if (this.#position !== null) this.#position = { lineage: this.#position.lineage, seq: Math.max(seq, this.#position.seq) }
  }

  /** `connection`: the one that named `seq`; behind another one the relay may count differently. */
  #sendStored(connection: RelayConnection, seq: number): void {
    if (connection !== this.#connection || seq === connection.storedSeq) return
    connection.storedSeq = seq
    this.#send(encodeMinutaFrame({ type: 'stored', seq }))
  }

  #handleClose(code: number | undefined): void {
    const connection = this.#connection
    const ownRefusal = this.#ownRefusal
    this.#ownRefusal = null
    const reason = ownRefusal ?? (code === undefined ? undefined : closeReason(code)) ?? 'unreachable'
    this.#goOffline(reason)
    this.#peerQueries.answer([])
    const { maxBackoffMs, attempts } = this.#retries.afterEnd(connection, reason, code)
    this.#provider.serverUrl = this.#places.current.url
    this.#provider.maxBackoffTime = maxBackoffMs
    // The provider would come back at once to a relay that answers and then cannot store: it takes the handshake for success.
    if (attempts !== null) this.#provider.wsUnsuccessfulReconnects = attempts
  }

  #goOffline(reason: string): void {
    this.#askAgain.stop()
    this.#deviceCount = 0
    const since = this.#state.kind === 'offline' ? this.#state.since : Date.now()
    // An error is followed by a close without a reason: the reason that was named first stays.
    if (this.#state.kind === 'offline' && reason === 'unreachable') this.#events.onChange()
    else this.#setState({ kind: 'offline', since, reason })
  }

  #setState(state: RelayState): void {
    this.#state = state
    this.#events.onChange()
  }
}
