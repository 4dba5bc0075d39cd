import { beforeEach, describe, expect, test } from 'vitest'
import { Access } from '../../../main/engine/access/access.ts'
import { Vault } from '../../../main/engine/access/vault.ts'
import { EngineValues } from '../../../main/engine/engine-values.ts'
import { newId, type WorkshopId } from '../../../shared/model/ids.ts'
import { nodeSignatures } from '../../../shared/node/node-signatures.ts'
import type { RelayAddress } from '../../../shared/protocol/join-link.ts'
import { MemoryRoomStore } from '../../../shared/storage/memory-room-store.ts'

const far: RelayAddress = { urls: ['wss://relay.example.org'], pin: null }
const room: RelayAddress = { urls: ['wss://192.168.1.7:4455', 'wss://10.0.0.7:4455'], pin: 'r'.repeat(43) }
const nextRoom: RelayAddress = { urls: ['wss://192.168.1.9:4455'], pin: 's'.repeat(43) }

let values: EngineValues
let access: Access
let workshop: WorkshopId
beforeEach(() => {
  const store = new MemoryRoomStore()
  values = new EngineValues(store)
  access = new Access(values, new Vault(store, []), nodeSignatures)
  workshop = newId<WorkshopId>()
})

/** As the engine does when the user chooses another relay. */
function goThrough(relay: RelayAddress | null): void {
  access.noteMoving(workshop, relay)
  values.setOf(workshop, 'relay', relay)
}

function places(hasLongGone: boolean): readonly string[] {
  const relay = values.relayOf(workshop)
  return relay === null ? [] : access.placesOf(workshop, relay, hasLongGone).map(({ url }) => url)
}

describe('EN75 the relay before a room', () => {
  test('is tried again when the room stays away, after the room, and not sooner', () => {
    goThrough(far)
    goThrough(room)
    expect(places(false)).toEqual(room.urls)
    expect(places(true)).toEqual([...room.urls, ...far.urls])
  })

  test('is the relay of the workshop once it was reached, with all its addresses; the room is kept to fall back on', () => {
    goThrough(room)
    goThrough(far)
    goThrough(nextRoom)
    const [, second = ''] = room.urls
    expect(access.noteReached(workshop, { url: second, pin: room.pin, mustProve: false })).toBe(true)
    expect(values.relayOf(workshop)).toEqual({ urls: [second, room.urls[0]], pin: room.pin })
    expect(places(false)).toEqual([second, ...room.urls.slice(0, 1), ...nextRoom.urls])
  })

  test('is remembered over several rooms, the newest first, each once, and four at most', () => {
    goThrough(far)
    goThrough(room)
    goThrough(nextRoom)
    goThrough(room)
    expect(places(true)).toEqual([...room.urls, ...nextRoom.urls, ...far.urls])
    for (let day = 0; day < 9; day += 1) goThrough({ urls: [`wss://10.0.0.${day}`], pin: null })
    expect(places(true)).toEqual(['wss://10.0.0.8', 'wss://10.0.0.7', 'wss://10.0.0.6', 'wss://10.0.0.5', 'wss://10.0.0.4'])
  })

  test('is forgotten by whoever stops sharing', () => {
    goThrough(far)
    goThrough(null)
    goThrough(room)
    expect(places(true)).toEqual(room.urls)
  })
})
