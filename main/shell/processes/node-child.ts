/** One of our programs as a child of a plain Node, and what is the same for every way in which a program is started. Nothing here needs Electron. */
import type { MessagePortMain } from 'electron/main'
import { fork } from 'node:child_process'
import type { Readable } from 'node:stream'
import { onMessageOver, sendOver } from '../../../shared/node/child-channel.ts'
import { log } from '../log.ts'

export type ProcessEvents = {
  onMessage(message: unknown): void
  /** Called once, whatever ended the process. */
  onExit(code: number | null): void
}

export type ProcessLimits = {
  /** The process ends when its objects need more; buffers are not counted. */
  readonly memoryLimitMb?: number
}

/** What Node must be told so that it keeps to `limits`. */
export function nodeOptionsFor({ memoryLimitMb }: ProcessLimits): string[] {
  return memoryLimitMb === undefined ? [] : [`--max-old-space-size=${memoryLimitMb}`]
}

export interface HostedProcess {
  post(message: unknown): void
  /** Hands `port` over as the messages of `shared/ipc/engine-control.ts` say. */
  attachPort(port: MessagePortMain): void
  /** Ends the process at once. */
  kill(): void
}

/** Runs `script` with the Node at `executable`. */
export function startNodeChild(name: string, script: string, executable: string, events: ProcessEvents, limits: ProcessLimits = {}): HostedProcess {
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env
  const child = fork(script, [], { execPath: executable, execArgv: nodeOptionsFor(limits), env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
  logOutput(name, child.stdout, child.stderr)
  const ports = new Map<number, MessagePortMain>()
  let nextPort = 1
  let isEnded = false
  const end = (code: number | null): void => {
    if (isEnded) return
    isEnded = true
    for (const port of ports.values()) port.close()
    ports.clear()
    events.onExit(code)
  }
  onMessageOver(child, (message) => {
    if (isPortMessage(message)) ports.get(message.port)?.postMessage(message.data)
    else events.onMessage(message)
  })
  child.once('error', (error) => {
    log.error(`${name}: ${error.message}`)
    end(null)
  })
  child.once('exit', (code) => end(code))
  const post = (message: unknown): void => sendOver(child, message)
  return {
    post,
    attachPort: (port) => {
      const id = nextPort++
      ports.set(id, port)
      post({ type: 'open-port', port: id })
      port.on('message', ({ data }) => post({ type: 'port-message', port: id, data: data as unknown }))
      port.on('close', () => {
        ports.delete(id)
        post({ type: 'close-port', port: id })
      })
      port.start()
    },
    kill: () => {
      child.kill('SIGKILL')
    },
  }
}

function isPortMessage(message: unknown): message is { port: number; data: unknown } {
  return typeof message === 'object' && message !== null && (message as { type?: unknown }).type === 'port-message'
}

/** What a program prints goes into the log. */
export function logOutput(name: string, stdout: NodeJS.ReadableStream | Readable | null, stderr: NodeJS.ReadableStream | Readable | null): void {
  for (const stream of [stdout, stderr]) {
    stream?.on('data', (chunk: Buffer) => log.error(`${name}: ${chunk.toString('utf8').trimEnd()}`))
  }
}
