import { act } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { App } from '../../../renderer/app/app.tsx'
import { clearToasts } from '../../../renderer/base/controls/toast.tsx'
import type { DesktopCalls, OpenedFile } from '../../../shared/ipc/desktop-api.ts'
import { HandMadeRoom } from '../../helpers/hand-made-room.ts'
import { when } from '../../helpers/when.ts'
import { click, draw, fill, find, type Drawn } from './render-kit.tsx'

// jsdom has none; notices ask it for their height.
vi.stubGlobal('ResizeObserver', class { observe(): void {} disconnect(): void {} })

type Answer = DesktopCalls['import-workshop']['result']

let computer: HandMadeRoom
let drawn: Drawn | null = null
beforeEach(() => {
  computer = new HandMadeRoom()
  // Each of them is refused: what it opens is tried in a real window.
  computer.readWorkshop = (file) => Promise.resolve(refused(file?.name ?? ''))
})
afterEach(async () => {
  await act(async () => clearToasts())
  await drawn?.unmount()
  drawn = null
  computer.dispose()
})

const refused = (name: string): Answer => ({ kind: 'refused', name, refusal: { kind: 'empty', detail: '' } })
const opened = (...names: readonly string[]): readonly OpenedFile[] => names.map((name) => ({ name, token: `token of ${name}` }))
const isShown = (words: string): boolean => document.body.textContent?.includes(words) ?? false
const asked = (): readonly unknown[] => computer.calls.flatMap(([name, _id, file]) => (name === 'import-workshop' ? [file] : []))

async function start(): Promise<void> {
  drawn = await draw(<App source={computer} desktop={computer.desktop} />)
}

async function shown(words: string): Promise<void> {
  await act(async () => await when(`the window shows “${words}”`, () => isShown(words)))
}

/** Somebody opens `files` in the file manager. */
async function open(files: readonly OpenedFile[]): Promise<void> {
  computer.waitingFiles = [...computer.waitingFiles, ...files]
  await act(async () => computer.emit('files-waiting', computer.waitingFiles.map(({ name }) => name)))
}

test('UI186 a file that started Minuta is read by its token, once; several that come together end in one list', async () => {
  computer.waitingFiles = opened('day.minuta')
  await start()
  await shown('day.minuta\u2069 was not opened')
  expect(asked()).toEqual(opened('day.minuta'))
  await click(find('button', 'Close'))
  await open(opened('one.minuta', 'two.minuta'))
  await shown('None of 2 files was taken in')
  expect(asked()).toEqual(opened('day.minuta', 'one.minuta', 'two.minuta'))
})

test('UI187 a file waits behind the question for the name', async () => {
  computer.settings = { ...computer.settings, name: '' }
  computer.waitingFiles = opened('day.minuta')
  await start()
  await shown('What is your name?')
  await fill(find('input', 'Name'), 'Maëlle Roussel')
  expect(asked()).toEqual([])
  await click(find('button', 'Continue'))
  await shown('was not opened')
})

test('UI187 a file takes no dialog away: it says that it waits, and is opened when the dialog has closed', async () => {
  await start()
  await shown('New workshop')
  await click(find('button', 'New workshop'))
  await fill(find('input', 'Title'), 'Half typed')
  await open(opened('day.minuta'))
  await shown('day.minuta\u2069 is opened as soon as what is open here is closed.')
  await open(opened('two.minuta'))
  await shown('2 files are opened as soon as what is open here is closed.')
  expect([find('input', 'Title').value, asked()]).toEqual(['Half typed', []])
  await click(find('button', 'Cancel'))
  await shown('None of 2 files was taken in')
})

test('UI187 a file waits for the one that is being read, and for the answer to the question for one', async () => {
  const first = Promise.withResolvers<Answer>()
  computer.readWorkshop = () => first.promise
  await start()
  await shown('New workshop')
  await click(find('button', 'Open a file…'))
  await open(opened('day.minuta'))
  expect(asked()).toEqual([null])
  computer.readWorkshop = (file) => Promise.resolve(refused(file?.name ?? ''))
  await act(async () => first.resolve({ kind: 'cancelled' }))
  await shown('day.minuta\u2069 was not opened')
  await open(opened('two.minuta'))
  expect(asked()).toHaveLength(2)
  await click(find('button', 'Close'))
  await shown('two.minuta\u2069 was not opened')
})
