/** The page's way to the relay, without the page: real relay, real sessions, memory in place of IndexedDB. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { BrowserSource } from '../../renderer/document/browser-source.ts'
import { BrowserStore } from '../../renderer/document/browser-store.ts'
import type { KnownWorkshop } from '../../renderer/document/known-workshop.ts'
import type { WorkshopSession } from '../../renderer/document/source.ts'
import type { Settings } from '../../shared/ipc/engine-port.ts'
import { rootsOf } from '../../shared/document/roots.ts'
import { addVersion } from '../../shared/document/versions/versions.ts'
import type { BlobId } from '../../shared/model/ids.ts'
import type { DocumentKind } from '../../shared/model/roles.ts'
import { encodeInviteToken, type InviteToken } from '../../shared/protocol/join-link.ts'
import { deadLinkMs, heartbeatIntervalMs } from '../../shared/protocol/messages.ts'
import { signRevocation, encodeRevocation } from '../../shared/protocol/admission.ts'
import { holderOf } from '../../shared/protocol/capability.ts'
import { nodeSignatures } from '../../shared/node/node-signatures.ts'
import { checkApproval } from '../../shared/versions/approval-signature.ts'
import { FaultyNetwork } from '../helpers/faulty-network.ts'
import { Keys, Writer } from '../helpers/guest-workshop.ts'
import { startRelay, type Relay } from '../../server/server.ts'
import { RelayProcess } from '../helpers/relay-process.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { when } from '../helpers/when.ts'

const record = { format: 'minuta-workshop-record', version: 1, workshop: { title: 'Open day' }, boards: [{ title: 'Notes', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Welcome' }] }] }] }

let folder: ReturnType<typeof temporaryFolder>
let relay: RelayProcess
let keys: Keys
let writer: Writer
const open: (() => void)[] = []

beforeEach(async () => {
  folder = temporaryFolder()
  relay = await RelayProcess.start(folder.path, ['--access', 'invite'])
  keys = new Keys()
  writer = new Writer(relay.url, keys.workshop, keys.owner, 'Ana')
  await writer.begin(record)
})

afterEach(async () => {
  for (const close of open.splice(0)) close()
  writer.leave()
  await relay.stop()
  folder.remove()
})

/** A page that came by a link with `token`. */
async function page(token: InviteToken | null, document: DocumentKind = 'notes', store?: BrowserStore, origin: string = relay.httpUrl): Promise<{ readonly source: BrowserSource; readonly session: WorkshopSession }> {
  let settings: Settings = { name: '', organisation: '', language: 'en', direction: 'auto', appearance: 'system', relayUrl: '', isWorkingOffline: false }
  const write = (change: Partial<Settings>): Settings => {
    settings = { ...settings, ...change }
    return settings
  }
  const source = new BrowserSource({
    store: store ?? (await BrowserStore.open(undefined)),
    origin,
    settings: { read: () => settings, write },
  })
  await source.prepare(keys.workshop, token === null ? '' : encodeInviteToken(token))
  const session = source.openSession(keys.workshop, document)
  open.push(() => session.close())
  return { source, session }
}

test('GU3 with an invite the page is let in with its role, and reads what is there and what comes', async () => {
  const { session } = await page(keys.invite('viewer'))
  await session.whenLoaded
  expect(session.getStatus()).toMatchObject({ role: 'viewer', relay: { kind: 'online' }, isOnRelay: true, failure: null })
  expect(rootsOf(session.doc).meta.get('title')).toBe('Open day')
  rootsOf(writer.doc).meta.set('title', 'Open evening')
  await when('the change arrives', () => rootsOf(session.doc).meta.get('title') === 'Open evening')
})

test('GU45 whose invite is for more than a page writes has the relay light of a reader for the notes', async () => {
  const { session } = await page(keys.invite('facilitator'))
  await session.whenLoaded
  await when('nothing is missing on the relay', () => session.getStatus().isOnRelay)
  rootsOf(writer.doc).meta.set('title', 'Open evening')
  await when('the change arrives', () => rootsOf(session.doc).meta.get('title') === 'Open evening')
  expect(session.getStatus()).toMatchObject({ role: 'facilitator', isOnRelay: true })
})

test.each<readonly [string, () => InviteToken | null]>([
  ['inviteMissing', () => null],
  ['inviteExpired', () => keys.invite('viewer', { expiresIn: -60 })],
  ['inviteWrong', () => new Keys().invite('viewer')],
])('GU4 the page says why it is not let in: %s', async (reason, token) => {
  const { session } = await page(token())
  await expect(session.whenLoaded).rejects.toMatchObject({ failure: { kind: 'refused', detail: reason } })
  expect(session.getStatus().relay).toMatchObject({ kind: 'offline', reason })
  expect(rootsOf(session.doc).meta.size).toBe(0)
})

test('GU42 an invite that comes while the page is open is used at once: by one that was refused, and by one that was let in with less', async () => {
  const store = await BrowserStore.open(undefined)
  const { source, session } = await page(null, 'notes', store)
  await expect(session.whenLoaded).rejects.toMatchObject({ failure: { detail: 'inviteMissing' } })
  for (const role of ['viewer', 'participant'] as const) {
    await source.prepare(keys.workshop, encodeInviteToken(keys.invite(role)))
    await when(`the page is in as ${role}`, () => session.getStatus().relay.kind === 'online' && session.getStatus().role === role)
    expect(session.getStatus()).toMatchObject({ isLoaded: true, failure: null })
  }
  rootsOf(writer.doc).meta.set('title', 'Open evening')
  await when('it reads on', () => rootsOf(session.doc).meta.get('title') === 'Open evening')
  // The next visit comes by the bare address.
  const again = await page(null, 'notes', store)
  await again.session.whenLoaded
  expect(again.session.getStatus().role).toBe('participant')
})

test('GU46 a link for less takes nothing from whoever came by a better one: what was written without the relay arrives', async () => {
  const { source, session } = await page(keys.invite('participant'), 'responses')
  await session.whenLoaded
  await relay.kill()
  await when('the page knows', () => session.getStatus().relay.kind === 'offline')
  session.doc.getMap('answers').set('question-1', 'my answer')
  await source.prepare(keys.workshop, encodeInviteToken(keys.invite('viewer')))
  await relay.restart()
  const facilitator = new Writer(relay.url, keys.workshop, keys.owner, 'Ben', 'responses')
  open.push(() => facilitator.leave())
  await when('it arrives', () => facilitator.doc.getMap('answers').get('question-1') === 'my answer')
  await when('the page knows', () => session.getStatus().isOnRelay)
  expect(session.getStatus().role).toBe('participant')
})

test('GU46 a link for less is used where the better invite has been taken back, or has run out', async () => {
  const [better, lesser] = [keys.invite('participant'), keys.invite('viewer')]
  const store = await BrowserStore.open(undefined)
  const { capability, secret } = keys.owner
  writer.revoke(encodeRevocation(signRevocation(nodeSignatures, capability, secret, { subject: holderOf(better.capability), revokedAt: Math.floor(Date.now() / 1_000) })))
  const { session } = await page(better, 'notes', store)
  await expect(session.whenLoaded).rejects.toMatchObject({ failure: { detail: 'inviteRevoked' } })
  session.close()
  // The page is loaded again, by the other link, and cannot know yet what has become of the first one.
  const again = await page(lesser, 'notes', store)
  await when('it is in by what it has', () => again.session.getStatus().relay.kind === 'online')
  expect(again.session.getStatus()).toMatchObject({ role: 'viewer', isLoaded: true, failure: null })
  expect((await store.listWorkshops())[0]?.token).toBe(encodeInviteToken(lesser))

  await again.source.prepare(keys.workshop, encodeInviteToken(keys.invite('participant', { expiresIn: -60 })))
  await again.source.prepare(keys.workshop, encodeInviteToken(lesser))
  await expect.poll(async () => (await store.listWorkshops())[0]?.token, { timeout: 10_000 }).toBe(encodeInviteToken(lesser))
})

test('GU66 whether an invite has run out says the relay: a telephone whose clock is days ahead takes no lesser one for it', async () => {
  const better = keys.invite('participant')
  const store = await BrowserStore.open(undefined)
  const { source, session } = await page(better, 'notes', store)
  await session.whenLoaded
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3 * 86_400_000 })
  await source.prepare(keys.workshop, encodeInviteToken(keys.invite('viewer', { expiresIn: 9 * 86_400 })))
  vi.useRealTimers()
  expect((await store.listWorkshops())[0]?.token).toBe(encodeInviteToken(better))
  expect(session.getStatus()).toMatchObject({ role: 'participant', relay: { kind: 'online' } })
})

test('GU4 an invite that is taken back ends the connection; what was read stays and the reason is said', async () => {
  const invite = keys.invite('viewer')
  const { session } = await page(invite)
  await session.whenLoaded
  const { capability, secret } = keys.owner
  writer.revoke(encodeRevocation(signRevocation(nodeSignatures, capability, secret, { subject: holderOf(invite.capability), revokedAt: Math.floor(Date.now() / 1_000) })))
  await when('the page is cut off', () => session.getStatus().relay.kind === 'offline')
  expect(session.getStatus()).toMatchObject({ relay: { reason: 'inviteRevoked' }, isOnRelay: false, isLoaded: true })
  expect(rootsOf(session.doc).meta.get('title')).toBe('Open day')
})

test('GU5 a participant writes responses, and the light waits for the relay’s acknowledgement', async () => {
  const { session } = await page(keys.invite('participant'), 'responses')
  await session.whenLoaded
  const facilitator = new Writer(relay.url, keys.workshop, keys.owner, 'Ben', 'responses')
  open.push(() => facilitator.leave())
  session.doc.getMap('answers').set('question-1', 'yes')
  expect(session.getStatus().isOnRelay).toBe(false)
  await when('the relay has it', () => session.getStatus().isOnRelay)
  await when('it arrives', () => facilitator.doc.getMap('answers').get('question-1') === 'yes')
})

test('GU5 what a participant writes while the relay is away arrives when it is back', async () => {
  const { session } = await page(keys.invite('participant'), 'responses')
  await session.whenLoaded
  await relay.kill()
  await when('the page knows', () => session.getStatus().relay.kind === 'offline')
  session.doc.getMap('answers').set('question-1', 'no')
  expect(session.getStatus().isOnRelay).toBe(false)
  await relay.restart()
  const facilitator = new Writer(relay.url, keys.workshop, keys.owner, 'Ben', 'responses')
  open.push(() => facilitator.leave())
  await when('it arrives', () => facilitator.doc.getMap('answers').get('question-1') === 'no')
  await when('the page knows', () => session.getStatus().isOnRelay)
})

test('GU47 what a participant writes without the relay and without a database is still there after leaving the page of the workshop, and is handed over', async () => {
  const { source, session } = await page(keys.invite('participant'), 'responses')
  await session.whenLoaded
  await relay.kill()
  await when('the page knows', () => session.getStatus().relay.kind === 'offline')
  session.doc.getMap('answers').set('question-1', 'first')
  session.close()
  const again = source.openSession(keys.workshop, 'responses')
  expect(again.doc.getMap('answers').get('question-1')).toBe('first')
  again.doc.getMap('answers').set('question-2', 'second')
  again.close()

  await relay.restart()
  const facilitator = new Writer(relay.url, keys.workshop, keys.owner, 'Ben', 'responses')
  open.push(() => facilitator.leave())
  await when('both arrive', () => facilitator.doc.getMap('answers').size === 2)
  await when('the session has ended', () => session.doc.isDestroyed)
  expect(facilitator.doc.getMap('answers').toJSON()).toEqual({ 'question-1': 'first', 'question-2': 'second' })
})

test('GU47 who wrote nothing leaves at once, without the relay and without a database as well', async () => {
  const { session } = await page(keys.invite('participant'), 'responses')
  await session.whenLoaded
  await relay.kill()
  await when('the page knows', () => session.getStatus().relay.kind === 'offline')
  session.close()
  expect(session.doc.isDestroyed).toBe(true)
})

test('GU2 a relay that falls silent without closing anything is noticed within seconds, and found again', async () => {
  const { session } = await page(keys.invite('viewer'))
  await session.whenLoaded
  process.kill(relay.pid, 'SIGSTOP')
  try {
    await when('the page notices', () => session.getStatus().relay.kind === 'offline', deadLinkMs + 2 * heartbeatIntervalMs)
    expect(session.getStatus()).toMatchObject({ isOnRelay: false, isLoaded: true })
  } finally {
    process.kill(relay.pid, 'SIGCONT')
  }
  await when('the page is back', () => session.getStatus().isOnRelay)
})

test.each([
  ['viewer', 'responses'],
  ['participant', 'notes'],
] as const)('GU6 what a %s writes into the %s is not taken by the relay', async (role, document) => {
  const { session } = await page(keys.invite(role), document)
  await session.whenLoaded
  session.doc.getMap('forbidden').set('word', 'x')
  await when('the relay refuses', () => session.getStatus().relay.kind === 'offline')
  expect(session.getStatus().relay).toMatchObject({ reason: 'roleForbids' })
  const facilitator = new Writer(relay.url, keys.workshop, keys.owner, 'Ben', document)
  open.push(() => facilitator.leave())
  await facilitator.stored()
  expect(facilitator.doc.getMap('forbidden').size).toBe(0)
})

/** 64 kbit/s. */
const slowBytesPerMs = 8

test('GU75 a workshop of 300 KB arrives over 64 kbit/s, though the line breaks in the middle: what has come is not sent again', async () => {
  const words = 'What was said here. '.repeat(12)
  const long = new Writer(relay.url, keys.workshop, keys.owner, 'Ana')
  await long.stored()
  long.doc.getText('words').insert(0, 'x')
  for (let length = 0; length < 300_000; length += words.length) long.doc.getArray('long').push([words])
  await long.stored()
  const byteLength = Y.encodeStateAsUpdate(long.doc).length
  long.leave()
  const network = await FaultyNetwork.to(relay.httpUrl)
  open.push(() => void network.close())
  network.narrow(slowBytesPerMs)
  const { session } = await page(keys.invite('participant'), 'notes', undefined, network.url)
  await when('half of it is there', () => session.doc.getArray('long').length * words.length > 150_000, 60_000)
  const { carriedBytes } = network
  network.reset()
  await session.whenLoaded
  expect(session.doc.getArray('long').length * words.length).toBeGreaterThanOrEqual(300_000)
  await when('the relay has shown that nothing is missing there', () => session.getStatus().isOnRelay)
  // The rest of it, and what was on its way when the line broke.
  expect(network.carriedBytes - carriedBytes).toBeLessThan(0.75 * byteLength)
}, 150_000)

test('GU7 a workshop that the relay does not have is said to be unknown, and nothing is created', async () => {
  keys = new Keys()
  const { session } = await page(keys.invite('viewer'))
  await expect(session.whenLoaded).rejects.toMatchObject({ failure: { kind: 'no-such-workshop' } })
})

test('GU51 a page that comes to a room before its workshop is let in, or comes back to it, is let in when the workshop is', async () => {
  const data = temporaryFolder()
  const config = { host: '127.0.0.1', dataFolder: data.path, access: 'listed' } as const
  const admitted = [{ workshop: keys.workshop, proof: null }]
  const openRoom = async (port: number, isIn: boolean): Promise<Relay> => {
    const room = await startRelay({ ...config, port, ...(isIn ? { admitted } : {}) }, () => undefined)
    open.push(() => void room.close().then(() => data.remove()))
    return room
  }
  const first = await openRoom(0, true)
  const host = new Writer(first.url, keys.workshop, keys.owner, 'Ana')
  await host.begin(record)
  host.leave()
  const { session } = await page(keys.invite('viewer'), 'notes', undefined, first.url.replace('ws', 'http'))
  await session.whenLoaded
  await first.close()
  await when('the page is out', () => session.getStatus().relay.kind === 'offline')

  const second = await openRoom(first.port, false)
  const reason = ({ relay }: ReturnType<WorkshopSession['getStatus']>): string => (relay.kind === 'offline' ? relay.reason : '')
  await when('the page is told', () => reason(session.getStatus()) === 'noSuchRoom')
  const late = await page(keys.invite('viewer'), 'notes', undefined, first.url.replace('ws', 'http'))
  await expect(late.session.whenLoaded).rejects.toMatchObject({ failure: { kind: 'refused', detail: 'noSuchRoom' } })
  for (const workshop of admitted) second.admit(workshop)
  await when('both are in', () => [session, late.session].every((each) => each.getStatus().relay.kind === 'online'))
  expect(late.session.getStatus()).toMatchObject({ isLoaded: true, failure: null })
})

test('GU52 a page that comes before the workshop opens it as soon as it is there', async () => {
  keys = new Keys()
  const { session } = await page(keys.invite('viewer'))
  await expect(session.whenLoaded).rejects.toMatchObject({ failure: { kind: 'no-such-workshop' } })
  const host = new Writer(relay.url, keys.workshop, keys.owner, 'Ben')
  open.push(() => host.leave())
  await host.begin(record)
  await when('it opens', () => session.getStatus().isLoaded)
  expect(session.getStatus().failure).toBe(null)
  expect(rootsOf(session.doc).meta.get('title')).toBe('Open day')
})

test('GU8 a guest who says who they are is shown to others under that name by the relay', async () => {
  const { source, session } = await page(keys.invite('participant'))
  await session.whenLoaded
  await source.setIdentity(keys.workshop, { name: 'Zoé', organisation: 'Région', person: 'person-1' })
  await when('the page is back', () => session.getStatus().relay.kind === 'online')
  writer.askWhoIsConnected()
  await when('the relay answers', () => writer.connected.some(({ name }) => name === 'Zoé'))
  expect(writer.connected.find(({ name }) => name === 'Zoé')).toMatchObject({ organisation: 'Région', person: 'person-1', role: 'participant', kind: 'browser' })
})

const fingerprint = 'a1'.repeat(32)
const approvalWords = { name: 'Zoé Martin', organisation: 'Occitanie', capacity: 'expert', how: 'in-writing', on: new Date().toISOString().slice(0, 10) } as const

test('VF21 a browser signs with a key of its own, kept with the workshop, and the invite that it came by; a viewer and an unknown version sign nothing', async () => {
  const blob = await writer.putBlob(relay.httpUrl, keys.workshop, new Uint8Array([1]))
  addVersion(writer.doc, 'test', { fingerprint, blob: blob as BlobId, frozenAt: '', frozenBy: '', note: '', commentsUntil: '', isCorrected: false, outcomes: [] }, 1)
  await writer.stored()
  const store = await BrowserStore.open(undefined)
  const { source, session } = await page(keys.invite('participant'), 'notes', store)
  await session.whenLoaded
  const first = await source.call('signApproval', keys.workshop, fingerprint, approvalWords)
  const context = { workshop: keys.workshop, revokedAt: () => null }
  expect(checkApproval(nodeSignatures, { ...approvalWords, version: fingerprint, signature: first }, context)).toMatchObject({ kind: 'signed', role: 'participant' })
  // The page is loaded again.
  const again = await page(null, 'notes', store)
  await again.session.whenLoaded
  expect((await again.source.call('signApproval', keys.workshop, fingerprint, approvalWords)).key).toBe(first.key)
  await expect(source.call('signApproval', keys.workshop, 'c'.repeat(64), approvalWords)).rejects.toMatchObject({ failure: { kind: 'not-allowed' } })

  const viewer = await page(keys.invite('viewer'))
  await viewer.session.whenLoaded
  await expect(viewer.source.call('signApproval', keys.workshop, fingerprint, approvalWords)).rejects.toMatchObject({ failure: { kind: 'not-allowed' } })
})

test('GU43 what one tab brings, an invite, a name, a key for signing, is not undone by what another one has from before', async () => {
  const blob = await writer.putBlob(relay.httpUrl, keys.workshop, new Uint8Array([1]))
  addVersion(writer.doc, 'test', { fingerprint, blob: blob as BlobId, frozenAt: '', frozenBy: '', note: '', commentsUntil: '', isCorrected: false, outcomes: [] }, 1)
  await writer.stored()
  const store = await BrowserStore.open(undefined)
  const first = await page(keys.invite('viewer'), 'notes', store)
  await first.session.whenLoaded
  const participant = keys.invite('participant')
  const second = await page(participant, 'notes', store)
  await second.session.whenLoaded
  await second.source.setIdentity(keys.workshop, { name: 'Zoé', organisation: 'Occitanie', person: '' })
  const signature = await second.source.call('signApproval', keys.workshop, fingerprint, approvalWords)
  second.session.close()
  const known = async (): Promise<KnownWorkshop | undefined> => (await store.listWorkshops()).find(({ id }) => id === keys.workshop)
  const before = await known()

  rootsOf(writer.doc).meta.set('title', 'Open evening')
  let title = ''
  open.push(first.source.onLibrary(([workshop]) => (title = workshop?.title ?? '')))
  await when('the first tab has written the new title', () => title === 'Open evening')
  expect(await known()).toEqual({ ...before, title: 'Open evening' })
  expect(before).toMatchObject({ token: encodeInviteToken(participant), name: 'Zoé' })
  // And a tab that signs later signs with the same key.
  expect((await first.source.call('signApproval', keys.workshop, fingerprint, approvalWords)).key).toBe(signature.key)
})
