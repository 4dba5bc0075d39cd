import { expect, onTestFinished, test, vi } from 'vitest'
import { RoomWish } from '../../../main/engine/room-wish.ts'
import type { RelayState } from '../../../shared/ipc/engine-port.ts'

type Reason = Extract<RelayState, { kind: 'offline' }>['reason']

test('RM11 a room is looked for when a relay has been away for three seconds, and no longer when it is back', () => {
  const { wishes, now } = wishOver()
  now({ kind: 'offline', since: 0, reason: 'unreachable' }, 2_999)
  now({ kind: 'online' }, 1)
  expect(wishes).toEqual([])
  now({ kind: 'offline', since: 0, reason: 'unreachable' }, 3_000)
  expect(wishes).toEqual([true])
  now({ kind: 'online' }, 3_000)
  expect(wishes).toEqual([true, false])
})

test.each<Reason>(['working-offline', 'inviteWrong', 'inviteExpired', 'inviteRevoked', 'inviteMissing'])('RM11 no room is looked for where another relay would not help: %s', (reason) => {
  const { wishes, now } = wishOver()
  now({ kind: 'offline', since: 0, reason }, 10_000)
  expect(wishes).toEqual([])
})

/** A wish over one workshop. `now` says in which state its relay is, and lets time go by. */
function wishOver() {
  vi.useFakeTimers()
  let state: RelayState = { kind: 'online' }
  const wishes: boolean[] = []
  const wish = new RoomWish({ states: () => [state], onWish: (isWanted) => wishes.push(isWanted) })
  onTestFinished(() => {
    wish.dispose()
    vi.useRealTimers()
  })
  return {
    wishes,
    now: (next: RelayState, ms: number): void => {
      state = next
      wish.noteChange()
      vi.advanceTimersByTime(ms)
    },
  }
}
