/** A real relay in a process of its own, as `npm run relay` starts it, to be killed, restarted and stopped by tests. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { programs } from './programs.ts'
import { nodeIn } from './two-computers.ts'


export class RelayProcess {
  readonly dataFolder: string
  readonly #options: readonly string[]
  readonly #computer: string | null
  #child: ChildProcess
  #url: string
  #log: string[]

  private constructor(dataFolder: string, options: readonly string[], computer: string | null, started: Started) {
    this.dataFolder = dataFolder
    this.#options = options
    this.#computer = computer
    this.#child = started.child
    this.#url = started.url
    this.#log = started.log
  }

  /**
   * Starts a relay on a free port with its data in `dataFolder`; resolves when it listens. It asks nobody who they are, unless
   * `options` say otherwise. `computer`: a network namespace to run in.
   */
  static async start(dataFolder: string, options: readonly string[] = ['--access', 'open'], computer: string | null = null): Promise<RelayProcess> {
    return new RelayProcess(dataFolder, options, computer, await startProcess(dataFolder, 0, options, computer))
  }

  /** `ws://127.0.0.1:port`; the same after a restart. */
  get url(): string {
    return this.#url
  }

  /** The same address for HTTP. */
  get httpUrl(): string {
    return this.#url.replace(/^ws/, 'http')
  }

  get pid(): number {
    return this.#child.pid ?? 0
  }

  /** Everything that the running process wrote to stderr, one entry per line. */
  get log(): readonly string[] {
    return this.#log
  }

  /** Ends it as a power switch would (SIGKILL). Resolves when it is gone. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL')
  }

  /** Stops it in order (SIGTERM); resolves with its exit code. */
  async stop(): Promise<number | null> {
    await this.#end('SIGTERM')
    return this.#child.exitCode
  }

  /** Starts it again on the same port and data, after `kill` or `stop`. */
  async restart(): Promise<void> {
    const started = await startProcess(this.dataFolder, Number(new URL(this.#url).port), this.#options, this.#computer)
    this.#child = started.child
    this.#url = started.url
    this.#log = started.log
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    const exited = once(this.#child, 'exit')
    this.#child.kill(signal)
    await exited
  }
}

type Started = { readonly child: ChildProcess; readonly url: string; readonly log: string[] }

async function startProcess(dataFolder: string, port: number, options: readonly string[], computer: string | null): Promise<Started> {
  const [command, args] = nodeIn(computer, programs.relay)
  const child = spawn(command, [...args, '--port', String(port), '--data', dataFolder, ...options], { stdio: ['ignore', 'pipe', 'pipe'] })
  // A test that fails half way must not leave a relay running.
  const end = (): void => {
    child.kill('SIGKILL')
  }
  process.once('exit', end)
  child.once('exit', () => {
    process.off('exit', end)
  })
  const log: string[] = []
  createInterface({ input: child.stderr }).on('line', (line) => {
    log.push(line)
  })
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', (line) => {
      resolve((JSON.parse(line) as { url: string }).url)
    })
    child.once('exit', (code) => {
      reject(new Error(`the relay ended with ${code} before it listened: ${log.join('\n')}`))
    })
    child.once('error', reject)
  })
  return { child, url, log }
}
