/** Engines and a relay that asks who comes: invites let in, roles hold, and what was taken back is taken back everywhere. */
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { addBlob } from '../../shared/document/commands/board-commands.ts'
import { addPerson } from '../../shared/document/commands/people-commands.ts'
import { rootsOf } from '../../shared/document/roots.ts'
import type { EngineFailure, Invite } from '../../shared/ipc/engine-port.ts'
import { documentKinds } from '../../shared/model/roles.ts'
import { encodeInviteToken, joinLink, parseJoinLink } from '../../shared/protocol/join-link.ts'
import { createShared, dayMs, inviteFor, join, linkOf, startAskingRelay, type Host } from '../helpers/access-hosts.ts'
import { failureOf, openSession, startEngine, whenStatus } from '../helpers/hosts.ts'
import { invite as grantInvite, newWorkshop, nowSeconds } from '../helpers/access.ts'
import { plainRelay } from '../helpers/plain-relay.ts'
import { addNotes, recordOf, tokensOf, typeToken } from '../helpers/typing.ts'
import { when } from '../helpers/when.ts'

/** Waits until the relay has confirmed that it took the invite back. */
async function whenRevoked({ window, id }: Host, { id: invite }: Invite): Promise<void> {
  let isOnRelay = false
  const look = async (): Promise<void> => {
    while (!isOnRelay) isOnRelay = (await window.call('getAccess', id)).invites.find((other) => other.id === invite)?.isRevocationOnRelay ?? false
  }
  await look()
}

test('EN40 an invite lets in as what it says: a rapporteur writes notes, and both know their role', async () => {
  const here = await createShared()
  expect(await here.window.call('getAccess', here.id)).toMatchObject({ role: 'facilitator', hasAccessControl: true, canInvite: true, invites: [] })
  const invite = await inviteFor(here, 'rapporteur', ' Rapporteurs ')
  expect(invite).toMatchObject({ role: 'rapporteur', label: 'Rapporteurs', revokedAt: null })
  const there = await join(here, invite)
  typeToken(addNotes(there.session.doc, 'Theirs'), 'b-1')
  await when('their word arrives', () => tokensOf(here.session.doc).includes('b-1'))
  await whenStatus(there.session, 'on the relay', ({ isOnRelay }) => isOnRelay)
  expect(there.session.getStatus().role).toBe('rapporteur')
  expect(await there.window.call('getAccess', here.id)).toEqual({ role: 'rapporteur', hasAccessControl: true, canInvite: false, invites: [] })
  expect(await failureOf(there.window.call('createInvite', here.id, { role: 'viewer', label: '', expiresAt: Date.now() + dayMs }))).toMatchObject({ kind: 'not-allowed' })
  expect(await failureOf(there.window.call('signRelay', here.id, 'A'.repeat(43)))).toMatchObject({ kind: 'not-allowed' })
})

test('EN41 a wrong, an expired and a missing invite each fail by their own name and leave nothing behind', async () => {
  const here = await createShared()
  const target = parseJoinLink(linkOf(await inviteFor(here, 'viewer')))
  if (target?.token == null) throw new Error('no token')
  const other = newWorkshop()
  const engine = await startEngine()
  const window = engine.openWindow()
  const joinWith = (token: typeof target.token | null): Promise<EngineFailure> => failureOf(window.call('joinWorkshop', joinLink({ ...target, token })))
  expect(await joinWith(other.owner)).toEqual({ kind: 'refused', detail: 'inviteWrong' })
  expect(await joinWith({ ...target.token, secret: new Uint8Array(32) })).toEqual({ kind: 'refused', detail: 'inviteWrong' })
  expect(await joinWith(null)).toEqual({ kind: 'refused', detail: 'inviteMissing' })
  const past = { issuedAt: nowSeconds() - 100, expiresAt: nowSeconds() - 10 }
  const expired = grantInvite(other.owner, 'viewer', past)
  expect(await failureOf(window.call('joinWorkshop', joinLink({ relay: target.relay, workshop: other.workshop, token: expired })))).toEqual({ kind: 'refused', detail: 'inviteExpired' })
  expect(await failureOf(window.call('joinWorkshop', joinLink({ relay: target.relay, workshop: other.workshop, token: grantInvite(other.owner, 'viewer') })))).toEqual({ kind: 'no-such-workshop', detail: '' })
  expect(await window.call('listWorkshops')).toEqual([])
})

test('EN42 a viewer reads everything, its lights are right, and what it writes stays here, shown as not on the relay', async () => {
  const here = await createShared()
  typeToken(addNotes(here.session.doc, 'Ours'), 'a-1')
  await whenStatus(here.session, 'on the relay', ({ isOnRelay }) => isOnRelay)
  const there = await join(here, await inviteFor(here, 'viewer'))
  expect(tokensOf(there.session.doc)).toEqual(['a-1'])
  await whenStatus(there.session, 'nothing is missing on the relay', ({ isOnRelay, role }) => isOnRelay && role === 'viewer')
  typeToken(addNotes(here.session.doc, 'More'), 'a-2')
  await when('what comes later', () => tokensOf(there.session.doc).includes('a-2'))
  await whenStatus(there.session, 'still nothing is missing', ({ isOnRelay }) => isOnRelay)

  typeToken(addNotes(there.session.doc, 'Mine'), 'x-1')
  await whenStatus(there.session, 'kept here, and only here', ({ isSavedHere, isOnRelay, relay }) => isSavedHere && !isOnRelay && relay.kind === 'online')
  await there.engine.kill()
  await there.engine.restart()
  const again = await openSession(there.window, here.id)
  await whenStatus(again, 'online', ({ relay }) => relay.kind === 'online')
  typeToken(addNotes(here.session.doc, 'Last'), 'a-3')
  await when('what comes last', () => tokensOf(again.doc).includes('a-3'))
  expect(again.getStatus().isOnRelay).toBe(false)
  expect(tokensOf(again.doc)).toContain('x-1')
  expect(tokensOf(here.session.doc)).not.toContain('x-1')
})

test('EN43 a participant writes responses and reads notes', async () => {
  const here = await createShared()
  const there = await join(here, await inviteFor(here, 'participant'))
  const [ours, theirs] = [await openSession(here.window, here.id, 'responses'), await openSession(there.window, here.id, 'responses')]
  theirs.doc.getMap('answers').set('one', 'yes')
  await when('the answer arrives', () => ours.doc.getMap('answers').get('one') === 'yes')
  await whenStatus(theirs, 'on the relay', ({ isOnRelay, role }) => isOnRelay && role === 'participant')
  expect(there.session.getStatus().relay.kind).toBe('online')
})

test('EN44 a better invite upgrades, a worse one changes nothing, and one that does not work leaves things as they are', async () => {
  const here = await createShared()
  const [viewer, rapporteur, revoked] = [await inviteFor(here, 'viewer'), await inviteFor(here, 'rapporteur'), await inviteFor(here, 'facilitator')]
  await here.window.call('revokeInvite', here.id, revoked.id)
  await whenRevoked(here, revoked)
  const there = await join(here, viewer)
  expect(await failureOf(there.window.call('joinWorkshop', linkOf(revoked)))).toEqual({ kind: 'refused', detail: 'inviteRevoked' })
  await whenStatus(there.session, 'still a viewer', ({ role, relay }) => role === 'viewer' && relay.kind === 'online')
  await there.window.call('joinWorkshop', linkOf(rapporteur))
  await whenStatus(there.session, 'a rapporteur', ({ role, relay }) => role === 'rapporteur' && relay.kind === 'online')
  typeToken(addNotes(there.session.doc, 'Theirs'), 'b-1')
  await when('their word arrives', () => tokensOf(here.session.doc).includes('b-1'))
  await there.window.call('joinWorkshop', linkOf(viewer))
  await whenStatus(there.session, 'still a rapporteur', ({ role, relay }) => role === 'rapporteur' && relay.kind === 'online')
})

test('EN87 two links to one workshop, one after the other, each have their turn: behind a dead one, and of two roles the higher', async () => {
  const host = await createShared()
  const better = parseJoinLink(linkOf(await inviteFor(host, 'rapporteur')))
  if (better === null) throw new Error('no link')
  const [first, second] = [(await startEngine()).openWindow(), (await startEngine()).openWindow()]
  // Nobody listens there.
  const dead = failureOf(first.call('joinWorkshop', joinLink({ ...better, relay: plainRelay('ws://127.0.0.1:9') })))
  expect(await first.call('joinWorkshop', joinLink(better))).toBe(host.id)
  expect(await dead).toMatchObject({ kind: 'unreachable' })

  const viewer = linkOf(await inviteFor(host, 'viewer'))
  await Promise.all([second.call('joinWorkshop', viewer), second.call('joinWorkshop', joinLink(better))])
  const session = await openSession(second, host.id)
  await whenStatus(session, 'let in', ({ relay, role }) => relay.kind === 'online' && role === 'rapporteur')
})

test('EN45 an invite taken back cuts off whoever came by it, in words; what they have stays readable, and a new invite heals it', async () => {
  const here = await createShared()
  const [invite, other] = [await inviteFor(here, 'rapporteur'), await inviteFor(here, 'rapporteur', 'Others')]
  typeToken(addNotes(here.session.doc, 'Ours'), 'a-1')
  const there = await join(here, invite)
  await when('both have it', () => tokensOf(there.session.doc).includes('a-1'))
  const revoked = await here.window.call('revokeInvite', here.id, invite.id)
  expect(revoked.revokedAt).not.toBe(null)
  const before = performance.now()
  await whenStatus(there.session, 'cut off', ({ relay }) => relay.kind === 'offline' && relay.reason === 'inviteRevoked')
  expect(performance.now() - before).toBeLessThan(2_000)
  await whenRevoked(here, invite)
  expect(tokensOf(there.session.doc)).toEqual(['a-1'])
  const engine = await startEngine()
  expect(await failureOf(engine.openWindow().call('joinWorkshop', linkOf(invite)))).toEqual({ kind: 'refused', detail: 'inviteRevoked' })
  await there.window.call('joinWorkshop', linkOf(other))
  await whenStatus(there.session, 'back', ({ relay, isOnRelay }) => relay.kind === 'online' && isOnRelay)
})

test('EN46 what was taken back without a network is told to the relay with the next connection, and to every new relay', async () => {
  const here = await createShared()
  const invite = await inviteFor(here, 'viewer')
  await here.relay.kill()
  expect((await here.window.call('revokeInvite', here.id, invite.id)).isRevocationOnRelay).toBe(false)
  await here.relay.restart()
  await whenRevoked(here, invite)
  const second = await startAskingRelay()
  await here.window.call('setRelay', here.id, plainRelay(second.url))
  await whenStatus(here.session, 'on the new relay', ({ isOnRelay }) => isOnRelay)
  const engine = await startEngine()
  const link = linkOf(await here.window.call('getAccess', here.id).then(({ invites }) => invites[0] ?? invite))
  expect(await failureOf(engine.openWindow().call('joinWorkshop', link))).toEqual({ kind: 'refused', detail: 'inviteRevoked' })
})

test('EN47 a facilitator on another computer sees invites without their secrets, makes others, and takes them back', async () => {
  const here = await createShared()
  const there = await join(here, await inviteFor(here, 'facilitator', 'Second chair'))
  const own = await there.window.call('createInvite', here.id, { role: 'viewer', label: 'Press', expiresAt: Date.now() + 10 * dayMs })
  // Nobody gives more time than they have.
  expect(own.expiresAt).toBeLessThan(Date.now() + 2 * dayMs)
  await when('the first computer hears of it', () => rootsOf(here.session.doc).invites.size === 2)
  const seen = (await here.window.call('getAccess', here.id)).invites.find(({ id }) => id === own.id)
  expect(seen).toMatchObject({ label: 'Press', link: null, token: null })
  const guest = await join(here, own)
  await here.window.call('revokeInvite', here.id, own.id)
  await whenStatus(guest.session, 'cut off', ({ relay }) => relay.kind === 'offline' && relay.reason === 'inviteRevoked')
  await when('the second computer knows', () => rootsOf(there.session.doc).invites.size === 3)
  expect((await there.window.call('getAccess', here.id)).invites.find(({ id }) => id === own.id)?.revokedAt).not.toBe(null)
})

test('EN48 facilitators see who is connected, under the name and the person that each chose', async () => {
  const here = await createShared()
  const person = addPerson(here.session.doc, 'test', { name: 'Ana Silva', organisation: 'Ministry' })
  const there = await join(here, await inviteFor(here, 'participant'))
  await when('the person arrived', () => rootsOf(there.session.doc).people.has(person))
  await there.window.call('setIdentity', here.id, person)
  await here.window.call('setSettings', { name: 'Chair', organisation: 'Office' })
  const names = async (): Promise<readonly string[]> => (await here.window.call('listConnected', here.id)).map(({ name, person }) => `${name} ${person}`).sort()
  const expected = [`Ana Silva ${person}`, 'Chair ']
  let seen: readonly string[] = []
  const poll = setInterval(() => void names().then((listed) => (seen = listed), () => undefined), 200)
  try {
    await when('both are listed by name', () => JSON.stringify(seen) === JSON.stringify(expected), 20_000, () => JSON.stringify(seen))
  } finally {
    clearInterval(poll)
  }
  expect(await here.window.call('listConnected', here.id)).toContainEqual(expect.objectContaining({ name: 'Ana Silva', organisation: 'Ministry', role: 'participant', kind: 'app' }))
})

test('EN49 secrets are sealed on the disk; without the key workshops stay readable and only the invite is asked for again', async () => {
  const here = await createShared()
  const invite = await inviteFor(here, 'rapporteur')
  typeToken(addNotes(here.session.doc, 'Ours'), 'a-1')
  const engine = await startEngine()
  const window = engine.openWindow()
  await window.call('joinWorkshop', linkOf(invite))
  const secret = encodeInviteToken(parseJoinLink(linkOf(invite))?.token ?? { capability: { workshopKey: new Uint8Array(32), grants: [] }, secret: new Uint8Array(32) })
  const databaseHolds = (text: string): boolean => ['workshops.sqlite', 'workshops.sqlite-wal'].some((name) => readFileSync(`${engine.dataDirectory}/${name}`).includes(text))
  const asKept = Buffer.from(secret).toString('base64url')
  expect(databaseHolds(asKept)).toBe(true)
  // A keyring appears, and seals what lay in clear.
  await engine.stop()
  engine.vaultKeys = [new Uint8Array(randomBytes(32))]
  await engine.restart()
  const first = await openSession(window, here.id)
  await whenStatus(first, 'online', ({ relay }) => relay.kind === 'online')
  await engine.stop()
  // And is lost.
  engine.vaultKeys = [new Uint8Array(randomBytes(32))]
  await engine.restart()
  const second = await openSession(window, here.id)
  expect(tokensOf(second.doc)).toEqual(['a-1'])
  await whenStatus(second, 'asked for an invite', ({ relay }) => relay.kind === 'offline' && relay.reason === 'inviteMissing')
  await window.call('joinWorkshop', linkOf(invite))
  await whenStatus(second, 'online again', ({ relay }) => relay.kind === 'online')
  expect(engine.log.join('\n')).not.toContain(secret)
})

test('EN50 images reach the relay and whoever joins, with an invite; a viewer fetches and sends none', async () => {
  const here = await createShared()
  const bytes = new Uint8Array(randomBytes(5_000))
  const blob = await here.window.call('putBlob', bytes, 'image/png')
  addBlob(here.session.doc, 'test', { id: blob, mediaType: 'image/png', byteLength: bytes.length, name: 'a.png' })
  await whenStatus(here.session, 'the image is on the relay', ({ pendingBlobs, isOnRelay }) => pendingBlobs === 0 && isOnRelay)
  const there = await join(here, await inviteFor(here, 'viewer'))
  await whenStatus(there.session, 'the image is here', ({ pendingBlobs, relay }) => pendingBlobs === 0 && relay.kind === 'online')
  expect(await there.window.call('hasBlob', blob)).toBe(true)
})

test('EN51 a workshop whose record names it has no key: nobody can be invited, and a relay that asks does not take it', async () => {
  const [engine, relay] = [await startEngine(), await startAskingRelay()]
  const window = engine.openWindow()
  const id = await window.call('createWorkshop', { ...(recordOf('Old') as object), workshop: { title: 'Old', id: '11111111-2222-4333-8444-555555555555' } })
  expect(await window.call('getAccess', id)).toEqual({ role: 'facilitator', hasAccessControl: false, canInvite: false, invites: [] })
  await window.call('setRelay', id, plainRelay(relay.url))
  const sessions = await Promise.all(documentKinds.map((kind) => openSession(window, id, kind)))
  for (const session of sessions) await whenStatus(session, 'refused', (status) => status.relay.kind === 'offline' && status.relay.reason === 'inviteMissing')
})
