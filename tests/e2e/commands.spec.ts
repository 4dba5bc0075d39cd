/** Commands that lead to something on a page, not just to the page. */
import { expect, type Locator } from '@playwright/test'
import { expectAccessible } from '../helpers/accessibility.ts'
import { BoardDriver } from '../helpers/board-driver.ts'
import { chooseMenuEntry } from '../helpers/menu-entry.ts'
import { pictures } from '../helpers/pictures.ts'
import { test } from '../helpers/test.ts'

test('UI55 the palette opens the person that was chosen, and the menu of the app the formats of the minutes', async ({ arrive }) => {
  const person = await arrive('Maëlle Roussel')
  const { page } = person
  await person.createWorkshop({ title: 'Commands' })
  await person.addBoard('Notes')
  await person.addPerson({ name: 'Guy Esclopé', organisation: 'Occitanie Region', region: 'Occitanie', function: 'councillor' })
  const details = page.getByRole('dialog').filter({ has: page.getByRole('textbox', { name: 'Functions' }) })
  // From another page, and again from the page itself.
  await person.openPage('Boards')
  for (let time = 0; time < 2; time += 1) {
    await page.keyboard.press('Control+k')
    await page.keyboard.type('esclope')
    await page.getByRole('menuitem', { name: /Guy Esclopé/u }).first().click()
    await expect(details.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Guy Esclopé')
    await page.keyboard.press('Escape')
    await expect(details).toBeHidden()
  }
  // One Escape leaves the palette, whatever was typed.
  await page.keyboard.press('Control+k')
  await page.keyboard.type('esc')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await person.openPage('Boards')
  for (let time = 0; time < 2; time += 1) {
    await chooseMenuEntry(person, 'Export')
    await expect(page.getByRole('dialog', { name: 'Export the minutes' })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog', { name: 'Export the minutes' })).toBeHidden()
  }
  await person.openPage('Boards')
  await person.openPage('Minutes')
  await expect(page.getByRole('button', { name: 'Export…', exact: true })).toBeVisible()
  await expect(page.getByRole('dialog', { name: 'Export the minutes' })).toBeHidden()
  // UI78: the key of every program for printing leads to the PDF, whatever was exported last, and no dialog of the system.
  const formats = page.getByRole('dialog', { name: 'Export the minutes' })
  await page.getByRole('button', { name: 'Export…', exact: true }).click()
  await formats.getByText('Markdown').first().click()
  await expect(formats.getByRole('radio', { name: 'Markdown' })).toBeChecked()
  await page.keyboard.press('Escape')
  await expect(formats).toBeHidden()
  await chooseMenuEntry(person, 'Print')
  await expect(formats.getByRole('radio', { name: 'PDF' })).toBeChecked()
  await page.keyboard.press('Escape')
  await expect(formats).toBeHidden()
  // UI79: all keys in a list, from the Help menu.
  await chooseMenuEntry(person, 'Keyboard shortcuts')
  const keys = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(keys).toContainText('DecisionCtrl Alt D')
  await expectAccessible(page, 'the list of keys')
  await pictures(person, 'shortcuts')
  await page.keyboard.press('Escape')
  await expect(keys).toBeHidden()
  // UI75: a right click on words offers what it does everywhere, on the board as in a field.
  await person.openPage('Boards')
  const { app } = person.running
  await app.evaluate(({ Menu }) => {
    Object.assign(Menu.prototype, {
      popup(this: Electron.Menu) {
        Object.assign(globalThis, { offered: this.items.map(({ role, label }) => role ?? label) })
      },
    })
  })
  const offered = (): Promise<unknown> => app.evaluate(() => Reflect.get(globalThis, 'offered') as unknown)
  await page.getByRole('textbox', { name: 'Text of Notes', exact: true }).click({ button: 'right' })
  await expect.poll(offered).toEqual(['cut', 'copy', 'paste', 'pasteandmatchstyle', 'selectall'])

  // ED55: a name is found by its beginning, in a line and in an outcome; an address is not taken for one.
  const board = new BoardDriver(page, 'Notes')
  await board.caretToEnd()
  await page.keyboard.type('Write to ana@esc.example. Said by @esc')
  const people = page.getByRole('listbox')
  await expect(people.getByRole('option')).toHaveText([/Guy Esclopé/u])
  await expectAccessible(page, 'people offered on a board')
  await page.keyboard.press('Enter')
  await expect(people).toBeHidden()
  await page.keyboard.press('Enter')
  await page.keyboard.type('/')
  await expect(people.getByRole('option').first()).toBeVisible()
  await expectAccessible(page, 'blocks offered on a board')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Backspace')
  await page.keyboard.press('Control+Alt+a')
  await page.keyboard.type('Ask @gu')
  await page.keyboard.press('Tab')
  await page.keyboard.type('again')
  await expect(board.text.getByRole('region', { name: 'Action A-1' })).toContainText('Ask Guy Esclopé again')
  await expect(board.text).toContainText('Write to ana@esc.example. Said by Guy Esclopé')

  // MI27: a list that counts in letters or Roman numbers shows them, on the board and in the minutes.
  await board.caretToEnd()
  await board.paste('<ol type="A"><li>Ports</li></ol><ol type="i"><li>Ice</li></ol><ol><li>Boats</li></ol>', 'Ports')
  const marksOf = (within: Locator): Promise<string[]> => within.locator('ol').evaluateAll((lists) => lists.map((list) => getComputedStyle(list).listStyleType))
  await expect.poll(() => marksOf(board.text)).toEqual(['upper-alpha', 'lower-roman', 'decimal'])
  await person.openPage('Minutes')
  await expect.poll(() => marksOf(page.locator('.minutes-paper'))).toEqual(['upper-alpha', 'lower-roman', 'decimal'])
  expect(person.problems).toEqual([])
})
