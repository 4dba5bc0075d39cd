/** A room: the relay inside the app, in a process of its own as the shell starts it, with a certificate of its own. */
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { RelayToShell, ShellToRelay } from '../../shared/ipc/relay-control.ts'
import type { WorkshopId } from '../../shared/model/ids.ts'
import { makeCertificate, type KeyAndCertificate } from '../../shared/node/certificate.ts'
import { pinOf } from '../../shared/node/certificate-pin.ts'
import { onMessageOver, sendOver } from '../../shared/node/child-channel.ts'
import { toBase64Url } from '../../shared/protocol/base64url.ts'
import type { RelayAddress } from '../../shared/protocol/join-link.ts'
import { programs } from './programs.ts'


export class RoomProcess {
  readonly pin: string
  /** The most devices that were let in at a time. */
  mostDevices = 0
  readonly #dataFolder: string
  readonly #tls: KeyAndCertificate
  readonly #admitted = new Map<WorkshopId, string>()
  #child: ChildProcess | null = null
  #port = 0

  private constructor(dataFolder: string, tls: KeyAndCertificate) {
    this.#dataFolder = dataFolder
    this.#tls = tls
    this.pin = toBase64Url(pinOf(tls.certificate))
  }

  /** Opens a room on a free port; resolves when it listens. */
  static async start(dataFolder: string): Promise<RoomProcess> {
    const room = new RoomProcess(dataFolder, await makeCertificate())
    await room.restart()
    return room
  }

  get address(): RelayAddress {
    return { urls: [`wss://127.0.0.1:${this.#port}`], pin: this.pin }
  }

  get port(): number {
    return this.#port
  }

  /** Lets a workshop in. */
  admit(workshop: WorkshopId, proof: string): void {
    this.#admitted.set(workshop, proof)
    this.#tell({ type: 'admit', workshop, proof })
  }

  /** Opens it again, on the port of the last time, with the same workshops. */
  async restart(): Promise<void> {
    const child = fork(programs.room, [], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    // A test that fails half way must not leave a relay running.
    const end = (): void => void child.kill('SIGKILL')
    process.once('exit', end)
    child.once('exit', () => process.off('exit', end))
    const listening = Promise.withResolvers<number>()
    onMessageOver(child, (message) => {
      const said = message as RelayToShell
      if (said.type === 'listening') listening.resolve(said.port)
      else if (said.type === 'peers') this.mostDevices = Math.max(this.mostDevices, said.count)
      else if (said.type === 'failed') listening.reject(new Error(`${said.reason}: ${said.detail}`))
    })
    this.#child = child
    this.#tell({ type: 'start', dataDirectory: this.#dataFolder, port: this.#port, tls: this.#tls, pagesDirectory: this.#dataFolder, workshops: [...this.#admitted].map(([workshop, proof]) => ({ workshop, proof })) })
    this.#port = await listening.promise
  }

  /** Ends it as a power switch would. */
  async kill(): Promise<void> {
    const child = this.#child
    this.#child = null
    if (child === null || child.exitCode !== null || child.signalCode !== null) return
    const exited = once(child, 'exit')
    child.kill('SIGKILL')
    await exited
  }

  #tell(message: ShellToRelay): void {
    if (this.#child !== null) sendOver(this.#child, message)
  }
}
