/**
 * Entry of the discovery process: speaks mDNS for the app, so that packets of strangers are read where there is nothing to be had.
 * An Electron utility process, or a plain Node child; this file is the only one that knows which.
 */
import type { DiscoveryToShell, ShellToDiscovery } from '../../shared/ipc/discovery-control.ts'
import { assertNever } from '../../shared/util/assert-never.ts'
import { Neighbourhood } from './neighbourhood.ts'

/** The part of Electron's `process.parentPort` that is used here. */
type ParentPort = {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void
}

const maxLoggedProblems = 20
const parentPort = (process as unknown as { readonly parentPort?: ParentPort }).parentPort
let problems = 0

function tellShell(message: DiscoveryToShell): void {
  if (parentPort !== undefined) parentPort.postMessage(message)
  else if (process.connected) process.send?.(message, () => undefined)
}

/** Bounded: somebody who sends nonsense must not fill the log. */
function noteProblem(message: string): void {
  problems += 1
  if (problems <= maxLoggedProblems) tellShell({ type: 'log', level: 'info', message })
}

const neighbourhood = new Neighbourhood({
  onRooms: (rooms) => tellShell({ type: 'rooms', rooms }),
  onProblem: noteProblem,
})

function receive(message: ShellToDiscovery): void {
  switch (message.type) {
    case 'want':
      void neighbourhood.want(message)
      return
    case 'stop':
      void stop()
      return
    default:
      assertNever(message, 'message from the shell')
  }
}

async function stop(): Promise<void> {
  await neighbourhood.stop()
  process.exit(0)
}

// A packet that the library chokes on has done all its harm; without a socket, though, there is nothing to go on with.
process.on('uncaughtException', (error: NodeJS.ErrnoException) => {
  noteProblem(error.message)
  if (error.syscall === 'bind') process.exit(1)
})

if (parentPort === undefined) {
  process.on('message', (message) => receive(message as ShellToDiscovery))
  process.on('disconnect', () => void stop())
} else {
  parentPort.on('message', ({ data }) => receive(data as ShellToDiscovery))
}
