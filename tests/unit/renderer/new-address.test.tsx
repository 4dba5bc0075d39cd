import { act, type ReactNode } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { useToldOfNewAddress } from '../../../renderer/app/use-told-of-new-address.ts'
import { clearToasts, ToastRegion } from '../../../renderer/base/controls/toast.tsx'
import type { RoomState } from '../../../shared/ipc/desktop-api.ts'
import { HandMadeRoom } from '../../helpers/hand-made-room.ts'
import { draw, type Drawn } from './render-kit.tsx'

vi.stubGlobal('ResizeObserver', class { observe(): void {} unobserve(): void {} disconnect(): void {} })

type Open = Extract<RoomState, { kind: 'open' }>

let drawn: Drawn | null = null
afterEach(async () => {
  await act(async () => clearToasts())
  await drawn?.unmount()
  drawn = null
})

function Told({ computer }: { readonly computer: HandMadeRoom }): ReactNode {
  useToldOfNewAddress(computer.desktop)
  return <ToastRegion />
}

function roomAt(addresses: readonly string[], admitsBrowsers = true, openedAt = 1): Open {
  return {
    kind: 'open', relay: { urls: addresses.map((address) => `wss://${address}:4455`), pin: 'p'.repeat(43) }, workshops: [], name: 'red-fox', openedAt,
    guestOrigins: admitsBrowsers ? addresses.map((address) => `http://${address}:4456`) : [],
  }
}

/** Whether the window, which hears of `states` one after the other, says that browsers need a new code. */
async function isTold(...states: readonly RoomState[]): Promise<boolean> {
  const computer = new HandMadeRoom()
  drawn = await draw(<Told computer={computer} />)
  for (const state of states) await act(async () => computer.emit('room-state', state))
  const isSaid = document.body.textContent?.includes('whoever is in a browser needs the new code') ?? false
  await act(async () => clearToasts())
  await drawn.unmount()
  computer.dispose()
  return isSaid
}

test('RM54 whoever has the room is told in every window when the address in the code for browsers leads nowhere any more, and at no other time', async () => {
  const [here, there, cable] = ['192.168.1.7', '192.168.1.23', '10.0.0.3']
  expect(await isTold(roomAt([here]), roomAt([there]))).toBe(true)
  expect(await isTold(roomAt([here, cable]), { kind: 'opening' }, roomAt([cable]))).toBe(true)
  expect(await isTold(roomAt([here]), roomAt([here, cable]), roomAt([cable, here]))).toBe(false)
  expect(await isTold(roomAt([here], false), roomAt([there], false))).toBe(false)
  expect(await isTold(roomAt([here]), roomAt([here], false))).toBe(false)
  expect(await isTold(roomAt([here]), { kind: 'closed' }, roomAt([there], true, 2))).toBe(false)
})
