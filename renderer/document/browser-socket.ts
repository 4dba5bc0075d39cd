/**
 * The websocket class that the y-websocket provider is given in a browser: it holds back what the provider sends before the relay
 * has let the page in, counts write frames (the relay acknowledges by that count), and ends connections that have gone silent. A
 * telephone that changed its network would otherwise believe for minutes that it is connected.
 */
import { Silence } from '../../shared/link/silence.ts'
import { heartbeatIntervalMs, messageType, syncType } from '../../shared/protocol/messages.ts'
import { isWriteFrame } from '../../shared/protocol/sync-frames.ts'

const handshakeTimeoutMs = 8_000
/** What a browser reports of a connection that ended without a word. */
const abnormalClosure = 1006

export type SocketCounter = {
  writeFrames: number
  /** For how long nothing may be heard. A page sees whole messages only: while a long one is on its way nothing is. */
  readonly patienceMs: number
}

/** What the link does with a socket beside handing it to the provider. */
export interface GuestSocket extends WebSocket {
  /** The relay has let the page in: sends what was held back, in order. `question`: a sync step 1 in place of the one that was held back, or null. */
  release(question?: Uint8Array | null): void
  /** Sends at once, held back or not. */
  sendNow(bytes: Uint8Array): void
  /** Ends the connection at once for this side, without waiting for the other to agree. */
  drop(): void
  /** Drops it if nothing was heard for too long. */
  check(): void
}

/** A socket class whose connections count into what `onConnect` returns for each of them. `onPatience`: one has been silent, and may be for longer. */
export function guestSocketClass(onConnect: (socket: GuestSocket) => SocketCounter, onPatience: () => void): typeof WebSocket {
  return class extends WebSocket implements GuestSocket {
    readonly #counter = onConnect(this)
    readonly #silence = new Silence()
    #held: Uint8Array[] | null = []

    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols)
      const hear = (): void => this.#silence.hear()
      this.addEventListener('open', hear)
      this.addEventListener('message', hear)
      const timer = setInterval(() => this.check(), heartbeatIntervalMs)
      this.addEventListener('close', () => clearInterval(timer))
    }

    override send(data: Uint8Array<ArrayBuffer>): void {
      // Counted even when the socket is closing and takes nothing any more: what was not sent must never look acknowledged. The next
      // handshake sends it again.
      if (isWriteFrame(data)) this.#counter.writeFrames += 1
      if (this.#held !== null) this.#held.push(data)
      else this.sendNow(data)
    }

    sendNow(bytes: Uint8Array): void {
      if (this.readyState === WebSocket.OPEN) super.send(new Uint8Array(bytes))
    }

    release(question: Uint8Array | null = null): void {
      const held = this.#held ?? []
      this.#held = null
      for (const bytes of held) this.sendNow(question !== null && isStep1(bytes) ? question : bytes)
    }

    drop(): void {
      this.close()
      // The browser's own event may take a minute where the network is dead.
      this.dispatchEvent(new CloseEvent('close', { code: abnormalClosure }))
    }

    check(): void {
      if (this.readyState === WebSocket.CLOSED) return
      if (this.#silence.measure() > (this.#silence.isUnbroken ? handshakeTimeoutMs : this.#counter.patienceMs)) this.drop()
      else onPatience()
    }
  }
}

function isStep1(bytes: Uint8Array): boolean {
  return bytes[0] === messageType.sync && bytes[1] === syncType.step1
}
