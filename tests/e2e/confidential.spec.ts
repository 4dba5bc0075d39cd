/** One paragraph that stays in the house, a statement for the record, and names where there should be none: on screen and in the file. */
import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { choose, Person } from '../helpers/person.ts'
import { pictures, picturesOfFailure } from '../helpers/pictures.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

test('a paragraph is kept in the house with a key, a statement goes to its annex, and the export says who is still named', async () => {
  const folder = temporaryFolder()
  const person = await Person.arrive('Paul-André Santoni')
  const { page } = person
  try {
    await person.createWorkshop({ title: 'Second meeting' })
    await person.addItem('Debate', 'Ports')
    await person.addPerson({ name: 'Eléni Ráze', organisation: 'Western Greece', region: 'Western Greece', function: 'vice-governor', duty: 'Chair' })
    const board = await person.openBoard('Ports')
    await board.addParagraph('The ports were talked over.')
    await board.addParagraph('The price asked was two million.')
    await page.keyboard.press('Control+Shift+l')
    await expect(board.text.locator('[data-confidential]')).toHaveText('The price asked was two million.')
    await page.keyboard.press('Enter')
    await page.keyboard.type('So was the name of the seller.')
    await expect(board.text.locator('[data-confidential]')).toHaveCount(2)
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: /^Confidential: not in public reports/u }).click()
    await page.keyboard.type('Eléni Ráze thanked everybody.')
    await expect(board.text.locator('[data-confidential]')).toHaveCount(2)
    await page.keyboard.press('Enter')
    await page.keyboard.type('1. First point')
    await pictures(person, 'board-confidential')

    await page.getByRole('button', { name: 'Add a statement' }).click()
    const dialog = page.getByRole('dialog', { name: '“Statement” in the minutes' })
    await dialog.getByRole('textbox', { name: 'Handed in by' }).fill('Eléni Ráze')
    await dialog.getByRole('textbox', { name: 'Organisation' }).fill('Western Greece')
    await dialog.getByRole('textbox', { name: 'Date' }).fill('20 September')
    await pictures(person, 'annex-dialog')
    await dialog.getByRole('button', { name: 'Done' }).click()
    await expect(dialog).toBeHidden()
    await page.getByRole('textbox', { name: 'Text of Statement', exact: true }).click()
    await page.keyboard.type('We regret the price of ice.')
    await pictures(person, 'board-statement')

    // A title without a space breaks, and nothing scrolls sideways.
    await person.addBoard(`Annexe_${'technique_'.repeat(14)}2026`)
    await page.getByRole('textbox', { name: /^Text of Annexe_/u }).click()
    await page.keyboard.type('Notes.')

    await person.openPage('Minutes')
    const minutes = page.getByRole('article', { name: 'Minutes' })
    await expect(minutes.locator('.minutes-confidential')).toContainText('The price asked was two million.')
    await minutes.locator('.minutes-confidential').scrollIntoViewIfNeeded()
    await pictures(person, 'minutes-confidential')
    const isSideways = await page.locator('.minutes-desk').evaluate((desk) => desk.scrollWidth > desk.clientWidth)
    expect(isSideways).toBe(false)
    await minutes.getByText('Notes.').scrollIntoViewIfNeeded()
    await pictures(person, 'minutes-long-title')
    await expect(minutes.getByRole('heading', { name: 'Statements handed in' })).toBeVisible()
    await minutes.getByText('We regret the price of ice.').scrollIntoViewIfNeeded()
    await pictures(person, 'minutes-statement')

    await page.getByRole('button', { name: 'Export…', exact: true }).click()
    const options = page.getByRole('dialog', { name: 'Export the minutes' })
    await choose(options, 'Document', 'Public report')
    await choose(options, 'Who said it', 'Without names')
    await expect(options.getByText('1 passage names participants')).toBeVisible()
    await pictures(person, 'export-names')
    await options.getByRole('button', { name: 'Show' }).click()
    await expect(page.getByRole('tab', { name: /Checks/u })).toHaveAttribute('aria-selected', 'true')
    await pictures(person, 'checks-names')
    await page.getByRole('button', { name: /name Eléni Ráze/u }).click()
    await expect(board.text).toBeVisible()

    await person.openPage('Minutes')
    await expect(minutes).toContainText('We regret the price of ice.')
    await expect(minutes).not.toContainText('two million')
    const file = path.join(folder.path, 'report.html')
    await person.exportMinutes('HTML', file)
    const report = fs.readFileSync(file, 'utf8')
    expect(report).toContain('thanked everybody')
    expect(report).not.toMatch(/two million|seller/u)

    await page.getByRole('button', { name: 'Settings' }).click()
    await choose(page.getByRole('dialog'), 'Language', 'Français')
    await choose(page.getByRole('dialog'), 'Sens de l’interface', 'De droite à gauche')
    await page.getByRole('button', { name: 'Terminé' }).click()
    await choose(page, 'Document', 'Compte rendu complet')
    await choose(page, 'Langue des intitulés', 'العربية')
    await page.locator('.minutes-confidential').scrollIntoViewIfNeeded()
    await pictures(person, 'rtl-minutes-confidential')
    await page.getByRole('navigation', { name: 'Pages de l’atelier' }).getByRole('button', { name: 'Tableaux' }).click()
    await page.getByRole('navigation', { name: 'Tableaux', exact: true }).getByRole('button', { name: 'Ports', exact: true }).click()
    await pictures(person, 'rtl-board-confidential')
    await page.getByRole('navigation', { name: 'Tableaux', exact: true }).getByRole('button', { name: 'Statement', exact: true }).click()
    await page.getByRole('button', { name: 'Place dans le compte rendu…' }).click()
    await pictures(person, 'rtl-annex-dialog')
    await page.getByRole('dialog').getByRole('button', { name: 'Annuler' }).click()
    expect(person.problems).toEqual([])
  } catch (error) {
    await picturesOfFailure([person])
    throw error
  } finally {
    await person.leave()
    folder.remove()
  }
})
