/** Closing while the engine cannot store: waited for, then asked; never in the way when everything is stored. */
import fs from 'node:fs'
import { once } from 'node:events'
import path from 'node:path'
import { expect } from '@playwright/test'
import { BoardDriver } from '../helpers/board-driver.ts'
import { holdClock, launchApp, startAgain } from '../helpers/electron-app.ts'
import type { Person } from '../helpers/person.ts'
import { enginePid } from '../helpers/processes.ts'
import { test } from '../helpers/test.ts'

test('UI14 an app that is quit while its engine stands still waits, asks with the safe answer first, and loses nothing', async ({ after, arrive }) => {
  const person = await arrive('Paul-André Santoni')
  let engine = 0
  after(() => {
    if (engine !== 0) process.kill(engine, 'SIGCONT')
  })
  await person.createWorkshop({ title: 'Closing' })
  await person.addBoard('Notes')
  const board = new BoardDriver(person.page, 'Notes')
  await board.addParagraph('Stored.')
  await expect(person.lights).toContainText('Saved here')

  // It stands still for longer than anybody waits: the question comes, and its first answer keeps the window.
  engine = enginePid(person.running.app.process().pid ?? 0)
  process.kill(engine, 'SIGSTOP')
  await person.page.keyboard.type(' Held back.')
  await answerQuestions(person)
  await person.running.app.evaluate(({ app }) => app.quit())
  await expect.poll(() => questions(person)).toEqual([{ first: 'Keep open', defaultId: 0, cancelId: 0 }])
  await expect(board.text).toContainText('Stored. Held back.')
  process.kill(engine, 'SIGCONT')
  await expect(person.lights).toContainText('Saved here')

  // It comes back while the app waits: nobody is asked, and the app ends by itself.
  process.kill(engine, 'SIGSTOP')
  await person.page.keyboard.type(' Once more.')
  const ended = once(person.running.app.process(), 'exit')
  const asked = await questions(person)
  await holdClock(person.running.app)
  await person.running.app.evaluate(({ app }) => {
    let refused = 0
    app.on('before-quit', () => {
      refused += 1
      Object.assign(globalThis, { refused })
    })
    app.quit()
  })
  await expect.poll(() => person.running.app.evaluate(() => Number(Reflect.get(globalThis, 'refused')))).toBeGreaterThan(2)
  expect(await questions(person)).toEqual(asked)
  process.kill(engine, 'SIGCONT')
  engine = 0
  await ended

  await person.comeBack()
  await person.page.getByRole('button', { name: 'Closing' }).first().click()
  await expect((await person.openBoard('Notes')).text).toContainText('Stored. Held back. Once more.')
  expect(person.problems).toEqual([])
})

type Question = { readonly first: string; readonly defaultId: number; readonly cancelId: number }

/** Notes every question of the app and gives the answer that Enter gives. */
async function answerQuestions(person: Person): Promise<void> {
  await person.running.app.evaluate(({ dialog }) => {
    const asked: unknown[] = []
    Object.assign(globalThis, { asked })
    const answer = (_window: unknown, options: { buttons?: string[]; defaultId?: number; cancelId?: number }) => {
      asked.push({ first: options.buttons?.[0], defaultId: options.defaultId, cancelId: options.cancelId })
      return Promise.resolve({ response: options.defaultId ?? -1, checkboxChecked: false })
    }
    Object.assign(dialog, { showMessageBox: answer })
  })
}

function questions(person: Person): Promise<Question[]> {
  return person.running.app.evaluate(() => Reflect.get(globalThis, 'asked') as Question[])
}

test('an app that is quit while its window is still loading ends without a word', async () => {
  for (let start = 0; start < 3; start += 1) {
    const running = await launchApp()
    await running.close()
    expect(fs.readFileSync(path.join(running.dataDirectory, 'logs', 'minuta.log'), 'utf8')).not.toContain('start failed')
  }
})

test('SY35 who starts Minuta again while it is still storing gets it when it has ended, with everything that was written', async ({ after, arrive }) => {
  const person = await arrive('Paul-André Santoni')
  let engine = 0
  after(() => {
    if (engine !== 0) process.kill(engine, 'SIGCONT')
  })
  await person.createWorkshop({ title: 'Quick return' })
  const { running } = person
  engine = enginePid(running.app.process().pid ?? 0)
  process.kill(engine, 'SIGSTOP')
  const hasClosed = running.page.waitForEvent('close')
  await running.app.evaluate(({ app }) => app.quit())
  await hasClosed
  await startAgain(running)
  expect(running.app.windows()).toEqual([])
  const back = running.app.waitForEvent('window')
  process.kill(engine, 'SIGCONT')
  const page = await back
  await expect(page.getByRole('button', { name: 'Quick return' }).first()).toBeVisible()
  expect(enginePid(running.app.process().pid ?? 0)).not.toBe(engine)
  engine = 0
  await running.close()
})

test('SY46 a window that is asked for from the menu while the app is ending waits as any other; whoever ends the app from outside then ends it', async ({ after, arrive }) => {
  const { running } = await arrive('Paul-André Santoni')
  const main = running.app.process()
  let engine = enginePid(main.pid ?? 0)
  after(() => {
    if (engine !== 0) process.kill(engine, 'SIGCONT')
  })
  process.kill(engine, 'SIGSTOP')
  const hasClosed = running.page.waitForEvent('close')
  await running.app.evaluate(({ app }) => app.quit())
  await hasClosed
  const windows = await running.app.evaluate(({ BrowserWindow, Menu }) => {
    const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []) ?? []
    items.find(({ label }) => label === 'New window')?.click()
    return BrowserWindow.getAllWindows().length
  })
  expect(windows).toBe(0)
  const ended = once(main, 'exit')
  main.kill('SIGTERM')
  // It has heard that when it goes on: signals come in their order, behind nothing.
  await running.app.evaluate(() => undefined)
  process.kill(engine, 'SIGCONT')
  engine = 0
  expect(await ended).toEqual([0, null])
})

test('SY36 a page whose process the system ended is there again by itself', async ({ arrive }) => {
  const { running } = await arrive('Paul-André Santoni')
  const page = (): Promise<number> => running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? 0)
  const words = (): Promise<string> => running.app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    return contents === undefined || contents.isCrashed() ? '' : (await contents.executeJavaScript('document.body.innerText')) as string
  })
  const before = await page()
  process.kill(before, 'SIGKILL')
  await expect.poll(page).not.toBe(before)
  await expect.poll(words, { timeout: 10_000 }).toContain('New workshop')
})
