import type { IncomingMessage } from 'node:http'
import { hostname, networkInterfaces } from 'node:os'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { openAdmission, type Admission, type Place } from '../../../server/access/admission.ts'
import { Doorkeeper } from '../../../server/access/doorkeeper.ts'
import { Entrances } from '../../../server/access/entrances.ts'
import { Member } from '../../../server/access/member.ts'
import { Members } from '../../../server/access/members.ts'
import { RateLimit } from '../../../server/access/rate-limit.ts'
import { Revocations } from '../../../server/access/revocations.ts'
import { shownText } from '../../../shared/util/shown-text.ts'
import { Tickets } from '../../../server/access/tickets.ts'
import { parseCommandLine } from '../../../server/config.ts'
import type { Connection } from '../../../server/sockets/connection.ts'
import { Health } from '../../../server/http/health.ts'
import { maySeeMetrics } from '../../../server/http/metrics.ts'
import { OwnHosts } from '../../../server/http/own-hosts.ts'
import { placeOfPath, placeOfTicketPath } from '../../../server/http/paths.ts'
import type { WorkshopId } from '../../../shared/model/ids.ts'
import { nodeSignatures } from '../../../shared/node/node-signatures.ts'
import { decodeRevocation } from '../../../shared/protocol/admission.ts'
import { toBase64Url } from '../../../shared/protocol/base64url.ts'
import { holderOf } from '../../../shared/protocol/capability.ts'
import type { SignaturePlatform } from '../../../shared/protocol/signatures.ts'
import { MemoryRoomStore } from '../../../shared/storage/memory-room-store.ts'
import { StorageError } from '../../../shared/storage/room-store.ts'
import { invite, newWorkshop, nowSeconds, proof, revocationOf } from '../../helpers/access.ts'

const url = 'ws://127.0.0.1:4455'
const audience = '127.0.0.1:4455'
const placeOf = (workshop: WorkshopId): Place => ({ workshop, room: workshop, document: 'notes' })

describe('the doorkeeper', () => {
  it('AC9: five hundred who come with one invite cost one check of its chain and one signature each', () => {
    let verified = 0
    const counting: SignaturePlatform = {
      ...nodeSignatures,
      verify: (...args) => {
        verified += 1
        return nodeSignatures.verify(...args)
      },
    }
    const { workshop, owner } = newWorkshop()
    const made = invite(invite(owner, 'facilitator'), 'participant')
    const doorkeeper = new Doorkeeper(counting, new Revocations(new MemoryRoomStore()))
    for (let person = 0; person < 500; person += 1) {
      const challenge = nodeSignatures.randomBytes(32)
      const verdict = doorkeeper.judge(proof(made, { url, room: workshop, challenge, name: `Person ${person}` }), { challenge, audience }, placeOf(workshop))
      expect(verdict).toMatchObject({ role: 'participant', identity: { name: `Person ${person}` } })
    }
    expect(verified).toBe(500 + 2)
  })

  it('AC9: what was genuine yesterday is still asked for its time and for revocations', () => {
    let now = Date.now()
    const store = new MemoryRoomStore()
    const { workshop, owner } = newWorkshop()
    const made = invite(owner, 'viewer', { expiresAt: nowSeconds() + 100 })
    const doorkeeper = new Doorkeeper(nodeSignatures, new Revocations(store), () => now)
    const judge = () => {
      const challenge = nodeSignatures.randomBytes(32)
      return doorkeeper.judge(proof(made, { url, room: workshop, challenge }), { challenge, audience }, placeOf(workshop))
    }
    const admission = judge() as Admission
    expect([admission.role, doorkeeper.findEnd(admission)]).toEqual(['viewer', null])
    now += 101_000
    expect([judge(), doorkeeper.findEnd(admission)]).toEqual(['inviteExpired', 'inviteExpired'])
    new Revocations(store).keep(workshop, decodeRevocation(revocationOf(owner, made)))
    expect([judge(), doorkeeper.findEnd(admission)]).toEqual(['inviteRevoked', 'inviteRevoked'])
  })

  it('AC22: a revocation that cannot be read lets nobody in', () => {
    const { workshop, owner } = newWorkshop()
    const made = invite(owner, 'viewer')
    const broken = {
      getValue: (): string | undefined => {
        throw new StorageError('corrupt', 'damaged')
      },
      setValue: () => undefined,
    }
    const challenge = nodeSignatures.randomBytes(32)
    const judge = () => new Doorkeeper(nodeSignatures, new Revocations(broken)).judge(proof(made, { url, room: workshop, challenge }), { challenge, audience }, placeOf(workshop))
    expect(judge).toThrow(StorageError)
  })

  it('AC20: a revocation counts for its workshop only', () => {
    const revocations = new Revocations(new MemoryRoomStore())
    const { workshop, owner } = newWorkshop()
    const made = invite(owner, 'viewer')
    const subject = toBase64Url(holderOf(made.capability))
    expect(revocations.has(workshop, subject)).toBe(false)
    revocations.keep(workshop, decodeRevocation(revocationOf(owner, made)))
    expect([revocations.has(workshop, subject), revocations.has(newWorkshop().workshop, subject)]).toEqual([true, false])
  })
})

describe('tickets', () => {
  const { workshop } = newWorkshop()
  const responses = `${workshop}/responses` as const

  it('AC30: a ticket opens its room once, and not after a minute', () => {
    let now = 1_000_000
    const tickets = new Tickets(() => now)
    const admission = openAdmission(workshop)
    const issue = (): string => tickets.issue(tickets.nonce(workshop), workshop, admission) ?? ''
    const first = issue()
    expect([tickets.redeem(first, workshop), tickets.redeem(first, workshop)]).toEqual([admission, null])
    const elsewhere = issue()
    expect([tickets.redeem(elsewhere, responses), tickets.redeem(elsewhere, workshop)]).toEqual([null, null])
    const late = issue()
    now += 60_000
    expect(tickets.redeem(late, workshop)).toBeNull()
  })

  it('AC31: a nonce is good once, for a minute, for its room and its relay', () => {
    let now = 1_000_000
    const tickets = new Tickets(() => now)
    const nonce = tickets.nonce(workshop)
    expect(nonce).toHaveLength(32)
    expect(tickets.isFresh(nonce, responses)).toBe(false)
    expect(new Tickets(() => now).isFresh(nonce, workshop)).toBe(false)
    expect(tickets.isFresh(nonce, workshop)).toBe(true)
    expect(tickets.issue(nonce, workshop, openAdmission(workshop))).not.toBeNull()
    expect(tickets.isFresh(nonce, workshop)).toBe(false)
    for (let at = 0; at < 32; at += 1) {
      const forged = tickets.nonce(workshop)
      forged[at] = (forged[at] ?? 0) ^ 1
      expect(tickets.isFresh(forged, workshop)).toBe(false)
    }
    expect(tickets.isFresh(new Uint8Array(31), workshop)).toBe(false)
    const late = tickets.nonce(workshop)
    now += 60_000
    expect(tickets.isFresh(late, workshop)).toBe(false)
  })

  it('AC33: one invite cannot use up those of its workshop, nor one workshop those of all, whether they are used or not', () => {
    let now = 1_000_000
    const tickets = new Tickets(() => now)
    const own = newWorkshop().workshop
    /** Each is used at once; how many were given before one was refused. */
    const take = (holder: string, max = Infinity): number => {
      for (let given = 0; given < max; given += 1) {
        const nonce = tickets.nonce(own)
        const ticket = tickets.issue(nonce, own, { ...openAdmission(own), holder })
        expect(tickets.isFresh(nonce, own)).toBe(ticket === null)
        if (ticket === null) return given
        tickets.redeem(ticket, own)
      }
      return max
    }
    expect([take('greedy'), take('other', 1)]).toEqual([4_096, 1])
    for (let holder = 0; holder < 8; holder += 1) take(`made by the owner ${holder}`)
    expect([take('greedy'), take('yet another')]).toEqual([0, 0])
    expect(tickets.issue(tickets.nonce(workshop), workshop, { ...openAdmission(workshop), holder: 'of another workshop' })).not.toBeNull()
    now += 60_000
    expect(take('greedy', 1)).toBe(1)
  }, 30_000)
})

it('AC33: who comes and goes pushes out sessions of their own, and none of somebody who is connected', () => {
  const members = new Members(() => undefined)
  const { workshop } = newWorkshop()
  const place = { room: workshop, workshop, document: 'notes' } as const
  const make = (holder: string): Member => new Member({} as Connection, { ...openAdmission(workshop), holder }, place)
  const worth = (member: Member): string | undefined => members.admissionOf(Buffer.from(member.session).toString('base64url'))?.holder
  const [ana, ben] = [make('ana'), make('ben')]
  members.add(ana)
  members.add(ben)
  members.remove(ben)
  for (let count = 0; count < 40_000; count += 1) {
    const vic = make('vic')
    members.add(vic)
    members.remove(vic)
  }
  expect([worth(ana), worth(ben)]).toEqual(['ana', 'ben'])
})

it('AC20, AC32: with an invite that is taken back or over go its connections and their sessions, also those whose connection has ended', () => {
  for (const end of ['inviteRevoked', 'inviteExpired'] as const) {
    const members = new Members(() => undefined)
    const { workshop } = newWorkshop()
    const place = { room: workshop, workshop, document: 'notes' } as const
    const closed: string[] = []
    const make = (holder: string, isOut: boolean): Member => new Member(
      { close: (reason: string) => closed.push(`${holder} ${reason}`) } as unknown as Connection,
      { ...openAdmission(workshop), holder, subjects: [isOut ? 'key' : 'other key'], ...(isOut && end === 'inviteExpired' ? { expiresAt: 1 } : {}) },
      place,
    )
    const everybody = [make('here', true), make('left', true), make('other', false), make('other who left', false)]
    for (const member of everybody) members.add(member)
    for (const index of [1, 3]) members.remove(everybody[index] as Member)
    if (end === 'inviteRevoked') members.cut(workshop, 'key')
    else members.expire()
    expect(closed).toEqual([`here ${end}`])
    expect(everybody.map(({ session }) => members.admissionOf(Buffer.from(session).toString('base64url'))?.holder)).toEqual([undefined, undefined, 'other', 'other who left'])
  }
})

it('AC96: a clock that is set back lengthens the life of no ticket, nonce or session, and one that is set forward ends none', () => {
  vi.useFakeTimers({ toFake: ['Date', 'performance'] })
  onTestFinished(() => {
    vi.useRealTimers()
  })
  const { workshop } = newWorkshop()
  const admission = { ...openAdmission(workshop), holder: 'ana' }
  for (const stepMs of [-3_600_000, 3_600_000]) {
    const [tickets, members] = [new Tickets(), new Members(() => undefined)]
    const member = new Member({} as Connection, admission, { room: workshop, workshop, document: 'notes' })
    members.add(member)
    members.remove(member)
    const nonces = [tickets.nonce(workshop), tickets.nonce(workshop)] as const
    const words = [tickets.issue(tickets.nonce(workshop), workshop, admission) ?? '', tickets.issue(tickets.nonce(workshop), workshop, admission) ?? ''] as const
    const isThere = (index: 0 | 1): boolean[] => [
      tickets.isFresh(nonces[index], workshop), tickets.redeem(words[index], workshop) !== null, members.admissionOf(Buffer.from(member.session).toString('base64url')) !== null,
    ]
    vi.setSystemTime(Date.now() + stepMs)
    vi.advanceTimersByTime(59_000)
    tickets.expire()
    members.expire()
    expect([stepMs, isThere(0)]).toEqual([stepMs, [true, true, true]])
    vi.advanceTimersByTime(2_000)
    tickets.expire()
    members.expire()
    expect([stepMs, isThere(1)]).toEqual([stepMs, [false, false, false]])
  }
})

describe('the address of a relay', () => {
  const request = (host: string | undefined, origin?: string): IncomingMessage => ({ headers: { host, origin } }) as unknown as IncomingMessage

  it('AC40: names of this computer and those that were given are its own', () => {
    const hosts = new OwnHosts(['Relay.example', 'other.example:8443'])
    const own = Object.values(networkInterfaces()).flatMap((entries) => entries ?? []).map(({ address, family }) => (family === 'IPv6' ? `[${address.split('%')[0] ?? ''}]` : address))
    const computer = `${hostname().toLowerCase().replace(/\.local$/, '')}.local`
    for (const host of ['localhost:1', '127.0.0.1', '127.8.8.8:80', '[::1]:4455', 'relay.example', 'RELAY.example:443', 'other.example:8443', `${computer}:4455`, ...own]) {
      expect([host, hosts.audienceOf(request(host))]).toEqual([host, host.toLowerCase()])
    }
    for (const host of [undefined, '', 'other.example', 'other.example:8444', 'x.relay.example', 'relay.example.', 'relay.example@evil', '0x7f.evil', 'evil', '8.8.8.8', '[2001:db8::1]:80', 'local', 'relay.example/x', 'relay.example:99999']) {
      expect([host, hosts.audienceOf(request(host))]).toEqual([host, null])
    }
  })

  it('AC40: a host that was given with the port that its scheme implies is meant without it, and with no other', () => {
    const hosts = new OwnHosts(['relay.example:443', 'plain.example:80', 'other.example:8443'])
    const isKnown = (host: string): boolean => hosts.audienceOf(request(host)) === host
    expect(['relay.example', 'relay.example:443', 'plain.example', 'plain.example:80', 'other.example:8443'].filter((host) => !isKnown(host))).toEqual([])
    expect(['relay.example:444', 'relay.example:8443', 'other.example', 'other.example:443'].filter(isKnown)).toEqual([])
  })

  it('AC89: an address of IPv6 is known however it was given, with brackets or without', () => {
    const hosts = new OwnHosts(['2001:DB8:0:0::7', '[2001:db8::8]', '[2001:db8:0::9]:8443'])
    const isKnown = (host: string): boolean => hosts.audienceOf(request(host)) === host
    const own = ['[2001:db8::7]', '[2001:db8::7]:4455', '[2001:db8::8]:4455', '[2001:db8::9]:8443']
    expect([...own, '[2001:db8::9]', '[2001:db8::1]'].filter(isKnown)).toEqual(own)
  })

  it('AC40: a page of another origin is not its own', () => {
    const hosts = new OwnHosts([])
    const isOwn = (host: string, origin?: string): boolean => hosts.isOwnOrigin(request(host, origin))
    expect([isOwn('a:1'), isOwn('a:1', 'http://a:1'), isOwn('a', 'https://a'), isOwn('A:1', 'http://a:1'), isOwn('a', 'http://a:80')]).toEqual([true, true, true, true, true])
    for (const origin of ['http://a', 'http://b:1', 'null', '', 'app://a:1', 'http://a:1.evil', 'javascript:a:1']) expect([origin, isOwn('a:1', origin)]).toEqual([origin, false])
  })

  it('AC11: the end of a path names the room, whatever a proxy puts before it', () => {
    const { workshop } = newWorkshop()
    const responses = `${workshop}/responses`
    for (const [path, room] of [[`/${workshop}`, workshop], [`/${responses}`, responses], [`/minuta/${workshop}`, workshop], [`/a/b/${responses}`, responses], ['/responses', 'responses'], ['/short/responses', 'responses'], ['/short', 'short']]) {
      expect([path, placeOfPath(path ?? '')?.room]).toEqual([path, room])
    }
    for (const path of ['/', '', `/${workshop}/`, `/${workshop}/not.one`, `/${workshop}%2fresponses`, `/${'a'.repeat(65)}`]) expect([path, placeOfPath(path)]).toEqual([path, null])
    expect([`/ticket/${workshop}`, `/ticket/${responses}`, `/x/ticket/${workshop}%2Fresponses`].map((path) => placeOfTicketPath(path)?.room)).toEqual([workshop, responses, responses])
    expect(['/ticket/', '/ticket/not.one', `/tickets/${workshop}`].map(placeOfTicketPath)).toEqual([null, null, null])
  })

  it('AC50: figures are shown to this computer or to who has the token', () => {
    const from = (remoteAddress: string, headers: Record<string, string> = {}): IncomingMessage => ({ headers, socket: { remoteAddress } }) as unknown as IncomingMessage
    for (const address of ['127.0.0.1', '::1', '::ffff:127.0.0.1']) expect(maySeeMetrics(from(address), 'localhost:4455', null)).toBe(true)
    expect(maySeeMetrics(from('192.168.1.9'), 'localhost:4455', null)).toBe(false)
    expect(maySeeMetrics(from('127.0.0.1'), 'relay.example', null)).toBe(false)
    for (const name of ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip', 'x-forwarded-host']) expect(maySeeMetrics(from('127.0.0.1', { [name]: 'x' }), 'localhost', null)).toBe(false)
    expect(maySeeMetrics(from('203.0.113.9', { authorization: 'Bearer long-secret-token' }), 'relay.example', 'long-secret-token')).toBe(true)
    for (const authorization of ['Bearer long-secret-tokeN', 'long-secret-token', 'Bearer ']) expect(maySeeMetrics(from('127.0.0.1', { authorization }), 'localhost', 'long-secret-token')).toBe(false)
    expect(maySeeMetrics(from('127.0.0.1'), 'localhost', 'long-secret-token')).toBe(false)
  })
})

describe('how a relay is started', () => {
  it('AC1: without a word it asks who comes', () => {
    const command = parseCommandLine(['--data', 'd'])
    expect(command).toMatchObject({ kind: 'run', config: { access: 'invite', host: '127.0.0.1', publicHosts: [] }, files: {} })
    expect(parseCommandLine(['--data', 'd', '--access', 'open', '--public-host', 'a.example', '--public-host', 'b.example:8443', '--tls-key', 'k', '--tls-cert', 'c'])).toMatchObject({
      kind: 'run', config: { access: 'open', publicHosts: ['a.example', 'b.example:8443'] }, files: { tlsKey: 'k', tlsCertificate: 'c' },
    })
    for (const args of [['--access', 'listed'], ['--tls-key', 'k'], ['--public-host', 'http://a.example'], ['--public-host', ''], ['--workshop', 'short']]) {
      expect([args, parseCommandLine(['--data', 'd', ...args]).kind]).toEqual([args, 'bad-usage'])
    }
  })

  it('AC17, AC62: only workshops that were named exist; one with a key never becomes open by being admitted without a proof', () => {
    const entrances = new Entrances('listed')
    const { workshop } = newWorkshop()
    const keyless = '7f0d3a52-7d33-4c0a-9b89-3f1f3c7f2f10' as WorkshopId
    expect(entrances.of(workshop).kind).toBe('closed')
    entrances.admit({ workshop, proof: null })
    entrances.admit({ workshop: keyless, proof: null })
    expect([entrances.of(workshop).kind, entrances.of(keyless).kind]).toEqual(['invite', 'open'])
    const only = new Entrances('invite', [workshop])
    expect([only.of(workshop).kind, only.of(keyless).kind, new Entrances('open', [workshop]).of(keyless).kind]).toEqual(['invite', 'closed', 'closed'])
    expect([new Entrances('invite').of(keyless).kind, new Entrances('open').of(workshop).kind]).toEqual(['invite', 'open'])
  })
})

it('AC12: what shows nothing, ends a line or turns the direction is left out of names; what names are written with stays', () => {
  for (const code of [0x00, 0x0a, 0xad, 0x61c, 0x115f, 0x200b, 0x200f, 0x2028, 0x2029, 0x202e, 0x2063, 0x2069, 0x2800, 0x3164, 0xfeff, 0xffa0, 0xe0001, 0xe0041, 0xe007f]) {
    expect([code.toString(16), shownText(`An${String.fromCodePoint(code)}a`)]).toEqual([code.toString(16), 'Ana'])
  }
  for (const name of ['Ana María Peña', 'Ναταλία', 'نرگس می\u200cخواهد', '김민준', '👩\u200d🔬 Ana', 'Zoë O’Neill-Šimić', '山田 太郎', '❤\ufe0f']) expect(shownText(name)).toBe(name)
})

it('AC14: a bucket gives its burst at once and then so many a second', () => {
  const limit = new RateLimit(20, 100, 0)
  const take = (times: number, now: number): number => Array.from({ length: times }, () => limit.take(now)).filter(Boolean).length
  expect([take(200, 0), take(200, 1_000), take(200, 1_500), take(200, 100_000)]).toEqual([100, 20, 10, 100])
})

it('AC52: health is what the last write says, tried out at most every two seconds', () => {
  let writes = 0
  const health = new Health({
    setValue: () => {
      writes += 1
    },
  })
  expect([health.findProblem(), health.findProblem(), writes]).toEqual([null, null, 1])
  health.noteFailure(new StorageError('readonly', 'read-only'))
  expect([health.findProblem(), writes]).toEqual(['readonly', 1])
  const full = new Health({
    setValue: () => {
      throw new StorageError('full', 'no space')
    },
  })
  expect(full.findProblem()).toBe('full')
})
