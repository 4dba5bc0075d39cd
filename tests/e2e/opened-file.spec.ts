/** A workshop file that is opened in the file manager, in each state that Minuta can be in. */
import { expect } from '@playwright/test'
import fs from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright-core'
import type { DesktopApi } from '../../shared/ipc/desktop-api.ts'
import { newId, type WorkshopId } from '../../shared/model/ids.ts'
import { BoardDriver } from '../helpers/board-driver.ts'
import { holdClock, launchApp, startAgain } from '../helpers/electron-app.ts'
import { pictures } from '../helpers/pictures.ts'
import { enginePid } from '../helpers/processes.ts'
import { test } from '../helpers/test.ts'
import { workshopFile } from '../helpers/workshop-file.ts'

type PageWindow = Window & { readonly minuta: DesktopApi }

/** Each file is read in a process of its own, which takes its time to start on a busy machine. */
const patiently = { timeout: 60_000 }

function writeFile(folder: string, name: string, title: string): string {
  const file = path.join(folder, name)
  fs.writeFileSync(file, workshopFile(title))
  return file
}

/** The window shows the workshop itself, and not only its line in the library. */
async function expectOpen(page: Page, title: string): Promise<void> {
  await expect(page.getByRole('banner', { name: title })).toBeVisible(patiently)
}

test('UI186, UI188 a file that starts Minuta is opened, and so are those that are opened while it runs, one, several, damaged or missing', async ({ folder }) => {
  const first = writeFile(folder.path, 'Réunion du 3 mai.minuta', 'Spring')
  const running = await launchApp({ args: ['--', first] })
  const { page } = running
  const name = page.getByRole('dialog', { name: 'What is your name?' })
  await expect(page.getByRole('dialog')).toHaveCount(1)
  await name.getByRole('textbox', { name: 'Name', exact: true }).fill('Maëlle Roussel')
  await name.getByRole('button', { name: 'Continue' }).click()
  await expectOpen(page, 'Spring')
  await expect(page.getByText('is on this computer now')).toBeVisible()
  // It does not come again with a page that is loaded anew.
  await page.reload()
  await expectOpen(page, 'Spring')
  await expect(page.getByText('was on this computer already')).toHaveCount(0)

  await startAgain(running, [pathToFileURL(writeFile(folder.path, 'ورشة #2.minuta', 'Autumn')).href])
  await expectOpen(page, 'Autumn')
  await startAgain(running, [first])
  await expect(page.getByText('was on this computer already, with everything that the file holds.')).toBeVisible(patiently)

  // As a command line names them: from where it stands, with names like switches, and Chromium's own between them.
  writeFile(folder.path, '-dash.minuta', 'Winter')
  writeFile(folder.path, 'summer.minuta', 'Summer')
  fs.mkdirSync(path.join(folder.path, 'folder.minuta'))
  await startAgain(running, ['summer.minuta', '--disable-http-cache', './folder.minuta', 'notes.txt', '--', '-dash.minuta', 'missing.minuta'], folder.path)
  const dialog = page.getByRole('dialog', { name: '2 of 4 files were taken in' })
  await expect(dialog).toBeVisible(patiently)
  await expect(dialog.getByRole('listitem')).toHaveText([/^summer\.minuta.*is on this computer now/u, /^folder\.minuta.*could not be opened/u, /^-dash\.minuta.*is on this computer now/u, /^missing\.minuta.*could not be opened/u])
  await dialog.getByRole('button', { name: 'Close' }).last().click()

  // The room keeps Minuta running without a window.
  await page.evaluate((workshop) => (window as unknown as PageWindow).minuta.invoke('open-room', workshop, '', false), newId<WorkshopId>())
  await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().forEach((window) => window.close()))
  await expect.poll(() => running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(0)
  const [, back] = await Promise.all([startAgain(running, [first]), running.app.waitForEvent('window')])
  await expectOpen(back, 'Spring')
  await back.evaluate(() => (window as unknown as PageWindow).minuta.invoke('close-room'))
  expect(running.problems).toEqual([])
  await running.close()
})

test('UI187 a file takes away neither a dialog nor a word that is being written', async ({ folder, arrive }) => {
  const person = await arrive('Maëlle Roussel')
  const { page, running } = person
  await person.createWorkshop({ title: 'Harbour' })
  await person.addBoard('Notes')
  const board = new BoardDriver(page, 'Notes')
  await board.addParagraph('Written before.')
  await page.getByRole('button', { name: 'Add to programme' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add to the programme' })
  await dialog.getByRole('textbox', { name: 'Title', exact: true }).fill('Half typed')
  await startAgain(running, [writeFile(folder.path, 'day.minuta', 'Spring')])
  await expect(page.getByText('day.minuta\u2069 is opened as soon as what is open here is closed.')).toBeVisible()
  await pictures(person, 'opened-file-waits')
  await expect(dialog.getByRole('textbox', { name: 'Title', exact: true })).toHaveValue('Half typed')
  await page.keyboard.press('Escape')
  await expectOpen(page, 'Spring')

  await page.getByRole('button', { name: 'All workshops' }).first().click()
  await page.getByRole('button', { name: 'Harbour' }).first().click()
  const again = await person.openBoard('Notes')
  await again.addParagraph('Written to the last')
  await startAgain(running, [writeFile(folder.path, 'two.minuta', 'Autumn')])
  await expectOpen(page, 'Autumn')
  await page.getByRole('button', { name: 'All workshops' }).first().click()
  await page.getByRole('button', { name: 'Harbour' }).first().click()
  await expect((await person.openBoard('Notes')).text).toContainText('Written to the last')
  expect(person.problems).toEqual([])
})

test('SY70 a file that waits behind a dialog when Minuta ends is opened at the next start, and once', async ({ folder, arrive }) => {
  const person = await arrive('Maëlle Roussel')
  await person.page.getByRole('button', { name: 'New workshop' }).first().click()
  await startAgain(person.running, [writeFile(folder.path, 'day.minuta', 'Spring')])
  await expect(person.page.getByText('day.minuta\u2069 is opened as soon as what is open here is closed.')).toBeVisible()
  await person.running.close()
  await person.comeBack()
  await expectOpen(person.page, 'Spring')
  await expect(person.page.getByText('is on this computer now')).toBeVisible()
  await person.running.close()
  await person.comeBack()
  await expect(person.page.getByRole('button', { name: /^Spring/u }).first()).toBeVisible()
  expect(person.problems).toEqual([])
})

test('SY51 a file that is opened while Minuta ends, with its window or without, is opened when it begins anew', async ({ folder, after, arrive }) => {
  const person = await arrive('Paul-André Santoni')
  const { running } = person
  let engine = enginePid(running.app.process().pid ?? 0)
  after(() => {
    if (engine !== 0) process.kill(engine, 'SIGCONT')
  })
  await person.createWorkshop({ title: 'Quick return' })
  await person.addBoard('Notes')
  const board = new BoardDriver(running.page, 'Notes')
  await board.addParagraph('Stored.')
  await expect(person.lights).toContainText('Saved here')
  // The window holds something, and waits for the engine.
  process.kill(engine, 'SIGSTOP')
  await running.page.keyboard.type(' Held back.')
  const letClockGoOn = await holdClock(running.app)
  await running.app.evaluate(({ app }) => app.quit())
  await startAgain(running, [writeFile(folder.path, 'one.minuta', 'Spring')])
  expect(running.app.windows()).toEqual([running.page])
  await letClockGoOn()
  const second = running.app.waitForEvent('window')
  process.kill(engine, 'SIGCONT')
  const page = await second
  await expectOpen(page, 'Spring')

  // The window has closed, and the engine stores.
  engine = enginePid(running.app.process().pid ?? 0)
  process.kill(engine, 'SIGSTOP')
  const hasClosed = page.waitForEvent('close')
  await running.app.evaluate(({ app }) => app.quit())
  await hasClosed
  await startAgain(running, [writeFile(folder.path, 'two.minuta', 'Autumn')])
  const third = running.app.waitForEvent('window')
  process.kill(engine, 'SIGCONT')
  engine = 0
  const last = await third
  await expectOpen(last, 'Autumn')
  await last.getByRole('button', { name: 'All workshops' }).first().click()
  await last.getByRole('button', { name: 'Quick return' }).first().click()
  await expect(last.getByText('Stored. Held back.')).toBeVisible()
  await running.close()
})
