/** The discovery process as the app starts it, on request in a network namespace of its own: another computer on the same wire. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import type { DiscoveryToShell, ShellToDiscovery } from '../../shared/ipc/discovery-control.ts'
import type { AnnouncedRoom } from '../../shared/ipc/engine-control.ts'
import { onMessageOver, sendOver } from '../../shared/node/child-channel.ts'
import { programs } from './programs.ts'
import { nodeIn } from './two-computers.ts'

const liarScript = fileURLToPath(new URL('mdns-liar.ts', import.meta.url))

export class DiscoveryProcess {
  rooms: readonly AnnouncedRoom[] = []
  /** How many lists came. */
  reports = 0
  readonly log: string[] = []
  readonly #child: ChildProcess
  readonly #exited: Promise<unknown>

  /** `namespace`: null for the network that the test itself is on. */
  constructor(namespace: string | null) {
    const [command, args] = nodeIn(namespace, programs.discovery)
    this.#child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    this.#exited = once(this.#child, 'exit')
    onMessageOver(this.#child, (message) => {
      const said = message as DiscoveryToShell
      if (said.type === 'log') this.log.push(said.message)
      else {
        this.rooms = said.rooms
        this.reports += 1
      }
    })
  }

  want(room: Extract<ShellToDiscovery, { type: 'want' }>['room'], isLooking: boolean): void {
    sendOver(this.#child, { type: 'want', room, isLooking } satisfies ShellToDiscovery)
  }

  get isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null
  }

  /** Ends it with its goodbye. */
  async stop(): Promise<number | null> {
    sendOver(this.#child, { type: 'stop' } satisfies ShellToDiscovery)
    await this.#exited
    return this.#child.exitCode
  }

  /** Ends it without one, as a laptop whose lid was shut. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL')
    await this.#exited
  }
}

/** Starts `mdns-liar.ts`; it ends with the test at the latest. */
export function startLiar(namespace: string | null, args: readonly string[]): { end(): Promise<void> } {
  const [command, nodeArgs] = nodeIn(namespace, liarScript)
  const child = spawn(command, [...nodeArgs, ...args], { stdio: ['pipe', 'inherit', 'inherit'] })
  const exited = once(child, 'exit')
  const end = async (): Promise<void> => {
    child.stdin.end()
    await exited
  }
  onTestFinished(end)
  return { end }
}
