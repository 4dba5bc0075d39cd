/** A peer as anybody could write it: the published y-websocket provider on a Y.Doc, nothing of ours in between. */
import { WebSocket as NodeWebSocket, type ClientOptions } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { messageType, subprotocol, syncType } from '../../shared/protocol/messages.ts'
import { encodeMinutaFrame, readRelayFrame, type PeerFrame } from '../../shared/protocol/minuta-frames.ts'

export type StockClient = {
  readonly doc: Y.Doc
  readonly text: Y.Text
  readonly provider: WebsocketProvider
  destroy(): void
}

/** Connects at once, and again after every break. */
export function stockClient(url: string, room: string, doc: Y.Doc = new Y.Doc(), protocols: string[] = []): StockClient {
  const provider = new WebsocketProvider(url, room, doc, {
    disableBc: true,
    protocols,
    WebSocketPolyfill: NodeWebSocket as unknown as typeof WebSocket,
    maxBackoffTime: 200,
  })
  return {
    doc,
    text: doc.getText('text'),
    provider,
    destroy: () => {
      provider.destroy()
      doc.destroy()
    },
  }
}

/**
 * The same provider with `minuta.1`, counting as an app would: `ackedWrites` are those of the current connection that the relay
 * says are committed, `sentWrites` those handed to the socket.
 */
export class AckedClient {
  readonly doc = new Y.Doc()
  readonly text = this.doc.getText('text')
  readonly provider: WebsocketProvider
  readonly hellos: { lineage: string; seq: number }[] = []
  head = 0
  devices = -1
  /** Values noted with `note` whose updates are acknowledged, on whatever connection. */
  readonly acked = new Set<string>()
  #unacked: { value: string; write: number }[] = []
  #sentWrites = 0

  /** `tls`: for a relay with a certificate of its own. */
  constructor(url: string, room: string, tls: { readonly rejectUnauthorized?: false } = {}) {
    this.provider = new WebsocketProvider(url, room, this.doc, {
      connect: false,
      disableBc: true,
      protocols: [subprotocol],
      WebSocketPolyfill: this.#countingSocket(tls) as unknown as typeof WebSocket,
      maxBackoffTime: 100,
    })
    for (const type of [messageType.hello, messageType.ack, messageType.head, messageType.devices]) {
      this.provider.messageHandlers[type] = (_encoder, decoder) => {
        const frame = readRelayFrame(type, decoder)
        if (frame?.type === 'hello') this.hellos.push({ lineage: frame.lineage, seq: frame.seq })
        if (frame?.type === 'head') this.head = frame.seq
        if (frame?.type === 'devices') this.devices = frame.count
        if (frame?.type === 'ack') this.#settle(frame.count)
      }
    }
    this.provider.connect()
  }

  /** Runs `edit`; `value` counts as acked when the write that carries it is. */
  note(value: string, edit: () => void): void {
    // Without a connection, the next one's step 2 carries it.
    edit()
    this.#unacked.push({ value, write: this.provider.wsconnected ? this.#sentWrites : Infinity })
  }

  /** Sends a frame of `minuta.1`, as `stored`: everything up to its seq is on this peer's own disk. */
  say(frame: PeerFrame): void {
    this.provider.ws?.send(new Uint8Array(encodeMinutaFrame(frame)))
  }

  get pendingCount(): number {
    return this.#unacked.length
  }

  destroy(): void {
    this.provider.destroy()
    this.doc.destroy()
  }

  #settle(count: number): void {
    for (const { value, write } of this.#unacked) if (write <= count) this.acked.add(value)
    this.#unacked = this.#unacked.filter(({ write }) => write > count)
  }

  /** A socket class that counts write frames; a new socket starts anew, and its step 2 carries everything still open. */
  #countingSocket(tls: ClientOptions): new (address: string, protocols: string[]) => NodeWebSocket {
    const onOpen = (): void => {
      this.#sentWrites = 0
      for (const entry of this.#unacked) entry.write = Infinity
    }
    const onSend = (bytes: Uint8Array): void => {
      if (bytes[0] !== messageType.sync || bytes[1] === syncType.step1) return
      this.#sentWrites += 1
      if (bytes[1] !== syncType.step2) return
      for (const entry of this.#unacked) entry.write = Math.min(entry.write, this.#sentWrites)
    }
    return class extends NodeWebSocket {
      constructor(address: string, protocols: string[]) {
        super(address, protocols, tls)
        onOpen()
      }

      override send(data: Uint8Array): void {
        onSend(data)
        super.send(data)
      }
    }
  }
}
