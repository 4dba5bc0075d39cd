/** Rooms without Internet: relays with certificates of their own, at several addresses, that end and are taken over by others. */
import { createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net'
import { once } from 'node:events'
import { randomBytes } from 'node:crypto'
import { createServer as createTlsServer } from 'node:tls'
import { expect, onTestFinished, test } from 'vitest'
import { addBlob } from '../../shared/document/commands/board-commands.ts'
import type { AnnouncedRoom } from '../../shared/ipc/engine-control.ts'
import type { WorkshopId } from '../../shared/model/ids.ts'
import { makeCertificate } from '../../shared/node/certificate.ts'
import { nodeSignatures } from '../../shared/node/node-signatures.ts'
import { roomTag } from '../../shared/protocol/announcement.ts'
import { joinLink, parseJoinLink, type JoinTarget, type RelayAddress } from '../../shared/protocol/join-link.ts'
import { createAlone, inviteFor, join, linkOf, openRoom, share, startRoom } from '../helpers/access-hosts.ts'
import { failureOf, openSession, startEngine, whenStatus } from '../helpers/hosts.ts'
import { addNotes, doubled, tokensOf, typeToken } from '../helpers/typing.ts'
import { when } from '../helpers/when.ts'

function targetOf(link: string): JoinTarget {
  const target = parseJoinLink(link)
  if (target === null) throw new Error('no link')
  return target
}

/** Takes connections and never says a word. */
async function startSilence(): Promise<string> {
  const sockets = new Set<Socket>()
  const server = createTcpServer((socket) => sockets.add(socket)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Somebody else with a certificate of their own, who notes every byte that they are told. */
async function startImpostor(): Promise<{ readonly host: string; readonly heard: Buffer[]; readonly greeted: () => number }> {
  const heard: Buffer[] = []
  let greeted = 0
  const { key, certificate } = await makeCertificate()
  const server = createTlsServer({ key, cert: certificate }, (socket) => {
    socket.on('data', (bytes: Buffer) => heard.push(bytes))
    socket.on('error', () => undefined)
  }).listen(0, '127.0.0.1')
  server.on('connection', () => {
    greeted += 1
  })
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return { host: `127.0.0.1:${(server.address() as AddressInfo).port}`, heard, greeted: () => greeted }
}

function announced(name: string, relay: RelayAddress, workshop: WorkshopId): AnnouncedRoom {
  return { name, relay, tags: [roomTag(nodeSignatures, name, workshop)] }
}

test('EN52 a relay with a certificate of its own is known by its pin, for documents and for images', async () => {
  const here = await createAlone()
  const room = await openRoom(here)
  await share(here, room.address)
  const bytes = new Uint8Array(randomBytes(3_000))
  const id = await here.window.call('putBlob', bytes, 'image/png')
  addBlob(here.session.doc, 'test', { id, mediaType: 'image/png', byteLength: bytes.length, name: 'a.png' })
  await whenStatus(here.session, 'everything is in the room', ({ pendingBlobs, isOnRelay }) => pendingBlobs === 0 && isOnRelay)
  const there = await join(here, await inviteFor(here, 'participant'))
  await whenStatus(there.session, 'the image is here', ({ pendingBlobs }) => pendingBlobs === 0)
  expect(await there.window.call('hasBlob', id)).toBe(true)
})

test('EN53 whoever answers with another certificate, or without one, is told nothing', async () => {
  const here = await createAlone()
  const room = await openRoom(here)
  await share(here, room.address)
  const link = targetOf(linkOf(await inviteFor(here, 'viewer')))
  const impostor = await startImpostor()
  const window = (await startEngine()).openWindow()
  const joinAt = (url: string): Promise<unknown> => window.call('joinWorkshop', joinLink({ ...link, relay: { urls: [url], pin: room.pin } }))
  expect(await failureOf(joinAt(`wss://${impostor.host}`))).toEqual({ kind: 'refused', detail: 'otherCertificate' })
  expect(impostor.greeted()).toBeGreaterThan(0)
  expect(await failureOf(joinAt(`ws://${impostor.host}`))).toEqual({ kind: 'refused', detail: 'otherCertificate' })
  expect(impostor.heard).toEqual([])
})

test('EN54 of several addresses those that lead nowhere cost a few seconds, and the one that worked is tried first', async () => {
  const here = await createAlone()
  const room = await openRoom(here)
  await share(here, room.address)
  const link = targetOf(linkOf(await inviteFor(here, 'viewer')))
  const [silent, impostor] = [await startSilence(), await startImpostor()]
  const engine = await startEngine()
  const window = engine.openWindow()
  const before = performance.now()
  const urls = [`wss://${silent}`, 'wss://127.0.0.1:1', `wss://${impostor.host}`, ...room.address.urls]
  await window.call('joinWorkshop', joinLink({ ...link, relay: { urls, pin: room.pin } }))
  // A system gives up an address that is silent after two minutes.
  expect(performance.now() - before).toBeLessThan(30_000)
  const [summary] = await window.call('listWorkshops')
  expect(summary?.relay).toEqual({ urls: [...room.address.urls, ...urls.slice(0, 3)], pin: room.pin })
  const session = await openSession(window, here.id)
  await whenStatus(session, 'online', ({ relay }) => relay.kind === 'online')
})

test('EN55 when the host has left for good, another facilitator’s room takes over: everybody follows, and nothing is lost', { timeout: 90_000 }, async () => {
  const here = await createAlone()
  const first = await openRoom(here)
  await share(here, first.address)
  const chair = await join(here, await inviteFor(here, 'facilitator'))
  const rapporteur = await join(here, await inviteFor(here, 'rapporteur'))
  typeToken(addNotes(here.session.doc, 'Host'), 'a-1')
  await when('all have it', () => [chair, rapporteur].every(({ session }) => tokensOf(session.doc).includes('a-1')))

  await first.kill()
  await here.engine.kill()
  await whenStatus(rapporteur.session, 'alone', ({ relay }) => relay.kind === 'offline')
  typeToken(addNotes(chair.session.doc, 'Chair'), 'b-1')
  typeToken(addNotes(rapporteur.session.doc, 'Rapporteur'), 'c-1')
  const responses = await openSession(rapporteur.window, here.id, 'responses')
  responses.doc.getMap('answers').set('one', 'yes')

  const second = await openRoom(chair)
  await share(chair, second.address)
  rapporteur.engine.findRooms([announced('quiet-otter', second.address, here.id), announced('other', second.address, 'another-workshop' as WorkshopId)])
  await when('recognised', () => rapporteur.engine.recognised['quiet-otter'] !== undefined)
  expect(rapporteur.engine.recognised).toEqual({ 'quiet-otter': [here.id], other: [] })
  await whenStatus(rapporteur.session, 'in the new room', ({ relay, isOnRelay }) => relay.kind === 'online' && isOnRelay)
  const expected = ['a-1', 'b-1', 'c-1']
  await when('both have everything', () => [chair, rapporteur].every(({ session }) => expected.every((token) => tokensOf(session.doc).includes(token))))
  for (const { session } of [chair, rapporteur]) {
    expect(tokensOf(session.doc).toSorted()).toEqual(expected)
    expect(doubled(tokensOf(session.doc))).toEqual([])
  }
  const theirs = await openSession(chair.window, here.id, 'responses')
  await when('responses came along', () => theirs.doc.getMap('answers').get('one') === 'yes')
  const [summary] = await rapporteur.window.call('listWorkshops')
  expect(summary?.relay).toEqual(second.address)

  // The new address outlives the announcement; the old one is kept to fall back on.
  await rapporteur.engine.kill()
  await second.kill()
  await first.restart()
  await rapporteur.engine.restart()
  const again = await openSession(rapporteur.window, here.id)
  await whenStatus(again, 'back in the first room', ({ relay }) => relay.kind === 'online')
})

test('EN56 a room that is announced with the right sign, but for which no facilitator vouches, gets nothing', async () => {
  const here = await createAlone()
  const first = await openRoom(here)
  await share(here, first.address)
  const there = await join(here, await inviteFor(here, 'rapporteur'))
  await first.kill()
  await whenStatus(there.session, 'alone', ({ relay }) => relay.kind === 'offline')
  const trap = await startRoom()
  // A proof for another certificate, as somebody would have who listened.
  trap.admit(here.id, await here.window.call('signRelay', here.id, first.pin))
  there.engine.findRooms([announced('trap', trap.address, here.id)])
  await whenStatus(there.session, 'not vouched for', ({ relay }) => relay.kind === 'offline' && relay.reason === 'notVouched')
  expect((await there.window.call('listWorkshops'))[0]?.relay).toEqual(first.address)
  await first.restart()
  await whenStatus(there.session, 'back in its own room', ({ relay }) => relay.kind === 'online')
  expect(trap.mostDevices).toBe(0)
})

test('RM51 so it is with one that somebody chose by hand because it was announced, as the relay or behind their own room, until a link names it', async () => {
  const here = await createAlone()
  const first = await openRoom(here)
  await share(here, first.address)
  const there = await join(here, await inviteFor(here, 'facilitator'))
  const trap = await startRoom()
  trap.admit(here.id, await here.window.call('signRelay', here.id, first.pin))
  there.engine.findRooms([announced('trap', trap.address, here.id)])
  await when('recognised', () => there.engine.recognised['trap'] !== undefined)
  await there.window.call('setRelay', here.id, trap.address, null)
  await whenStatus(there.session, 'not vouched for', ({ relay }) => relay.kind === 'offline' && relay.reason === 'notVouched')
  // Neither forgotten when it is not announced any more, nor by another choice.
  there.engine.findRooms([])
  await there.window.call('setRelay', here.id, first.address, trap.address)
  await whenStatus(there.session, 'in its own room', ({ relay }) => relay.kind === 'online')
  await expect.poll(async () => (await there.window.call('listWorkshops'))[0]?.uplink?.state).toMatchObject({ kind: 'offline', reason: 'notVouched' })
  expect(trap.mostDevices).toBe(0)

  const link = targetOf(linkOf(await inviteFor(here, 'facilitator')))
  await there.window.call('joinWorkshop', joinLink({ ...link, relay: trap.address }))
  await whenStatus(there.session, 'where the link leads', ({ relay }) => relay.kind === 'online')
  expect((await there.window.call('listWorkshops'))[0]?.relay).toEqual(trap.address)
})
