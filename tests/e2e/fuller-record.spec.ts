/** What a rapporteur says beside the words: which decision falls, how people voted, what stands on a sheet and who may be shown. */
import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { presentImage } from '../fixtures/workshops.ts'
import { choose, Person } from '../helpers/person.ts'
import { expectNoOverflow, pictures, picturesOfFailure, takePicture } from '../helpers/pictures.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

test('UI90 decisions that replace one, counted votes, sheets and consent: by keyboard, undone by key, in the minutes', async () => {
  const folder = temporaryFolder()
  const person = await Person.arrive('Paul-André Santoni')
  const { page } = person
  const { keyboard } = page
  try {
    await person.createWorkshop({ title: 'Third meeting' })
    await person.addItem('Project idea', 'Ports')
    await person.addPerson({ name: 'Eléni Ráze', organisation: 'Western Greece', region: 'Western Greece', function: 'vice-governor', duty: 'Chair' })
    const board = await person.openBoard('Ports')
    const field = (name: string) => board.text.getByRole('textbox', { name, exact: true }).or(board.text.getByRole('combobox', { name, exact: true }))

    await board.caretToEnd()
    await keyboard.press('Control+Alt+d')
    await keyboard.type('Meet once a year.')
    await keyboard.press('Enter')
    await keyboard.press('Control+Alt+d')
    await keyboard.type('Meet twice a year.')
    await keyboard.press('Alt+Enter')
    await field('In force from of D-2').fill('2027-01-01')
    await field('Replaces of D-2').click()
    await keyboard.type('d-1')
    await expect(page.locator('datalist option[value="D-1"]')).toHaveText('Meet once a year.')
    await keyboard.press('Enter')
    await expect(field('Replaces of D-2')).toHaveValue('D-1')
    await pictures(person, 'decision-fields')
    // A word more is a step of its own, taken back from inside the field.
    await page.waitForTimeout(600)
    await field('Replaces of D-2').click()
    await keyboard.press('End')
    await keyboard.type(' of March')
    await expect(field('Replaces of D-2')).toHaveValue('D-1 of March')
    await keyboard.press('Control+z')
    await expect(field('Replaces of D-2')).toHaveValue('D-1')
    await keyboard.press('Enter')
    await expect(board.text).toBeFocused()
    await board.settle()

    // Tab leads through the counts: nothing but figures is typed.
    await keyboard.press('Control+Alt+v')
    await keyboard.type('Twice a year?')
    for (const [key, count] of [['Tab', '12'], ['Tab', '3'], ['Tab', '0']] as const) {
      await keyboard.press(key)
      await keyboard.type(count)
    }
    await expect(field('In favour of V-1')).toHaveValue('12')
    await expect(field('Abstentions of V-1')).toHaveValue('0')
    await expect(field('Against of V-1')).toHaveAttribute('aria-invalid', 'false')
    await pictures(person, 'vote-fields')
    await keyboard.press('Enter')

    await board.caretToEnd()
    await keyboard.press('Control+Alt+p')
    await keyboard.type('A school of short chains')
    await keyboard.press('Alt+Enter')
    await field('Region of P-1').fill('Corsica')
    await field('Led by of P-1').fill('Eléni Ráze')
    await field('Duration of P-1').fill('36 months')
    await board.text.getByRole('combobox', { name: 'Status of P-1' }).selectOption('supported')
    await pictures(person, 'pitch-fields')
    await board.caretToEnd()

    await board.text.evaluate((editor, bytes) => {
      const data = new DataTransfer()
      data.items.add(new File([Uint8Array.from(bytes)], 'sheet.png', { type: 'image/png' }))
      editor.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
    }, [...presentImage])
    const picture = board.text.locator('figure.picture')
    await expect(picture.locator('img')).toBeVisible()
    await picture.getByRole('textbox', { name: 'Caption' }).fill('Table two')
    await keyboard.press('Tab')
    await keyboard.press('Tab')
    await keyboard.type('Shared ice')
    await keyboard.press('Enter')
    await keyboard.type('• who pays?')
    await picture.getByRole('textbox', { name: 'Sheet' }).fill('2 of 3')
    await picture.getByRole('combobox', { name: 'People in the picture' }).selectOption('agreed')
    await picture.getByRole('textbox', { name: 'Who can be recognised' }).or(picture.getByRole('combobox', { name: 'Who can be recognised' })).fill('Eléni Ráze')
    await picture.locator('img').evaluate((image) => image.scrollIntoView())
    await pictures(person, 'picture-words')
    await keyboard.press('Escape')
    await expect(picture).toHaveClass(/is-selected/u)

    await person.openPage('People')
    await page.getByRole('button', { name: /Eléni Ráze/u }).first().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: /photographs$/u }).click()
    await choose(dialog, 'Shown in photographs', 'Does not agree')
    await pictures(person, 'person-photographs')
    await dialog.getByRole('button', { name: 'Done' }).click()

    await person.openPage('Minutes')
    const minutes = page.getByRole('article', { name: 'Minutes' })
    await expect(minutes.locator('.minutes-outcome').first()).toContainText('Replaced by: D-2')
    await expect(minutes.getByText('• who pays?').first()).toBeVisible()
    await minutes.getByText('• who pays?').first().scrollIntoViewIfNeeded()
    await pictures(person, 'minutes-figure-words')
    await choose(page, 'Document', 'Public report')
    await expect(minutes).not.toContainText('who pays?')
    await page.getByRole('tab', { name: /Checks/u }).click()
    await expect(page.getByText(/shows people who have not all agreed/u)).toBeVisible()
    await pictures(person, 'checks-photographs')
    const file = path.join(folder.path, 'report.html')
    await person.exportMinutes('HTML', file)
    expect(fs.readFileSync(file, 'utf8')).not.toMatch(/who pays|data:image\/png/u)

    await page.getByRole('button', { name: 'Settings' }).click()
    await choose(page.getByRole('dialog'), 'Language', 'Français')
    await choose(page.getByRole('dialog'), 'Sens de l’interface', 'De droite à gauche')
    await page.getByRole('button', { name: 'Terminé' }).click()
    await page.getByRole('button', { name: 'Tableaux', exact: true }).click()
    const french = page.locator('.board-text')
    await french.locator('figure.picture textarea').click()
    await pictures(person, 'picture-words-fr-rtl')
    await french.locator('.kind-proposal .outcome-text').click()
    await keyboard.press('Alt+Enter')
    await pictures(person, 'pitch-fields-fr-rtl')
    await person.resize({ width: 720, height: 480 })
    await expectNoOverflow(person)
    await takePicture(page, 'pitch-fields-fr-small')
    expect(person.problems).toEqual([])
  } catch (error) {
    await picturesOfFailure([person])
    throw error
  } finally {
    await person.leave()
    folder.remove()
  }
})
