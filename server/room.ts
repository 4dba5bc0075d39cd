/**
 * One room while anybody is in it. The way of an update: check its structure → stage → commit with the group → ack to its peer →
 * the same bytes to everybody else. No Y.Doc anywhere. Everything here is synchronous, so a join can never see a half state.
 */
import { limits, syncType, type CloseReason } from '../shared/protocol/messages.ts'
import { MalformedError } from '../shared/protocol/cursor.ts'
import { encodeMinutaFrame } from '../shared/protocol/minuta-frames.ts'
import { encodeAwareness, encodeStep1, encodeSync, readPeerFrame, type AwarenessEntry, type SyncFrame } from '../shared/protocol/sync-frames.ts'
import { advance, applyAdvance, walkUpdate, type Clocks, type UpdateShape } from '../shared/protocol/update-walk.ts'
import { assertNever } from '../shared/util/assert-never.ts'
import { StorageError, type RoomStore, type Seq } from '../shared/storage/room-store.ts'
import { AnswerCache } from './answer-cache.ts'
import type { Committer, Write, Writer } from './committer.ts'
import type { Compactor } from './compactor.ts'
import type { Connection } from './connection.ts'
import { countDevices } from './count-devices.ts'
import type { Log } from './log.ts'
import { Outbox } from './outbox.ts'
import { Presences } from './presences.ts'
import { Replica } from './replica.ts'
import { frameOf } from './websocket-frame.ts'

/** Heads and device counts follow the commits at most this often. */
const noticeDelayMs = 100
/** A replica that nobody needed for this long is let go. */
const replicaIdleMs = 5_000
/** From this many peers on, what goes to everybody is gathered for a moment: a write to each of them is what a room costs. */
const largeRoom = 32
/** How long an update may wait for others before it is stored and sent, growing with the room, unless so much waits that it gains nothing. */
const [minWindowMs, maxWindowMs, peersPerWindowMs] = [25, 40, 12]
const [maxWaitingFrames, maxWaitingBytes] = [32, 64 * 1024]
/** What is due so soon goes out at once: timers are no more exact than that. */
const timerSlackMs = 2
/** How long presence is gathered in a large room. */
const presenceWindowMs = 40
/** Answers with nothing new that are recognised by their bytes; shorter ones are walked as fast as compared. */
const [maxKnownAnswers, minKnownAnswerBytes] = [4, 64]

/** What a peer is told when storage fails: damage needs a person, everything else may pass. */
export function closeReasonOf(error: StorageError): CloseReason {
  return error.kind === 'corrupt' ? 'roomDamaged' : 'notStored'
}

/** A write frame between its check and its commit. */
export type RoomWrite = Write & {
  readonly connection: Connection
  /** Place among the write frames of its connection; null when an earlier one has a hole, so that no ack may cover it. */
  readonly ackCount: number | null
  readonly shape: UpdateShape
  readonly advanced: Clocks
  /** What the others are sent, and in it, at its end, what is stored. */
  readonly frame: Uint8Array
  readonly kept: Uint8Array
}

/** Stands for a whole answer that is known to bring nothing new. */
const nothing: UpdateShape = { sections: [], deletes: [] }

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
  /** What is committed, and on top of it what has been received and waits for its commit. */
  readonly #clocks: Map<number, number>
  #staged = new Map<number, number>()
  readonly #known: Pick<Clocks, 'get'> = { get: (client) => this.#staged.get(client) ?? this.#clocks.get(client) }
  #stagedWrites = 0
  #head: Seq
  #replica: Replica | undefined
  #replicaUsedAt = 0
  readonly #answers = new AnswerCache()
  #knownAnswers: Uint8Array[] = []
  readonly #outbox = new Outbox()
  #outboxTimer: NodeJS.Timeout | undefined
  /** When what waits is due: its first update, that is. */
  #outboxDueAt = 0
  readonly #presences = new Presences<Connection>((owner, other) => owner.member === null || other.member === null || owner.member.isSamePersonAs(other.member))
  /** In a large room: presence that waits to be passed on, and peers that wait for the presence of everybody. */
  #presenceNews = new Map<number, AwarenessEntry>()
  #newcomers = new Set<Connection>()
  #presenceTimer: NodeJS.Timeout | undefined
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
    this.#replica = new Replica(stored)
    this.#replicaUsedAt = performance.now()
    this.#clocks = new Map(this.#replica.clocks)
    parts.compactor.noteLoaded(name, stored)
  }

  get isEmpty(): boolean {
    return this.#connections.size === 0 && this.#stagedWrites === 0
  }

  join(connection: Connection): void {
    this.#connections.add(connection)
    if (connection.isMinuta) this.#minutaCount += 1
    connection.tell({ type: 'hello', lineage: this.lineage, seq: this.#head })
    // Who may only read is not asked for what they have: they would be refused for answering.
    if (connection.member?.mayWrite !== false) this.#askForAll(connection)
    if (this.#isLarge) {
      this.#newcomers.add(connection)
      this.#schedulePresence()
    } else if (this.#presences.size > 0) connection.send(encodeAwareness(this.#presences.all()))
  }

  leave(connection: Connection): void {
    if (!this.#connections.delete(connection)) return
    if (connection.isMinuta) this.#minutaCount -= 1
    this.#newcomers.delete(connection)
    this.#announce(this.#presences.leave(connection), connection)
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
    if (performance.now() - this.#replicaUsedAt > replicaIdleMs) this.letGo()
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
    this.#stagedWrites -= 1
    if (seq === null) this.#rememberAnswer(write)
    else this.#commit(write, seq)
    if (write.ackCount !== null) write.connection.ack(write.ackCount, this.#head)
  }

  failed({ connection }: RoomWrite, error: StorageError): void {
    this.#stagedWrites -= 1
    this.#parts.log('not-stored', { kind: error.kind })
    connection.close('notStored')
  }

  settled(): void {
    if (this.#stagedWrites === 0 && this.#staged.size > 0) this.#staged = new Map()
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
    this.#replica = undefined
    this.#answers.clear()
  }

  dispose(): void {
    clearTimeout(this.#noticeTimer)
    clearTimeout(this.#outboxTimer)
    clearTimeout(this.#presenceTimer)
    this.letGo()
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
        connection.sendAnswer(this.#answer(frame.stateVector, frame.clocks))
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
        this.#receivePresence(connection, connection.member?.stamp(frame.entries) ?? frame.entries)
        break
      case 'queryAwareness':
        connection.send(encodeAwareness(this.#presences.all()))
        break
      case 'stored':
        if (frame.seq > this.#head) throw new MalformedError('a peer cannot have stored what the room does not hold')
        connection.storedSeq = Math.max(connection.storedSeq, frame.seq)
        this.#scheduleNotice()
        break
      case 'device':
        connection.device = frame.device
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

  #answer(stateVector: Uint8Array, clocks: Clocks): Uint8Array {
    return this.#answers.get(stateVector, () => frameOf(encodeSync(syncType.step2, this.#useReplica().diff(clocks))))
  }

  /** `message` is what the peer sent, `update` the part of it to store; `isWhole` for a step 2. */
  #receiveWrite(connection: Connection, update: Uint8Array, message: Uint8Array, isWhole: boolean): void {
    connection.writeFrames += 1
    const shape = isWhole && this.#isKnownAnswer(update) ? nothing : walkUpdate(update)
    const advanced = advance(this.#known, shape)
    if (advanced === null) {
      this.#receiveHole(connection, isWhole)
      return
    }
    // A whole answer was made after every earlier frame of this peer, so it brings what those lacked.
    if (isWhole) connection.hasHole = false
    const isNews = this.#isNews(shape, advanced, isWhole)
    if (isNews) applyAdvance(this.#staged, advanced)
    this.#stagedWrites += 1
    // The only copy that is made of it: what came in shares its memory with other frames.
    const frame = broadcastOf(message, update, isWhole)
    const kept = frame.subarray(frame.length - update.length)
    const ackCount = connection.hasHole ? null : connection.writeFrames
    this.#parts.committer.add(this, { update: isNews ? kept : null, dueAt: this.#dueAt, connection, ackCount, shape, advanced, frame, kept })
  }

  #commit({ connection, shape, advanced, frame, update, dueAt }: RoomWrite, seq: Seq): void {
    if (update === null) return
    this.#head = seq
    applyAdvance(this.#clocks, advanced)
    this.#replica?.add(update, shape, advanced)
    this.#answers.clear()
    if (this.#outbox.length === 0) this.#outboxDueAt = dueAt
    this.#outbox.add(frame, connection)
    this.#parts.compactor.noteAppended(this.name, update.length)
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
    connection.send(encodeStep1(this.#clocks))
  }

  /** A stock client answers every join with its whole delete set: storing that each time would grow the log for nothing. */
  #isNews({ deletes }: UpdateShape, advanced: Clocks, isWhole: boolean): boolean {
    if (advanced.size > 0) return true
    if (deletes.length === 0) return false
    return !(isWhole && this.#useReplica().hasDeletes(deletes))
  }

  /** When hundreds come back at once, each answers with the same delete set. */
  #isKnownAnswer(update: Uint8Array): boolean {
    return this.#knownAnswers.some((known) => known.length === update.length && Buffer.compare(known, update) === 0)
  }

  /** What brought nothing new, and was settled behind everything before it, never will. */
  #rememberAnswer({ shape, kept }: RoomWrite): void {
    if (shape.deletes.length === 0 || kept.length < minKnownAnswerBytes) return
    this.#knownAnswers = [kept, ...this.#knownAnswers.slice(0, maxKnownAnswers - 1)]
  }

  #receivePresence(connection: Connection, entries: readonly AwarenessEntry[]): void {
    const { news, stale, isOverLimit } = this.#presences.receive(connection, entries)
    if (isOverLimit) throw new MalformedError(`more than ${limits.maxAwarenessStates} awareness states or too many bytes`, true)
    this.#announce(news, connection)
    if (stale.length > 0) connection.send(encodeAwareness(stale))
  }

  #announce(entries: readonly AwarenessEntry[], except: Connection): void {
    if (entries.length === 0) return
    if (this.#isLarge) {
      for (const entry of entries) this.#presenceNews.set(entry.client, entry)
      this.#schedulePresence()
      return
    }
    const frame = frameOf(encodeAwareness(entries))
    for (const connection of this.#connections) if (connection !== except) connection.sendFrames(frame)
  }

  #schedulePresence(): void {
    this.#presenceTimer ??= setTimeout(() => {
      this.#presenceTimer = undefined
      this.#flushPresence()
    }, presenceWindowMs)
  }

  /** One frame for everybody, with the last state of each client; those whose state it is know it already. */
  #flushPresence(): void {
    const news = this.#presenceNews.size === 0 ? undefined : frameOf(encodeAwareness([...this.#presenceNews.values()]))
    const all = this.#newcomers.size === 0 || this.#presences.size === 0 ? undefined : frameOf(encodeAwareness(this.#presences.all()))
    for (const connection of this.#connections) {
      const frame = this.#newcomers.has(connection) ? all : news
      if (frame !== undefined) connection.queue(frame)
    }
    this.#presenceNews = new Map()
    this.#newcomers = new Set()
    this.flush()
  }

  #useReplica(): Replica {
    this.#replica ??= new Replica(this.#parts.store.load(this.name))
    this.#replicaUsedAt = performance.now()
    return this.#replica
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

/** To the others a step 2 is an update like any other; the bytes are those of the peer. */
function broadcastOf(message: Uint8Array, update: Uint8Array, isWhole: boolean): Uint8Array {
  if (!isWhole) return frameOf(message)
  return frameOf(encodeSync(syncType.update, update))
}
