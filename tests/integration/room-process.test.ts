/** The room of the app with a real relay process: what opening, closing and crashing mean to those who are in it. */
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { connect, createServer, type AddressInfo } from 'node:net'
import type { NetworkInterfaceInfo } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { newId, type WorkshopId } from '../../shared/model/ids.ts'
import { closeCode } from '../../shared/protocol/messages.ts'
import { pinAt } from '../helpers/pin.ts'
import { asOpen, crashRelay, relayPids, roomHost, type OpenState } from '../helpers/room-host.ts'
import { AckedClient } from '../helpers/stock-client.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { when } from '../helpers/when.ts'

const trusting = { rejectUnauthorized: false } as const

function profile(): string {
  const folder = temporaryFolder()
  onTestFinished(() => folder.remove())
  return folder.path
}

function enter(state: OpenState, workshop: WorkshopId): AckedClient {
  const client = new AckedClient(state.relay.urls[0] ?? '', workshop, trusting)
  onTestFinished(() => client.destroy())
  return client
}

function portOf(state: OpenState): number {
  return Number(new URL(state.relay.urls[0] ?? '').port)
}

function at(address: string): NetworkInterfaceInfo {
  return { address, netmask: '255.255.255.0', family: 'IPv4', mac: 'a4:5e:60:01:02:03', internal: address === '127.0.0.1', cidr: null }
}

async function isRefused(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1')
  const outcome = await new Promise<boolean>((resolve) => {
    socket.once('connect', () => resolve(false))
    socket.once('error', () => resolve(true))
  })
  socket.destroy()
  return outcome
}

test('RM1 an opened room answers on every address it names, with the certificate it names, and people meet in it', async () => {
  const { room, states } = roomHost(profile())
  expect(room.state).toEqual({ kind: 'closed' })
  const workshop = newId<WorkshopId>()
  const state = asOpen(await room.open(workshop, '', false))
  expect(states.map(({ kind }) => kind)).toEqual(['opening', 'open'])
  expect(state.relay.urls.length).toBeGreaterThan(0)
  for (const url of [...state.relay.urls, `wss://127.0.0.1:${portOf(state)}`]) expect(await pinAt(url)).toBe(state.relay.pin)
  expect(state.guestOrigins).toEqual([])
  expect(room.openRoom).toEqual({ name: state.name, pin: state.relay.pin, port: portOf(state), workshops: [workshop] })

  const [ana, ben] = [enter(state, workshop), enter(state, workshop)]
  ana.note('first', () => ana.text.insert(0, 'Heard in the room.'))
  await when('Ben reads it', () => ben.text.toJSON() === 'Heard in the room.')
  await when('Ana is told that it is stored', () => ana.acked.has('first'))
  await when('main knows who is there', () => room.peerCount >= 2)
})

test('RM7 another workshop comes into the same room, and one that nobody opened stays out', async () => {
  const { room, states } = roomHost(profile())
  const [first, second] = [newId<WorkshopId>(), newId<WorkshopId>()]
  const before = asOpen(await room.open(first, '', false))
  const after = asOpen(await room.open(second, '', false))
  expect(after).toEqual({ ...before, workshops: [first, second] })
  expect(relayPids()).toHaveLength(1)
  expect(room.openRoom?.workshops).toEqual([first, second])
  expect(states.filter(({ kind }) => kind === 'opening')).toHaveLength(1)
  const guests = [enter(after, first), enter(after, second)]
  await when('both are in', () => guests.every(({ provider }) => provider.synced))
  const stranger = enter(after, newId<WorkshopId>())
  const [event] = await new Promise<[{ code: number } | null]>((resolve) => {
    stranger.provider.on('connection-close', (event: { code: number } | null) => resolve([event]))
  })
  expect(event?.code).not.toBe(closeCode.goingAway)
  expect(stranger.provider.synced).toBe(false)
})

test('RM33 the state names the workshops that are in; opening again lets in only those that it is opened for', async () => {
  const { room, states } = roomHost(profile())
  const [first, second] = [newId<WorkshopId>(), newId<WorkshopId>()]
  expect(asOpen(await room.open(first, '', false)).workshops).toEqual([first])
  await room.open(second, '', false)
  expect(states.map((state) => (state.kind === 'open' ? state.workshops : state.kind))).toEqual(['opening', [first], [first, second]])
  await room.close()
  expect(asOpen(await room.open(first, '', false)).workshops).toEqual([first])
})

test('RM4 a relay that dies is back on the same port, with the same certificate and workshops, and nothing acknowledged is lost', async () => {
  const { room, states } = roomHost(profile())
  const workshop = newId<WorkshopId>()
  const before = asOpen(await room.open(workshop, '', true))
  const ana = enter(before, workshop)
  ana.note('kept', () => ana.text.insert(0, 'Kept.'))
  await when('it is stored', () => ana.acked.has('kept'))
  crashRelay()
  await when('the room is open again', () => states.filter(({ kind }) => kind === 'open').length === 2)
  expect(states.map(({ kind }) => kind)).toEqual(['opening', 'open', 'opening', 'open'])
  const after = asOpen(room.state)
  expect(after).toEqual(before)
  expect(await pinAt(after.relay.urls[0] ?? '')).toBe(before.relay.pin)
  const ben = enter(after, workshop)
  await when('Ben reads what was acknowledged', () => ben.text.toJSON() === 'Kept.')
  ana.text.insert(5, ' And on.')
  await when('Ana is back', () => ben.text.toJSON() === 'Kept. And on.')
})

test('RM5 a relay that dies again and again is given up, and says so', async () => {
  const { room, states } = roomHost(profile())
  await room.open(newId<WorkshopId>(), '', false)
  for (let crashes = 1; room.state.kind !== 'failed'; crashes += 1) {
    expect(crashes).toBeLessThanOrEqual(5)
    crashRelay()
    await when('it is open again or given up', () => states.filter(({ kind }) => kind === 'open').length > crashes || room.state.kind === 'failed')
  }
  expect(room.state).toMatchObject({ kind: 'failed', reason: 'crashed' })
  expect(room.isWanted).toBe(false)
  expect(relayPids()).toEqual([])
  // A person who tries once more gets a room.
  expect((await room.open(newId<WorkshopId>(), '', false)).kind).toBe('open')
})

test('RM6 closing stores everything, tells everybody, and leaves no port and no process', async () => {
  const folder = profile()
  const workshop = newId<WorkshopId>()
  const { room } = roomHost(folder)
  const state = asOpen(await room.open(workshop, '', true))
  const ana = enter(state, workshop)
  await when('Ana is in', () => ana.provider.synced)
  ana.note('last', () => ana.text.insert(0, 'The last word.'))
  await when('it is stored', () => ana.acked.has('last'))
  const told = new Promise<number | undefined>((resolve) => {
    ana.provider.once('connection-close', (event: { code: number } | null) => resolve(event?.code))
  })
  expect(await room.close()).toEqual({ kind: 'closed' })
  expect(await told).toBe(closeCode.goingAway)
  ana.destroy()
  expect(relayPids()).toEqual([])
  expect(room.peerCount).toBe(0)
  expect(room.openRoom).toBe(null)
  for (const port of [portOf(state), Number(new URL(state.guestOrigins[0] ?? '').port)]) expect(await isRefused(port)).toBe(true)

  const again = asOpen(await room.open(workshop, '', false))
  // The links that people have are good: the same port and pin; only the name is new.
  expect(again.relay).toEqual(state.relay)
  expect(asOpen(await room.open(workshop, '', true)).guestOrigins).toEqual(state.guestOrigins)
  expect(again.name).not.toBe(state.name)
  const ben = enter(again, workshop)
  await when('everything is there', () => ben.text.toJSON() === 'The last word.')
})

test('RM1 a port that somebody else took is given way to', async () => {
  const folder = profile()
  const workshop = newId<WorkshopId>()
  const { room } = roomHost(folder)
  const before = asOpen(await room.open(workshop, '', false))
  await room.close()
  const other = createServer().listen(portOf(before), '0.0.0.0')
  await once(other, 'listening')
  onTestFinished(() => {
    other.close()
  })
  const after = asOpen(await room.open(workshop, '', false))
  expect(portOf(after)).not.toBe((other.address() as AddressInfo).port)
  expect(after.relay.pin).toBe(before.relay.pin)
})

test('RM8 browsers are served on request only, on a port of their own, until it is taken back', async () => {
  const { room } = roomHost(profile())
  const workshop = newId<WorkshopId>()
  expect(asOpen(await room.open(workshop, '', false)).guestOrigins).toEqual([])
  const state = asOpen(await room.open(workshop, '', true))
  expect(state.guestOrigins).toHaveLength(state.relay.urls.length)
  const [origin] = state.guestOrigins
  expect(Number(new URL(origin ?? '').port)).not.toBe(portOf(state))
  expect((await fetch(`${origin}/healthz`)).status).toBe(200)
  expect(asOpen(await room.open(workshop, '', false)).guestOrigins).toEqual([])
  expect(await isRefused(Number(new URL(origin ?? '').port))).toBe(true)
})

test('RM3 the addresses follow the computer from network to network', async () => {
  let infos = [at('192.168.1.5')]
  const { room } = roomHost(profile(), { networkInterfaces: () => ({ wlan0: infos }) })
  const port = portOf(asOpen(await room.open(newId<WorkshopId>(), '', false)))
  expect(asOpen(room.state).relay.urls).toEqual([`wss://192.168.1.5:${port}`])
  const moved = new Promise<void>((resolve) => {
    room.onChange(resolve)
  })
  infos = [at('10.0.0.8')]
  await moved
  expect(asOpen(room.state).relay.urls).toEqual([`wss://10.0.0.8:${port}`])
})

test('RM35 in a moment without a network the addresses stay: what is on the screen leads into the room again when it is back', async () => {
  let infos = [at('192.168.1.5'), at('127.0.0.1')]
  let looks = 0
  const { room, states } = roomHost(profile(), {
    networkInterfaces: () => {
      looks += 1
      return { wlan0: infos }
    },
  })
  const before = asOpen(await room.open(newId<WorkshopId>(), '', true))
  infos = [at('127.0.0.1')]
  const seen = looks
  await when('it was looked twice', () => looks >= seen + 2)
  expect(states.map(({ kind }) => kind)).toEqual(['opening', 'open'])
  expect(room.state).toEqual(before)
})

test('RM9 a room that cannot be opened says why, starts nothing, and can be tried again', async () => {
  const lonely = roomHost(profile(), { networkInterfaces: () => ({}) })
  expect(await lonely.room.open(newId<WorkshopId>(), '', false)).toMatchObject({ kind: 'failed', reason: 'no-network' })
  const folder = profile()
  writeFileSync(path.join(folder, 'room'), 'not a folder')
  const full = roomHost(folder)
  expect(await full.room.open(newId<WorkshopId>(), '', false)).toMatchObject({ kind: 'failed', reason: 'cannot-write' })
  expect([lonely.room.isWanted, full.room.isWanted]).toEqual([false, false])
  expect(relayPids()).toEqual([])
  expect(await full.room.close()).toEqual({ kind: 'closed' })
})

test('RM9 opening and closing in one breath ends as the last word says', async () => {
  const { room } = roomHost(profile())
  const workshop = newId<WorkshopId>()
  const outcomes = await Promise.all([room.open(workshop, '', false), room.close(), room.open(workshop, '', false), room.close()])
  expect(outcomes.at(-1)).toEqual({ kind: 'closed' })
  expect(relayPids()).toEqual([])
})
