/** Strangers in front of the door: many sockets that say nothing, and what logs give away. */
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { Access } from '../../server/access/access.ts'
import { collectGarbage } from '../../server/compaction/collect-garbage.ts'
import { OwnHosts } from '../../server/http/own-hosts.ts'
import { listen } from '../../server/sockets/listener.ts'
import { Rooms } from '../../server/room/rooms.ts'
import { Sockets } from '../../server/sockets/sockets.ts'
import { closeCode, limits, subprotocol } from '../../shared/protocol/messages.ts'
import { encodeMinutaFrame } from '../../shared/protocol/minuta-frames.ts'
import { encodeSync, encodeAwareness } from '../../shared/protocol/sync-frames.ts'
import { encodeInviteToken } from '../../shared/protocol/join-link.ts'
import { MemoryRoomStore } from '../../shared/storage/memory-room-store.ts'
import { fetchTicket, invite, newWorkshop, ProvenPeer, provenClient, revocationOf, ticketProtocols } from '../helpers/access.ts'
import { RawPeer } from '../helpers/raw-peer.ts'
import { RelayProcess } from '../helpers/relay-process.ts'
import { folderFor, releasesOfEach } from '../helpers/releases.ts'
import { when } from '../helpers/when.ts'

const silentCount = 2_000

describe('strangers', () => {
  const releases = releasesOfEach()

  const start = async (options: readonly string[] = ['--access', 'invite']): Promise<RelayProcess> => {
    const folder = folderFor(releases)
    const relay = await RelayProcess.start(folder, options)
    releases.push(() => relay.stop())
    return relay
  }
  const residentBytes = (pid: number): number => Number(/VmRSS:\s+(?<kb>\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.groups?.['kb'] ?? 0) * 1_024
  const figure = async (relay: RelayProcess, name: string): Promise<number> => {
    const text = await (await fetch(`${relay.httpUrl}/metrics`)).text()
    return Number(new RegExp(`^${name} (?<value>\\S+)$`, 'm').exec(text)?.groups?.['value'] ?? Number.NaN)
  }

  it(`AC5: ${silentCount} sockets that say nothing cost little, are gone after ${limits.maxAdmissionMs / 1_000} s, and nobody inside notices`, async () => {
    const relay = await start()
    const { workshop, owner } = newWorkshop()
    const [ana, ben] = [provenClient(relay.url, workshop, owner), provenClient(relay.url, workshop, owner, { name: 'Ben' })]
    releases.push(() => ana.destroy(), () => ben.destroy())
    await when('in', () => ana.provider.synced && ben.provider.synced)
    const before = residentBytes(relay.pid)
    const strangers: RawPeer[] = []
    while (strangers.length < silentCount) {
      strangers.push(...await Promise.all(Array.from({ length: 100 }, () => RawPeer.connect(relay.url, newWorkshop().workshop, [subprotocol]))))
    }
    const opened = performance.now()
    expect(await figure(relay, 'minuta_rooms')).toBe(1)
    let slowest = 0
    for (let word = 1; word <= 20; word += 1) {
      const sent = performance.now()
      ana.text.insert(0, 'x')
      await when('Ben has it', () => ben.text.length === word)
      slowest = Math.max(slowest, performance.now() - sent)
    }
    expect(slowest).toBeLessThan(1_000)
    expect(residentBytes(relay.pid) - before).toBeLessThan(64 * 1_024 * 1_024)
    const codes = await Promise.all(strangers.map(({ closed }) => closed))
    expect(new Set(codes)).toEqual(new Set([closeCode.notAdmitted]))
    expect(performance.now() - opened).toBeLessThan(limits.maxAdmissionMs + 10_000)
    expect(await figure(relay, 'minuta_rooms')).toBe(1)
    expect(await figure(relay, 'minuta_unadmitted_sockets')).toBe(0)
    expect([ana.codes, ben.codes]).toEqual([[], []])
  })

  it('AC5: one address can hold a bounded number of them, and there is room again when one leaves', async () => {
    const access = new Access(new MemoryRoomStore(), () => ({ kind: 'invite', proof: new Uint8Array() }), () => undefined)
    const rooms = new Rooms(new MemoryRoomStore(), () => undefined)
    const sockets = new Sockets({ access, rooms, hosts: new OwnHosts([]), log: () => undefined, onRefused: () => undefined, isUnencrypted: false })
    const listener = await listen({
      port: 0, host: '127.0.0.1', tls: null,
      onRequest: (_request, response) => response.end(),
      onUpgrade: (request, stream, head) => sockets.upgrade(request, stream, head),
    })
    releases.push(() => listener.close(), () => rooms.dispose())
    for (let count = 0; count < limits.maxUnadmittedPerAddress; count += 1) expect(access.unadmitted.enter('127.0.0.1')).toBe(true)
    const url = `ws://127.0.0.1:${listener.port}`
    const oneTooMany = await RawPeer.connect(url, newWorkshop().workshop, [subprotocol])
    expect(await oneTooMany.closed).toBe(closeCode.tooMany)
    expect(oneTooMany.frames).toEqual([])
    access.unadmitted.leave('127.0.0.1')
    const next = await RawPeer.connect(url, newWorkshop().workshop, [subprotocol])
    await when('challenged', () => next.frames.length === 1)
    expect(access.unadmitted.total).toBe(limits.maxUnadmittedPerAddress)
    next.destroy()
    await when('it has left', () => access.unadmitted.total === limits.maxUnadmittedPerAddress - 1)
    for (let count = 0; count < limits.maxUnadmitted - limits.maxUnadmittedPerAddress + 1; count += 1) access.unadmitted.enter(`192.0.2.${count}`)
    expect(access.unadmitted.enter('198.51.100.1')).toBe(false)
  })

  it('AC83: who is refused for a path that is no room is counted and read no further than anybody else outside', async () => {
    const access = new Access(new MemoryRoomStore(), () => ({ kind: 'invite', proof: new Uint8Array() }), () => undefined)
    const rooms = new Rooms(new MemoryRoomStore(), () => undefined)
    const sockets = new Sockets({ access, rooms, hosts: new OwnHosts([]), log: () => undefined, onRefused: () => undefined, isUnencrypted: false })
    const listener = await listen({ port: 0, host: '127.0.0.1', tls: null, onRequest: (_request, response) => response.end(), onUpgrade: (request, stream, head) => sockets.upgrade(request, stream, head) })
    releases.push(() => listener.close(), () => rooms.dispose())
    const kept = (): number => {
      collectGarbage()
      return process.memoryUsage().arrayBuffers
    }
    const stranger = connect(listener.port, '127.0.0.1')
    stranger.on('error', () => undefined)
    stranger.write(`GET /x HTTP/1.1\r\nHost: 127.0.0.1:${listener.port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: minuta.1\r\n\r\n`)
    await once(stranger, 'data')
    expect(access.unadmitted.total).toBe(1)
    // The head of a frame of 16 MiB, masked, and then 12 MiB of it.
    const head = Buffer.alloc(14)
    head.writeUInt16BE(0x82ff, 0)
    head.writeBigUInt64BE(BigInt(limits.maxFrameBytes), 2)
    stranger.write(head)
    const piece = Buffer.alloc(1024 * 1024)
    const before = kept()
    let most = 0
    for (let count = 0; count < 12; count += 1) {
      await new Promise((resolve) => stranger.write(piece, resolve))
      most = Math.max(most, kept() - before)
    }
    expect(most).toBeLessThan(4 * 1024 * 1024)
    await when('cut off', () => access.unadmitted.total === 0)
    stranger.destroy()
  })

  it('AC83: an answer that nobody reads is cut off, one that is read is not', async () => {
    const ends: string[] = []
    const listener = await listen({
      port: 0, host: '127.0.0.1', tls: null, idleTimeoutMs: 300,
      onRequest: (_request, response) => {
        response.on('close', () => ends.push(response.writableFinished ? 'whole' : 'cut off'))
        response.end(Buffer.alloc(12_000_000))
      },
      onUpgrade: () => undefined,
    })
    releases.push(() => listener.close())
    const stranger = connect(listener.port, '127.0.0.1')
    stranger.on('error', () => undefined)
    stranger.pause()
    stranger.write('GET /assets/large.js HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n')
    await when('cut off', () => ends.length > 0)
    expect(ends).toEqual(['cut off'])
    expect((await (await fetch(`http://127.0.0.1:${listener.port}/assets/large.js`)).arrayBuffer()).byteLength).toBe(12_000_000)
    stranger.destroy()
  })

  it('AC41: a request that comes drop by drop, or with endless headers, is cut off', async () => {
    const relay = await start()
    const talk = (text: string): Promise<{ answer: string; ms: number }> => new Promise((resolve) => {
      const opened = performance.now()
      const socket = connect(Number(new URL(relay.url).port), '127.0.0.1')
      let answer = ''
      socket.on('data', (data) => {
        answer += data.toString('latin1')
      })
      socket.on('error', () => undefined)
      socket.on('close', () => resolve({ answer, ms: performance.now() - opened }))
      socket.write(text)
    })
    const slow = await talk('GET /healthz HTTP/1.1\r\nHost: 127.')
    expect(slow.answer).toContain('408')
    expect(slow.ms).toBeLessThan(15_000)
    expect((await talk(`GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`)).answer).toContain('431')
  })

  it('AC51: no name, organisation, word, workshop, secret, session or ticket stands in the log, whatever went wrong', async () => {
    const relay = await start()
    const { workshop, owner } = newWorkshop()
    const canaries = new Set<string>([workshop])
    const watch = (bytes: Uint8Array): void => {
      for (const encoding of ['hex', 'base64', 'base64url'] as const) canaries.add(Buffer.from(bytes).toString(encoding).slice(0, 20))
    }
    const facilitator = invite(owner, 'facilitator')
    const viewer = invite(facilitator, 'viewer')
    for (const { secret, capability } of [owner, facilitator, viewer]) {
      watch(secret)
      watch(capability.workshopKey)
      for (const { subject, signature } of capability.grants) for (const bytes of [subject, signature]) watch(bytes)
      canaries.add(encodeInviteToken({ secret, capability }).slice(0, 40))
    }
    const ana = provenClient(relay.url, workshop, owner, { name: 'CanaryName' })
    releases.push(() => ana.destroy())
    await when('in', () => ana.provider.synced)
    ana.text.insert(0, 'CanaryWord')
    for (const word of ['CanaryName', 'CanaryWord', 'CanaryQuery']) canaries.add(word)
    const peers = await Promise.all([facilitator, viewer, viewer, viewer].map((by) => ProvenPeer.connect(relay.url, workshop, by, { name: 'CanaryName' })))
    const [fac, writer, wrong, revoked] = peers
    for (const peer of peers) watch(peer.admitted?.session ?? new Uint8Array())
    writer?.send(encodeSync(2, new TextEncoder().encode('CanaryWord')))
    wrong?.send(encodeAwareness([{ client: 1, clock: 1, state: '{"CanaryName":' }]))
    const ticket = await fetchTicket(relay.httpUrl, workshop, viewer, { name: 'CanaryName' })
    canaries.add(ticket)
    const stock = await RawPeer.connect(relay.url, `${workshop}?token=CanaryQuery`, ticketProtocols(ticket))
    stock.send('CanaryWord')
    const again = await RawPeer.connect(relay.url, workshop, ticketProtocols(ticket))
    const expired = await ProvenPeer.connect(relay.url, workshop, invite(owner, 'viewer', { expiresAt: 1 }), { name: 'CanaryName' })
    await fetch(`${relay.httpUrl}/blob/${workshop}/${'0'.repeat(64)}?CanaryQuery`, { method: 'PUT', body: 'CanaryWord', headers: { authorization: fac?.authorization ?? '' } })
    await Promise.all([writer?.closed, wrong?.closed, stock.closed, again.closed, expired.closed])
    fac?.send(encodeMinutaFrame({ type: 'revoke', revocation: revocationOf(owner, viewer) }))
    expect(await revoked?.closed).toBe(closeCode.inviteRevoked)
    fac?.destroy()
    await relay.stop()
    const log = relay.log.join('\n')
    expect(relay.log.length).toBeGreaterThan(3)
    for (const line of relay.log) expect(JSON.parse(line)).toMatchObject({ time: expect.any(String), event: expect.any(String) })
    expect([...canaries].filter((canary) => log.includes(canary))).toEqual([])
  })
})
