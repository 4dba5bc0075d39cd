/** Writing translations beside their source, on the real screen. */
import { expect } from '@playwright/test'
import { BoardDriver } from '../helpers/board-driver.ts'
import { choose } from '../helpers/person.ts'
import { pictures } from '../helpers/pictures.ts'
import { test } from '../helpers/test.ts'

const report = 'The report was presented by three regions.'
const numbers = 'Cold stores are shared between seven ports.'

test('ML9 a text is translated beside its source, becomes stale when it changes, and its translation is put right by keyboard', async ({ arrive }) => {
  const person = await arrive('Ana Serra', 'CRPM')
  const { page } = person
  await person.createWorkshop({ title: 'Ports' })
  await person.addBoard('Notes')
  const board = new BoardDriver(page, 'Notes')
  await board.addParagraph(report)
  await board.addParagraph(numbers)
  await person.openPage('Minutes')
  await page.getByRole('button', { name: 'Translations', exact: true }).click()
  const main = page.getByRole('main', { name: 'Translations' })
  await expect(main.getByRole('heading', { name: 'Notes' })).toBeVisible()
  const list = main.getByRole('region', { name: 'What can be translated' })
  await expect(list.getByRole('button', { name: /Notes/ })).toContainText('0 of 3 texts')

  // From field to field without the mouse.
  const title = main.getByRole('textbox', { name: 'Translation of: Notes' })
  await title.fill('Notes de séance')
  await title.press('Control+Enter')
  const first = main.getByRole('textbox', { name: `Translation of: ${report}` })
  await expect(first).toBeFocused()
  await page.keyboard.type('Trois régions ont présenté le rapport.')
  await page.keyboard.press('Control+Enter')
  await expect(main.getByRole('textbox', { name: `Translation of: ${numbers}` })).toBeFocused()
  await page.keyboard.type('Sept ports partagent leurs chambres froides.')
  await page.keyboard.press('Tab')
  await expect(list.getByRole('button', { name: /Notes/ })).toContainText('3 of 3 texts')
  await pictures(person, 'translations')

  // The source changes: the translation stays, and says that it is older.
  await person.openBoard('Notes')
  await board.replace('three regions', 'four regions')
  await person.openPage('Minutes')
  await page.getByRole('button', { name: 'Translations', exact: true }).click()
  const row = main.getByRole('listitem').filter({ hasText: 'by four regions' })
  await expect(row.getByText('Older than its text')).toBeVisible()
  await expect(row.getByText(`Made from: ${report}`)).toBeVisible()
  await expect(list.getByRole('button', { name: /Notes/ })).toContainText('1 older than its text')
  await main.getByText('Only what is missing or older').click()
  await expect(main.getByRole('textbox')).toHaveCount(1)
  await pictures(person, 'translations-stale')
  await row.getByRole('textbox').fill('Quatre régions ont présenté le rapport.')
  await row.getByRole('textbox').press('Tab')
  await expect(main.getByText('Everything here is translated.')).toBeVisible()

  // Lines pasted into an empty field fill the fields below.
  await choose(main, 'Into', 'Arabic')
  await expect(main.getByRole('textbox')).toHaveCount(3)
  const empty = main.getByRole('textbox').first()
  await expect(empty).toHaveAttribute('dir', 'rtl')
  await empty.evaluate((field, lines) => {
    const data = new DataTransfer()
    data.setData('text/plain', lines)
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  }, 'ملاحظات\nقدمت أربع جهات التقرير.\nتتقاسم سبعة موانئ مخازن التبريد.')
  await expect(main.getByText('Everything here is translated.')).toBeVisible()
  await main.getByText('Only what is missing or older').click()
  await expect(main.getByRole('textbox', { name: /by four regions/ })).toHaveValue('قدمت أربع جهات التقرير.')
  await pictures(person, 'translations-arabic')
  expect(person.problems).toEqual([])
})
