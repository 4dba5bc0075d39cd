/** What a rapporteur does to minutes without touching a board: shorten, go back to the source, check, choose the document, hand it over. */
import fs from 'node:fs'
import path from 'node:path'
import { expect } from '@playwright/test'
import { unzipSync } from 'fflate'
import { readHandOverFile } from '../../shared/document/hand-over/hand-over-file.ts'
import { presentImage } from '../fixtures/workshops.ts'
import { expectAccessible, tabTo } from '../helpers/accessibility.ts'
import { chooseSavePath } from '../helpers/electron-app.ts'
import { choose, type Person } from '../helpers/person.ts'
import { pictures } from '../helpers/pictures.ts'
import { descendants } from '../helpers/processes.ts'
import { test } from '../helpers/test.ts'
import { when } from '../helpers/when.ts'

let person: Person

test.beforeEach(async ({ arrive }) => {
  person = await arrive('Ana Lúcia', 'Secretariat')
})

test.afterEach(() => expect(person.problems).toEqual([]))

test('MP1 MP2 MP3 a part is shortened, says when its board has changed since, and the board stays as it was', async () => {
  const { page } = person
  await person.createWorkshop({ title: 'Short day' })
  await person.addItem('Debate', 'Budget')
  const board = await person.openBoard('Budget')
  await board.addParagraph('A long discussion about money.')
  await board.addParagraph('Something for our ears only.')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+Alt+d')
  await page.keyboard.type('Adopts the budget')
  const paper = page.getByRole('article', { name: 'The minutes as they will print' })
  const budget = paper.locator('[data-part^="item:"]')

  await person.openPage('Minutes')
  await expect(budget).toContainText('Something for our ears only.')
  await tabTo(page, page.getByRole('button', { name: 'Shorten Budget' }))
  await page.keyboard.press('Enter')
  const panel = page.getByRole('group', { name: 'Shorten Budget' })
  await panel.getByRole('checkbox', { name: 'Print: Something for our ears only.' }).press('Space')
  await pictures(person, 'minutes-shorten-passages')
  await expectAccessible(page, 'shortening')
  await panel.getByRole('button', { name: 'Done' }).click()
  await expect(budget).not.toContainText('Something for our ears only.')
  await expect(budget).toContainText('A long discussion about money.')

  await page.getByRole('button', { name: 'Shorten Budget' }).press('Enter')
  await panel.getByText('Print my summary instead').click()
  await panel.getByRole('textbox', { name: 'Summary of Budget' }).click()
  await page.keyboard.type('The budget was discussed.')
  await pictures(person, 'minutes-shorten-summary')
  await panel.getByRole('button', { name: 'Done' }).click()
  await expect(budget).toContainText('The budget was discussed.')
  await expect(budget).toContainText('Adopts the budget')
  await expect(budget).not.toContainText('A long discussion about money.')
  await expect(page.getByText('The board has changed since')).toBeHidden()

  const again = await person.openBoard('Budget')
  await expect(again.text).toContainText('A long discussion about money.')
  await expect(again.text).toContainText('Something for our ears only.')
  await again.select('money', 'after')
  await page.keyboard.type(' and time')
  await expect(again.text).toContainText('money and time')

  await person.openPage('Minutes')
  await expect(budget).toContainText('The board has changed since this summary was written.')
  await expect(budget).toContainText('The budget was discussed.')
  await pictures(person, 'minutes-stale')
  await page.getByRole('tab', { name: /^Checks/u }).click()
  await expect(page.getByRole('button', { name: 'The board of “Budget” has changed since it was summarised.' })).toBeVisible()
  await page.getByRole('button', { name: 'It is still right' }).click()
  await expect(page.getByText('The board has changed since')).toBeHidden()

  await page.keyboard.press('Control+z')
  await expect(page.getByText('The board has changed since this summary was written.')).toBeVisible()
})

test('MP5 a chip leads from an outcome and from a part back to the board, and marks the place', async () => {
  const { page } = person
  await page.getByRole('button', { name: 'Open a sample' }).click()
  await person.openPage('Minutes')
  await page.getByRole('button', { name: 'Show on the board: P-2' }).last().click()
  await expect(page.locator('[data-outcome].outcome-found')).toContainText('P-2')
  await expect(page.locator('[data-outcome].outcome-found')).toBeInViewport()
  await person.openPage('Minutes')
  await page.getByRole('button', { name: 'Show on the board: Debate' }).press('Enter')
  await expect(page.getByRole('textbox', { name: 'Text of Debate', exact: true })).toBeVisible()
})

test('MP4 every check leads to its place, and is gone when it is put right', async () => {
  const { page } = person
  await page.getByRole('button', { name: 'Open a sample' }).click()
  await person.openPage('Minutes')
  await page.getByRole('tab', { name: /^Checks/u }).click()
  const side = page.getByRole('region', { name: 'Parts and checks' })
  await expect(side.getByRole('button', { name: 'Nobody is named as rapporteur.' })).toBeVisible()
  await pictures(person, 'minutes-checks')
  await expectAccessible(page, 'checks')
  await side.getByRole('button', { name: 'Nobody is named as rapporteur.' }).click()
  await expect(page.getByRole('main', { name: 'People' })).toBeVisible()
  await person.addPerson({ name: 'Rita Rapporteur', organisation: 'Secretariat', region: '', function: '', duty: 'Rapporteur' })
  await person.openPage('Minutes')
  await expect(side.getByRole('button', { name: /Debate/u })).toBeVisible()
  await expect(side.getByRole('button', { name: 'Nobody is named as rapporteur.' })).toBeHidden()
  await side.getByRole('button', { name: /P-2 names/u }).press('Enter')
  await expect(page.locator('[data-outcome].outcome-found')).toContainText('P-2')
  await person.openPage('Minutes')
  await side.getByRole('button', { name: /“Debate” has no outcome/u }).click()
  await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Title', exact: true })).toHaveValue('Debate')
  await page.keyboard.press('Escape')
})

test('MP6 the choice of document and language is shown at once, exported as shown, and remembered for this workshop', async ({ folder }) => {
  const { page } = person
  await person.createWorkshop({ title: 'Choices' })
  await person.addItem('Debate', 'Budget')
  await person.openPage('Minutes')
  await choose(page.getByRole('main'), 'Language of the labels', 'Français')
  const paper = page.getByRole('article', { name: 'The minutes as they will print' })
  await expect(paper).toContainText('Compte rendu')
  await person.exportMinutes('Markdown', path.join(folder.path, 'choice.md'))
  expect(fs.readFileSync(path.join(folder.path, 'choice.md'), 'utf8')).toContain('Compte rendu')
  await choose(page.getByRole('main'), 'Document', 'List of decisions')
  await expect(paper).toContainText(/Relevé/u)
  await page.getByRole('button', { name: 'All workshops' }).click()
  await page.getByRole('button', { name: 'Choices' }).first().click()
  await person.openPage('Minutes')
  await expect(paper).toContainText(/Relevé/u)
})

test('MP7 UI42 the export dialog, the usual file with one press, and a stop that ends the work', async ({ folder }) => {
  const { page } = person
  await page.getByRole('button', { name: 'Open a sample' }).click()
  await person.openPage('Minutes')
  await expect(page.getByRole('article', { name: 'The minutes as they will print' })).toBeVisible()
  await page.getByRole('button', { name: 'Export…', exact: true }).click()
  await pictures(person, 'minutes-export-dialog')
  await expectAccessible(page, 'export dialog')
  await page.keyboard.press('Escape')

  await person.exportMinutes('HTML', path.join(folder.path, 'first.html'))
  await chooseSavePath(person.running.app, path.join(folder.path, 'second.html'))
  await page.getByRole('button', { name: 'Export HTML' }).click()
  await expect(page.getByText('second.html')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Show in folder' }).first()).toBeVisible()

  await page.getByRole('button', { name: 'Export…', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Export the minutes' })
  const holdsWorkshop = dialog.getByText('holds the workshop itself')
  await expect(holdsWorkshop).toBeHidden()
  await dialog.getByText('Meeting pack').click()
  await expect(holdsWorkshop).toBeVisible()
  await pictures(person, 'minutes-export-pack')
  await choose(dialog, 'Who said it', 'Without names')
  await expect(holdsWorkshop).toBeHidden()
  await choose(dialog, 'Who said it', 'By person')
  await page.keyboard.press('Escape')
  await person.exportMinutes('Meeting pack', path.join(folder.path, 'pack.zip'))
  const members = unzipSync(fs.readFileSync(path.join(folder.path, 'pack.zip')))
  const own = Object.keys(members).filter((name) => name.endsWith('.minuta'))
  expect(own).toHaveLength(1)
  const read = readHandOverFile(members[own[0] ?? ''] ?? new Uint8Array())
  expect(read.ok && read.file.title).toContain('Social and Solidarity Economy')

  const pid = person.running.app.process().pid ?? 0
  const before = new Set(descendants(pid))
  await chooseSavePath(person.running.app, path.join(folder.path, 'stopped.pdf'))
  await person.startExport('PDF')
  await when('an exporter', () => descendants(pid).some((child) => !before.has(child)))
  const started = new Set(descendants(pid).filter((child) => !before.has(child)))
  // So that it is not done before a busy machine has pressed the button.
  for (const child of started) process.kill(child, 'SIGSTOP')
  await page.getByRole('button', { name: 'Stop', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Export PDF' })).toBeVisible()
  await when('the exporter is gone', () => descendants(pid).every((child) => !started.has(child)))
  expect(fs.readdirSync(folder.path).filter((name) => name.includes('stopped'))).toEqual([])
})

test('MP8 logo, colour and footer of the organisation stand on the page and travel with the workshop', async () => {
  const { page } = person
  await person.createWorkshop({ title: 'Paper' })
  await person.openPage('Minutes')
  await page.getByRole('button', { name: 'Letterhead' }).click()
  const dialog = page.getByRole('dialog', { name: 'Letterhead' })
  const chooser = page.waitForEvent('filechooser')
  await dialog.getByRole('button', { name: 'Choose a logo' }).click()
  await (await chooser).setFiles({ name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from(presentImage) })
  await expect(dialog.getByRole('img', { name: 'Logo' })).toBeVisible()
  await dialog.getByLabel('Colour').fill('#7a1f5c')
  await dialog.getByRole('textbox', { name: 'Foot of every page' }).fill('Pole Realis\nMontpellier')
  await pictures(person, 'minutes-letterhead')
  await expectAccessible(page, 'letterhead')
  await dialog.getByRole('button', { name: 'Done' }).click()
  const paper = page.getByRole('article', { name: 'The minutes as they will print' })
  await expect(paper.getByRole('img', { name: 'Logo' })).toBeVisible()
  await expect(paper).toContainText('Pole Realis')
  expect(await paper.locator('.minutes-type').evaluate((element) => getComputedStyle(element).color)).toBe('rgb(122, 31, 92)')
  await pictures(person, 'minutes-with-letterhead')
  await person.leave()
  await person.comeBack()
  await page.close().catch(() => undefined)
  await person.page.getByRole('button', { name: 'Paper' }).first().click()
  await person.openPage('Minutes')
  await expect(person.page.getByRole('article', { name: 'The minutes as they will print' }).getByRole('img', { name: 'Logo' })).toBeVisible()
})
