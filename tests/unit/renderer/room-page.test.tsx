import { act, useEffect, useReducer, type ReactNode } from 'react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { applyAwarenessUpdate } from 'y-protocols/awareness'
import { setDetails } from '../../../shared/document/commands/details-commands.ts'
import { newId, type WorkshopId } from '../../../shared/model/ids.ts'
import { parseJoinLink, type RelayAddress } from '../../../shared/protocol/join-link.ts'
import { roleOf } from '../../../shared/protocol/capability.ts'
import { encodeAwarenessEntries } from '../../../shared/protocol/sync-frames.ts'
import { clearToasts, ToastRegion } from '../../../renderer/base/controls/toast.tsx'
import { connectToRoom } from '../../../renderer/room/connect-to-room.ts'
import { RoomPage } from '../../../renderer/room/room-page.tsx'
import { eventually } from '../../helpers/eventually.ts'
import { failing, HandMadeRoom, roomRelay } from '../../helpers/hand-made-room.ts'
import { click, draw, fill, find, press, type Drawn } from './render-kit.tsx'

// Notices watch how high they are.
vi.stubGlobal('ResizeObserver', class { observe(): void {} unobserve(): void {} disconnect(): void {} })

let computer: HandMadeRoom
let drawn: Drawn | null = null
beforeEach(() => {
  globalThis.localStorage.clear()
  computer = new HandMadeRoom()
  setDetails(computer.doc, 'test', { title: 'Second meeting' })
})
afterEach(async () => {
  await drawn?.unmount()
  drawn = null
  computer.dispose()
})

/** As the frame draws it: with the relay and the status of the moment. */
async function open(): Promise<void> {
  await drawn?.unmount()
  drawn = await draw(<FollowedRoomPage />)
}

function FollowedRoomPage(): ReactNode {
  const [, redraw] = useReducer((count: number) => count + 1, 0)
  useEffect(() => computer.onLibrary(redraw), [])
  return (
    <RoomPage
      source={computer}
      desktop={computer.desktop}
      doc={computer.doc}
      awareness={computer.awareness}
      workshop={computer.workshop}
      relay={computer.relay}
      uplink={computer.uplink}
      rememberedRelay=""
      relayState={computer.status.relay}
    />
  )
}

const page = (): string => drawn?.box.textContent ?? ''
const tomorrow = Date.now() + 36 * 3_600_000
const callsOf = (name: string): readonly unknown[] => computer.calls.filter(([called]) => called === name).map(([, ...args]) => args)

async function openRoom(): Promise<void> {
  await open()
  await click(find('button', 'Open the room'))
}

async function makeInvite(role: string): Promise<void> {
  await click(find('button', 'New invite'))
  const option = [...document.querySelectorAll<HTMLElement>('[role="dialog"] label')].find(({ textContent }) => textContent?.startsWith(role))
  if (option === undefined) throw new Error(`no role ${role}`)
  await click(option)
  await act(async () => document.querySelector<HTMLFormElement>('[role="dialog"] form')?.requestSubmit())
}

describe('UI60 opening the room', () => {
  test('takes one button: the certificate is vouched for, and the workshop is shared through the room', async () => {
    await openRoom()
    expect(callsOf('signRelay')).toEqual([[computer.workshop, computer.pin]])
    expect(callsOf('open-room')).toEqual([[computer.workshop, 'proof', false]])
    expect(callsOf('setRelay')).toEqual([[computer.workshop, roomRelay, null]])
    expect(page()).toContain('“blue-heron”')
    expect(find('button', 'Close the room')).toBeDefined()
  })

  test('asks nobody to vouch in a workshop without keys, and says that whoever has the link may write', async () => {
    computer.hasAccessControl = false
    await openRoom()
    expect(callsOf('open-room')).toEqual([[computer.workshop, '', false]])
    expect(parseJoinLink(find('input', 'Link to send').value)).toMatchObject({ workshop: computer.workshop, relay: roomRelay, token: null })
    expect(page()).toContain('whoever has the link and reaches the relay can read and write')
    expect(page()).not.toContain('Let browsers in')
  })

  test.each([
    ['port-in-use', 'Another program on this computer uses the door of the room.'],
    ['no-network', 'This computer is on no network.'],
    ['cannot-write', 'The room cannot write to the data folder.'],
    ['crashed', 'The room stopped.'],
  ] as const)('that fails says why in words: %s', async (reason, sentence) => {
    computer.nextRoomState = { kind: 'failed', reason, detail: 'EADDRINUSE' }
    await openRoom()
    expect(page()).toContain(sentence)
    expect(page()).not.toContain('EADDRINUSE')
    expect(computer.relay).toBeNull()
    expect(find('button', 'Open the room')).toBeDefined()
  })

  test('that the engine refuses leaves everything as it was, in words', async () => {
    computer.overrides.signRelay = failing({ kind: 'not-allowed', detail: '' })
    await openRoom()
    expect(page()).toContain('Your role in this workshop does not allow this')
    expect(callsOf('open-room')).toEqual([])
  })

  test('is not offered where no room can be opened, nor to somebody who holds no key', async () => {
    computer.pin = ''
    await open()
    expect(page()).not.toContain('Open the room')
    computer.pin = 'x'.repeat(43)
    computer.role = 'participant'
    computer.relay = roomRelay
    await open()
    expect(page()).not.toContain('Open the room')
    expect(page()).not.toContain('Invites')
    expect(page()).toContain('You are a participant here.')
  })
})

describe('UI142 who is passed on from the other relay', () => {
  test('stands below who is connected, once, with by whom; nothing while there is nobody', async () => {
    await openRoom()
    expect(page()).not.toContain('Elsewhere')
    const passedOn = (board: string): string => JSON.stringify({ user: { name: 'Ana Lúcia Ferreira', organisation: 'Norte', color: 1, role: 'rapporteur', through: 'Maëlle Roussel' }, board })
    await act(async () => applyAwarenessUpdate(computer.awareness, encodeAwarenessEntries([{ client: 7, clock: 1, state: passedOn('a') }, { client: 8, clock: 1, state: passedOn('b') }]), 'test'))
    const list = document.querySelector('[aria-label="Elsewhere"]')
    expect(list?.querySelector('h2')?.textContent).toBe('Elsewhere 1')
    expect([...(list?.querySelectorAll('li') ?? [])].map(({ textContent }) => textContent?.replaceAll(/[\u2066-\u2069]/gu, ''))).toEqual(['AFAna Lúcia FerreiraNorteRapporteurthrough Maëlle Roussel'])
  })
})

describe('closing the room', () => {
  test('UI61 is undone from its notice, and shares the workshop through nothing', async () => {
    await openRoom()
    await click(find('button', 'Close the room'))
    expect(callsOf('close-room')).toHaveLength(1)
    expect(computer.relay).toBeNull()
    expect(page()).toContain('Only this computer has this workshop.')
  })

  test('RM37 RM40 is undone for every workshop that was in it, vouched for where somebody may; how many those are is said', async () => {
    const other = newId<WorkshopId>()
    await openRoom()
    await act(async () => void (await computer.desktop.invoke('open-room', other, '', false)))
    await act(async () => computer.emit('room-state', computer.roomState))
    await drawn?.unmount()
    drawn = await draw(<><FollowedRoomPage /><ToastRegion /></>)
    await click(find('button', 'Close the room'))
    expect(document.body.textContent).toContain('One other workshop was in it too; it goes on when the room opens again.')
    computer.calls.length = 0
    await click(find('button', 'Open the room again'))
    clearToasts()
    expect(callsOf('open-room')).toEqual([[computer.workshop, 'proof', false], [other, 'proof', false]])
    expect(callsOf('setRelay')).toEqual([[computer.workshop, roomRelay, null]])
  })

  test('that was closed from elsewhere is offered to be opened again', async () => {
    await openRoom()
    await act(async () => computer.emit('room-state', { kind: 'closed' }))
    expect(page()).toContain('The room of this computer is closed.')
    await click(find('button', 'Open the room again'))
    expect(page()).toContain('“blue-heron”')
  })

  test('UI145 and opened again for another workshop: this one is said to be outside, shows no code, and is let in by one button', async () => {
    computer.addInvite('participant', 'Everybody', { expiresAt: tomorrow })
    computer.relay = roomRelay
    computer.roomState = { kind: 'open', relay: roomRelay, guestOrigins: [], workshops: [newId<WorkshopId>()], name: 'blue-heron', openedAt: 1 }
    await open()
    expect(page()).toContain('this workshop is not in it now')
    expect(page()).toContain('open for another workshop as “blue-heron”')
    expect(page()).not.toContain('Open since')
    expect(document.querySelector('.code-card')).toBeNull()
    await click(find('button', 'Let this workshop into the room'))
    expect(callsOf('open-room')).toEqual([[computer.workshop, 'proof', false]])
    expect(page()).toContain('Open since')
    expect(find('input', 'Link to send')).toBeDefined()
  })
})

describe('UI141 a relay behind the room', () => {
  const far = { urls: ['wss://relay.example.org'], pin: null }
  const openBeside = async (): Promise<void> => {
    computer.relay = far
    await openRoom()
  }

  test('stays when a room is opened beside it, and is what the workshop goes through when the room is closed', async () => {
    computer.relay = far
    await open()
    expect(page()).toContain('What is written in the room and through relay.example.org is passed on both ways')
    await click(find('button', 'Open the room'))
    await click(find('button', 'Close the room'))
    expect(callsOf('setRelay')).toEqual([[computer.workshop, roomRelay, far], [computer.workshop, far]])
    expect(page()).toContain('Shared through relay.example.org')
  })

  test.each([
    [{ kind: 'online' }, 'Also passed on to relay.example.org'],
    [{ kind: 'connecting' }, 'relay.example.org gets what is written here as soon as there is a connection.'],
    [{ kind: 'none' }, 'relay.example.org gets what is written here as soon as there is a connection.'],
    [{ kind: 'offline', since: 0, reason: 'unreachable' }, 'relay.example.org cannot be reached since'],
    [{ kind: 'offline', since: 0, reason: 'inviteRevoked' }, 'the invite was taken back'],
  ] as const)('says how it stands: %o', async (state, words) => {
    await openBeside()
    computer.uplink = { relay: far, state }
    await open()
    expect(page()).toContain(words)
  })

  test('is left out on request', async () => {
    await openBeside()
    await click(find('button', 'Stop passing on'))
    expect(computer.uplink).toBe(null)
    expect(computer.relay).toEqual(roomRelay)
    expect(page()).not.toContain('relay.example.org gets')
  })
})

describe('UI62 invites', () => {
  test('are made for a role, with a name that follows the role and an end, and their code is on screen at once', async () => {
    await openRoom()
    expect(page()).toContain('Make an invite to get a code and a link.')
    await makeInvite('Viewer')
    expect(callsOf('createInvite')).toMatchObject([[computer.workshop, { role: 'viewer', label: 'Viewers' }]])
    const link = parseJoinLink(find('input', 'Link to send').value)
    expect(link?.token && roleOf(link.token.capability)).toBe('viewer')
    expect(page()).toContain('Code for viewers')
    expect(page()).toContain('until midnight')
    expect(drawn?.box.querySelector('svg[role="img"]')?.getAttribute('aria-label')).toContain('Code for viewers')
  })

  test('those that hold come first; others are folded away, with what became of them', async () => {
    computer.relay = roomRelay
    computer.addInvite('participant', 'Experts', { expiresAt: tomorrow })
    computer.addInvite('viewer', 'Press', { expiresAt: Date.now() - 1_000 })
    computer.addInvite('rapporteur', 'Note takers', { expiresAt: tomorrow, revokedAt: Date.now() - 1_000, isRevocationOnRelay: true })
    await open()
    expect(page()).toContain('No longer valid (2)')
    expect(find('button', 'No longer valid (2)').getAttribute('aria-expanded')).toBe('false')
    await click(find('button', 'No longer valid (2)'))
    expect(page()).toMatch(/Press.*ended on/u)
    expect(page()).toMatch(/Note takers.*taken back on/u)
  })

  test('that the relay does not know to be taken back are in sight and say so', async () => {
    computer.addInvite('viewer', 'Press', { expiresAt: tomorrow, revokedAt: Date.now(), isRevocationOnRelay: false })
    await open()
    expect(page()).toContain('The relay does not know yet')
    expect(find('button', 'No longer valid (1)').getAttribute('aria-expanded')).toBe('true')
  })

  test('are taken back after a question whose first answer changes nothing', async () => {
    await openRoom()
    await makeInvite('Participant')
    await press(find('button', 'Actions for Participants'), 'Enter')
    await click(menuItem('Take back…'))
    const question = document.querySelector('[role="alertdialog"]')
    expect(question?.textContent).toContain('This cannot be undone')
    // The menu that it was chosen from gives the focus back first.
    await eventually(() => expect(document.activeElement?.textContent).toBe('Keep the invite'))
    expect([...(question?.querySelectorAll('footer button') ?? [])].map(({ textContent }) => textContent)).toEqual(['Keep the invite', 'Take it back'])
    await click(find('button', 'Take it back'))
    expect(computer.access.invites[0]?.revokedAt).not.toBeNull()
    expect(page()).toContain('Make an invite to get a code and a link.')
  })

  test('of another computer say where their link is', async () => {
    await openRoom()
    computer.addInvite('participant', 'Experts', { expiresAt: tomorrow, link: null, token: null })
    await open()
    expect(page()).toContain('Made on another computer; its link is there.')
    // RM47: what can be shown here is a new one.
    expect(page()).toContain('Make an invite to get a code and a link.')
  })
})

describe('UI64 browsers', () => {
  test('are let in only on demand, with the warning in words, and get links only for roles that may be read along', async () => {
    await openRoom()
    await makeInvite('Participant')
    expect(page()).toContain('others on this network could read along')
    expect(page()).not.toContain('With a browser')
    await click(control('label', 'Let browsers in (phones without the app)'))
    expect(callsOf('open-room').at(-1)).toEqual([computer.workshop, 'proof', true])
    await click(control('label', 'With a browser'))
    const link = find('input', 'Link for browsers').value
    expect(link.startsWith(`http://192.168.1.7:4456/w/${computer.workshop}#`)).toBe(true)
    expect(page()).toContain('Not encrypted')
    await makeInvite('Facilitator')
    expect(page()).toContain('only participants and viewers come in by browser')
    expect(page()).not.toContain('With a browser')
  })
})

test('the code fills the window on demand, with what it is for, and Escape leaves', async () => {
  await openRoom()
  await makeInvite('Participant')
  await click(find('button', 'Full screen'))
  const projected = document.querySelector<HTMLElement>('.projector [role="dialog"]')
  expect(projected?.textContent).toContain('Second meeting')
  expect(projected?.textContent).toContain('You come in as a participant')
  expect(projected?.textContent).toContain('until midnight')
  expect(projected?.textContent).toContain('blue-heron')
  expect(projected?.querySelector('svg[role="img"]')).not.toBeNull()
  await press(projected ?? document.body, 'Escape')
  expect(document.querySelector('.projector')).toBeNull()
})

test('RM47 a facilitator whose host has left is offered to open the room here, before everything else', async () => {
  computer.relay = { urls: ['wss://192.168.1.9:4455'], pin: 'y'.repeat(43) }
  await open()
  const heading = (): number => page().indexOf('Open the room on this computer')
  expect(heading()).toBeGreaterThan(page().indexOf('Invites'))
  await act(async () => computer.setStatus({ relay: { kind: 'offline', since: 1, reason: 'unreachable' } }))
  await open()
  expect(heading()).toBeGreaterThan(0)
  expect(heading()).toBeLessThan(page().indexOf('Invites'))
  expect(heading()).toBe(page().lastIndexOf('Open the room on this computer'))
  // RM49: nobody is said to follow who cannot.
  expect(page()).toContain('whoever is in a browser needs a new code')
  await click(find('button', 'Open the room'))
  expect(callsOf('open-room')).toHaveLength(1)
})

test('RM48 the code that was chosen, for Minuta or for browsers, is that of the next invite', async () => {
  await openRoom()
  await makeInvite('Participant')
  await click(control('label', 'Let browsers in (phones without the app)'))
  await click(control('label', 'With a browser'))
  await makeInvite('Viewer')
  expect(find('input', 'Link for browsers')).toBeDefined()
})

describe('a relay on the Internet', () => {
  test('is shared through by its address, and left again', async () => {
    await open()
    await click(find('button', 'Through a relay on the Internet'))
    await fill(find('input', 'Relay address'), 'relay.example.org')
    await act(async () => document.querySelector('form')?.requestSubmit())
    expect(page()).toContain('This is not a relay address.')
    await fill(find('input', 'Relay address'), 'wss://relay.example.org/')
    await act(async () => document.querySelector('form')?.requestSubmit())
    expect(computer.relay).toEqual({ urls: ['wss://relay.example.org'], pin: null })
    expect(page()).toContain('Shared through relay.example.org.')
    await click(find('button', 'Stop sharing'))
    expect(computer.relay).toBeNull()
  })

  test('that does not answer leads to the network doctor', async () => {
    computer.relay = { urls: ['wss://relay.example.org'], pin: null }
    computer.setStatus({ relay: { kind: 'offline', since: 1, reason: 'unreachable' } })
    computer.diagnosis = { isGood: false, findings: [{ check: 'network', outcome: 'bad', detail: 'no-network', values: [] }] }
    await open()
    await click(find('button', 'Find out why'))
    expect(document.querySelector('[role="dialog"]')?.textContent).toContain('Switch Wi-Fi on')
    computer.diagnosis = { isGood: true, findings: [{ check: 'network', outcome: 'good', detail: '', values: [] }] }
    await click(find('button', 'Look again'))
    expect(document.querySelector('[role="dialog"]')?.textContent).toContain('Everything answers now.')
    await click(find('button', 'Done'))
  })
})

test('UI66 who is connected is told with name, organisation, role, device and since when, and follows', async () => {
  await openRoom()
  expect(page()).toContain('Asking the relay who is connected…')
  computer.connected = [
    { name: 'Guy Esclopé', organisation: 'Occitanie', person: '', role: 'participant', device: 5, kind: 'browser', secondsConnected: 120 },
    { name: 'Ana Lúcia', organisation: 'Porto', person: '', role: 'rapporteur', device: 6, kind: 'app', secondsConnected: 7_200 },
  ]
  await makeInvite('Participant') // what was changed here is followed by a fresh look
  const lines = [...(drawn?.box.querySelectorAll('.connected') ?? [])].map(({ textContent }) => textContent)
  expect(lines).toHaveLength(2)
  expect(lines[0]).toMatch(/Ana Lúcia.*Porto.*Rapporteur.*Minuta.*since/u)
  expect(lines[1]).toMatch(/Guy Esclopé.*Occitanie.*Participant.*Browser.*since/u)
})

test('UI63 a room of somebody else that has this workshop is offered', async () => {
  computer.found = [{ name: 'red-fox', relay: { urls: ['wss://192.168.1.9:4455'], pin: 'f'.repeat(43) }, workshops: [computer.workshop] }]
  await open()
  expect(page()).toContain('The room “red-fox” on this network has this workshop.')
  await click(find('button', 'Connect'))
  expect(computer.relay?.pin).toBe('f'.repeat(43))
  expect(page()).not.toContain('red-fox')
})

describe('a room of somebody else that has this workshop, while the room here is open', () => {
  const theirs: RelayAddress = { urls: ['wss://192.168.1.9:4455'], pin: 'f'.repeat(43) }
  const before: RelayAddress = { urls: ['wss://relay.example'], pin: null }
  beforeEach(() => {
    computer.found = [{ name: 'red-fox', relay: theirs, workshops: [computer.workshop] }]
  })

  test('RM52 is not offered when what is written here is passed on to it already', async () => {
    await openRoom()
    expect(page()).toContain('red-fox')
    await act(async () => computer.call('setRelay', computer.workshop, roomRelay, theirs))
    expect(page()).not.toContain('red-fox')
  })

  test('RM53 is connected to it, and nobody in the room here is left alone; what it takes the place of can be brought back', async () => {
    drawn = await draw(<><FollowedRoomPage /><ToastRegion /></>)
    await click(find('button', 'Open the room'))
    await act(async () => computer.call('setRelay', computer.workshop, roomRelay, before))
    expect(page()).toContain('Your room stays open. Connect the two')
    await click(find('button', 'Connect'))
    expect(callsOf('setRelay').at(-1)).toEqual([computer.workshop, roomRelay, theirs])
    expect(page()).not.toContain('red-fox')
    expect(document.body.textContent).toContain('Nothing is passed on to relay.example any more.')
    await click(find('button', 'Pass on again'))
    await act(async () => clearToasts())
    expect(callsOf('setRelay').at(-1)).toEqual([computer.workshop, roomRelay, before])
  })
})

test('RM53 so is a room that is chosen in the Join dialog, and a workshop that goes elsewhere goes there', async () => {
  const theirs: RelayAddress = { urls: ['wss://192.168.1.9:4455'], pin: 'f'.repeat(43) }
  const connect = async (): Promise<unknown> => {
    await act(async () => connectToRoom(computer.desktop, computer, await computer.call('listWorkshops'), computer.workshop, theirs))
    return callsOf('setRelay').at(-1)
  }
  expect(await connect()).toEqual([computer.workshop, theirs])
  await openRoom()
  expect(await connect()).toEqual([computer.workshop, roomRelay, theirs])
})

/** The switch or the choice that a label is around. */
function control(tag: 'label', name: string): HTMLInputElement {
  const input = find(tag, name).querySelector('input')
  if (input === null) throw new Error(`nothing to switch: ${name}`)
  return input
}

function menuItem(name: string): HTMLElement {
  const found = [...document.querySelectorAll<HTMLElement>('[role="menuitem"]')].find(({ textContent }) => textContent === name)
  if (found === undefined) throw new Error(`no menu item ${name}`)
  return found
}
