/** A websocket without any protocol: sends the bytes it is given and notes what comes back. */
import { once } from 'node:events'
import { WebSocket } from 'ws'

export class RawPeer {
  readonly frames: Uint8Array[] = []
  /** How often the other side asked for a sign of life. */
  pings = 0
  /** Resolves with the close code. */
  readonly closed: Promise<number>
  readonly #socket: WebSocket

  private constructor(socket: WebSocket) {
    this.#socket = socket
    this.closed = new Promise((resolve) => {
      socket.once('close', resolve)
    })
    // The close code tells what happened; ws reports a broken connection here too.
    socket.on('error', () => {})
    socket.on('message', (data: Buffer) => {
      this.frames.push(new Uint8Array(data))
    })
    socket.on('ping', () => {
      this.pings += 1
    })
  }

  /** Connects to `<url>/<room>`; resolves when the socket is open. */
  static async connect(url: string, room: string, protocols: string[] = [], tls: { readonly rejectUnauthorized?: boolean } = {}): Promise<RawPeer> {
    const socket = new WebSocket(`${url}/${room}`, protocols, tls)
    const peer = new RawPeer(socket)
    await once(socket, 'open')
    return peer
  }

  get isOpen(): boolean {
    return this.#socket.readyState === WebSocket.OPEN
  }

  send(data: Uint8Array | string): void {
    this.#socket.send(data)
  }

  /** Resolves when the other side has handled everything sent so far and what it said to that is here, or with the code with which it closed. */
  settled(): Promise<number | null> {
    return settled(this.#socket, this.closed)
  }

  /** Stops reading and answering, as a laptop whose lid was shut. */
  freeze(): void {
    this.#socket.pause()
  }

  /** Reads on after `freeze`. */
  thaw(): void {
    this.#socket.resume()
  }

  destroy(): void {
    this.#socket.terminate()
  }
}

/**
 * Resolves when the other side of `socket` has handled everything sent so far and what it said to that is here, or with what `closed` resolves with. A
 * relay answers a ping at once, and what it has to say itself goes out at the end of the turn: the second answer is behind that.
 */
export async function settled(socket: WebSocket, closed: Promise<number>): Promise<number | null> {
  for (let round = 0; round < 2; round += 1) {
    const answered = new Promise<null>((resolve) => {
      socket.once('pong', () => {
        resolve(null)
      })
    })
    if (socket.readyState === WebSocket.OPEN) socket.ping()
    const code = await Promise.race([answered, closed])
    if (code !== null) return code
  }
  return null
}
