import { act } from 'react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { App } from '../../../renderer/app/app.tsx'
import { clearToasts } from '../../../renderer/base/controls/toast.tsx'
import { EngineError } from '../../../renderer/document/source.ts'
import { HandMadeRoom } from '../../helpers/hand-made-room.ts'
import { when } from '../../helpers/when.ts'
import { click, draw, fill, find, type Drawn } from './render-kit.tsx'

// jsdom has none; notices ask it for their height.
vi.stubGlobal('ResizeObserver', class { observe(): void {} disconnect(): void {} })

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
})

/** The window, from its beginning. */
async function start(): Promise<void> {
  await drawn?.unmount()
  drawn = await draw(<App source={computer} desktop={computer.desktop} />)
}

/** Resolves when the window shows `words`. */
async function shown(words: string): Promise<void> {
  await act(async () => await when(`the window shows “${words}”`, () => isShown(words)))
}

const isShown = (words: string): boolean => document.body.textContent?.includes(words) ?? false
const question = 'Join this workshop?'
const clicked = (): string => computer.linkFor('participant', Date.now() + 86_400_000)

describe('UI144 a link that somebody clicks', () => {
  test('waits for the window that it started, however long that takes, and is asked about once', async () => {
    computer.waitingLink = clicked()
    await start()
    await shown(question)
    expect(computer.waitingLink).toBeNull()
    await start()
    await shown('New workshop')
    expect(isShown(question)).toBe(false)
  })

  test('is asked about in a window that is there already', async () => {
    await start()
    await shown('New workshop')
    const link = clicked()
    computer.waitingLink = link
    await act(async () => computer.emit('link-waiting', null))
    await shown(question)
    expect(find('input', 'Link').value).toBe(link)
  })

  test('waits behind a library that cannot be opened, and behind the question for the name', async () => {
    computer.waitingLink = clicked()
    computer.settings = { ...computer.settings, name: '' }
    computer.overrides.getSettings = () => {
      throw new EngineError({ kind: 'storage', detail: 'busy' })
    }
    await start()
    await shown('Try again')
    expect(computer.waitingLink).not.toBeNull()
    delete computer.overrides.getSettings
    await click(find('button', 'Try again'))
    await shown('What is your name?')
    expect(isShown(question)).toBe(false)
    await fill(find('input', 'Name'), 'Maëlle Roussel')
    await click(find('button', 'Continue'))
    await shown(question)
  })

  test('UI231 takes no dialog away: it says that it waits, and is asked about when the dialog has closed', async () => {
    await start()
    await shown('New workshop')
    await click(find('button', 'New workshop'))
    await fill(find('input', 'Title'), 'Half typed')
    computer.waitingLink = clicked()
    await act(async () => computer.emit('link-waiting', null))
    await shown('The link is asked about as soon as what is open here is closed.')
    expect([find('input', 'Title').value, isShown(question), computer.waitingLink !== null]).toEqual(['Half typed', false, true])
    await click(find('button', 'Cancel'))
    await shown(question)
  })
})
