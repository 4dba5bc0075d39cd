/** A relay that does only what a test tells it: for what a right one never does, or not at the moment that matters. */
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { WebSocketServer, type WebSocket } from 'ws'
import * as Y from 'yjs'
import type { Role } from '../../shared/model/roles.ts'
import { messageType, subprotocol, syncType } from '../../shared/protocol/messages.ts'
import { encodeMinutaFrame, sessionLength, type RelayFrame } from '../../shared/protocol/minuta-frames.ts'
import { encodeSync } from '../../shared/protocol/sync-frames.ts'

/** One connection of a peer. */
export class ScriptedPeer {
  /** Write frames received so far. */
  writes = 0
  /** Every frame, in order. */
  readonly frames: Uint8Array[] = []
  /** Every frame, as it came. */
  readonly received: Uint8Array[] = []
  /** `seq` of every `stored` frame. */
  readonly stored: Uint8Array[] = []
  readonly #socket: WebSocket

  constructor(socket: WebSocket) {
    this.#socket = socket
    socket.on('message', (data: Buffer) => {
      this.received.push(new Uint8Array(data))
      this.frames.push(new Uint8Array(data))
      if (data[0] === messageType.stored) this.stored.push(new Uint8Array(data))
      if (data[0] === messageType.sync && data[1] !== syncType.step1) this.writes += 1
    })
  }

  tell(...frames: readonly RelayFrame[]): void {
    for (const frame of frames) this.#socket.send(encodeMinutaFrame(frame))
  }

  /** Lets the peer in, whatever it proved. `time`: by the clock of the relay. */
  admit(role: Role, time: number = Date.now()): void {
    this.tell({ type: 'admitted', role, time, session: new Uint8Array(sessionLength) })
  }

  /** The types of the frames, by name. */
  get types(): readonly string[] {
    return this.frames.map(([type]) => Object.entries(messageType).find(([, value]) => value === type)?.[0] ?? String(type))
  }

  /** The handshake of an empty room. */
  greet(lineage: string, seq: number): void {
    this.tell({ type: 'hello', lineage, seq })
    this.sendBytes(encodeSync(syncType.step1, Y.encodeStateVector(new Y.Doc())))
    this.sendBytes(encodeSync(syncType.step2, Y.encodeStateAsUpdate(new Y.Doc())))
  }

  sendBytes(bytes: Uint8Array): void {
    this.#socket.send(bytes)
  }

  close(code: number): void {
    this.#socket.close(code)
  }
}

export class ScriptedRelay {
  readonly peers: ScriptedPeer[] = []
  readonly url: string
  readonly #server: WebSocketServer

  private constructor(server: WebSocketServer, onPeer: (peer: ScriptedPeer) => void) {
    this.#server = server
    this.url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`
    server.on('connection', (socket) => {
      const peer = new ScriptedPeer(socket)
      this.peers.push(peer)
      onPeer(peer)
    })
  }

  /** Listens on a free port. `onPeer` runs for every connection, in the turn in which it is made. */
  static async start(onPeer: (peer: ScriptedPeer) => void = () => undefined): Promise<ScriptedRelay> {
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0, handleProtocols: () => subprotocol })
    await once(server, 'listening')
    return new ScriptedRelay(server, onPeer)
  }

  async stop(): Promise<void> {
    for (const socket of this.#server.clients) socket.terminate()
    this.#server.close()
    await once(this.#server, 'close')
  }
}
