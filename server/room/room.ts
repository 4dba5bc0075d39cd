/**
 * One room while anybody is in it. The way of an update: check its structure → stage → commit with the group → ack to its peer →
 * the same bytes to everybody else. No Y.Doc anywhere. Everything here is synchronous, so a join can never see a half state.
 */
import { parseRoomName } from '../../shared/model/ids.ts'
import { syncType, type CloseReason } from '../../shared/protocol/messages.ts'
import { MalformedError } from '../../shared/protocol/cursor.ts'
import { encodeMinutaFrame } from '../../shared/protocol/minuta-frames.ts'
import { readPeerFrame, type SyncFrame } from '../../shared/protocol/sync-frames.ts'
import { assertNever } from '../../shared/util/assert-never.ts'
import { StorageError, type RoomStore, type Seq } from '../../shared/storage/room-store.ts'
import type { Committer, Write, Writer } from './committer.ts'
import type { Compactor } from '../compaction/compactor.ts'
import type { Connection } from '../sockets/connection.ts'
import { countDevices } from './count-devices.ts'
import type { Log } from '../log.ts'
import { Outbox } from './outbox.ts'
import { RoomContent, type WriteEffect } from './room-content.ts'
import { RoomPresence } from './room-presence.ts'
import { frameOf, syncFrameOf } from '../sockets/websocket-frame.ts'

/** Heads and device counts follow the commits at most this often. */
const noticeDelayMs = 100
/** From this many peers on, what goes to everybody is gathered for a moment: a write to each of them is what a room costs. */
const largeRoom = 32
/** How long an update may wait for others before it is stored and sent, growing with the room, unless so much waits that it gains nothing. */
const [minWindowMs, maxWindowMs, peersPerWindowMs] = [25, 40, 12]
const [maxWaitingFrames, maxWaitingBytes] = [32, 64 * 1024]
/** What is due so soon goes out at once: timers are no more exact than that. */
const timerSlackMs = 2

type Copy = Pick<RoomWrite, 'frame' | 'kept'>

const nothing: Copy = { frame: new Uint8Array(), kept: new Uint8Array() }

/**
 * The only copy that is made of a write: what came in shares its memory with other frames. `message`: the update message that it came as; null for
 * what came otherwise: to the others a step 2 is an update like any other.
 */
function copyOf(update: Uint8Array, message: Uint8Array | null): Copy {
  const frame = message === null ? syncFrameOf(syncType.update, update) : frameOf(message)
  return { frame, kept: frame.subarray(frame.length - update.length) }
}

/** What a peer is told when storage fails: damage needs a person, everything else may pass. */
export function closeReasonOf(error: StorageError): CloseReason {
  return error.kind === 'corrupt' ? 'roomDamaged' : 'notStored'
}

/** A write frame between its check and its commit. */
export type RoomWrite = Write & {
  readonly connection: Connection
  /** Place among the write frames of its connection; null when an earlier one has a hole, so that no ack may cover it. */
  readonly ackCount: number | null
  readonly effect: WriteEffect
  /** What the others are sent, and in it, at its end, what is stored. */
  readonly frame: Uint8Array
  readonly kept: Uint8Array
}

export type RoomParts = {
  readonly store: RoomStore
  readonly committer: Committer<RoomWrite>
  readonly compactor: Compactor
  readonly log: Log
  /** Called when nobody is in the room any more and nothing waits to be stored. */
  readonly onEmpty: () => void
}

export class Room implements Writer<RoomWrite> {
  readonly name: string
  readonly lineage: string
  readonly #parts: RoomParts
  readonly #connections = new Set<Connection>()
  #minutaCount = 0
  readonly #content: RoomContent
  #head: Seq
  /** Peers that are asked for what they have once the room knows what it has. */
  readonly #unasked = new Set<Connection>()
  readonly #outbox = new Outbox()
  #outboxTimer: NodeJS.Timeout | undefined
  /** When what waits is due: its first update, that is. */
  #outboxDueAt = 0
  readonly #presence = new RoomPresence({
    connections: this.#connections,
    isLarge: () => this.#isLarge,
    flush: () => {
      this.flush()
    },
  })
  #noticeTimer: NodeJS.Timeout | undefined
  #noticeDueAt = 0

  /** Loads the room. Throws StorageError when it cannot be read. */
  constructor(name: string, newLineage: string, parts: RoomParts) {
    this.name = name
    this.#parts = parts
    const stored = parts.store.load(name)
    if (stored?.isRecovered === true) parts.log('room-recovered')
    this.lineage = stored?.lineage ?? newLineage
    this.#head = stored?.head ?? 0
    this.#content = new RoomContent(stored, {
      isFlat: parseRoomName(name)?.document === 'responses',
      load: () => parts.store.load(name),
      onReadingDue: () => {
        this.#readNow()
      },
      onRead: () => {
        for (const connection of this.#unasked) this.#askForAll(connection)
        this.#unasked.clear()
      },
    })
    parts.compactor.noteLoaded(name, stored)
  }

  get isEmpty(): boolean {
    return this.#connections.size === 0 && !this.#content.isWaiting
  }

  join(connection: Connection): void {
    this.#connections.add(connection)
    if (connection.isMinuta) this.#minutaCount += 1
    connection.tell({ type: 'hello', lineage: this.lineage, seq: this.#head })
    // Who may only read is not asked for what they have: they would be refused for answering.
    if (connection.member?.mayWrite !== false) this.#askForAll(connection)
    this.#presence.join(connection)
  }

  leave(connection: Connection): void {
    if (!this.#connections.delete(connection)) return
    if (connection.isMinuta) this.#minutaCount -= 1
    this.#unasked.delete(connection)
    this.#presence.leave(connection)
    this.#scheduleNotice()
    if (this.isEmpty) this.#parts.onEmpty()
  }

  /** Sends what waits, and with the same write whatever else is queued for each peer. */
  flush(): void {
    clearTimeout(this.#outboxTimer)
    this.#outboxTimer = undefined
    const senders = this.#outbox.deliver(this.#connections)
    if (this.#noticeTimer !== undefined && performance.now() >= this.#noticeDueAt) this.#notify()
    // Their acks are in their queues: nobody else hears of an update before its sender does.
    for (const sender of senders) sender.flush()
    for (const connection of this.#connections) connection.flush()
  }

  heartbeat(): void {
    // A head says that everything before it was sent.
    this.flush()
    for (const connection of this.#connections) connection.heartbeat(this.#head)
    this.#content.letGoWhenIdle()
  }

  pingSilent(): void {
    for (const connection of this.#connections) connection.pingAlone()
  }

  /** Handles one frame of a peer. Whatever is wrong with it ends this connection and nothing else. `bytes` are not kept. */
  receive(connection: Connection, bytes: Uint8Array): void {
    if (connection.isClosing) return
    try {
      this.#handle(connection, readPeerFrame(bytes), bytes)
    } catch (error) {
      if (error instanceof MalformedError) {
        this.#parts.log('frame-refused', { reason: error.message })
        connection.close(error.isLimit ? 'limitExceeded' : 'malformedFrame')
      } else if (error instanceof StorageError) {
        // The replica could not be made: whoever joins next finds out the same way.
        this.letGo()
        this.#parts.log('room-unreadable', { kind: error.kind })
        connection.close(closeReasonOf(error))
      } else throw error
    }
  }

  stored(write: RoomWrite, seq: Seq | null): void {
    if (seq === null) this.#content.drop(write.effect, write.kept)
    else this.#commit(write, seq)
    if (write.ackCount !== null) write.connection.ack(write.ackCount, this.#head)
    // Who joined without news is told a count all the same; when nobody else writes, nothing would.
    if (write.connection.toldDevices === undefined) this.#scheduleNotice()
  }

  failed({ connection }: RoomWrite, error: StorageError): void {
    this.#content.fail()
    this.#parts.log('not-stored', { kind: error.kind })
    connection.close('notStored')
  }

  settled(): void {
    this.#content.settle()
    if (this.#outbox.length > 0) {
      const isWorthWaiting = this.#outbox.length < maxWaitingFrames && this.#outbox.byteLength < maxWaitingBytes
      const waitMs = isWorthWaiting ? this.#outboxDueAt - performance.now() : 0
      // A commit for the sake of another room may come early.
      if (waitMs <= timerSlackMs) this.flush()
      else this.#outboxTimer ??= setTimeout(() => {
        this.flush()
      }, waitMs)
    }
    if (this.isEmpty) this.#parts.onEmpty()
  }

  /** Lets go of what can be loaded again: after a compaction, and when nobody has joined for a while. */
  letGo(): void {
    this.#content.letGo()
  }

  dispose(): void {
    clearTimeout(this.#noticeTimer)
    clearTimeout(this.#outboxTimer)
    this.#presence.dispose()
    this.#content.dispose()
  }

  get #isLarge(): boolean {
    return this.#connections.size >= largeRoom
  }

  /** A small room waits for nothing but the next commit. */
  get #dueAt(): number {
    return this.#isLarge ? performance.now() + Math.min(maxWindowMs, Math.max(minWindowMs, this.#connections.size / peersPerWindowMs)) : 0
  }

  #handle(connection: Connection, frame: SyncFrame, bytes: Uint8Array): void {
    switch (frame.type) {
      case 'step1':
        // Left unanswered, it would wait for ever.
        if (connection.member?.takeQuestion() === false) {
          connection.close('tooMany')
          break
        }
        connection.sendAnswer(this.#content.answer(frame.stateVector, frame.clocks, connection.isPage))
        connection.isReading = true
        // They are part of the answer.
        connection.framesToSkip = this.#outbox.length
        connection.tell({ type: 'head', seq: this.#head })
        break
      case 'step2':
        connection.isAskedForAll = false
        this.#receiveWrite(connection, frame.update, bytes, true)
        break
      case 'update':
        this.#receiveWrite(connection, frame.update, bytes, false)
        break
      case 'awareness':
        this.#presence.receive(connection, frame.entries)
        break
      case 'queryAwareness':
        if (connection.member?.takeQuestion() !== false) this.#presence.sendAll(connection)
        break
      case 'stored':
        if (frame.seq > this.#head) throw new MalformedError('a peer cannot have stored what the room does not hold')
        connection.storedSeq = Math.max(connection.storedSeq, frame.seq)
        this.#scheduleNotice()
        break
      case 'device':
        connection.device = frame.device
        connection.isPage = frame.kind === 'browser'
        break
      case 'prove':
      case 'revoke':
      case 'queryPeers':
        // Dealt with before the room (access/member-frames.ts).
        break
      default:
        assertNever(frame, 'frame')
    }
  }

  /** `message` is what the peer sent, `update` the part of it to store; `isWhole` for a step 2. */
  #receiveWrite(connection: Connection, update: Uint8Array, message: Uint8Array, isWhole: boolean): void {
    connection.writeFrames += 1
    const checked = this.#content.check(update, isWhole)
    if (checked === null) {
      this.#receiveHole(connection, isWhole)
      return
    }
    // A whole answer was made after every earlier frame of this peer, so it brings what those lacked.
    if (isWhole) connection.hasHole = false
    const { isNews, effect } = checked
    // Without news it is remembered by what it deletes, or not at all.
    const { frame, kept } = isNews || effect.shape.deletes.length > 0 ? copyOf(checked.update, !isWhole && checked.update === update ? message : null) : nothing
    const ackCount = connection.hasHole ? null : connection.writeFrames
    this.#parts.committer.add(this, { update: isNews ? kept : null, dueAt: this.#dueAt, connection, ackCount, effect, frame, kept })
  }

  #commit({ connection, effect, frame, kept, dueAt }: RoomWrite, seq: Seq): void {
    this.#head = seq
    this.#content.commit(effect, kept)
    if (this.#outbox.length === 0) this.#outboxDueAt = dueAt
    this.#outbox.add(frame, connection)
    this.#parts.compactor.noteAppended(this.name, kept.length)
    this.#scheduleNotice()
  }

  /** An update that refers to content nobody has sent yet, as after an edit made between connecting and the first sync. */
  #receiveHole(connection: Connection, isWhole: boolean): void {
    this.#parts.log('hole', { isWhole })
    connection.hasHole = true
    if (isWhole) connection.close('incompleteCopy')
    else if (!connection.isAskedForAll) this.#askForAll(connection)
  }

  #askForAll(connection: Connection): void {
    connection.isAskedForAll = true
    if (this.#content.isRead) connection.sendFrames(this.#content.question)
    else this.#unasked.add(connection)
  }

  #readNow(): void {
    try {
      this.#content.finishReading()
    } catch (error) {
      if (!(error instanceof StorageError)) throw error
      this.#parts.log('room-unreadable', { kind: error.kind, reason: error.message })
      for (const connection of this.#connections) connection.close(closeReasonOf(error))
    }
  }

  /** A little later than due, so that in a busy room it goes out with what is sent anyway. */
  #scheduleNotice(): void {
    if (this.#minutaCount === 0 || this.#noticeTimer !== undefined) return
    this.#noticeDueAt = performance.now() + noticeDelayMs
    this.#noticeTimer = setTimeout(() => {
      this.flush()
    }, noticeDelayMs + 1)
  }

  /** Only behind everything up to the head: that is what a head says. */
  #notify(): void {
    clearTimeout(this.#noticeTimer)
    this.#noticeTimer = undefined
    const head = frameOf(encodeMinutaFrame({ type: 'head', seq: this.#head }))
    const countFor = countDevices(this.#connections)
    for (const connection of this.#connections) {
      if (connection.isReading && connection.isMinuta) connection.queue(head)
      if (connection.ackedSeq === 0) continue
      const count = countFor(connection)
      if (count === connection.toldDevices) continue
      connection.toldDevices = count
      connection.tell({ type: 'devices', count })
    }
  }
}
