/** Minuta for people who use a keyboard, a screen reader, or both. */
import fs from 'node:fs'
import path from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { expectAccessible, expectReadable, tabTo } from '../helpers/accessibility.ts'
import { chooseSavePath } from '../helpers/electron-app.ts'
import { Person } from '../helpers/person.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

let person: Person

test.beforeAll(async () => {
  person = await Person.arrive('Ana Lúcia')
})

test.afterAll(async () => {
  await person.leave()
})

test('SY30 UI50 the main way, from a new workshop to exported minutes, needs no mouse', async () => {
  const { page } = person
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key)
  }
  const button = (name: string): ReturnType<typeof page.getByRole> => page.getByRole('button', { name, exact: true })
  const folder = temporaryFolder()
  await tabTo(page, button('New workshop'))
  await press('Enter')
  await tabTo(page, page.getByRole('textbox', { name: 'Title', exact: true }))
  await page.keyboard.type('Keyboard day')
  await tabTo(page, button('Create workshop'))
  await press('Enter')
  await tabTo(page, button('Add to programme'))
  await press('Enter')
  await tabTo(page, page.getByRole('dialog').getByRole('textbox', { name: 'Title', exact: true }))
  await page.keyboard.type('Opening')
  await tabTo(page, page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }))
  await press('Enter')
  const text = page.getByRole('textbox', { name: 'Text of Opening', exact: true })
  await expect(text).toBeVisible()
  await tabTo(page, text)
  await page.keyboard.type('Everybody was welcomed.')
  await press('Enter', 'Control+Alt+d')
  await page.keyboard.type('We meet again in spring')
  await press('Enter')
  await expect(text.getByRole('region', { name: 'Decision D-1' })).toContainText('We meet again in spring')
  // Tab writes in a board as it does in a table or a list; Escape is the way out.
  await press('Escape')
  await tabTo(page, button('Minutes'))
  await press('Enter')
  const file = path.join(folder.path, 'minutes.md')
  await chooseSavePath(person.running.app, file)
  await tabTo(page, button('Export…'))
  await press('Enter')
  await tabTo(page, page.getByRole('radio', { name: 'PDF' }))
  await press('ArrowDown', 'ArrowDown', 'ArrowDown')
  await expect(page.getByRole('radio', { name: 'Markdown' })).toBeChecked()
  await tabTo(page, button('Export'))
  await press('Enter')
  await expect(page.getByText('minutes.md').first()).toBeVisible()
  expect(fs.readFileSync(file, 'utf8')).toContain('We meet again in spring')
  folder.remove()
})

test('SY31 UI111 no screen and no dialog breaks a rule of accessibility that a machine can check, by day, at night, and with more contrast', async () => {
  const { page } = person
  const expectGood = async (on: Page, what: string): Promise<void> => {
    await expectAccessible(on, what)
    await expectReadable(on, what)
  }
  await page.getByRole('button', { name: 'All workshops' }).click()
  await expectGood(page, 'library')
  await page.getByRole('button', { name: 'Open a sample' }).click()
  await expect(person.lights).toContainText('Saved here')
  await expectGood(page, 'board')
  for (const name of ['Add to programme', 'Settings', 'Find and do']) {
    await page.getByRole('button', { name }).first().click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await expectGood(page, `dialog ${name}`)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
  }
  await person.openRoomPage()
  await expectGood(page, 'Room')
  for (const name of ['Floor', 'People', 'Minutes', 'Details'] as const) {
    await person.openPage(name)
    await expect(page.getByRole('main', { name })).toBeVisible()
    await expectGood(page, name)
  }
  await person.openPage('People')
  await page.getByRole('button', { name: 'Add person' }).click()
  await expectGood(page, 'dialog Add person')
  await page.keyboard.press('Escape')
  await person.openPage('Minutes')
  for (const name of ['Export…', 'Letterhead', 'Versions']) {
    await page.getByRole('button', { name, exact: true }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await expectGood(page, `dialog ${name}`)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
  }
  await page.getByRole('button', { name: 'Translations', exact: true }).click()
  await expectGood(page, 'Translations')
  await page.getByRole('button', { name: 'All workshops' }).click()
  for (const name of ['New workshop', 'Join']) {
    await page.getByRole('button', { name }).first().click()
    await expectGood(page, `dialog ${name}`)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
  }
})

test('UI73 a click beside a dialog throws nothing away that was typed, and the caret goes to what is missing', async () => {
  const { page } = person
  const dialog = page.getByRole('dialog', { name: 'New workshop' })
  const title = dialog.getByRole('textbox', { name: 'Title', exact: true })
  await page.getByRole('button', { name: 'New workshop' }).first().click()
  await dialog.getByRole('textbox', { name: 'Place' }).fill('Naples')
  await page.mouse.click(5, 300)
  await expect(dialog.getByRole('textbox', { name: 'Place' })).toHaveValue('Naples')
  await dialog.getByRole('button', { name: 'Create workshop' }).click()
  await expect(title).toBeFocused()
  await expect(title).toHaveAttribute('aria-invalid', 'true')
  await expectAccessible(page, 'dialog New workshop with something missing')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await page.getByRole('button', { name: 'New workshop' }).first().click()
  await expect(dialog.getByRole('textbox', { name: 'Place' })).toHaveValue('')
  await page.mouse.click(5, 300)
  await expect(dialog).toBeHidden()
})
