/**
 * What a room holds, as far as the relay has to know it: the clocks of what is stored and of what waits for its commit, whether a
 * write fits behind them, and what a peer lacks. Sends nothing and stores nothing; `room.ts` does.
 */
import { MalformedError } from '../../shared/protocol/cursor.ts'
import { limits, syncType } from '../../shared/protocol/messages.ts'
import { Nesting } from '../../shared/protocol/nesting.ts'
import { encodeStep1 } from '../../shared/protocol/sync-frames.ts'
import { advance, applyAdvance, walkUpdate, type Clocks, type UpdateShape } from '../../shared/protocol/update-walk.ts'
import type { StoredRoom } from '../../shared/storage/room-store.ts'
import { AnswerCache, type Answer } from './answer-cache.ts'
import { Replica } from './replica.ts'
import { cutUpdate } from '../updates/cut-update.ts'
import { repeatsKnown, withoutKnown } from '../updates/update-parts.ts'
import { frameOf, joined, pieceEnd, syncFrameOf } from '../sockets/websocket-frame.ts'

/** A replica that nobody needed for this long is let go. */
const replicaIdleMs = 5_000
/** A snapshot that nobody asked for by then is read all the same. */
const readingDelayMs = 50
/** Answers with nothing new that are recognised by their bytes; shorter ones are walked as fast as compared. */
const [maxKnownAnswers, minKnownAnswerBytes] = [4, 64]

/** What a write does to what is known, without the bytes that say it. */
export type WriteEffect = { readonly shape: UpdateShape; readonly advanced: Clocks }

/** What a write brings, and the order in which it fits. */
type Received = WriteEffect & { readonly order: readonly number[] }

/** A write that has its form and fits behind everything received before it. */
export type CheckedWrite = {
  /** What is to be stored and passed on: the bytes as they came, which nobody may keep, or only what is new in them. */
  readonly update: Uint8Array
  readonly effect: WriteEffect
  /** False when everything in it is known already. */
  readonly isNews: boolean
}

export type ContentParts = {
  /** The room as it is stored; throws StorageError. */
  readonly load: () => StoredRoom | null
  /** To be told that it is time to call `finishReading`. */
  readonly onReadingDue: () => void
  /** Runs once the clocks are known. */
  readonly onRead: () => void
  /** True for what holds maps of plain values and nothing else (decision 0105). */
  readonly isFlat: boolean
}

/** Stands for a whole answer that is known to bring nothing new. */
const nothing: UpdateShape = { sections: [], deletes: [] }

export class RoomContent {
  readonly #parts: ContentParts
  /** What is committed, and on top of it what has been received and waits for its commit. */
  readonly #clocks = new Map<number, number>()
  #staged = new Map<number, number>()
  readonly #known: Pick<Clocks, 'get'> = { get: (client) => this.#staged.get(client) ?? this.#clocks.get(client) }
  #stagedWrites = 0
  /** How deep types lie in each other, of what is received; not looked into before the first type comes. */
  #nesting: Nesting | null = null
  /** What is staged, as `Nesting` takes it, as long as nobody has looked into it. */
  #unnested: Received[] = []
  #replica: Replica | undefined
  #replicaUsedAt = 0
  /** Where one update holds everything, that is the answer to who has nothing, as it is. It is sent first and read afterwards. */
  #unread: { readonly stored: StoredRoom; readonly whole: Uint8Array } | null = null
  #readingTimer: NodeJS.Timeout | undefined
  #reading: NodeJS.Immediate | undefined
  readonly #answers = new AnswerCache()
  #knownAnswers: Uint8Array[] = []
  #question: Uint8Array | null = null

  /** `stored`: what `load` returned. Throws StorageError when it cannot be read. */
  constructor(stored: StoredRoom | null, parts: ContentParts) {
    this.#parts = parts
    const whole = stored && wholeOf(stored)
    if (stored === null || whole === null) this.#read(stored)
    else {
      this.#unread = { stored, whole }
      this.#readingTimer = setTimeout(parts.onReadingDue, readingDelayMs)
    }
  }

  get isRead(): boolean {
    return this.#unread === null
  }

  /** The clocks of what is committed; empty until it `isRead`. */
  get clocks(): Clocks {
    return this.#clocks
  }

  /** The framed step 1 by which a peer is asked for what the room lacks; of what is committed. */
  get question(): Uint8Array {
    this.#question ??= frameOf(encodeStep1(this.#clocks))
    return this.#question
  }

  /** True while a write that was checked is neither stored nor given up. */
  get isWaiting(): boolean {
    return this.#stagedWrites > 0
  }

  /** The framed answer to a step 1; `isCut`: in pieces where it is long. Throws StorageError. */
  answer(stateVector: Uint8Array, clocks: Clocks, isCut: boolean): Answer {
    const whole = clocks.size === 0 ? this.#unread?.whole : undefined
    if (whole !== undefined) this.#reading ??= setImmediate(this.#parts.onReadingDue)
    return this.#answers.get(stateVector, isCut, () => {
      const update = whole ?? this.#useReplica().diff(clocks)
      return answerOf(isCut ? cutUpdate(update, clocks) : [update])
    })
  }

  /**
   * Checks a write and counts it as received; `commit`, `drop` or `fail` must follow. `isWhole` for a step 2. Null for a hole: it
   * refers to content that nobody has sent yet. Throws MalformedError and StorageError.
   */
  check(update: Uint8Array, isWhole: boolean): CheckedWrite | null {
    this.finishReading()
    const shape = isWhole && this.#isKnownAnswer(update) ? nothing : walkUpdate(update)
    if (this.#parts.isFlat && shape.sections.some(({ isFlat }) => !isFlat)) throw new MalformedError('answers are maps of plain values')
    const order: number[] = []
    const advanced = advance(this.#known, shape, order)
    if (advanced === null) return null
    this.#checkClients(advanced)
    const isNews = this.#isNews(shape, advanced, isWhole)
    const checked = isNews && repeatsKnown(shape, this.#known) ? this.#onlyNews(update, shape, advanced) : { update, effect: { shape, advanced }, isNews }
    this.#checkNesting({ shape, advanced, order })
    if (isNews) applyAdvance(this.#staged, advanced)
    this.#stagedWrites += 1
    return checked
  }

  /** A write was stored; `update`: what is to be kept of it, with the same bytes. */
  commit({ shape, advanced }: WriteEffect, update: Uint8Array): void {
    this.#stagedWrites -= 1
    applyAdvance(this.#clocks, advanced)
    this.#replica?.add(update, shape, advanced)
    this.#question = null
    this.#answers.clear()
  }

  /** A write without news was settled behind everything before it: it never will bring any. */
  drop({ shape }: WriteEffect, update: Uint8Array): void {
    this.#stagedWrites -= 1
    if (shape.deletes.length === 0 || update.length < minKnownAnswerBytes) return
    this.#knownAnswers = [update, ...this.#knownAnswers.slice(0, maxKnownAnswers - 1)]
  }

  /** A write could not be stored. */
  fail(): void {
    this.#stagedWrites -= 1
    this.#nesting = null
  }

  /** After a group of writes: when none is left, nothing but what is committed counts. */
  settle(): void {
    if (this.#stagedWrites > 0) return
    if (this.#staged.size > 0) this.#staged = new Map()
    if (this.#unnested.length > 0) this.#unnested = []
  }

  /** Before anything that needs the clocks. Throws StorageError; then nothing is ever stored behind what could not be read. */
  finishReading(): void {
    if (this.#unread === null) return
    clearTimeout(this.#readingTimer)
    clearImmediate(this.#reading)
    this.#read(this.#unread.stored)
    this.#unread = null
    this.#parts.onRead()
  }

  /** Lets go of what can be loaded again. */
  letGo(): void {
    this.#replica = undefined
    this.#answers.clear()
  }

  letGoWhenIdle(): void {
    if (performance.now() - this.#replicaUsedAt > replicaIdleMs) this.letGo()
  }

  dispose(): void {
    clearTimeout(this.#readingTimer)
    clearImmediate(this.#reading)
    this.letGo()
  }

  /** Whoever comes back names every client of the room: with one too many nobody could. Throws MalformedError. */
  #checkClients(advanced: Clocks): void {
    let count = this.#clocks.size + this.#staged.size
    const before = count
    for (const client of advanced.keys()) if (this.#known.get(client) === undefined) count += 1
    if (count > before && count > limits.maxClientsOfRoom) throw new MalformedError(`the room would have ${count} clients`, true)
  }

  /** Takes a write into account, unless it would bring types too deep: throws MalformedError. Throws StorageError as well. */
  #checkNesting(received: Received): void {
    if (received.advanced.size === 0) return
    if (this.#nesting === null && received.shape.sections.some(({ hasTypes }) => hasTypes)) this.#nesting = this.#nestingOfAll()
    if (this.#nesting === null) this.#unnested.push(received)
    else this.#nesting.take(received.shape, received.order, this.#known)
  }

  /** Of what is committed and what is staged. However deep that is, it is there. */
  #nestingOfAll(): Nesting {
    const nesting = new Nesting()
    const clocks = new Map<number, number>()
    const take = ({ shape, advanced, order }: Received): void => {
      nesting.take(shape, order, clocks, Infinity)
      applyAdvance(clocks, advanced)
    }
    const shape = walkUpdate(this.#useReplica().diff(clocks), Infinity)
    const order: number[] = []
    const advanced = advance(clocks, shape, order)
    if (advanced !== null) take({ shape, advanced, order })
    for (const received of this.#unnested) take(received)
    this.#unnested = []
    return nesting
  }

  /** A stock client answers every join with its whole delete set: storing that each time would grow the log for nothing. */
  #isNews({ deletes }: UpdateShape, advanced: Clocks, isWhole: boolean): boolean {
    if (advanced.size > 0) return true
    if (deletes.length === 0) return false
    return !(isWhole && this.#useReplica().hasDeletes(deletes))
  }

  /**
   * Nobody hears twice of one clock. Who has it would pass over what comes again, unless it is something else under the same name: Yjs
   * throws where that meets a struct that it has let go of, and a stock client goes on without the rest.
   */
  #onlyNews(update: Uint8Array, shape: UpdateShape, advanced: Clocks): CheckedWrite {
    const news = withoutKnown(update, shape, advanced, this.#known)
    return { update: news, effect: { shape: walkUpdate(news), advanced }, isNews: true }
  }

  /** When hundreds come back at once, each answers with the same delete set. */
  #isKnownAnswer(update: Uint8Array): boolean {
    return this.#knownAnswers.some((known) => known.length === update.length && Buffer.compare(known, update) === 0)
  }

  /** Throws StorageError. */
  #read(stored: StoredRoom | null): void {
    const replica = new Replica(stored)
    for (const [client, clock] of replica.clocks) this.#clocks.set(client, clock)
    this.#question = null
    this.#replica = replica
    this.#replicaUsedAt = performance.now()
  }

  #useReplica(): Replica {
    this.finishReading()
    this.#replica ??= new Replica(this.#parts.load())
    this.#replicaUsedAt = performance.now()
    return this.#replica
  }
}

/** All but the last go as updates: whoever asked has everything when step 2 is there. */
function answerOf(updates: readonly Uint8Array[]): Answer {
  const frames = updates.map((update, index) => syncFrameOf(index < updates.length - 1 ? syncType.update : syncType.step2, update))
  return {
    frames: joined(frames.flatMap((frame, index) => (index === 0 ? [frame] : [pieceEnd, frame]))),
    longest: frames.reduce((longest, { length }) => Math.max(longest, length), 0),
  }
}

/** The one update that holds all of the room: a snapshot with nothing behind it, or a log of one. Null where it takes more than one. */
function wholeOf({ snapshot, updates }: StoredRoom): Uint8Array | null {
  const [first] = updates
  if (snapshot === null) return updates.length === 1 && first !== undefined ? first : null
  return first === undefined ? snapshot : null
}
