/**
 * Keeps one engine running for as long as the app runs. When it dies, every window is told, a new one is started (with a
 * growing delay, so that a crash at start does not become a busy loop), and every window gets a new port; the handshake on
 * that port hands over whatever the old engine had not stored.
 */
import { MessageChannelMain, type WebContents } from 'electron/main'
import { enginePortMessage, type DesktopEvents } from '../../../shared/ipc/desktop-api.ts'
import type { AnnouncedRoom, EngineToShell, ShellToEngine } from '../../../shared/ipc/engine-control.ts'
import type { WorkshopId } from '../../../shared/model/ids.ts'
import { assertNever } from '../../../shared/util/assert-never.ts'
import { GrowingPause } from './growing-pause.ts'
import { log } from '../log.ts'
import type { HostedProcess } from './node-child.ts'
import { startProcess } from './process-host.ts'

const stopTimeoutMs = 10_000

/** What the engine and the network tell each other through main. */
export type EngineNetwork = {
  /** For an engine that starts. */
  rooms(): readonly AnnouncedRoom[]
  onLookForRooms(isWanted: boolean): void
  onRecognised(workshops: Readonly<Record<string, readonly WorkshopId[]>>): void
}

export class EngineProcess {
  readonly #dataDirectory: string
  readonly #vaultKeys: readonly Uint8Array[]
  readonly #network: EngineNetwork
  readonly #windows = new Set<WebContents>()
  #process: HostedProcess | null = null
  #isReady = false
  #isStopping = false
  #startedAt = 0
  readonly #pause = new GrowingPause()
  #restart: NodeJS.Timeout | null = null
  #whenExited: Promise<void> = Promise.resolve()

  constructor(dataDirectory: string, vaultKeys: readonly Uint8Array[], network: EngineNetwork) {
    this.#dataDirectory = dataDirectory
    this.#vaultKeys = vaultKeys
    this.#network = network
  }

  start(): void {
    if (this.#isStopping) return
    this.#startedAt = Date.now()
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#whenExited = promise
    const child = startProcess('engine', {
      onMessage: (message) => this.#receive(message as EngineToShell),
      onExit: (code) => {
        resolve()
        this.#handleExit(code)
      },
    })
    this.#process = child
    this.#post({ type: 'start', dataDirectory: this.#dataDirectory, vaultKeys: this.#vaultKeys })
  }

  /** Gives the page of `contents` a port now, or as soon as the engine is up, and a new one after every restart. */
  connect(contents: WebContents): void {
    if (!this.#windows.has(contents)) {
      this.#windows.add(contents)
      contents.once('destroyed', () => this.#windows.delete(contents))
    }
    if (this.#isReady) this.#givePort(contents)
  }

  /** Rooms that were heard of, whole with every change. */
  tellRooms(rooms: readonly AnnouncedRoom[]): void {
    if (this.#isReady) this.#post({ type: 'rooms-found', rooms })
  }

  /** Resolves when the engine has stored everything and ended; never rejects. It may be started again afterwards. */
  async stop(): Promise<void> {
    this.#isStopping = true
    if (this.#restart !== null) clearTimeout(this.#restart)
    this.#post({ type: 'stop' })
    const timer = setTimeout(() => {
      log.error('engine: did not stop in time')
      this.#process?.kill()
    }, stopTimeoutMs)
    await this.#whenExited
    clearTimeout(timer)
    this.#isStopping = false
  }

  #post(message: ShellToEngine): void {
    this.#process?.post(message)
  }

  #receive(message: EngineToShell): void {
    switch (message.type) {
      case 'ready':
        this.#isReady = true
        this.tellRooms(this.#network.rooms())
        for (const contents of this.#windows) this.#givePort(contents)
        return
      case 'log':
        log[message.level](`engine: ${message.message}`)
        return
      case 'look-for-rooms':
        this.#network.onLookForRooms(message.isWanted)
        return
      case 'rooms-recognised':
        this.#network.onRecognised(message.workshops)
        return
      case 'port-message':
        // Carried by the process host.
        return
      default:
        assertNever(message, 'message from the engine')
    }
  }

  #givePort(contents: WebContents): void {
    if (contents.isDestroyed()) return
    const { port1, port2 } = new MessageChannelMain()
    this.#process?.attachPort(port2)
    contents.postMessage(enginePortMessage, null, [port1])
  }

  #handleExit(code: number | null): void {
    this.#process = null
    this.#isReady = false
    // What it asked for, it may not need when it is back.
    this.#network.onLookForRooms(false)
    if (this.#isStopping) return
    log.error(`engine: ended with code ${String(code)}`)
    const lost: DesktopEvents['engine-lost'] = { detail: `exit code ${String(code)}` }
    for (const contents of this.#windows) if (!contents.isDestroyed()) contents.send('engine-lost', lost)
    this.#restart = setTimeout(() => this.start(), this.#pause.next(Date.now() - this.#startedAt))
  }
}
