/** Presence of many people with long names: what a relay says of them, and what a link of ours makes of it. */
import * as decoding from 'lib0/decoding'
import { describe, expect, it } from 'vitest'
import { Awareness } from 'y-protocols/awareness'
import { RelayLink } from '../../main/engine/relay/relay-link.ts'
import type { RoomName } from '../../shared/model/ids.ts'
import { limits, messageType } from '../../shared/protocol/messages.ts'
import { Replica } from '../../shared/protocol/replica.ts'
import { encodeAwareness } from '../../shared/protocol/sync-frames.ts'
import { RawPeer } from '../helpers/raw-peer.ts'
import { RelayProcess } from '../helpers/relay-process.ts'
import { folderFor, releasesOfEach } from '../helpers/releases.ts'
import { when } from '../helpers/when.ts'

const room = 'crowded-room' as RoomName

describe('presence of many', () => {
  const releases = releasesOfEach()

  // Few on long lists of windows, and many as in a large room.
  it.each([[4, 50], [60, 4]])('RL52: with %i connections of %i states each, whoever comes sees everybody, in frames that every peer takes', async (connections, each) => {
    const folder = folderFor(releases)
    const relay = await RelayProcess.start(folder)
    releases.push(() => relay.stop())
    const clients = Array.from({ length: connections * each }, (_, index) => index + 1)
    const stateOf = (client: number): string => JSON.stringify({ user: { name: `Ελένη ${client}`, organisation: 'δ'.repeat(200), color: 1 } })
    const watching = await RawPeer.connect(relay.url, room)
    releases.push(() => watching.destroy())
    for (let from = 0; from < clients.length; from += each) {
      const peer = await RawPeer.connect(relay.url, room)
      releases.push(() => peer.destroy())
      peer.send(encodeAwareness(clients.slice(from, from + each).map((client) => ({ client, clock: 1, state: stateOf(client) }))))
      expect(await peer.settled()).toBeNull()
    }
    const newcomer = await RawPeer.connect(relay.url, room)
    releases.push(() => newcomer.destroy())
    const clientsIn = (peer: RawPeer): Set<number> => new Set(peer.frames.flatMap(presenceIn))
    for (const peer of [newcomer, watching]) await when('everybody is seen', () => clientsIn(peer).size === clients.length)
    for (const peer of [newcomer, watching]) {
      const lengths = peer.frames.filter(([type]) => type === messageType.awareness).map((frame) => frame.length)
      expect(Math.max(...lengths)).toBeLessThanOrEqual(limits.maxAwarenessBytes)
    }
    const replica = new Replica()
    const awareness = new Awareness(replica.doc)
    awareness.setLocalState(null)
    const link = new RelayLink({
      places: () => [{ url: relay.url, pin: null, mustProve: false }], room,
      replica: { doc: replica.doc, awareness, receive: replica.receive.bind(replica), afterCommit: () => undefined, isConfirmed: () => false },
      access: { role: 'facilitator', answer: () => null, isVouchedFor: () => false },
      events: { onChange: () => undefined, onLacking: () => undefined, onListening: () => undefined, onRevoked: () => undefined },
    })
    releases.push(() => awareness.destroy(), () => link.dispose())
    await when('the link shows everybody', () => awareness.getStates().size === clients.length)
  })
})

function presenceIn(frame: Uint8Array): readonly number[] {
  const decoder = decoding.createDecoder(frame)
  if (decoding.readVarUint(decoder) !== messageType.awareness) return []
  const update = decoding.createDecoder(decoding.readVarUint8Array(decoder))
  return Array.from({ length: decoding.readVarUint(update) }, () => {
    const client = decoding.readVarUint(update)
    decoding.readVarUint(update)
    decoding.readVarString(update)
    return client
  })
}
