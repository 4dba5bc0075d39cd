/** One run: one relay process with its own data folder, the clients' way to it, and the end of both. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { bytesUnder, freePort, MeasuredProcess } from './measured-process.ts'
import { peers, type Peer, type PeerName } from './peers.ts'
import { dialects, type Dialect } from './wire/dialect.ts'
import { Member, type MemberOptions } from './wire/member.ts'

/** What one run is told; crosses to the process of the run as JSON. */
export type RunRequest = {
  readonly scenario: string
  readonly peer: PeerName
  readonly round: number
  readonly isQuick: boolean
  /** Our relay: the bundle, or `server/main.ts`. */
  readonly relayScript: string
  readonly cacheFolder: string
  /** Where the relay's data go: the disk that is measured. */
  readonly dataRoot: string
}

/** Figures by name; the unit is in the name. */
export type Figures = Readonly<Record<string, number>>

/** CPU seconds per second below which a relay does nothing. */
const idleShare = 0.03
/** Longer than the two seconds after which Hocuspocus stores what was typed. */
const quietSeconds = 4

export class Session {
  readonly request: RunRequest
  readonly peer: Peer
  dialect: Dialect
  /** What `ws-prepared` sends to who joins; to be set before `start`. */
  snapshotFile = ''
  readonly #folder: string
  readonly #dataFolder: string
  readonly #remove = (): void => {
    // A relay that was killed this moment may still be writing.
    fs.rmSync(this.#folder, { recursive: true, force: true, maxRetries: 3 })
  }
  #port = 0
  #relay: MeasuredProcess | undefined

  constructor(request: RunRequest) {
    this.request = request
    this.peer = peers[request.peer]
    this.dialect = dialects[this.peer.dialect]
    fs.mkdirSync(request.dataRoot, { recursive: true })
    this.#folder = fs.mkdtempSync(path.join(request.dataRoot, 'minuta-bench-'))
    this.#dataFolder = path.join(this.#folder, 'data')
    fs.mkdirSync(this.#dataFolder)
    // Also when the run is ended from outside.
    process.once('exit', this.#remove)
  }

  get relay(): MeasuredProcess {
    if (this.#relay === undefined) throw new Error('the relay is not running')
    return this.#relay
  }

  get isLimit(): boolean {
    return this.peer.kind === 'limit'
  }

  /** Starts the relay, also again after `stop` or `kill`, with the data that it left. */
  async start(): Promise<void> {
    this.#port = await freePort()
    const { relayScript, cacheFolder } = this.request
    const launch = this.peer.launch({ port: this.#port, dataFolder: this.#dataFolder, cacheFolder, relayScript, snapshotFile: this.snapshotFile })
    this.#relay = await MeasuredProcess.start(launch, this.#port, path.join(this.#folder, 'relay.log'))
  }

  async stop(): Promise<void> {
    await this.#relay?.stop()
    this.#relay = undefined
  }

  async kill(): Promise<void> {
    await this.relay.kill()
    this.#relay = undefined
  }

  member(room: string, options: Omit<MemberOptions, 'port' | 'room' | 'dialect'> = {}): Member {
    return new Member({ port: this.#port, room, dialect: this.dialect, ...options })
  }

  dataBytes(): number {
    return bytesUnder(this.#dataFolder)
  }

  /** Resolves when the relay neither computes nor writes any more, after `limitSeconds` at the latest. */
  async settled(limitSeconds = 90): Promise<void> {
    if (this.isLimit) return
    let quiet = 0
    let cpu = this.relay.cpuSeconds()
    let bytes = this.dataBytes()
    for (let second = 0; second < limitSeconds && quiet < quietSeconds; second += 1) {
      await pause(1_000)
      const newCpu = this.relay.cpuSeconds()
      const newBytes = this.dataBytes()
      quiet = newBytes === bytes && newCpu - cpu < idleShare ? quiet + 1 : 0
      cpu = newCpu
      bytes = newBytes
    }
  }

  /** Ends the relay and removes its data. */
  async end(): Promise<void> {
    await this.stop()
    process.off('exit', this.#remove)
    this.#remove()
  }
}

/** Where the peers and the large documents are kept between benches, outside the repository. */
export function defaultCacheFolder(): string {
  return path.join(process.env['XDG_CACHE_HOME'] ?? os.tmpdir(), 'minuta-bench')
}
