import { act } from 'react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { addBoard } from '../../../shared/document/commands/board-commands.ts'
import { addPerson } from '../../../shared/document/commands/people-commands.ts'
import type { PaletteSection } from '../../../renderer/app/command-palette.tsx'
import { WorkshopScreen } from '../../../renderer/app/workshop-screen.tsx'
import { HandMadeRoom } from '../../helpers/hand-made-room.ts'
import { click, draw, fill, find, press, type Drawn } from './render-kit.tsx'

let room: HandMadeRoom
let drawn: Drawn | null = null
const chosen: string[] = []
/** What had the focus when a command was done. */
const focusedAt: (Element | null)[] = []
beforeEach(() => {
  room = new HandMadeRoom()
  chosen.length = 0
})
afterEach(async () => {
  await drawn?.unmount()
  drawn = null
  room.dispose()
})

const commands = (): PaletteSection => ({ title: 'Commands', entries: [{ id: 'settings', label: 'Settings', hint: '', onAction: () => void (chosen.push('settings'), focusedAt.push(document.activeElement)) }] })
const ignore = (): void => undefined

async function openWorkshop(): Promise<void> {
  drawn = await draw(
    <WorkshopScreen source={room} desktop={room.desktop} settings={room.settings} workshop={room.workshop} place={null} relay={null} uplink={null} commands={commands} onLibrary={ignore} onSettings={ignore} />,
  )
}

const entries = (): readonly (string | null)[] => [...document.querySelectorAll('[role="menuitem"] .menu-item-text')].map((entry) => entry.textContent)

test('UI130 the palette opens while a workshop is on its way, and finds what is in it once that is there, with the words that were typed', async () => {
  room.setStatus({ isLoaded: false })
  await openWorkshop()
  await press(document.body, 'k', { ctrlKey: true })
  expect(entries()).toEqual(['Settings'])
  const box = find('input', 'Find boards, people, outcomes and commands')
  await fill(box, 's')
  addPerson(room.doc, null, { name: 'Sami Haddad' })
  await act(async () => room.setStatus({ isLoaded: true }))
  expect(box.isConnected).toBe(true)
  expect(box.value).toBe('s')
  expect(entries()).toContain('Sami Haddad')
  expect(entries()).toContain('Settings')
  await press(document.body, 'k', { ctrlKey: true })
  expect(entries()).toEqual([])
})

test.each([['Greek', 'κ'], ['Arabic', 'ن']])('UI132 the palette opens by the same key on a keyboard in %s', async (_script, key) => {
  await openWorkshop()
  await press(document.body, key, { code: 'KeyK', ctrlKey: true })
  expect(entries()).toContain('Settings')
})

test('UI130 what is chosen before the workshop is there is done, and the key works where a workshop does not open', async () => {
  room.setStatus({ isLoaded: false })
  await openWorkshop()
  await act(async () => room.emit('menu-command', 'command-palette'))
  const [entry] = document.querySelectorAll<HTMLElement>('[role="menuitem"]')
  if (!entry) throw new Error('the palette is empty')
  await click(entry)
  expect(chosen).toEqual(['settings'])
  expect(entries()).toEqual([])
  await act(async () => room.setStatus({ failure: { kind: 'no-such-workshop', detail: '' } }))
  await press(document.body, 'k', { ctrlKey: true })
  expect(entries()).toEqual(['Settings'])
})

test('UI173 what the palette opens finds the focus where it was before the palette', async () => {
  await openWorkshop()
  const share = find('button', 'Share')
  await press(share, 'k', { ctrlKey: true })
  const entry = [...document.querySelectorAll<HTMLElement>('[role="menuitem"]')].find(({ textContent }) => textContent === 'Settings')
  if (!entry) throw new Error('no such command')
  focusedAt.length = 0
  await click(entry)
  expect(focusedAt).toEqual([share])
})

test('UI180 a board and a person without a name are found by words of their own', async () => {
  addBoard(room.doc, null, { title: '', item: null })
  addPerson(room.doc, null, { name: '', organisation: 'Region of Sicily' })
  await openWorkshop()
  await press(document.body, 'k', { ctrlKey: true })
  expect(entries()).toContain('Board')
  expect(entries()).toContain('Region of Sicily')
  expect(entries()).not.toContain('')
})
