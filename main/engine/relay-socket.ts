/**
 * The websocket class that the y-websocket provider is given: `ws` with the limits of our protocol, a count of the write frames
 * that were sent (the relay acknowledges by that count), and an end to connections that have gone silent. Without that a laptop
 * that changed its network would believe for many minutes that it is online.
 */
import { WebSocket } from 'ws'
import { deadLinkMs, heartbeatIntervalMs, limits } from '../../shared/protocol/messages.ts'
import { isWriteFrame } from './frames.ts'

const handshakeTimeoutMs = 8_000
/** Room for the frame header around the largest payload. */
const frameOverheadBytes = 1024

export type SocketCounter = { writeFrames: number }

/** A socket class whose connections count into what `newCounter` returns for each of them. */
export function relaySocketClass(newCounter: () => SocketCounter): typeof globalThis.WebSocket {
  class RelaySocket extends WebSocket {
    readonly #counter = newCounter()
    #lastHeardAt = Date.now()

    constructor(address: string, protocols: string[]) {
      super(address, protocols, {
        handshakeTimeout: handshakeTimeoutMs,
        maxPayload: limits.maxFrameBytes + frameOverheadBytes,
        perMessageDeflate: false,
        // A relay that redirects is not the relay that the user named.
        followRedirects: false,
      })
      const hear = (): void => {
        this.#lastHeardAt = Date.now()
      }
      for (const event of ['message', 'ping', 'pong'] as const) this.on(event, hear)
      this.once('open', () => {
        hear()
        const timer = setInterval(() => {
          if (Date.now() - this.#lastHeardAt > deadLinkMs) this.terminate()
          else this.ping()
        }, heartbeatIntervalMs)
        this.once('close', () => clearInterval(timer))
      })
    }

    override send(data: Uint8Array): void {
      // Counted even when the socket is closing and takes nothing any more: what was not sent must never look acknowledged.
      // The next handshake sends it again.
      if (isWriteFrame(data)) this.#counter.writeFrames += 1
      if (this.readyState === WebSocket.OPEN) super.send(data)
    }
  }
  // Same interface as the browser's, which is what the provider's types ask for.
  return RelaySocket as unknown as typeof globalThis.WebSocket
}
