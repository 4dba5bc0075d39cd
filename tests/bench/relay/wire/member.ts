/** One client in one room, without a document: it joins as every client does, answers the relay, and hands on what comes. */
import { clientFrame } from './client-frame.ts'
import type { Dialect } from './dialect.ts'
import { WireSocket } from './wire-socket.ts'

const signIntervalMs = 20_000
const nothing = Uint8Array.of(0, 0)
const noClocks = Uint8Array.of(0)

export type MemberOptions = {
  readonly port: number
  readonly room: string
  readonly dialect: Dialect
  /** What it says to have already; nothing by default. */
  readonly stateVector?: Uint8Array
  /** An awareness update, sent on joining. */
  readonly presence?: Uint8Array
  /** Every update and step 2; the bytes are valid during the call only. */
  readonly onUpdate?: (bytes: Buffer, start: number, end: number, isStep2: boolean) => void
  readonly onAwareness?: (bytes: Buffer, start: number, end: number) => void
  readonly onClose?: (reason: string) => void
}

export class Member {
  /** Resolves at the first step 2, rejects when the connection ends before it. */
  readonly synced: Promise<void>
  isSynced = false
  /** Updates and steps 2 sent, and how many of them (from the first) the relay acknowledged. */
  writeFrames = 0
  ackedFrames = 0
  readonly #options: MemberOptions
  readonly #socket: WireSocket
  #signTimer: NodeJS.Timeout | undefined
  #resolveSynced: () => void = () => {}
  #rejectSynced: (error: Error) => void = () => {}

  constructor(options: MemberOptions) {
    this.#options = options
    this.synced = new Promise((resolve, reject) => {
      this.#resolveSynced = resolve
      this.#rejectSynced = reject
    })
    // Who does not wait for it is told by onClose.
    this.synced.catch(() => {})
    this.#socket = new WireSocket({
      port: options.port,
      path: options.dialect.path(options.room),
      subprotocol: options.dialect.subprotocol,
      onOpen: () => {
        const greeting = options.dialect.greeting(options.room)
        if (greeting === null) this.#join()
        else this.#socket.send(greeting)
      },
      onMessage: (_op, bytes, start, end) => {
        this.#receive(bytes, start, end)
      },
      onClose: (reason) => {
        clearInterval(this.#signTimer)
        this.#rejectSynced(new Error(`a client could not join: ${reason}`))
        options.onClose?.(reason)
      },
    })
  }

  get bytesIn(): number {
    return this.#socket.bytesIn
  }

  get waitingBytes(): number {
    return this.#socket.waitingBytes
  }

  /** The frame that carries `update`. */
  frameOf(update: Uint8Array): Buffer {
    return clientFrame(this.#options.dialect.update(this.#options.room, update))
  }

  /** Sends `count` frames of `frameOf` at once. */
  sendFrames(frames: Buffer, count: number): void {
    this.writeFrames += count
    this.#socket.write(frames)
  }

  sendUpdate(update: Uint8Array): void {
    this.sendFrames(this.frameOf(update), 1)
  }

  drop(): void {
    this.#socket.drop()
  }

  #join(): void {
    const { dialect, room, stateVector, presence } = this.#options
    this.#socket.send(dialect.step1(room, stateVector ?? noClocks))
    if (presence !== undefined) this.#socket.send(dialect.awareness(room, presence))
    const sign = dialect.sign(room)
    if (sign === null) return
    this.#signTimer = setInterval(() => {
      if (this.#socket.isOpen) this.#socket.send(sign)
    }, signIntervalMs)
  }

  #receive(bytes: Buffer, start: number, end: number): void {
    const { dialect, room, onUpdate, onAwareness } = this.#options
    const message = dialect.read(bytes, start, end)
    switch (message.kind) {
      case 'update':
        onUpdate?.(bytes, message.start, message.end, false)
        break
      case 'step2':
        onUpdate?.(bytes, message.start, message.end, true)
        this.isSynced = true
        this.#resolveSynced()
        break
      case 'step1':
        this.writeFrames += 1
        this.#socket.send(dialect.step2(room, nothing))
        break
      case 'awareness':
        onAwareness?.(bytes, message.start, message.end)
        break
      case 'acked':
        this.ackedFrames = message.acked
        break
      case 'acked-one':
        this.ackedFrames += 1
        break
      case 'allowed':
        this.#join()
        break
      case 'refused':
        this.#rejectSynced(new Error('the relay refused the token'))
        break
      case 'other':
        break
      default:
        message.kind satisfies never
    }
  }
}

/** Joins all of `members`, at most `atOnce` at the same time, in their order. Rejects when one is not in sync after `limitMs`. */
export async function joinAll(members: readonly (() => Member)[], atOnce = 64, limitMs = 60_000): Promise<Member[]> {
  const joined: Member[] = []
  let next = 0
  const line = async (): Promise<void> => {
    for (let index = next; index < members.length; index = next) {
      next += 1
      const member = members[index]?.()
      if (member === undefined) return
      joined[index] = member
      await withinMs(member.synced, limitMs, `client ${index} of ${members.length} is not in sync`)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, line))
  return joined
}

/** `promise`, or an error with `what` after `limitMs`. */
export async function withinMs<T>(promise: Promise<T>, limitMs: number, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`${what} after ${limitMs / 1_000} s`))
    }, limitMs)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}
