/** "Open the room" in the real app: what others see of it, and its life without a window. Driven through the page's own door to main. */
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import type { ElectronApplication, Page } from 'playwright-core'
import type { DesktopApi, DesktopCall, DesktopCalls, FoundRoom, RoomState } from '../../shared/ipc/desktop-api.ts'
import { newId, type WorkshopId } from '../../shared/model/ids.ts'
import { launchApp, startAgain } from '../helpers/electron-app.ts'
import { pinAt } from '../helpers/pin.ts'
import { descendants } from '../helpers/processes.ts'
import { openDoors } from '../helpers/sockets.ts'
import { AckedClient } from '../helpers/stock-client.ts'
import { when } from '../helpers/when.ts'

type PageWindow = Window & { readonly minuta: DesktopApi }
/** The same door, for calls that no page of ours would make. */
type AnyDoor = { readonly minuta: { invoke(...call: readonly unknown[]): Promise<unknown> } }
type OpenState = Extract<RoomState, { kind: 'open' }>
type Question = { readonly buttons: readonly string[]; readonly defaultId: number; readonly cancelId: number; readonly text: string }

function call<C extends DesktopCall>(page: Page, name: C, ...args: DesktopCalls[C]['args']): Promise<DesktopCalls[C]['result']> {
  const given: readonly unknown[] = [name, ...args]
  return page.evaluate((all) => (window as unknown as AnyDoor).minuta.invoke(...all), given) as Promise<DesktopCalls[C]['result']>
}

async function openRoom(page: Page, workshop: WorkshopId, admitsBrowsers = false): Promise<OpenState> {
  const state = await call(page, 'open-room', workshop, '', admitsBrowsers)
  if (state.kind !== 'open') throw new Error(`the room is not open: ${JSON.stringify(state)}`)
  return state
}

/** Notes every question of the app and answers it with the button at `answer`. */
async function answerQuestions(app: ElectronApplication, answer: number): Promise<void> {
  await app.evaluate(({ dialog }, response) => {
    const asked: unknown[] = Array.isArray(Reflect.get(globalThis, 'asked')) ? (Reflect.get(globalThis, 'asked') as unknown[]) : []
    Object.assign(globalThis, { asked })
    const show = (...args: unknown[]): unknown => {
      const { buttons, defaultId, cancelId, message, detail } = args.at(-1) as { buttons: string[]; defaultId: number; cancelId: number; message: string; detail: string }
      asked.push({ buttons, defaultId, cancelId, text: `${message}\n${detail}` })
      return Promise.resolve({ response, checkboxChecked: false })
    }
    Object.assign(dialog, { showMessageBox: show })
  }, answer)
}

function questions(app: ElectronApplication): Promise<Question[]> {
  return app.evaluate(() => (Reflect.get(globalThis, 'asked') as Question[] | undefined) ?? [])
}

function windowCount(app: ElectronApplication): Promise<number> {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)
}

function enter(state: OpenState, workshop: WorkshopId): AckedClient {
  return new AckedClient(state.relay.urls[0] ?? '', workshop, { rejectUnauthorized: false })
}

test('RM30 the room opens doors only while it is open, shows the certificate that it pins, and every window knows', async () => {
  const running = await launchApp()
  const { app, page } = running
  const pid = app.process().pid ?? 0
  const before = openDoors(pid)
  expect(await call(page, 'room-state')).toEqual({ kind: 'closed' })
  await page.evaluate(() => {
    const seen: string[] = []
    Object.assign(window, { seen })
    ;(window as unknown as PageWindow).minuta.on('room-state', ({ kind }) => seen.push(kind))
  })
  const pin = await call(page, 'room-pin')
  const workshop = newId<WorkshopId>()
  const state = await openRoom(page, workshop, true)
  expect(state.relay.pin).toBe(pin)
  expect(pin).toMatch(/^[\w-]{43}$/)
  for (const url of state.relay.urls) expect(await pinAt(url)).toBe(pin)
  expect((await fetch(`${state.guestOrigins[0] ?? ''}/healthz`)).status).toBe(200)
  expect(await call(page, 'room-state')).toEqual(state)
  // TCP for apps, TCP for browsers, and mDNS.
  await expect.poll(() => openDoors(pid).filter((door) => !before.includes(door)).length).toBeGreaterThanOrEqual(3)
  expect(fs.statSync(path.join(running.dataDirectory, 'room', 'certificate.json')).mode & 0o777).toBe(0o600)

  expect(await call(page, 'close-room')).toEqual({ kind: 'closed' })
  await expect.poll(() => openDoors(pid)).toEqual(before)
  expect(await page.evaluate(() => Reflect.get(window, 'seen') as string[])).toEqual(['opening', 'open', 'closed'])
  for (const args of [[7, '', true], ['no id', '', true], [workshop, 'not base64!', true], [workshop, 'A'.repeat(9000), true], [workshop, '', 'yes'], []]) {
    const outcome = await page.evaluate((given) => (window as unknown as AnyDoor).minuta.invoke('open-room', ...given).then(() => 'answered', () => 'refused'), args)
    expect(outcome).toBe('refused')
  }
  expect(await call(page, 'room-state')).toEqual({ kind: 'closed' })
  expect(running.problems).toEqual([])
  await running.close()
})

test('RM31 the room goes on when the last window is closed, a second start brings the window back, and quitting asks and keeps everything', async () => {
  const running = await launchApp()
  const { app, page } = running
  const workshop = newId<WorkshopId>()
  const state = await openRoom(page, workshop)
  const guest = enter(state, workshop)
  await when('the guest is in', () => guest.provider.synced)

  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().forEach((window) => window.close()))
  await expect.poll(() => windowCount(app)).toBe(0)
  guest.note('alone', () => guest.text.insert(0, 'Written while no window was there.'))
  await when('it is stored', () => guest.acked.has('alone'))
  expect(await pinAt(state.relay.urls[0] ?? '')).toBe(state.relay.pin)

  const [, back] = await Promise.all([startAgain(running), app.waitForEvent('window')])
  expect(await windowCount(app)).toBe(1)
  expect(await call(back, 'room-state')).toEqual(state)
  await startAgain(running)
  expect(await windowCount(app)).toBe(1)

  // The safe answer first: nothing happens.
  await answerQuestions(app, 0)
  await app.evaluate(({ app }) => app.quit())
  await expect.poll(() => questions(app)).toHaveLength(1)
  const [question] = await questions(app)
  expect(question).toMatchObject({ buttons: ['Keep the room open', 'Close the room and quit'], defaultId: 0, cancelId: 0 })
  expect(question?.text).toMatch(/One device is connected[^]*Nothing is lost/)
  expect(await call(back, 'room-state')).toEqual(state)
  // A window that is closed afterwards closes, and nothing more: the quit is forgotten.
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().forEach((window) => window.close()))
  await expect.poll(() => windowCount(app)).toBe(0)
  guest.note('later', () => guest.text.insert(0, 'Later. '))
  await when('that is stored too', () => guest.acked.has('later'))

  await answerQuestions(app, 1)
  const under = descendants(app.process().pid ?? 0)
  const ended = once(app.process(), 'exit')
  app.evaluate(({ app }) => app.quit()).catch(() => undefined)
  await ended
  await expect.poll(() => under.filter((pid) => fs.existsSync(`/proc/${pid}`))).toEqual([])
  guest.destroy()

  const again = await launchApp({ dataDirectory: running.dataDirectory })
  const reopened = await openRoom(again.page, workshop)
  expect(reopened.relay).toEqual(state.relay)
  const later = enter(reopened, workshop)
  await when('everything is there', () => later.text.toJSON() === 'Later. Written while no window was there.')
  later.destroy()
  await call(again.page, 'close-room')
  await again.close()
})

test('RM32 whoever ends the app from outside is not asked; the room stores and closes', async () => {
  const running = await launchApp()
  const { app, page, dataDirectory } = running
  const workshop = newId<WorkshopId>()
  const state = await openRoom(page, workshop)
  const guest = enter(state, workshop)
  guest.note('last', () => guest.text.insert(0, 'The last word.'))
  await when('it is stored', () => guest.acked.has('last'))
  await answerQuestions(app, 0)
  const child = app.process()
  const under = descendants(child.pid ?? 0)
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  expect(await ended).toEqual([0, null])
  guest.destroy()
  await expect.poll(() => under.filter((pid) => fs.existsSync(`/proc/${pid}`))).toEqual([])
  expect(fs.existsSync(path.join(dataDirectory, 'room', 'relay.sqlite-wal'))).toBe(false)
})

test('RM10 an app finds the room that another one opened, and not its own', async () => {
  const [host, guest] = [await launchApp(), await launchApp()]
  const here = await openRoom(host.page, newId<WorkshopId>())
  const there = await openRoom(guest.page, newId<WorkshopId>())
  const found = await guest.page.evaluate((name) => new Promise<FoundRoom>((resolve) => {
    const look = (rooms: readonly FoundRoom[]): void => {
      const room = rooms.find((known) => known.name === name)
      if (room !== undefined) resolve(room)
    }
    const { minuta } = window as unknown as PageWindow
    minuta.on('room-found', look)
    void minuta.invoke('find-rooms').then(look)
  }), here.name)
  expect(found).toMatchObject({ relay: { pin: here.relay.pin }, workshops: [] })
  expect(await pinAt(found.relay.urls[0] ?? '')).toBe(here.relay.pin)
  expect((await call(guest.page, 'find-rooms')).some(({ name, relay }) => name === there.name || relay.pin === there.relay.pin)).toBe(false)
  await Promise.all([host, guest].map(async (running) => {
    await call(running.page, 'close-room')
    await running.close()
  }))
})

test('RM22 where there is no keyring the app says so, and locks nothing away', async () => {
  const running = await launchApp()
  const hasKeyring = await running.app.evaluate(({ safeStorage }) => safeStorage.isEncryptionAvailable() && (process.platform !== 'linux' || !['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend())))
  expect((await call(running.page, 'app-info')).isKeyringThere).toBe(hasKeyring)
  expect(fs.existsSync(path.join(running.dataDirectory, 'vault.key'))).toBe(hasKeyring)
  await running.close()
})
