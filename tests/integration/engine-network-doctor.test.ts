/** The network doctor against real sockets: each way in which joining fails is named. */
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer as createHttpServer, type RequestListener } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net'
import type { NetworkInterfaceInfo } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { Access } from '../../main/engine/access/access.ts'
import { Vault } from '../../main/engine/access/vault.ts'
import { EngineValues } from '../../main/engine/engine-values.ts'
import { diagnose } from '../../main/engine/joining/network-doctor.ts'
import type { Diagnosis } from '../../shared/ipc/engine-port.ts'
import { makeCertificate } from '../../shared/node/certificate.ts'
import { pinOf } from '../../shared/node/certificate-pin.ts'
import { nodeSignatures } from '../../shared/node/node-signatures.ts'
import { toBase64Url } from '../../shared/protocol/base64url.ts'
import { joinLink, parseJoinLink, type JoinTarget } from '../../shared/protocol/join-link.ts'
import { MemoryRoomStore } from '../../shared/storage/memory-room-store.ts'
import { createAlone, createShared, inviteFor, linkOf, openRoom, share, startAskingRelay } from '../helpers/access-hosts.ts'
import { invite, newWorkshop, nowSeconds } from '../helpers/access.ts'
import { startRelay } from '../helpers/hosts.ts'
import { startSilentPort } from '../helpers/silent-port.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const { workshop, owner } = newWorkshop()
const guest = invite(owner, 'viewer')

/** One network that a computer is in. */
function networkOf(cidr: string, internal = false): readonly NetworkInterfaceInfo[] {
  return [{ address: cidr.split('/')[0] ?? '', netmask: '', family: 'IPv4', mac: '00:00:00:00:00:00', internal, cidr }]
}

const elsewhere = networkOf('10.20.30.40/24')

/** What the doctor says of a link to `urls`, in at most eight seconds; `interfaces`: those of this computer. */
async function examine(urls: readonly string[], { pin = null, token = guest, interfaces = elsewhere }: Partial<JoinTarget> & { pin?: string | null; interfaces?: readonly NetworkInterfaceInfo[] } = {}): Promise<Diagnosis> {
  const store = new MemoryRoomStore()
  const access = new Access(new EngineValues(store), new Vault(store, []), nodeSignatures)
  const before = performance.now()
  const diagnosis = await diagnose({ relay: { urls, pin }, workshop, token }, access, new AbortController().signal, interfaces)
  expect(performance.now() - before).toBeLessThan(8_000)
  return diagnosis
}

/** The reason, and the checks that were good before it. */
function reasonOf({ findings, isGood }: Diagnosis): readonly [string, string, readonly string[]] {
  const bad = findings.find(({ outcome }) => outcome === 'bad')
  expect(isGood).toBe(bad === undefined)
  return [bad?.check ?? '', bad?.detail ?? '', findings.filter(({ outcome }) => outcome === 'good').map(({ check }) => check)]
}

async function listen(server: Server): Promise<string> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => sockets.add(socket))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function serve(answer: RequestListener): Promise<string> {
  return `ws://${await listen(createHttpServer(answer))}`
}

test('EN60 without a network the doctor says so and tries nothing', async () => {
  const diagnosis = await examine(['ws://192.168.7.9:4455'], { interfaces: networkOf('127.0.0.1/8', true) })
  expect(reasonOf(diagnosis)).toEqual(['network', 'no-network', []])
  expect(diagnosis.findings.map(({ check }) => check)).toEqual(['network', 'address', 'port', 'captive-portal', 'certificate', 'relay', 'access'])
})

test('EN60 a port where nobody listens, one that never answers, and an address in another network are told apart', async () => {
  const closed = createTcpServer()
  const host = await listen(closed)
  closed.close()
  await once(closed, 'close')
  const here = networkOf('127.0.0.1/8')
  expect(reasonOf(await examine([`ws://${host}`], { interfaces: here }))).toEqual(['port', 'refused', ['network', 'address']])
  const silent = await startSilentPort()
  expect(reasonOf(await examine([`ws://${silent}`], { interfaces: here }))).toEqual(['port', 'no-answer', ['network', 'address']])
  const diagnosis = await examine([`ws://${silent}`])
  expect(reasonOf(diagnosis)).toEqual(['address', 'other-network', ['network']])
  expect(diagnosis.findings.find(({ check }) => check === 'address')?.values).toEqual(['10.20.30.40', silent])
})

test('EN60 a name that does not exist is named', async () => {
  expect(reasonOf(await examine(['wss://relay.invalid']))).toEqual(['address', 'no-such-host', ['network']])
})

test.each<[string, RequestListener]>([
  ['a redirect', (_request, response) => response.writeHead(302, { location: 'http://login.example' }).end()],
  ['a page', (_request, response) => response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<h1>Welcome</h1>')],
])('EN60 a login page in between is recognised: %s', async (_name, answer) => {
  expect(reasonOf(await examine([await serve(answer)]))).toEqual(['captive-portal', 'login-page', ['network', 'address', 'port']])
})

test('EN60 somebody else’s web server and a port that says nothing are no relay', async () => {
  const web = await serve((_request, response) => response.writeHead(404).end('not here'))
  expect(reasonOf(await examine([web]))).toEqual(['relay', 'not-a-relay', ['network', 'address', 'port', 'captive-portal']])
  const mute = `ws://${await listen(createTcpServer())}`
  expect(reasonOf(await examine([mute]))).toEqual(['relay', 'not-a-relay', ['network', 'address', 'port', 'captive-portal']])
})

test('EN60 another certificate than the pinned one, and one that no authority knows, are named', async () => {
  const [own, other] = [await makeCertificate(), await makeCertificate()]
  const url = `wss://${await listen(createHttpsServer({ key: own.key, cert: own.certificate }, (_request, response) => response.writeHead(200).end('ok')))}`
  expect(reasonOf(await examine([url], { pin: toBase64Url(pinOf(other.certificate)) }))).toEqual(['certificate', 'other-certificate', ['network', 'address', 'port', 'captive-portal']])
  expect(reasonOf(await examine([url]))[1]).toBe('other-certificate')
})

test('EN60 a wrong, an expired, a missing and a revoked invite are told apart from everything else', async () => {
  const good = ['network', 'address', 'port', 'captive-portal', 'relay']
  const relay = await startAskingRelay()
  expect(reasonOf(await examine([relay.url], { token: newWorkshop().owner }))).toEqual(['access', 'invite-wrong', good])
  const expired = invite(owner, 'viewer', { issuedAt: nowSeconds() - 100, expiresAt: nowSeconds() - 10 })
  expect(reasonOf(await examine([relay.url], { token: expired }))).toEqual(['access', 'invite-expired', good])
  expect(reasonOf(await examine([relay.url], { token: null }))).toEqual(['access', 'invite-missing', good])
  expect(reasonOf(await examine([relay.url]))).toEqual(['', '', [...good, 'access']])

  const here = await createShared()
  const taken = await inviteFor(here, 'viewer')
  const link = linkOf(taken)
  await here.window.call('revokeInvite', here.id, taken.id)
  let reason = ''
  while (reason !== 'invite-revoked') reason = reasonOf(await here.window.call('diagnose', link))[1]
})

test('EN60 when all is well the doctor says so, through a pinned certificate and past addresses that lead nowhere', async () => {
  const here = await createAlone()
  const room = await openRoom(here)
  await share(here, room.address)
  const target = parseJoinLink(linkOf(await inviteFor(here, 'participant')))
  if (target === null) throw new Error('no link')
  const urls = ['wss://127.0.0.1:1', `wss://${await startSilentPort()}`, ...target.relay.urls]
  const diagnosis = await here.window.call('diagnose', joinLink({ ...target, relay: { ...target.relay, urls } }))
  expect(reasonOf(diagnosis)).toEqual(['', '', ['network', 'address', 'port', 'captive-portal', 'certificate', 'relay', 'access']])
})

test('EN151 a relay in a folder of a proxy, which has pages for browsers, is no login page', async () => {
  const pages = temporaryFolder()
  onTestFinished(() => pages.remove())
  writeFileSync(join(pages.path, 'index.html'), '<title>Guests</title>')
  const relay = await startRelay(['--access', 'invite', '--pages', pages.path])
  expect(reasonOf(await examine([`${relay.url}/minuta`]))).toEqual(['', '', ['network', 'address', 'port', 'captive-portal', 'relay', 'access']])
})
