/** The sides of the window where it is narrow. */
import { act } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { WorkshopScreen } from '../../../renderer/app/workshop-screen.tsx'
import { HandMadeRoom } from '../../helpers/hand-made-room.ts'
import { click, draw, find, type Drawn } from './render-kit.tsx'

let room: HandMadeRoom
let drawn: Drawn | null = null
beforeEach(() => {
  room = new HandMadeRoom()
  vi.stubGlobal('matchMedia', (query: string) => Object.assign(new EventTarget(), { matches: query.includes('width') }))
  // jsdom lays nothing out.
  Object.assign(Element.prototype, { checkVisibility: () => true })
})
afterEach(async () => {
  await drawn?.unmount()
  drawn = null
  room.dispose()
  vi.unstubAllGlobals()
})

const ignore = (): void => undefined

test('UI192 a sheet that is closed from within, by the menu or by the veil, leads back to what opened it', async () => {
  drawn = await draw(
    <WorkshopScreen source={room} desktop={room.desktop} settings={room.settings} workshop={room.workshop} place={null} relay={null} uplink={null} commands={() => ({ title: '', entries: [] })} onLibrary={ignore} onSettings={ignore} />,
  )
  for (const close of [async () => act(async () => room.emit('menu-command', 'toggle-right')), async () => click(find('button', 'Hide outcomes and people'))]) {
    const opener = find('button', 'Show outcomes and people')
    await act(async () => opener.focus())
    await click(opener)
    const inside = drawn.box.querySelector<HTMLElement>('.workshop-panel [role="tab"]')
    await act(async () => inside?.focus())
    expect(document.activeElement).toBe(inside)
    await close()
    expect(drawn.box.querySelector('.workshop-panel')).toBe(null)
    expect(document.activeElement).toBe(find('button', 'Show outcomes and people'))
  }
})

test('UI176 Escape closes a sheet, and none while it takes back what is being composed', async () => {
  drawn = await draw(
    <WorkshopScreen source={room} desktop={room.desktop} settings={room.settings} workshop={room.workshop} place={null} relay={null} uplink={null} commands={() => ({ title: '', entries: [] })} onLibrary={ignore} onSettings={ignore} />,
  )
  await click(find('button', 'Show outcomes and people'))
  const escape = async (isComposing: boolean): Promise<unknown> => act(async () => document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, isComposing })))
  await escape(true)
  expect(drawn.box.querySelector('.workshop-panel')).not.toBe(null)
  await escape(false)
  expect(drawn.box.querySelector('.workshop-panel')).toBe(null)
})
