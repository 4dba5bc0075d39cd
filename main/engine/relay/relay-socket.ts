/**
 * The websocket class that the y-websocket provider is given: `ws` with the limits of our protocol, the rules of the connection for
 * what may be sent at all, and an end to connections that have gone silent. Without that a laptop that changed its network would
 * believe for many minutes that it is online.
 */
import { WebSocket, type ClientOptions } from 'ws'
import * as Y from 'yjs'
import { Silence } from '../../../shared/link/silence.ts'
import { deadLinkMs, heartbeatIntervalMs, limits, messageType, syncType } from '../../../shared/protocol/messages.ts'
import { encodeSync, readPeerFrame } from '../../../shared/protocol/sync-frames.ts'
import { OtherCertificateError, pinnedConnection } from './pinned-connection.ts'

/** Room for the frame header around the largest payload. */
const frameOverheadBytes = 1024

export type SocketRules = {
  /** As in `RelayPlace`. */
  readonly pin: string | null
  readonly handshakeTimeoutMs: number
  /** Whether a frame goes out on this connection. Asked even when the socket is closing and takes nothing any more. */
  takes(frame: Uint8Array): boolean
}

/**
 * A socket class whose connections follow what `newRules` returns for each of them. `onData`: so many bytes came, on whichever connection,
 * if only a part of a message.
 */
export function relaySocketClass(newRules: () => SocketRules, onData: (byteLength: number) => void): typeof globalThis.WebSocket {
  class RelaySocket extends WebSocket {
    readonly #rules: SocketRules
    readonly #updates: Uint8Array[] = []
    readonly #silence = new Silence()

    constructor(address: string, protocols: string[]) {
      const rules = newRules()
      super(address, protocols, {
        handshakeTimeout: rules.handshakeTimeoutMs,
        maxPayload: limits.maxFrameBytes + frameOverheadBytes,
        perMessageDeflate: false,
        // A relay that redirects is not the relay that the user named.
        followRedirects: false,
        ...secured(address, rules),
      })
      this.#rules = rules
      // Each piece that comes, and not each message: over a slow line a long one takes longer than a relay may be silent.
      this.once('upgrade', ({ socket }) => {
        this.once('open', () => socket.on('data', (chunk: Uint8Array) => {
          this.#silence.hear()
          onData(chunk.byteLength)
        }))
      })
      this.once('open', () => {
        this.#silence.hear()
        const timer = setInterval(() => {
          if (this.#silence.measure() > deadLinkMs) this.terminate()
          else this.ping()
        }, heartbeatIntervalMs)
        this.once('close', () => clearInterval(timer))
      })
    }

    /**
     * Changes of one turn leave as one frame: words that are put back arrive together with the change that took them along, and nobody
     * looks for them in between.
     */
    override send(data: Uint8Array): void {
      if (isUpdateFrame(data)) {
        if (this.#updates.push(data) === 1) queueMicrotask(() => this.#sendUpdates())
        return
      }
      this.#sendUpdates()
      this.#sendFrame(data)
    }

    #sendUpdates(): void {
      const frames = this.#updates.splice(0)
      const [only] = frames
      if (only === undefined) return
      this.#sendFrame(frames.length === 1 ? only : joinUpdateFrames(frames))
    }

    #sendFrame(frame: Uint8Array): void {
      if (this.#rules.takes(frame) && this.readyState === WebSocket.OPEN) super.send(frame)
    }
  }
  // Same interface as the browser's, which is what the provider's types ask for.
  return RelaySocket as unknown as typeof globalThis.WebSocket
}

function isUpdateFrame(frame: Uint8Array): boolean {
  return frame[0] === messageType.sync && frame[1] === syncType.update
}

function joinUpdateFrames(frames: readonly Uint8Array[]): Uint8Array {
  const updates = frames.map(readPeerFrame).flatMap((frame) => (frame.type === 'update' ? [frame.update] : []))
  return encodeSync(syncType.update, Y.mergeUpdates(updates))
}

function secured(address: string, { pin, handshakeTimeoutMs }: SocketRules): Pick<ClientOptions, 'createConnection'> {
  if (pin === null) return {}
  // Without TLS nobody can show the pinned certificate.
  if (!address.startsWith('wss:')) return { createConnection: refused }
  // `ws` hands it to Node's HTTP client, which calls it with a callback; the types of `ws` name another function of Node's.
  return { createConnection: pinnedConnection(pin, handshakeTimeoutMs) as unknown as NonNullable<ClientOptions['createConnection']> }
}

function refused(): never {
  throw new OtherCertificateError()
}
