/** What somebody meets who starts Minuta for the first time, without any network. */
import { expect, test } from '@playwright/test'
import { Person } from '../helpers/person.ts'
import { pictures } from '../helpers/pictures.ts'

test('a first start asks for a name, teaches in the empty library, and opens the sample without a network', async () => {
  const person = await Person.arrive('Maëlle Roussel', 'Occitanie Region')
  try {
    await expect(person.page.getByRole('heading', { name: 'Your first workshop' })).toBeVisible()
    await pictures(person, 'library-empty')
    await person.page.getByRole('button', { name: 'Open a sample' }).click()
    await expect(person.lights).toContainText('Saved here')
    await expect(person.lights).toContainText('On this computer only')
    await pictures(person, 'sample-board')
    await person.openPage('Minutes')
    await expect(person.page.getByRole('main').getByText('be smart by trying to answer the needs of our citizens.').first()).toBeVisible()
    await pictures(person, 'sample-minutes')
    await person.openPage('People')
    await pictures(person, 'sample-people')
    await person.openPage('Details')
    await pictures(person, 'sample-details')
    await person.page.getByRole('button', { name: 'All workshops' }).click()
    await pictures(person, 'library')
    expect(person.problems).toEqual([])
  } finally {
    await person.leave()
  }
})
