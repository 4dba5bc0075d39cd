/** In a file, and so a process, of its own: what other tests still hold would hide or fake a leak. */
import { expect, it } from 'vitest'
import { startRelay } from '../../server/server.ts'
import { closeCode, subprotocol, syncType } from '../../shared/protocol/messages.ts'
import { encodeSync } from '../../shared/protocol/sync-frames.ts'
import { RawPeer } from '../helpers/raw-peer.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { when } from '../helpers/when.ts'

it('RL19: a closed relay leaves no timer, socket or server behind', async () => {
  const folder = temporaryFolder()
  const held = (): string[] => process.getActiveResourcesInfo().filter((name) => /^(TCP|Timeout|Immediate|FSReq)/.test(name))
  const before = held().length
  const relay = await startRelay({ port: 0, host: '127.0.0.1', dataFolder: folder.path, access: 'open' }, () => {})
  const peers = await Promise.all(['leaky-room-1', 'leaky-room-1', 'leaky-room-2'].map(async (room) => await RawPeer.connect(relay.url, room, [subprotocol])))
  for (const peer of peers) {
    peer.send(encodeSync(syncType.step1, Uint8Array.from([0])))
    peer.send(encodeSync(syncType.step2, Uint8Array.from([0, 0])))
    await peer.settled()
  }
  await fetch(`${relay.url.replace('ws', 'http')}/healthz`, { headers: { Connection: 'close' } })
  await relay.close()
  expect(await Promise.all(peers.map(async (peer) => await peer.closed))).toEqual([closeCode.goingAway, closeCode.goingAway, closeCode.goingAway])
  // The clock of this very wait is one of the timers.
  await when('everything is let go', () => held().length <= before + 1 && !held().some((name) => name.startsWith('TCP')), 5_000, () => held().join())
  folder.remove()
})
