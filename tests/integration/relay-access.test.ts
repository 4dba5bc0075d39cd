import { createHash } from 'node:crypto'
import { request as httpRequest } from 'node:http'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { startRelay, type Relay } from '../../server/server.ts'
import { roomOf, type RoomName, type WorkshopId } from '../../shared/model/ids.ts'
import { roles, type Role } from '../../shared/model/roles.ts'
import { closeCode, limits, messageType, subprotocol, syncType } from '../../shared/protocol/messages.ts'
import { encodeMinutaFrame } from '../../shared/protocol/minuta-frames.ts'
import { encodeAwareness, encodeStep1, encodeSync } from '../../shared/protocol/sync-frames.ts'
import {
  fetchTicket, identityOf, invite, newWorkshop, nowSeconds, proof, ProvenPeer, provenClient, ticketProtocols, ticketRequest, type Invite, type ProvenClient, type ProvenOptions,
} from '../helpers/access.ts'
import { RawPeer } from '../helpers/raw-peer.ts'
import { RelayProcess } from '../helpers/relay-process.ts'
import { folderFor, releasesOfEach } from '../helpers/releases.ts'
import { stockClient } from '../helpers/stock-client.ts'
import { when } from '../helpers/when.ts'

const bytesOfText = (text: string): Uint8Array => {
  const doc = new Y.Doc()
  doc.getText('text').insert(0, text)
  return Y.encodeStateAsUpdate(doc)
}
const idOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

describe('a relay that asks who comes', () => {
  const releases = releasesOfEach()

  const start = async (): Promise<Relay & { readonly httpUrl: string }> => {
    const folder = folderFor(releases)
    const relay = await startRelay({ port: 0, host: '127.0.0.1', dataFolder: folder, access: 'invite' }, () => undefined)
    releases.push(() => relay.close())
    return Object.assign(relay, { httpUrl: relay.url.replace(/^ws/, 'http') })
  }
  const client = (relay: Relay, workshop: WorkshopId, by: Invite, options: ProvenOptions = {}): ProvenClient => {
    const made = provenClient(relay.url, workshop, by, options)
    releases.push(() => made.destroy())
    return made
  }
  const peer = async (relay: Relay, workshop: WorkshopId, by: Invite, options: ProvenOptions = {}): Promise<ProvenPeer> => {
    const made = await ProvenPeer.connect(relay.url, workshop, by, options)
    releases.push(() => made.destroy())
    return made
  }

  it('AC1: whoever holds an invite of the workshop comes in with its role, and people with invites work together', async () => {
    const relay = await start()
    const { workshop, owner } = newWorkshop()
    const facilitator = invite(owner, 'facilitator')
    const editor = invite(invite(facilitator, 'facilitator'), 'rapporteur')
    const [ana, ben] = [client(relay, workshop, owner), client(relay, workshop, editor, { name: 'Ben' })]
    await when('both in', () => ana.provider.synced && ben.provider.synced)
    ana.text.insert(0, 'hello')
    await when('Ben sees it', () => ben.text.toJSON() === 'hello')
    for (const role of roles) {
      const { admitted } = await peer(relay, workshop, invite(facilitator, role))
      expect(admitted?.role).toBe(role)
      expect(Math.abs((admitted?.time ?? 0) - Date.now())).toBeLessThan(10_000)
    }
  })

  it.each<[string, (owner: Invite) => Invite, keyof typeof closeCode]>([
    ['an invite of another workshop', () => invite(newWorkshop().owner, 'facilitator'), 'inviteWrong'],
    ['the key of another workshop', () => newWorkshop().owner, 'inviteWrong'],
    ['an invite without its secret', (owner) => ({ ...invite(owner, 'viewer'), secret: newWorkshop().owner.secret }), 'inviteWrong'],
    ['an invite that a participant made', (owner) => invite(invite(owner, 'participant'), 'participant'), 'inviteWrong'],
    ['an invite with a signature that belongs to another', (owner) => {
      const [one, two] = [invite(owner, 'viewer'), invite(owner, 'facilitator')]
      const [first, second] = [one.capability.grants[0], two.capability.grants[0]]
      if (first === undefined || second === undefined) throw new Error('no grant')
      return { ...two, capability: { ...two.capability, grants: [{ ...second, signature: first.signature }] } }
    }, 'inviteWrong'],
    ['an invite whose time is over', (owner) => invite(owner, 'viewer', { issuedAt: nowSeconds() - 100, expiresAt: nowSeconds() - 1 }), 'inviteExpired'],
    ['an invite of somebody whose time is over', (owner) => invite(invite(owner, 'facilitator', { expiresAt: nowSeconds() - 1 }), 'viewer'), 'inviteExpired'],
    ['an invite from tomorrow', (owner) => invite(owner, 'viewer', { issuedAt: nowSeconds() + 86_400, expiresAt: nowSeconds() + 90_000 }), 'inviteExpired'],
  ])('AC2: %s leads nowhere', async (_, make, reason) => {
    const relay = await start()
    const { workshop, owner } = newWorkshop()
    const stranger = await peer(relay, workshop, make(owner))
    expect(stranger.admitted).toBeUndefined()
    expect(await stranger.closed).toBe(closeCode[reason])
  })

  it('AC3: a proof is good on its own connection, for its own room and its own relay only', async () => {
    const relay = await start()
    const { workshop, owner } = newWorkshop()
    const made = invite(owner, 'rapporteur')
    const challengeOf = async (room: RoomName): Promise<{ stranger: RawPeer; challenge: Uint8Array }> => {
      const stranger = await RawPeer.connect(relay.url, room, [subprotocol])
      await when('challenged', () => stranger.frames.length === 1)
      return { stranger, challenge: stranger.frames[0]?.slice(1, 33) ?? new Uint8Array() }
    }
    const first = await challengeOf(workshop)
    const auth = proof(made, { url: relay.url, room: workshop, challenge: first.challenge })
    const replayed = await challengeOf(workshop)
    replayed.stranger.send(encodeMinutaFrame({ type: 'prove', auth }))
    expect(await replayed.stranger.closed).toBe(closeCode.inviteWrong)
    const otherRoom = await challengeOf(roomOf(workshop, 'responses'))
    otherRoom.stranger.send(encodeMinutaFrame({ type: 'prove', auth: proof(made, { url: relay.url, room: workshop, challenge: otherRoom.challenge }) }))
    expect(await otherRoom.stranger.closed).toBe(closeCode.inviteWrong)
    const otherRelay = await challengeOf(workshop)
    otherRelay.stranger.send(encodeMinutaFrame({ type: 'prove', auth: proof(made, { url: 'wss://192.168.1.7:4455', room: workshop, challenge: otherRelay.challenge }) }))
    expect(await otherRelay.stranger.closed).toBe(closeCode.inviteWrong)
    const otherName = await challengeOf(workshop)
    otherName.stranger.send(encodeMinutaFrame({ type: 'prove', auth: { ...proof(made, { url: relay.url, room: workshop, challenge: otherName.challenge }), identity: identityOf('Somebody else') } }))
    expect(await otherName.stranger.closed).toBe(closeCode.inviteWrong)
    first.stranger.send(encodeMinutaFrame({ type: 'prove', auth }))
    await when('the first is in', () => first.stranger.frames.length > 2)
    first.stranger.destroy()
  })

  it.each<[string, Uint8Array, keyof typeof closeCode]>([
    ['a step 1', encodeStep1(new Map()), 'notAdmitted'],
    ['an update', encodeSync(syncType.update, Uint8Array.from([0, 0])), 'notAdmitted'],
    ['a presence', encodeAwareness([{ client: 1, clock: 1, state: '{}' }]), 'notAdmitted'],
    ['nonsense', Uint8Array.from([107, 9, 9, 9]), 'malformedFrame'],
    ['more than a proof', new Uint8Array(limits.maxBytesBeforeAdmission), 'notAdmitted'],
    ['16 MB', new Uint8Array(16 * 1024 * 1024), 'notAdmitted'],
  ])('AC4: before the proof, %s ends the connection and no room was made', async (_, bytes, reason) => {
    const relay = await start()
    const { workshop } = newWorkshop()
    const stranger = await RawPeer.connect(relay.url, workshop, [subprotocol])
    stranger.send(bytes)
    expect(await stranger.closed).toBe(closeCode[reason])
    const { text } = await metrics(relay)
    expect(text).toContain('minuta_rooms 0')
    expect(text).toContain(`minuta_refusals_total{reason="${reason}"} 1`)
    expect(text).toContain('minuta_unadmitted_sockets 0')
  })

  it('AC4: a peer that speaks neither minuta.1 nor has a ticket is told so at once', async () => {
    const relay = await start()
    const stranger = await RawPeer.connect(relay.url, newWorkshop().workshop)
    expect(await stranger.closed).toBe(closeCode.notAdmitted)
    expect(stranger.frames).toEqual([])
  })

  it.each<[Role, 'notes' | 'responses']>([['viewer', 'notes'], ['viewer', 'responses'], ['participant', 'notes']])(
    'AC10: a %s reads the %s, is not asked for what they have, and is cut off for writing, by whatever frame', async (role, document) => {
      const relay = await start()
      const { workshop, owner } = newWorkshop()
      const ana = client(relay, workshop, owner, { document })
      await when('in', () => ana.provider.synced)
      ana.text.insert(0, 'to be read')
      const reader = client(relay, workshop, invite(owner, role), { document, name: 'Rea' })
      await when('read', () => reader.text.toJSON() === 'to be read')
      expect(reader.codes).toEqual([])
      const update = bytesOfText('graffiti')
      const frames = [
        encodeSync(syncType.update, update),
        encodeSync(syncType.step2, update),
        encodeSync(syncType.update, Uint8Array.from([9, 9, 9])),
        encodeSync(syncType.update, Uint8Array.from([0, 0])),
        // The same, with numbers in more bytes than they need.
        Uint8Array.from([0x80, 0, ...encodeSync(syncType.update, update).slice(1)]),
        Uint8Array.from([0, 0x82, 0, ...encodeSync(syncType.update, update).slice(2)]),
      ]
      for (const frame of frames) {
        const writer = await peer(relay, workshop, invite(owner, role), { document })
        await writer.settled()
        expect(writer.frames.filter((known) => known[0] === 0)).toEqual([])
        writer.send(frame)
        expect(await writer.closed).toBe(closeCode.roleForbids)
      }
      const polite = await peer(relay, workshop, invite(owner, role), { document })
      polite.send(encodeSync(syncType.step2, Uint8Array.from([0, 0])))
      expect(await polite.settled()).toBeNull()
      expect(polite.relayFrames.some(({ type }) => type === 'ack')).toBe(false)
      // At the end: in the answers nothing stands before anything.
      ana.text.insert(ana.text.length, ', still')
      await when('the room goes on', () => reader.text.toJSON() === 'to be read, still')
    },
  )

  it.each<[Role, 'notes' | 'responses']>([['participant', 'responses'], ['rapporteur', 'notes'], ['rapporteur', 'responses'], ['facilitator', 'responses']])(
    'AC10: a %s writes the %s', async (role, document) => {
      const relay = await start()
      const { workshop, owner } = newWorkshop()
      const [ana, pat] = [client(relay, workshop, owner, { document }), client(relay, workshop, invite(owner, role), { document, name: 'Pat' })]
      await when('in', () => ana.provider.synced && pat.provider.synced)
      pat.text.insert(0, 'mine')
      await when('seen', () => ana.text.toJSON() === 'mine')
      expect(pat.codes).toEqual([])
    },
  )

  it('AC11: notes and responses are two rooms', async () => {
    const relay = await start()
    const { workshop, owner } = newWorkshop()
    const notes = client(relay, workshop, owner)
    const responses = client(relay, workshop, owner, { document: 'responses' })
    await when('in', () => notes.provider.synced && responses.provider.synced)
    notes.text.insert(0, 'notes')
    const late = client(relay, workshop, owner)
    await when('stored', () => late.text.toJSON() === 'notes')
    expect(responses.text.toJSON()).toBe('')
  })

  it('RL40: the answers take maps of plain values only: no type that could nest, and nothing placed before something else', async () => {
    const relay = await start()
    const { workshop, owner } = newWorkshop()
    const ana = client(relay, workshop, owner, { document: 'responses' })
    await when('in', () => ana.provider.synced)
    const ballots = ana.doc.getMap('ballots')
    ballots.set('vote:person', 'yes')
    ballots.set('vote:person', 'no')
    ballots.delete('vote:person')
    const hostile: readonly ((doc: Y.Doc) => void)[] = [
      (doc) => doc.getMap('ballots').set('nested', new Y.Map()),
      (doc) => doc.getArray('list').insert(0, [new Y.Text('inside')]),
      (doc) => {
        doc.getArray('list').insert(0, ['first'])
        doc.getArray('list').insert(0, ['before it'])
      },
    ]
    for (const write of hostile) {
      const doc = new Y.Doc()
      write(doc)
      const pat = await peer(relay, workshop, invite(owner, 'participant'), { document: 'responses', name: 'Pat' })
      pat.send(encodeSync(syncType.update, Y.encodeStateAsUpdate(doc)))
      expect(await pat.closed).toBe(closeCode.malformedFrame)
    }
    const ben = client(relay, workshop, invite(owner, 'participant'), { document: 'responses', name: 'Ben' })
    await when('in', () => ben.provider.synced)
    ben.doc.getMap('ballots').set('vote:ben', ['yes', { because: 'of that' }])
    await when('the room goes on', () => ballots.has('vote:ben'))
    expect([...ben.doc.share.keys()]).not.toContain('list')
  })

  it('AC12: name, organisation, person and role of a presence are those of the proof, whatever it says', async () => {
    const relay = await start()
    const { workshop, owner } = newWorkshop()
    const ana = client(relay, workshop, owner)
    const vic = client(relay, workshop, invite(owner, 'viewer'), { name: 'Vic\u202e' })
    await when('in', () => ana.provider.synced && vic.provider.synced)
    vic.provider.awareness.setLocalState({ user: { name: 'Ana', organisation: 'The ministry', role: 'facilitator', color: 3 }, board: 'board-1' })
    const seen = (): unknown => ana.provider.awareness.getStates().get(vic.doc.clientID)
    await when('seen', () => (seen() as { board?: string } | undefined)?.board !== undefined)
    expect(seen()).toEqual({ user: { name: 'Vic', organisation: "Vic's organisation", person: 'person-Vic', role: 'viewer', color: 3 }, board: 'board-1' })
    vic.provider.awareness.setLocalState({ user: 'Ana' })
    await when('seen anew', () => (seen() as { user: { color?: number } }).user.color === undefined)
    expect(seen()).toEqual({ user: { name: 'Vic', organisation: "Vic's organisation", person: 'person-Vic', role: 'viewer' } })
  })

  it('AC67: a facilitator passes on who is on another relay, under the facilitator’s own name; from anybody else it is their own presence', async () => {
    const relay = await start()
    const { workshop, owner } = newWorkshop()
    const ana = client(relay, workshop, owner)
    const vic = client(relay, workshop, invite(owner, 'rapporteur'), { name: 'Vic' })
    await when('in', () => ana.provider.synced && vic.provider.synced)
    const host = await peer(relay, workshop, owner, { name: 'Host' })
    const passedOn = { name: 'Zoé\u202e', organisation: 'Elsewhere', role: 'viewer', color: 2, through: 'The minister' }
    host.send(encodeAwareness([{ client: 4_242, clock: 1, state: JSON.stringify({ user: passedOn, board: null }) }]))
    const seen = (id: number): unknown => ana.provider.awareness.getStates().get(id)
    await when('Ana sees Zoé', () => seen(4_242) !== undefined)
    expect(seen(4_242)).toEqual({ user: { ...passedOn, name: 'Zoé', through: 'Host' }, board: null })
    vic.provider.awareness.setLocalState({ user: passedOn })
    await when('Ana sees Vic', () => (seen(vic.doc.clientID) as { user: { color?: number } } | undefined)?.user.color !== undefined)
    expect(seen(vic.doc.clientID)).toEqual({ user: { name: 'Vic', organisation: "Vic's organisation", person: 'person-Vic', role: 'rapporteur', color: 2 } })
  })

  it('AC13: nobody speaks for a client that belongs to somebody who is here, or lets its clock leap', async () => {
    const relay = await start()
    const { workshop, owner } = newWorkshop()
    const ana = client(relay, workshop, owner)
    const ben = client(relay, workshop, owner, { name: 'Ben' })
    await when('in', () => ana.provider.synced && ben.provider.synced)
    ana.provider.awareness.setLocalState({ here: 'Ana' })
    const anasState = (): unknown => ben.provider.awareness.getStates().get(ana.doc.clientID)
    await when('Ben sees Ana', () => anasState() !== undefined)
    const vic = await peer(relay, workshop, invite(owner, 'viewer'), { name: 'Vic' })
    vic.send(encodeAwareness([{ client: ana.doc.clientID, clock: 500, state: '{"here":"Vic"}' }]))
    vic.send(encodeAwareness([{ client: ana.doc.clientID, clock: 501, state: 'null' }]))
    vic.send(encodeAwareness([{ client: 4_242, clock: 1, state: '{"here":"himself"}' }]))
    await when('Ben sees Vic', () => ben.provider.awareness.getStates().has(4_242))
    expect(anasState()).toMatchObject({ here: 'Ana', user: { name: 'Ana' } })
    vic.send(encodeAwareness([{ client: 4_242, clock: 2 + limits.maxAwarenessClockStep, state: '{}' }]))
    expect(await vic.closed).toBe(closeCode.limitExceeded)
  })

  it('AC82: nobody is cut off from their own presence by a clock that somebody else left behind in their name', async () => {
    const relay = await start()
    const { workshop, owner } = newWorkshop()
    const ana = client(relay, workshop, invite(owner, 'rapporteur'))
    const ben = client(relay, workshop, owner, { name: 'Ben' })
    await when('in', () => ana.provider.synced && ben.provider.synced)
    ana.provider.awareness.setLocalState({ here: 'Ana' })
    const isSeen = (): boolean => ben.provider.awareness.getStates().has(ana.doc.clientID)
    await when('Ben sees Ana', isSeen)
    ana.provider.disconnect()
    await when('Ana is gone', () => !isSeen())
    const vic = await peer(relay, workshop, invite(owner, 'viewer'), { name: 'Vic' })
    for (const clock of [limits.maxClock, limits.maxFirstAwarenessClock]) {
      for (const state of ['{}', 'null']) vic.send(encodeAwareness([{ client: ana.doc.clientID, clock, state }]))
    }
    expect(await vic.settled()).toBeNull()
    ana.codes.length = 0
    ana.provider.connect()
    await when('Ben sees Ana again', isSeen)
    ana.provider.awareness.setLocalState({ here: 'Ana', again: true })
    await when('and what she says', () => ben.provider.awareness.getStates().get(ana.doc.clientID)?.['again'] === true)
    expect(ana.codes).toEqual([])
  })

  it('AC14: a flood of presence is not passed on, and a flood of frames ends the connection', async () => {
    const relay = await start()
    const { workshop, owner } = newWorkshop()
    const watcher = await peer(relay, workshop, owner)
    const flooder = await peer(relay, workshop, invite(owner, 'viewer'), { name: 'Vic' })
    await watcher.settled()
    const start1 = watcher.frames.length
    for (let clock = 1; clock <= 1_000; clock += 1) flooder.send(encodeAwareness([{ client: 7, clock, state: '{}' }]))
    expect(await flooder.settled()).toBeNull()
    await watcher.settled()
    expect(watcher.frames.length - start1).toBeLessThan(limits.maxPresenceBurst + 50)
    for (let count = 0; count < limits.maxFrameBurst + 5_000; count += 1) flooder.send(Uint8Array.from([3]))
    expect(await flooder.closed).toBe(closeCode.tooMany)
  })

  it('AC80: who asks again and again who is here is answered so often and no more, and for what the room holds is cut off', async () => {
    const relay = await start()
    const { workshop, owner } = newWorkshop()
    const asking = await peer(relay, workshop, invite(owner, 'viewer'))
    await asking.settled()
    const before = asking.frames.length
    for (let count = 0; count < 1_000; count += 1) asking.send(Uint8Array.of(messageType.queryAwareness))
    expect(await asking.settled()).toBeNull()
    const answers = asking.frames.length - before
    expect(answers).toBeGreaterThanOrEqual(limits.maxQuestionBurst)
    expect(answers).toBeLessThan(limits.maxQuestionBurst + 50)
    for (let count = 0; count < 50; count += 1) asking.send(encodeSync(syncType.step1, Uint8Array.of(0)))
    expect(await asking.closed).toBe(closeCode.tooMany)
  })

  it('AC15: who is connected is told to those who run or record the workshop, and to nobody else', async () => {
    const relay = await start()
    const { workshop, owner } = newWorkshop()
    const ana = await peer(relay, workshop, owner)
    const rap = await peer(relay, workshop, invite(owner, 'rapporteur'), { name: 'Rap' })
    const pat = await peer(relay, workshop, invite(owner, 'participant'), { name: 'Pat', document: 'responses' })
    await peer(relay, newWorkshop().workshop, owner)
    pat.send(encodeMinutaFrame({ type: 'device', device: 77, kind: 'browser' }))
    await pat.settled()
    const ask = async (who: ProvenPeer): Promise<unknown> => {
      who.send(encodeMinutaFrame({ type: 'queryPeers' }))
      await who.settled()
      return who.relayFrames.find(({ type }) => type === 'peers')
    }
    const everybody = {
      type: 'peers', peers: [
        expect.objectContaining({ ...identityOf('Ana'), role: 'facilitator', kind: 'other', device: 0 }),
        expect.objectContaining({ name: 'Rap', role: 'rapporteur' }),
        expect.objectContaining({ name: 'Pat', role: 'participant', kind: 'browser', device: 77 }),
      ],
    }
    expect(await ask(ana)).toEqual(everybody)
    expect(await ask(rap)).toEqual(everybody)
    expect(await ask(pat)).toEqual({ type: 'peers', peers: [] })
  })

  it('AC16: an invite whose time ends ends its connections', async () => {
    const relay = await start()
    const { workshop, owner } = newWorkshop()
    const short = await peer(relay, workshop, invite(owner, 'viewer', { expiresAt: nowSeconds() + 2 }))
    expect(short.admitted?.role).toBe('viewer')
    expect(await short.closed).toBe(closeCode.inviteExpired)
  })

  it('AC30: a stock y-websocket client comes in with a ticket, once, into one room, as its role', async () => {
    const relay = await start()
    const { workshop, owner } = newWorkshop()
    const editor = invite(owner, 'rapporteur')
    const ticket = await fetchTicket(relay.httpUrl, workshop, editor, { name: 'Sto' })
    expect(ticket).toMatch(/^[A-Za-z0-9_-]{22}$/)
    const stock = stockClient(relay.url, workshop, new Y.Doc(), ticketProtocols(ticket))
    releases.push(() => stock.destroy())
    const ana = client(relay, workshop, owner)
    await when('both in', () => stock.provider.synced && ana.provider.synced)
    expect(stock.provider.ws?.protocol).toBe('minuta.ticket')
    stock.text.insert(0, 'from a stock client')
    await when('seen', () => ana.text.toJSON() === 'from a stock client')
    stock.provider.awareness.setLocalState({ user: { name: 'Ana' } })
    await when('seen as who they are', () => (ana.provider.awareness.getStates().get(stock.doc.clientID) as { user?: { name: string } } | undefined)?.user?.name === 'Sto')
    // Used, never given, of another room: and a client that is cut off fetches another.
    for (const bad of [ticket, 'A'.repeat(22), await fetchTicket(relay.httpUrl, workshop, editor, { document: 'responses' })]) {
      const stranger = await RawPeer.connect(relay.url, workshop, ticketProtocols(bad))
      expect(await stranger.closed).toBe(closeCode.inviteWrong)
    }
    const viewer = stockClient(relay.url, workshop, new Y.Doc(), ticketProtocols(await fetchTicket(relay.httpUrl, workshop, invite(owner, 'viewer'))))
    releases.push(() => viewer.destroy())
    const codes: (number | undefined)[] = []
    viewer.provider.on('connection-close', (event) => codes.push(event?.code))
    await when('the viewer reads', () => viewer.text.toJSON() === 'from a stock client')
    expect(codes).toEqual([])
    viewer.text.insert(0, 'x')
    await when('the viewer is cut off', () => codes.length > 0)
    expect(codes[0]).toBe(closeCode.roleForbids)
  })

  it('AC30: after a break a stock client is back with another ticket', async () => {
    const folder = folderFor(releases)
    const relay = await RelayProcess.start(folder, ['--access', 'invite'])
    releases.push(async () => {
      await relay.stop()
    })
    const { workshop, owner } = newWorkshop()
    const stock = stockClient(relay.url, workshop, new Y.Doc(), ticketProtocols(await fetchTicket(relay.httpUrl, workshop, owner)))
    releases.push(() => stock.destroy())
    stock.provider.on('closed', () => {
      void fetchTicket(relay.httpUrl, workshop, owner).then((ticket) => {
        stock.provider.protocols = ticketProtocols(ticket)
        stock.provider.connect()
      })
    })
    await when('in', () => stock.provider.synced)
    await relay.kill()
    stock.text.insert(0, 'while away')
    await relay.restart()
    await when('back', () => stock.provider.synced)
    const late = provenClient(relay.url, workshop, owner)
    releases.push(() => late.destroy())
    await when('stored', () => late.text.toJSON() === 'while away')
    expect(stock.provider.wsconnected).toBe(true)
  })

  it('AC31: a ticket needs a fresh nonce of this relay for this room and a proof over it', async () => {
    const relay = await start()
    const { workshop, owner } = newWorkshop()
    const room = roomOf(workshop, 'responses')
    const address = `${relay.httpUrl}/ticket/${encodeURIComponent(room)}`
    const nonceOf = async (at: string): Promise<Uint8Array> => new Uint8Array(await (await fetch(at)).arrayBuffer())
    const post = async (nonce: Uint8Array, challenge: Uint8Array, by: Invite = owner): Promise<number> => (
      await fetch(address, { method: 'POST', body: ticketRequest(nonce, proof(by, { url: relay.url, room, challenge })) })
    ).status
    const nonce = await nonceOf(address)
    expect(await post(nonce, nonce)).toBe(200)
    expect(await post(nonce, nonce)).toBe(400)
    const otherRoom = await nonceOf(`${relay.httpUrl}/ticket/${workshop}`)
    expect(await post(otherRoom, otherRoom)).toBe(400)
    const made = new Uint8Array(32).fill(255)
    expect(await post(made, made)).toBe(400)
    expect(await post(await nonceOf(address), nonce)).toBe(403)
    const fresh = await nonceOf(`${relay.httpUrl}/ticket/${room}`)
    expect(await post(fresh, fresh, invite(newWorkshop().owner, 'viewer'))).toBe(403)
    expect((await fetch(address, { method: 'POST', body: new Uint8Array(100_000) })).status).toBe(400)
    expect((await fetch(address, { method: 'DELETE' })).status).toBe(405)
    expect((await fetch(`${relay.httpUrl}/ticket/nothing`)).status).toBe(404)
  })

  it('AC32: images are for who is in the workshop; adding them for who writes its notes', async () => {
    const relay = await start()
    const { workshop, owner } = newWorkshop()
    const bytes = new Uint8Array([1, 2, 3])
    const url = (of: WorkshopId): string => `${relay.httpUrl}/blob/${of}/${idOf(bytes)}`
    const viewer = await peer(relay, workshop, invite(owner, 'viewer'))
    const participant = await peer(relay, workshop, invite(owner, 'participant'))
    const editor = await peer(relay, workshop, invite(owner, 'rapporteur'))
    const put = async (authorization: string): Promise<number> => (await fetch(url(workshop), { method: 'PUT', body: bytes, headers: { authorization } })).status
    const get = async (authorization: string, of = workshop): Promise<number> => (await fetch(url(of), { headers: { authorization } })).status
    for (const authorization of ['', 'Minuta ', `Minuta ${'A'.repeat(22)}`, editor.authorization.replace('Minuta', 'Bearer')]) {
      expect(await put(authorization)).toBe(401)
      expect(await get(authorization)).toBe(401)
    }
    expect(await put(viewer.authorization)).toBe(403)
    expect(await put(participant.authorization)).toBe(403)
    expect(await put(editor.authorization)).toBe(201)
    expect(await get(viewer.authorization)).toBe(200)
    expect(await get(viewer.authorization, newWorkshop().workshop)).toBe(401)
    viewer.destroy()
    await viewer.closed
    expect(await get(viewer.authorization)).toBe(200)
  })

  it('AC110: which images there are is told to who writes the notes of this workshop, and to nobody else', async () => {
    const relay = await start()
    const { workshop, owner } = newWorkshop()
    const other = newWorkshop()
    const bytes = new Uint8Array([1, 2, 3])
    const list = async (authorization: string): Promise<readonly [number, boolean]> => {
      const answer = await fetch(`${relay.httpUrl}/blob/${workshop}/`, { headers: { authorization } })
      return [answer.status, (await answer.text()).includes(idOf(bytes))]
    }
    const editor = await peer(relay, workshop, invite(owner, 'rapporteur'))
    await fetch(`${relay.httpUrl}/blob/${workshop}/${idOf(bytes)}`, { method: 'PUT', body: bytes, headers: { authorization: editor.authorization } })
    expect(await list(editor.authorization)).toEqual([200, true])
    for (const role of ['viewer', 'participant'] as const) expect(await list((await peer(relay, workshop, invite(owner, role))).authorization)).toEqual([403, false])
    for (const authorization of ['', (await peer(relay, other.workshop, other.owner)).authorization]) expect(await list(authorization)).toEqual([401, false])
  })

  const metrics = async (relay: Relay, headers: Record<string, string> = {}): Promise<{ status: number; text: string }> => {
    const answer = await fetch(`${relay.url.replace(/^ws/, 'http')}/metrics`, { headers })
    return { status: answer.status, text: await answer.text() }
  }
  /** `fetch` does not let go of its own Host. */
  const ask = (relay: Relay, path: string, headers: Record<string, string>): Promise<number> => new Promise((resolve, reject) => {
    httpRequest({ host: '127.0.0.1', port: relay.port, path, headers }, (response) => {
      response.resume()
      response.once('end', () => resolve(response.statusCode ?? 0))
    }).on('upgrade', (response, socket) => {
      socket.destroy()
      resolve(response.statusCode ?? 0)
    }).on('error', reject).end()
  })

  it('AC40: a relay answers under its own names only, and to its own pages only', async () => {
    const relay = await start()
    const upgrade = { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13', 'sec-websocket-key': Buffer.alloc(16).toString('base64') }
    const own = `127.0.0.1:${relay.port}`
    for (const host of ['evil.example', `evil.example:${relay.port}`, '10.255.255.254', 'localhost.evil.example', '127.0.0.1.evil.example', `${own}@evil.example`, '[fe80::1]:1', 'evil.local']) {
      expect([host, await ask(relay, '/healthz', { host })]).toEqual([host, 403])
      expect([host, await ask(relay, `/${newWorkshop().workshop}`, { host, ...upgrade })]).toEqual([host, 403])
    }
    for (const origin of ['http://evil.example', 'null', 'file://', `http://localhost:${relay.port}`, 'http://127.0.0.1:1', 'app://minuta']) {
      expect([origin, await ask(relay, '/healthz', { host: own, origin })]).toEqual([origin, 403])
      expect([origin, await ask(relay, `/${newWorkshop().workshop}`, { host: own, origin, ...upgrade })]).toEqual([origin, 403])
    }
    for (const headers of [{ host: own }, { host: `LOCALHOST:${relay.port}` }, { host: '[::1]:1' }, { host: own, origin: `http://${own}` }, { host: own, origin: `https://${own}` }]) {
      expect([headers, await ask(relay, '/healthz', headers)]).toEqual([headers, 200])
      expect([headers, await ask(relay, `/${newWorkshop().workshop}`, { ...headers, ...upgrade })]).toEqual([headers, 101])
    }
  })

  it('AC50: figures are for this computer, and not for what a proxy passes on', async () => {
    const relay = await start()
    const { workshop, owner } = newWorkshop()
    const ana = client(relay, workshop, owner)
    await when('in', () => ana.provider.synced)
    ana.text.insert(0, 'word')
    const [ben] = [client(relay, workshop, owner)]
    await when('stored', () => ben.text.toJSON() === 'word')
    const { status, text } = await metrics(relay)
    expect(status).toBe(200)
    expect(text).toContain('minuta_connections{role="facilitator",kind="other"} 2')
    expect(text).toContain('minuta_updates_total 1')
    expect(text).toContain('minuta_rooms 1')
    expect(text).toMatch(/minuta_commit_seconds_count 1/)
    expect(text).not.toContain(workshop)
    expect(text).not.toContain('Ana')
    expect((await metrics(relay, { 'x-forwarded-for': '203.0.113.9' })).status).toBe(404)
  })
})
