/** One window's port: reads its messages, answers its calls, and holds a link for every workshop that it shows. */
import type { EngineFailure, EngineToWindow } from '../../shared/ipc/engine-port.ts'
import { isWorkshopId, type WorkshopId } from '../../shared/model/ids.ts'
import { MalformedError } from '../../shared/protocol/cursor.ts'
import { failureOf } from './call-failure.ts'
import type { EngineChannel } from './engine-channel.ts'
import { WindowLink } from './window-link.ts'
import type { WorkshopSession } from './workshop-session.ts'

export type WindowPortHost = {
  /** Rejects with whatever the call failed of. */
  call(name: string, args: readonly unknown[]): Promise<unknown>
  /** Throws what the workshop could not be opened of. */
  open(workshop: WorkshopId): WorkshopSession
  /** A window no longer shows `session`. */
  onRelease(session: WorkshopSession): void
  log(level: 'info' | 'error', message: string): void
}

type Shown = { readonly session: WorkshopSession; readonly link: WindowLink }

export class WindowPort {
  readonly #channel: EngineChannel
  readonly #host: WindowPortHost
  readonly #shown = new Map<WorkshopId, Shown>()
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
    for (const workshop of this.#shown.keys()) this.#close(workshop)
    this.#isDisposed = true
  }

  #receive(message: unknown): void {
    const { type, id, name, args, workshop, bytes } = (message ?? {}) as Readonly<Record<string, unknown>>
    switch (type) {
      case 'call':
        if (typeof id === 'number' && typeof name === 'string' && Array.isArray(args)) void this.#answer(id, name, args)
        return
      case 'open':
        if (isWorkshop(workshop)) this.#open(workshop)
        return
      case 'close':
        if (isWorkshop(workshop)) this.#close(workshop)
        return
      case 'frame':
        if (isWorkshop(workshop) && bytes instanceof Uint8Array) this.#receiveFrame(workshop, bytes)
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

  #open(workshop: WorkshopId): void {
    this.#close(workshop)
    try {
      const session = this.#host.open(workshop)
      this.#shown.set(workshop, { session, link: new WindowLink(session, (message) => this.post(message)) })
    } catch (error) {
      this.post({ type: 'open-failed', workshop, failure: this.#failureOf(error) })
    }
  }

  #close(workshop: WorkshopId): void {
    const shown = this.#shown.get(workshop)
    if (shown === undefined) return
    this.#shown.delete(workshop)
    shown.link.close()
    this.#host.onRelease(shown.session)
  }

  #receiveFrame(workshop: WorkshopId, bytes: Uint8Array): void {
    try {
      this.#shown.get(workshop)?.link.receive(bytes)
    } catch (error) {
      this.#close(workshop)
      const failure: EngineFailure = error instanceof MalformedError ? { kind: 'bug', detail: error.message } : this.#failureOf(error)
      this.post({ type: 'open-failed', workshop, failure })
    }
  }

  #failureOf(error: unknown): EngineFailure {
    const failure = failureOf(error)
    if (failure.kind === 'bug') this.#host.log('error', error instanceof Error ? (error.stack ?? error.message) : failure.detail)
    return failure
  }
}

function isWorkshop(value: unknown): value is WorkshopId {
  return typeof value === 'string' && isWorkshopId(value)
}
