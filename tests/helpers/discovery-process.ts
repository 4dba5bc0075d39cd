/** The discovery process as the app starts it, on request in a network namespace of its own: another computer on the same wire. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import type { DiscoveryToShell, ShellToDiscovery } from '../../shared/ipc/discovery-control.ts'
import type { AnnouncedRoom } from '../../shared/ipc/engine-control.ts'

const script = fileURLToPath(new URL('../../main/discovery/main.ts', import.meta.url))
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
    const [command, args] = nodeIn(namespace, script)
    this.#child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], serialization: 'advanced' })
    this.#exited = once(this.#child, 'exit')
    this.#child.on('message', (message) => {
      const said = message as DiscoveryToShell
      if (said.type === 'log') this.log.push(said.message)
      else {
        this.rooms = said.rooms
        this.reports += 1
      }
    })
  }

  want(room: Extract<ShellToDiscovery, { type: 'want' }>['room'], isLooking: boolean): void {
    this.#child.send({ type: 'want', room, isLooking } satisfies ShellToDiscovery)
  }

  get isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null
  }

  /** Ends it with its goodbye. */
  async stop(): Promise<number | null> {
    if (this.#child.connected) this.#child.send({ type: 'stop' } satisfies ShellToDiscovery)
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

function nodeIn(namespace: string | null, file: string): readonly [string, string[]] {
  return namespace === null ? [process.execPath, [file]] : ['ip', ['netns', 'exec', namespace, process.execPath, file]]
}

/** Two computers on one wire, named in `names`; null where this machine does not let a test make networks. */
export function twoComputers(): { readonly names: readonly [string, string]; remove(): void } | null {
  const id = `${process.pid.toString(36)}${Math.floor(performance.now()).toString(36)}`.slice(-8)
  const names = [`minuta-${id}-a`, `minuta-${id}-b`] as const
  const [left, right] = [`ma${id}`, `mb${id}`]
  const remove = (): void => {
    for (const name of names) spawnSync('ip', ['netns', 'del', name])
  }
  const steps = [
    `netns add ${names[0]}`, `netns add ${names[1]}`, `link add ${left} type veth peer name ${right}`,
    // Not called veth in there: such names are taken for those of containers.
    `link set ${left} netns ${names[0]} name eth0`, `link set ${right} netns ${names[1]} name eth0`,
    `-n ${names[0]} addr add 192.168.77.1/24 dev eth0`, `-n ${names[1]} addr add 192.168.77.2/24 dev eth0`,
    ...names.flatMap((name) => [`-n ${name} link set lo up`, `-n ${name} link set eth0 up`]),
  ]
  if (steps.every((step) => spawnSync('ip', step.split(' ')).status === 0)) return { names, remove }
  remove()
  return null
}
