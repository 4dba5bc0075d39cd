/** Invites that are taken back, by a relay in a process of its own that is killed at any moment. `MINUTA_FUZZ=long` lengthens it. */
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readdirSync, statSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Revocations } from '../../server/access/revocations.ts'
import { nodeSqlitePlatform } from '../../shared/node/sqlite-platform.ts'
import { decodeRevocation } from '../../shared/protocol/admission.ts'
import { holderOf } from '../../shared/protocol/capability.ts'
import { closeCode, limits } from '../../shared/protocol/messages.ts'
import { encodeMinutaFrame } from '../../shared/protocol/minuta-frames.ts'
import { SqliteRoomStore } from '../../shared/storage/sqlite-room-store.ts'
import { fetchTicket, invite, newWorkshop, ProvenPeer, revocationOf, ticketProtocols } from '../helpers/access.ts'
import { seededRandom } from '../helpers/random.ts'
import { RawPeer } from '../helpers/raw-peer.ts'
import { RelayProcess } from '../helpers/relay-process.ts'
import { folderFor, releasesOfEach } from '../helpers/releases.ts'
import { when } from '../helpers/when.ts'

const killCount = process.env['MINUTA_FUZZ'] === 'long' ? 200 : 6
const seed = Number(process.env['MINUTA_SEED'] ?? 20)

describe('taking an invite back', () => {
  const releases = releasesOfEach()

  const start = async (): Promise<RelayProcess> => {
    const folder = folderFor(releases)
    const relay = await RelayProcess.start(folder, ['--access', 'invite'])
    releases.push(() => relay.stop())
    return relay
  }

  it('AC20: everybody who came by it, or was invited by who did, is cut off within two seconds with tickets and sessions, and nobody else', async () => {
    const relay = await start()
    const { workshop, owner } = newWorkshop()
    const facilitator = invite(owner, 'facilitator')
    const taken = invite(facilitator, 'facilitator')
    const below = invite(taken, 'viewer')
    const other = invite(facilitator, 'participant')
    const peers = await Promise.all(Array.from({ length: 50 }, (_, index) => ProvenPeer.connect(relay.url, workshop, index % 2 === 0 ? taken : below)))
    const responses = await ProvenPeer.connect(relay.url, workshop, below, { document: 'responses' })
    const bystander = await ProvenPeer.connect(relay.url, workshop, other)
    const ana = await ProvenPeer.connect(relay.url, workshop, facilitator)
    const ticket = await fetchTicket(relay.httpUrl, workshop, below)
    const blob = `${relay.httpUrl}/blob/${workshop}/${'0'.repeat(64)}`
    const authorization = responses.authorization
    expect((await fetch(blob, { headers: { authorization } })).status).toBe(404)
    const start1 = performance.now()
    ana.send(encodeMinutaFrame({ type: 'revoke', revocation: revocationOf(facilitator, taken) }))
    expect(new Set(await Promise.all([...peers, responses].map(({ closed }) => closed)))).toEqual(new Set([closeCode.inviteRevoked]))
    expect(performance.now() - start1).toBeLessThan(2_000)
    await when('the facilitator is told', () => ana.relayFrames.some((frame) => frame.type === 'revoked'))
    expect(ana.relayFrames.find((frame) => frame.type === 'revoked')).toEqual({ type: 'revoked', subject: holderOf(taken.capability) })
    expect((await fetch(blob, { headers: { authorization } })).status).toBe(401)
    const stranger = await RawPeer.connect(relay.url, workshop, ticketProtocols(ticket))
    expect(await stranger.closed).toBe(closeCode.inviteRevoked)
    expect([bystander.isOpen, ana.isOpen]).toEqual([true, true])
    for (const gone of [taken, below]) expect(await (await ProvenPeer.connect(relay.url, workshop, gone)).closed).toBe(closeCode.inviteRevoked)
    // Again is harmless.
    ana.send(encodeMinutaFrame({ type: 'revoke', revocation: revocationOf(facilitator, taken) }))
    expect(await ana.settled()).toBeNull()
    for (const peer of [bystander, ana]) peer.destroy()
  })

  it('AC95: what is on its way to or from somebody whose invite is taken back ends with it, and nothing of it is kept', async () => {
    const relay = await start()
    const { workshop, owner } = newWorkshop()
    const [reading, writing] = [invite(owner, 'viewer'), invite(owner, 'rapporteur')]
    const ana = await ProvenPeer.connect(relay.url, workshop, owner)
    const [vic, rap] = [await ProvenPeer.connect(relay.url, workshop, reading), await ProvenPeer.connect(relay.url, workshop, writing)]
    const pathOf = (bytes: Uint8Array): string => `/blob/${workshop}/${createHash('sha256').update(bytes).digest('hex')}`
    const statusOf = async (path: string, init: RequestInit = {}): Promise<number> => (await fetch(`${relay.httpUrl}${path}`, { ...init, headers: { authorization: ana.authorization } })).status
    // More than the buffers of the system hold.
    const large = new Uint8Array(randomBytes(limits.maxBlobBytes))
    expect(await statusOf(pathOf(large), { method: 'PUT', body: large })).toBe(201)
    const request = (text: string): Socket => {
      const socket = connect(Number(new URL(relay.url).port), '127.0.0.1')
      socket.on('error', () => undefined)
      socket.write(`${text} HTTP/1.1\r\nHost: ${new URL(relay.url).host}\r\nConnection: close\r\n`)
      return socket
    }
    const download = request(`GET ${pathOf(large)}`)
    download.write(`Authorization: ${vic.authorization}\r\n\r\n`)
    await once(download, 'readable')
    const small = new Uint8Array(randomBytes(1_000))
    const upload = request(`PUT ${pathOf(small)}`)
    upload.write(`Authorization: ${rap.authorization}\r\nContent-Length: ${small.length}\r\n\r\n`)
    upload.write(small.subarray(0, 500))
    const drafts = join(relay.dataFolder, 'blobs', 'drafts')
    await when('half of it is there', () => readdirSync(drafts).some((name) => statSync(join(drafts, name)).size === 500))
    for (const taken of [reading, writing]) ana.send(encodeMinutaFrame({ type: 'revoke', revocation: revocationOf(owner, taken) }))
    expect(await Promise.all([vic, rap].map(({ closed }) => closed))).toEqual([closeCode.inviteRevoked, closeCode.inviteRevoked])
    upload.write(small.subarray(500))
    const [answer] = (await once(upload, 'data')) as [Buffer]
    expect(answer.toString()).toContain('HTTP/1.1 401')
    let received = 0
    download.on('data', (chunk: Buffer) => {
      received += chunk.length
    })
    await once(download, 'close')
    expect(received).toBeLessThan(large.length)
    expect(await statusOf(pathOf(small))).toBe(404)
    await when('nothing of it is kept', () => readdirSync(drafts).length === 0)
    upload.destroy()
    ana.destroy()
  })

  it('AC21: only a facilitator of this workshop takes an invite back', async () => {
    const relay = await start()
    const { workshop, owner } = newWorkshop()
    const [one, two, victim] = [invite(owner, 'facilitator'), invite(owner, 'facilitator'), invite(owner, 'participant')]
    const attempts: [Parameters<typeof ProvenPeer.connect>[2], Uint8Array, number][] = [
      [invite(owner, 'rapporteur'), revocationOf(owner, victim), closeCode.roleForbids],
      [one, revocationOf(invite(owner, 'rapporteur'), victim), closeCode.roleForbids],
      [one, revocationOf(newWorkshop().owner, victim), closeCode.roleForbids],
      [one, revocationOf({ ...one, secret: two.secret }, victim), closeCode.roleForbids],
      [one, Uint8Array.from([1, 2, 3]), closeCode.malformedFrame],
    ]
    for (const [sender, revocation, code] of attempts) {
      const peer = await ProvenPeer.connect(relay.url, workshop, sender)
      peer.send(encodeMinutaFrame({ type: 'revoke', revocation }))
      expect(await peer.closed).toBe(code)
    }
    const still = await ProvenPeer.connect(relay.url, workshop, victim)
    expect(still.admitted?.role).toBe('participant')
    still.destroy()
  })

  it('AC72: what somebody signed who was taken back counts when somebody else passes it on, and costs them nothing', async () => {
    const relay = await start()
    const { workshop, owner } = newWorkshop()
    const [ana, ben, guy] = [invite(owner, 'facilitator'), invite(owner, 'facilitator'), invite(owner, 'rapporteur')]
    const cut = await ProvenPeer.connect(relay.url, workshop, guy)
    const peer = await ProvenPeer.connect(relay.url, workshop, owner)
    peer.send(encodeMinutaFrame({ type: 'revoke', revocation: revocationOf(owner, ana) }))
    peer.send(encodeMinutaFrame({ type: 'revoke', revocation: revocationOf(ana, guy) }))
    expect(await cut.closed).toBe(closeCode.inviteRevoked)
    // Two who took each other back.
    peer.send(encodeMinutaFrame({ type: 'revoke', revocation: revocationOf(ana, ben) }))
    peer.send(encodeMinutaFrame({ type: 'revoke', revocation: revocationOf(ben, ana) }))
    expect(await peer.settled()).toBeNull()
    expect(peer.relayFrames.flatMap((frame) => (frame.type === 'revoked' ? [frame.subject] : []))).toEqual([ana, guy, ben, ana].map(({ capability }) => holderOf(capability)))
    for (const gone of [ana, ben, guy]) expect(await (await ProvenPeer.connect(relay.url, workshop, gone)).closed).toBe(closeCode.inviteRevoked)
    peer.destroy()
  })

  it('AC22: what is on the disk counts, also when the relay was killed before it acted', async () => {
    const relay = await start()
    const { workshop, owner } = newWorkshop()
    const taken = invite(owner, 'rapporteur')
    const peer = await ProvenPeer.connect(relay.url, workshop, taken)
    expect(peer.admitted?.role).toBe('rapporteur')
    await relay.kill()
    const store = new SqliteRoomStore(nodeSqlitePlatform, { path: join(relay.dataFolder, 'relay.sqlite') })
    new Revocations(store).keep(workshop, decodeRevocation(revocationOf(owner, taken)))
    store.close()
    await relay.restart()
    expect(await (await ProvenPeer.connect(relay.url, workshop, taken)).closed).toBe(closeCode.inviteRevoked)
  })

  it(`AC22: ${killCount} kills at any moment bring no invite back that was said to be taken back (seed ${seed})`, async () => {
    const random = seededRandom(seed)
    const relay = await start()
    const { workshop, owner } = newWorkshop()
    for (let kill = 0; kill < killCount; kill += 1) {
      const taken = Array.from({ length: 20 }, () => invite(owner, 'viewer'))
      const ana = await ProvenPeer.connect(relay.url, workshop, owner)
      const told = (): Set<string> => new Set(ana.relayFrames.flatMap((frame) => (frame.type === 'revoked' ? [Buffer.from(frame.subject).toString('hex')] : [])))
      for (const one of taken) ana.send(encodeMinutaFrame({ type: 'revoke', revocation: revocationOf(owner, one) }))
      const wanted = 1 + random.below(taken.length)
      await when('some are told', () => told().size >= wanted)
      await relay.kill()
      await ana.closed
      await relay.restart()
      const codes = await Promise.all(taken.filter((one) => told().has(Buffer.from(holderOf(one.capability)).toString('hex'))).map(async (one) => (
        (await ProvenPeer.connect(relay.url, workshop, one)).closed
      )))
      expect(codes.length).toBeGreaterThanOrEqual(wanted)
      expect(new Set(codes)).toEqual(new Set([closeCode.inviteRevoked]))
    }
  }, 60_000 + killCount * 5_000)
})
