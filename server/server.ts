/** The relay as a whole: its ports for websockets and HTTP, one store, its rooms, and who may come in. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { nodeSqlitePlatform } from '../shared/node/sqlite-platform.ts'
import { heartbeatIntervalMs } from '../shared/protocol/messages.ts'
import type { RoomStore } from '../shared/storage/room-store.ts'
import { SqliteRoomStore } from '../shared/storage/sqlite-room-store.ts'
import { Access } from './access/access.ts'
import { Entrances, type Admitted } from './access/entrances.ts'
import type { RelayConfig } from './config.ts'
import { Blobs } from './http/blobs.ts'
import { Health } from './http/health.ts'
import { Metrics } from './http/metrics.ts'
import { OwnHosts } from './http/own-hosts.ts'
import { Pages } from './http/pages.ts'
import { Router } from './http/router.ts'
import { listen, type Listener } from './sockets/listener.ts'
import type { Log } from './log.ts'
import { meteredStore } from './metered-store.ts'
import { Rooms } from './room/rooms.ts'
import { Sockets } from './sockets/sockets.ts'

export type Relay = {
  /** Where peers connect: `ws://host:port`, or `wss:` with TLS. */
  readonly url: string
  readonly port: number
  /** Connected devices; a connection that names none is one of its own. */
  readonly deviceCount: number
  /** Lets one more workshop in, for a relay with access 'listed'. `proof`: that a facilitator vouches for this relay; null for a workshop without a key. */
  admit(workshop: Admitted): void
  /** Serves browsers over plain http on a port of its own, `port` if that is free, or stops it. Resolves with the port, null when there is none. */
  serveBrowsers(isAllowed: boolean, port?: number): Promise<number | null>
  /** Stores everything received, tells every peer to come back later, and lets go of the ports and the database. */
  close(): Promise<void>
}

/** One port, and who came in through it. */
type Door = { readonly listener: Listener; readonly sockets: Sockets }

/** Peers have this long to answer a close before their sockets are cut. */
const closeGraceMs = 2_000
/** What a stop may spend on leaving logs short for the next start. */
const maxCompactionMs = 3_000

/** A log is written at its ends and read once: more pages than these would lie in memory for nothing. */
const cacheKib = 4 * 1024

/** Opens the relay's database in `dataFolder`, made when missing and then for its owner only, for this process alone. Throws StorageError. */
export function openRelayStore(dataFolder: string): SqliteRoomStore {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
  return new SqliteRoomStore(nodeSqlitePlatform, { path: join(dataFolder, 'relay.sqlite'), isExclusive: true, cacheKib })
}

/**
 * Listens, on the store that it is given or on the database of `dataFolder`, and closes it in the end. Rejects with a
 * StorageError, or with the error of `listen` (`code`: EADDRINUSE …).
 */
export async function startRelay(
  config: RelayConfig, log: Log, plainStore: RoomStore = openRelayStore(config.dataFolder), onPeers: () => void = () => undefined,
): Promise<Relay> {
  const store = meteredStore(plainStore, {
    onStored: (updates, byteLength, milliseconds) => metrics.noteCommit(updates, byteLength, milliseconds),
    onFailed: (error) => {
      metrics.noteCommitFailure()
      health.noteFailure(error)
    },
  })
  const entrances = new Entrances(config.access, config.workshops)
  for (const workshop of config.admitted ?? []) entrances.admit(workshop)
  const access = new Access(store, (workshop) => entrances.of(workshop), onPeers)
  const rooms = new Rooms(store, log)
  const hosts = new OwnHosts(config.publicHosts ?? [])
  const health = new Health(store)
  const metrics = new Metrics({
    members: () => access.members.all(),
    rooms: () => rooms.size,
    unadmitted: () => access.unadmitted.total,
    queuedBytes: () => main.sockets.queuedBytes + (browsers?.sockets.queuedBytes ?? 0),
  })
  const blobs = new Blobs(join(config.dataFolder, 'blobs'), access, log)
  const heartbeat = setInterval(() => {
    rooms.heartbeat()
    access.expire()
  }, heartbeatIntervalMs)
  const release = (): void => {
    clearInterval(heartbeat)
    rooms.dispose()
    metrics.dispose()
    plainStore.close()
  }
  const openDoor = async (port: number, tls: RelayConfig['tls'], isUnencrypted: boolean): Promise<Door> => {
    const sockets = new Sockets({ access, hosts, rooms, log, isUnencrypted, onRefused: (reason) => metrics.noteRefusal(reason) })
    const listener = await listen({
      port,
      host: config.host,
      tls: tls ?? null,
      onRequest: (request, response) => void router.handle(request, response, isUnencrypted),
      onUpgrade: (request, stream, head) => sockets.upgrade(request, stream, head),
    })
    return { listener, sockets }
  }
  let main: Door
  let router: Router
  let browsers: Door | null = null
  try {
    router = new Router({
      hosts, access, blobs, health, metrics, log,
      pages: new Pages(config.pagesFolder ?? null),
      metricsToken: config.metricsToken ?? null,
      roomCount: () => rooms.size,
    })
    await blobs.clean()
    main = await openDoor(config.port, config.tls, false)
  } catch (error) {
    release()
    throw error
  }
  /** Resolves when nobody is connected through it any more, whether they answer or not. */
  const closeDoor = async ({ listener, sockets }: Door): Promise<void> => {
    sockets.sayGoodbye()
    const grace = setTimeout(() => {
      sockets.cut()
      listener.cut()
    }, closeGraceMs)
    await listener.close()
    clearTimeout(grace)
  }
  return {
    url: `${config.tls === undefined ? 'ws' : 'wss'}://${urlHost(config.host)}:${main.listener.port}`,
    port: main.listener.port,
    get deviceCount() {
      return access.deviceCount
    },
    admit: (workshop) => entrances.admit(workshop),
    serveBrowsers: async (isAllowed, port = 0) => {
      if (isAllowed) browsers ??= await openDoor(port, undefined, true).catch(() => openDoor(0, undefined, true))
      else if (browsers !== null) {
        const ending = browsers
        browsers = null
        await closeDoor(ending)
      }
      return browsers?.listener.port ?? null
    },
    close: async () => {
      clearInterval(heartbeat)
      // Everything that has arrived is stored and acked before anybody is told to go.
      await rooms.prepareToStop(maxCompactionMs)
      rooms.flush()
      await Promise.all([main, ...(browsers === null ? [] : [browsers])].map(closeDoor))
      release()
    },
  }
}

/** A wildcard address is where the relay listens, not where anybody can connect. */
function urlHost(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1'
  if (host === '::') return '[::1]'
  return host.includes(':') ? `[${host}]` : host
}
