/**
 * The rooms of the networks that this computer is on. One responder per address: a computer in two networks must be heard in both, and
 * a network without a way out of it has no default route by which a single one would send.
 */
import bonjour from 'bonjour-service'
import os from 'node:os'
import type { AnnouncedRoom } from '../../shared/ipc/engine-control.ts'
import { maxHeardRooms, type ShellToDiscovery } from '../../shared/ipc/discovery-control.ts'
import { localAddresses } from '../../shared/node/local-addresses.ts'
import { announcedService } from '../../shared/protocol/announcement.ts'
import { readHeardRoom, type HeardService } from './heard-room.ts'

export type Wish = Extract<ShellToDiscovery, { type: 'want' }>

export type NeighbourhoodOptions = {
  onRooms(rooms: readonly AnnouncedRoom[]): void
  onProblem(message: string): void
}

/**
 * A question asked once is easily lost on a wireless network: so several quick ones, then one now and then. An engine may look for days;
 * after two minutes it asks rarely, since whoever opens a room says so by themselves.
 */
const firstRoundsMs = [500, 1500, 4000]
const roundMs = 10_000
const rareFromRound = 15
const rareRoundMs = 60_000
/** A room that has answered none of so many questions has gone, but not within seconds. */
const forgetAfterRounds = 3
const forgetAfterMs = 35_000
const addressCheckMs = 5_000
/** However many packets come, main hears of it this often. */
const reportMs = 200
const goodbyeMs = 500
/** Longer than anybody takes to answer. */
const overlapMs = 1_000

type Responder = InstanceType<typeof bonjour>
type Heard = { readonly room: AnnouncedRoom; readonly at: number; readonly round: number }

export class Neighbourhood {
  readonly #options: NeighbourhoodOptions
  readonly #responders = new Map<string, Responder>()
  readonly #browsers = new Set<{ stop(): void }>()
  readonly #heard = new Map<string, Heard>()
  #wish: Wish = { type: 'want', room: null, isLooking: false }
  /** The room of which every responder speaks, as JSON; from the beginning of its goodbye on none. */
  #announced = 'null'
  /** Since somebody last began to look. */
  #round = 0
  #allRounds = 0
  #roundTimer: NodeJS.Timeout | null = null
  #reportTimer: NodeJS.Timeout | null = null
  #addressTimer: NodeJS.Timeout | null = null
  #reported = '[]'

  constructor(options: NeighbourhoodOptions) {
    this.#options = options
  }

  async want(wish: Wish): Promise<void> {
    const room = JSON.stringify(wish.room)
    // Not the room of the last wish: that may be waiting still for the goodbye of the one before.
    const hasOtherRoom = room !== this.#announced
    this.#wish = wish
    // What was announced is taken back before anything else is said under the same name.
    if (hasOtherRoom) {
      this.#announced = 'null'
      await this.#leave()
    }
    if (this.#wish !== wish) return
    if (hasOtherRoom) for (const [address, responder] of this.#responders) this.#announce(address, responder)
    this.#announced = room
    this.#followNetworks()
    this.#addressTimer ??= setInterval(() => this.#followNetworks(), addressCheckMs)
    if (wish.isLooking) {
      // Whoever asks again wants to know soon.
      this.#round = 0
      this.#look()
    } else if (this.#roundTimer !== null) this.#stopLooking()
  }

  /** Says goodbye; resolves when that is sent, or cannot be. */
  async stop(): Promise<void> {
    if (this.#addressTimer !== null) clearInterval(this.#addressTimer)
    this.#stopLooking()
    if (this.#reportTimer !== null) clearTimeout(this.#reportTimer)
    await this.#leave()
    for (const responder of this.#responders.values()) responder.destroy()
    this.#responders.clear()
  }

  #followNetworks(): void {
    const addresses = localAddresses(os.networkInterfaces())
    for (const [address, responder] of this.#responders) {
      if (addresses.includes(address)) continue
      this.#responders.delete(address)
      responder.destroy()
    }
    for (const address of addresses.filter((address) => !this.#responders.has(address))) {
      const responder = new bonjour({ interface: address, bind: '0.0.0.0' } as object, (error: unknown) => this.#options.onProblem(String(error)))
      this.#responders.set(address, responder)
      this.#announce(address, responder)
      if (this.#wish.isLooking) this.#browse(responder)
    }
  }

  #announce(address: string, responder: Responder): void {
    const { room } = this.#wish
    if (room === null) return
    const service = responder.publish({
      name: room.name,
      type: announcedService,
      port: room.port,
      // Without it the library announces the name of the computer, which is often its owner's.
      host: `${room.name}.local`,
      txt: { ...room.text },
      // The name is random; a probe would only make the room late, and says what is in it just the same.
      probe: false,
    })
    service.on('error', (error: unknown) => this.#options.onProblem(String(error)))
    // On each network its own address, and no container's.
    const all = service.records.bind(service)
    service.records = () => all().filter(({ type, data }) => (type !== 'A' && type !== 'AAAA') || data === address)
  }

  async #leave(): Promise<void> {
    const goodbyes = [...this.#responders.values()].map((responder) => new Promise<void>((resolve) => {
      responder.unpublishAll(() => resolve())
    }))
    const { promise, resolve } = Promise.withResolvers<void>()
    const timer = setTimeout(resolve, goodbyeMs)
    await Promise.race([Promise.all(goodbyes), promise])
    clearTimeout(timer)
  }

  #look(): void {
    if (this.#roundTimer !== null) clearTimeout(this.#roundTimer)
    this.#replaceBrowsers()
    this.#allRounds += 1
    for (const [name, { at, round }] of this.#heard) {
      if (Date.now() - at > forgetAfterMs && this.#allRounds - round > forgetAfterRounds) this.#heard.delete(name)
    }
    this.#reportSoon()
    const pauseMs = this.#round < rareFromRound ? (firstRoundsMs[this.#round] ?? roundMs) : rareRoundMs
    this.#roundTimer = setTimeout(() => this.#look(), pauseMs)
    this.#round += 1
  }

  /**
   * Every round asks with new browsers: one keeps everything that it ever heard, and does not notice who fell silent. Those before stay until the new
   * ones know whom they know: a goodbye of somebody of whom a browser has not heard tells it nothing.
   */
  #replaceBrowsers(): void {
    const before = [...this.#browsers]
    setTimeout(() => this.#stopBrowsing(before), overlapMs).unref()
    for (const responder of this.#responders.values()) this.#browse(responder)
  }

  #browse(responder: Responder): void {
    const browser = responder.find({ type: announcedService })
    this.#browsers.add(browser)
    let count = 0
    browser.on('up', (service) => {
      count += 1
      this.#hear(service)
      if (count > maxHeardRooms) browser.stop()
    })
    browser.on('txt-update', (service) => this.#hear(service))
    browser.on('srv-update', (service) => this.#hear(service))
    browser.on('down', ({ name }) => {
      this.#heard.delete(name)
      this.#reportSoon()
    })
  }

  #hear(service: HeardService): void {
    const room = readHeardRoom(service)
    if (room === null) return
    const known = this.#heard.get(room.name)
    if (known === undefined && this.#heard.size >= maxHeardRooms) return
    // Who took the name first keeps it, until it falls silent.
    if (known !== undefined && known.room.relay.pin !== room.relay.pin) return
    this.#heard.set(room.name, { room, at: Date.now(), round: this.#allRounds })
    this.#reportSoon()
  }

  #stopBrowsing(browsers: readonly { stop(): void }[] = [...this.#browsers]): void {
    for (const browser of browsers) if (this.#browsers.delete(browser)) browser.stop()
  }

  #stopLooking(): void {
    if (this.#roundTimer !== null) clearTimeout(this.#roundTimer)
    this.#roundTimer = null
    this.#round = 0
    this.#stopBrowsing()
    this.#heard.clear()
    this.#reportSoon()
  }

  #reportSoon(): void {
    this.#reportTimer ??= setTimeout(() => {
      this.#reportTimer = null
      const rooms = [...this.#heard.values()].map(({ room }) => room)
      const text = JSON.stringify(rooms)
      if (text === this.#reported) return
      this.#reported = text
      this.#options.onRooms(rooms)
    }, reportMs)
  }
}
