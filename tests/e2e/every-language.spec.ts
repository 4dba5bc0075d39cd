/** Every language of the interface in a real window: it is there at once, in its direction, everywhere, and nothing hangs over the edge. */
import { expect, type Page } from '@playwright/test'
import { messages as app } from '../../renderer/app/messages.ts'
import { languages, type Language } from '../../renderer/base/i18n.tsx'
import { languageName } from '../../renderer/base/language-name.ts'
import { choose } from '../helpers/person.ts'
import { pictures } from '../helpers/pictures.ts'
import { test } from '../helpers/test.ts'

const rightToLeft: ReadonlySet<string> = new Set(['ar'])

type Words = Readonly<Record<keyof typeof app.en, string>>

async function wordsOf(language: Language): Promise<Words> {
  if (language === 'en') return app.en
  const { translation } = (await import(`../../renderer/languages/${language}/index.ts`)) as { readonly translation: { readonly app: Words } }
  return translation.app
}

async function switchLanguage(page: Page, from: Words, to: Words, language: Language): Promise<void> {
  await page.getByRole('button', { name: from.settings, exact: true }).click()
  await choose(page.getByRole('dialog'), from.language, languageName(language))
  const dialog = page.getByRole('dialog', { name: to.settings, exact: true })
  await expect(dialog).toBeVisible()
  await dialog.getByRole('button', { name: to.save, exact: true }).click()
}

test('SY33 every language is spoken on every page of a workshop, at both promised sizes', async ({ arrive }) => {
  const person = await arrive('Paul-André Santoni', 'Collectivité de Corse')
  const { page } = person
  await page.getByRole('button', { name: 'Open a sample' }).click()
  let before: Words = app.en
  // English last: the way back works, too.
  for (const language of [...languages.slice(1), languages[0] ?? 'en']) {
    const words = await wordsOf(language)
    await switchLanguage(page, before, words, language)
    await expect(page.locator('html')).toHaveAttribute('lang', language)
    await expect(page.locator('html')).toHaveAttribute('dir', rightToLeft.has(language) ? 'rtl' : 'ltr')
    await expect(page.getByRole('contentinfo', { name: words.status })).toBeVisible()
    const pages = page.getByRole('navigation', { name: words.pages })
    for (const name of ['page_board', 'page_floor', 'page_people', 'page_minutes', 'page_details'] as const) {
      await pages.getByRole('button', { name: words[name] }).click()
      // The page of boards is named after the board.
      await expect(name === 'page_board' ? page.getByRole('main') : page.getByRole('main', { name: words[name] })).toBeVisible()
      if (name === 'page_minutes') await page.getByRole('article').waitFor()
      await pictures(person, `${language}-${name.slice('page_'.length)}`)
    }
    await page.getByRole('button', { name: words.share, exact: true }).click()
    await expect(page.getByRole('main', { name: words.page_room })).toBeVisible()
    await pictures(person, `${language}-room`)
    before = words
  }
  expect(person.problems).toEqual([])
})
