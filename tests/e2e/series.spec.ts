/** A body meets again: what the first meeting left open is taken over by the second, into every document, and a third follows on from it. */
import path from 'node:path'
import { expect } from '@playwright/test'
import type { BoardDriver } from '../helpers/board-driver.ts'
import { menuKeys } from '../../shared/ipc/menu-keys.ts'
import { chooseMenuEntry } from '../helpers/menu-entry.ts'
import { choose, type Person } from '../helpers/person.ts'
import { expectNoOverflow, pictures, takePicture } from '../helpers/pictures.ts'
import { readExport } from '../helpers/read-exports.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { test } from '../helpers/test.ts'

const body = 'Working Group on the Social and Solidarity Economy'
const report = 'Send the report to the regions'
const ports = 'Ask the small ports'
const secret = 'Settle the quarrel with the landlord'
const question = 'Who pays for the translations?'

/** Begins an outcome by its key on a new line and fills its fields. */
async function addOutcome({ text, page, caretToEnd }: { readonly text: BoardDriver['text']; readonly page: Person['page']; readonly caretToEnd: () => Promise<void> }, key: string, words: string, fields: Readonly<Record<string, string>> = {}): Promise<void> {
  await caretToEnd()
  await page.keyboard.press(`Control+Alt+${key}`)
  await page.keyboard.type(words)
  const outcome = text.getByRole('region').filter({ hasText: words })
  await expect(outcome).toBeVisible()
  for (const [label, value] of Object.entries(fields)) await outcome.getByLabel(label).fill(value)
}

async function holdKickOff(person: Person): Promise<void> {
  const { page } = person
  await person.createWorkshop({ title: 'Kick-off', body, session: 'first meeting', day: '19', month: '9', place: 'Montpellier' })
  await person.openPage('Details')
  await page.getByRole('button', { name: 'About the minutes' }).click()
  await page.getByLabel('Number in the series').fill('2026-01')
  await person.addPerson({ name: 'Eléni Ráze', organisation: 'Western Greece', region: 'Western Greece', function: 'vice-governor' })
  await person.openPage('Boards')
  await person.addItem('Debate', 'Ports')
  const board = await person.openBoard('Ports')
  const hands = { text: board.text, page, caretToEnd: () => board.caretToEnd() }
  await addOutcome(hands, 'a', report, { 'Owner of A-1': 'Eléni Ráze', 'Due of A-1': '2026-10-30' })
  await addOutcome(hands, 'a', ports)
  await board.text.getByLabel('Status of A-2').selectOption({ label: 'Done' })
  await addOutcome(hands, 'a', secret)
  await page.keyboard.press('Control+Shift+l')
  await addOutcome(hands, 'q', question)
  await page.getByRole('banner').getByRole('button', { name: 'All workshops' }).click()
}

async function exportAs(person: Person, format: string, file: string): Promise<string> {
  await person.exportMinutes(format, file)
  return readExport(file)
}

test('UI210 UI211 UI213 UI270 MI74 what an earlier meeting left open is taken over once, undone, redone, printed, and carried into a workshop that follows on', async ({ arrive }) => {
  const folder = temporaryFolder()
  const person = await arrive('Paul-André Santoni')
  const { page } = person

  // Nothing to take over from yet.
  await person.createWorkshop({ title: 'Alone' })
  await page.getByRole('complementary').getByRole('button', { name: 'Take over from an earlier meeting…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Take over from an earlier meeting' })
  await expect(dialog.getByText('There is no other workshop on this computer yet.')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('banner').getByRole('button', { name: 'All workshops' }).click()

  await holdKickOff(person)
  await person.createWorkshop({ title: 'Second meeting', body })
  await person.addPerson({ name: 'RAZE Eleni', organisation: 'Western Greece', region: 'Western Greece', function: '' })

  // By the palette, and by keyboard alone.
  await page.keyboard.press('Control+k')
  await page.keyboard.type('take over')
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('searchbox')).toBeFocused()
  await expect(dialog.getByRole('list', { name: 'Of the same body' }).getByRole('button')).toHaveText([/Kick-off/u])
  await expect(dialog.getByRole('list', { name: 'Other workshops' }).getByRole('button')).toHaveText([/Alone/u])
  await pictures(person, 'take-over-meetings')
  await page.keyboard.type('montpellier')
  await expect(dialog.getByRole('button', { name: /Alone/u })).toBeHidden()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('heading', { name: /Open in .*Kick-off/u })).toBeFocused()
  for (const words of [report, secret, question]) await expect(dialog.getByRole('checkbox', { name: words })).toBeChecked()
  await expect(dialog.getByText(ports)).toHaveCount(0)
  await expect(dialog.getByText(/In this workshop: .*RAZE Eleni, Western Greece/u)).toBeVisible()
  await pictures(person, 'take-over-points')
  await person.resize({ width: 720, height: 480 })
  await expectNoOverflow(person)
  await takePicture(page, 'take-over-points-720x480')
  await person.resize({ width: 1280, height: 800 })
  await dialog.getByRole('button', { name: 'Take over 3 points' }).click()
  await expect(dialog).toBeHidden()

  // They stand among the matters arising, which are unfolded; undo and redo take and bring all of them.
  const matters = page.getByRole('list', { name: 'Matters arising' })
  await expect(matters.getByLabel('What was left open')).toHaveCount(3)
  await expect(matters.getByLabel('Number').first()).toHaveValue('2026-01/A-1')
  await expect(matters.getByLabel('Owner').first()).toHaveValue('RAZE Eleni')
  await pictures(person, 'take-over-done')
  await page.keyboard.press('Control+z')
  await expect(matters).toHaveCount(0)
  await page.keyboard.press('Control+Shift+z')
  await expect(matters.getByLabel('What was left open')).toHaveCount(3)

  // A second time, by the menu of the app, there is nothing left to take.
  await chooseMenuEntry(person, menuKeys['take-over'])
  await dialog.getByRole('button', { name: /Kick-off/u }).click()
  await expect(dialog.getByText('Everything that is open there is here already.')).toBeVisible()
  await expect(dialog.getByText('already here')).toHaveCount(3)
  await expect(dialog.getByRole('checkbox')).toHaveCount(0)
  await expect(dialog.getByRole('button', { name: 'Take over', exact: true })).toBeDisabled()
  await pictures(person, 'take-over-twice')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()

  await person.openPage('Minutes')
  await expect(page.getByRole('main').getByText(report).first()).toBeVisible()
  for (const [format, name] of [['Markdown', 'minutes.md'], ['Word', 'minutes.docx']] as const) {
    const words = await exportAs(person, format, path.join(folder.path, name))
    for (const told of ['Matters arising', '2026-01/A-1', report, 'RAZE Eleni', '30 October 2026', secret, question]) expect(words, name).toContain(told)
  }
  await choose(page, 'Document', 'Public report')
  await expect(page.getByRole('main').getByText(secret)).toHaveCount(0)
  const open = await exportAs(person, 'Markdown', path.join(folder.path, 'public.md'))
  expect([open.includes(report), open.includes(secret)]).toEqual([true, false])

  // A third meeting follows on from the second: who meets is filled in, what is still open goes along, and its people if somebody wants them.
  await page.getByRole('banner').getByRole('button', { name: 'All workshops' }).click()
  await page.getByRole('button', { name: 'New workshop' }).click()
  const fresh = page.getByRole('dialog', { name: 'New workshop' })
  await fresh.getByRole('textbox', { name: 'Title', exact: true }).fill('Third meeting')
  await fresh.getByRole('button', { name: 'Follows on from an earlier meeting…' }).click()
  await pictures(person, 'follow-on-choice')
  await fresh.getByRole('button', { name: /Kick-off/u }).click()
  await expect(fresh.getByRole('textbox', { name: 'Body that meets' })).toHaveValue(body)
  await expect(fresh.getByRole('textbox', { name: 'Session' })).toHaveValue('')
  await expect(fresh.getByText(/That session was .*first meeting/u)).toBeVisible()
  await fresh.getByRole('button', { name: 'Another meeting' }).click()
  await fresh.getByRole('button', { name: /Second meeting/u }).click()
  await expect(fresh.getByRole('textbox', { name: 'Previous meeting' })).toHaveValue('Second meeting')
  await expect(fresh.getByRole('checkbox', { name: 'Take over its 3 open points, as matters arising' })).toBeChecked()
  await fresh.getByText('Expect its participant again').click()
  await pictures(person, 'follow-on')
  await fresh.getByRole('button', { name: 'Create workshop' }).click()
  await expect(fresh).toBeHidden()
  await person.openPage('Details')
  await page.getByRole('button', { name: 'Matters arising' }).click()
  await expect(matters.getByLabel('Number').first()).toHaveValue('2026-01/A-1')
  await expect(matters.getByLabel('What was left open')).toHaveCount(3)
  await person.openPage('People')
  await expect(page.getByRole('main').getByText('RAZE Eleni').first()).toBeVisible()
  expect(person.problems).toEqual([])
  folder.remove()
})
