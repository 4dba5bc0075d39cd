/** Notices and dialogs share a small window: neither lies over the other, whatever its size, language and direction. */
import { expect, type Locator } from '@playwright/test'
import { dropFile } from '../helpers/drop-file.ts'
import { chooseMenuEntry } from '../helpers/menu-entry.ts'
import { choose } from '../helpers/person.ts'
import { takePicture } from '../helpers/pictures.ts'
import { test } from '../helpers/test.ts'

const sizes = [{ width: 1280, height: 800 }, { width: 900, height: 600 }, { width: 720, height: 480 }] as const

test('UI135 a notice never covers a dialog, and its buttons stay in the window', async ({ arrive }) => {
  const person = await arrive('Maëlle Roussel', 'Région Occitanie')
  const { page } = person
  const open = page.locator('.dialog')
  await page.getByRole('button', { name: 'Open a sample' }).click()
  const board = page.locator('.board-text, .ProseMirror').first()
  await board.waitFor()
  // A picture that boards do not show, named at length: the notice stays until somebody puts it away.
  const notices = page.locator('.toasts')
  await dropFile(board, `${'the long name of a photograph '.repeat(4)}.heic`, new Uint8Array([0, 0, 0, 24, ...Buffer.from('ftypheic'), ...new Uint8Array(64)]))
  await expect(notices).toContainText('.heic')
  const dialogs: readonly (readonly [name: string, show: (isFrench: boolean) => Promise<void>])[] = [
    ['settings', (isFrench) => page.getByRole('button', { name: isFrench ? 'Réglages' : 'Settings' }).click()],
    ['shortcuts', (isFrench) => chooseMenuEntry(person, isFrench ? 'Raccourcis' : 'Keyboard shortcuts')],
    ['check', (isFrench) => chooseMenuEntry(person, isFrench ? 'Vérifier un document' : 'Check a document')],
    ['export', (isFrench) => chooseMenuEntry(person, isFrench ? 'Exporter' : 'Export')],
    ['commands', () => page.keyboard.press('Control+k')],
  ]
  for (const direction of ['ltr', 'rtl']) {
    if (direction === 'rtl') {
      await page.getByRole('button', { name: 'Settings' }).click()
      await choose(page.getByRole('dialog'), 'Language', 'Français')
      await choose(page.getByRole('dialog'), 'Sens de l’interface', 'De droite à gauche')
      await page.keyboard.press('Escape')
    }
    for (const [name, show] of dialogs) {
      await show(direction === 'rtl')
      await expect(open).toBeVisible()
      for (const size of sizes) {
        await person.resize(size)
        await expectApart(notices, open, `${name} at ${size.width}×${size.height}, ${direction}`)
        await expectInside(open, size.height)
        await takePicture(page, `notice-${direction}-${name}-${size.width}x${size.height}`)
      }
      await person.resize(sizes[0])
      await page.keyboard.press('Escape')
      await expect(open).toBeHidden()
    }
  }
  // Where there is room for both, a dialog stands where it stands without notices.
  await page.getByRole('button', { name: 'Réglages' }).click()
  const middleOf = async (): Promise<number | null> => await open.evaluate((dialog) => Math.round(dialog.getBoundingClientRect().top))
  await person.resize({ width: 1280, height: 960 })
  const withNotice = await middleOf()
  await page.keyboard.press('Escape')
  await notices.getByRole('button').last().click()
  await expect(notices).toBeHidden()
  await page.getByRole('button', { name: 'Réglages' }).click()
  expect(await middleOf()).toBe(withNotice)
  expect(person.problems).toEqual([])
})

async function expectApart(one: Locator, other: Locator, where: string): Promise<void> {
  await expect(async () => {
    const [a, b] = [await one.boundingBox(), await other.boundingBox()]
    if (a === null || b === null) throw new Error(`one of the two is not there: ${where}`)
    expect(a.y >= b.y + b.height, `${where}: the notice begins at ${a.y}, the dialog ends at ${b.y + b.height}`).toBe(true)
  }).toPass({ timeout: 15_000 })
}

/** Every button of its footer can be pressed. */
async function expectInside(dialog: Locator, height: number): Promise<void> {
  const box = await dialog.boundingBox()
  expect(box?.y).toBeGreaterThanOrEqual(0)
  for (const button of await dialog.locator('.dialog-footer button').all()) {
    const place = await button.boundingBox()
    expect((place?.y ?? height) + (place?.height ?? 0)).toBeLessThanOrEqual(height)
    await button.click({ trial: true })
  }
}
