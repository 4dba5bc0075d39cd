/** The relay as a whole: one HTTP server for websockets, blobs and health, one store, its rooms. */
import { mkdirSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import { parseRoomName } from '../shared/model/ids.ts'
import { closeCode, heartbeatIntervalMs, limits, subprotocol } from '../shared/protocol/messages.ts'
import { StorageError, type RoomStore } from '../shared/storage/room-store.ts'
import { SqliteRoomStore } from '../shared/storage/sqlite-room-store.ts'
import { answer, Blobs } from './blobs.ts'
import type { RelayConfig } from './config.ts'
import { Connection } from './connection.ts'
import { nodeSqlitePlatform } from '../shared/node/sqlite-platform.ts'
import { roomTag, type Log } from './log.ts'
import { closeReasonOf, type Room } from './room.ts'
import { Rooms } from './rooms.ts'

export type Relay = {
  /** Where peers connect: `ws://host:port`. */
  readonly url: string
  readonly port: number
  /** Stores everything received, tells every peer to come back later, and lets go of the port and the database. */
  close(): Promise<void>
}

/** Peers have this long to answer a close before their sockets are cut. */
const closeGraceMs = 2_000

/** Opens the relay's database in `dataFolder`, made when missing, for this process alone. Throws StorageError. */
function openRelayStore(dataFolder: string): RoomStore {
  mkdirSync(dataFolder, { recursive: true })
  return new SqliteRoomStore(nodeSqlitePlatform, { path: join(dataFolder, 'relay.sqlite'), isExclusive: true })
}

/**
 * Listens, on the store that it is given or on the database of `dataFolder`, and closes it in the end. Rejects with a
 * StorageError, or with the error of `listen` (`code`: EADDRINUSE …).
 */
export async function startRelay(config: RelayConfig, log: Log, store: RoomStore = openRelayStore(config.dataFolder)): Promise<Relay> {
  const blobs = new Blobs(join(config.dataFolder, 'blobs'), log)
  const rooms = new Rooms(store, log)
  const http = createServer((request, response) => {
    void handleRequest(request, response, blobs)
  })
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: limits.maxFrameBytes,
    // Browsers send a large message in hundreds of fragments.
    maxFragments: 4_096,
    maxBufferedChunks: 65_536,
    perMessageDeflate: false,
    handleProtocols: (offered) => (offered.has(subprotocol) ? subprotocol : false),
  })
  http.on('upgrade', (request, rawSocket, head) => {
    sockets.handleUpgrade(request, rawSocket, head, (socket) => {
      accept(socket, rawSocket, request, rooms, log)
    })
  })
  const heartbeat = setInterval(() => {
    rooms.heartbeat()
  }, heartbeatIntervalMs)
  try {
    await blobs.clean()
    await listen(http, config)
  } catch (error) {
    clearInterval(heartbeat)
    rooms.dispose()
    store.close()
    throw error
  }
  const address = http.address()
  const port = typeof address === 'object' && address !== null ? address.port : config.port
  return {
    url: `ws://${urlHost(config.host)}:${port}`,
    port,
    close: async () => {
      clearInterval(heartbeat)
      // Everything that has arrived is stored and acked before anybody is told to go.
      rooms.flush()
      await closeSockets(http, sockets)
      rooms.dispose()
      store.close()
    },
  }
}

async function handleRequest(request: IncomingMessage, response: ServerResponse, blobs: Blobs): Promise<void> {
  const path = pathOf(request)
  if (path.startsWith('/blob/')) await blobs.handle(request, response, path)
  else if (path === '/healthz' && (request.method === 'GET' || request.method === 'HEAD')) answer(response, 200, 'ok')
  else answer(response, 404, 'not found')
}

/** Room names have no character that a URL would encode, so the path is compared as it came. */
function pathOf(request: IncomingMessage): string {
  return (request.url ?? '/').split('?')[0] ?? '/'
}

function accept(socket: WebSocket, stream: Duplex, request: IncomingMessage, rooms: Rooms, log: Log): void {
  const connection = new Connection(socket, stream, socket.protocol === subprotocol, log)
  // ws reports broken frames here and then closes with the websocket protocol's own code (1009 for one that is too large).
  socket.on('error', (error) => {
    log('socket-error', { reason: error.message })
  })
  const name = pathOf(request).slice(1)
  if (parseRoomName(name) === null) {
    connection.close('noSuchRoom')
    return
  }
  const room = openRoom(rooms, name, connection, log)
  if (room === undefined) return
  socket.on('message', (data, isBinary) => {
    connection.noteSignOfLife()
    if (!isBinary) connection.close('malformedFrame')
    else room.receive(connection, bytesOf(data))
  })
  socket.on('pong', () => {
    connection.noteSignOfLife()
  })
  socket.on('close', () => {
    room.leave(connection)
    rooms.unloadEmpty()
  })
  room.join(connection)
}

function openRoom(rooms: Rooms, name: string, connection: Connection, log: Log): Room | undefined {
  try {
    return rooms.open(name)
  } catch (error) {
    if (!(error instanceof StorageError)) throw error
    // A damaged room stays closed until somebody has looked; it is never written over.
    log('room-unreadable', { room: roomTag(name), kind: error.kind, reason: error.message })
    connection.close(closeReasonOf(error))
    return undefined
  }
}

/** A view: what the room keeps of it, it copies. */
function bytesOf(data: Buffer | ArrayBuffer | Buffer[]): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data)
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data
}

async function listen(http: Server, config: RelayConfig): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject)
    http.listen(config.port, config.host, () => {
      http.off('error', reject)
      resolve()
    })
  })
}

async function closeSockets(http: Server, sockets: WebSocketServer): Promise<void> {
  await new Promise<void>((resolve) => {
    const grace = setTimeout(() => {
      for (const socket of sockets.clients) socket.terminate()
      http.closeAllConnections()
    }, closeGraceMs)
    http.close(() => {
      clearTimeout(grace)
      resolve()
    })
    for (const socket of sockets.clients) socket.close(closeCode.goingAway, 'goingAway')
    http.closeIdleConnections()
  })
}

/** A wildcard address is where the relay listens, not where anybody can connect. */
function urlHost(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1'
  if (host === '::') return '[::1]'
  return host.includes(':') ? `[${host}]` : host
}
