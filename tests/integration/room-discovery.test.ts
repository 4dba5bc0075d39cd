/** What main makes of discovery: who is announced, who listens when, and what windows and the engine are told. Real processes, on the network that is there. */
import { readFileSync } from 'node:fs'
import { expect, onTestFinished, test } from 'vitest'
import { startNodeChild } from '../../main/shell/processes/node-child.ts'
import { RoomDiscovery } from '../../main/shell/room/room-discovery.ts'
import type { OpenRoom } from '../../main/shell/room/room-process.ts'
import type { FoundRoom } from '../../shared/ipc/desktop-api.ts'
import type { AnnouncedRoom } from '../../shared/ipc/engine-control.ts'
import { newId, type WorkshopId } from '../../shared/model/ids.ts'
import { nodeSignatures } from '../../shared/node/node-signatures.ts'
import { newRoomName, roomTag } from '../../shared/protocol/announcement.ts'
import { toBase64Url } from '../../shared/protocol/base64url.ts'
import { descendants, killNow } from '../helpers/processes.ts'
import { programs } from '../helpers/programs.ts'
import { when } from '../helpers/when.ts'

type Computer = { readonly discovery: RoomDiscovery; readonly room: OpenRoom; engine: readonly AnnouncedRoom[]; windows: readonly FoundRoom[]; starts: number }

function computer(): Computer {
  const room: OpenRoom = { name: newRoomName(nodeSignatures), pin: toBase64Url(nodeSignatures.randomBytes(32)), port: 4455, workshops: [newId<WorkshopId>()] }
  const made: Computer = {
    room,
    engine: [],
    windows: [],
    starts: 0,
    discovery: new RoomDiscovery({
      startDiscovery: (events) => {
        made.starts += 1
        return startNodeChild('discovery', programs.discovery, process.execPath, events)
      },
      onRooms: (rooms) => {
        made.engine = rooms
      },
      onFound: (rooms) => {
        made.windows = rooms
      },
      ownPin: () => room.pin,
    }),
  }
  onTestFinished(() => made.discovery.stop())
  return made
}

function discoveryPids(): number[] {
  return descendants(process.pid).filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(programs.discovery)
    } catch {
      return false
    }
  })
}

test('RM10 a room is found by windows and by the engine of another computer, and neither finds its own', async () => {
  const [host, guest] = [computer(), computer()]
  const [workshop] = host.room.workshops
  host.discovery.setOwnRoom(host.room)
  host.discovery.find()
  guest.discovery.setOwnRoom(guest.room)
  expect(guest.discovery.find()).toEqual([])
  const find = (rooms: readonly { readonly name: string }[], of: Computer) => rooms.find(({ name }) => name === of.room.name)
  await when('the guest finds the host', () => find(guest.windows, host) !== undefined)
  await when('the host finds the guest', () => find(host.windows, guest) !== undefined)
  expect(find(guest.windows, host)).toMatchObject({ relay: { pin: host.room.pin }, workshops: [] })
  expect(find(guest.engine, host)).toMatchObject({ tags: [roomTag(nodeSignatures, host.room.name, workshop ?? newId<WorkshopId>())] })
  expect(find(guest.windows, guest)).toBe(undefined)
  // Its own engine knows the own room without the network, under an address that is good on every network.
  expect(guest.engine[0]).toEqual({ name: guest.room.name, relay: { urls: ['wss://127.0.0.1:4455'], pin: guest.room.pin }, tags: [expect.any(String)] })
  expect(guest.discovery.rooms).toEqual(guest.engine)

  guest.discovery.setRecognised({ [host.room.name]: host.room.workshops })
  expect(find(guest.windows, host)).toMatchObject({ workshops: host.room.workshops })
  host.discovery.setOwnRoom(null)
  await when('the closed room is gone', () => find(guest.windows, host) === undefined)
})

test('RM50 the goodbye of a room is heard by whoever is just asking anew', async () => {
  const [host, guest] = [computer(), computer()]
  const isFound = (): boolean => guest.windows.some(({ name }) => name === host.room.name)
  guest.discovery.find()
  for (let round = 0; round < 5; round += 1) {
    host.discovery.setOwnRoom(host.room)
    await when('the room is found', isFound)
    // Every question is asked by somebody new, who has not heard of the room yet.
    const asking = setInterval(() => guest.discovery.find(), 5)
    await new Promise((resolve) => setTimeout(resolve, 20))
    host.discovery.setOwnRoom(null)
    await when('the closed room is gone', () => !isFound(), 5_000).finally(() => clearInterval(asking))
  }
  expect(isFound()).toBe(false)
})

test('RM11 without a room and without anybody who looks, no process listens to the network', async () => {
  const { discovery, room } = computer()
  expect(discoveryPids()).toEqual([])
  discovery.setEngineLooking(true)
  await when('it listens', () => discoveryPids().length === 1)
  discovery.setOwnRoom(room)
  discovery.setEngineLooking(false)
  expect(discoveryPids()).toHaveLength(1)
  discovery.setOwnRoom(null)
  await when('it is gone', () => discoveryPids().length === 0)
  discovery.find()
  await when('it listens again', () => discoveryPids().length === 1)
  await discovery.stop()
  expect(discoveryPids()).toEqual([])
})

test('RM13 a discovery that dies takes its rooms along and is nobody’s error', async () => {
  const [host, guest] = [computer(), computer()]
  guest.discovery.find()
  await when('the guest listens', () => discoveryPids().length === 1)
  const [pid] = discoveryPids()
  host.discovery.setOwnRoom(host.room)
  await when('the room is found', () => guest.windows.some(({ name }) => name === host.room.name))
  killNow(pid ?? 0)
  await when('it is no longer shown', () => guest.windows.length === 0)
  // It is not started again at once, whatever is asked meanwhile.
  expect(guest.discovery.find()).toEqual([])
  expect(guest.starts).toBe(1)
})
