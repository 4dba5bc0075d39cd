/** What an engine says to a relay that asks who it is, and when: against relays that do only what the test tells them. */
import { expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import { Access } from '../../main/engine/access/access.ts'
import { Vault } from '../../main/engine/access/vault.ts'
import { BlobStore } from '../../main/engine/blobs/blob-store.ts'
import { EngineValues } from '../../main/engine/engine-values.ts'
import { UpdateWriter } from '../../main/engine/update-writer.ts'
import { WorkshopSession } from '../../main/engine/workshop-session.ts'
import { recordRevocation } from '../../shared/document/invites.ts'
import { rootsOf } from '../../shared/document/roots.ts'
import { nodeSignatures } from '../../shared/node/node-signatures.ts'
import { challengeLength } from '../../shared/protocol/admission.ts'
import { toBase64Url } from '../../shared/protocol/base64url.ts'
import { holderOf } from '../../shared/protocol/capability.ts'
import { decodeInviteToken } from '../../shared/protocol/join-link.ts'
import { closeCode, messageType, syncType } from '../../shared/protocol/messages.ts'
import { encodeSync } from '../../shared/protocol/sync-frames.ts'
import { MemoryRoomStore } from '../../shared/storage/memory-room-store.ts'
import { invite, newWorkshop, revocationOf, type Invite } from '../helpers/access.ts'
import { startEngine } from '../helpers/hosts.ts'
import { plainRelay } from '../helpers/plain-relay.ts'
import { ScriptedRelay, type ScriptedPeer } from '../helpers/scripted-relay.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { recordOf } from '../helpers/typing.ts'
import { when } from '../helpers/when.ts'

const { workshop, owner } = newWorkshop()
const challenge = { type: 'challenge', challenge: new Uint8Array(challengeLength), proof: new Uint8Array() } as const
const nothing = encodeSync(syncType.step1, Y.encodeStateVector(new Y.Doc()))

async function startRelay(onPeer?: (peer: ScriptedPeer) => void): Promise<ScriptedRelay> {
  const relay = await ScriptedRelay.start(onPeer)
  onTestFinished(() => relay.stop())
  return relay
}

/** A workshop with one word in it, whose computer holds `token`. */
function openWorkshop(relay: ScriptedRelay, token: Invite, fill: (doc: Y.Doc) => void = () => undefined): { readonly session: WorkshopSession; readonly type: (text: string) => void } {
  const folder = temporaryFolder()
  const author = new Y.Doc()
  author.getText('t').insert(0, 'x')
  fill(author)
  const store = new MemoryRoomStore()
  store.append([{ room: workshop, update: Y.encodeStateAsUpdate(author) }])
  const values = new EngineValues(store)
  values.setOf(workshop, 'relay', { urls: [relay.url], pin: null })
  const access = new Access(values, new Vault(store, []), nodeSignatures)
  access.keep(workshop, token)
  const writer = new UpdateWriter(store, { onProblem: () => undefined })
  const session = new WorkshopSession({ store, writer, values, access, blobs: new BlobStore(folder.path), onMoved: () => undefined, onChange: () => undefined }, workshop)
  onTestFinished(() => {
    session.dispose()
    writer.dispose()
    folder.remove()
  })
  session.connect(true)
  return { session, type: (text) => session.doc.getText('t').insert(0, text) }
}

async function peerOf(relay: ScriptedRelay, number = 1): Promise<ScriptedPeer> {
  await when(`connection ${number}`, () => relay.peers.length >= number)
  const peer = relay.peers[number - 1]
  if (peer === undefined) throw new Error('no peer')
  return peer
}

/** What the relay would have of the document after every write frame. */
function contentOf(peer: ScriptedPeer): string {
  const doc = new Y.Doc()
  for (const frame of peer.frames) {
    if (frame[0] !== messageType.sync || frame[1] === syncType.step1) continue
    // Type, subtype and the length of a short update are one byte each.
    Y.applyUpdate(doc, frame.subarray(3))
  }
  return doc.getText('t').toJSON()
}

test('EN57 nothing but the proof goes out before the relay listens; what was written meanwhile follows once, and is counted once', async () => {
  const relay = await startRelay()
  const { session, type } = openWorkshop(relay, invite(owner, 'rapporteur'))
  const peer = await peerOf(relay)
  type('early ')
  peer.tell(challenge)
  await when('the proof', () => peer.types.length > 0)
  type('waiting ')
  peer.admit('rapporteur')
  await when('the role is known', () => session.link?.connection.admittedAs === 'rapporteur')
  type('admitted ')
  expect(peer.types).toEqual(['prove'])
  peer.greet('one', 0)
  await when('its answer', () => peer.writes > 0)
  expect(peer.types.slice(0, 3)).toEqual(['prove', 'device', 'sync'])
  expect(contentOf(peer)).toBe('admitted waiting early x')
  expect(session.status.isOnRelay).toBe(false)
  peer.tell({ type: 'ack', count: peer.writes, seq: 1 })
  await when('the light', () => session.status.isOnRelay)
  type('late ')
  expect(session.status.isOnRelay).toBe(false)
  await when('the update', () => peer.writes === 2)
  expect(contentOf(peer)).toBe('late admitted waiting early x')
})

test.each([
  ['two hours ahead of the relay’s', -2 * 3_600, -2 * 3_600],
  ['behind it', 600, 0],
  ['a year ahead, as the relay has it', -365 * 86_400, -86_400],
] as const)('AC85 an invite of a computer whose clock is %s begins when the relay lets it in', async (_, relayAheadSeconds, beginsAfterSeconds) => {
  const relay = await startRelay()
  const window = (await startEngine()).openWindow()
  const id = await window.call('createWorkshop', recordOf('Clocks'))
  await window.call('setRelay', id, plainRelay(relay.url))
  // The notes, and the responses.
  for (const number of [1, 2]) {
    const peer = await peerOf(relay, number)
    peer.tell(challenge)
    await when('the proof', () => peer.types.length > 0)
    peer.admit('facilitator', Date.now() + relayAheadSeconds * 1_000)
    peer.greet('one', 0)
    await when('it listens', () => peer.writes > 0)
  }
  const before = Math.floor(Date.now() / 1_000)
  const { token } = await window.call('createInvite', id, { role: 'viewer', label: 'Guests', expiresAt: Date.now() + 1e7 })
  const [grant] = decodeInviteToken(token ?? '')?.capability.grants ?? []
  expect(Math.abs((grant?.issuedAt ?? 0) - before - beginsAfterSeconds)).toBeLessThan(5)
})

test('AC87 of a relay in the room and one behind it, an invite begins by the clock that is further behind', async () => {
  const [room, far] = [await startRelay(), await startRelay()]
  const window = (await startEngine()).openWindow()
  const id = await window.call('createWorkshop', recordOf('Clocks'))
  await window.call('setRelay', id, plainRelay(room.url), plainRelay(far.url))
  for (const [relay, aheadMs] of [[room, 0], [far, -2 * 3_600_000]] as const) {
    for (const number of [1, 2]) {
      const peer = await peerOf(relay, number)
      peer.tell(challenge)
      await when('the proof', () => peer.types.length > 0)
      peer.admit('facilitator', Date.now() + aheadMs)
      peer.greet('one', 0)
      await when('it listens', () => peer.writes > 0)
    }
  }
  const { issuedAt } = await window.call('createInvite', id, { role: 'viewer', label: 'Guests', expiresAt: Date.now() + 1e7 })
  expect(Math.abs(issuedAt - Date.now() + 2 * 3_600_000)).toBeLessThan(5_000)
})

test('EN57 a relay that asks nobody is told nothing before its hello either', async () => {
  const relay = await startRelay()
  const { type } = openWorkshop(relay, invite(owner, 'rapporteur'))
  const peer = await peerOf(relay)
  type('early ')
  // A sync frame before the greeting ends the connection, unanswered.
  peer.sendBytes(nothing)
  const next = await peerOf(relay, 2)
  expect(peer.types).toEqual([])
  next.greet('one', 0)
  await when('its answer', () => next.writes > 0)
  expect(contentOf(next)).toBe('early x')
})

test('EN57 a second challenge, and an admission that nobody asked for, end the connection', async () => {
  const relay = await startRelay()
  openWorkshop(relay, invite(owner, 'viewer'))
  const first = await peerOf(relay)
  first.tell(challenge, challenge)
  const second = await peerOf(relay, 2)
  second.admit('facilitator')
  const third = await peerOf(relay, 3)
  third.tell(challenge)
  await when('the proof', () => third.types.length > 0)
  // Greeted without being let in.
  third.greet('one', 0)
  await peerOf(relay, 4)
  expect([first.types, second.types, third.types]).toEqual([['prove'], [], ['prove']])
})

test('EN42 a viewer answers no step 1 and sends no update, whatever the relay asks; its light is that of what the relay showed', async () => {
  const relay = await startRelay()
  const { session, type } = openWorkshop(relay, invite(owner, 'viewer'))
  const peer = await peerOf(relay)
  peer.tell(challenge)
  await when('the proof', () => peer.types.length > 0)
  peer.admit('viewer')
  peer.tell({ type: 'hello', lineage: 'one', seq: 1 })
  peer.sendBytes(nothing)
  await when('its step 1', () => peer.types.includes('sync'))
  // It asks for everything, to compare.
  expect(peer.frames.find(([type]) => type === messageType.sync)).toEqual(nothing)
  peer.sendBytes(encodeSync(syncType.step2, Y.encodeStateAsUpdate(new Y.Doc())))
  await when('online', () => session.status.relay.kind === 'online')
  expect(session.status.isOnRelay).toBe(false)
  type('mine ')
  peer.tell({ type: 'head', seq: 1 })
  await when('it has said that it stored this', () => peer.stored.length === 1)
  expect([peer.writes, session.status.isOnRelay]).toEqual([0, false])

  peer.close(closeCode.goingAway)
  const next = await peerOf(relay, 2)
  next.tell(challenge)
  await when('the proof', () => next.types.length > 0)
  next.admit('viewer')
  next.tell({ type: 'hello', lineage: 'one', seq: 1 })
  next.sendBytes(encodeSync(syncType.step2, Y.encodeStateAsUpdate(session.doc)))
  await when('the relay has it all', () => session.status.isOnRelay)
  expect(next.writes).toBe(0)
})

test('EN42 something that only this computer deleted is missing on the relay', async () => {
  const relay = await startRelay()
  const { session } = openWorkshop(relay, invite(owner, 'viewer'))
  const peer = await peerOf(relay)
  const whole = Y.encodeStateAsUpdate(session.doc)
  session.doc.getText('t').delete(0, 1)
  peer.tell(challenge)
  await when('the proof', () => peer.types.length > 0)
  peer.admit('viewer')
  peer.tell({ type: 'hello', lineage: 'one', seq: 1 })
  peer.sendBytes(encodeSync(syncType.step2, whole))
  await when('online', () => session.status.relay.kind === 'online')
  expect(session.status.isOnRelay).toBe(false)
})

test('EN220 what others give to a relay that lacked it is asked for once more, and then the light is on without another connection', async () => {
  const relay = await startRelay()
  const { session } = openWorkshop(relay, invite(owner, 'viewer'))
  const peer = await peerOf(relay)
  peer.tell(challenge)
  await when('the proof', () => peer.types.length > 0)
  peer.admit('viewer')
  peer.tell({ type: 'hello', lineage: 'one', seq: 1 })
  peer.sendBytes(encodeSync(syncType.step2, Y.encodeStateAsUpdate(new Y.Doc())))
  await when('online', () => session.status.relay.kind === 'online')
  expect(session.status.isOnRelay).toBe(false)
  const questions = (): number => peer.types.filter((type) => type === 'sync').length
  const whole = Y.encodeStateAsUpdate(session.doc)
  peer.sendBytes(encodeSync(syncType.update, whole))
  await when('it asks once more', () => questions() === 2)
  peer.sendBytes(encodeSync(syncType.step2, whole))
  await when('the light', () => session.status.isOnRelay)
  expect([relay.peers.length, peer.writes]).toEqual([1, 0])
})

test('EN204 a viewer’s light goes out where the relay does not show any more what it had, however much others have written to it since', async () => {
  const relay = await startRelay()
  const { session } = openWorkshop(relay, invite(owner, 'viewer'))
  const greet = async (number: number, seq: number): Promise<ScriptedPeer> => {
    const peer = await peerOf(relay, number)
    peer.tell(challenge)
    await when('the proof', () => peer.types.length > 0)
    peer.admit('viewer')
    peer.tell({ type: 'hello', lineage: 'one', seq })
    await when('its step 1', () => peer.types.includes('sync'))
    return peer
  }
  const first = await greet(1, 3)
  first.sendBytes(encodeSync(syncType.step2, Y.encodeStateAsUpdate(session.doc)))
  await when('the relay has it all', () => session.status.isOnRelay)
  first.close(closeCode.goingAway)
  const second = await greet(2, 9)
  const others = new Y.Doc()
  others.getText('t').insert(0, 'y')
  second.sendBytes(encodeSync(syncType.step2, Y.encodeStateAsUpdate(others)))
  await when('it has taken what came', () => session.doc.getText('t').length === 2)
  expect(session.status.isOnRelay).toBe(false)
})

test('EN205 what a relay lacks of what it had confirmed is not called on it until it has it again, however much others have written to it since', async () => {
  const relay = await startRelay()
  const { session } = openWorkshop(relay, owner)
  const letIn = async (number: number, seq: number): Promise<ScriptedPeer> => {
    const peer = await peerOf(relay, number)
    peer.tell(challenge)
    await when('the proof', () => peer.types.length > 0)
    peer.admit('facilitator')
    peer.greet('one', seq)
    await when('its answer', () => peer.writes > 0)
    return peer
  }
  const first = await letIn(1, 0)
  first.tell({ type: 'ack', count: 1, seq: 1 })
  await when('the relay has it', () => session.status.isOnRelay)
  first.close(closeCode.goingAway)
  const second = await letIn(2, 9)
  await when('online', () => session.status.relay.kind === 'online')
  expect(session.status.isOnRelay).toBe(false)
  second.tell({ type: 'ack', count: 1, seq: 10 })
  await when('the relay has it again', () => session.status.isOnRelay)
})

test('EN46 EN206 forged revocations are neither believed nor passed on, one that the relay confirmed is told to it again on every connection, and one that it refuses is not', async () => {
  const relay = await startRelay()
  const [taken, forged] = [invite(owner, 'viewer'), invite(owner, 'participant')]
  const idOf = ({ capability }: Invite): string => toBase64Url(holderOf(capability))
  const { session } = openWorkshop(relay, owner, (doc) => {
    recordRevocation(doc, 'test', idOf(taken), toBase64Url(revocationOf(owner, taken)))
    recordRevocation(doc, 'test', idOf(forged), toBase64Url(revocationOf(invite(owner, 'rapporteur'), forged)))
    rootsOf(doc).invites.set('revocation:nonsense', 'nonsense')
  })
  const revocationsTo = ({ types }: ScriptedPeer): number => types.filter((type) => type === 'revoke').length
  const letIn = async (number: number): Promise<ScriptedPeer> => {
    const peer = await peerOf(relay, number)
    peer.tell(challenge)
    await when('the proof', () => peer.types.length > 0)
    peer.admit('facilitator')
    peer.greet('one', 0)
    await when('its answer', () => peer.writes > 0)
    return peer
  }
  const first = await letIn(1)
  expect(revocationsTo(first)).toBe(1)
  first.tell({ type: 'revoked', subject: holderOf(taken.capability) })
  first.close(closeCode.goingAway)
  // It may have been set back to a copy that knows nothing of it.
  const second = await letIn(2)
  expect(revocationsTo(second)).toBe(1)
  second.close(closeCode.roleForbids)
  await when('refused', () => session.status.relay.kind === 'offline')
  session.reconnect()
  const third = await letIn(3)
  expect(revocationsTo(third)).toBe(0)
})

test.each(['inviteRevoked', 'inviteExpired', 'inviteWrong'] as const)('EN45 after %s nobody knocks again, while an ordinary end is tried again and again', async (reason) => {
  const [refusing, ending] = [await startRelay((peer) => peer.close(closeCode[reason])), await startRelay((peer) => peer.close(closeCode.goingAway))]
  const [refused, ended] = [openWorkshop(refusing, invite(owner, 'viewer')), openWorkshop(ending, invite(owner, 'viewer'))]
  await when('four tries of the other', () => ending.peers.length >= 4)
  expect(refusing.peers.length).toBe(1)
  expect(refused.session.status.relay).toMatchObject({ kind: 'offline', reason })
  expect([refused.session.isInviteRefused, ended.session.isInviteRefused]).toEqual([true, false])
  // Another invite is tried at once.
  refused.session.connect(true)
  await peerOf(refusing, 2)
})

test('EN47 whose invite was taken back, or has run out, invites nobody', () => {
  const store = new MemoryRoomStore()
  const values = new EngineValues(store)
  const access = new Access(values, new Vault(store, []), nodeSignatures)
  const [held, over] = [invite(owner, 'facilitator'), invite(owner, 'facilitator', { issuedAt: 1_000, expiresAt: 2_000 })]
  expect([access.isOver(workshop, owner), access.isOver(workshop, held), access.isOver(workshop, over)]).toEqual([false, false, true])
  const doc = new Y.Doc()
  recordRevocation(doc, 'test', toBase64Url(holderOf(held.capability)), toBase64Url(revocationOf(owner, held)))
  expect(access.revocations.take(workshop, doc)).toBe(true)
  expect(access.isOver(workshop, held)).toBe(true)
  // Nobody who may write the document can make it unsaid.
  rootsOf(doc).invites.clear()
  access.revocations.take(workshop, doc)
  expect(access.isOver(workshop, held)).toBe(true)
})
