/**
 * Starts our own programs outside the main process. They run as Electron utility processes. On an Electron whose Node-API is
 * too old for better-sqlite3 (the development substitute) they run as children of the Node in node_modules instead; a port
 * cannot be handed to such a child, so main carries its messages. Nothing else differs.
 */
import { app, utilityProcess } from 'electron/main'
import path from 'node:path'
import { isNodeApiNew } from '../../../shared/node/node-api.ts'
import { logOutput, nodeOptionsFor, startNodeChild, type HostedProcess, type ProcessEvents, type ProcessLimits } from './node-child.ts'

/** Starts `dist/<name>/index.js`. */
export function startProcess(name: string, events: ProcessEvents, limits: ProcessLimits = {}): HostedProcess {
  const script = path.join(app.getAppPath(), 'dist', name, 'index.js')
  return isNodeApiNew() ? startUtility(name, script, events, limits) : startNodeChild(name, unpackedPath(script), nodeExecutable(), events, limits)
}

function startUtility(name: string, script: string, events: ProcessEvents, limits: ProcessLimits): HostedProcess {
  const child = utilityProcess.fork(script, [], { serviceName: `minuta-${name}`, execArgv: nodeOptionsFor(limits), stdio: ['ignore', 'pipe', 'pipe'] })
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

function nodeExecutable(): string {
  return app.isPackaged ? path.join(process.resourcesPath, 'node') : path.join(app.getAppPath(), 'node_modules', '.bin', 'node')
}

/** Plain Node cannot read inside the archive; what it runs is unpacked beside it. */
export function unpackedPath(file: string): string {
  return file.replace(`app.asar${path.sep}`, `app.asar.unpacked${path.sep}`)
}
