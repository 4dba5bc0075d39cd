/** Every language of the interface in a real window: it is there at once, in its direction, everywhere, and nothing hangs over the edge. */
import { expect, type Page } from '@playwright/test'
import { messages as app } from '../../renderer/app/messages.ts'
import { languages, type Language } from '../../renderer/base/words/i18n.tsx'
import { languageName } from '../../renderer/base/words/language-name.ts'
import { messages as library } from '../../renderer/library/messages.ts'
import { joinMessages } from '../../renderer/room/joining/join-messages.ts'
import { menuKeys } from '../../shared/ipc/menu-keys.ts'
import { newId, type WorkshopId } from '../../shared/model/ids.ts'
import { joinLink } from '../../shared/protocol/join-link.ts'
import { dropFile } from '../helpers/drop-file.ts'
import { chooseMenuEntry } from '../helpers/menu-entry.ts'
import { choose, type Person } from '../helpers/person.ts'
import { pictures } from '../helpers/pictures.ts'
import { test } from '../helpers/test.ts'

const rightToLeft: ReadonlySet<string> = new Set(['ar'])

type WordsOf<Catalogue extends { readonly en: object }> = Readonly<Record<keyof Catalogue['en'], string>>
type Words = WordsOf<typeof app>
type Catalogues = { readonly app: Words; readonly library: WordsOf<typeof library>; readonly join: WordsOf<typeof joinMessages> }

async function cataloguesOf(language: Language): Promise<Catalogues> {
  if (language === 'en') return { app: app.en, library: library.en, join: joinMessages.en }
  const { translation } = (await import(`../../renderer/languages/${language}/index.ts`)) as { readonly translation: Catalogues }
  return translation
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
  // A workshop that opens takes a dialog of the library away.
  await page.locator('.workshop-title').waitFor()
  let before: Words = app.en
  // English last: the way back works, too.
  for (const language of [...languages.slice(1), languages[0] ?? 'en']) {
    const { app: words } = await cataloguesOf(language)
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
      // UI286: in one line.
      if (name === 'page_minutes') expect((await page.locator('.minutes-bar').boundingBox())?.height).toBeLessThan(56)
    }
    await page.getByRole('button', { name: words.share, exact: true }).click()
    await expect(page.getByRole('main', { name: words.page_room })).toBeVisible()
    await pictures(person, `${language}-room`)
    before = words
  }
  expect(person.problems).toEqual([])
})

const list = 'Prénom;Nom;Organisme;Fonction;Région\r\nÉlisabeth;Philippe;Mutuelle Œuvre commune;Directrice;Corse\r\n;;Nobody;;\r\n'
const calendar = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'BEGIN:VEVENT', 'UID:1', 'SUMMARY:Closing session', 'DTSTART:20260919T150000Z', 'DTEND:20260919T160000Z', 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n')

test('SY33 what files and keys open fits in every language, at both promised sizes', async ({ arrive }) => {
  const person = await arrive('Paul-André Santoni', 'Collectivité de Corse')
  const { page } = person
  await page.getByRole('button', { name: 'Open a sample' }).click()
  const title = await page.locator('.workshop-title').innerText()
  let before: Words = app.en
  for (const language of languages) {
    const { app: words, library: ofLibrary, join } = await cataloguesOf(language)
    if (language !== 'en') await switchLanguage(page, before, words, language)
    before = words
    const pages = page.getByRole('navigation', { name: words.pages })
    const file = (place: string, name: string, text: string): Promise<void> => dropFile(page.locator(place).first(), name, Buffer.from(text))
    const dialogs: readonly (readonly [name: string, on: 'page_board' | 'page_people' | 'page_minutes', open: () => Promise<void>])[] = [
      ['import', 'page_board', () => file('.workshop-body', 'visit.md', '# Visit\n\nSeen: the hall.\n\n![hall](hall.png)\n')],
      ['import-refused', 'page_board', () => file('.workshop-body', 'visit.docx', 'no document')],
      ['programme', 'page_board', () => file('.rail', 'meeting.ics', calendar)],
      ['list', 'page_people', () => file('.page', 'list.csv', list)],
      ['export', 'page_minutes', () => chooseMenuEntry(person, menuKeys.export)],
      ['shortcuts', 'page_minutes', () => chooseMenuEntry(person, menuKeys.shortcuts)],
      ['commands', 'page_minutes', () => page.keyboard.press('Control+k')],
    ]
    for (const [name, on, open] of dialogs) {
      await pages.getByRole('button', { name: words[on] }).click()
      await open()
      await expectDialog(person, `${language}-${name}`)
      await leaveDialog(page)
    }
    await page.getByRole('button', { name: words.library, exact: true }).click()
    await page.getByRole('button', { name: ofLibrary.join, exact: true }).first().click()
    await page.locator('.dialog input').first().fill(joinLink({ workshop: newId<WorkshopId>(), relay: { urls: ['ws://127.0.0.1:9'], pin: null }, token: null }))
    await page.getByRole('dialog').getByRole('button', { name: join.join, exact: true }).click()
    await page.getByRole('button', { name: join.findOutWhy, exact: true }).click({ timeout: 30_000 })
    await expectDialog(person, `${language}-doctor`)
    // Back to where somebody wanted to join.
    await page.keyboard.press('Escape')
    await expect(page.getByRole('button', { name: join.findOutWhy, exact: true })).toBeVisible()
    await leaveDialog(page)
    await page.getByRole('main').getByRole('button', { name: title }).first().click()
  }
  expect(person.problems).toEqual([])
})

/** A dialog is open, holds what it is to say, and fits. */
async function expectDialog(person: Person, name: string): Promise<void> {
  const dialog = person.page.locator('.dialog')
  await expect(dialog).toBeVisible()
  await expect(dialog.getByRole('progressbar')).toHaveCount(0)
  await pictures(person, `dialog-${name}`)
}

async function leaveDialog(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await expect(page.locator('.dialog')).toHaveCount(0)
}
