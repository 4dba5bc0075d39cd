/**
 * One room while anybody is in it. The way of an update: check its structure → stage → commit with the group → ack to its peer →
 * the same bytes to everybody else. No Y.Doc on that way. Everything here is synchronous, so a join can never see a half state.
 */
import { limits, syncType, type CloseReason } from '../shared/protocol/messages.ts'
import { MalformedError } from '../shared/protocol/cursor.ts'
import { encodeAwareness, encodeStep1, encodeSync, readPeerFrame, type AwarenessEntry, type SyncFrame } from '../shared/protocol/sync-frames.ts'
import { advance, applyAdvance, walkUpdate, type Clocks, type UpdateShape } from '../shared/protocol/update-walk.ts'
import { assertNever } from '../shared/util/assert-never.ts'
import { StorageError, type RoomStore, type Seq } from '../shared/storage/room-store.ts'
import type { Committer } from './committer.ts'
import type { Compactor } from './compactor.ts'
import type { Connection } from './connection.ts'
import type { Log } from './log.ts'
import { Presences } from './presences.ts'
import { Replica } from './replica.ts'

/** Heads and device counts follow the commits at most this often. */
const noticeDelayMs = 100
/** A replica that nobody needed for this long is let go. */
const replicaIdleMs = 30_000

/** What a peer is told when storage fails: damage needs a person, everything else may pass. */
export function closeReasonOf(error: StorageError): CloseReason {
  return error.kind === 'corrupt' ? 'roomDamaged' : 'notStored'
}

export type RoomParts = {
  readonly store: RoomStore
  readonly committer: Committer
  readonly compactor: Compactor
  readonly log: Log
  /** Called when nobody is in the room any more and nothing waits to be stored. */
  readonly onEmpty: () => void
}

export class Room {
  readonly name: string
  readonly #parts: RoomParts
  readonly #lineage: string
  readonly #connections = new Set<Connection>()
  readonly #presences = new Presences<Connection>((owner, other) => owner.member === null || other.member === null || owner.member.isSamePersonAs(other.member))
  /** What is committed, and on top of it what has been received in this turn. */
  readonly #clocks: Map<number, number>
  #staged = new Map<number, number>()
  #stagedWrites = 0
  #head: Seq
  #replica: Replica | undefined
  #replicaTimer: NodeJS.Timeout | undefined
  #noticeTimer: NodeJS.Timeout | undefined

  /** Loads the room. Throws StorageError when it cannot be read. */
  constructor(name: string, newLineage: string, parts: RoomParts) {
    this.name = name
    this.#parts = parts
    const stored = parts.store.load(name)
    if (stored?.isRecovered === true) parts.log('room-recovered')
    this.#lineage = stored?.lineage ?? newLineage
    this.#head = stored?.head ?? 0
    this.#replica = new Replica(stored)
    this.#clocks = new Map(this.#replica.clocks)
    this.#keepReplicaAWhile()
    parts.compactor.noteLoaded(name, stored)
  }

  get isEmpty(): boolean {
    return this.#connections.size === 0 && this.#stagedWrites === 0
  }

  join(connection: Connection): void {
    this.#connections.add(connection)
    connection.tell({ type: 'hello', lineage: this.#lineage, seq: this.#head })
    // Who may only read is not asked for what they have: they would be refused for answering.
    if (connection.member?.mayWrite !== false) this.#askForAll(connection)
    const states = this.#presences.all()
    if (states.length > 0) connection.send(encodeAwareness(states))
  }

  leave(connection: Connection): void {
    if (!this.#connections.delete(connection)) return
    this.#announce(this.#presences.leave(connection), connection)
    this.#scheduleNotice()
    if (this.isEmpty) this.#parts.onEmpty()
  }

  heartbeat(): void {
    for (const connection of this.#connections) connection.heartbeat(this.#head)
  }

  /** Handles one frame of a peer. Whatever is wrong with it ends this connection and nothing else. */
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
        this.#dropReplica()
        this.#parts.log('room-unreadable', { kind: error.kind })
        connection.close(closeReasonOf(error))
      } else throw error
    }
  }

  dispose(): void {
    clearTimeout(this.#noticeTimer)
    this.#dropReplica()
  }

  #handle(connection: Connection, frame: SyncFrame, bytes: Uint8Array): void {
    switch (frame.type) {
      case 'step1':
        connection.send(encodeSync(syncType.step2, this.#useReplica().diff(frame.stateVector)))
        connection.isReading = true
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

  /** `frame` is what the peer sent, `update` the part of it to store; `isWhole` for a step 2. */
  #receiveWrite(connection: Connection, update: Uint8Array, frame: Uint8Array, isWhole: boolean): void {
    connection.writeFrames += 1
    const frameCount = connection.writeFrames
    const shape = walkUpdate(update)
    const advanced = advance({ get: (client) => this.#staged.get(client) ?? this.#clocks.get(client) }, shape)
    if (advanced === null) {
      this.#receiveHole(connection, isWhole)
      return
    }
    // A whole answer was made after every earlier frame of this peer, so it brings what those lacked.
    if (isWhole) connection.hasHole = false
    const isComplete = !connection.hasHole
    const isNews = this.#isNews(shape, advanced, isWhole)
    if (isNews) applyAdvance(this.#staged, advanced)
    this.#stagedWrites += 1
    this.#parts.committer.add({
      room: this.name,
      lineage: this.#lineage,
      update: isNews ? update : null,
      onStored: (seq) => {
        this.#stagedWrites -= 1
        // To the others a step 2 is an update like any other.
        if (seq !== null) this.#commit(connection, update, isWhole ? encodeSync(syncType.update, update) : frame, advanced, seq)
        if (isComplete) connection.ack(frameCount, this.#head)
        this.#afterSettled()
      },
      onFailed: (error) => {
        this.#stagedWrites -= 1
        this.#refuse(connection, error)
        this.#afterSettled()
      },
    })
  }

  #commit(sender: Connection, update: Uint8Array, broadcast: Uint8Array, advanced: Clocks, seq: Seq): void {
    this.#head = seq
    applyAdvance(this.#clocks, advanced)
    this.#replica?.add(update)
    for (const connection of this.#connections) {
      if (connection !== sender && connection.isReading) connection.send(broadcast)
    }
    this.#parts.compactor.noteAppended(this.name, update.length)
    this.#scheduleNotice()
  }

  #refuse(connection: Connection, error: StorageError): void {
    this.#parts.log('not-stored', { kind: error.kind })
    connection.close('notStored')
  }

  #afterSettled(): void {
    if (this.#stagedWrites > 0) return
    this.#staged = new Map()
    if (this.isEmpty) this.#parts.onEmpty()
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

  #receivePresence(connection: Connection, entries: readonly AwarenessEntry[]): void {
    const { news, stale, isOverLimit } = this.#presences.receive(connection, entries)
    if (isOverLimit) throw new MalformedError(`more than ${limits.maxAwarenessStates} awareness states or too many bytes`, true)
    this.#announce(news, connection)
    if (stale.length > 0) connection.send(encodeAwareness(stale))
  }

  #announce(entries: readonly AwarenessEntry[], except: Connection): void {
    if (entries.length === 0) return
    const frame = encodeAwareness(entries)
    for (const connection of this.#connections) if (connection !== except) connection.send(frame)
  }

  #useReplica(): Replica {
    this.#replica ??= new Replica(this.#parts.store.load(this.name))
    this.#keepReplicaAWhile()
    return this.#replica
  }

  #keepReplicaAWhile(): void {
    clearTimeout(this.#replicaTimer)
    this.#replicaTimer = setTimeout(() => {
      this.#dropReplica()
    }, replicaIdleMs)
  }

  #dropReplica(): void {
    clearTimeout(this.#replicaTimer)
    this.#replica?.dispose()
    this.#replica = undefined
  }

  #scheduleNotice(): void {
    this.#noticeTimer ??= setTimeout(() => {
      this.#noticeTimer = undefined
      this.#notify()
    }, noticeDelayMs)
  }

  #notify(): void {
    for (const connection of this.#connections) {
      if (connection.isReading) connection.tell({ type: 'head', seq: this.#head })
      if (connection.ackedSeq === 0) continue
      const devices = new Set<unknown>()
      for (const other of this.#connections) if (other.storedSeq >= connection.ackedSeq) devices.add(other.device)
      // Among them may be an earlier connection of the same device, cut off without a goodbye.
      devices.delete(connection.device)
      if (devices.size === connection.toldDevices) continue
      connection.toldDevices = devices.size
      connection.tell({ type: 'devices', count: devices.size })
    }
  }
}
