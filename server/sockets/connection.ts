/** One peer's websocket: what it was told, what it sent, and how it is let go. Knows no room; `room.ts` drives it. */
import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import { closeCode, heartbeatIntervalMs, limits, type CloseReason } from '../../shared/protocol/messages.ts'
import { encodeMinutaFrame, type RelayFrame } from '../../shared/protocol/minuta-frames.ts'
import { encodeAwareness } from '../../shared/protocol/sync-frames.ts'
import type { Seq } from '../../shared/storage/room-store.ts'
import type { Member } from '../access/member.ts'
import type { Log } from '../log.ts'
import type { Answer } from '../room/answer-cache.ts'
import { frameOf, joined, ping } from './websocket-frame.ts'

/** Bytes that may wait for a slow peer beside the whole answer that it was sent, or an update that is longer than this. */
const maxBufferedBytes = 8 * 1024 * 1024
/** Heartbeats without a sign of life after which a peer is pinged, and after which it is taken for dead. */
const [pingAtHeartbeat, deadAtHeartbeat] = [2, 4]
/** What the slowest line carries from one heartbeat to the next. */
const bytesPerHeartbeat = limits.slowestLineBytesPerMs * heartbeatIntervalMs
/**
 * Heartbeats after which a peer that was sent nothing gets a frame that its scripts can see: one of ours looks for a dead relay, a stock
 * client gives up after 30 s, and a relay of many quiet rooms has little else to do.
 */
const [signAtHeartbeat, signToStockAtHeartbeat] = [1, 4]
/** A peer that does not answer a close is cut off after this. */
const closeTimeoutMs = 2_000
/** Frames up to this length are copied into one buffer; larger ones go to the system together, but as they are. */
const maxCopiedBytes = 64 * 1024
const emptyAwareness = frameOf(encodeAwareness([]))

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
  /** Frames that wait to go to the whole room and that this peer has in its answer already. */
  framesToSkip = 0
  ackedSeq: Seq = 0
  storedSeq: Seq = 0
  /** What the peer calls its device; the connection itself until it says. */
  device: unknown = this
  /** True for a page in a browser, which sees whole messages only: long answers go to it in pieces. */
  isPage = false
  /** The number of devices that the peer was told since its last ack. */
  toldDevices: number | undefined
  /** Who the peer was let in as; null until then. */
  member: Member | null = null
  /** Runs once, when the relay ends the connection. */
  onClosing: (reason: CloseReason) => void = () => undefined
  #ackedFrames = 0
  #silentHeartbeats = 0
  /** Heartbeats for which the longest piece of an answer on its way may keep a peer silent: a ping behind it arrives no sooner. 0 once the pong behind the answer has come. */
  #patience = 0
  /** Heartbeats since the peer was last sent anything. */
  #quietHeartbeats = 0
  /** True while a ping waits for something that goes out anyway. */
  #isPingDue = false
  #isClosing = false
  /** Frames that go out with the next write, and their length. */
  #queue: Uint8Array[] = []
  #queuedBytes = 0
  #isFlushScheduled = false
  /** Length of the longest answer, or longer update, that may still be on its way, and of the longest that goes out with the next write. */
  #answerBytes = 0
  #queuedAnswerBytes = 0
  readonly #socket: WebSocket
  readonly #stream: Duplex
  readonly #receivedBytes: () => number
  /** How many bytes had come when it was last looked. */
  #heardBytes = 0
  readonly #log: Log

  /** `stream` is what `socket` writes to; nothing compresses in between. `receivedBytes`: how many have come from the peer, parts of messages included. */
  constructor(socket: WebSocket, { stream, receivedBytes }: { readonly stream: Duplex; readonly receivedBytes: () => number }, isMinuta: boolean, log: Log) {
    this.#socket = socket
    this.#stream = stream
    this.#receivedBytes = receivedBytes
    this.isMinuta = isMinuta
    this.#log = log
  }

  get isClosing(): boolean {
    return this.#isClosing
  }

  /** Sends one message, together with what else is sent to this peer in this turn. */
  send(message: Uint8Array): void {
    this.sendFrames(frameOf(message))
  }

  /** Sends whole frames, made by `frameOf`; they may be shared with other connections. */
  sendFrames(frames: Uint8Array): void {
    this.#push(frames)
    if (this.#isFlushScheduled) return
    this.#isFlushScheduled = true
    queueMicrotask(() => {
      this.#isFlushScheduled = false
      this.flush()
    })
  }

  /** The answer to a step 1: as long as it is on its way, that much more may wait for the peer. */
  sendAnswer({ frames, longest }: Answer): void {
    this.#bearWith(frames.length, longest)
    this.sendFrames(frames)
  }

  /** Like `sendFrames`, for a caller who calls `flush` in the same turn. */
  queue(frames: Uint8Array): void {
    // It alone is more than may wait: who reads it is not slow.
    if (frames.length > maxBufferedBytes) this.#bearWith(frames.length, frames.length)
    this.#push(frames)
  }

  /** Of `byteLength` bytes that go out next, the longest message is `longest`. */
  #bearWith(byteLength: number, longest: number): void {
    this.#queuedAnswerBytes = Math.max(this.#queuedAnswerBytes, byteLength)
    this.#patience = Math.max(this.#patience, Math.floor(longest / bytesPerHeartbeat))
    // A pong says that it is there.
    this.#isPingDue ||= this.#patience > 0
  }

  #push(frames: Uint8Array): void {
    if (this.#isClosing) return
    // In one turn a peer can ask for far more than may wait for it.
    if (this.#queuedBytes + this.#stream.writableLength > maxBufferedBytes + Math.max(this.#answerBytes, this.#queuedAnswerBytes)) {
      this.#giveUp()
      return
    }
    this.#queue.push(frames)
    this.#queuedBytes += frames.length
  }

  /** Sends to peers that speak `minuta.1`; others would take it for an error. */
  tell(frame: RelayFrame): void {
    if (this.isMinuta) this.send(encodeMinutaFrame(frame))
  }

  /** Hands everything queued to the system, in one write if it is small. */
  flush(): void {
    const frames = this.#takeQueue()
    if (frames.length === 0) return
    // From the moment that either side closes, ws alone writes: a frame behind a close frame breaks the protocol.
    if (this.#isClosing || this.#socket.readyState !== this.#socket.OPEN) return
    const waiting = this.#stream.writableLength
    if (waiting > maxBufferedBytes + this.#answerBytes) {
      this.#giveUp()
      return
    }
    this.#answerBytes = Math.max(this.#queuedAnswerBytes, waiting === 0 ? 0 : this.#answerBytes)
    this.#queuedAnswerBytes = 0
    this.#quietHeartbeats = 0
    if (this.#isPingDue) frames.push(ping)
    this.#isPingDue = false
    this.#write(frames)
  }

  #takeQueue(): Uint8Array[] {
    const frames = this.#queue
    this.#queue = []
    this.#queuedBytes = 0
    return frames
  }

  /** Ends the connection of a peer that does not read; what is queued for it goes nowhere. */
  #giveUp(): void {
    this.#takeQueue()
    this.#log('peer-too-slow')
    this.close('tooSlow')
  }

  #write(frames: readonly Uint8Array[]): void {
    if (frames.length > 1 && frames.some(({ length }) => length > maxCopiedBytes)) {
      this.#stream.cork()
      for (const frame of frames) this.#stream.write(frame)
      this.#stream.uncork()
    } else this.#stream.write(joined(frames))
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

  /** The peer has answered an empty ping, and has everything that was sent before it. */
  notePong(): void {
    this.#patience = 0
  }

  /**
   * Pings a peer that is silent, with whatever else is sent to it until `pingAlone`, and sends one that was sent nothing for a while a
   * frame that scripts can see.
   */
  heartbeat(head: Seq): void {
    this.#noteSignsOfLife()
    this.#silentHeartbeats += 1
    if (this.#silentHeartbeats >= deadAtHeartbeat + this.#patience) {
      this.#isClosing = true
      this.#socket.terminate()
      return
    }
    if (this.#quietHeartbeats >= (this.isMinuta ? signAtHeartbeat : signToStockAtHeartbeat)) {
      if (this.isMinuta && this.isReading) this.tell({ type: 'head', seq: head })
      else this.sendFrames(emptyAwareness)
    }
    if (this.#silentHeartbeats >= pingAtHeartbeat) this.#isPingDue = true
    this.flush()
    this.#quietHeartbeats += 1
  }

  /** Sends the ping that nothing has come along for. */
  pingAlone(): void {
    this.#noteSignsOfLife()
    if (!this.#isPingDue) return
    this.#isPingDue = false
    const quiet = this.#quietHeartbeats
    this.queue(ping)
    this.flush()
    // No script sees a ping.
    this.#quietHeartbeats = quiet
  }

  /** Every byte counts, and not each message: over a slow line a long one takes longer than anybody may be silent. */
  #noteSignsOfLife(): void {
    const received = this.#receivedBytes()
    if (received === this.#heardBytes) return
    this.#heardBytes = received
    this.#silentHeartbeats = 0
    this.#isPingDue = false
  }

  /** Ends the connection with a reason; later frames are ignored. The room goes on. */
  close(reason: CloseReason): void {
    if (this.#isClosing) return
    const frames = this.#takeQueue()
    if (frames.length > 0 && this.#socket.readyState === this.#socket.OPEN) this.#write(frames)
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
