/**
 * The room: one relay inside the app, for every workshop that is shared through it. It runs in a process of its own, with a port of its
 * own on the local network, from the moment somebody opens it until somebody closes it, whether a window is there or not. A relay
 * that dies is started again on the same port, with the same certificate and the same workshops, so that every invite stays good.
 */
import type { RoomState } from '../../../shared/ipc/desktop-api.ts'
import type { AdmittedWorkshop, RelayToShell, ShellToRelay } from '../../../shared/ipc/relay-control.ts'
import type { WorkshopId } from '../../../shared/model/ids.ts'
import type { KeyAndCertificate } from '../../../shared/node/certificate.ts'
import { localAddresses, type NetworkInterfaces } from '../../../shared/node/local-addresses.ts'
import { assertNever } from '../../../shared/util/assert-never.ts'
import { log } from '../log.ts'
import type { HostedProcess, ProcessEvents } from '../processes/node-child.ts'

export type RoomOptions = {
  startRelay(events: ProcessEvents): HostedProcess
  /** Of the relay; made when missing. */
  readonly dataDirectory: string
  readonly pagesDirectory: string
  certificate(): Promise<KeyAndCertificate>
  /** The pin of that certificate, base64url. */
  pin(): Promise<string>
  networkInterfaces(): NetworkInterfaces
  newName(): string
}

/** The room as it is announced. */
export type OpenRoom = { readonly name: string; readonly pin: string; readonly port: number; readonly workshops: readonly WorkshopId[] }

type FailureReason = Extract<RoomState, { kind: 'failed' }>['reason']
type Failure = { readonly reason: FailureReason; readonly detail: string }
/** What stays the same from one relay process to the next. */
type Opening = { readonly name: string; readonly pin: string; readonly openedAt: number; readonly workshops: Map<WorkshopId, string>; admitsBrowsers: boolean; port: number; addresses: readonly string[] }
type RunningRelay = { readonly process: HostedProcess; readonly whenExited: Promise<void>; readonly startedAt: number; browserPort: number | null; onBrowsers: (() => void) | null }

const startTimeoutMs = 60_000
const stopTimeoutMs = 15_000
const firstRestartDelayMs = 100
const maxRestarts = 4
/** A relay that lived this long was healthy: its end is a new misfortune, not the same one again. */
const healthyAfterMs = 30_000
const addressCheckMs = 2_000

export class RoomProcess {
  readonly #options: RoomOptions
  readonly #listeners = new Set<() => void>()
  #state: RoomState = { kind: 'closed' }
  #opening: Opening | null = null
  #relay: RunningRelay | null = null
  #peerCount = 0
  #restarts = 0
  #restartTimer: NodeJS.Timeout | null = null
  #addressTimer: NodeJS.Timeout | null = null
  /** Opening and closing wait for each other. */
  #turn: Promise<unknown> = Promise.resolve()

  constructor(options: RoomOptions) {
    this.#options = options
  }

  get state(): RoomState {
    return this.#state
  }

  /** Devices that are connected, this computer's engine among them; 0 while the room is not open. */
  get peerCount(): number {
    return this.#peerCount
  }

  /** Null while nobody can connect. */
  get openRoom(): OpenRoom | null {
    if (this.#opening === null || this.#state.kind !== 'open') return null
    const { name, pin, port, workshops } = this.#opening
    return { name, pin, port, workshops: [...workshops.keys()] }
  }

  /** True from the moment it is opened until it is closed or has failed: also while a relay that died is started again. */
  get isWanted(): boolean {
    return this.#opening !== null
  }

  /** Called after every change of `state` and `openRoom`; returns an unsubscribe. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  /** Opens the room, or lets one more workshop in; resolves when the relay has let it in, or cannot. Never rejects. */
  open(workshop: WorkshopId, proof: string, admitsBrowsers: boolean): Promise<RoomState> {
    return this.#inTurn(async () => {
      if (this.#opening !== null) {
        this.#opening.workshops.set(workshop, proof)
        this.#opening.admitsBrowsers = admitsBrowsers
        if (this.#relay !== null) await this.#admit(this.#relay, this.#opening)
        return
      }
      this.#setState({ kind: 'opening' })
      const addresses = localAddresses(this.#options.networkInterfaces())
      if (addresses.length === 0) {
        this.#setState({ kind: 'failed', reason: 'no-network', detail: 'not one network address' })
        return
      }
      try {
        const pin = await this.#options.pin()
        this.#opening = { name: this.#options.newName(), pin, openedAt: Date.now(), workshops: new Map([[workshop, proof]]), admitsBrowsers, port: 0, addresses }
      } catch (error) {
        this.#setState({ kind: 'failed', reason: 'cannot-write', detail: String(error) })
        return
      }
      this.#restarts = 0
      await this.#start(this.#opening)
    })
  }

  /** Everything received is stored when this resolves. Never rejects. */
  close(): Promise<RoomState> {
    return this.#inTurn(async () => {
      this.#forget()
      const relay = this.#relay
      if (relay !== null) {
        post(relay.process, { type: 'stop' })
        const timer = setTimeout(() => {
          log.error('room: did not stop in time')
          relay.process.kill()
        }, stopTimeoutMs)
        await relay.whenExited
        clearTimeout(timer)
      }
      this.#setState({ kind: 'closed' })
    })
  }

  async #start(opening: Opening): Promise<void> {
    const failure = await this.#launch(opening)
    if (failure !== null) {
      // One that ran before and does not come back at once gets its further chances.
      if (failure.reason === 'crashed' && this.#restarts > 0) this.#restartSoon(opening, failure.detail)
      else this.#fail(failure)
      return
    }
    // A relay that is being started again has no doors yet: it is not shown before they stand.
    this.#addressTimer ??= setInterval(() => {
      if (this.#state.kind === 'open') this.#showOpen()
    }, addressCheckMs)
    this.#showOpen()
  }

  /** Resolves when a relay listens and has let everything in that is to be let in. */
  async #launch(opening: Opening): Promise<Failure | null> {
    let tls: KeyAndCertificate
    try {
      tls = await this.#options.certificate()
    } catch (error) {
      return { reason: 'cannot-write', detail: String(error) }
    }
    const { promise, resolve } = Promise.withResolvers<Failure | null>()
    const exited = Promise.withResolvers<void>()
    let hasStarted = false
    const child = this.#options.startRelay({
      onMessage: (message) => {
        const said = message as RelayToShell
        switch (said.type) {
          case 'listening':
            opening.port = said.port
            return
          case 'browsers':
            relay.browserPort = said.port
            hasStarted = true
            resolve(null)
            relay.onBrowsers?.()
            return
          case 'failed':
            log.error(`room: ${said.detail}`)
            resolve({ reason: said.reason, detail: said.detail })
            return
          case 'peers':
            if (this.#relay === relay) this.#peerCount = said.count
            return
          case 'log':
            log[said.level](`room: ${said.message}`)
            return
          default:
            assertNever(said, 'message from the room')
        }
      },
      onExit: (code) => {
        exited.resolve()
        resolve({ reason: 'crashed', detail: `exit code ${String(code)}` })
        relay.onBrowsers?.()
        if (this.#relay !== relay) return
        this.#relay = null
        this.#peerCount = 0
        if (!hasStarted || this.#opening === null) return
        if (Date.now() - relay.startedAt > healthyAfterMs) this.#restarts = 0
        this.#restartSoon(this.#opening, `exit code ${String(code)}`)
      },
    })
    const relay: RunningRelay = { process: child, whenExited: exited.promise, startedAt: Date.now(), browserPort: null, onBrowsers: null }
    this.#relay = relay
    const { dataDirectory, pagesDirectory } = this.#options
    post(child, { type: 'start', dataDirectory, port: opening.port, tls, pagesDirectory, workshops: admittedIn(opening) })
    postBrowsers(child, opening)
    const timer = setTimeout(() => resolve({ reason: 'crashed', detail: 'it did not start in time' }), startTimeoutMs)
    const failure = await promise
    clearTimeout(timer)
    if (failure !== null) {
      child.kill()
      await exited.promise
    }
    return failure
  }

  /** The relay carries messages out in their order: when it answers the last one, everybody is let in. */
  async #admit(relay: RunningRelay, opening: Opening): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    relay.onBrowsers = resolve
    for (const workshop of admittedIn(opening)) post(relay.process, { type: 'admit', ...workshop })
    postBrowsers(relay.process, opening)
    await promise
    relay.onBrowsers = null
    if (this.#relay === relay) this.#showOpen()
  }

  #restartSoon(opening: Opening, detail: string): void {
    log.error(`room: the relay ended: ${detail}`)
    if (this.#restarts >= maxRestarts) {
      this.#fail({ reason: 'crashed', detail })
      return
    }
    this.#setState({ kind: 'opening' })
    this.#restartTimer = setTimeout(() => {
      void this.#inTurn(async () => {
        this.#restartTimer = null
        // It may have been closed while this waited.
        if (this.#opening === opening && this.#relay === null) await this.#start(opening)
      })
    }, firstRestartDelayMs * 2 ** this.#restarts)
    this.#restarts += 1
  }

  #fail({ reason, detail }: Failure): void {
    this.#forget()
    this.#setState({ kind: 'failed', reason, detail })
  }

  #forget(): void {
    if (this.#restartTimer !== null) clearTimeout(this.#restartTimer)
    if (this.#addressTimer !== null) clearInterval(this.#addressTimer)
    this.#restartTimer = null
    this.#addressTimer = null
    this.#opening = null
  }

  /** Also called now and then: a computer gets another address when it changes networks. */
  #showOpen(): void {
    const opening = this.#opening
    const relay = this.#relay
    if (opening === null || relay === null) return
    const found = localAddresses(this.#options.networkInterfaces())
    // While there is no network, the last addresses are the best guess of the next.
    if (found.some((address) => !isLoopback(address))) opening.addresses = found
    const { addresses } = opening
    const { browserPort } = relay
    const state: RoomState = {
      kind: 'open',
      relay: { urls: addresses.map((address) => `wss://${address}:${opening.port}`), pin: opening.pin },
      guestOrigins: browserPort === null ? [] : addresses.map((address) => `http://${address}:${browserPort}`),
      workshops: [...opening.workshops.keys()],
      name: opening.name,
      openedAt: opening.openedAt,
    }
    if (JSON.stringify(state) !== JSON.stringify(this.#state)) this.#setState(state)
  }

  #setState(state: RoomState): void {
    this.#state = state
    for (const listener of this.#listeners) listener()
  }

  async #inTurn(run: () => Promise<void>): Promise<RoomState> {
    const turn = this.#turn.then(run)
    this.#turn = turn.catch((error: unknown) => log.error(`room: ${String(error)}`))
    await this.#turn
    return this.#state
  }
}

function isLoopback(address: string): boolean {
  return address.startsWith('127.')
}

function post(process: HostedProcess, message: ShellToRelay): void {
  process.post(message)
}

function admittedIn({ workshops }: Opening): readonly AdmittedWorkshop[] {
  return [...workshops].map(([workshop, proof]) => ({ workshop, proof }))
}

function postBrowsers(process: HostedProcess, { admitsBrowsers }: Opening): void {
  post(process, { type: 'admit-browsers', isAllowed: admitsBrowsers })
}
