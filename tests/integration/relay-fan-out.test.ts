import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { startRelay, type Relay } from '../../server/server.ts'
import { subprotocol, syncType } from '../../shared/protocol/messages.ts'
import { encodeMinutaFrame } from '../../shared/protocol/minuta-frames.ts'
import { encodeAwareness, encodeStep1, encodeSync, readPeerFrame } from '../../shared/protocol/sync-frames.ts'
import { RawPeer } from '../helpers/raw-peer.ts'
import { releasesOfEach } from '../helpers/releases.ts'
import { AckedClient, stockClient } from '../helpers/stock-client.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { when } from '../helpers/when.ts'

const room = 'fan-out-room'

/** One person's edits, one update each, of text with the given lengths. */
function edits(client: number, lengths: readonly number[]): Uint8Array[] {
  const doc = new Y.Doc()
  doc.clientID = client
  const updates: Uint8Array[] = []
  doc.on('update', (update) => {
    updates.push(update)
  })
  for (const length of lengths) doc.getText(`text ${client}`).insert(0, 'x'.repeat(length))
  return updates
}

const frameOfUpdate = (update: Uint8Array): string => Buffer.from(encodeSync(syncType.update, update)).toString('base64')
const updatesIn = (peer: RawPeer): string[] =>
  peer.frames.filter((frame) => frame[0] === 0 && frame[1] === syncType.update).map((frame) => Buffer.from(frame).toString('base64'))

describe('passing on to a room', () => {
  const releases = releasesOfEach()

  const relayOnDisk = async (log: string[] = []): Promise<Relay> => {
    const folder = temporaryFolder()
    const relay = await startRelay({ port: 0, host: '127.0.0.1', dataFolder: folder.path, access: 'open' }, (event) => {
      log.push(event)
    })
    releases.push(() => {
      folder.remove()
    }, async () => {
      await relay.close()
    })
    return relay
  }

  const joinReading = async (relay: Relay, count: number, protocols: string[] = [], name = room): Promise<RawPeer[]> => {
    const peers = await Promise.all(Array.from({ length: count }, async () => await RawPeer.connect(relay.url, name, protocols)))
    for (const peer of peers) {
      releases.push(() => {
        peer.destroy()
      })
      peer.send(encodeStep1(new Map()))
    }
    for (const peer of peers) await peer.settled()
    return peers
  }

  it.each([3, 40])('RL25: with %i people everybody gets the updates of all others, once, in order, byte for byte, and never their own', async (count) => {
    const relay = await relayOnDisk()
    const peers = await joinReading(relay, count)
    // Each length is one around which the header of a websocket frame changes.
    const lengths = [1, 90, 91, 92, 93, 94, 95, 96, 97, 98, 99, 100, 110, 65_500, 65_510, 65_540, 2]
    const sent = peers.slice(0, 3).map((_, index) => edits(index + 1, lengths))
    for (let step = 0; step < lengths.length; step += 1) {
      sent.forEach((updates, index) => {
        peers[index]?.send(encodeSync(syncType.update, updates[step] ?? new Uint8Array()))
      })
    }
    for (const [index, peer] of peers.entries()) {
      const others = sent.filter((_, author) => author !== index)
      await when('everything has come', () => updatesIn(peer).length >= others.length * lengths.length)
      const got = updatesIn(peer)
      expect(got).toHaveLength(others.length * lengths.length)
      for (const updates of others) {
        const frames = updates.map(frameOfUpdate)
        expect(got.filter((frame) => frames.includes(frame))).toEqual(frames)
      }
    }
  })

  it('RL25: who joins a large room while updates wait to go out gets them once, in the answer', async () => {
    const relay = await relayOnDisk()
    const [writer] = await joinReading(relay, 36)
    const late = await RawPeer.connect(relay.url, room)
    releases.push(() => {
      late.destroy()
    })
    const [update = new Uint8Array(), next = new Uint8Array()] = edits(7, [5, 6])
    writer?.send(encodeSync(syncType.update, update))
    await writer?.settled()
    // A commit for the sake of another room stores it at once; it waits to go out all the same.
    const [elsewhere] = await joinReading(relay, 1, [], 'another-room-1')
    elsewhere?.send(encodeSync(syncType.update, edits(9, [1])[0] ?? new Uint8Array()))
    await elsewhere?.settled()
    late.send(encodeStep1(new Map()))
    const answer = (): Uint8Array | undefined => late.frames.find((frame) => frame[0] === 0 && frame[1] === syncType.step2)
    await when('answered', () => answer() !== undefined)
    writer?.send(encodeSync(syncType.update, next))
    await when('the next update has come', () => updatesIn(late).includes(frameOfUpdate(next)))
    const whole = readPeerFrame(answer() ?? new Uint8Array())
    const isInAnswer = whole.type === 'step2' && Buffer.from(whole.update).includes('xxxxx')
    expect(updatesIn(late).filter((frame) => frame === frameOfUpdate(update))).toHaveLength(isInAnswer ? 0 : 1)
  })

  it('RL25: a head comes behind everything it counts, in large rooms as well', async () => {
    const relay = await relayOnDisk()
    const peers = await joinReading(relay, 34, [subprotocol])
    const updates = edits(8, Array.from({ length: 50 }, () => 3))
    for (const update of updates) peers[0]?.send(encodeSync(syncType.update, update))
    const last = Buffer.from(encodeMinutaFrame({ type: 'head', seq: updates.length }))
    for (const peer of peers.slice(1)) {
      await when('the last head has come', () => peer.frames.some((frame) => last.equals(frame)))
      const before = peer.frames.slice(0, peer.frames.findIndex((frame) => last.equals(frame)))
      expect(before.filter((frame) => frame[0] === 0 && frame[1] === syncType.update)).toHaveLength(updates.length)
    }
  })

  it('RL26: presence in a large room comes together, the last state of each, and newcomers get everybody', async () => {
    const relay = await relayOnDisk()
    const peers = await joinReading(relay, 40)
    const stateOf = (index: number, clock: number) => ({ client: 1_000 + index, clock, state: JSON.stringify({ clock }) })
    for (const clock of [1, 2, 3]) peers.forEach((peer, index) => {
      peer.send(encodeAwareness([stateOf(index, clock)]))
    })
    const seenBy = (peer: RawPeer): Map<number, number> => {
      const clocks = new Map<number, number>()
      for (const frame of peer.frames) {
        const read = frame[0] === 1 ? readPeerFrame(frame) : null
        if (read?.type === 'awareness') for (const { client, clock } of read.entries) clocks.set(client, Math.max(clock, clocks.get(client) ?? 0))
      }
      return clocks
    }
    const everybody = peers.map((_, index) => 1_000 + index)
    const knowsAll = (peer: RawPeer): boolean => everybody.every((client) => seenBy(peer).get(client) === 3)
    for (const [index, peer] of peers.entries()) {
      const others = everybody.filter((_, other) => other !== index)
      await when('the last state of everybody has come', () => others.every((client) => seenBy(peer).get(client) === 3))
      expect(peer.frames.filter(([type]) => type === 1).length).toBeLessThan(40)
    }
    const [late] = await joinReading(relay, 1)
    await when('the newcomer knows all', () => late !== undefined && knowsAll(late))
  })

  it('RL18: a join while the room is unloaded and its log compacted reads everything that was acked', async () => {
    const log: string[] = []
    const relay = await relayOnDisk(log)
    let expected = 0
    for (let round = 0; round < 12; round += 1) {
      const writer = new AckedClient(relay.url, room)
      await when('writer in', () => writer.provider.synced)
      for (let index = 0; index < 60; index += 1) {
        expected += 1
        writer.note(`${expected}`, () => {
          writer.text.insert(0, 'x')
        })
      }
      await when('acked', () => writer.acked.has(`${expected}`))
      writer.destroy()
      const readers = [stockClient(relay.url, room), stockClient(relay.url, room)]
      for (const reader of readers) {
        await when('reader in', () => reader.provider.synced)
        expect(reader.text.length).toBe(expected)
        reader.destroy()
      }
    }
    await when('logs were compacted meanwhile', () => log.includes('compacted'))
    expect(log).not.toContain('compaction-failed')
    const last = stockClient(relay.url, room)
    await when('last reader in', () => last.provider.synced)
    expect(last.text.length).toBe(expected)
    last.destroy()
  })

  it('RL34: whoever says something else under a name that is taken is heard only as far as it is new, and nobody stumbles over it', async () => {
    const relay = await relayOnDisk()
    const honest = stockClient(relay.url, room)
    releases.push(() => {
      honest.destroy()
    })
    await when('somebody is in', () => honest.provider.synced)
    const [stranger] = await joinReading(relay, 1)
    // Three letters that were let go of; then six of the same client, from the first one on.
    const gone = [1, 1, 5, 0, 0, 3, 0]
    const letters = [1, 1, 5, 0, 4, 1, 4, ...new TextEncoder().encode('text'), 6, ...new TextEncoder().encode('abcdef'), 0]
    for (const update of [gone, letters]) stranger?.send(encodeSync(syncType.update, Uint8Array.from(update)))
    await stranger?.settled()
    await when('it has come', () => Y.getState(honest.doc.store, 5) === 6)
    const late = stockClient(relay.url, room)
    releases.push(() => {
      late.destroy()
    })
    await when('a late comer is in', () => late.provider.synced)
    expect(Y.encodeStateAsUpdate(late.doc)).toEqual(Y.encodeStateAsUpdate(honest.doc))
  })
})
