/** One peer's websocket: what it was told, what it sent, and how it is let go. Knows no room; `room.ts` drives it. */
import type { WebSocket } from 'ws'
import { closeCode, limits, type CloseReason } from '../shared/protocol/messages.ts'
import { encodeMinutaFrame, type RelayFrame } from '../shared/protocol/minuta-frames.ts'
import { encodeAwareness } from '../shared/protocol/sync-frames.ts'
import type { Seq } from '../shared/storage/room-store.ts'
import type { Member } from './access/member.ts'
import type { Log } from './log.ts'

/** Bytes that may wait for a slow peer: one whole document and then some. */
const maxBufferedBytes = limits.maxFrameBytes + 8 * 1024 * 1024
/** Heartbeats that may pass without a sign of life. */
const maxSilentHeartbeats = 2
/** A peer that does not answer a close is cut off after this. */
const closeTimeoutMs = 2_000
const emptyAwareness = encodeAwareness([])

export class Connection {
  /** True when the peer negotiated `minuta.1`. */
  readonly isMinuta: boolean
  /** Write frames received so far; each write is known by the value at its arrival. */
  writeFrames = 0
  /** Writes that were not stored because they refer to content that only the peer's next whole answer can bring. */
  hasHole = false
  /** True from sending step 1 until the peer's step 2. */
  isAskedForAll = false
  /** True once the peer's step 1 was answered; only then do updates make sense to it. */
  isReading = false
  ackedSeq: Seq = 0
  storedSeq: Seq = 0
  /** What the peer calls its device; the connection itself until it says. */
  device: unknown = this
  /** The number of devices that the peer was told since its last ack. */
  toldDevices: number | undefined
  /** Who the peer was let in as; null until then. */
  member: Member | null = null
  /** Runs once, when the relay ends the connection. */
  onClosing: (reason: CloseReason) => void = () => undefined
  #ackedFrames = 0
  #silentHeartbeats = 0
  #isClosing = false
  readonly #socket: WebSocket

  readonly #log: Log

  constructor(socket: WebSocket, isMinuta: boolean, log: Log) {
    this.#socket = socket
    this.isMinuta = isMinuta
    this.#log = log
  }

  get isClosing(): boolean {
    return this.#isClosing
  }

  send(bytes: Uint8Array): void {
    if (this.#isClosing || this.#socket.readyState !== this.#socket.OPEN) return
    if (this.#socket.bufferedAmount <= maxBufferedBytes) this.#socket.send(bytes)
    else {
      this.#log('peer-too-slow')
      this.close('tooSlow')
    }
  }

  /** Sends to peers that speak `minuta.1`; others would take it for an error. */
  tell(frame: RelayFrame): void {
    if (this.isMinuta) this.send(encodeMinutaFrame(frame))
  }

  /** Everything up to write frame `count` is committed, the last at `seq`. */
  ack(count: number, seq: Seq): void {
    if (count <= this.#ackedFrames) return
    this.#ackedFrames = count
    if (seq > this.ackedSeq) {
      this.ackedSeq = seq
      // The peer takes the last count back with this ack, so the next one is told even when it is the same.
      this.toldDevices = undefined
    }
    this.tell({ type: 'ack', count, seq: this.ackedSeq })
  }

  noteSignOfLife(): void {
    this.#silentHeartbeats = 0
  }

  /** Pings, and sends a frame that scripts can see: a stock client gives up after 30 s without one. */
  heartbeat(head: Seq): void {
    if (this.#silentHeartbeats >= maxSilentHeartbeats) {
      this.#isClosing = true
      this.#socket.terminate()
      return
    }
    this.#silentHeartbeats += 1
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.ping()
    if (this.isMinuta && this.isReading) this.tell({ type: 'head', seq: head })
    else this.send(emptyAwareness)
  }

  /** Ends the connection with a reason; later frames are ignored. The room goes on. */
  close(reason: CloseReason): void {
    if (this.#isClosing) return
    this.#isClosing = true
    this.onClosing(reason)
    this.#socket.close(closeCode[reason], reason)
    const timer = setTimeout(() => {
      this.#socket.terminate()
    }, closeTimeoutMs)
    this.#socket.once('close', () => {
      clearTimeout(timer)
    })
  }
}
