import { act } from 'react'
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { recall } from '../../../renderer/base/remembered.ts'
import { clearToasts, ToastRegion } from '../../../renderer/base/controls/toast.tsx'
import { EngineError } from '../../../renderer/document/source.ts'
import { JoinDialog } from '../../../renderer/room/joining/join-dialog.tsx'
import type { FoundRoom } from '../../../shared/ipc/desktop-api.ts'
import type { Diagnosis } from '../../../shared/ipc/engine-port.ts'
import { joinLink, parseJoinLink, type JoinTarget } from '../../../shared/protocol/join-link.ts'
import { newId, type WorkshopId } from '../../../shared/model/ids.ts'
import { HandMadeRoom, roomRelay } from '../../helpers/hand-made-room.ts'
import { click, draw, fill, find, type Drawn } from './render-kit.tsx'

// jsdom lays nothing out: there is no size to follow.
vi.stubGlobal('ResizeObserver', class { observe(): void {} disconnect(): void {} })

const target: JoinTarget = { relay: { urls: ['wss://relay.example.org'], pin: null }, workshop: newId<WorkshopId>(), token: null }
const tomorrow = Date.now() + 36 * 3_600_000
let computer: HandMadeRoom
let drawn: Drawn | null = null
beforeEach(() => {
  computer = new HandMadeRoom()
})
afterEach(async () => {
  await act(async () => clearToasts())
  await drawn?.unmount()
  drawn = null
  computer.dispose()
  globalThis.localStorage.clear()
})

type Asked = { readonly asked: JoinTarget[]; readonly connected: WorkshopId[]; readonly joined: WorkshopId[] }
type Answers = { readonly join?: (asked: JoinTarget) => Promise<WorkshopId>; readonly diagnosis?: Diagnosis; readonly onClose?: () => void }

async function open(clickedLink: string | null, { join = ({ workshop }) => Promise.resolve(workshop), diagnosis = { findings: [], isGood: true }, onClose = () => undefined }: Answers = {}): Promise<Asked> {
  const asked: JoinTarget[] = []
  const connected: WorkshopId[] = []
  const joined: WorkshopId[] = []
  drawn = await draw(
    <JoinDialog
      desktop={computer.desktop}
      clickedLink={clickedLink}
      rememberedRelay=""
      workshops={computer.summaries}
      join={(wanted) => {
        asked.push(wanted)
        return join(wanted)
      }}
      connect={(workshop) => {
        connected.push(workshop)
        return Promise.resolve()
      }}
      diagnose={() => Promise.resolve(diagnosis)}
      onJoined={(workshop) => joined.push(workshop)}
      onClose={onClose}
    />,
  )
  return { asked, connected, joined }
}

async function submit(): Promise<void> {
  await act(async () => document.querySelector('form')?.requestSubmit())
}

const words = (): string => document.querySelector('[role="dialog"]')?.textContent ?? ''

describe('joining', () => {
  test('UI31 a clicked link is asked about by the name of its relay, and followed only on demand', async () => {
    const { asked, joined } = await open(joinLink(target))
    expect(words()).toContain('connect to wss://relay.example.org')
    expect(asked).toEqual([])
    await submit()
    expect(asked).toEqual([target])
    expect(joined).toEqual([target.workshop])
    expect(recall(`me.${target.workshop}`)).toBe('?')
  })

  test('UI30 a clicked link that is none of ours is refused in words', async () => {
    const { asked } = await open('minuta://join?relay=https%3A%2F%2Fevil.example&workshop=abcdefgh')
    await submit()
    expect(words()).toContain('This is not a Minuta link')
    expect(asked).toEqual([])
  })

  test('UI65 what a link says is told before anything is contacted: the role, the way and until when', async () => {
    const { asked } = await open(null)
    await fill(find('input', 'Link'), computer.linkFor('participant', tomorrow))
    expect(words()).toContain('Participant')
    expect(words()).toContain('a room on this network (192.168.1.7:4455)')
    expect(words()).toMatch(/until \w+day/u)
    expect(asked).toEqual([])
  })

  test('UI65 an invite whose time is over says so at once', async () => {
    await open(null)
    await fill(find('input', 'Link'), computer.linkFor('viewer', Date.now() - 3_600_000))
    expect(words()).toContain('The time of this invite is over.')
  })

  test('UI65 a link to an open relay says that it lets anybody write', async () => {
    await open(null)
    await fill(find('input', 'Link'), joinLink(target))
    expect(words()).toContain('Anybody: whoever has this link can read and write.')
    expect(words()).toContain('relay.example.org')
  })

  test('address and id by hand do the same as a link, and are folded away', async () => {
    const { asked } = await open(null)
    const byHand = find('button', 'By address and workshop id')
    expect(byHand.getAttribute('aria-expanded')).toBe('false')
    await click(byHand)
    await submit()
    expect(words()).toContain('This is not a relay address.')
    await fill(find('input', 'Relay address'), ` ${target.relay.urls[0]}/ `)
    await fill(find('input', 'Workshop id'), target.workshop)
    await submit()
    expect(asked).toEqual([target])
  })

  test('a failure is told with its own sentence and the fields stay as they were', async () => {
    const { joined } = await open(joinLink(target), { join: () => Promise.reject(Object.assign(new Error('no'), { failure: { kind: 'no-such-workshop', detail: '' } })) })
    await submit()
    expect(document.querySelector('[role="alert"]')?.textContent).toContain('it does not have this workshop')
    expect(find('input', 'Link').value).toBe(joinLink(target))
    expect(joined).toEqual([])
  })

  test('UI68 a revoked invite is told exactly so', async () => {
    await open(computer.linkFor('participant', tomorrow), { join: () => Promise.reject(Object.assign(new Error('no'), { failure: { kind: 'refused', detail: 'inviteRevoked' } })) })
    await submit()
    expect(document.querySelector('[role="alert"]')?.textContent).toContain('This invite was taken back.')
  })

  test('UI69 a failure leads to the network doctor, which says what was found and what to do, and back', async () => {
    const diagnosis: Diagnosis = {
      isGood: false,
      findings: [
        { check: 'network', outcome: 'good', detail: '', values: ['10.0.0.5'] },
        { check: 'port', outcome: 'bad', detail: 'no-answer', values: ['192.168.1.7:4455'] },
        { check: 'relay', outcome: 'not-tried', detail: '', values: [] },
      ],
    }
    await open(joinLink(target), { diagnosis, join: () => Promise.reject(Object.assign(new Error('no'), { failure: { kind: 'unreachable', detail: '' } })) })
    await submit()
    await click(find('button', 'Find out why'))
    expect(words()).toContain('the Wi-Fi keeps its devices apart, or a firewall is in between')
    expect(words()).toContain('hotspot')
    expect(words()).toContain('192.168.1.7:4455')
    await click(find('button', 'Done'))
    expect(find('input', 'Link').value).toBe(joinLink(target))
  })

  /** Joins, and gives up on it before it is done. */
  async function stopWaiting(join: Promise<WorkshopId>): Promise<Asked> {
    let isClosed = false
    const told = await open(joinLink(target), { join: () => join, onClose: () => { isClosed = true } })
    await submit()
    expect(words()).toContain('Fetching the workshop')
    await click(find('button', 'Stop waiting'))
    expect(isClosed).toBe(true)
    await drawn?.unmount()
    drawn = await draw(<ToastRegion />)
    return told
  }

  test('UI67 whoever stopped waiting is not taken to the workshop when it arrives, and is asked who they are whenever they open it', async () => {
    const { promise, resolve } = Promise.withResolvers<WorkshopId>()
    const { joined } = await stopWaiting(promise)
    expect(recall(`me.${target.workshop}`)).toBeNull()
    await act(async () => resolve(target.workshop))
    expect(document.body.textContent).toContain('A workshop that you joined has arrived.')
    expect(joined).toEqual([])
    expect(recall(`me.${target.workshop}`)).toBe('?')
  })

  test('UI146 whoever stopped waiting is told when it fails after all', async () => {
    const { promise, reject } = Promise.withResolvers<WorkshopId>()
    await stopWaiting(promise)
    await act(async () => reject(new EngineError({ kind: 'refused', detail: 'inviteRevoked' })))
    expect(document.body.textContent).toContain('Not joined. This invite was taken back.')
  })
})

describe('UI63 rooms on this network', () => {
  const heron: FoundRoom = { name: 'blue-heron', relay: roomRelay, workshops: [] }

  test('are shown as they are heard of, and the invite is still needed', async () => {
    computer.found = [heron]
    await open(null)
    expect(words()).toContain('blue-heron')
    expect(words()).toContain('You need the invite as well')
    await act(async () => computer.emit('room-found', []))
    expect(words()).not.toContain('blue-heron')
  })

  test('are looked for as long as the dialog is open: main stops two minutes after it was asked last', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    onTestFinished(() => void vi.useRealTimers())
    const asked = (): number => computer.calls.filter(([call]) => call === 'find-rooms').length
    await open(null)
    computer.found = [heron]
    await act(async () => await vi.advanceTimersByTimeAsync(110_000))
    expect(asked()).toBe(2)
    expect(words()).toContain('blue-heron')
    await act(async () => await vi.advanceTimersByTimeAsync(110_000))
    expect(asked()).toBe(4)
    await drawn?.unmount()
    drawn = null
    await vi.advanceTimersByTimeAsync(110_000)
    expect(asked()).toBe(4)
  })

  test('are named in what a link to them says', async () => {
    computer.found = [heron]
    await open(null)
    await fill(find('input', 'Link'), computer.linkFor('viewer', tomorrow))
    expect(words()).toContain('the room “blue-heron” on this network')
    expect(parseJoinLink(find('input', 'Link').value)?.relay.pin).toBe(roomRelay.pin)
  })

  test('connect a workshop that is on this computer already, without asking who one is', async () => {
    computer.found = [{ ...heron, workshops: [computer.workshop] }]
    const { connected, joined } = await open(null)
    await click(find('button', 'Connect: Second meeting'))
    expect(connected).toEqual([computer.workshop])
    expect(joined).toEqual([computer.workshop])
    expect(recall(`me.${computer.workshop}`)).toBeNull()
  })
})
