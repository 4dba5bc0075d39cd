import { describe, expect, test } from 'vitest'
import { newId, type WorkshopId } from '../../../shared/model/ids.ts'
import { grant, workshopIdOf } from '../../../shared/protocol/capability.ts'
import { guestLink, joinLink, parseJoinLink, relayAddress, type InviteToken } from '../../../shared/protocol/join-link.ts'
import { nodeSignatures } from '../../../shared/node/node-signatures.ts'

const workshop = newId<WorkshopId>()
const plain = (relayUrl: string) => ({ relay: { urls: [relayUrl], pin: null }, workshop, token: null })

const workshopSecret = new Uint8Array(32).fill(1)
const workshopKey = nodeSignatures.publicKeyOf(workshopSecret)
const token: InviteToken = {
  secret: new Uint8Array(32).fill(2),
  capability: grant(nodeSignatures, { workshopKey, grants: [] }, workshopSecret, {
    subject: nodeSignatures.publicKeyOf(new Uint8Array(32).fill(2)), role: 'participant', issuedAt: 1_795_000_000, expiresAt: 1_795_086_400,
  }),
}
const invited = {
  relay: { urls: ['wss://192.168.1.7:4455', 'wss://10.0.0.3:4455'], pin: 'A'.repeat(43) },
  workshop: workshopIdOf(nodeSignatures, workshopKey),
  token,
}

describe('a join link', () => {
  test.each(['wss://relay.example.org', 'ws://192.168.1.7:4455', 'wss://[2001:db8::7]:4455/minuta', 'wss://relais.exemple.fr/salle é'])('to %s reads back as what it was made from', (relayUrl) => {
    expect(parseJoinLink(joinLink(plain(relayUrl)))).toEqual(plain(relayUrl))
  })

  test('survives spaces around it, as mail programs leave them', () => {
    expect(parseJoinLink(`  ${joinLink(plain('wss://r.example'))}\n`)).toEqual(plain('wss://r.example'))
  })

  test('with an invite reads back whole: every address, the pin, the chain and its secret', () => {
    expect(parseJoinLink(joinLink(invited))).toEqual(invited)
  })

  test('keeps what lets somebody in behind the #, where no server sees it', () => {
    for (const link of [joinLink(invited), guestLink('http://192.168.1.7:4456', invited.workshop, token)]) {
      const [before = '', after = ''] = link.split('#')
      expect(after.length).toBeGreaterThan(200)
      for (let start = 0; start + 12 <= after.length; start += 1) expect(before).not.toContain(after.slice(start, start + 12))
    }
  })

  test('of a browser leads the app to the same relay', () => {
    expect(parseJoinLink(guestLink('https://relay.example.org/minuta', invited.workshop, token)))
      .toEqual({ relay: { urls: ['wss://relay.example.org/minuta'], pin: null }, workshop: invited.workshop, token })
    expect(parseJoinLink(guestLink('http://192.168.1.7:4456', invited.workshop, null))?.relay.urls).toEqual(['ws://192.168.1.7:4456'])
  })

  test('with a token that is cut or changed in its form is refused, never taken for one without', () => {
    const link = joinLink(invited)
    for (const damaged of [link.slice(0, -1), `${link}A`, link.replace('#', '#!'), `${link.split('#')[0] ?? ''}#x`]) expect(parseJoinLink(damaged)).toBeNull()
  })

  test.each([
    ['', 'nothing'],
    ['https://example.org/?relay=wss%3A%2F%2Fr&workshop=abcdefgh', 'another scheme'],
    ['minuta://open?relay=wss%3A%2F%2Fr&workshop=abcdefgh', 'another verb'],
    ['minuta://join?relay=https%3A%2F%2Fr&workshop=abcdefgh', 'a relay that is no websocket'],
    ['minuta://join?relay=wss%3A%2F%2Fr&relay=https%3A%2F%2Fr&workshop=abcdefgh', 'one of two relays that is no websocket'],
    ['minuta://join?relay=javascript%3Aalert(1)&workshop=abcdefgh', 'a script as relay'],
    ['minuta://join?relay=wss%3A%2F%2Fr&workshop=..%2F..%2Fetc', 'a path as workshop'],
    ['minuta://join?relay=wss%3A%2F%2Fr&pin=short&workshop=abcdefgh', 'a pin that is none'],
    ['minuta://join?relay=wss%3A%2F%2Fr', 'no workshop'],
    ['minuta://join?workshop=abcdefgh', 'no relay'],
    ['ftp://relay.example.org/w/abcdefgh', 'a page of another kind of server'],
    ['https://relay.example.org/w/', 'a page of no workshop'],
  ])('refuses %j: %s', (link) => {
    expect(parseJoinLink(link)).toBeNull()
  })
})

describe('a relay address', () => {
  test('loses the slash at its end, so that two spellings are one address', () => {
    expect(relayAddress(' wss://relay.example.org/ ')).toBe('wss://relay.example.org')
  })

  test.each(['relay.example.org', 'http://relay.example.org', 'wss://', 'wss://user@relay', 'wss://relay?x=1', 'wss://relay#t'])('refuses %s', (address) => {
    expect(relayAddress(address)).toBeNull()
  })
})
