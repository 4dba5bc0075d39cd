/** Takes the websockets of one port: checks where they come from, and hands each to a gate of its own. */
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import { limits, subprotocol, ticketSubprotocol, type CloseReason } from '../../shared/protocol/messages.ts'
import { StorageError } from '../../shared/storage/room-store.ts'
import type { Access } from '../access/access.ts'
import type { Place } from '../access/admission.ts'
import { Gate } from '../access/gate.ts'
import { RateLimit } from '../access/rate-limit.ts'
import { watchStranger } from '../access/watch-stranger.ts'
import { Connection } from './connection.ts'
import type { OwnHosts } from '../http/own-hosts.ts'
import { pathOf, placeOfPath } from '../http/paths.ts'
import { placeOfError, roomTag, type Log } from '../log.ts'
import { closeReasonOf, type Room } from '../room/room.ts'
import type { Rooms } from '../room/rooms.ts'

export type SocketParts = {
  readonly access: Access
  readonly hosts: OwnHosts
  readonly rooms: Rooms
  readonly log: Log
  readonly onRefused: (reason: CloseReason) => void
  /** True where others on the network can read what goes through the port. */
  readonly isUnencrypted: boolean
}

const forbidden = 'HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'

export class Sockets {
  readonly #parts: SocketParts
  readonly #connections = new Set<Connection>()
  #isEnding = false
  /** A flood of strangers is counted; it does not fill the disk with lines. */
  readonly #logLimit = new RateLimit(5, 100)
  readonly #server = new WebSocketServer({
    noServer: true,
    maxPayload: limits.maxFrameBytes,
    // Browsers send a large message in hundreds of fragments.
    maxFragments: 4_096,
    maxBufferedChunks: 65_536,
    perMessageDeflate: false,
    handleProtocols: (offered) => [subprotocol, ticketSubprotocol].find((known) => offered.has(known)) ?? false,
  })

  constructor(parts: SocketParts) {
    this.#parts = parts
  }

  /** Bytes that wait for slow peers. */
  get queuedBytes(): number {
    let sum = 0
    for (const socket of this.#server.clients) sum += socket.bufferedAmount
    return sum
  }

  /** Answers a request for a websocket. */
  upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    const { hosts } = this.#parts
    const audience = hosts.audienceOf(request)
    // The websocket layer listens for errors only from the handshake on.
    const ignore = (): void => undefined
    stream.on('error', ignore)
    if (this.#isEnding) {
      stream.destroy()
      return
    }
    if (audience === null || !hosts.isOwnOrigin(request)) {
      stream.end(forbidden, () => stream.destroy())
      return
    }
    // The answer to the handshake and what the peer is told first go out with one write.
    stream.cork()
    this.#server.handleUpgrade(request, stream, head, (socket) => {
      stream.off('error', ignore)
      this.#accept(socket, request, { stream, audience })
    })
    queueMicrotask(() => {
      stream.uncork()
    })
  }

  /** Tells everybody that the relay is stopping, whether they said who they are or not. Nobody else comes in. */
  sayGoodbye(): void {
    this.#isEnding = true
    for (const connection of this.#connections) connection.close('goingAway')
  }

  cut(): void {
    for (const socket of this.#server.clients) socket.terminate()
  }

  #accept(
    socket: WebSocket, request: IncomingMessage,
    { stream, audience }: { readonly stream: Duplex; readonly audience: string },
  ): void {
    const { access, isUnencrypted, log, onRefused, rooms } = this.#parts
    const connection = new Connection(socket, { stream, receivedBytes: () => request.socket.bytesRead }, socket.protocol === subprotocol, log)
    this.#connections.add(connection)
    socket.once('close', () => this.#connections.delete(connection))
    connection.onClosing = (reason) => {
      if (reason === 'goingAway') return
      onRefused(reason)
      if (this.#logLimit.take()) log('peer-refused', { reason })
    }
    // ws reports broken frames here and then closes with the websocket protocol's own code (1009 for one that is too large).
    socket.on('error', (error) => {
      if (this.#logLimit.take()) log('socket-error', { reason: error.message })
    })
    const place = placeOfPath(pathOf(request))
    const entrance = place === null ? undefined : access.entranceOf(place.workshop)
    const address = (): string => request.socket.remoteAddress ?? ''
    if (place === null || entrance === undefined || entrance.kind === 'closed') {
      connection.close('noSuchRoom')
      // Until they have answered that.
      const watch = watchStranger(stream, address(), access.unadmitted, () => undefined)
      socket.once('close', watch.stop)
      return
    }
    const gate = new Gate({
      access, connection, stream, log,
      visit: { place, entrance, audience, isUnencrypted, address, ticket: socket.protocol === ticketSubprotocol ? ticketOf(request) : null },
      openRoom: () => this.#openRoom(place, connection),
    })
    socket.on('message', (data, isBinary) => {
      if (!isBinary) connection.close('malformedFrame')
      else this.#guarded(connection, () => gate.receive(bytesOf(data)))
    })
    socket.on('pong', ({ length }) => {
      if (length === 0) connection.notePong()
    })
    socket.on('close', () => {
      gate.leave()
      rooms.unloadEmpty()
    })
  }

  /** A mistake of ours that one peer's bytes brought to light must not end the relay for all the others. */
  #guarded(connection: Connection, handle: () => void): void {
    try {
      handle()
    } catch (error) {
      this.#parts.log('frame-failed', placeOfError(error))
      // Not "come back": the same bytes would do the same again.
      connection.close('malformedFrame')
    }
  }

  #openRoom({ room }: Place, connection: Connection): Room | undefined {
    try {
      return this.#parts.rooms.open(room)
    } catch (error) {
      if (!(error instanceof StorageError)) throw error
      // A damaged room stays closed until somebody has looked; it is never written over.
      this.#parts.log('room-unreadable', { room: roomTag(room), kind: error.kind, reason: error.message })
      connection.close(closeReasonOf(error))
      return undefined
    }
  }
}

/** What a stock client offers beside the name of the subprotocol. */
function ticketOf(request: IncomingMessage): string {
  const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim())
  return offered.find((name) => name !== ticketSubprotocol) ?? ''
}

/** A view: what the room keeps of it, it copies. */
function bytesOf(data: Buffer | ArrayBuffer | Buffer[]): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data)
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data
}
