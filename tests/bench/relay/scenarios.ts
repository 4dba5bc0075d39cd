/** The scenarios by name: their sizes, who is measured beside our relay, and what is wanted of it. */
import { least, measures, most, ratio, type Bar } from './bars.ts'
import type { PeerName } from './peers.ts'
import { coldLoad } from './scenarios/cold-load.ts'
import { durability } from './scenarios/durability.ts'
import { fanOut, type FanOutSize } from './scenarios/fan-out.ts'
import { longRun } from './scenarios/long-run.ts'
import { storm } from './scenarios/storm.ts'
import type { Figures, Session } from './session.ts'

export type Scenario = {
  readonly title: string
  readonly peers: readonly PeerName[]
  readonly rounds: number
  /** A run that takes longer is ended. */
  readonly limitSeconds: number
  readonly run: (session: Session) => Promise<Figures>
  readonly bars: readonly Bar[]
}

const storing: readonly PeerName[] = ['minuta', 'yws-level', 'hocuspocus-sqlite']
const best = 'best storing peer'
const largeEdits = 260_000
const { cpuPerDelivery, cpuPerUpdate, cpu, rss, p99, delivered, inSync, firstLoad, load, disk, kills, lostSeen, lostAcked } = measures

function fanOutScenario(title: string, peers: readonly PeerName[], size: FanOutSize, bars: readonly Bar[]): Scenario {
  return {
    title,
    peers,
    rounds: 3,
    limitSeconds: 120,
    run: async (session) => {
      const { isQuick } = session.request
      return await fanOut(session, isQuick ? { ...size, rooms: Math.ceil(size.rooms / 10), warmSeconds: 1, seconds: 3 } : size)
    },
    bars,
  }
}

function stormScenario(title: string, peers: readonly PeerName[], have: 'nothing' | 'everything', hasPresence: boolean, bars: readonly Bar[]): Scenario {
  return {
    title,
    peers,
    rounds: 3,
    limitSeconds: 300,
    run: async (session) => {
      const { isQuick } = session.request
      return await storm(session, { clients: isQuick ? 100 : 500, edits: isQuick ? largeEdits / 10 : largeEdits, have, hasPresence })
    },
    bars,
  }
}

function coldLoadScenario(title: string, edits: number, written: 'at-once' | 'edit-by-edit', bars: readonly Bar[]): Scenario {
  return {
    title,
    peers: [...storing, 'ws-prepared'],
    rounds: 3,
    limitSeconds: 420,
    run: async (session) => await coldLoad(session, { edits: session.request.isQuick ? edits / 10 : edits, written, restarts: written === 'at-once' ? 5 : 3 }),
    bars,
  }
}

const people = { rooms: 1, warmSeconds: 2 }

export const scenarios: Readonly<Record<string, Scenario>> = {
  'fan-out-2': fanOutScenario('2 people', [...storing, 'ws-send'], { ...people, perRoom: 2, writersPerRoom: 2, typing: { perSecond: 50 }, seconds: 12 }, [
    ratio(cpuPerDelivery, best, 0.6), ratio(cpuPerDelivery, 'ws-send', 1.7),
  ]),
  'fan-out-10': fanOutScenario('10 people', [...storing, 'ws-send'], { ...people, perRoom: 10, writersPerRoom: 5, typing: { perSecond: 20 }, seconds: 12 }, [
    ratio(cpuPerDelivery, best, 0.6), ratio(cpuPerDelivery, 'ws-send', 1.7),
  ]),
  'fan-out-50': fanOutScenario('50 people', [...storing, 'ws-send'], { ...people, perRoom: 50, writersPerRoom: 10, typing: { perSecond: 10 }, seconds: 10 }, [
    ratio(cpuPerDelivery, best, 0.65), ratio(cpuPerDelivery, 'ws-send', 1.2),
  ]),
  'fan-out-500': fanOutScenario('500 people, 10 typing', [...storing, 'ws-send'], { ...people, perRoom: 500, writersPerRoom: 10, typing: { perSecond: 5 }, seconds: 8 }, [
    ratio(cpuPerDelivery, best, 0.5), ratio(cpuPerDelivery, 'ws-send', 0.5), most(p99, 60),
  ]),
  'fan-out-500-busy': fanOutScenario('500 people, 50 typing', [...storing, 'ws-joined'], { ...people, perRoom: 500, writersPerRoom: 50, typing: { perSecond: 5 }, seconds: 8 }, [
    ratio(cpuPerDelivery, 'hocuspocus-sqlite', 0.4), ratio(cpuPerDelivery, 'ws-joined', 0.3), least(delivered, 0.98),
  ]),
  saturation: fanOutScenario('saturation, 50 clients', [...storing, 'yws', 'ws-joined'], { ...people, perRoom: 50, writersPerRoom: 10, typing: { onTheWay: 8 }, seconds: 5 }, [
    ratio(cpuPerDelivery, 'hocuspocus-sqlite', 0.25), ratio(cpuPerDelivery, 'yws', 0.08), ratio(cpuPerDelivery, 'ws-joined', 1.4),
  ]),
  rooms: fanOutScenario('1,000 rooms × 4', [...storing, 'ws-send'], { rooms: 1_000, warmSeconds: 2, perRoom: 4, writersPerRoom: 1, typing: { perSecond: 1 }, seconds: 8 }, [
    ratio(cpuPerDelivery, best, 0.5), ratio(cpuPerDelivery, 'ws-send', 1.8), ratio(rss, best, 0.7), ratio(rss, 'ws-send', 1.25),
  ]),
  'storm-nothing': stormScenario('500 come back with nothing', [...storing, 'ws-prepared'], 'nothing', false, [
    ratio(cpu, best, 0.15), ratio(inSync, best, 0.3), ratio(cpu, 'ws-prepared', 1.3),
  ]),
  'storm-everything': stormScenario('500 come back with everything', storing, 'everything', false, [ratio(cpu, best, 0.55)]),
  'storm-presence': stormScenario('500 come back with everything and awareness', storing, 'everything', true, [ratio(cpu, best, 0.4)]),
  'cold-snapshot': coldLoadScenario('first client after a restart, one large snapshot', largeEdits, 'at-once', [most(load, 25), ratio(load, 'ws-prepared', 2)]),
  'cold-edits': coldLoadScenario('first client after a restart, 60,000 single edits', 60_000, 'edit-by-edit', [most(firstLoad, 25), ratio(firstLoad, 'ws-prepared', 2)]),
  'long-run': {
    title: 'a million small updates',
    peers: storing,
    rounds: 3,
    limitSeconds: 420,
    run: async (session) => await longRun(session, session.request.isQuick ? { updates: 50_000, limitSeconds: 30 } : { updates: 1_000_000, limitSeconds: 120 }),
    bars: [ratio(cpuPerUpdate, best, 0.15), most(rss, 150), most(disk, 3)],
  },
  durability: {
    title: 'kill -9 at 300 updates/s',
    peers: storing,
    rounds: 1,
    limitSeconds: 420,
    run: async (session) => await durability(session, { kills: session.request.isQuick ? 2 : 10, writers: 5, perSecond: 300, seconds: session.request.isQuick ? 1.5 : 3 }),
    bars: [least(kills, 10), most(lostSeen, 0), most(lostAcked, 0)],
  },
}
