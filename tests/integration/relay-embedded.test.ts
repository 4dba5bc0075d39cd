import { spawn } from 'node:child_process'
import { createServer } from 'node:http'
import { request } from 'node:https'
import { once } from 'node:events'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { connect as connectTls } from 'node:tls'
import { describe, expect, it } from 'vitest'
import { makeCertificate } from '../../shared/node/certificate.ts'
import { pinOf } from '../../shared/node/certificate-pin.ts'
import { nodeSignatures } from '../../shared/node/node-signatures.ts'
import type { AdmittedWorkshop } from '../../shared/ipc/relay-control.ts'
import type { WorkshopId } from '../../shared/model/ids.ts'
import { isRelayVouchedFor, signRelay } from '../../shared/protocol/admission.ts'
import { toBase64Url } from '../../shared/protocol/base64url.ts'
import { closeCode, subprotocol } from '../../shared/protocol/messages.ts'
import { encodeMinutaFrame } from '../../shared/protocol/minuta-frames.ts'
import { fetchTicket, invite, newWorkshop, nowSeconds, proof, ProvenPeer, provenClient, relayFrame } from '../helpers/access.ts'
import { EmbeddedRelay } from '../helpers/embedded-relay.ts'
import { RawPeer } from '../helpers/raw-peer.ts'
import { RelayProcess } from '../helpers/relay-process.ts'
import { folderFor, releasesOfEach } from '../helpers/releases.ts'
import { when } from '../helpers/when.ts'

const ownCertificate = { rejectUnauthorized: false } as const

describe('the relay inside the app', () => {
  const releases = releasesOfEach()

  const folder = (): string => folderFor(releases)
  const pagesIn = (path: string): string => {
    mkdirSync(join(path, 'assets'), { recursive: true })
    writeFileSync(join(path, 'index.html'), '<title>Guests</title>')
    writeFileSync(join(path, 'assets', 'index-1.js'), 'void 0')
    writeFileSync(join(path, 'manifest.webmanifest'), '{}')
    writeFileSync(join(path, 'sw.js'), 'void 0')
    writeFileSync(join(path, 'secrets.txt'), 'not a page')
    return path
  }
  const start = async (dataDirectory: string, workshops: readonly AdmittedWorkshop[] = []) => {
    const relay = new EmbeddedRelay()
    releases.push(() => relay.stop())
    const tls = await makeCertificate()
    relay.tell({ type: 'start', dataDirectory, port: 0, tls, pagesDirectory: pagesIn(folder()), workshops })
    return { relay, pin: pinOf(tls.certificate), port: (await relay.heard('listening')).port }
  }

  it('AC61: it speaks TLS with the certificate that it was given, and proves that a facilitator vouches for it', async () => {
    const { relay, pin, port } = await start(folder())
    const { workshop, owner } = newWorkshop()
    const proof = signRelay(nodeSignatures, owner.capability, owner.secret, pin)
    relay.tell({ type: 'admit', workshop, proof: toBase64Url(proof) })
    const socket = connectTls({ host: '127.0.0.1', port, ...ownCertificate })
    await once(socket, 'secureConnect')
    expect(pinOf(socket.getPeerCertificate().raw)).toEqual(pin)
    socket.destroy()
    const url = `wss://127.0.0.1:${port}`
    const ana = provenClient(url, workshop, owner, { tls: ownCertificate })
    const ben = provenClient(url, workshop, invite(owner, 'rapporteur'), { name: 'Ben', tls: ownCertificate })
    releases.push(() => ana.destroy(), () => ben.destroy())
    await when('in', () => ana.provider.synced && ben.provider.synced)
    ana.text.insert(0, 'x')
    await when('seen', () => ben.text.toJSON() === 'x')
    expect((await relay.heard('peers')).count).toBe(2)
    const stranger = await RawPeer.connect(url, workshop, [subprotocol], ownCertificate)
    await when('challenged', () => stranger.frames.length === 1)
    const challenge = relayFrame(stranger.frames[0] ?? new Uint8Array())
    const offered = challenge?.type === 'challenge' ? challenge.proof : new Uint8Array()
    expect(isRelayVouchedFor(nodeSignatures, offered, pin, { workshop, now: nowSeconds(), isRevoked: () => false })).toBe(true)
    stranger.destroy()
  })

  it('AC62: it lets in only workshops that were named; one without a key is open to who knows its id, one with a key never is', async () => {
    const { relay, port } = await start(folder())
    const url = `wss://127.0.0.1:${port}`
    const { workshop, owner } = newWorkshop()
    expect((await ProvenPeer.connect(url, workshop, owner, { tls: ownCertificate })).admitted).toBeUndefined()
    relay.tell({ type: 'admit', workshop, proof: '' })
    const keyless = '7f0d3a52-7d33-4c0a-9b89-3f1f3c7f2f10' as WorkshopId
    relay.tell({ type: 'admit', workshop: keyless, proof: '' })
    relay.tell({ type: 'admit-browsers', isAllowed: false })
    await relay.heard('browsers')
    const peer = await ProvenPeer.connect(url, workshop, owner, { tls: ownCertificate })
    expect(peer.admitted?.role).toBe('facilitator')
    peer.destroy()
    const unasked = await RawPeer.connect(url, workshop, [subprotocol], ownCertificate)
    unasked.send(Uint8Array.from([0, 0, 1, 0]))
    expect(await unasked.closed).toBe(closeCode.notAdmitted)
    const open = await RawPeer.connect(url, keyless, [], ownCertificate)
    expect(await open.settled()).toBeNull()
    expect(open.frames[0]?.[0]).toBe(0)
    open.destroy()
    const unnamed = await RawPeer.connect(url, '7f0d3a52-7d33-4c0a-9b89-3f1f3c7f2f11', [], ownCertificate)
    expect(await unnamed.closed).toBe(closeCode.noSuchRoom)
  })

  it('AC63: browsers get pages and a plain connection on a port of its own, for participants and viewers only, while it is allowed', async () => {
    const { relay, port } = await start(folder())
    const { workshop, owner } = newWorkshop()
    relay.tell({ type: 'admit', workshop, proof: '' })
    relay.tell({ type: 'admit-browsers', isAllowed: true })
    const plain = (await relay.heard('browsers')).port ?? 0
    const keyless = 'founding-meeting-2026' as WorkshopId
    relay.tell({ type: 'admit', workshop: keyless, proof: '' })
    const [url, httpUrl] = [`ws://127.0.0.1:${plain}`, `http://127.0.0.1:${plain}`]
    for (const role of ['facilitator', 'rapporteur'] as const) {
      expect(await (await ProvenPeer.connect(url, workshop, invite(owner, role))).closed).toBe(closeCode.roleForbids)
      await expect(fetchTicket(httpUrl, workshop, invite(owner, role))).rejects.toThrow('403')
    }
    // Everybody would be a facilitator there.
    expect(await (await RawPeer.connect(url, keyless)).closed).toBe(closeCode.roleForbids)
    const guest = provenClient(url, workshop, invite(owner, 'participant'), { document: 'responses', name: 'Gus' })
    const ana = provenClient(`wss://127.0.0.1:${port}`, workshop, owner, { document: 'responses', tls: ownCertificate })
    releases.push(() => guest.destroy(), () => ana.destroy())
    await when('in', () => guest.provider.synced && ana.provider.synced)
    guest.text.insert(0, 'yes')
    await when('seen', () => ana.text.toJSON() === 'yes')

    // What was proved on the other port counts for nothing here.
    const facilitator = await ProvenPeer.connect(`wss://127.0.0.1:${port}`, workshop, owner, { tls: ownCertificate })
    releases.push(() => facilitator.destroy())
    const blob = 'a'.repeat(64)
    expect((await fetch(`${httpUrl}/blob/${workshop}/${blob}`, { method: 'PUT', body: 'x', headers: { Authorization: facilitator.authorization } })).status).toBe(403)
    expect((await fetch(`${httpUrl}/blob/${keyless}/${blob}`, { method: 'PUT', body: 'x' })).status).toBe(403)

    const page = await fetch(`${httpUrl}/w/${workshop}`)
    expect([page.status, await page.text()]).toEqual([200, '<title>Guests</title>'])
    expect(page.headers.get('content-security-policy')).toContain(`connect-src 'self' ws://127.0.0.1:${plain} wss://127.0.0.1:${plain};`)
    for (const part of ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'"]) expect(page.headers.get('content-security-policy')).toContain(part)
    expect([page.headers.get('x-content-type-options'), page.headers.get('referrer-policy'), page.headers.get('cache-control')]).toEqual(['nosniff', 'no-referrer', 'no-cache'])
    const script = await fetch(`${httpUrl}/assets/index-1.js`)
    expect([script.headers.get('content-type'), script.headers.get('cache-control')]).toEqual(['text/javascript; charset=utf-8', 'public, max-age=31536000, immutable'])
    expect((await fetch(`${httpUrl}/manifest.webmanifest`)).headers.get('content-type')).toBe('application/manifest+json')
    expect((await fetch(`${httpUrl}/sw.js`)).status).toBe(200)
    for (const path of ['/', '/index.html', '/w/x', '/w', '/secrets.txt', '/assets', '/assets/', '/assets/../secrets.txt', '/%2e%2e/package.json', '/..%2f..%2fetc%2fpasswd', '/assets%2findex-1.js', '//etc/passwd', '/w/..%2findex']) {
      const missing = await fetch(`${httpUrl}${path}`)
      expect([path, missing.status]).toEqual([path, 404])
      expect(await missing.text()).toContain('There is no page here.')
    }
    expect((await fetch(`${httpUrl}/w/${workshop}`, { method: 'POST' })).status).toBe(404)

    relay.tell({ type: 'admit-browsers', isAllowed: false })
    await when('browsers are let go', () => guest.codes.includes(closeCode.goingAway))
    await when('told', () => relay.messages.some((message) => message.type === 'browsers' && message.port === null))
    await expect(fetch(httpUrl)).rejects.toThrow('fetch failed')
    expect(ana.codes).toEqual([])
  })

  it('AC81: once browsers are forbidden nobody gets in through their port, also not who was at the door, and who does not answer holds nothing up', async () => {
    const { relay, port } = await start(folder())
    const { workshop, owner } = newWorkshop()
    relay.tell({ type: 'admit', workshop, proof: '' })
    relay.tell({ type: 'admit-browsers', isAllowed: true })
    const url = `ws://127.0.0.1:${(await relay.heard('browsers')).port ?? 0}`
    const guest = await ProvenPeer.connect(url, workshop, invite(owner, 'viewer'))
    const late = await RawPeer.connect(url, workshop, [subprotocol])
    releases.push(() => guest.destroy(), () => late.destroy())
    await when('challenged', () => late.frames.length > 0)
    const challenge = relayFrame(late.frames[0] ?? new Uint8Array())
    if (challenge?.type !== 'challenge') throw new Error('no challenge')
    late.freeze()
    relay.tell({ type: 'admit-browsers', isAllowed: false })
    expect(await guest.closed).toBe(closeCode.goingAway)
    late.send(encodeMinutaFrame({ type: 'prove', auth: proof(invite(owner, 'viewer'), { url, room: workshop, challenge: challenge.challenge }) }))
    await when('told', () => relay.messages.some((message) => message.type === 'browsers' && message.port === null), 10_000)
    late.thaw()
    await late.closed
    expect(late.frames.map((frame) => relayFrame(frame)?.type)).toEqual(['challenge'])
    const next = newWorkshop()
    relay.tell({ type: 'admit', workshop: next.workshop, proof: '' })
    const ana = await ProvenPeer.connect(`wss://127.0.0.1:${port}`, next.workshop, next.owner, { tls: ownCertificate })
    expect(ana.admitted?.role).toBe('facilitator')
    ana.destroy()
  })

  it('AC64: it comes back on the port of the last time with everything, and on another when that is taken', async () => {
    const data = folder()
    const first = await start(data)
    const { workshop, owner } = newWorkshop()
    first.relay.tell({ type: 'admit', workshop, proof: '' })
    const ana = provenClient(`wss://127.0.0.1:${first.port}`, workshop, owner, { tls: ownCertificate })
    releases.push(() => ana.destroy())
    await when('in', () => ana.provider.synced)
    ana.text.insert(0, 'kept')
    const ben = provenClient(`wss://127.0.0.1:${first.port}`, workshop, owner, { name: 'Ben', tls: ownCertificate })
    await when('stored', () => ben.text.toJSON() === 'kept')
    ben.destroy()
    expect(await first.relay.stop()).toBe(0)
    const second = await start(data, [{ workshop, proof: '' }])
    expect(second.port).toBe(first.port)
    await when('Ana is back', () => ana.provider.synced, 15_000, () => JSON.stringify([ana.codes, ana.provider.wsconnected, second.relay.messages]))
    expect(await second.relay.stop()).toBe(0)
    const other = createServer()
    other.listen(first.port, '0.0.0.0')
    await once(other, 'listening')
    const third = await start(data, [{ workshop, proof: '' }])
    expect(third.port).not.toBe((other.address() as AddressInfo).port)
    other.close()
    const late = provenClient(`wss://127.0.0.1:${third.port}`, workshop, owner, { tls: ownCertificate })
    releases.push(() => late.destroy())
    await when('everything is there', () => late.text.toJSON() === 'kept')
  })

  it('AC84: whoever comes back to a relay that is started again is never told that their workshop is not there', async () => {
    const data = folder()
    const { workshop, owner } = newWorkshop()
    const first = await start(data, [{ workshop, proof: '' }])
    const comers = Array.from({ length: 20 }, () => provenClient(`wss://127.0.0.1:${first.port}`, workshop, owner, { tls: ownCertificate }))
    releases.push(() => {
      for (const comer of comers) comer.destroy()
    })
    await when('in', () => comers.every(({ provider }) => provider.synced))
    expect(await first.relay.stop()).toBe(0)
    await when('all are out', () => comers.every(({ provider }) => !provider.wsconnected))
    const second = await start(data, [{ workshop, proof: '' }])
    expect(second.port).toBe(first.port)
    await when('all are back', () => comers.every(({ provider }) => provider.synced))
    expect(new Set(comers.flatMap(({ codes }) => codes))).not.toContain(closeCode.noSuchRoom)
  })

  it('AC66: the relay of the command line speaks TLS with a key and certificate from files, and shows figures to who has the token', async () => {
    const data = folder()
    const { key, certificate } = await makeCertificate()
    for (const [name, text] of [['key.pem', key], ['cert.pem', certificate], ['token', 'a-token-of-sixteen-and-more\n']] as const) writeFileSync(join(data, name), text)
    const relay = await RelayProcess.start(join(data, 'relay'), ['--tls-key', join(data, 'key.pem'), '--tls-cert', join(data, 'cert.pem'), '--metrics-token-file', join(data, 'token'), '--pages', pagesIn(folder())])
    releases.push(() => relay.stop())
    expect(relay.url).toMatch(/^wss:/)
    const { workshop, owner } = newWorkshop()
    const ana = provenClient(relay.url, workshop, owner, { tls: ownCertificate })
    releases.push(() => ana.destroy())
    await when('in', () => ana.provider.synced)
    const statusOf = (path: string, headers: Record<string, string> = {}): Promise<number> => new Promise((resolve, reject) => {
      request(`${relay.httpUrl}${path}`, { ...ownCertificate, headers }, (response) => {
        response.resume()
        response.once('end', () => resolve(response.statusCode ?? 0))
      }).on('error', reject).end()
    })
    expect([await statusOf('/metrics'), await statusOf('/metrics', { authorization: 'Bearer a-token-of-sixteen-and-more' }), await statusOf(`/w/${workshop}`)]).toEqual([404, 200, 200])
  })

  it('AC90: the health check of the container finds a relay that listens, with TLS and without, and none that does not', async () => {
    const containerFile = readFileSync(new URL('../../server/Containerfile', import.meta.url), 'utf8')
    const [, command = ''] = /^HEALTHCHECK CMD (.+)$/m.exec(containerFile) ?? []
    const [program, ...args] = JSON.parse(command) as readonly string[]
    expect(program).toBe('node')
    const exitCodeAt = async (port: number): Promise<number> => {
      const [code] = (await once(spawn(process.execPath, args.map((arg) => arg.replace('4455', String(port))), { stdio: 'ignore' }), 'exit')) as [number]
      return code
    }
    const data = folder()
    const { key, certificate } = await makeCertificate()
    for (const [name, text] of [['key.pem', key], ['cert.pem', certificate]] as const) writeFileSync(join(data, name), text)
    const [plain, secured] = [await RelayProcess.start(join(data, 'plain')), await RelayProcess.start(join(data, 'secured'), ['--tls-key', join(data, 'key.pem'), '--tls-cert', join(data, 'cert.pem')])]
    releases.push(() => secured.stop())
    const ports = [plain, secured].map(({ url }) => Number(new URL(url).port))
    expect(await Promise.all(ports.map(exitCodeAt))).toEqual([0, 0])
    await plain.stop()
    expect(await exitCodeAt(ports[0] ?? 0)).toBe(1)
  })

  it('AC65: a start that fails says why, and the relay ends with the app', async () => {
    const data = folder()
    writeFileSync(join(data, 'file'), '')
    const failing = new EmbeddedRelay()
    releases.push(() => failing.stop())
    failing.tell({ type: 'start', dataDirectory: join(data, 'file'), port: 0, tls: await makeCertificate(), pagesDirectory: pagesIn(folder()), workshops: [] })
    expect(await failing.heard('failed')).toMatchObject({ reason: 'cannot-write' })
    expect(await failing.stop()).toBe(1)
    const { relay } = await start(folder())
    expect(await relay.abandon()).toBe(0)
  })
})
