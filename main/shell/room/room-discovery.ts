/**
 * Announces the own room and hears of others, through a process that runs only while one of the two is wanted: a computer without a
 * room that looks for none says nothing to its network and listens to nobody. Discovery is a convenience: when it fails nobody is bothered.
 */
import type { FoundRoom } from '../../../shared/ipc/desktop-api.ts'
import type { DiscoveryToShell, ShellToDiscovery } from '../../../shared/ipc/discovery-control.ts'
import type { AnnouncedRoom } from '../../../shared/ipc/engine-control.ts'
import type { WorkshopId } from '../../../shared/model/ids.ts'
import { nodeSignatures } from '../../../shared/node/node-signatures.ts'
import { announcementText, maxAnnouncedTags, roomTag } from '../../../shared/protocol/announcement.ts'
import { assertNever } from '../../../shared/util/assert-never.ts'
import { log } from '../log.ts'
import type { HostedProcess, ProcessEvents } from '../processes/node-child.ts'
import type { OpenRoom } from './room-process.ts'

export type DiscoveryOptions = {
  startDiscovery(events: ProcessEvents): HostedProcess
  /** Every room for the engine, the own one first. */
  onRooms(rooms: readonly AnnouncedRoom[]): void
  /** The rooms for windows, without the own one. */
  onFound(rooms: readonly FoundRoom[]): void
  /** The pin of this computer's certificate, when it has one. */
  ownPin(): string | null
}

const lookForMs = 120_000
const restartDelayMs = 30_000
const stopTimeoutMs = 2_000

export class RoomDiscovery {
  readonly #options: DiscoveryOptions
  #process: HostedProcess | null = null
  #whenExited: Promise<void> = Promise.resolve()
  #ownRoom: OpenRoom | null = null
  #heard: readonly AnnouncedRoom[] = []
  #recognised: Readonly<Record<string, readonly WorkshopId[]>> = {}
  #isEngineLooking = false
  #lookTimer: NodeJS.Timeout | null = null
  #restartTimer: NodeJS.Timeout | null = null
  #isStopping = false

  constructor(options: DiscoveryOptions) {
    this.#options = options
  }

  /** Rooms on the network for windows; asks for them for a while. */
  find(): readonly FoundRoom[] {
    if (this.#lookTimer !== null) clearTimeout(this.#lookTimer)
    this.#lookTimer = setTimeout(() => {
      this.#lookTimer = null
      this.#wish()
    }, lookForMs)
    this.#wish()
    return this.#found()
  }

  setOwnRoom(room: OpenRoom | null): void {
    if (JSON.stringify(room) === JSON.stringify(this.#ownRoom)) return
    this.#ownRoom = room
    this.#wish()
    this.#options.onRooms(this.rooms)
  }

  setEngineLooking(isLooking: boolean): void {
    this.#isEngineLooking = isLooking
    this.#wish()
  }

  /** What the engine said of the rooms that it was given. */
  setRecognised(workshops: Readonly<Record<string, readonly WorkshopId[]>>): void {
    this.#recognised = workshops
    this.#options.onFound(this.#found())
  }

  /** What `onRooms` gets, for an engine that starts. */
  get rooms(): readonly AnnouncedRoom[] {
    const own = this.#ownRoom
    return own === null ? this.#heard : [{ name: own.name, relay: { urls: [`wss://127.0.0.1:${own.port}`], pin: own.pin }, tags: tagsOf(own) }, ...this.#heard]
  }

  /** Says goodbye to the network; resolves when the process has ended. Never rejects. Whatever is wished for afterwards begins anew. */
  async stop(): Promise<void> {
    this.#isStopping = true
    if (this.#lookTimer !== null) clearTimeout(this.#lookTimer)
    if (this.#restartTimer !== null) clearTimeout(this.#restartTimer)
    this.#lookTimer = null
    this.#restartTimer = null
    this.#end()
    await this.#whenExited
    this.#isStopping = false
  }

  #found(): FoundRoom[] {
    return this.#heard.map(({ name, relay }) => ({ name, relay, workshops: this.#recognised[name] ?? [] }))
  }

  #wish(): void {
    const isLooking = this.#isEngineLooking || this.#lookTimer !== null
    if (this.#isStopping) return
    if (this.#ownRoom === null && !isLooking) {
      if (this.#restartTimer !== null) clearTimeout(this.#restartTimer)
      this.#restartTimer = null
      this.#end()
      this.#hear([])
      return
    }
    if (this.#restartTimer !== null) return
    this.#process ??= this.#start()
    const own = this.#ownRoom
    const room = own === null ? null : { name: own.name, port: own.port, text: announcementText({ pin: own.pin, tags: tagsOf(own) }) }
    this.#post({ type: 'want', room, isLooking })
  }

  #start(): HostedProcess {
    const exited = Promise.withResolvers<void>()
    this.#whenExited = exited.promise
    const child = this.#options.startDiscovery({
      onMessage: (message) => {
        if (this.#process === child) this.#receive(message as DiscoveryToShell)
      },
      onExit: (code) => {
        exited.resolve()
        if (this.#process !== child) return
        log.info(`discovery: ended with code ${String(code)}`)
        this.#process = null
        this.#hear([])
        this.#restartTimer = setTimeout(() => {
          this.#restartTimer = null
          this.#wish()
        }, restartDelayMs)
      },
    })
    return child
  }

  #end(): void {
    const child = this.#process
    if (child === null) return
    this.#process = null
    child.post({ type: 'stop' } satisfies ShellToDiscovery)
    const timer = setTimeout(() => child.kill(), stopTimeoutMs)
    void this.#whenExited.then(() => clearTimeout(timer))
  }

  #post(message: ShellToDiscovery): void {
    this.#process?.post(message)
  }

  #receive(message: DiscoveryToShell): void {
    switch (message.type) {
      case 'rooms':
        this.#hear(message.rooms.filter(({ name, relay }) => relay.pin !== this.#options.ownPin() && name !== this.#ownRoom?.name))
        return
      case 'log':
        log[message.level](`discovery: ${message.message}`)
        return
      default:
        assertNever(message, 'message from discovery')
    }
  }

  #hear(rooms: readonly AnnouncedRoom[]): void {
    if (rooms.length === 0 && this.#heard.length === 0) return
    this.#heard = rooms
    this.#options.onRooms(this.rooms)
    this.#options.onFound(this.#found())
  }
}

function tagsOf({ name, workshops }: OpenRoom): string[] {
  return workshops.slice(0, maxAnnouncedTags).map((workshop) => roomTag(nodeSignatures, name, workshop))
}
