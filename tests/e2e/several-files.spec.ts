/** Several files in one hand: all are taken in, one after the other, and it is said what became of each. */
import { expect } from '@playwright/test'
import { expectAccessible } from '../helpers/accessibility.ts'
import { dropFiles, type FileToDrop } from '../helpers/drop-file.ts'
import { expectNoOverflow, pictures, takePicture } from '../helpers/pictures.ts'
import { test } from '../helpers/test.ts'

const file = (name: string, words: string): FileToDrop => ({ name, bytes: Buffer.from(words) })
/** Each file is read in a process of its own, which takes its time to start on a busy machine. */
const patiently = { timeout: 60_000 }
const record = (id: string, title: string): string => JSON.stringify({ format: 'minuta-workshop-record', version: 1, workshop: { id, title } })

test('UI133 several files dropped on library, boards, people and programme are all taken in, and a summary says which, and why not', async ({ arrive }) => {
  const person = await arrive('Maëlle Roussel', 'Région Occitanie')
  const { page } = person
  const dialog = page.getByRole('dialog')
  await page.locator('.library').waitFor()
  await dropFiles(page.locator('.library'), [
    file('spring.json', record('workshop-of-spring', 'Spring')), file('notes.txt', 'no workshop'), file('autumn.json', record('workshop-of-autumn', 'Autumn')), file('again.json', record('workshop-of-spring', 'Spring')),
  ])
  await expect(page.getByRole('dialog', { name: '3 of 4 files were taken in' })).toBeVisible(patiently)
  await expect(dialog.getByRole('listitem')).toHaveText([
    /^spring\.json.*Spring.* is on this computer now/u, /^notes\.txt.*cannot be read here/u, /^autumn\.json.*Autumn.* is on this computer now/u, /^again\.json.*was on this computer already and stays as it is/u,
  ])
  await expectAccessible(page, 'what became of several files')
  await pictures(person, 'several-workshops')
  await person.resize({ width: 720, height: 480 })
  await expectNoOverflow(person)
  await takePicture(page, 'several-workshops-720x480')
  await person.resize({ width: 1280, height: 800 })
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  // None of them is opened; all stand in the list.
  for (const title of ['Spring', 'Autumn']) await expect(page.locator('.library').getByRole('button', { name: title }).first()).toBeVisible()

  await page.locator('.library').getByRole('button', { name: 'Spring' }).first().click()
  const boards = page.getByRole('navigation', { name: 'Boards', exact: true })
  await expect(boards).toBeVisible()
  await dropFiles(page.locator('.workshop-main'), [file('one.md', '# Harbour\n\nBoats.'), file('two.pdf', '%PDF-1.7'), file('three.html', '<h1>Quay</h1><p>Cranes. <img src="https://example.org/x.png"></p>')])
  await expect(page.getByRole('dialog', { name: '2 of 3 files were taken in' })).toBeVisible(patiently)
  await expect(dialog.getByRole('listitem')).toHaveText([/^one\.md.*Harbour/u, /^two\.pdf.*kind is not known/u, /^three\.html.*Quay.*picture/u])
  await pictures(person, 'several-documents')
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  for (const title of ['Harbour', 'Quay']) await expect(boards.getByRole('button', { name: title, exact: true })).toBeVisible()
  await dropFiles(page.locator('.workshop-main'), [file('four.md', '# Pier'), file('five.md', '# Mole')])
  await dialog.getByRole('button', { name: 'Take it all back' }).click(patiently)
  await expect(dialog).toBeHidden()
  for (const title of ['Pier', 'Mole']) await expect(boards.getByRole('button', { name: title, exact: true })).toBeHidden()
  await expect(boards.getByRole('button', { name: 'Quay', exact: true })).toBeVisible()

  // Lists are looked at one by one; whoever has enough leaves out the rest.
  await person.openPage('People')
  await dropFiles(page.locator('.page'), [file('a.csv', 'Name;Organisation\nAna;CRPM\n'), file('b.csv', ''), file('c.csv', 'Name\nBo\n'), file('d.csv', 'Name\nCy\n')])
  await expect(dialog).toContainText('File 1 of 4')
  await pictures(person, 'several-lists')
  await dialog.getByRole('button', { name: 'Add 1 person' }).click(patiently)
  await expect(dialog).toContainText('File 2 of 4')
  await expect(dialog).toContainText('There is nothing in this file', patiently)
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await expect(dialog).toContainText('File 3 of 4')
  await dialog.getByRole('button', { name: 'Leave out the rest' }).click()
  await expect(page.getByRole('dialog', { name: 'One of 4 files was taken in' })).toBeVisible()
  await expect(dialog.getByRole('listitem')).toHaveText([/^a\.csv.*Taken in/u, /^b\.csv.*There is nothing in this file/u, /^c\.csv.*Left out/u, /^d\.csv.*Left out/u])
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await expect(page.getByText('1 listed')).toBeVisible()
  expect(person.problems).toEqual([])
})
