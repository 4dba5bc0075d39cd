/**
 * The connection of one shared document to the relay that served the page: the stock y-websocket provider, plus what `minuta.1` adds.
 * It answers the relay's challenge with the invite, learns its role, and counts what the relay has committed.
 */
import type { Awareness } from 'y-protocols/awareness'
import type { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { RelayState } from '../../shared/ipc/engine-port.ts'
import { AskAgain } from '../../shared/link/ask-again.ts'
import { backOffMs } from '../../shared/link/back-off.ts'
import { frameHandlers } from '../../shared/link/frame-handlers.ts'
import { finalRefusals } from '../../shared/link/invite-refusals.ts'
import { RelayCoverage } from '../../shared/link/relay-coverage.ts'
import { RelayPresence } from '../../shared/link/relay-presence.ts'
import { makeRelayProvider } from '../../shared/link/relay-provider.ts'
import type { RoomName } from '../../shared/model/ids.ts'
import type { Role } from '../../shared/model/roles.ts'
import { signAuth, type PeerIdentity } from '../../shared/protocol/admission.ts'
import type { InviteToken } from '../../shared/protocol/join-link.ts'
import { closeReason, deadLinkMs, limits, subprotocol } from '../../shared/protocol/messages.ts'
import { encodeMinutaFrame, type ConnectedPeer, type PeerFrame, type RelayFrame } from '../../shared/protocol/minuta-frames.ts'
import type { Replica } from '../../shared/protocol/replica.ts'
import { assertNever } from '../../shared/util/assert-never.ts'
import { DisposableStore } from '../../shared/util/disposable-store.ts'
import { guestSocketClass, type GuestSocket, type SocketCounter } from './browser-socket.ts'
import { browserSignatures } from './browser-signatures.ts'

/** Why somebody is not let in who was never in; also that a room does not have the workshop, which it may have in a moment. */
export const refusals: ReadonlySet<string> = new Set([...finalRefusals, 'noSuchRoom'])

export type BrowserLinkOptions = {
  /** `ws://host:port`, without a slash at the end. */
  readonly url: string
  readonly room: RoomName
  readonly replica: Replica
  readonly awareness: Awareness
  /** Null where the link had none. */
  readonly token: InviteToken | null
  readonly identity: PeerIdentity
  /** The same for all connections of this page. */
  readonly device: number
}

export type BrowserLinkEvents = {
  /** State, acknowledgement or device count changed. */
  onChange(): void
  /** The relay let us in. */
  onAdmitted(role: Role, session: Uint8Array | null): void
  /** Everything that the relay holds of the document is here; `isNothing`: it holds nothing. */
  onSynced(isNothing: boolean): void
  /** Runs `callback` when everything received so far is kept in this browser; never where nothing is kept. */
  afterCommit(callback: () => void): void
  onPeers(peers: readonly ConnectedPeer[]): void
}

/** After a refusal that the relay's operator may heal. */
const refusedRetryMs = 30_000
/**
 * How long the answer to the question of what the relay has may be on its way the first time. Nobody knows how long it is: each time
 * that it did not arrive it gets twice as long, up to what the longest frame takes over the slowest line.
 */
const firstAnswerPatienceMs = 30_000
const maxAnswerPatienceMs = limits.maxFrameBytes / limits.slowestLineBytesPerMs
const emptyUpdate = Uint8Array.from([0, 0])

type Connection = SocketCounter & {
  socket: GuestSocket | null
  isAsked: boolean
  hasSentStep2: boolean
  acked: number
  ackedSeq: number
  storedSeq: number
  openedAt: number | null
  seq: number
  /** Whether the relay sent anything of the document; somebody may have brought it since the greeting. */
  hasShown: boolean
  /** For a relay that takes nothing from us: what finds out whether it has everything that is here, and whether it has. */
  coverage: RelayCoverage | null
  isCovered: boolean
  patienceMs: number
  isAnswered: boolean
}

export class BrowserLink {
  readonly #options: BrowserLinkOptions
  readonly #events: BrowserLinkEvents
  readonly #provider: WebsocketProvider
  readonly #releases = new DisposableStore()
  #state: RelayState = { kind: 'connecting' }
  #connection: Connection = newConnection(null)
  #deviceCount = 0
  /** Whether the relay takes what we write; it does not ask readers for what they have. */
  #mayWrite = false
  readonly #roleMayWrite: (role: Role) => boolean
  readonly #presence: RelayPresence
  readonly #askAgain = new AskAgain(() => this.#askWhatIsThere())
  #failures = 0
  /** Connections in a row on which the relay's answer did not arrive in time. */
  #unanswered = 0
  #retry: ReturnType<typeof setTimeout> | undefined

  constructor(options: BrowserLinkOptions, roleMayWrite: (role: Role) => boolean, events: BrowserLinkEvents) {
    const { url, room, replica, awareness } = options
    this.#options = options
    this.#events = events
    this.#roleMayWrite = roleMayWrite
    this.#releases.add(() => clearTimeout(this.#retry))
    const provider: WebsocketProvider = makeRelayProvider({
      url, room, doc: replica.doc,
      socketClass: guestSocketClass((socket) => {
        this.#connection = newConnection(socket)
        return this.#connection
      }, () => {
        // Without a message for half a minute the provider would end the connection.
        provider.wsLastMessageReceived = Date.now()
      }),
    }, this.#releases)
    this.#provider = provider
    this.#presence = new RelayPresence(awareness, provider, (frame) => this.#send(frame))
    provider.messageHandlers = this.#frameHandlers()
    provider.on('status', ({ status }) => {
      if (status === 'connected') this.#handleOpen()
      else if (status === 'disconnected') this.#presence.forgetPeers()
    })
    provider.on('connection-close', (event) => this.#handleClose(event?.code))
    provider.on('closed', () => {
      if (this.#isFinal) return
      // A room that was opened again lets its workshops in one after the other.
      const isRoomToCome = this.#state.kind === 'offline' && this.#state.reason === 'noSuchRoom'
      this.#retry = setTimeout(() => provider.connect(), isRoomToCome ? provider.maxBackoffTime : refusedRetryMs)
    })
    this.#releases.add(() => this.#presence.dispose())
    this.#releases.add(() => this.#askAgain.stop())
    provider.connect()
  }

  get state(): RelayState {
    return this.#state
  }

  /** What changes of the document have as their origin when they came from the relay. */
  get origin(): unknown {
    return this.#provider
  }

  /** True when this connection has handed over everything that was here, and the relay has committed all of it; where nothing may be handed over, when nothing need be. */
  get hasEverything(): boolean {
    const { hasSentStep2, isCovered, acked, writeFrames } = this.#connection
    const { ws } = this.#provider
    if (ws === null || ws.readyState !== ws.OPEN || this.#state.kind !== 'online') return false
    return (this.#mayWrite ? hasSentStep2 : isCovered) && acked === writeFrames
  }

  get deviceCount(): number {
    return this.#deviceCount
  }

  /** The page is looked at again, or the network is back: no use in waiting. */
  hurry(): void {
    this.#connection.socket?.check()
    if (this.#isFinal || this.#state.kind === 'online') return
    this.#failures = 0
    this.#provider.connect()
  }

  /** Says something of `minuta.1` to the relay; not kept for later while there is no connection. */
  send(frame: PeerFrame): void {
    this.#send(encodeMinutaFrame(frame))
  }

  dispose(): void {
    this.#releases.dispose()
  }

  get #isFinal(): boolean {
    return this.#state.kind === 'offline' && finalRefusals.has(this.#state.reason)
  }

  #send(bytes: Uint8Array): void {
    const { ws, wsconnected } = this.#provider
    if (ws !== null && wsconnected) ws.send(new Uint8Array(bytes))
  }

  #handleOpen(): void {
    this.#connection.openedAt = Date.now()
    if (this.#connection.socket?.protocol !== subprotocol) {
      // Not a relay of ours: nobody will ever ask who comes.
      this.#connection.socket?.release()
      return
    }
    this.#send(encodeMinutaFrame({ type: 'device', device: this.#options.device, kind: 'browser' }))
    const { awareness } = this.#options
    // With a newer clock: others may have seen us leave.
    awareness.setLocalState(awareness.getLocalState())
  }

  #frameHandlers(): WebsocketProvider['messageHandlers'] {
    const { replica } = this.#options
    return frameHandlers({
      doc: replica.doc,
      presence: this.#presence,
      answerStep1: (stateVector) => {
        this.#connection.hasSentStep2 = true
        return this.#mayWrite ? Y.encodeStateAsUpdate(replica.doc, stateVector) : emptyUpdate
      },
      receiveUpdate: (update) => {
        const isTaken = replica.receive(update, this.#provider)
        const connection = this.#connection
        connection.hasShown ||= update.length > emptyUpdate.length
        if (isTaken) connection.coverage?.note(update)
        if (connection.isAnswered && connection.coverage === null && !this.#mayWrite && !connection.isCovered) this.#askAgain.note()
        return isTaken
      },
      receivedStep2: (update) => {
        const isConcluded = this.#mayWrite || this.#compare(update)
        this.#provider.synced = true
        if (isConcluded) this.#noteAnswered()
        this.#setState({ kind: 'online' })
        this.#events.onSynced(this.#connection.seq === 0 && !this.#connection.hasShown)
      },
      receiveFrame: (frame) => this.#receiveMinutaFrame(frame),
      fail: (reason) => {
        this.#goOffline(reason)
        this.#connection.socket?.drop()
      },
    })
  }

  #receiveMinutaFrame(frame: RelayFrame): void {
    const connection = this.#connection
    switch (frame.type) {
      case 'challenge':
        connection.isAsked = true
        this.#prove(frame.challenge)
        return
      case 'admitted':
        this.#admit(frame.role, frame.session)
        return
      case 'hello':
        // Without a question before it, this relay asks nobody.
        if (!connection.isAsked) this.#admit('facilitator', null)
        this.#receiveHello(connection, frame)
        break
      case 'ack':
        connection.acked = frame.count
        if (frame.seq > connection.ackedSeq) this.#deviceCount = 0
        connection.ackedSeq = frame.seq
        break
      case 'head':
        connection.seq = Math.max(connection.seq, frame.seq)
        this.#events.afterCommit(() => this.#sendStored(connection, frame.seq))
        break
      case 'devices':
        this.#deviceCount = frame.count
        break
      case 'peers':
        this.#events.onPeers(frame.peers)
        return
      case 'revoked':
        return
      default:
        assertNever(frame, 'frame of the relay')
    }
    this.#events.onChange()
  }

  #prove(challenge: Uint8Array): void {
    const { token, identity, room, url } = this.#options
    if (token === null) {
      this.#goOffline('inviteMissing')
      this.#provider.disconnect()
      return
    }
    const auth = signAuth(browserSignatures, token.capability, token.secret, identity, { challenge, audience: new URL(url).host.toLowerCase(), room })
    this.#connection.socket?.sendNow(encodeMinutaFrame({ type: 'prove', auth }))
  }

  /** A relay that takes nothing from us never asks what we have: it is asked so that it shows it, whatever it showed before: it may have been set back since. */
  #receiveHello(connection: Connection, { seq }: Extract<RelayFrame, { type: 'hello' }>): void {
    connection.seq = seq
    const { doc } = this.#options.replica
    connection.coverage = this.#mayWrite || doc.store.clients.size === 0 ? null : new RelayCoverage(doc)
    connection.patienceMs = Math.min(firstAnswerPatienceMs * 2 ** this.#unanswered, maxAnswerPatienceMs)
    connection.socket?.release(connection.coverage?.question)
  }

  #noteAnswered(): void {
    this.#connection.isAnswered = true
    this.#connection.patienceMs = deadLinkMs
    this.#failures = 0
    this.#unanswered = 0
  }

  /** `update`: what the relay answered to a question. False when that did not tell, and it was asked for the whole: an answer that may take its time. */
  #compare(update: Uint8Array): boolean {
    const connection = this.#connection
    // Answers to what was asked later, after a hole, say nothing about the whole.
    if (connection.coverage === null && connection.isAnswered) return true
    const found = connection.coverage?.conclude(update) ?? true
    if (typeof found !== 'boolean') {
      this.#send(found)
      return false
    }
    connection.coverage = null
    connection.isCovered ||= found
    if (connection.isCovered) this.#askAgain.stop()
    else this.#askAgain.noteAnswer()
    return true
  }

  #askWhatIsThere(): void {
    const coverage = new RelayCoverage(this.#options.replica.doc)
    this.#connection.coverage = coverage
    this.#send(coverage.question)
  }

  #admit(role: Role, session: Uint8Array | null): void {
    this.#mayWrite = this.#roleMayWrite(role)
    this.#events.onAdmitted(role, session)
  }

  /** `connection`: the one that named `seq`; behind another one the relay may count differently. */
  #sendStored(connection: Connection, seq: number): void {
    if (connection !== this.#connection || seq === connection.storedSeq) return
    connection.storedSeq = seq
    this.#send(encodeMinutaFrame({ type: 'stored', seq }))
  }

  #handleClose(code: number | undefined): void {
    this.#goOffline((code === undefined ? undefined : closeReason(code)) ?? 'unreachable')
    const { openedAt, isAnswered, patienceMs } = this.#connection
    const ageMs = openedAt === null ? 0 : Date.now() - openedAt
    if (ageMs > deadLinkMs) this.#failures = 0
    if (!isAnswered && ageMs > patienceMs) this.#unanswered += 1
    this.#provider.wsUnsuccessfulReconnects = this.#failures
    this.#provider.maxBackoffTime = backOffMs(this.#failures, Math.random())
    this.#failures += 1
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

function newConnection(socket: GuestSocket | null): Connection {
  return {
    socket, isAsked: false, writeFrames: 0, hasSentStep2: false, acked: 0, ackedSeq: 0, storedSeq: 0, openedAt: null, seq: 0,
    hasShown: false, coverage: null, isCovered: false, patienceMs: deadLinkMs, isAnswered: false,
  }
}
