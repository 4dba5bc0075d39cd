import { createIntl } from 'react-intl'
import { describe, expect, test } from 'vitest'
import { failureMessages, failureSentence } from '../../../renderer/base/words/failures.ts'
import { languages, loadLanguage, textOf } from '../../../renderer/base/words/i18n.tsx'
import { readOnlyWords, roleMessages } from '../../../renderer/base/words/roles.ts'
import { loadWords } from '../../../renderer/languages/load.ts'
import { detailWords } from '../../../renderer/room/joining/doctor.tsx'
import { doctorMessages } from '../../../renderer/room/joining/doctor-messages.ts'
import { devicesOf } from '../../../renderer/room/connected-list.tsx'
import { doorOf } from '../../../renderer/room/joining/door.ts'
import { shownName } from '../../../renderer/room/joining/identity.ts'
import { waysOf, waysOfAnybody } from '../../../renderer/room/joining/links.ts'
import { browserOrigins, isNear, mayGoThrough, pinGroups } from '../../../renderer/room/relay-words.ts'
import type { RoomState } from '../../../shared/ipc/desktop-api.ts'
import type { Invite } from '../../../shared/ipc/engine-port.ts'
import { newId, type PersonId, type WorkshopId } from '../../../shared/model/ids.ts'
import { mayWrite, roles } from '../../../shared/model/roles.ts'
import { emptyPerson, type Person } from '../../../shared/model/workshop.ts'
import { encodeInviteToken, joinLink, parseJoinLink, type RelayAddress } from '../../../shared/protocol/join-link.ts'
import type { ConnectedPeer } from '../../../shared/protocol/minuta-frames.ts'
import { invite, newWorkshop } from '../../helpers/access.ts'

const pin = 'abcd'.repeat(11).slice(0, 43)
const roomRelay: RelayAddress = { urls: ['wss://192.168.1.7:4455'], pin }
const workshop = newId<WorkshopId>()
const open: RoomState = { kind: 'open', relay: roomRelay, guestOrigins: ['http://192.168.1.7:4456'], workshops: [workshop], name: 'blue-heron', openedAt: 1 }
const closed: RoomState = { kind: 'closed' }
const server: RelayAddress = { urls: ['wss://relay.example.org/minuta'], pin: null }

describe('UI60 the way to a workshop', () => {
  test('is told from the room, its certificate and the relay of the workshop, whatever addresses the room has today', () => {
    expect(doorOf(closed, pin, workshop, null)).toEqual({ kind: 'closed', failed: null })
    expect(doorOf({ kind: 'failed', reason: 'no-network', detail: '' }, pin, workshop, null)).toMatchObject({ kind: 'closed', failed: { reason: 'no-network' } })
    expect(doorOf(open, pin, workshop, { ...roomRelay, urls: ['wss://10.0.0.1:4455'] })).toEqual({ kind: 'room', room: open })
    expect(doorOf(closed, pin, workshop, roomRelay)).toEqual({ kind: 'asleep', relay: roomRelay, failed: null, isOpenForOthers: false })
    expect(doorOf(open, pin, workshop, server)).toEqual({ kind: 'elsewhere', relay: server })
    expect(doorOf(closed, '', workshop, roomRelay)).toEqual({ kind: 'elsewhere', relay: roomRelay })
  })

  test('is near only while every address is one of a local network', () => {
    for (const url of ['wss://10.1.2.3:1', 'wss://172.20.0.1', 'wss://192.168.0.9:4455', 'wss://[fd12::1]:1', 'wss://[fe80::1]:1', 'wss://maelle.local:1', 'ws://127.0.0.1:1']) {
      expect([url, isNear({ urls: [url], pin })]).toEqual([url, true])
    }
    for (const url of ['wss://relay.example.org', 'wss://172.32.0.1', 'wss://11.0.0.1', 'wss://[2001:db8::1]']) expect([url, isNear({ urls: [url], pin })]).toEqual([url, false])
    expect(isNear({ urls: ['wss://10.1.2.3', 'wss://relay.example.org'], pin })).toBe(false)
  })
})

describe('UI64 browsers', () => {
  test('reach a room only where it lets them in, and a server with a certificate that they know', () => {
    expect(browserOrigins(roomRelay, open)).toEqual(['http://192.168.1.7:4456'])
    expect(browserOrigins(roomRelay, closed)).toEqual([])
    expect(browserOrigins(server, closed)).toEqual(['https://relay.example.org/minuta'])
    expect(browserOrigins({ ...server, pin }, closed)).toEqual([])
  })

  test('come in without encryption only as participants and viewers', () => {
    expect(roles.filter((role) => mayGoThrough('http://192.168.1.7:4456', role))).toEqual(['viewer', 'participant'])
    expect(roles.filter((role) => mayGoThrough('https://relay.example.org', role))).toEqual([...roles])
  })
})

test('a pin is shown in groups that lose nothing of it', () => {
  expect(pinGroups(pin).join('')).toBe(pin)
  expect(Math.max(...pinGroups(pin).map((group) => group.length))).toBe(4)
})

describe('RM36 the links of an invite', () => {
  const { owner, workshop: keyed } = newWorkshop()
  const token = invite(owner, 'viewer')
  const made: Invite = {
    id: 'i', role: 'viewer', label: 'Guests', issuedAt: 0, expiresAt: 9e12, revokedAt: null, isRevocationOnRelay: false,
    link: joinLink({ relay: { urls: ['wss://127.0.0.1:4455', 'wss://10.0.0.1:4455'], pin }, workshop: keyed, token }), token: encodeInviteToken(token),
  }

  test('lead to where the room is now, whatever address the engine remembers', () => {
    const ways = waysOf(made, keyed, roomRelay, open)
    expect(ways.map(({ kind, isEncrypted }) => [kind, isEncrypted])).toEqual([['app', true], ['browser', false]])
    expect(parseJoinLink(ways[0]?.link ?? '')).toEqual({ relay: roomRelay, workshop: keyed, token })
  })

  test('are nowhere but where the invite was made', () => {
    expect(waysOf({ ...made, link: null, token: null }, keyed, roomRelay, open)).toEqual([])
  })

  test('say that others can read along where the relay has no TLS', () => {
    const plain: RelayAddress = { urls: ['ws://relay.example.org'], pin: null }
    expect([...waysOf(made, keyed, plain, closed), ...waysOfAnybody(keyed, plain)].map((way) => way.isEncrypted)).toEqual([false, false, false])
    expect(waysOfAnybody(keyed, server).map((way) => way.isEncrypted)).toEqual([true])
  })
})

describe('UI66 who is connected', () => {
  const peer = (change: Partial<ConnectedPeer>): ConnectedPeer => ({ name: 'Ana', organisation: '', person: '', role: 'rapporteur', device: 7, kind: 'app', secondsConnected: 5, ...change })
  test('is one line for each device, since its first connection', () => {
    expect(devicesOf([peer({}), peer({ secondsConnected: 60 }), peer({ device: 8, name: 'Zoé' })]).map(({ name, secondsConnected }) => [name, secondsConnected])).toEqual([['Ana', 60], ['Zoé', 5]])
  })

  test('keeps apart those that do not say which device they are', () => {
    expect(devicesOf([peer({ device: 0 }), peer({ device: 0 })])).toHaveLength(2)
  })
})

describe('UI69 the network doctor', () => {
  const details = [
    'no-network', 'other-network', 'no-answer', 'refused', 'login-page', 'other-certificate', 'not-a-relay', 'no-such-host', 'no-such-workshop', 'invite-missing', 'invite-wrong', 'invite-expired', 'invite-revoked', 'too-many',
  ]
  test.each(languages)('has words of its own for every finding and for what to do next (%s)', async (language) => {
    const text = textOf(createIntl(await loadLanguage(language, loadWords)), doctorMessages)
    const found = details.map((detail) => text(detailWords(detail).found))
    const next = details.map((detail) => text(detailWords(detail).next))
    expect(new Set(found).size).toBe(details.length)
    expect(new Set(next).size).toBeGreaterThanOrEqual(details.length - 1)
    for (const code of details.filter((detail) => detail.includes('-'))) expect([...found, ...next].join(' ')).not.toContain(code)
  })

  test('has a sentence for a finding of a newer version', () => {
    expect(detailWords('aliens')).toEqual({ found: 'found_other', next: 'next_other' })
  })
})

describe('UI68 an invite that lets nobody in', () => {
  test.each([['inviteWrong'], ['inviteExpired'], ['inviteRevoked']])('is told in a sentence of its own: %s', (reason) => {
    const text = textOf(createIntl({ locale: 'en-GB', defaultLocale: 'en-GB' }), failureMessages)
    const sentence = failureSentence(text, { kind: 'refused', detail: reason })
    expect(sentence).toContain('invite')
    expect(sentence).not.toContain('The relay refused')
    expect(sentence).not.toBe(failureSentence(text, { kind: 'refused', detail: 'goingAway' }))
  })
})

describe('UI70 roles', () => {
  test('that may not write boards say why, the others say nothing', () => {
    const text = textOf(createIntl({ locale: 'en-GB', defaultLocale: 'en-GB' }), roleMessages)
    for (const role of roles) expect(readOnlyWords(text, role) === null).toBe(mayWrite(role, 'notes'))
  })
})

describe('UI67 the name that others see', () => {
  const listed: Person = { ...emptyPerson, id: newId<PersonId>(), name: 'Ana Lúcia', organisation: 'Porto' }
  const own = { name: 'ana', organisation: '' }
  test('is that of the list of participants, or what the user said while nobody of the list was chosen', () => {
    expect(shownName(listed.id, [listed], own)).toEqual({ name: 'Ana Lúcia', organisation: 'Porto' })
    expect(shownName(null, [listed], own)).toEqual(own)
    expect(shownName(newId<PersonId>(), [listed], own)).toEqual(own)
  })
})
