/** Documents into boards, in real windows: asked for, dropped, looked at, put into a new board or at the cursor, taken back. */
import fs from 'node:fs'
import path from 'node:path'
import { expect, type Page } from '@playwright/test'
import { presentImage } from '../fixtures/workshops.ts'
import { BoardDriver } from '../helpers/board-driver.ts'
import { chooseOpenPath } from '../helpers/electron-app.ts'
import { encryptedWord, openDocument, wordDocument } from '../helpers/made-documents.ts'
import { pictures } from '../helpers/pictures.ts'
import { test } from '../helpers/test.ts'

const markdown = '# Notes of the port\n\nSee <https://example.org>.\n\n- berths\n  1. first\n- [x] not a task alone\n\n| Port | Berths |\n|---|---|\n| Valletta | 4 |\n'

test('IM40: a Word document becomes a board, with its table, list, link and picture, and one step takes it back', async ({ folder, arrive }) => {
  const person = await arrive('Lina Haddad')
  await person.createWorkshop({ title: 'Ports' })
  await person.addBoard('Ideas')
  const file = path.join(folder.path, 'minutes of May.docx')
  fs.writeFileSync(file, await wordDocument())
  await chooseOpenPath(person.running.app, file)
  await person.page.getByRole('button', { name: 'Import a document…' }).click()
  const dialog = person.page.getByRole('dialog', { name: /^Import .+minutes of May\.docx/u })
  await expect(dialog.getByLabel('Title of the board')).toHaveValue('Minutes of the harbour group')
  await expect(dialog.getByRole('region', { name: 'How it begins' })).toContainText('Berths for small boats')
  await expect(dialog).toContainText('1 picture')
  await pictures(person, 'import-preview')
  await dialog.getByRole('button', { name: 'New board' }).click()
  const undo = person.page.locator('.toast').getByRole('button', { name: 'Undo' })
  // A notice that is pointed at stays for as long as it takes to look at the board.
  await undo.hover()
  const board = new BoardDriver(person.page, 'Minutes of the harbour group')
  await expect(board.text.getByRole('table')).toHaveCount(1)
  await expect(board.text.getByRole('columnheader')).toHaveText(['Port', 'Berths'])
  await expect(board.text.locator('ul > li').first()).toContainText('Berths for small boats')
  await expect(board.text.getByRole('link', { name: 'the plan' })).toHaveAttribute('href', 'https://example.org/plan')
  await expect(board.text.getByRole('img', { name: 'Map of the port' })).toBeVisible()
  await pictures(person, 'import-board')
  await undo.click()
  await expect(person.page.getByRole('button', { name: 'Minutes of the harbour group' })).toHaveCount(0)
  expect(person.problems).toEqual([])
})

test('IM41: a dropped OpenDocument goes in at the cursor, as one step of undo; words around it stay', async ({ arrive }) => {
  const person = await arrive('Lina Haddad')
  await person.createWorkshop({ title: 'Ports' })
  await person.addBoard('Ideas')
  const board = new BoardDriver(person.page, 'Ideas')
  await board.caretToEnd()
  await person.page.keyboard.type('Before')
  await drop(person.page, '.workshop-body', 'list.odt', openDocument())
  const dialog = person.page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Insert at the cursor' }).click()
  await expect(board.text.getByRole('heading', { name: 'Agreed in the room' })).toBeVisible()
  await expect(board.text.locator('p').first()).toHaveText('Before')
  await person.page.keyboard.press('ControlOrMeta+z')
  await expect(board.text.getByRole('heading', { name: 'Agreed in the room' })).toHaveCount(0)
  await expect(board.text).toContainText('Before')
  expect(person.problems).toEqual([])
})

test('IM42: what cannot be read says why, and nothing has changed; Markdown comes by the palette', async ({ folder, arrive }) => {
  const person = await arrive('Lina Haddad')
  await person.createWorkshop({ title: 'Ports' })
  await person.addBoard('Ideas')
  await drop(person.page, '.workshop-rail', 'secret.docx', encryptedWord())
  const dialog = person.page.getByRole('dialog')
  await expect(dialog.getByRole('alert')).toContainText('protected by a password')
  await pictures(person, 'import-refused')
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()
  // UI76: a picture that misses the text is no document; it goes onto the board that is shown.
  await drop(person.page, '.workshop-rail', 'map.png', presentImage)
  await expect(new BoardDriver(person.page, 'Ideas').text.locator('figure img')).toHaveCount(1)
  await expect(dialog).toBeHidden()
  const file = path.join(folder.path, 'port.md')
  fs.writeFileSync(file, markdown)
  await chooseOpenPath(person.running.app, file)
  await person.page.keyboard.press('ControlOrMeta+k')
  await person.page.keyboard.type('import')
  await person.page.getByRole('menuitem', { name: /Import a document/ }).first().click()
  await expect(dialog.getByLabel('Title of the board')).toHaveValue('Notes of the port')
  await dialog.getByRole('button', { name: 'New board' }).click()
  const board = new BoardDriver(person.page, 'Notes of the port')
  await expect(board.text.getByRole('link')).toHaveAttribute('href', 'https://example.org')
  await expect(board.text.locator('li ol > li')).toHaveText(['first'])
  expect(person.problems).toEqual([])
})

/** Drops a file from outside the window, as the system would. */
async function drop(page: Page, selector: string, name: string, bytes: Uint8Array): Promise<void> {
  const transfer = await page.evaluateHandle(({ name, base64 }) => {
    const data = new DataTransfer()
    data.items.add(new File([Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))], name))
    return data
  }, { name, base64: Buffer.from(bytes).toString('base64') })
  await page.dispatchEvent(selector, 'dragover', { dataTransfer: transfer })
  await page.dispatchEvent(selector, 'drop', { dataTransfer: transfer })
}
