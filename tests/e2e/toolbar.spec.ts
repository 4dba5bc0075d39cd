/** The board's toolbar stays one line, in both languages and directions, at every size that is promised. */
import { expect } from '@playwright/test'
import { BoardDriver } from '../helpers/board-driver.ts'
import { choose, type Person } from '../helpers/person.ts'
import { pictures } from '../helpers/pictures.ts'
import { test } from '../helpers/test.ts'

test('UI54 the toolbar is one line with both panels open, and what finds no place is in its menu', async ({ arrive }) => {
  const person = await arrive('Paul-André Santoni')
  await person.createWorkshop({ title: 'Toolbar' })
  await person.addBoard('Notes')
  const board = new BoardDriver(person.page, 'Notes')
  await board.addParagraph('Some words.')
  await board.caretToEnd()
  await person.page.keyboard.press('Control+Alt+a')
  await person.page.keyboard.type('Send the report')
  await person.page.getByLabel('Due of A-1').fill('next meeting')
  await expectOneLine(person, 'Formatting')
  await pictures(person, 'toolbar-en')

  await person.resize({ width: 1024, height: 700 })
  await expectOneLine(person, 'Formatting')
  await board.select('words')
  await person.page.getByRole('button', { name: 'More formatting' }).click()
  await person.page.getByRole('menuitem', { name: 'Strikethrough' }).click()
  await expect(board.text.locator('s')).toHaveText('words')
  await person.page.getByRole('button', { name: 'More formatting' }).click()
  await person.page.getByRole('menuitem', { name: 'Undo' }).click()
  await expect(board.text.locator('s')).toHaveCount(0)

  await person.page.getByRole('button', { name: 'Settings' }).click()
  await choose(person.page.getByRole('dialog'), 'Direction of the interface', 'From right to left')
  await choose(person.page.getByRole('dialog'), 'Language', 'Français')
  await person.page.keyboard.press('Escape')
  await expect(person.page.getByRole('dialog')).toBeHidden()
  for (const size of [{ width: 1362, height: 800 }, { width: 1312, height: 800 }, { width: 1280, height: 800 }, { width: 1024, height: 700 }]) {
    await person.resize(size)
    await expectOneLine(person, 'Mise en forme')
  }
  await pictures(person, 'toolbar-fr-rtl')
  expect(person.problems).toEqual([])
})

/** Every control of the toolbar is inside of it, on the same line as the others. */
async function expectOneLine({ page }: Person, name: string): Promise<void> {
  await expect(async () => {
    const places = await page.getByRole('toolbar', { name, exact: true }).evaluate((toolbar) => {
      const frame = toolbar.getBoundingClientRect()
      return [...toolbar.querySelectorAll('button')].map((button) => ({ box: button.getBoundingClientRect(), name: button.getAttribute('aria-label') ?? button.textContent }))
        .filter(({ box }) => box.width > 0)
        .map(({ box, name: label }) => ({ label, middle: Math.round((box.top + box.bottom) / 2), isInside: box.left >= frame.left && box.right <= frame.right }))
    })
    expect(places.filter(({ isInside, middle }) => !isInside || Math.abs(middle - (places[0]?.middle ?? 0)) > 2)).toEqual([])
    expect(places.length).toBeGreaterThan(8)
  }).toPass({ timeout: 15_000 })
}
