/** Who is measured: our relay, its peers that store, the same in memory, and what is physically possible with `ws`. */
import path from 'node:path'
import { peerFolder } from './install-peers.ts'
import type { Launch } from './measured-process.ts'
import type { PeerPackage } from './peer-packages.ts'
import { plainScript } from './plain-script.ts'
import type { DialectName } from './wire/dialect.ts'

export type PeerName = 'minuta' | 'yws-level' | 'yws' | 'hocuspocus-sqlite' | 'hocuspocus' | 'ws-send' | 'ws-joined' | 'ws-prepared'

/** Where a process of a peer may find and leave its things. */
export type Place = {
  readonly port: number
  readonly dataFolder: string
  readonly cacheFolder: string
  /** The relay under test. */
  readonly relayScript: string
  /** The document that `ws-prepared` sends to who joins. */
  readonly snapshotFile: string
}

export type Peer = {
  readonly title: string
  /** `limit` stores and checks nothing: it shows what the machine and `ws` allow. */
  readonly kind: 'ours' | 'storing' | 'memory' | 'limit'
  readonly dialect: DialectName
  readonly needs: PeerPackage | null
  readonly launch: (place: Place) => Launch
}

function yWebsocketServer(place: Place, env: Launch['env']): Launch {
  const script = path.join(peerFolder(place.cacheFolder, 'y-websocket-server'), 'node_modules/@y/websocket-server/src/server.js')
  return { args: [script], env: { HOST: '127.0.0.1', PORT: String(place.port), ...env } }
}

function hocuspocus(place: Place, database: readonly string[]): Launch {
  const script = plainScript(place.cacheFolder, path.join(import.meta.dirname, 'launch-hocuspocus.ts'))
  return { args: [script, peerFolder(place.cacheFolder, 'hocuspocus'), String(place.port), ...database], env: {} }
}

function limit(title: string, script: string): Peer {
  return {
    title,
    kind: 'limit',
    dialect: 'y-websocket',
    needs: null,
    launch: ({ port, snapshotFile, cacheFolder }) => ({ args: [plainScript(cacheFolder, path.join(import.meta.dirname, 'limits', script)), String(port), snapshotFile], env: {} }),
  }
}

export const peers: Readonly<Record<PeerName, Peer>> = {
  minuta: {
    title: 'Minuta',
    kind: 'ours',
    dialect: 'y-websocket',
    needs: null,
    launch: ({ port, dataFolder, relayScript }) => ({
      args: [relayScript, '--access', 'open', '--port', String(port), '--data', dataFolder], env: {},
    }),
  },
  'yws-level': {
    title: 'y-websocket-server + LevelDB', kind: 'storing', dialect: 'y-websocket', needs: 'y-websocket-server',
    launch: (place) => yWebsocketServer(place, { YPERSISTENCE: place.dataFolder }),
  },
  yws: { title: 'y-websocket-server in memory', kind: 'memory', dialect: 'y-websocket', needs: 'y-websocket-server', launch: (place) => yWebsocketServer(place, {}) },
  'hocuspocus-sqlite': {
    title: 'Hocuspocus + SQLite', kind: 'storing', dialect: 'hocuspocus', needs: 'hocuspocus',
    launch: (place) => hocuspocus(place, [path.join(place.dataFolder, 'hocuspocus.sqlite')]),
  },
  hocuspocus: { title: 'Hocuspocus in memory', kind: 'memory', dialect: 'hocuspocus', needs: 'hocuspocus', launch: (place) => hocuspocus(place, []) },
  'ws-send': limit('ws, one send per socket', 'send-per-socket.ts'),
  'ws-joined': limit('ws, joined frames', 'joined-frames.ts'),
  'ws-prepared': limit('ws, one prepared frame', 'prepared-frame.ts'),
}

export function isPeerName(name: string): name is PeerName {
  return Object.hasOwn(peers, name)
}
