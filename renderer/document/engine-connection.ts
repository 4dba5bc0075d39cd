/**
 * The window's end of the engine port. Engines come and go (one that crashed is replaced within a second); this stays: calls that
 * wait are asked again of the next engine, and whoever listens is told when a new one is there.
 */
import type { EngineCall, EngineCalls, EngineToWindow, WindowToEngine } from '../../shared/ipc/engine-port.ts'
import { EngineError, type Unsubscribe } from './source.ts'

/** How ports reach the window; `window-connector.ts` on the desktop. */
export type EngineConnector = {
  /** Asks for a port; it arrives by `onPort`, as does a new one after every loss. */
  requestPort(): void
  onPort(listener: (port: MessagePort) => void): Unsubscribe
  onLost(listener: () => void): Unsubscribe
}

/** Everything an engine says beside answers to calls. */
export type EngineMessage = Exclude<EngineToWindow, { type: 'result' | 'failure' }>

export type ConnectionEvents = {
  /** A new engine is there, and it knows nothing of this window yet. */
  onConnect(): void
  onLost(): void
  onMessage(message: EngineMessage): void
}

type PendingCall = {
  readonly name: EngineCall
  readonly args: readonly unknown[]
  readonly resolve: (value: unknown) => void
  readonly reject: (error: EngineError) => void
  isSent: boolean
}

/** Asking twice would make a second workshop; every other call may be repeated without harm. */
const unrepeatableCalls: ReadonlySet<EngineCall> = new Set(['createWorkshop'])

export class EngineConnection {
  readonly #events: ConnectionEvents
  readonly #calls = new Map<number, PendingCall>()
  #port: MessagePort | null = null
  #nextCall = 1

  constructor(connector: EngineConnector, events: ConnectionEvents) {
    this.#events = events
    connector.onPort((port) => this.#usePort(port))
    connector.onLost(() => this.#losePort())
    connector.requestPort()
  }

  get isConnected(): boolean {
    return this.#port !== null
  }

  /** Dropped while there is no engine: `onConnect` is where everything starts anew. */
  post(message: WindowToEngine): void {
    this.#port?.postMessage(message)
  }

  /** Rejects with an EngineError. Waits for an engine when there is none. */
  call<C extends EngineCall>(name: C, args: EngineCalls[C]['args']): Promise<EngineCalls[C]['result']> {
    return new Promise((resolve, reject) => {
      const id = this.#nextCall++
      this.#calls.set(id, { name, args, resolve: resolve as (value: unknown) => void, reject, isSent: false })
      this.#sendCalls()
    })
  }

  #usePort(port: MessagePort): void {
    this.#losePort()
    this.#port = port
    port.addEventListener('message', ({ data }: MessageEvent<EngineToWindow>) => {
      if (port === this.#port) this.#receive(data)
    })
    port.start()
    this.#sendCalls()
    this.#events.onConnect()
  }

  #losePort(): void {
    if (this.#port === null) return
    this.#port.close()
    this.#port = null
    for (const [id, call] of this.#calls) {
      if (call.isSent && unrepeatableCalls.has(call.name)) {
        this.#calls.delete(id)
        call.reject(new EngineError({ kind: 'bug', detail: `the engine ended during ${call.name}` }))
      }
      call.isSent = false
    }
    this.#events.onLost()
  }

  #sendCalls(): void {
    if (this.#port === null) return
    for (const [id, call] of this.#calls) {
      if (call.isSent) continue
      call.isSent = true
      this.post({ type: 'call', id, name: call.name, args: call.args })
    }
  }

  #receive(message: EngineToWindow): void {
    if (message.type !== 'result' && message.type !== 'failure') {
      this.#events.onMessage(message)
      return
    }
    const call = this.#calls.get(message.id)
    this.#calls.delete(message.id)
    if (message.type === 'result') call?.resolve(message.value)
    else call?.reject(new EngineError(message.failure))
  }
}
