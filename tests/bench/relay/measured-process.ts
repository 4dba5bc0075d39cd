/** A relay in a process of its own, watched through /proc (Linux) and ended by its own process id. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const nanosecondsPerSecond = 1e9
const startLimitMs = 30_000
const stopLimitMs = 15_000

export type Launch = {
  /** Arguments of Node, the script first. */
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

export class MeasuredProcess {
  /** From the start of the process to its port taking connections. */
  readonly startMs: number
  readonly #child: ChildProcess
  readonly #end: () => void
  /** CPU time of every thread that was seen so far, by its id. */
  readonly #threadNs = new Map<string, number>()

  private constructor(child: ChildProcess, startMs: number, end: () => void) {
    this.#child = child
    this.startMs = startMs
    this.#end = end
  }

  /** Resolves when `port` takes connections. What the process prints goes to `logFile`. */
  static async start({ args, env }: Launch, port: number, logFile: string): Promise<MeasuredProcess> {
    const started = performance.now()
    const log = fs.openSync(logFile, 'a')
    const child = spawn(process.execPath, args, { env: { ...process.env, ...env }, stdio: ['ignore', log, log] })
    fs.closeSync(log)
    // A run that fails half way must not leave a relay behind.
    const end = (): void => {
      child.kill('SIGKILL')
    }
    process.once('exit', end)
    let failure: Error | undefined
    child.once('error', (error) => {
      failure = error
    })
    while (!await takesConnections(port)) {
      if (failure !== undefined) throw failure
      const waitedMs = performance.now() - started
      if (child.exitCode !== null || waitedMs > startLimitMs) {
        end()
        const printed = fs.readFileSync(logFile, 'utf8')
        throw new Error(`${args[0]} did not open its port: ${/^\w*Error.*$/mu.exec(printed)?.[0] ?? printed.trim().slice(-300)}`)
      }
      await pause(3)
    }
    return new MeasuredProcess(child, performance.now() - started, end)
  }

  /**
   * User and system time of all its threads, to the microsecond: what `stat` tells of the process is cut to hundredths of a second, twice.
   * Threads that have ended count with what they had when they were last seen.
   */
  cpuSeconds(): number {
    const threads = `/proc/${this.#pid}/task`
    for (const thread of fs.readdirSync(threads)) {
      try {
        this.#threadNs.set(thread, Number.parseInt(fs.readFileSync(`${threads}/${thread}/schedstat`, 'latin1'), 10))
      } catch (error) {
        // It ended in between.
        if (!(error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH'))) throw error
      }
    }
    return [...this.#threadNs.values()].reduce((sum, ns) => sum + ns, 0) / nanosecondsPerSecond
  }

  /** Resident memory now, and its highest value since the start or `forgetPeak`. Megabytes of 2^20 bytes. */
  memory(): { readonly rssMb: number; readonly peakMb: number } {
    const status = fs.readFileSync(`/proc/${this.#pid}/status`, 'latin1')
    const megabytes = (name: string): number => Number(new RegExp(`${name}:\\s+(\\d+)`, 'u').exec(status)?.[1] ?? Number.NaN) / 1_024
    return { rssMb: megabytes('VmRSS'), peakMb: megabytes('VmHWM') }
  }

  forgetPeak(): void {
    fs.writeFileSync(`/proc/${this.#pid}/clear_refs`, '5')
  }

  /** Stops it in order; after 15 s it is killed. */
  async stop(): Promise<void> {
    const timer = setTimeout(this.#end, stopLimitMs)
    await this.#endWith('SIGTERM')
    clearTimeout(timer)
  }

  async kill(): Promise<void> {
    await this.#endWith('SIGKILL')
  }

  get #pid(): number {
    if (this.#child.pid === undefined || this.#child.exitCode !== null) throw new Error('the relay ended by itself')
    return this.#child.pid
  }

  async #endWith(signal: NodeJS.Signals): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const exited = once(this.#child, 'exit')
      this.#child.kill(signal)
      await exited
    }
    process.off('exit', this.#end)
  }
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

/** Bytes of all files under `folder`. */
export function bytesUnder(folder: string): number {
  let sum = 0
  for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
    // A file that a relay removed in between holds nothing.
    if (entry.isFile()) sum += fs.statSync(path.join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0
  }
  return sum
}

async function takesConnections(port: number): Promise<boolean> {
  const socket = net.connect({ host: '127.0.0.1', port })
  return await new Promise((resolve) => {
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => {
      resolve(false)
    })
  })
}
