/** Two computers on one wire, as network namespaces of this machine, for what only a network of its own can show. */
import { spawnSync } from 'node:child_process'

/** Addresses of the two ends of the wire. */
export const wireAddresses = ['192.168.77.1', '192.168.77.2'] as const

export type Wire = {
  /** Network namespaces of the two computers. */
  readonly names: readonly [string, string]
  /** Pulls the cable out of the second computer: its address and its routes are gone, and neither end is told. */
  pull(): void
  /** Plugs it in again; the network may give it another address. */
  plug(address: string): void
  remove(): void
}

/** Null where this machine does not let a test make networks. */
export function twoComputers(): Wire | null {
  const id = `${process.pid.toString(36)}${Math.floor(performance.now()).toString(36)}`.slice(-8)
  const names = [`minuta-${id}-a`, `minuta-${id}-b`] as const
  const [left, right] = [`ma${id}`, `mb${id}`]
  const remove = (): void => {
    for (const name of names) ip(`netns del ${name}`)
  }
  const steps = [
    `netns add ${names[0]}`, `netns add ${names[1]}`, `link add ${left} type veth peer name ${right}`,
    // Not called veth in there: such names are taken for those of containers.
    `link set ${left} netns ${names[0]} name eth0`, `link set ${right} netns ${names[1]} name eth0`,
    ...names.flatMap((name, index) => [`-n ${name} addr add ${wireAddresses[index]}/24 dev eth0`, `-n ${name} link set lo up`, `-n ${name} link set eth0 up`]),
  ]
  if (!steps.every(ip)) {
    remove()
    return null
  }
  const second = (step: string): void => {
    if (!ip(`-n ${names[1]} ${step}`)) throw new Error(`ip ${step} was refused`)
  }
  return {
    names,
    pull: () => {
      second('addr flush dev eth0')
      second('link set eth0 down')
    },
    plug: (address) => {
      second(`addr add ${address}/24 dev eth0`)
      second('link set eth0 up')
    },
    remove,
  }
}

/** The command and arguments that run `file` on the computer `namespace`; null: where the test itself runs. */
export function nodeIn(namespace: string | null, file: string): readonly [string, string[]] {
  const [command, args] = programOn(namespace)
  return [command, [...args, file]]
}

/** The command and first arguments that start Node there. */
export function programOn(namespace: string | null): readonly [string, string[]] {
  return namespace === null ? [process.execPath, []] : ['ip', ['netns', 'exec', namespace, process.execPath]]
}

function ip(step: string): boolean {
  return spawnSync('ip', step.split(' ')).status === 0
}
