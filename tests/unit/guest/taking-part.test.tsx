import * as encoding from 'lib0/encoding'
import { act } from 'react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { GuestIdentity } from '../../../renderer/document/browser-source.ts'
import type { Carried } from '../../../renderer/document/elsewhere.ts'
import { ResponsesView, type ResponsesViewProps } from '../../../renderer/guest/responses-view.tsx'
import { GuestStatus } from '../../../renderer/guest/guest-status.tsx'
import { WhoView } from '../../../renderer/guest/who-view.tsx'
import { addPerson } from '../../../shared/document/commands/people-commands.ts'
import { readResponses } from '../../../shared/document/responses/read-responses.ts'
import { fittingIdentity, maxIdentityLength, readAuth, writeAuth } from '../../../shared/protocol/admission.ts'
import { Cursor } from '../../../shared/protocol/cursor.ts'
import { signatureLength } from '../../../shared/protocol/signatures.ts'
import { HandMadeRoom } from '../../helpers/hand-made-room.ts'
import { click, draw, fill, find, type Drawn } from '../renderer/render-kit.tsx'

vi.stubGlobal('ResizeObserver', class { observe(): void {} unobserve(): void {} disconnect(): void {} })

const longName = 'Ministère de l’Aménagement du territoire national, de l’Urbanisme, de l’Habitat et de la Politique de la ville, Direction régionale'
const nobody: GuestIdentity = { name: '', organisation: '', person: '' }

let computer: HandMadeRoom
let told: GuestIdentity[]
let drawn: Drawn | null = null
beforeEach(() => {
  globalThis.localStorage.clear()
  computer = new HandMadeRoom()
  computer.role = 'participant'
  told = []
})
afterEach(async () => {
  await drawn?.unmount()
  drawn = null
  computer.dispose()
})

async function drawTakingPart(identity: GuestIdentity = nobody, given: Partial<ResponsesViewProps> = {}): Promise<void> {
  const { workshop, doc } = computer
  drawn = await draw(
    <ResponsesView
      workshop={workshop} doc={doc} responses={computer.openSession(workshop, 'responses')} role={computer.role} identity={identity} board={null}
      onGoTo={() => undefined} onIdentity={(next) => told.push(next)} elsewhere={{ unsent: () => [], linkTo: () => ({ problem: 'notAddress' }) }} brought={null} onBroughtDone={() => undefined} {...given}
    />,
  )
}

/** Draws the question who somebody is, to people of whom `listed` are on the list. */
async function drawWho(listed: number): Promise<void> {
  for (let index = 1; index <= listed; index += 1) addPerson(computer.doc, null, { name: `Person ${index}` })
  drawn = await draw(<WhoView doc={computer.doc} now={nobody} isAgain={false} onLater={() => undefined} onDone={(identity) => told.push(identity)} />)
}

/** Chooses in the one list that there is. */
async function choose(value: string): Promise<void> {
  const select = document.querySelector<HTMLSelectElement>('select')
  if (select === null) throw new Error('no list')
  await act(async () => {
    Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, 'value')?.set?.call(select, value)
    select.dispatchEvent(new Event('change', { bubbles: true }))
  })
}

/** What a relay reads of somebody who comes as `identity`; throws where it refuses. */
function readByRelay(identity: GuestIdentity): GuestIdentity {
  const encoder = encoding.createEncoder()
  writeAuth(encoder, { capability: new Uint8Array(4), identity, signature: new Uint8Array(signatureLength) })
  return readAuth(new Cursor(encoding.toUint8Array(encoder))).identity
}

function onlyTold(): GuestIdentity {
  const [identity, ...others] = told
  if (identity === undefined || others.length > 0) throw new Error(`told ${told.length} times`)
  return identity
}

describe('GU8 a guest who says on the page of the answers who they are', () => {
  test('comes to the relay under a name that it takes, however long that of the list is', async () => {
    const person = addPerson(computer.doc, null, { name: 'Leïla', organisation: longName })
    await drawTakingPart()
    await choose(person)
    expect(readByRelay(onlyTold())).toEqual({ name: 'Leïla', organisation: longName.slice(0, maxIdentityLength), person })
  })

  test('is known by the name that they write, to the page and the relay', async () => {
    await drawTakingPart()
    await fill(find('input', 'Name'), ' Bo Ek ')
    await click(find('button', 'Done'))
    expect(onlyTold()).toEqual({ name: 'Bo Ek', organisation: '', person: '' })
  })

  test('is known by it, too, when they answer without saying that they are done', async () => {
    await drawTakingPart()
    await fill(find('input', 'Name'), 'Bo Ek')
    await fill(find('input', 'Organisation'), 'Skåne')
    expect(told).toEqual([])
    const here = find('button', 'I am here')
    await act(async () => here.focus())
    await click(here)
    expect(onlyTold()).toEqual({ name: 'Bo Ek', organisation: 'Skåne', person: '' })
    expect(readResponses(computer.responses).checkIns.map(({ name, organisation }) => [name, organisation])).toEqual([['Bo Ek', 'Skåne']])
  })

  test('RS26 writes a name that begins with that of somebody else, and is taken for the one of the list only when it is theirs', async () => {
    const bo = addPerson(computer.doc, null, { name: 'Bo', organisation: 'Skåne' })
    const boEk = addPerson(computer.doc, null, { name: 'Bo Ek', organisation: 'Skåne' })
    await drawTakingPart()
    const name = find('input', 'Name')
    await fill(name, 'Bo')
    expect(document.querySelector('select')?.value).toBe(bo)
    expect(document.activeElement).toBe(name)
    await fill(name, 'Bo E')
    expect(document.querySelector('select')?.value).toBe('')
    await fill(name, 'bo ek')
    await click(find('button', 'Done'))
    expect(onlyTold()).toEqual({ name: 'Bo Ek', organisation: 'Skåne', person: boEk })
  })

  test('is not told again what the page knows', async () => {
    await drawTakingPart({ name: 'Bo Ek', organisation: '', person: '' })
    await click(find('button', 'More about you'))
    await click([...document.querySelectorAll<HTMLElement>('[role="menuitem"]')][0] ?? document.body)
    await fill(find('input', 'Name'), 'Bo Ek ')
    await click(find('button', 'Done'))
    expect(told).toEqual([])
  })
})

describe('GU123 what a link brought', () => {
  const brought: Carried = { identity: { name: 'Bo Ek', organisation: '', person: '' }, answers: [{ root: 'questions', key: 'q1', value: { kind: 'question', text: 'Who pays?', board: '', at: 1, author: 'n1', name: 'Bo Ek', organisation: '' } }] }
  const asked = (): readonly string[] => readResponses(computer.responses).questions.map(({ text }) => text)

  test('is shown with the name under which it was said, and said when the guest says so', async () => {
    const done = vi.fn<() => void>()
    await drawTakingPart(brought.identity, { brought, onBroughtDone: done })
    expect(document.body.textContent).toContain('“Who pays?”Given as Bo Ek')
    expect([asked(), done.mock.calls.length]).toEqual([[], 0])
    await click(find('button', 'Send'))
    expect([asked(), done.mock.calls.length]).toEqual([['Who pays?'], 1])
  })

  test('is said by nobody who does not want to, or may not', async () => {
    const done = vi.fn<() => void>()
    await drawTakingPart(brought.identity, { brought, onBroughtDone: done })
    await click(find('button', 'Do not send'))
    expect([asked(), done.mock.calls.length]).toEqual([[], 1])
    await drawn?.unmount()
    computer.role = 'viewer'
    await drawTakingPart(brought.identity, { brought })
    expect(document.body.textContent).not.toContain('Who pays?')
  })
})

test('GU8 a guest chooses a long name of the list, or writes one, when the page asks them', async () => {
  const person = addPerson(computer.doc, null, { name: 'Leïla', organisation: longName })
  drawn = await draw(<WhoView doc={computer.doc} now={nobody} isAgain={false} onDone={(next) => told.push(next)} onLater={() => undefined} />)
  await click(find('button', `Leïla${longName}`))
  expect(readByRelay(onlyTold())).toMatchObject({ name: 'Leïla', person })
})

test('GU8 a name that is cut ends with a whole character', () => {
  const { name, person } = fittingIdentity({ name: `${'a'.repeat(maxIdentityLength - 1)}👩🏽`, organisation: '', person: 'p1' })
  expect([name, person]).toEqual(['a'.repeat(maxIdentityLength - 1), 'p1'])
})

describe('a list of hundreds', () => {
  const names = (): (string | null | undefined)[] => [...document.querySelectorAll('.guest-row-title')].map(({ textContent }) => textContent)

  test('GU80 keeps nobody from writing their name or only reading: the first names are shown, what is looked for, and all of them for whoever asks', async () => {
    await drawWho(200)
    expect(names()).toHaveLength(12)
    await fill(document.querySelector('input[type="search"]') ?? document.createElement('input'), 'Person 157')
    expect(names()).toEqual(['Person 157'])
    await fill(document.querySelector('input[type="search"]') ?? document.createElement('input'), '')
    await click(find('button', 'Show all names (200)'))
    expect(names()).toHaveLength(200)
    expect(document.activeElement?.textContent).toBe('Person 13')
    await click(find('button', 'Person 157'))
    expect(told).toMatchObject([{ name: 'Person 157' }])
  })

  test('GU80 a short one is there as it is', async () => {
    await drawWho(12)
    expect(names()).toHaveLength(12)
    expect(document.body.textContent).not.toContain('Show all')
  })
})

test('RM45 a guest whom the relay no longer lets in reads why without asking, can put it away, and is told once', async () => {
  drawn = await draw(<GuestStatus session={computer.openSession(computer.workshop)} />)
  const why = (): string => document.querySelector('.guest-status-why')?.textContent ?? ''
  expect(why()).toBe('')
  await act(async () => computer.setStatus({ relay: { kind: 'offline', since: 5, reason: 'unreachable' } }))
  expect(why()).toBe('')
  await act(async () => computer.setStatus({ relay: { kind: 'offline', since: 5, reason: 'inviteRevoked' } }))
  expect(why()).toContain('This invite was taken back.')
  const line = document.querySelector<HTMLElement>('.guest-status-line')
  if (line === null) throw new Error('no lights')
  await click(line)
  expect(why()).toBe('')
  // Asked again in vain.
  await act(async () => computer.setStatus({ relay: { kind: 'connecting' } }))
  await act(async () => computer.setStatus({ relay: { kind: 'offline', since: 6, reason: 'inviteRevoked' } }))
  expect(why()).toBe('')
})

test('RM46 whoever is asked for a name where nobody is on the list is not sent to a list', async () => {
  await drawWho(0)
  expect(document.body.textContent).not.toContain('in the list')
})
