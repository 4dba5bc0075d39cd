/** Dialogs that somebody uses while something else ends. */
import { act } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { App } from '../../../renderer/app/app.tsx'
import { clearToasts } from '../../../renderer/base/controls/toast.tsx'
import type { WorkshopId } from '../../../shared/model/ids.ts'
import { HandMadeRoom } from '../../helpers/hand-made-room.ts'
import { when } from '../../helpers/when.ts'
import { click, draw, fill, find, type Drawn } from './render-kit.tsx'

// jsdom has none; notices ask it for their height.
vi.stubGlobal('ResizeObserver', class { observe(): void {} disconnect(): void {} })

let computer: HandMadeRoom
let drawn: Drawn
beforeEach(async () => {
  computer = new HandMadeRoom()
  globalThis.sessionStorage.clear()
  drawn = await draw(<App source={computer} desktop={computer.desktop} />)
})
afterEach(async () => {
  await act(async () => clearToasts())
  await drawn.unmount()
  computer.dispose()
})

const isShown = (words: string): boolean => document.body.textContent?.includes(words) ?? false
async function shown(words: string): Promise<void> {
  await act(async () => await when(`the window shows “${words}”`, () => isShown(words)))
}

const openWorkshop = (): string | null => globalThis.sessionStorage.getItem('minuta.open-workshop')

test('UI231 a sample that is ready takes away neither the dialog that was opened meanwhile nor the workshop: it says so, and is opened on demand', async () => {
  const made = Promise.withResolvers<WorkshopId>()
  computer.overrides.createWorkshop = () => made.promise
  await shown('Open a sample')
  await click(find('button', 'Open a sample'))
  await shown('Opening the sample')
  await click(find('button', 'New workshop'))
  await fill(find('input', 'Title'), 'Half typed')
  await act(async () => made.resolve(computer.workshop))
  await shown('The sample is in the list now.')
  expect([find('input', 'Title').value, openWorkshop()]).toEqual(['Half typed', null])
  await click(find('button', 'Cancel'))
  await click(find('button', 'Open'))
  expect(openWorkshop()).toBe(computer.workshop)
})

test('UI231 the sample opens by itself where nothing else was begun, and no command of a menu takes a dialog away', async () => {
  await shown('New workshop')
  await click(find('button', 'New workshop'))
  await fill(find('input', 'Title'), 'Half typed')
  for (const command of ['join-workshop', 'shortcuts', 'open-library'] as const) await act(async () => computer.emit('menu-command', command))
  expect(find('input', 'Title').value).toBe('Half typed')
  await click(find('button', 'Cancel'))
  computer.overrides.createWorkshop = () => computer.workshop
  await click(find('button', 'Open a sample'))
  await act(async () => await when('the sample is made', () => computer.calls.some(([name]) => name === 'createWorkshop')))
  await act(async () => await Promise.resolve())
  expect(openWorkshop()).toBe(computer.workshop)
})

test('UI275 while somebody fills in a dialog of a workshop the menu neither leaves the workshop nor opens another dialog', async () => {
  globalThis.sessionStorage.setItem('minuta.open-workshop', computer.workshop)
  await drawn.unmount()
  drawn = await draw(<App source={computer} desktop={computer.desktop} />)
  await shown('Add to programme')
  await click(find('button', 'Add to programme'))
  await fill(find('input', 'Title'), 'Half typed')
  const commands = ['open-library', 'new-workshop', 'join-workshop', 'open-file', 'shortcuts', 'open-minutes', 'export', 'print', 'share', 'import', 'check-document', 'toggle-left', 'command-palette'] as const
  for (const command of commands) await act(async () => computer.emit('menu-command', command))
  expect([find('input', 'Title').value, document.querySelectorAll('[role="dialog"]').length, openWorkshop()]).toEqual(['Half typed', 1, computer.workshop])
  expect(computer.calls.filter(([name]) => name === 'import-workshop')).toEqual([])
  await click(find('button', 'Cancel'))
  await act(async () => computer.emit('menu-command', 'open-library'))
  expect(openWorkshop()).not.toBe(computer.workshop)
})
