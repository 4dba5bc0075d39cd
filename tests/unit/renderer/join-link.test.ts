import { describe, expect, test } from 'vitest'
import { joinLink, parseJoinLink, relayAddress } from '../../../renderer/room/join-link.ts'
import { newId, type WorkshopId } from '../../../shared/model/ids.ts'

const workshop = newId<WorkshopId>()

describe('a join link', () => {
  test.each(['wss://relay.example.org', 'ws://192.168.1.7:4455', 'wss://[2001:db8::7]:4455/minuta', 'wss://relais.exemple.fr/salle é'])('to %s reads back as what it was made from', (relayUrl) => {
    expect(parseJoinLink(joinLink({ relayUrl, workshop }))).toEqual({ relayUrl, workshop })
  })

  test('survives spaces around it, as mail programs leave them', () => {
    expect(parseJoinLink(`  ${joinLink({ relayUrl: 'wss://r.example', workshop })}\n`)).toEqual({ relayUrl: 'wss://r.example', workshop })
  })

  test.each([
    ['', 'nothing'],
    ['https://example.org/?relay=wss%3A%2F%2Fr&workshop=abcdefgh', 'another scheme'],
    ['minuta://open?relay=wss%3A%2F%2Fr&workshop=abcdefgh', 'another verb'],
    ['minuta://join?relay=https%3A%2F%2Fr&workshop=abcdefgh', 'a relay that is no websocket'],
    ['minuta://join?relay=javascript%3Aalert(1)&workshop=abcdefgh', 'a script as relay'],
    ['minuta://join?relay=wss%3A%2F%2Fr&workshop=..%2F..%2Fetc', 'a path as workshop'],
    ['minuta://join?relay=wss%3A%2F%2Fr', 'no workshop'],
    ['minuta://join?workshop=abcdefgh', 'no relay'],
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
