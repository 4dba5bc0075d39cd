/** Network sockets of running processes, as the kernel lists them. Linux: /proc. */
import fs from 'node:fs'
import { descendants } from './processes.ts'

const listening = '0A'

type Socket = { readonly protocol: string; readonly local: string; readonly remote: string; readonly state: string }

/**
 * Looks for internet sockets of `pid` and of every process under it, again and again until `stop`, which returns each one seen as
 * "tcp local → remote". Left out are the sockets on which a process listened when the watch began, and what came in through
 * them: the debugger that drives the test.
 */
export function watchSockets(pid: number): { stop(): string[] } {
  const ports = new Set(socketsUnder(pid).filter(({ state }) => state === listening).map(({ local }) => portOf(local)))
  const seen = new Set<string>()
  const look = (): void => {
    for (const { protocol, local, remote } of socketsUnder(pid)) if (!ports.has(portOf(local))) seen.add(`${protocol} ${local} → ${remote}`)
  }
  // A pause after every look: on a machine with many sockets one takes longer than the pause, and the test goes on in between.
  const lookAgain = (): void => {
    look()
    timer = setTimeout(lookAgain, 50)
  }
  let timer = setTimeout(lookAgain, 50)
  return {
    stop: () => {
      clearTimeout(timer)
      look()
      return [...seen]
    },
  }
}

/** Where `pid` and every process under it can be reached from a network right now: listening TCP sockets and all UDP sockets, each as "tcp local". */
export function openDoors(pid: number): string[] {
  const doors = socketsUnder(pid).filter(({ protocol, state }) => state === listening || protocol.startsWith('udp'))
  return [...new Set(doors.map(({ protocol, local }) => `${protocol} ${local}`))].sort()
}

function socketsUnder(pid: number): Socket[] {
  const inodes = new Set([pid, ...descendants(pid)].flatMap(socketInodes))
  return ['tcp', 'tcp6', 'udp', 'udp6'].flatMap((protocol) => readTable(protocol).filter(({ inode }) => inodes.has(inode)).map((socket) => ({ ...socket, protocol })))
}

function socketInodes(pid: number): string[] {
  return namesIn(`/proc/${pid}/fd`).flatMap((name) => /^socket:\[(\d+)\]$/u.exec(linkOf(`/proc/${pid}/fd/${name}`))?.[1] ?? [])
}

function readTable(protocol: string): (Omit<Socket, 'protocol'> & { readonly inode: string })[] {
  // Fields: number, local and remote address in hexadecimal, state, queues, timers, retransmits, user, timeout, inode.
  return textOf(`/proc/net/${protocol}`).split('\n').slice(1).flatMap((line) => {
    const [, local, remote, state, , , , , , inode] = line.trim().split(/\s+/u)
    return local === undefined || remote === undefined || state === undefined || inode === undefined ? [] : [{ local, remote, state, inode }]
  })
}

function portOf(address: string): string {
  return address.split(':').at(-1) ?? ''
}

// Processes and descriptors end while they are read.
function namesIn(folder: string): string[] {
  try {
    return fs.readdirSync(folder)
  } catch {
    return []
  }
}

function linkOf(file: string): string {
  try {
    return fs.readlinkSync(file)
  } catch {
    return ''
  }
}

function textOf(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
