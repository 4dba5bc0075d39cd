/**
 * The connection of one workshop to its relay: the stock y-websocket provider, plus what `minuta.1` adds. It knows two things
 * that the provider does not: whether the relay has committed everything it was sent, and how many other devices have stored it.
 */
import { randomInt } from 'node:crypto'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate, removeAwarenessStates } from 'y-protocols/awareness'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { RelayState } from '../../shared/ipc/engine-port.ts'
import { MalformedError } from '../../shared/protocol/cursor.ts'
import { closeReason, deadLinkMs, limits, messageType, subprotocol, syncType } from '../../shared/protocol/messages.ts'
import { encodeMinutaFrame, readRelayFrame, type RelayFrame } from '../../shared/protocol/minuta-frames.ts'
import { assertNever } from '../../shared/util/assert-never.ts'
import { DisposableStore } from '../../shared/util/disposable-store.ts'
import { encodeAwarenessFrame } from './frames.ts'
import { relaySocketClass, type SocketCounter } from './relay-socket.ts'

/** Where the relay's copy stood when it was last heard of. Seqs of different lineages cannot be compared. */
export type RelayPosition = { readonly lineage: string; readonly seq: number }

/** What is synchronised. */
export type RelayReplica = {
  readonly doc: Y.Doc
  readonly awareness: Awareness
  /** As `Replica.receive`. */
  receive(update: Uint8Array, origin: unknown): boolean
  /** Runs `callback` when everything received so far is committed on this computer. */
  afterCommit(callback: () => void): void
}

export type RelayLinkEvents = {
  /** State, acknowledgement, position or device count changed. */
  onChange(): void
  /** A connection was made: the other side knows nobody of this computer yet, or has forgotten them. */
  onPresenceNeeded(): void
}

/** One engine is one device. Chosen anew at each start, so that nobody can be followed by it. */
const thisDevice = randomInt(2 ** 48 - 1)
/** A room with more states than this is a flood; whoever is left out is seen when it has passed. */
const maxPeers = 2_000
const firstBackOffMs = 200
const maxBackOffMs = 8_000
/** After a refusal that reconnecting cannot heal by itself; the relay's operator may. */
const refusedRetryMs = 30_000

/** `ackedSeq`: the relay's seq behind the last acknowledgement. `openedAt`: ms since the epoch; null until the socket is open. */
type Connection = SocketCounter & { hasSentStep2: boolean; acked: number; ackedSeq: number; storedSeq: number; openedAt: number | null }

export class RelayLink {
  readonly url: string
  readonly #replica: RelayReplica
  readonly #events: RelayLinkEvents
  readonly #provider: WebsocketProvider
  readonly #releases = new DisposableStore()
  #state: RelayState = { kind: 'connecting' }
  #connection: Connection = newConnection()
  #position: RelayPosition | null = null
  #deviceCount = 0
  /** Clients whose presence came from the relay. */
  readonly #peers = new Set<number>()
  /** Connections in a row that did nothing useful: the provider's own count starts anew with every handshake. */
  #failures = 0
  #retry: NodeJS.Timeout | null = null

  constructor(url: string, room: string, replica: RelayReplica, events: RelayLinkEvents) {
    this.url = url
    this.#replica = replica
    this.#events = events
    // Presence is not left to the provider: it would send every state that it received back to the relay, and forget our own
    // windows whenever the connection ends. It gets an empty one.
    const nobody = new Awareness(replica.doc)
    nobody.setLocalState(null)
    const provider = new WebsocketProvider(url, room, replica.doc, {
      awareness: nobody,
      connect: false,
      disableBc: true,
      protocols: [subprotocol],
      maxBackoffTime: firstBackOffMs,
      WebSocketPolyfill: relaySocketClass(() => {
        this.#connection = newConnection()
        return this.#connection
      }),
    })
    this.#provider = provider
    this.#sendPresence()
    provider.messageHandlers = this.#messageHandlers()
    provider.on('sync', (isSynced) => {
      if (isSynced) this.#setState({ kind: 'online' })
    })
    provider.on('status', ({ status }) => {
      if (status === 'connected') {
        this.#connection.openedAt = Date.now()
        if (provider.ws?.protocol === subprotocol) this.#send(encodeMinutaFrame({ type: 'device', device: thisDevice, kind: 'app' }))
        events.onPresenceNeeded()
      } else if (status === 'disconnected') {
        removeAwarenessStates(replica.awareness, [...this.#peers], provider)
      }
    })
    provider.on('connection-close', (event) => this.#handleClose(event?.code))
    provider.on('connection-error', () => this.#goOffline('unreachable'))
    provider.on('closed', () => {
      this.#retry = setTimeout(() => provider.connect(), refusedRetryMs)
    })
    this.#releases.add(() => {
      if (this.#retry !== null) clearTimeout(this.#retry)
    })
    this.#releases.add(() => nobody.destroy())
    this.#releases.add(() => provider.destroy())
    provider.connect()
  }

  get state(): RelayState {
    return this.#state
  }

  /** The relay's own name for the origin of what it sent. */
  get origin(): unknown {
    return this.#provider
  }

  /** True when this connection has handed over everything that was here, and the relay has committed all of it. */
  get hasEverything(): boolean {
    const { hasSentStep2, acked, writeFrames } = this.#connection
    // To a socket that is closing the provider hands nothing any more, so an edit made now is not even counted.
    const { ws } = this.#provider
    return ws !== null && ws.readyState === ws.OPEN && hasSentStep2 && acked === writeFrames
  }

  /** Connections in a row that failed, or ended before the relay had confirmed anything. */
  get failedAttempts(): number {
    return this.#failures
  }

  /** Null until the relay has introduced itself; stays at the last known place afterwards. */
  get position(): RelayPosition | null {
    return this.#position
  }

  /** Other devices that have stored what the relay acknowledged; 0 while there is no connection. */
  get deviceCount(): number {
    return this.#deviceCount
  }

  dispose(): void {
    this.#releases.dispose()
  }

  /** Tells the relay about our windows; keeps in mind who came from there. */
  #sendPresence(): void {
    const { awareness } = this.#replica
    const send = ({ added, updated, removed }: { added: number[]; updated: number[]; removed: number[] }, origin: unknown): void => {
      if (origin === this.#provider) {
        for (const client of [...added, ...updated]) this.#peers.add(client)
        for (const client of removed) this.#peers.delete(client)
        return
      }
      // A peer that has fallen silent is for the relay to judge, and the relay does.
      const own = [...added, ...updated, ...removed].filter((client) => !this.#peers.has(client))
      if (own.length > 0) this.#send(encodeAwarenessFrame(encodeAwarenessUpdate(awareness, own)))
    }
    awareness.on('update', send)
    this.#releases.add(() => {
      awareness.off('update', send)
      removeAwarenessStates(awareness, [...this.#peers], this.#provider)
    })
  }

  #send(bytes: Uint8Array): void {
    const { ws, wsconnected } = this.#provider
    if (ws !== null && wsconnected) ws.send(bytes)
  }

  #messageHandlers(): WebsocketProvider['messageHandlers'] {
    type Handle = (decoder: decoding.Decoder, encoder: encoding.Encoder, type: number) => void
    const guarded = (handle: Handle): WebsocketProvider['messageHandlers'][number] => (encoder, decoder, _provider, _emitSynced, type) => {
      try {
        handle(decoder, encoder, type)
      } catch (error) {
        // Bytes from the network: whatever is wrong with them ends this connection and nothing else.
        this.#goOffline(error instanceof MalformedError ? 'malformedFrame' : 'unreachable')
        this.#provider.ws?.close()
      }
    }
    const handlers: WebsocketProvider['messageHandlers'] = []
    handlers[messageType.sync] = guarded((decoder, encoder) => this.#readSync(decoder, encoder))
    handlers[messageType.awareness] = guarded((decoder) => {
      const update = decoding.readVarUint8Array(decoder)
      if (update.length <= limits.maxAwarenessBytes && this.#peers.size < maxPeers) applyAwarenessUpdate(this.#replica.awareness, update, this.#provider)
    })
    handlers[messageType.queryAwareness] = guarded((_decoder, encoder) => {
      const { awareness } = this.#replica
      encoding.writeVarUint(encoder, messageType.awareness)
      const own = [...awareness.getStates().keys()].filter((client) => !this.#peers.has(client))
      encoding.writeVarUint8Array(encoder, encodeAwarenessUpdate(awareness, own))
    })
    handlers[messageType.auth] = guarded(() => undefined)
    for (const type of [messageType.hello, messageType.ack, messageType.head, messageType.devices]) {
      handlers[type] = guarded((decoder) => {
        const frame = readRelayFrame(type, decoder)
        if (frame !== null) this.#receiveMinutaFrame(frame)
      })
    }
    return handlers
  }

  #readSync(decoder: decoding.Decoder, encoder: encoding.Encoder): void {
    const type = decoding.readVarUint(decoder)
    const payload = decoding.readVarUint8Array(decoder)
    if (type === syncType.step1) {
      encoding.writeVarUint(encoder, messageType.sync)
      encoding.writeVarUint(encoder, syncType.step2)
      encoding.writeVarUint8Array(encoder, Y.encodeStateAsUpdate(this.#replica.doc, payload))
      this.#connection.hasSentStep2 = true
      return
    }
    if (type !== syncType.step2 && type !== syncType.update) throw new MalformedError(`sync type ${type} is unknown`)
    if (!this.#replica.receive(payload, this.#provider)) {
      // A whole answer with holes would be asked for again for ever.
      if (type === syncType.step2) throw new MalformedError('the relay’s answer refers to content that it does not hold')
      encoding.writeVarUint(encoder, messageType.sync)
      encoding.writeVarUint(encoder, syncType.step1)
      encoding.writeVarUint8Array(encoder, Y.encodeStateVector(this.#replica.doc))
      return
    }
    if (type === syncType.step2) this.#provider.synced = true
  }

  #receiveMinutaFrame(frame: RelayFrame): void {
    switch (frame.type) {
      case 'hello':
        this.#position = { lineage: frame.lineage, seq: frame.seq }
        break
      case 'ack':
        this.#connection.acked = frame.count
        this.#reachSeq(frame.seq)
        // Who had stored what was acknowledged before has not said so of this; the relay counts anew.
        if (frame.seq > this.#connection.ackedSeq) this.#deviceCount = 0
        this.#connection.ackedSeq = frame.seq
        if (this.hasEverything) this.#failures = 0
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
      case 'admitted':
      case 'revoked':
      case 'peers':
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
  #sendStored(connection: Connection, seq: number): void {
    if (connection !== this.#connection || seq === connection.storedSeq) return
    connection.storedSeq = seq
    this.#send(encodeMinutaFrame({ type: 'stored', seq }))
  }

  #handleClose(code: number | undefined): void {
    this.#goOffline((code === undefined ? undefined : closeReason(code)) ?? 'unreachable')
    const { openedAt } = this.#connection
    if (openedAt !== null && Date.now() - openedAt > deadLinkMs) this.#failures = 0
    // The provider would come back at once to a relay that answers and then cannot store: it takes the handshake for success.
    this.#provider.wsUnsuccessfulReconnects = this.#failures
    // It waits for the smaller of its own delay and this: half of it at least, so that a room full of laptops does not come
    // back in one moment.
    const delayMs = Math.min(firstBackOffMs * 2 ** this.#failures, maxBackOffMs)
    this.#provider.maxBackoffTime = delayMs * (0.5 + Math.random() / 2)
    this.#failures += 1
  }

  #goOffline(reason: string): void {
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

function newConnection(): Connection {
  return { writeFrames: 0, hasSentStep2: false, acked: 0, ackedSeq: 0, storedSeq: 0, openedAt: null }
}
