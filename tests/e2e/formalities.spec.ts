/** What a public body adds to its record, typed where it is asked for, and printed in the minutes. */
import { expect } from '@playwright/test'
import { choose } from '../helpers/person.ts'
import { pictures } from '../helpers/pictures.ts'
import { test } from '../helpers/test.ts'

test('matters arising, a formal opening and the more private fields of an outcome reach the minutes', async ({ arrive }) => {
  const person = await arrive('Paul-André Santoni')
  const { page } = person
  await person.createWorkshop({ title: 'Second meeting' })
  await person.addItem('Debate', 'Ports')
  await person.addPerson({ name: 'Eléni Ráze', organisation: 'Western Greece', region: 'Western Greece', function: 'vice-governor', duty: 'Chair' })
  const board = await person.openBoard('Ports')
  await board.addParagraph('The ports were talked over.')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+Alt+d')
  await page.keyboard.type('Adopt the plan')

  // More fields are a key away, and Tab then finds them.
  await page.keyboard.press('Alt+Enter')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Western Greece')
  await expect(page.getByLabel('Addressed to of D-1')).toHaveValue('Western Greece')
  await page.getByLabel('Dissenting views of D-1').fill('One member saw it otherwise.')
  await pictures(person, 'outcome-more')
  await page.getByRole('button', { name: 'More of D-1' }).click()
  await expect(page.getByLabel('Based on of D-1')).toHaveCount(0)
  await expect(page.getByLabel('Dissenting views of D-1')).toHaveValue('One member saw it otherwise.')

  await person.openPage('Boards')
  await person.addItem('Group work', 'In groups')
  await person.openBoard('In groups')
  await page.getByRole('button', { name: 'About this group' }).click()
  await page.getByLabel('Question of the group').fill('What do small ports need?')
  await page.getByLabel('Participants', { exact: true }).fill('12')
  await pictures(person, 'board-group')

  await person.openPage('Details')
  await page.getByRole('button', { name: 'Matters arising' }).click()
  await page.getByRole('button', { name: 'Add a matter' }).click()
  const matter = page.getByRole('group', { name: 'Matter 1' })
  await matter.getByLabel('What was left open').fill('Publish the map')
  await matter.getByLabel('Number').fill('2026-01/A-4')
  await choose(matter, 'Status', 'Done')
  await page.getByRole('button', { name: 'Opening of the meeting, in words' }).click()
  await page.getByLabel('Quorum').fill('14 of 20 members, quorum reached')
  await page.getByRole('button', { name: 'About the minutes' }).click()
  await choose(page, 'How people take part', 'In person and remotely')
  await matter.scrollIntoViewIfNeeded()
  await pictures(person, 'details-formalities')
  await page.getByLabel('Quorum').scrollIntoViewIfNeeded()
  await pictures(person, 'details-opening')
  await page.getByLabel('Time zone').scrollIntoViewIfNeeded()
  await pictures(person, 'details-minutes')

  await person.openPage('Minutes')
  const minutes = page.getByRole('main')
  for (const words of ['Publish the map', 'What do small ports need?', '14 of 20 members, quorum reached', 'In person and remotely', 'One member saw it otherwise.', 'Votes in detail and dissenting views']) {
    await expect(minutes.getByText(words).first()).toBeVisible()
  }
  await pictures(person, 'minutes-formal')

  await person.openPage('People')
  await page.getByRole('button', { name: /Eléni/u }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Country, contact, representation, times' }).click()
  await dialog.getByRole('textbox', { name: 'Contact' }).scrollIntoViewIfNeeded()
  await pictures(person, 'person-more')
  expect(person.problems).toEqual([])
})
