/** A list of people and a calendar, from a file to the workshop, as somebody does it on the morning of the meeting. */
import { expect, type Locator } from '@playwright/test'
import { expectAccessible } from '../helpers/accessibility.ts'
import { BoardDriver } from '../helpers/board-driver.ts'
import { dropFile } from '../helpers/drop-file.ts'
import { makeWorkbook } from '../helpers/make-workbook.ts'
import { choose, type Person } from '../helpers/person.ts'
import { expectNoOverflow, pictures } from '../helpers/pictures.ts'
import { test } from '../helpers/test.ts'

/** The window cannot be made smaller. */
const smallest = { width: 720, height: 480 } as const
const usual = { width: 1280, height: 800 } as const

const heading = ['Prénom', 'Nom', 'Organisme', 'Fonction', 'Région', 'Qualité', 'Courriel']
const list = [
  heading,
  ['Élisabeth', 'Philippe', 'Mutuelle Œuvre commune', 'Directrice', 'Corse', 'Observatrice', 'e.philippe@example.org'],
  ['Guy', 'ESCLOPE', '', '', 'Occitanie', '', ''],
  ['Παρασκευάς', 'Λαΐμος', '=HYPERLINK("http://example.org";"x")', '', 'Αττική', '', ''],
  ['', '', 'Nobody’s house', '', '', '', ''],
  ['محمد', 'بن عبد الله', '<img src=x onerror=alert(1)>', '', 'الشرق', '', ''],
]

test('a list and a calendar are previewed, imported in one step, and taken back in one', async ({ arrive }) => {
  const ana = await arrive('Ana Petit')
  const { page } = ana
  await ana.createWorkshop({ title: 'Import', day: '19', month: '9' })
  await ana.addPerson({ name: 'Guy Esclopé', organisation: 'Région Occitanie', region: 'Occitanie', function: '' })

  const csv = `\uFEFF${list.map((row) => row.map((cell) => (cell.includes('"') ? `"${cell.replaceAll('"', '""')}"` : cell)).join(';')).join('\r\n')}`
  await page.getByRole('button', { name: 'Import list…' }).waitFor()
  await chooseFile(ana, 'Import list…', { name: 'liste.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
  const dialog = page.getByRole('dialog', { name: 'Import a list of people' })
  await expect(dialog.getByText('3 people will be added · 1 is there already · 1 row left out')).toBeVisible()
  await expect(dialog.getByText('Row 4, Παρασκευάς Λαΐμος: looks like a formula, kept as words')).toBeVisible()
  await expect(dialog.getByText('there already: Guy Esclopé, Région Occitanie')).toBeVisible()
  await pictures(ana, 'import-list')
  await expectAccessible(page, 'dialog Import a list of people')
  await choose(dialog, 'What “Fonction” holds', 'Not used')
  await dialog.getByRole('button', { name: 'Add 3 people' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByText('4 listed')).toBeVisible()
  // The notice stands beside the buttons of a dialog, never over them, and people fit the smallest window.
  await page.getByRole('button', { name: 'Add person' }).click()
  await expectApart(page.locator('.toast'), page.getByRole('dialog').getByRole('button', { name: 'Cancel' }))
  await page.keyboard.press('Escape')
  await ana.resize(smallest)
  await expectNoOverflow(ana)
  await ana.resize(usual)
  await expect(page.getByRole('button', { name: 'Élisabeth Philippe', exact: true })).toBeVisible()
  await expect(page.getByText('<img src=x onerror=alert(1)>')).toBeVisible()
  await expect(page.getByText('Directrice')).toBeHidden()
  await page.keyboard.press('Control+z')
  await expect(page.getByText('1 listed')).toBeVisible()

  // The same people in a workbook, dropped on the page; nobody is added twice.
  await dropFile(page.locator('.page'), 'list.xlsx', makeWorkbook([{ name: 'People', rows: list }]))
  await dialog.getByRole('button', { name: 'Add 3 people' }).click()
  await dropFile(page.locator('.page'), 'list.xlsx', makeWorkbook([{ name: 'People', rows: list }]))
  await expect(dialog.getByText('Nobody new will be added · 4 are there already · 1 row left out')).toBeVisible()
  await dialog.getByRole('button', { name: 'Cancel' }).click()

  await dropFile(page.locator('.page'), 'list.csv', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3))
  await expect(dialog.getByText('What is in this file cannot be read here, whatever its name says.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await expect(page.getByText('4 listed')).toBeVisible()

  await ana.openPage('Boards')
  await chooseFile(ana, 'Import programme…', { name: 'day.ics', mimeType: 'text/calendar', buffer: Buffer.from(calendar) })
  const programme = page.getByRole('dialog', { name: 'Import a programme' })
  await expect(programme.getByText('2 items will be added')).toBeVisible()
  await expect(programme.getByText('Hours are those of Europe/Paris.')).toBeVisible()
  await pictures(ana, 'import-programme')
  // UI73: what was opened from the programme stays when the programme folds away.
  await ana.resize(smallest)
  await expect(programme).toBeVisible()
  await ana.resize(usual)
  await expectAccessible(page, 'dialog Import a programme')
  await programme.getByRole('button', { name: 'Add 2 items' }).click()
  const boards = page.getByRole('navigation', { name: 'Boards', exact: true })
  // Its hour stands beside it.
  const item = (title: string): Locator => boards.getByRole('button', { name: new RegExp(`^(\\d\\d:\\d\\d )?${title}( \\d\\d:\\d\\d)?$`, 'u') })
  await expect(item('Welcome of the participants')).toBeVisible()
  await item('Report on the social economy').click()
  const board = new BoardDriver(page, 'Report on the social economy')
  await expect(board.text).toContainText('Place: Room A')
  await expect(board.text).toContainText('<script>window.__hit = 1</script>')
  expect(await page.evaluate(() => '__hit' in window)).toBe(false)
  await page.locator('.toast').filter({ hasText: '2 items added to the programme' }).getByRole('button', { name: 'Undo' }).click()
  await expect(item('Welcome of the participants')).toBeHidden()
  expect(ana.problems).toEqual([])
})

const calendar = [
  'BEGIN:VCALENDAR', 'X-WR-CALNAME:The day', 'X-WR-TIMEZONE:Europe/Paris',
  'BEGIN:VEVENT', 'UID:1', 'DTSTART;TZID=Europe/Paris:20260919T093000', 'DTEND;TZID=Europe/Paris:20260919T100000', 'SUMMARY:Welcome of the participants', 'END:VEVENT',
  'BEGIN:VEVENT', 'UID:2', 'DTSTART:20260919T080000Z', 'SUMMARY:Report on the social economy', 'LOCATION:Room A', 'DESCRIPTION:&lt\\;script&gt\\;window.__hit = 1&lt\\;/script&gt\\;<br>', 'RRULE:FREQ=WEEKLY', 'END:VEVENT',
  'BEGIN:VEVENT', 'UID:3', 'DTSTART;TZID=Europe/Paris:20260920T093000', 'SUMMARY:The day after', 'END:VEVENT',
  'BEGIN:VEVENT', 'UID:4', 'DTSTART;TZID=Europe/Paris:20260919T120000', 'STATUS:CANCELLED', 'SUMMARY:Lunch', 'END:VEVENT',
  'END:VCALENDAR', '',
].join('\r\n')

/** Neither covers a part of the other. */
async function expectApart(one: Locator, other: Locator): Promise<void> {
  const [a, b] = [await one.first().boundingBox(), await other.first().boundingBox()]
  if (a === null || b === null) throw new Error('one of the two is not there')
  expect(a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y).toBe(true)
}

type GivenFile = { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }

async function chooseFile({ page }: Person, button: string, file: GivenFile): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: button }).click()])
  await chooser.setFiles(file)
}
