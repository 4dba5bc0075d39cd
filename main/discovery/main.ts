/**
 * Entry of the discovery process: speaks mDNS for the app, so that packets of strangers are read where there is nothing to be had.
 */
import type { DiscoveryToShell, ShellToDiscovery } from '../../shared/ipc/discovery-control.ts'
import { onParentGone, onParentMessage, tellParent } from '../../shared/node/parent.ts'
import { assertNever } from '../../shared/util/assert-never.ts'
import { Neighbourhood } from './neighbourhood.ts'

const maxLoggedProblems = 20
let problems = 0

function tellShell(message: DiscoveryToShell): void {
  tellParent(message)
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

onParentMessage((message) => receive(message as ShellToDiscovery))
onParentGone(() => void stop())
