/** Finding something that was said, in any workshop, by keyboard. */
import { expect } from '@playwright/test'
import { pictures } from '../helpers/pictures.ts'
import { test } from '../helpers/test.ts'

test('SE10 the library finds boards, outcomes and people without their accents, and opens them at their place', async ({ arrive }) => {
  const person = await arrive('Maëlle Roussel')
  const { page } = person
  await page.getByRole('button', { name: 'Open a sample' }).click()
  await expect(person.lights).toContainText('Saved here')
  await page.getByRole('button', { name: 'All workshops' }).click()

  const box = page.getByRole('searchbox', { name: 'Search workshops, boards, outcomes and people' })
  await box.fill('esclope')
  const inside = page.getByRole('region', { name: 'Inside the workshops' })
  const someone = inside.getByRole('button', { name: /^Person Guy Esclopé/ })
  await expect(someone).toBeVisible()
  await expect(someone.locator('mark').first()).toHaveText('Esclopé')
  await pictures(person, 'search')

  await box.fill('xyzzy')
  await expect(page.getByText('Nothing in any workshop matches “xyzzy”.')).toBeVisible()
  await pictures(person, 'search-no-match')

  await box.fill('"objectives OR (pole*')
  await expect(page.getByText('Nothing in any workshop matches')).toBeVisible()
  await box.fill('chairs objectives')
  const board = inside.getByRole('button', { name: /^Board Objectives of the meeting/ })
  await expect(board).toBeVisible()
  // From the box, by Tab alone: past the button that empties it and the workshop's own line, if it is there.
  for (let step = 0; step < 8 && !(await board.evaluate((element) => element === document.activeElement)); step += 1) await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Text of Objectives of the meeting' })).toBeVisible()

  await page.getByRole('button', { name: 'All workshops' }).click()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('esclope')
  await page.getByRole('menuitem', { name: /^Guy Esclopé/ }).first().click()
  await expect(page.getByRole('main', { name: 'People' })).toContainText('Guy Esclopé')
  expect(person.problems).toEqual([])
})
