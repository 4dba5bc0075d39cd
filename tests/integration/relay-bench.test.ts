/** The load tool on real relays: what it counts must be what was typed, else no figure of it means anything. */
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PeerName } from '../bench/relay/peers.ts'
import { durability } from '../bench/relay/scenarios/durability.ts'
import { fanOut } from '../bench/relay/scenarios/fan-out.ts'
import { Session } from '../bench/relay/session.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

let folder: ReturnType<typeof temporaryFolder>
let session: Session | undefined
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(async () => {
  await session?.end()
  folder.remove()
})

function sessionWith(peer: PeerName): Session {
  session = new Session({
    scenario: 'test', peer, round: 0, isQuick: true, relayScript: path.join(import.meta.dirname, '../../server/main.ts'), cacheFolder: path.join(folder.path, 'cache'), dataRoot: path.join(folder.path, 'data'),
  })
  return session
}

const room = { rooms: 2, perRoom: 4, writersPerRoom: 2, warmSeconds: 0.1, seconds: 0.4 }
const everythingOnce = { gaps: 0, duplicates: 0, undelivered: 0 }

describe('relay bench', () => {
  it.each<PeerName>(['minuta', 'ws-send', 'ws-joined', 'ws-prepared'])('fan-out on %s: every keystroke reaches everybody once and in order', async (peer) => {
    const figures = await fanOut(sessionWith(peer), { ...room, typing: { perSecond: 50 } })
    expect(figures).toMatchObject(everythingOnce)
    // How many depends on what else the machine does; that none is missing does not.
    expect(figures['deliveries']).toBeGreaterThan(0)
    expect(figures['rssMb']).toBeGreaterThan(20)
  })

  it('saturation: what is on the way is bounded, and arrives once and in order', async () => {
    const figures = await fanOut(sessionWith('minuta'), { ...room, typing: { onTheWay: 4 } })
    expect(figures).toMatchObject(everythingOnce)
    expect(figures['deliveries']).toBeGreaterThan(0)
  })

  it('RL13: kill -9 loses nothing that another saw or that was acknowledged, and the bench counts both', async () => {
    const figures = await durability(sessionWith('minuta'), { kills: 2, writers: 2, perSecond: 200, seconds: 0.3 })
    expect(figures).toMatchObject({ kills: 2, lostSeen: 0, lostAcked: 0 })
    expect(Math.min(figures['seen'] ?? 0, figures['acked'] ?? 0)).toBeGreaterThan(0)
  })

  it('a relay that stores nothing loses everything that was seen, and the bench says so', async () => {
    const { seen, lostSeen } = await durability(sessionWith('ws-send'), { kills: 1, writers: 2, perSecond: 200, seconds: 0.3 })
    expect(seen).toBeGreaterThan(0)
    expect(lostSeen).toBe(seen)
  })
})
