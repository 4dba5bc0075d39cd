/** A place on a network where nobody is any more. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import timers from 'node:timers/promises'
import { onTestFinished } from 'vitest'

/**
 * A port that answers nothing at all, as behind a firewall: its process is stopped and its queue of connections is full, so that
 * the system drops whoever else comes.
 */
export async function startSilentPort(): Promise<string> {
  const child = spawn(process.execPath, ['-e', "require('net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, function () { console.log(this.address().port) })"], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = await once(child.stdout, 'data') as [Buffer]
  const port = Number(line.toString())
  child.kill('SIGSTOP')
  const sockets: Socket[] = []
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy()
    const exited = once(child, 'exit')
    child.kill('SIGKILL')
    await exited
  })
  // Whoever is not let in at once waits for the system's first repetition, a second later.
  for (let isFull = false; !isFull;) {
    const socket = connect(port, '127.0.0.1')
    sockets.push(socket)
    isFull = await Promise.race([once(socket, 'connect').then(() => false), timers.setTimeout(500, true)])
  }
  return `127.0.0.1:${port}`
}
