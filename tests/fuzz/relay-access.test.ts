/**
 * Strangers with forged, expired, replayed and odd proofs, and readers who try to write: none of it is ever accepted. `MINUTA_FUZZ=long`
 * or `MINUTA_TOKENS` lengthen it, `MINUTA_SEED` varies it.
 */
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { openAdmission, type Place } from '../../server/access/admission.ts'
import { Doorkeeper } from '../../server/access/doorkeeper.ts'
import { Revocations } from '../../server/access/revocations.ts'
import type { WorkshopId } from '../../shared/model/ids.ts'
import { roles } from '../../shared/model/roles.ts'
import { nodeSignatures } from '../../shared/node/node-signatures.ts'
import { nodeSqlitePlatform } from '../../shared/node/sqlite-platform.ts'
import { decodeRevocation, signAuth, type AuthMessage } from '../../shared/protocol/admission.ts'
import { encodeCapability, grant, type Capability } from '../../shared/protocol/capability.ts'
import { closeCode, messageType, subprotocol, syncType } from '../../shared/protocol/messages.ts'
import { encodeMinutaFrame } from '../../shared/protocol/minuta-frames.ts'
import { encodeAwareness, encodeSync } from '../../shared/protocol/sync-frames.ts'
import { MemoryRoomStore } from '../../shared/storage/memory-room-store.ts'
import { SqliteRoomStore } from '../../shared/storage/sqlite-room-store.ts'
import { identityOf, invite, newWorkshop, nowSeconds, proof, ProvenPeer, provenClient, revocationOf, type Invite } from '../helpers/access.ts'
import { editAtRandom, mutate } from '../helpers/hostile-updates.ts'
import { seededRandom, type Random } from '../helpers/random.ts'
import { RawPeer } from '../helpers/raw-peer.ts'
import { RelayProcess } from '../helpers/relay-process.ts'
import { folderFor, releasesOfEach } from '../helpers/releases.ts'
import { when } from '../helpers/when.ts'

const count = Number(process.env['MINUTA_TOKENS'] ?? (process.env['MINUTA_FUZZ'] === 'long' ? 100_000 : 1_000))
const seed = Number(process.env['MINUTA_SEED'] ?? 20_261_125)
const parallel = 25

type Forge = { readonly owner: Invite; readonly workshop: WorkshopId; readonly url: string; readonly revoked: Invite; readonly oldProofs: readonly AuthMessage[] }

/** A proof that must not be accepted for `challenge` in the notes of the workshop. */
function badProof({ owner, workshop, url, revoked, oldProofs }: Forge, challenge: Uint8Array, random: Random): AuthMessage {
  const context = { url, room: workshop, challenge }
  const stranger = newWorkshop().owner
  const good = invite(owner, random.pick([...roles] as ['viewer', ...typeof roles[number][]]))
  const withGrants = (made: Invite, change: (capability: Capability) => Capability): AuthMessage => proof({ ...made, capability: change(made.capability) }, context)
  const oneByte = (bytes: Uint8Array): Uint8Array => {
    const copy = bytes.slice()
    const at = random.below(copy.length)
    copy[at] = (copy[at] ?? 0) ^ (1 + random.below(255))
    return copy
  }
  switch (random.below(14)) {
    case 0:
      return proof(invite(stranger, 'facilitator'), context)
    case 1:
      return withGrants(good, (capability) => ({ ...capability, workshopKey: stranger.capability.workshopKey }))
    case 2:
      return proof({ ...good, secret: random.chance(0.5) ? stranger.secret : nodeSignatures.randomBytes(32) }, context)
    case 3:
      return proof(invite(owner, 'facilitator', { issuedAt: 1 + random.below(1_000), expiresAt: random.pick([0, 1, nowSeconds() - 1, nowSeconds() - random.below(1e9)]) }), context)
    case 4:
      return proof(invite(owner, 'facilitator', { issuedAt: nowSeconds() + 700 + random.below(1e8), expiresAt: 2 ** 32 - 1 }), context)
    case 5:
      return proof(invite(invite(owner, random.pick(['viewer', 'participant', 'rapporteur'])), random.pick(['viewer', 'facilitator'])), context)
    case 6:
      // More than was granted: a better role, more time, both signed by whoever holds the invite.
      return withGrants(good, ({ workshopKey, grants }) => ({ workshopKey, grants: grants.map((given) => ({ ...given, role: 'facilitator' as const, expiresAt: given.expiresAt + 1 + random.below(1_000) })) }))
    case 7:
      return withGrants(good, ({ workshopKey, grants }) => ({ workshopKey, grants: [...grants, ...grants] }))
    case 8: {
      // Signed by the holder of an invite as if it were the workshop's key.
      const subject = nodeSignatures.publicKeyOf(stranger.secret)
      const capability = grant(nodeSignatures, { workshopKey: owner.capability.workshopKey, grants: [] }, good.secret, { subject, role: 'facilitator', issuedAt: 1, expiresAt: 2 ** 32 - 1 })
      return proof({ capability, secret: stranger.secret }, context)
    }
    case 9:
      return proof(random.chance(0.5) ? revoked : invite(revoked, 'viewer'), context)
    case 10:
      return oldProofs[random.below(oldProofs.length)] ?? proof(stranger, context)
    case 11:
      return random.chance(0.5) ? proof(good, { ...context, room: `${workshop}/responses` }) : proof(good, { ...context, url: random.pick(['ws://evil.example', 'ws://127.0.0.1:1']) })
    case 12: {
      const made = proof(good, context)
      const part = random.below(3)
      if (part === 0) return { ...made, capability: oneByte(made.capability) }
      return part === 1 ? { ...made, signature: oneByte(made.signature) } : { ...made, identity: identityOf('Mallory') }
    }
    default: {
      // Odd claims, with a proof of possession that fits them: role, count and version that do not exist.
      const capability = encodeCapability(good.capability)
      const at = random.pick([0, 1, 1 + 1 + 32 + 32])
      capability[at] = random.pick([0, 2, 4, 5, 127, 255].filter((value) => value !== capability[at]) as [number, ...number[]])
      const signed = signAuth(nodeSignatures, good.capability, good.secret, identityOf('Odd'), { challenge, audience: new URL(url).host, room: workshop })
      const mutated = mutate(capability, random)
      // One in half a million makes it whole again, and that is to be let in.
      return { ...signed, capability: random.chance(0.5) || Buffer.compare(mutated, signed.capability) === 0 ? capability : mutated }
    }
  }
}

describe('access', () => {
  const releases = releasesOfEach()

  const forgery = (url: string): Forge => {
    const { workshop, owner } = newWorkshop()
    const good = invite(owner, 'rapporteur')
    const oldProofs = Array.from({ length: 20 }, () => proof(good, { url, room: workshop, challenge: nodeSignatures.randomBytes(32) }))
    return { owner, workshop, url, revoked: invite(owner, 'facilitator'), oldProofs }
  }

  it(`AC2: of ${count} bad proofs none is accepted (seed ${seed})`, () => {
    const random = seededRandom(seed)
    const url = 'ws://192.168.1.7:4455'
    const forge = forgery(url)
    const { workshop, owner, revoked } = forge
    const revocations = new Revocations(new MemoryRoomStore())
    revocations.keep(workshop, decodeRevocation(revocationOf(owner, revoked)))
    const doorkeeper = new Doorkeeper(nodeSignatures, revocations)
    const place: Place = { workshop, room: workshop, document: 'notes' }
    const verdicts = new Map<string, number>()
    for (let round = 0; round < count; round += 1) {
      const challenge = nodeSignatures.randomBytes(32)
      const verdict = doorkeeper.judge(badProof(forge, challenge, random), { challenge, audience: new URL(url).host }, place)
      const key = typeof verdict === 'string' ? verdict : 'accepted'
      verdicts.set(key, (verdicts.get(key) ?? 0) + 1)
    }
    expect(verdicts.get('accepted')).toBeUndefined()
    expect([...verdicts.keys()].toSorted()).toEqual(['inviteExpired', 'inviteRevoked', 'inviteWrong'])
    // The door does open.
    const challenge = nodeSignatures.randomBytes(32)
    expect(doorkeeper.judge(proof(owner, { url, room: workshop, challenge }), { challenge, audience: new URL(url).host }, place)).toMatchObject({ ...openAdmission(workshop), identity: identityOf('Ana'), holder: expect.any(String) })
  }, 3_600_000)

  it(`AC2: nor of ${Math.ceil(count / 5)} through sockets, whole or mutated, and the relay goes on (seed ${seed})`, async () => {
    const random = seededRandom(seed + 1)
    const folder = folderFor(releases)
    const relay = await RelayProcess.start(folder, ['--access', 'invite'])
    releases.push(() => relay.stop())
    const forge = forgery(relay.url)
    const ana = await ProvenPeer.connect(relay.url, forge.workshop, forge.owner)
    ana.send(encodeMinutaFrame({ type: 'revoke', revocation: revocationOf(forge.owner, forge.revoked) }))
    await when('taken back', () => ana.relayFrames.some((frame) => frame.type === 'revoked'))
    const codes = new Map<number, number>()
    const attempt = async (): Promise<void> => {
      const stranger = await RawPeer.connect(relay.url, forge.workshop, [subprotocol])
      await when('challenged', () => stranger.frames.length > 0 || !stranger.isOpen)
      const challenge = stranger.frames[0]?.slice(1, 33) ?? new Uint8Array()
      const whole = encodeMinutaFrame({ type: 'prove', auth: badProof(forge, challenge, random) })
      stranger.send(random.chance(0.3) ? mutate(whole, random) : whole)
      const code = await stranger.closed
      expect(stranger.frames).toHaveLength(1)
      codes.set(code, (codes.get(code) ?? 0) + 1)
    }
    for (let done = 0; done < count / 5; done += parallel) await Promise.all(Array.from({ length: parallel }, attempt))
    const allowed = new Set<number>([closeCode.inviteWrong, closeCode.inviteExpired, closeCode.inviteRevoked, closeCode.malformedFrame, closeCode.notAdmitted])
    expect([...codes.keys()].filter((code) => !allowed.has(code))).toEqual([])
    expect(codes.get(closeCode.inviteWrong)).toBeGreaterThan(count / 20)
    expect(await ana.settled()).toBeNull()
    ana.destroy()
    expect(relay.log.filter((line) => !line.startsWith('{'))).toEqual([])
  }, 3_600_000)

  it(`AC10: ${count} frames by which readers try to write leave no row, no answer and no trace (seed ${seed})`, async () => {
    const random = seededRandom(seed + 2)
    const folder = folderFor(releases)
    const relay = await RelayProcess.start(folder, ['--access', 'invite'])
    releases.push(() => relay.stop())
    const { workshop, owner } = newWorkshop()
    const watcher = await ProvenPeer.connect(relay.url, workshop, owner)
    const readers = [invite(owner, 'viewer'), invite(owner, 'participant')]
    const attempt = async (): Promise<number> => {
      let sent = 0
      const reader = await ProvenPeer.connect(relay.url, workshop, random.chance(0.5) ? readers[0] ?? owner : readers[1] ?? owner)
      const doc = new Y.Doc()
      for (let edit = 0; edit < 3; edit += 1) editAtRandom(doc, random)
      let code: number | null = null
      while (code === null) {
        sent += 1
        reader.send(writeAttempt(Y.encodeStateAsUpdate(doc), random))
        code = await reader.settled()
      }
      expect([closeCode.roleForbids, closeCode.malformedFrame, closeCode.limitExceeded]).toContain(code)
      expect(reader.relayFrames.filter(({ type }) => type === 'ack')).toEqual([])
      doc.destroy()
      return sent
    }
    for (let sent = 0; sent < count;) sent += (await Promise.all(Array.from({ length: parallel }, attempt))).reduce((sum, own) => sum + own, 0)
    await watcher.settled()
    // Step 1, presences and heads; never an update.
    expect(watcher.frames.filter((frame) => frame[0] === messageType.sync && frame[1] !== syncType.step1)).toEqual([])
    watcher.destroy()
    const [ana, ben] = [provenClient(relay.url, workshop, owner), provenClient(relay.url, workshop, owner)]
    await when('the room goes on', () => ana.provider.synced && ben.provider.synced)
    expect(Y.encodeStateAsUpdate(ana.doc)).toEqual(Uint8Array.from([0, 0]))
    for (const client of [ana, ben]) client.destroy()
    expect(await relay.stop()).toBe(0)
    const store = new SqliteRoomStore(nodeSqlitePlatform, { path: join(folder, 'relay.sqlite') })
    expect(store.rooms()).toEqual([])
    store.close()
  }, 3_600_000)
})

function writeAttempt(update: Uint8Array, random: Random): Uint8Array {
  const type = random.pick([syncType.update, syncType.step2])
  const frame = encodeSync(type, update)
  switch (random.below(7)) {
    case 0:
      return encodeSync(type, mutate(update, random))
    case 1:
      // Numbers in more bytes than they need.
      return Uint8Array.from([0x80, 0, ...frame.slice(1)])
    case 2:
      return Uint8Array.from([0, 0x80 + type, 0x80, 0, ...frame.slice(2)])
    case 3:
      return harmless(random)
    case 4:
      return Uint8Array.from([...harmless(random), ...frame])
    case 5:
      return encodeSync(syncType.step2, Uint8Array.from([0, 0]))
    default:
      return frame
  }
}

function harmless(random: Random): Uint8Array {
  return random.pick([
    Uint8Array.from([messageType.queryAwareness]),
    encodeSync(syncType.step1, Uint8Array.from([0])),
    encodeAwareness([{ client: random.below(1_000), clock: 1, state: '{}' }]),
    encodeMinutaFrame({ type: 'device', device: random.below(100), kind: 'browser' }),
  ])
}
