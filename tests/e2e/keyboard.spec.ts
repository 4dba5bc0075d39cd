/** Whoever works without a mouse keeps their place: the focus is where the work goes on, never nowhere. */
import { expect, type Page } from '@playwright/test'
import { dropFile } from '../helpers/drop-file.ts'
import { test } from '../helpers/test.ts'

/** Chooses in the palette by typing. */
async function chooseByName(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.keyboard.type(name)
  await expect(page.getByRole('menuitem').first()).toContainText(name)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Find and do' })).toBeHidden()
}

test('UI173 after the palette one writes on: on the board that was chosen, or where one wrote when its dialog is closed', async ({ arrive }) => {
  const { page } = await arrive('Maëlle Roussel')
  await page.getByRole('button', { name: 'Open a sample' }).click()
  const text = (board: string): ReturnType<Page['getByRole']> => page.getByRole('textbox', { name: `Text of ${board}`, exact: true })
  await expect(text('Welcome at the Pole Realis')).toBeVisible()
  await chooseByName(page, 'Debate')
  await expect(text('Debate')).toBeFocused()
  await page.keyboard.type('Said at once. ')
  await expect(text('Debate')).toContainText('Said at once.')
  await chooseByName(page, 'Settings')
  await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(text('Debate')).toBeFocused()
})

test('ED77: whoever looked something up on another board and came back takes back what they wrote before', async ({ arrive }) => {
  const { page, problems } = await arrive('Maëlle Roussel')
  await page.getByRole('button', { name: 'Open a sample' }).click()
  const debate = page.getByRole('textbox', { name: 'Text of Debate', exact: true })
  await expect(page.getByRole('textbox', { name: 'Text of Welcome at the Pole Realis', exact: true })).toBeVisible()
  await chooseByName(page, 'Debate')
  await expect(debate).toBeFocused()
  await page.keyboard.type('Said at once. ')
  await chooseByName(page, 'Welcome at the Pole Realis')
  await expect(page.getByRole('textbox', { name: 'Text of Welcome at the Pole Realis', exact: true })).toBeFocused()
  await chooseByName(page, 'Debate')
  await expect(debate).toBeFocused()
  await expect(debate).toContainText('Said at once.')
  await page.keyboard.press('Control+z')
  await expect(debate).not.toContainText('Said at once.')
  await page.keyboard.press('Control+Shift+z')
  await expect(debate).toContainText('Said at once.')
  expect(problems).toEqual([])
})

test('UI280, UI281 a new screen has the focus, and on a board Tab goes on from the caret and Escape, then Tab out of the text', async ({ arrive }) => {
  const { page, problems } = await arrive('Maëlle Roussel')
  await expect(page.getByRole('main', { name: 'Workshops' })).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.keyboard.type('Third meeting')
  await page.keyboard.press('Enter')
  await expect(page.locator('main.workshop-main')).toBeFocused()
  await page.getByRole('button', { name: 'Add a board' }).focus()
  await page.keyboard.press('Enter')
  const text = page.locator('.board-text')
  await expect(text).toBeVisible()
  await text.focus()
  await page.keyboard.press('Control+Alt+a')
  await page.keyboard.type('Send the report')
  await page.keyboard.press('Enter')
  await page.keyboard.type('Said in between')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+Alt+r')
  await page.keyboard.type('Use the guide')
  await page.keyboard.press('Enter')
  await page.keyboard.type('Said at last')
  // Out, and not to the fields of the first outcome.
  const outcomes = page.getByRole('tab', { name: 'Outcomes' })
  await page.keyboard.press('Tab')
  await expect(outcomes).toBeFocused()
  await text.focus()
  for (const key of ['ArrowUp', 'ArrowUp', 'Tab']) await page.keyboard.press(key)
  await expect(page.getByLabel('Addressed to of R-1')).toBeFocused()
  // Where the key has a use of its own, Escape comes before it; nobody is thrown out of a list.
  await text.focus()
  await page.keyboard.press('Control+End')
  for (const key of ['Enter', 'Control+Shift+8', 'Tab', 'Tab']) await page.keyboard.press(key)
  await page.keyboard.type('One')
  await expect(text.locator('li')).toHaveText('One')
  for (const [way, place] of [['Tab', outcomes], ['Shift+Tab', page.getByRole('button', { name: 'Outcome', exact: true })]] as const) {
    await text.focus()
    await page.keyboard.press('Escape')
    await page.keyboard.press(way)
    await expect(place).toBeFocused()
  }
  await expect(text.locator('li')).toHaveText('One')
  expect(problems).toEqual([])
})

test('UI175 a row that is deleted by keyboard leaves the focus to the next one, its notice to where one was', async ({ arrive }) => {
  const { page } = await arrive('Maëlle Roussel')
  await page.getByRole('button', { name: 'Open a sample' }).click()
  const boards = page.getByRole('navigation', { name: 'Boards', exact: true })
  const next = boards.getByRole('button', { name: 'Political will of the regions', exact: true })
  await boards.getByRole('button', { name: 'Actions for Objectives of the meeting' }).focus()
  for (const key of ['Enter', 'End', 'Enter']) await page.keyboard.press(key)
  await expect(next).toBeFocused()
  await page.getByRole('button', { name: 'Undo', exact: true }).last().focus()
  await page.keyboard.press('Enter')
  await expect(boards.getByRole('button', { name: 'Objectives of the meeting', exact: true })).toBeVisible()
  await expect(next).toBeFocused()
})

test('UI176 in a narrow window Escape closes the sheet of the programme or the panel, and what is chosen in one is not covered by it', async ({ arrive }) => {
  const person = await arrive('Maëlle Roussel')
  const { page } = person
  await page.getByRole('button', { name: 'Open a sample' }).click()
  await person.resize({ width: 720, height: 480 })
  const boards = page.getByRole('navigation', { name: 'Boards', exact: true })
  const panel = page.getByRole('complementary', { name: 'Outcomes and people' })
  await page.getByRole('button', { name: 'Show programme' }).focus()
  await page.keyboard.press('Enter')
  await expect(boards).toBeVisible()
  await boards.getByRole('button', { name: 'Debate', exact: true }).focus()
  // The name of a board that is being changed takes its own Escape.
  await page.keyboard.press('F2')
  await page.keyboard.press('Escape')
  await expect(boards.getByRole('button', { name: 'Debate', exact: true })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(boards).toBeHidden()
  await expect(page.getByRole('button', { name: 'Show programme' })).toBeFocused()
  await page.getByRole('button', { name: 'Show outcomes and people' }).focus()
  await page.keyboard.press('Enter')
  await panel.getByRole('button', { name: /P-1/u }).click()
  await expect(panel).toBeHidden()
  await expect(page.locator('.outcome-found')).toBeInViewport()
})

const smallest = { width: 720, height: 480 }

test('UI181 what the keys lead to in a dialog that scrolls comes into view', async ({ arrive }) => {
  const person = await arrive('Maëlle Roussel')
  const { page } = person
  await page.getByRole('button', { name: 'Open a sample' }).click()
  await person.openPage('People')
  await person.resize(smallest)
  await page.getByRole('button', { name: 'Add person' }).click()
  const duty = page.getByRole('dialog').getByRole('checkbox').last()
  await expect(page.getByRole('dialog').locator('.tick').last()).not.toBeInViewport()
  await duty.focus()
  await expect(page.getByRole('dialog').locator('.tick').last()).toBeInViewport({ ratio: 0.5 })
})

test('UI182, UI276 going to a part of long minutes moves the minutes and never the window, down to the smallest', async ({ arrive }) => {
  const person = await arrive('Maëlle Roussel')
  const { page } = person
  const programme = Array.from({ length: 60 }, (_, index) => ({ kind: 'presentation', title: `Presentation ${index + 1}`, boards: [{ content: ['What was said.'] }] }))
  const record = { format: 'minuta-workshop-record', version: 1, workshop: { title: 'Long', language: 'en' }, programme }
  await dropFile(page.locator('.library'), 'long.json', Buffer.from(JSON.stringify(record)))
  await expect(page.getByRole('contentinfo', { name: 'Where your work is kept' })).toBeVisible()
  await person.openPage('Minutes')
  await page.getByRole('article').waitFor()
  for (const size of [{ width: 1280, height: 800 }, smallest]) {
    await person.resize(size)
    const lists = page.getByRole('button', { name: 'Parts and checks' })
    // In the smallest window (UI276) they are behind a button, and gone when they have led somewhere.
    if (size === smallest) await lists.click()
    await page.getByRole('button', { name: /^Show Presentation 30$/u }).click()
    await expect(page.getByRole('dialog')).toBeHidden()
    await expect(page.getByRole('heading', { name: /Presentation 30$/u })).toBeInViewport()
    expect((await page.getByRole('banner').boundingBox())?.y).toBe(0)
    await expect(page.getByRole('contentinfo', { name: 'Where your work is kept' })).toBeInViewport({ ratio: 1 })
  }
})
