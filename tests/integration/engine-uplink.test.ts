/** A workshop on two relays: the room of one computer, and the relay that it went through before. */
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readPeers } from '../../renderer/room/presence.ts'
import { addBlob } from '../../shared/document/commands/board-commands.ts'
import type { RelayState } from '../../shared/ipc/engine-port.ts'
import type { RelayAddress } from '../../shared/protocol/join-link.ts'
import { createAlone, createShared, inviteFor, join, linkOf, openRoom, startAskingRelay, type Computer, type Host } from '../helpers/access-hosts.ts'
import { newFolder, openSession, whenStatus } from '../helpers/hosts.ts'
import { plainRelay } from '../helpers/plain-relay.ts'
import { RelayProcess } from '../helpers/relay-process.ts'
import type { RoomProcess } from '../helpers/room-process.ts'
import { addNotes, doubled, tokensOf, typeToken } from '../helpers/typing.ts'
import { when } from '../helpers/when.ts'

type Meeting = {
  readonly host: Host
  readonly room: RoomProcess
  /** On the relay, since before there was a room. */
  readonly remote: Computer
  /** Came by the code on the wall. */
  readonly inRoom: Computer
}

/** The host opens a room for a workshop that goes through a relay; one other person is on each side. */
async function meetOnBoth(): Promise<Meeting> {
  const host = await createShared()
  const remote = await join(host, await inviteFor(host, 'rapporteur', 'Elsewhere'))
  const room = await openRoom(host)
  await shareThrough(host, room.address, plainRelay(host.relay.url))
  const inRoom = await join(host, await inviteFor(host, 'rapporteur', 'In the room'))
  return { host, room, remote, inRoom }
}

async function shareThrough({ window, id, session }: Computer, relay: RelayAddress, uplink: RelayAddress | null): Promise<void> {
  await window.call('setRelay', id, relay, uplink)
  await whenStatus(session, 'shared', ({ isOnRelay }) => isOnRelay)
}

async function uplinkOf({ window }: Computer): Promise<{ readonly relay: RelayAddress; readonly state: RelayState } | null> {
  const [summary] = await window.call('listWorkshops')
  return summary?.uplink ?? null
}

async function whenUplink(computer: Computer, kind: RelayState['kind']): Promise<void> {
  await expect.poll(async () => (await uplinkOf(computer))?.state.kind, { timeout: 20_000 }).toBe(kind)
}

async function whenAllHave(computers: readonly Computer[], tokens: readonly string[]): Promise<void> {
  await when(`all have ${tokens.join(' ')}`, () => computers.every(({ session }) => tokens.every((token) => tokensOf(session.doc).includes(token))), 20_000)
  for (const { session } of computers) expect(doubled(tokensOf(session.doc))).toEqual([])
}

test('EN70 people in a room and people on the relay before it are in one meeting: notes, responses and images, and nothing twice', async () => {
  const { host, remote, inRoom } = await meetOnBoth()
  await whenUplink(host, 'online')
  typeToken(addNotes(host.session.doc, 'Host'), 'a-1')
  typeToken(addNotes(remote.session.doc, 'Elsewhere'), 'b-1')
  typeToken(addNotes(inRoom.session.doc, 'Room'), 'c-1')
  const everybody = [host, remote, inRoom]
  await whenAllHave(everybody, ['a-1', 'b-1', 'c-1'])

  const [asked, answered] = [await openSession(inRoom.window, host.id, 'responses'), await openSession(remote.window, host.id, 'responses')]
  answered.doc.getMap('answers').set('one', 'yes')
  await when('the answer arrives in the room', () => asked.doc.getMap('answers').get('one') === 'yes')

  const [here, there] = [inRoom, remote]
  for (const [from, to] of [[here, there], [there, here]] as const) {
    const bytes = new Uint8Array(randomBytes(3_000))
    const id = await from.window.call('putBlob', bytes, 'image/png')
    addBlob(from.session.doc, 'test', { id, mediaType: 'image/png', byteLength: bytes.length, name: 'a.png' })
    await expect.poll(() => to.window.call('hasBlob', id), { timeout: 20_000 }).toBe(true)
  }
})

test('EN77 people in the room and people on the relay see each other, and through whom; who is out of reach is gone', { timeout: 60_000 }, async () => {
  const { host, room, remote, inRoom } = await meetOnBoth()
  for (const [{ window, session }, name] of [[host, 'Host'], [remote, 'Elsewhere'], [inRoom, 'In the room']] as const) {
    await window.call('setSettings', { name })
    session.awareness.setLocalStateField('user', { name, organisation: '', color: 1 })
  }
  await whenUplink(host, 'online')
  const patiently = { timeout: 30_000 }
  await expect.poll(() => seenBy(host), patiently).toEqual([['Elsewhere', 'Host'], ['In the room', null]])
  await expect.poll(() => seenBy(inRoom), patiently).toEqual([['Elsewhere', 'Host'], ['Host', null]])
  await expect.poll(() => seenBy(remote), patiently).toEqual([['Host', null], ['In the room', 'Host']])

  inRoom.session.awareness.setLocalStateField('cursor', { at: 7 })
  await when('a caret passes', () => [...remote.session.awareness.getStates().values()].some((state) => JSON.stringify(state['cursor']) === '{"at":7}'))
  await shareThrough(host, room.address, null)
  await expect.poll(() => seenBy(inRoom), patiently).toEqual([['Host', null]])
  await expect.poll(() => seenBy(remote), patiently).toEqual([])
  await shareThrough(host, room.address, plainRelay(host.relay.url))
  // The host's own window is the host, not somebody whom the host passes on; nor is it for a moment.
  await expect.poll(() => seenBy(remote).length, patiently).toBe(2)
  expect(seenBy(remote)).toEqual([['Host', null], ['In the room', 'Host']])

  await host.relay.kill()
  await expect.poll(() => seenBy(inRoom), patiently).toEqual([['Host', null]])
  await expect.poll(() => seenBy(remote), patiently).toEqual([])
  await host.relay.restart()
  await expect.poll(() => seenBy(inRoom), patiently).toEqual([['Elsewhere', 'Host'], ['Host', null]])
  await expect.poll(() => seenBy(remote), patiently).toEqual([['Host', null], ['In the room', 'Host']])
  await inRoom.engine.kill()
  await expect.poll(() => seenBy(remote), patiently).toEqual([['Host', null]])
})

/** Whom the window of `computer` sees, by name, each with whoever passes them on. */
function seenBy({ session }: Computer): readonly unknown[] {
  return readPeers(session.awareness).map(({ user }) => [user.name, user.through])
}

test('EN71 a relay that is away loses nothing: what was written on both sides meanwhile meets when it is back, also over a killed host', { timeout: 60_000 }, async () => {
  const { host, remote, inRoom } = await meetOnBoth()
  await whenUplink(host, 'online')
  await host.relay.kill()
  await whenUplink(host, 'offline')
  // The room goes on, and its light is its own.
  typeToken(addNotes(inRoom.session.doc, 'Room'), 'c-1')
  typeToken(addNotes(remote.session.doc, 'Elsewhere'), 'b-1')
  await whenAllHave([host, inRoom], ['c-1'])
  await whenStatus(host.session, 'on the relay of the room', ({ isOnRelay }) => isOnRelay)
  await host.engine.kill()
  typeToken(addNotes(inRoom.session.doc, 'Room again'), 'c-2')
  await host.relay.restart()
  await whenStatus(remote.session, 'back on the relay', ({ isOnRelay }) => isOnRelay)
  await host.engine.restart()
  await whenAllHave([remote, inRoom], ['b-1', 'c-1', 'c-2'])
  expect(tokensOf(remote.session.doc).toSorted()).toEqual(['b-1', 'c-1', 'c-2'])
})

test('EN76 a relay that lost its disk is given everything again, images included', { timeout: 60_000 }, async () => {
  const folder = newFolder()
  const relay = await RelayProcess.start(folder, ['--access', 'invite'])
  onTestFinished(() => relay.kill())
  const host = await createAlone()
  const room = await openRoom(host)
  await shareThrough(host, room.address, plainRelay(relay.url))
  const bytes = new Uint8Array(randomBytes(3_000))
  const id = await host.window.call('putBlob', bytes, 'image/png')
  addBlob(host.session.doc, 'test', { id, mediaType: 'image/png', byteLength: bytes.length, name: 'a.png' })
  const holdsImage = (): boolean => fs.readdirSync(folder, { recursive: true }).some((name) => String(name).endsWith(id))
  await when('the relay has the image', holdsImage, 20_000)
  await relay.kill()
  for (const name of fs.readdirSync(folder)) fs.rmSync(path.join(folder, name), { recursive: true })
  await relay.restart()
  await when('the relay has the image again', holdsImage, 30_000)
  // Images travel beside the documents, and may be there first.
  await expect.poll(() => updatesOn(relay), { timeout: 15_000 }).toBeGreaterThan(0)
})

test('EN72 an invite taken back in the room is taken back on the relay behind it', async () => {
  const { host, remote } = await meetOnBoth()
  await whenUplink(host, 'online')
  const { invites } = await host.window.call('getAccess', host.id)
  const theirs = invites.find(({ label }) => label === 'Elsewhere')
  await host.window.call('revokeInvite', host.id, theirs?.id ?? '')
  await whenStatus(remote.session, 'cut off', ({ relay }) => relay.kind === 'offline' && relay.reason === 'inviteRevoked')
  // Who took it back is not cut off with them.
  expect((await uplinkOf(host))?.state.kind).toBe('online')
})

test('EN73 the room gone, the workshop goes on through the relay alone; another relay of the user’s choice ends the uplink; offline there is none', async () => {
  const { host, room, remote } = await meetOnBoth()
  const relay = plainRelay(host.relay.url)
  await host.window.call('setWorkOffline', true)
  expect((await uplinkOf(host))?.state).toEqual({ kind: 'none' })
  await host.window.call('setWorkOffline', false)
  await whenUplink(host, 'online')
  await room.kill()
  await shareThrough(host, relay, null)
  expect(await uplinkOf(host)).toBe(null)
  typeToken(addNotes(host.session.doc, 'Host'), 'a-1')
  await whenAllHave([host, remote], ['a-1'])
  // One and the same relay is not two.
  await shareThrough(host, relay, relay)
  expect((await uplinkOf(host))?.state).toEqual({ kind: 'none' })
})

test('EN89 a host who follows the link to the own room stays on the relay behind it', async () => {
  const host = await createShared()
  const room = await openRoom(host)
  await shareThrough(host, room.address, plainRelay(host.relay.url))
  await whenUplink(host, 'online')
  await host.window.call('joinWorkshop', linkOf(await inviteFor(host, 'rapporteur')))
  await whenUplink(host, 'online')
  expect((await uplinkOf(host))?.relay).toEqual(plainRelay(host.relay.url))
})

test('EN78 passing on is stopped and begun again without a break in the room', async () => {
  const { host, room, inRoom, remote } = await meetOnBoth()
  await whenUplink(host, 'online')
  const kinds = new Set<string>()
  onTestFinished(host.session.onStatus(() => kinds.add(host.session.getStatus().relay.kind)))
  await shareThrough(host, room.address, null)
  expect(await uplinkOf(host)).toBe(null)
  typeToken(addNotes(inRoom.session.doc, 'Room'), 'a-1')
  await whenAllHave([host, inRoom], ['a-1'])
  expect(tokensOf(remote.session.doc)).toEqual([])
  await shareThrough(host, room.address, plainRelay(host.relay.url))
  await whenAllHave([remote], ['a-1'])
  expect([...kinds]).toEqual(['online'])
})

/** Updates that the relay stored. */
async function updatesOn({ httpUrl }: RelayProcess): Promise<number> {
  const text = await (await fetch(`${httpUrl}/metrics`)).text()
  return Number(/^minuta_updates_total (\d+)$/mu.exec(text)?.[1])
}

test('EN74 two computers that each have the relay of the other behind their own pass everything on once, and then are silent', async () => {
  const host = await createShared()
  const chair = await join(host, await inviteFor(host, 'facilitator'))
  const second = await startAskingRelay()
  const [one, two] = [plainRelay(host.relay.url), plainRelay(second.url)]
  await shareThrough(host, one, two)
  await shareThrough(chair, two, one)
  await Promise.all([whenUplink(host, 'online'), whenUplink(chair, 'online')])
  typeToken(addNotes(host.session.doc, 'Host'), 'a-1')
  typeToken(addNotes(chair.session.doc, 'Chair'), 'b-1')
  await whenAllHave([host, chair], ['a-1', 'b-1'])
  const stored = async (): Promise<readonly number[]> => Promise.all([updatesOn(host.relay), updatesOn(second)])
  let last = await stored()
  expect(Math.min(...last)).toBeGreaterThan(0)
  await expect.poll(async () => {
    const before = last
    last = await stored()
    return last.join(' ') === before.join(' ')
  }, { interval: 500, timeout: 15_000 }).toBe(true)
})

test('RM53 two rooms that were opened at once, and connected from both sides, are one meeting, in which nothing is twice', async () => {
  const host = await createShared()
  const second = await join(host, await inviteFor(host, 'facilitator', 'Second'))
  const [room, other] = [await openRoom(host), await openRoom(second)]
  await shareThrough(host, room.address, null)
  await shareThrough(second, other.address, null)
  const inRoom = await join(host, await inviteFor(host, 'rapporteur', 'Here'))
  const inOther = await join(second, await inviteFor(second, 'rapporteur', 'There'))
  typeToken(addNotes(inRoom.session.doc, 'Here'), 'a-1')
  typeToken(addNotes(inOther.session.doc, 'There'), 'b-1')
  await shareThrough(host, room.address, other.address)
  await shareThrough(second, other.address, room.address)
  await Promise.all([host, second].map((computer) => whenUplink(computer, 'online')))
  const all = [host, second, inRoom, inOther]
  await whenAllHave(all, ['a-1', 'b-1'])
  typeToken(addNotes(inOther.session.doc, 'Later'), 'c-1')
  await whenAllHave(all, ['a-1', 'b-1', 'c-1'])
  expect(all.map(({ session }) => tokensOf(session.doc).toSorted())).toEqual(all.map(() => ['a-1', 'b-1', 'c-1']))
})
