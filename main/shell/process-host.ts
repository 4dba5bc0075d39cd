/**
 * Starts our own programs outside the main process. They run as Electron utility processes. On an Electron whose Node-API is
 * too old for better-sqlite3 (the development substitute) they run as children of the Node in node_modules instead; a port
 * cannot be handed to such a child, so main carries its messages. Nothing else differs.
 */
import { app, utilityProcess, type MessagePortMain } from 'electron/main'
import { fork } from 'node:child_process'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { log } from './log.ts'

export type ProcessEvents = {
  onMessage(message: unknown): void
  /** Called once, whatever ended the process. */
  onExit(code: number | null): void
}

export interface HostedProcess {
  post(message: unknown): void
  /** Hands `port` over as the messages of `shared/ipc/engine-control.ts` say. */
  attachPort(port: MessagePortMain): void
  /** Ends the process at once. */
  kill(): void
}

const neededNodeApi = 10

/** Starts `dist/<name>/index.js`. */
export function startProcess(name: string, events: ProcessEvents): HostedProcess {
  const script = path.join(app.getAppPath(), 'dist', name, 'index.js')
  const isNodeApiNew = Number(process.versions['napi'] ?? 0) >= neededNodeApi
  return isNodeApiNew ? startUtility(name, script, events) : startNodeChild(name, script, events)
}

function startUtility(name: string, script: string, events: ProcessEvents): HostedProcess {
  const child = utilityProcess.fork(script, [], { serviceName: `minuta-${name}`, stdio: ['ignore', 'pipe', 'pipe'] })
  logOutput(name, child.stdout, child.stderr)
  child.on('message', (message: unknown) => events.onMessage(message))
  child.once('exit', (code) => events.onExit(code))
  return {
    post: (message) => child.postMessage(message),
    attachPort: (port) => child.postMessage({ type: 'port' }, [port]),
    kill: () => {
      child.kill()
    },
  }
}

function startNodeChild(name: string, script: string, events: ProcessEvents): HostedProcess {
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env
  const child = fork(unpackedPath(script), [], { execPath: nodeExecutable(), execArgv: [], env, serialization: 'advanced', stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
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
  child.on('message', (message: unknown) => {
    if (isPortMessage(message)) ports.get(message.port)?.postMessage(message.data)
    else events.onMessage(message)
  })
  child.once('error', (error) => {
    log.error(`${name}: ${error.message}`)
    end(null)
  })
  child.once('exit', (code) => end(code))
  const post = (message: unknown): void => {
    // A child that is going down reports its end by 'exit'; a message that no longer reaches it needs no error of its own.
    if (child.connected) child.send(message as object, () => undefined)
  }
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

function nodeExecutable(): string {
  return app.isPackaged ? path.join(process.resourcesPath, 'node') : path.join(app.getAppPath(), 'node_modules', '.bin', 'node')
}

/** Plain Node cannot read inside the archive; what it runs is unpacked beside it. */
function unpackedPath(file: string): string {
  return file.replace(`app.asar${path.sep}`, `app.asar.unpacked${path.sep}`)
}

function logOutput(name: string, stdout: NodeJS.ReadableStream | Readable | null, stderr: NodeJS.ReadableStream | Readable | null): void {
  for (const stream of [stdout, stderr]) {
    stream?.on('data', (chunk: Buffer) => log.error(`${name}: ${chunk.toString('utf8').trimEnd()}`))
  }
}
