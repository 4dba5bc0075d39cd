/** The venue's Wi-Fi between a computer and its relay: a TCP proxy that passes everything on until it is told to behave badly. */
import { createServer, connect, type Server, type Socket } from 'node:net'
import { once } from 'node:events'

const packetBytes = 1_400

type Pair = { readonly near: Socket; readonly far: Socket }
/** One way of a connection; `lateCount`: pieces that are still held back, which what comes later must not overtake. */
type Way = { readonly from: Socket; readonly to: Socket; tail: Promise<void>; lateCount: number }

export class FaultyNetwork {
  readonly #server: Server
  readonly #protocol: string
  readonly #target: { readonly host: string; readonly port: number }
  readonly #pairs = new Set<Pair>()
  #isDown = false
  #isClosed = false
  #delayMs = 0
  #bytesPerMs = Infinity
  #carriedBytes = 0

  private constructor(server: Server, targetUrl: string) {
    this.#server = server
    const { protocol, hostname, port } = new URL(targetUrl)
    this.#protocol = protocol
    this.#target = { host: hostname, port: Number(port) }
    server.on('connection', (near) => this.#carry(near))
  }

  /** Listens on a free port and leads to the relay at `targetUrl`. */
  static async to(targetUrl: string): Promise<FaultyNetwork> {
    const server = createServer()
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return new FaultyNetwork(server, targetUrl)
  }

  /** Address of the near end, of the same kind as the relay's own. */
  get url(): string {
    const address = this.#server.address()
    if (address === null || typeof address === 'string') throw new Error('the network is closed')
    return `${this.#protocol}//127.0.0.1:${address.port}`
  }

  /** Connections that are carried now, also those that have gone silent. */
  get connectionCount(): number {
    return this.#pairs.size
  }

  /** What has come in from either side, of all connections. */
  get carriedBytes(): number {
    return this.#carriedBytes
  }

  /**
   * Out of reach: nothing gets through in either direction and neither end is told, as when a laptop leaves the range of its access
   * point. New connections are taken and left without an answer. What was under way stays lost after `restore`.
   */
  goSilent(): void {
    this.#isDown = true
    for (const { near, far } of this.#pairs) {
      for (const socket of [near, far]) {
        socket.removeAllListeners('data')
        // Read and thrown away: a full buffer would tell the sender.
        socket.resume()
      }
    }
  }

  /** In reach again, for new connections. */
  restore(): void {
    this.#isDown = false
  }

  /** Cuts every connection with a reset, as a router does that has forgotten them. */
  reset(): void {
    for (const { near, far } of this.#pairs) {
      near.resetAndDestroy()
      far.resetAndDestroy()
    }
  }

  /** Every piece of data arrives this much later, in order. */
  slowDown(delayMs: number): void {
    this.#delayMs = delayMs
  }

  /** Only so much gets through each way, of all connections opened from now on; what waits is held back at its sender. */
  narrow(bytesPerMs: number): void {
    this.#bytesPerMs = bytesPerMs
  }

  async close(): Promise<void> {
    this.#isClosed = true
    const closed = once(this.#server, 'close')
    this.#server.close()
    // Not by a reset: that fails on a socket whose other end is gone, and Node then keeps its handle.
    for (const { near, far } of this.#pairs) {
      near.destroy()
      far.destroy()
    }
    await closed
  }

  #carry(near: Socket): void {
    // Somebody who was on the way in when it closed.
    if (this.#isClosed) {
      near.destroy()
      return
    }
    const far = connect(this.#target)
    const pair = { near, far }
    this.#pairs.add(pair)
    const end = (): void => {
      this.#pairs.delete(pair)
      near.destroy()
      far.destroy()
    }
    for (const [from, to] of [[near, far], [far, near]] as const) {
      from.setNoDelay(true)
      from.on('error', end)
      from.once('close', end)
      if (this.#isDown) from.resume()
      else {
        const way: Way = { from, to, tail: Promise.resolve(), lateCount: 0 }
        from.on('data', (chunk: Buffer) => this.#pass(chunk, way))
      }
    }
  }

  /** Packet by packet from `startMs` on, as a line does; timers that are late make it no slower. */
  #trickle(chunk: Buffer, to: Socket, startMs: number, onEnd: () => void): void {
    const packet = chunk.subarray(0, packetBytes)
    const dueMs = startMs + packet.length / this.#bytesPerMs
    setTimeout(() => {
      to.write(packet)
      if (chunk.length > packet.length) this.#trickle(chunk.subarray(packet.length), to, dueMs, onEnd)
      else onEnd()
    }, Math.max(0, dueMs - performance.now()))
  }

  #pass(chunk: Buffer, way: Way): void {
    this.#carriedBytes += chunk.length
    const [isNarrow, dueMs] = [this.#bytesPerMs < Infinity, performance.now() + this.#delayMs]
    if (!isNarrow && this.#delayMs === 0 && way.lateCount === 0) {
      way.to.write(chunk)
      return
    }
    if (isNarrow) way.from.pause()
    way.lateCount += 1
    way.tail = way.tail.then(async () => {
      await new Promise<void>((resolve) => {
        setTimeout(resolve, Math.max(0, dueMs - performance.now()))
      })
      await new Promise<void>((resolve) => {
        if (isNarrow) this.#trickle(chunk, way.to, performance.now(), resolve)
        else {
          way.to.write(chunk)
          resolve()
        }
      })
      way.lateCount -= 1
      if (isNarrow) way.from.resume()
    })
  }
}
