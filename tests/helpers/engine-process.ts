/**
 * A real engine in a plain Node process of its own, to be killed, restarted and stopped by tests, and windows on it: the real
 * `DesktopSource` of the renderer, over ports that are carried as the shell carries them on an old runtime.
 */
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { onTestFinished } from 'vitest'
import { DesktopSource } from '../../renderer/document/desktop-source.ts'
import type { EngineConnector } from '../../renderer/document/engine-connection.ts'
import type { WorkshopSession } from '../../renderer/document/source.ts'
import type { AnnouncedRoom, EngineToShell, ShellToEngine } from '../../shared/ipc/engine-control.ts'
import type { WorkshopId } from '../../shared/model/ids.ts'
import type { DocumentKind } from '../../shared/model/roles.ts'
import { onMessageOver, sendOver } from '../../shared/node/child-channel.ts'
import { programs } from './programs.ts'
import { programOn } from './two-computers.ts'


type Window = { readonly onPort: (port: MessagePort) => void; readonly onLost: () => void; port: MessagePort | null }

/** A window that knows what it opened, so that all of it goes when the window goes: a page that ends takes its timers along. */
class TestWindow extends DesktopSource {
  readonly #sessions = new Set<WorkshopSession>()

  override openSession(workshop: WorkshopId, document?: DocumentKind): WorkshopSession {
    const session = super.openSession(workshop, document)
    this.#sessions.add(session)
    return session
  }

  end(): void {
    for (const { doc } of this.#sessions) doc.destroy()
  }
}

export class EngineProcess {
  readonly dataDirectory: string
  /** What the keyring gives the next time the engine starts. */
  vaultKeys: readonly Uint8Array[]
  /** Whether it wants to hear of rooms. */
  isLookingForRooms = false
  /** What it said last of the rooms that were found. */
  recognised: Readonly<Record<string, readonly WorkshopId[]>> = {}
  readonly #computer: string | null
  readonly #windows = new Set<Window>()
  readonly #windowOf = new Map<DesktopSource, { readonly window: Window; readonly source: TestWindow }>()
  readonly #ports = new Map<number, MessagePort>()
  readonly #log: string[] = []
  #nextPort = 1
  #child: ChildProcess | null = null

  private constructor(dataDirectory: string, vaultKeys: readonly Uint8Array[], computer: string | null) {
    this.dataDirectory = dataDirectory
    this.#computer = computer
    this.vaultKeys = vaultKeys
  }

  /**
   * Starts an engine with its data in `dataDirectory`; resolves when it takes ports. Its windows end with the test that runs.
   * `computer`: a network namespace to run in.
   */
  static async start(dataDirectory: string, vaultKeys: readonly Uint8Array[] = [], computer: string | null = null): Promise<EngineProcess> {
    const engine = new EngineProcess(dataDirectory, vaultKeys, computer)
    onTestFinished(() => {
      for (const source of engine.#windowOf.keys()) engine.crashWindow(source)
    })
    await engine.restart()
    return engine
  }

  /** Everything it logged or wrote to its outputs. */
  get log(): readonly string[] {
    return this.#log
  }

  /** 0 while it is down. */
  get pid(): number {
    return this.#child?.pid ?? 0
  }

  /** A new window; it gets a new port after every restart. */
  openWindow(): DesktopSource {
    const listeners: { port?: (port: MessagePort) => void; lost?: () => void } = {}
    const window: Window = {
      port: null,
      onPort: (port) => {
        window.port = port
        listeners.port?.(port)
      },
      onLost: () => listeners.lost?.(),
    }
    const connector: EngineConnector = {
      requestPort: () => {
        this.#windows.add(window)
        if (this.#child !== null) queueMicrotask(() => window.onPort(this.openPort()))
      },
      onPort: (listener) => {
        listeners.port = listener
        return () => delete listeners.port
      },
      onLost: (listener) => {
        listeners.lost = listener
        return () => delete listeners.lost
      },
    }
    const source = new TestWindow(connector)
    this.#windowOf.set(source, { window, source })
    return source
  }

  /** Ends a window as the end of its page would: whatever it has not handed over is gone. */
  crashWindow(source: DesktopSource): void {
    const open = this.#windowOf.get(source)
    if (open === undefined) throw new Error('this window is not one of this engine')
    this.#windowOf.delete(source)
    this.#windows.delete(open.window)
    open.window.port?.close()
    open.window.port = null
    open.source.end()
  }

  /** Ends it as a crash would (SIGKILL). Resolves when it is gone and every window knows. */
  async kill(): Promise<void> {
    await this.#end((child) => child.kill('SIGKILL'))
  }

  /** Stops it in order; resolves when it is gone. */
  async stop(): Promise<void> {
    await this.#end((child) => sendOver(child, { type: 'stop' } satisfies ShellToEngine))
  }

  /** Starts it again on the same data; resolves when every window has a new port. */
  async restart(): Promise<void> {
    const [execPath, execArgv] = programOn(this.#computer)
    const child = fork(programs.engine, [], { execPath, execArgv, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => this.#log.push(chunk.toString('utf8')))
    const ready = Promise.withResolvers<void>()
    onMessageOver(child, (message) => {
      const said = message as EngineToShell
      if (said.type === 'ready') ready.resolve()
      else if (said.type === 'port-message') this.#ports.get(said.port)?.postMessage(said.data)
      else if (said.type === 'rooms-recognised') this.recognised = said.workshops
      else if (said.type === 'look-for-rooms') this.isLookingForRooms = said.isWanted
      else if (said.type === 'log') this.#log.push(said.message)
    })
    child.once('exit', (code) => ready.reject(new Error(`the engine ended with ${String(code)}: ${this.#log.join('\n')}`)))
    this.#child = child
    this.isLookingForRooms = false
    this.#tell({ type: 'start', dataDirectory: this.dataDirectory, vaultKeys: this.vaultKeys })
    await ready.promise
    for (const window of this.#windows) window.onPort(this.openPort())
  }

  /** Says that these rooms were heard of on the network. */
  findRooms(rooms: readonly AnnouncedRoom[]): void {
    this.#tell({ type: 'rooms-found', rooms })
  }

  /** A bare port, for tests that say what no window of ours would. */
  openPort(): MessagePort {
    const { port1, port2 } = new MessageChannel()
    const id = this.#nextPort++
    this.#ports.set(id, port2)
    this.#tell({ type: 'open-port', port: id })
    port2.addEventListener('message', ({ data }) => this.#tell({ type: 'port-message', port: id, data }))
    port2.addEventListener('close', () => {
      this.#ports.delete(id)
      this.#tell({ type: 'close-port', port: id })
    })
    port2.start()
    return port1
  }

  #tell(message: ShellToEngine): void {
    if (this.#child !== null) sendOver(this.#child, message)
  }

  async #end(end: (child: ChildProcess) => void): Promise<void> {
    const child = this.#child
    if (child === null) return
    this.#child = null
    const exited = once(child, 'exit')
    end(child)
    await exited
    for (const port of this.#ports.values()) port.close()
    this.#ports.clear()
    for (const window of this.#windows) window.onLost()
  }
}
