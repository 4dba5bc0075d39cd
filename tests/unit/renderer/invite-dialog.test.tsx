import { act } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { InviteDialog } from '../../../renderer/room/invites/invite-dialog.tsx'
import { endOfDay } from '../../../renderer/room/invites/expiry.ts'
import { HandMadeRoom } from '../../helpers/hand-made-room.ts'
import { draw, type Drawn } from './render-kit.tsx'

let computer: HandMadeRoom
let drawn: Drawn | null = null
beforeEach(() => {
  computer = new HandMadeRoom()
  vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'], now: new Date(2026, 10, 26, 23, 59) })
})
afterEach(async () => {
  await drawn?.unmount()
  drawn = null
  vi.useRealTimers()
  computer.dispose()
})

test('UI147 an end of the workshop that was chosen before midnight still is its end when midnight has passed and it is today', async () => {
  const made: { readonly expiresAt: number }[] = []
  drawn = await draw(
    <InviteDialog
      workshopDay={{ year: 2026, month: 11, day: 27 }}
      create={(wanted) => {
        made.push(wanted)
        return computer.call('createInvite', computer.workshop, wanted)
      }}
      onCreated={() => undefined}
      onClose={() => undefined}
    />,
  )
  const choices = document.querySelector<HTMLSelectElement>('[role="dialog"] select')
  if (choices === null) throw new Error('no choice of an end')
  await act(async () => {
    choices.value = 'workshop'
    choices.dispatchEvent(new Event('change', { bubbles: true }))
  })
  expect(document.querySelector('[role="dialog"]')?.textContent).toContain('At the end of the workshop')
  await act(async () => await vi.advanceTimersByTimeAsync(120_000))
  await act(async () => document.querySelector<HTMLFormElement>('[role="dialog"] form')?.requestSubmit())
  expect(made.map(({ expiresAt }) => expiresAt)).toEqual([endOfDay(new Date(2026, 10, 27, 12).getTime())])
})
