/**
 * The least that a relay on `ws` can do: no Yjs, no storage, no checks; what a client writes goes to the others of its path untouched.
 * How it goes to them is what the limits differ in.
 */
import http from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'

export type Client = {
  readonly socket: WebSocket
  /** The connection below `ws`, for frames that are already built. */
  readonly stream: Duplex
}

export type ClientRoom = { readonly clients: Set<Client>; waiting: Buffer[]; isScheduled: boolean }

export type Manner = {
  /** Answers a step 1. */
  readonly answer: (client: Client) => void
  /** Passes one whole message on. */
  readonly forward: (room: ClientRoom, sender: Client, message: Buffer) => void
}

const sync = 0
const step1 = 0
const step2 = 1

/** Step 2 of an empty document. */
export const emptyAnswer = Buffer.from([sync, step2, 2, 0, 0])

export function startForwarder(port: number, { answer, forward }: Manner): void {
  const rooms = new Map<string, ClientRoom>()
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, clientTracking: false })
  const server = http.createServer((_request, response) => {
    response.end()
  })
  server.on('upgrade', (request, stream, head) => {
    sockets.handleUpgrade(request, stream, head, (socket) => {
      const path = request.url ?? '/'
      const room = rooms.get(path) ?? { clients: new Set(), waiting: [], isScheduled: false }
      rooms.set(path, room)
      const client: Client = { socket, stream }
      room.clients.add(client)
      // A client that broke off is noticed by its close.
      socket.on('error', () => {})
      socket.once('close', () => {
        room.clients.delete(client)
        if (room.clients.size === 0) rooms.delete(path)
      })
      socket.on('message', (message: Buffer) => {
        if (message[0] !== sync || message[1] === step2) return
        if (message[1] === step1) answer(client)
        else forward(room, client, message)
      })
    })
  })
  server.listen(port, '127.0.0.1')
  process.once('SIGTERM', () => {
    process.exit(0)
  })
}

/** A server's frame (unmasked, final, binary) around `payload`. */
export function serverFrame(payload: Uint8Array): Buffer {
  const { length } = payload
  const lengthBytes = length < 126 ? 0 : length < 0x1_0000 ? 2 : 8
  const frame = Buffer.allocUnsafe(2 + lengthBytes + length)
  frame[0] = 0x82
  frame[1] = lengthBytes === 0 ? length : lengthBytes === 2 ? 126 : 127
  if (lengthBytes === 2) frame.writeUInt16BE(length, 2)
  else if (lengthBytes === 8) frame.writeBigUInt64BE(BigInt(length), 2)
  frame.set(payload, 2 + lengthBytes)
  return frame
}
