/** Entry of the engine process. It is handed the ports of windows; where that cannot be (a plain Node child), the shell passes their messages on. */
import type { EngineToShell, ShellToEngine } from '../../shared/ipc/engine-control.ts'
import { onParentGone, onParentMessage, tellParent, type TransferredPort } from '../../shared/node/parent.ts'
import { nodeSqlitePlatform } from '../../shared/node/sqlite-platform.ts'
import { assertNever } from '../../shared/util/assert-never.ts'
import { dataFilesIn } from './data-files.ts'
import type { EngineChannel } from './windows/engine-channel.ts'
import { Engine } from './engine.ts'

type CarriedPort = { readonly receive: (message: unknown) => void; readonly close: () => void }

// The y-websocket provider listens to the end of the process, once per workshop.
process.setMaxListeners(0)

const carriedPorts = new Map<number, CarriedPort>()
let engine: Engine | null = null

function tellShell(message: EngineToShell): void {
  tellParent(message)
}

function log(level: 'info' | 'error', message: string): void {
  tellShell({ type: 'log', level, message })
}

function receive(message: ShellToEngine, ports: readonly TransferredPort[]): void {
  switch (message.type) {
    case 'start':
      engine = new Engine({
        platform: nodeSqlitePlatform,
        files: dataFilesIn(message.dataDirectory),
        vaultKeys: message.vaultKeys,
        onRoomsRecognised: (workshops) => tellShell({ type: 'rooms-recognised', workshops }),
        onLookForRooms: (isWanted) => tellShell({ type: 'look-for-rooms', isWanted }),
        log,
      })
      engine.startBackground()
      tellShell({ type: 'ready' })
      return
    case 'rooms-found':
      engine?.findRooms(message.rooms)
      return
    case 'port':
      for (const port of ports) engine?.attach(transferredChannel(port))
      return
    case 'open-port':
      engine?.attach(carriedChannel(message.port))
      return
    case 'port-message':
      carriedPorts.get(message.port)?.receive(message.data)
      return
    case 'close-port':
      carriedPorts.get(message.port)?.close()
      return
    case 'stop':
      stop()
      return
    default:
      assertNever(message, 'message from the shell')
  }
}

function stop(): void {
  engine?.stop()
  process.exit(0)
}

function transferredChannel(port: TransferredPort): EngineChannel {
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.on('message', ({ data }) => listener(data))
      port.start()
    },
    onClose: (listener) => port.on('close', listener),
  }
}

function carriedChannel(port: number): EngineChannel {
  return {
    post: (data) => tellShell({ type: 'port-message', port, data }),
    onMessage: (listener) => {
      carriedPorts.set(port, { receive: listener, close: () => undefined })
    },
    onClose: (listener) => {
      const receiveMessage = carriedPorts.get(port)?.receive ?? (() => undefined)
      carriedPorts.set(port, {
        receive: receiveMessage,
        close: () => {
          carriedPorts.delete(port)
          listener()
        },
      })
    },
  }
}

onParentMessage((message, ports) => receive(message as ShellToEngine, ports))
// Store, and do not stay behind.
onParentGone(stop)
