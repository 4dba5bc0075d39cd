/** One window's port: reads its messages, answers its calls, and holds a link for every document that it shows. */
import type { EngineFailure, EngineToWindow } from '../../../shared/ipc/engine-port.ts'
import { parseRoomName, type RoomName } from '../../../shared/model/ids.ts'
import { MalformedError } from '../../../shared/protocol/cursor.ts'
import { failureOf } from './call-failure.ts'
import type { EngineChannel } from './engine-channel.ts'
import { WindowLink } from './window-link.ts'
import type { WorkshopSession } from '../workshop-session.ts'

export type WindowPortHost = {
  /** Rejects with whatever the call failed of. */
  call(name: string, args: readonly unknown[]): Promise<unknown>
  /** Throws what the workshop could not be opened of. */
  open(room: RoomName): WorkshopSession
  /** A window no longer shows `session`. */
  onRelease(session: WorkshopSession): void
  log(level: 'info' | 'error', message: string): void
}

type Shown = { readonly session: WorkshopSession; readonly link: WindowLink }

export class WindowPort {
  readonly #channel: EngineChannel
  readonly #host: WindowPortHost
  readonly #shown = new Map<RoomName, Shown>()
  #isDisposed = false

  constructor(channel: EngineChannel, host: WindowPortHost) {
    this.#channel = channel
    this.#host = host
    channel.onMessage((message) => {
      if (!this.#isDisposed) this.#receive(message)
    })
  }

  post(message: EngineToWindow): void {
    if (!this.#isDisposed) this.#channel.post(message)
  }

  dispose(): void {
    for (const room of this.#shown.keys()) this.#close(room)
    this.#isDisposed = true
  }

  #receive(message: unknown): void {
    const { type, id, name, args, room, bytes } = (message ?? {}) as Readonly<Record<string, unknown>>
    switch (type) {
      case 'call':
        if (typeof id === 'number' && typeof name === 'string' && Array.isArray(args)) void this.#answer(id, name, args)
        return
      case 'open':
        if (isRoom(room)) this.#open(room)
        return
      case 'close':
        if (isRoom(room)) this.#close(room)
        return
      case 'frame':
        if (isRoom(room) && bytes instanceof Uint8Array) this.#receiveFrame(room, bytes)
        return
      default:
        this.#host.log('error', `unknown message of a window: ${String(type)}`)
    }
  }

  /** Never rejects. */
  async #answer(id: number, name: string, args: readonly unknown[]): Promise<void> {
    try {
      this.post({ type: 'result', id, value: await this.#host.call(name, args) })
    } catch (error) {
      this.post({ type: 'failure', id, failure: this.#failureOf(error) })
    }
  }

  #open(room: RoomName): void {
    this.#close(room)
    try {
      const session = this.#host.open(room)
      this.#shown.set(room, { session, link: new WindowLink(session, (message) => this.post(message)) })
    } catch (error) {
      this.post({ type: 'open-failed', room, failure: this.#failureOf(error) })
    }
  }

  #close(room: RoomName): void {
    const shown = this.#shown.get(room)
    if (shown === undefined) return
    this.#shown.delete(room)
    shown.link.close()
    this.#host.onRelease(shown.session)
  }

  #receiveFrame(room: RoomName, bytes: Uint8Array): void {
    try {
      this.#shown.get(room)?.link.receive(bytes)
    } catch (error) {
      this.#close(room)
      const failure: EngineFailure = error instanceof MalformedError ? { kind: 'bug', detail: error.message } : this.#failureOf(error)
      this.post({ type: 'open-failed', room, failure })
    }
  }

  #failureOf(error: unknown): EngineFailure {
    const failure = failureOf(error)
    if (failure.kind === 'bug') this.#host.log('error', error instanceof Error ? (error.stack ?? error.message) : failure.detail)
    return failure
  }
}

function isRoom(value: unknown): value is RoomName {
  return typeof value === 'string' && parseRoomName(value) !== null
}
