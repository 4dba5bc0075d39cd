/** A websocket client on plain TCP, cheap enough for thousands of them in one process. No compression, no checks of the server. */
import crypto from 'node:crypto'
import net from 'node:net'
import { clientFrame, opcode } from './client-frame.ts'
import { FrameReader, type OnMessage } from './frame-reader.ts'

/** Every connection reads into the same buffer: a read is over before the next one begins. */
const sharedBuffer = Buffer.allocUnsafe(1 << 20)
const headEnd = Buffer.from('\r\n\r\n')

export type WireSocketOptions = {
  readonly port: number
  readonly path: string
  readonly subprotocol: string | null
  readonly onOpen: () => void
  /** Text and binary messages. */
  readonly onMessage: OnMessage
  readonly onClose: (reason: string) => void
}

export class WireSocket {
  bytesIn = 0
  isOpen = false
  readonly #socket: net.Socket
  readonly #options: WireSocketOptions
  readonly #frames: FrameReader
  #head = Buffer.alloc(0)
  #reason = 'the connection ended'

  constructor(options: WireSocketOptions) {
    this.#options = options
    this.#frames = new FrameReader((op, bytes, start, end) => {
      this.#receive(op, bytes, start, end)
    })
    this.#socket = net.connect({
      host: '127.0.0.1',
      port: options.port,
      noDelay: true,
      onread: {
        buffer: sharedBuffer,
        callback: (length) => {
          this.#read(length)
          return true
        },
      },
    })
    this.#socket.once('connect', () => {
      this.#socket.write(handshake(options))
    })
    this.#socket.on('error', (error) => {
      this.#reason = error.message
    })
    this.#socket.once('close', () => {
      this.isOpen = false
      options.onClose(this.#reason)
    })
  }

  /** Bytes that the kernel has not taken yet. */
  get waitingBytes(): number {
    return this.#socket.writableLength
  }

  /** Sends frames that are already built. */
  write(frames: Buffer): void {
    this.#socket.write(frames)
  }

  send(payload: Uint8Array): void {
    this.#socket.write(clientFrame(payload))
  }

  /** Breaks the connection as a lost network would. */
  drop(): void {
    this.#socket.destroy()
  }

  #read(length: number): void {
    this.bytesIn += length
    if (this.isOpen) this.#frames.push(sharedBuffer, 0, length)
    else this.#readHead(length)
  }

  #readHead(length: number): void {
    this.#head = Buffer.concat([this.#head, sharedBuffer.subarray(0, length)])
    const end = this.#head.indexOf(headEnd)
    if (end < 0) return
    const rest = this.#head.subarray(end + headEnd.length)
    const [status = ''] = this.#head.toString('latin1', 0, end).split('\r\n')
    this.#head = Buffer.alloc(0)
    if (!status.startsWith('HTTP/1.1 101')) {
      this.#reason = `the relay answered ${status}`
      this.drop()
      return
    }
    this.isOpen = true
    this.#options.onOpen()
    if (rest.length > 0) this.#frames.push(rest, 0, rest.length)
  }

  #receive(op: number, bytes: Buffer, start: number, end: number): void {
    if (op === opcode.binary || op === opcode.text) this.#options.onMessage(op, bytes, start, end)
    else if (op === opcode.ping) this.#socket.write(clientFrame(bytes.subarray(start, end), opcode.pong))
    else if (op === opcode.close) {
      this.#reason = `closed with ${end - start >= 2 ? bytes.readUInt16BE(start) : 1005}`
      this.#socket.end()
    }
  }
}

function handshake({ port, path, subprotocol }: WireSocketOptions): string {
  const lines = [
    `GET ${path} HTTP/1.1`, `Host: 127.0.0.1:${port}`, 'Upgrade: websocket', 'Connection: Upgrade', 'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${crypto.randomBytes(16).toString('base64')}`,
  ]
  if (subprotocol !== null) lines.push(`Sec-WebSocket-Protocol: ${subprotocol}`)
  return `${lines.join('\r\n')}\r\n\r\n`
}
