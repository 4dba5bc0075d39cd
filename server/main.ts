/** `npm run relay`: starts the relay from the command line. Prints one line on stdout, when it listens. */
import './small-heap.ts'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isNodeApiNew, neededNode } from '../shared/node/node-api.ts'
import { StorageError } from '../shared/storage/room-store.ts'
import { parseCommandLine, type ConfigFiles, type RelayConfig } from './config.ts'
import { copyOnSignal } from './copy-on-signal.ts'
import { announce, logToStderr } from './log.ts'
import { readKeyAndCertificate } from './read-key-and-certificate.ts'
import { openRelayStore, startRelay } from './server.ts'

async function run(config: RelayConfig, files: ConfigFiles): Promise<void> {
  if (!isNodeApiNew()) throw new Error(`needs Node ${neededNode} or newer; this is ${process.version}`)
  const fromFiles = readFiles(files)
  const store = openRelayStore(config.dataFolder)
  // Before anybody can come: a signal that nobody hears would end the process.
  copyOnSignal(store, config.dataFolder, logToStderr)
  const relay = await startRelay({ ...bundledPages(), ...config, ...fromFiles }, logToStderr, store)
  let isStopping = false
  const stop = (): void => {
    if (isStopping) return
    isStopping = true
    relay.close().then(() => {
      logToStderr('stopped')
    }, (error: unknown) => {
      fail(`could not stop cleanly: ${error instanceof Error ? error.message : String(error)}`)
    })
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  announce(relay.url)
}

function readFiles({ tlsKey, tlsCertificate, metricsToken }: ConfigFiles): Pick<RelayConfig, 'tls' | 'metricsToken'> {
  return {
    ...(tlsKey === undefined || tlsCertificate === undefined ? {} : { tls: readKeyAndCertificate(tlsKey, tlsCertificate) }),
    ...(metricsToken === undefined ? {} : { metricsToken: readToken(metricsToken) }),
  }
}

function readToken(file: string): string {
  const token = readFileSync(file, 'utf8').trim()
  if (token.length < 16) throw new Error(`a token has at least 16 characters, that in ${file} has ${token.length}`)
  return token
}

/** The pages for browsers lie beside the bundled relay, or in `dist` of a working copy. */
function bundledPages(): Pick<RelayConfig, 'pagesFolder'> {
  const folder = [join(import.meta.dirname, '..', 'guest'), join(import.meta.dirname, '..', 'dist', 'guest')].find((known) => existsSync(join(known, 'index.html')))
  return folder === undefined ? {} : { pagesFolder: folder }
}

/** One line on stderr; the process ends when nothing is left to do. */
function fail(message: string, exitCode = 1): void {
  process.stderr.write(`minuta relay: ${message}\n`)
  process.exitCode = exitCode
}

const command = parseCommandLine(process.argv.slice(2))
switch (command.kind) {
  case 'help':
    process.stdout.write(`${command.text}\n`)
    break
  case 'bad-usage':
    process.stderr.write(`${command.message}\n`)
    process.exitCode = 2
    break
  case 'run':
    run(command.config, command.files).catch((error: unknown) => {
      const kind = error instanceof StorageError && error.kind !== 'unknown' ? ` (${error.kind})` : ''
      fail(`${error instanceof Error ? error.message : String(error)}${kind}`)
    })
    break
}
