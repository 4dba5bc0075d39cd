// Screens that nobody looks at, for tests in windows: one for each worker, so that none takes the keyboard or the clipboard of another.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { SetupError } from './setup.mjs'

/**
 * Starts `count` virtual screens (Xvfb); resolves when windows can open on them.
 * @returns {Promise<{ names: string[], end(): void }>} `names`: what DISPLAY is for each
 */
export async function startScreens(count) {
  const servers = Array.from({ length: count }, () => spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1400x1000x24', '-nolisten', 'tcp', '-noreset'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] }))
  const end = () => {
    for (const server of servers) server.kill()
  }
  process.once('exit', end)
  return { names: await Promise.all(servers.map(nameOf)), end }
}

/** The server picks a number that is free and writes it when it is ready. */
async function nameOf(server) {
  const failed = new Promise((_, reject) => {
    server.once('error', reject)
    server.once('exit', (code) => reject(new SetupError(`Xvfb, the virtual screen for tests, ended with ${code}.`)))
  })
  const [number] = await Promise.race([once(server.stdio[3], 'data'), failed])
  return `:${number.toString().trim()}`
}
