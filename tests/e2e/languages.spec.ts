/** The interface in French, and from right to left: nothing hangs over the edge, and nothing stays in English. */
import { expect, test } from '@playwright/test'
import { choose, Person } from '../helpers/person.ts'
import { pictures } from '../helpers/pictures.ts'

test('SY32 every screen fits in French and from right to left, at both promised sizes', async () => {
  const person = await Person.arrive('Maëlle Roussel', 'Région Occitanie')
  const { page } = person
  try {
    await page.getByRole('button', { name: 'Settings' }).click()
    await choose(page.getByRole('dialog'), 'Language', 'Français')
    await expect(page.getByRole('dialog', { name: 'Réglages' })).toBeVisible()
    await expect(page.locator('html')).toHaveAttribute('lang', 'fr')
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
    await pictures(person, 'rtl-library')
    expect(person.problems).toEqual([])
  } finally {
    await person.leave()
  }
})
