/** The interface in French, and from right to left: nothing hangs over the edge, and nothing stays in English. */
import { expect } from '@playwright/test'
import { choose } from '../helpers/person.ts'
import { expectNoOverflow, pictures, takePicture } from '../helpers/pictures.ts'
import { test } from '../helpers/test.ts'

test('SY32 UI52 every screen fits in French and from right to left, at both promised sizes', async ({ arrive }) => {
  const person = await arrive('Maëlle Roussel', 'Région Occitanie')
  const { page } = person
  await page.getByRole('button', { name: 'Settings' }).click()
  await choose(page.getByRole('dialog'), 'Language', 'Français')
  await expect(page.getByRole('dialog', { name: 'Réglages' })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr')
  // UI80: so does what the system draws.
  await expect.poll(() => person.running.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label))).toContain('Fichier')
  await page.getByRole('button', { name: 'Terminé' }).click()
  await pictures(person, 'french-library-empty')
  await page.getByRole('button', { name: 'Ouvrir un exemple' }).click()
  await expect(page.getByRole('contentinfo', { name: 'Où votre travail est gardé' })).toContainText('Enregistré ici')
  await pictures(person, 'french-board')
  const pages = page.getByRole('navigation', { name: 'Pages de l’atelier' })
  for (const [name, file] of [['Échanges', 'floor'], ['Compte rendu', 'minutes'], ['Personnes', 'people'], ['Détails', 'details']] as const) {
    await pages.getByRole('button', { name }).click()
    await expect(page.getByRole('main', { name })).toBeVisible()
    if (file === 'minutes') await page.getByRole('article').waitFor()
    await pictures(person, `french-${file}`)
  }
  await page.getByRole('button', { name: 'Partager' }).click()
  await expect(page.getByRole('main', { name: 'Salle' })).toBeVisible()
  await pictures(person, 'french-room')
  await page.getByRole('button', { name: 'Réglages' }).click()
  await choose(page.getByRole('dialog'), 'Sens de l’interface', 'De droite à gauche')
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
  await pictures(person, 'rtl-settings')
  await page.getByRole('button', { name: 'Terminé' }).click()
  await pictures(person, 'rtl-room')
  for (const [name, file] of [['Tableaux', 'board'], ['Compte rendu', 'minutes'], ['Personnes', 'people']] as const) {
    await pages.getByRole('button', { name }).click()
    if (file === 'minutes') await page.getByRole('article').waitFor()
    await pictures(person, `rtl-${file}`)
  }
  await page.getByRole('button', { name: 'Tous les ateliers' }).click()
  await page.getByRole('button', { name: /^Ranger « /u }).click()
  await page.getByRole('button', { name: 'Rangés (1)' }).click()
  await pictures(person, 'rtl-library')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('raccourcis')
  await page.getByRole('menuitem', { name: /^Raccourcis clavier/u }).click()
  await expect(page.getByRole('dialog', { name: 'Raccourcis clavier' })).toBeVisible()
  await pictures(person, 'rtl-shortcuts')
  await page.getByRole('dialog', { name: 'Raccourcis clavier' }).getByRole('button', { name: 'Terminé' }).click()
  await person.resize({ width: 720, height: 480 })
  await expectNoOverflow(person)
  await takePicture(page, 'rtl-library-720x480')
  expect(person.problems).toEqual([])
  // UI80: calendars and the order of day and month are the process's own; they follow when it starts anew, and the system's language stays known.
  expect(await page.evaluate(() => navigator.language)).toMatch(/^en/u)
  await person.leave()
  await person.comeBack()
  expect(await person.page.evaluate(() => navigator.language)).toBe('fr')
  expect(await person.page.evaluate(async () => (await window.minuta?.invoke('app-info'))?.systemLanguage)).toBe('en')
  expect(person.problems).toEqual([])
})
