/**
 * The relay inside the app: a process of its own, so that it goes on when the window is closed. It does what the messages of the app
 * say (`shared/ipc/relay-control.ts`).
 */
import './small-heap.ts'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AdmittedWorkshop, RelayToShell, ShellToRelay } from '../shared/ipc/relay-control.ts'
import { onParentGone, onParentMessage, tellParent } from '../shared/node/parent.ts'
import { fromBase64Url } from '../shared/protocol/base64url.ts'
import { StorageError } from '../shared/storage/room-store.ts'
import { assertNever } from '../shared/util/assert-never.ts'
import type { Admitted } from './access/entrances.ts'
import type { LogFields } from './log.ts'
import { startRelay, type Relay } from './server.ts'

type Start = Extract<ShellToRelay, { readonly type: 'start' }>

/** In the data folder: the port of the last time, under which links and QR codes that people still have are good. */
const portFile = 'port'
/** The same for browsers: a phone goes on asking where its page came from. */
const browserPortFile = 'browser-port'
/** Every network of the venue. */
const everyAddress = '0.0.0.0'

let relay: Relay | null = null
let dataFolder = ''
let toldDevices = 0
/** Messages are carried out in the order in which they came. */
let turn: Promise<void> = Promise.resolve()
let isEnding = false

function tellShell(message: RelayToShell): void {
  tellParent(message)
}

function log(event: string, fields: LogFields = {}): void {
  tellShell({ type: 'log', level: event.endsWith('failed') ? 'error' : 'info', message: `${event} ${JSON.stringify(fields)}` })
}

async function carryOut(message: ShellToRelay): Promise<void> {
  switch (message.type) {
    case 'start':
      dataFolder = message.dataDirectory
      relay = await start(message)
      tellShell({ type: 'listening', port: relay.port })
      return
    case 'admit':
      relay?.admit(admitted(message))
      return
    case 'admit-browsers':
      tellShell({ type: 'browsers', port: await serveBrowsers(message.isAllowed) })
      return
    case 'stop':
      await stop()
      return
    default:
      assertNever(message, 'message from the shell')
  }
}

function admitted({ workshop, proof }: AdmittedWorkshop): Admitted {
  return { workshop, proof: proof === '' ? null : fromBase64Url(proof) }
}

async function start({ dataDirectory, port, tls, pagesDirectory, workshops }: Start): Promise<Relay> {
  mkdirSync(dataDirectory, { recursive: true })
  // A build without pages serves none; that is no reason to keep apps out.
  const pages = existsSync(pagesDirectory) ? { pagesFolder: pagesDirectory } : {}
  const startOn = (wanted: number): Promise<Relay> => startRelay(
    { port: wanted, host: everyAddress, dataFolder: dataDirectory, access: 'listed', admitted: workshops.map(admitted), tls, ...pages }, log, undefined, tellDevices,
  )
  const wanted = port === 0 ? lastPort(dataDirectory, portFile) : port
  const started = await startOn(wanted).catch((error: unknown) => {
    if (wanted === 0 || !isPortProblem(error)) throw error
    log('port-taken', { port: wanted })
    return startOn(0)
  })
  writeFileSync(join(dataDirectory, portFile), String(started.port))
  return started
}

async function serveBrowsers(isAllowed: boolean): Promise<number | null> {
  const port = (await relay?.serveBrowsers(isAllowed, lastPort(dataFolder, browserPortFile))) ?? null
  if (port !== null) writeFileSync(join(dataFolder, browserPortFile), String(port))
  return port
}

function lastPort(dataDirectory: string, file: string): number {
  try {
    const port = Number(readFileSync(join(dataDirectory, file), 'utf8'))
    return Number.isInteger(port) && port > 0 && port < 65_536 ? port : 0
  } catch {
    // The first time.
    return 0
  }
}

function isPortProblem(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES') && 'syscall' in error && error.syscall === 'listen'
}

function tellDevices(): void {
  const count = relay?.deviceCount ?? 0
  if (count === toldDevices) return
  toldDevices = count
  tellShell({ type: 'peers', count })
}

async function stop(): Promise<void> {
  if (isEnding) return
  isEnding = true
  await relay?.close()
  process.exit(0)
}

function fail(error: unknown): void {
  if (isEnding) return
  isEnding = true
  const isStorage = error instanceof StorageError || (error instanceof Error && 'syscall' in error && !isPortProblem(error))
  const reason = isPortProblem(error) ? 'port-in-use' : isStorage ? 'cannot-write' : 'crashed'
  tellShell({ type: 'failed', reason, detail: error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : String(error) })
  // The message has to be on its way before the process ends.
  setTimeout(() => process.exit(1), 100)
}

function receive(message: ShellToRelay): void {
  turn = turn.then(() => carryOut(message)).catch(fail)
}

process.on('uncaughtException', fail)
onParentMessage((message) => receive(message as ShellToRelay))
// Store, and do not stay behind.
onParentGone(() => receive({ type: 'stop' }))
