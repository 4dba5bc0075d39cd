/**
 * Finding a room by mDNS: between two computers where this machine lets a test make networks (two namespaces and a wire without a way
 * out of it), else between two processes on the network that is there. Others may announce rooms at the same time; tests look for their own.
 */
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { Neighbourhood } from '../../main/discovery/neighbourhood.ts'
import { newId, type WorkshopId } from '../../shared/model/ids.ts'
import { nodeSignatures } from '../../shared/node/node-signatures.ts'
import { announcementText, newRoomName, roomTag } from '../../shared/protocol/announcement.ts'
import { toBase64Url } from '../../shared/protocol/base64url.ts'
import { maxHeardRooms } from '../../shared/ipc/discovery-control.ts'
import { DiscoveryProcess, startLiar } from '../helpers/discovery-process.ts'
import { twoComputers, type Wire } from '../helpers/two-computers.ts'
import { when } from '../helpers/when.ts'

let wire: Wire | null

beforeAll(() => {
  wire = twoComputers()
})

afterAll(() => {
  wire?.remove()
})

function start(computer: 0 | 1): DiscoveryProcess {
  const discovery = new DiscoveryProcess(wire?.names[computer] ?? null)
  onTestFinished(async () => {
    if (discovery.isRunning) await discovery.kill()
  })
  return discovery
}

function newRoom(workshops: readonly WorkshopId[] = [newId<WorkshopId>()]) {
  const name = newRoomName(nodeSignatures)
  const pin = toBase64Url(nodeSignatures.randomBytes(32))
  const tags = workshops.map((workshop) => roomTag(nodeSignatures, name, workshop))
  return { name, port: 4455, pin, tags, text: announcementText({ pin, tags }) }
}

function find(discovery: DiscoveryProcess, name: string) {
  return discovery.rooms.find((room) => room.name === name)
}

test('RM10 a room that is announced on one computer is found on the other, with its pin, its tags and an address that is reached', async () => {
  const room = newRoom([newId<WorkshopId>(), newId<WorkshopId>()])
  const [host, guest] = [start(0), start(1)]
  guest.want(null, true)
  host.want(room, false)
  await when('it is found', () => find(guest, room.name) !== undefined, 15_000, () => [...host.log, ...guest.log].join('\n'))
  const found = find(guest, room.name)
  expect(found).toMatchObject({ relay: { pin: room.pin }, tags: room.tags })
  expect(found?.relay.urls[0]).toMatch(wire === null ? /^wss:\/\/.+:4455$/ : /^wss:\/\/192\.168\.77\.1:4455$/)
  expect(found?.relay.urls.length).toBeLessThanOrEqual(4)

  // A room that somebody else opens is heard of too, and a workshop that comes into the room changes what is said of it.
  const more = { ...room, text: announcementText({ pin: room.pin, tags: room.tags.slice(0, 1) }) }
  host.want(more, false)
  await when('the change is heard', () => find(guest, room.name)?.tags.length === 1)

  expect(await host.stop()).toBe(0)
  await when('its goodbye is heard', () => find(guest, room.name) === undefined)
  expect(await guest.stop()).toBe(0)
})

test('RM38 a room is announced whatever else is wished for while the goodbye of the one before is on its way', async () => {
  const [before, after] = [newRoom(), newRoom()]
  const log: string[] = []
  const host = new Neighbourhood({ onRooms: () => undefined, onProblem: (problem) => log.push(problem) })
  const guest = new DiscoveryProcess(null)
  onTestFinished(async () => {
    await host.stop()
    await guest.kill()
  })
  guest.want(null, true)
  await host.want({ type: 'want', room: before, isLooking: false })
  await when('the first is found', () => find(guest, before.name) !== undefined)
  await Promise.all([host.want({ type: 'want', room: after, isLooking: false }), host.want({ type: 'want', room: after, isLooking: true })])
  await when('the second is found', () => find(guest, after.name) !== undefined, 15_000, () => [...log, ...guest.log].join('\n'))
  await when('the first is gone', () => find(guest, before.name) === undefined)
  expect(find(guest, after.name)?.relay.pin).toBe(after.pin)
})

test('RM39 a room that is there again while its own goodbye is on its way is announced again', async () => {
  const room = newRoom()
  const wish = { type: 'want', room, isLooking: true } as const
  const host = new Neighbourhood({ onRooms: () => undefined, onProblem: () => undefined })
  const guest = new DiscoveryProcess(null)
  onTestFinished(async () => {
    await host.stop()
    await guest.kill()
  })
  guest.want(null, true)
  await host.want(wish)
  await when('it is found', () => find(guest, room.name) !== undefined)
  // As when its relay died and is back at once, under the same name.
  await Promise.all([host.want({ ...wish, room: null }), host.want(wish)])
  // Who comes later has not heard it before.
  const late = new DiscoveryProcess(null)
  onTestFinished(() => late.kill())
  late.want(null, true)
  await when('it is found by who comes now', () => find(late, room.name) !== undefined)
  expect(find(late, room.name)?.relay.pin).toBe(room.pin)
})

test('RM11 who looks for nothing hears of nothing, and who looks later hears of rooms that were there before', async () => {
  const room = newRoom()
  const [host, guest] = [start(0), start(1)]
  host.want(room, false)
  guest.want(null, true)
  await when('it is found', () => find(guest, room.name) !== undefined)
  guest.want(null, false)
  await when('nothing is kept', () => guest.rooms.length === 0)
  guest.want(null, true)
  await when('it is found again', () => find(guest, room.name) !== undefined)
  expect(find(guest, room.name)?.relay.pin).toBe(room.pin)
})

test('RM12 nonsense and two hundred false rooms end nothing, are bounded, and do not push out what was heard before', async () => {
  const room = newRoom()
  const [host, guest] = [start(0), start(1)]
  guest.want(null, true)
  host.want(room, false)
  await when('the true one is found', () => find(guest, room.name) !== undefined)
  const liar = startLiar(wire?.names[0] ?? null, wire === null ? [] : ['192.168.77.1'])
  await when('as many as are kept are heard', () => guest.rooms.length === maxHeardRooms, 30_000, () => `${guest.rooms.length}`)
  const heard = guest.reports
  host.want({ ...room, text: announcementText({ pin: room.pin, tags: [] }) }, false)
  await when('a change of the true one is still heard', () => guest.reports > heard && find(guest, room.name)?.tags.length === 0, 30_000)
  expect(guest.rooms).toHaveLength(maxHeardRooms)
  expect(guest.log.length).toBeLessThanOrEqual(20)
  await liar.end()
})

test('RM12 whoever announces the name of another room does not take its place', async () => {
  const room = newRoom()
  const twin = { ...room, pin: toBase64Url(nodeSignatures.randomBytes(32)) }
  const [host, impostor, guest] = [start(0), start(0), start(1)]
  guest.want(null, true)
  host.want(room, false)
  await when('the true one is found', () => find(guest, room.name) !== undefined)
  impostor.want({ ...twin, text: announcementText({ pin: twin.pin, tags: twin.tags }) }, false)
  const sign = newRoom()
  const witness = start(1)
  witness.want(sign, true)
  await when('the impostor is heard by somebody', () => witness.rooms.some(({ name }) => name === room.name))
  await when('the guest has heard what came after it', () => find(guest, sign.name) !== undefined)
  expect(find(guest, room.name)?.relay.pin).toBe(room.pin)
})
