/** Light, dark, with more contrast, in the system's own few colours: what follows whom, what stays paper, and what is still told when colours are gone. */
import { expect, test, type Locator, type Page } from '@playwright/test'
import { deskColors } from '../../shared/ipc/appearance.ts'
import { Person } from '../helpers/person.ts'

const black = 'rgb(0, 0, 0)'
const white = 'rgb(255, 255, 255)'

async function desk(page: Page): Promise<string> {
  return await page.evaluate(() => {
    const [red = 0, green = 0, blue = 0] = (getComputedStyle(document.body).backgroundColor.match(/\d+/gu) ?? []).map(Number)
    return `#${[red, green, blue].map((channel) => channel.toString(16).padStart(2, '0')).join('')}`
  })
}

/** What the window is painted with beneath its page, and what main asks of the system. */
async function shellOf({ running: { app } }: Person): Promise<{ readonly wanted: string; readonly windows: readonly string[] }> {
  return await app.evaluate(({ BrowserWindow, nativeTheme }) => ({
    wanted: nativeTheme.themeSource,
    windows: BrowserWindow.getAllWindows().map((window) => window.getBackgroundColor().toLowerCase()),
  }))
}

/** How light the ground of `element` is, 0 to 1. */
async function lightnessOf(element: Locator): Promise<number> {
  const channels = await element.evaluate((node) => (getComputedStyle(node).backgroundColor.match(/\d+/gu) ?? []).slice(0, 3).map(Number))
  return channels.reduce((sum, channel) => sum + channel, 0) / channels.length / 255
}

async function groundOf(element: Locator, pseudo?: string): Promise<string> {
  return await element.evaluate((node, name) => getComputedStyle(node, name).backgroundColor, pseudo)
}

test('UI110 UI115 the appearance is chosen in Settings and in the palette, holds for every window and what is around them, and is there from the first moment of the next start', async () => {
  const person = await Person.arrive('Maëlle Roussel')
  try {
    expect(await desk(person.page)).toBe(deskColors.light)
    expect(await shellOf(person)).toEqual({ wanted: 'system', windows: [deskColors.light] })

    await person.page.getByRole('button', { name: 'Settings' }).click()
    const settings = person.page.getByRole('dialog', { name: 'Settings' })
    await settings.getByRole('radiogroup', { name: 'Appearance' }).getByText('Dark').click()
    await expect.poll(() => desk(person.page)).toBe(deskColors.dark)
    expect(await shellOf(person)).toEqual({ wanted: 'dark', windows: [deskColors.dark] })
    await settings.getByRole('button', { name: 'Done' }).click()

    await person.leave()
    await person.comeBack()
    expect(await shellOf(person)).toEqual({ wanted: 'dark', windows: [deskColors.dark] })
    await expect.poll(() => desk(person.page)).toBe(deskColors.dark)

    await expect(person.page.getByRole('button', { name: 'Settings' })).toBeVisible()
    await person.page.keyboard.press('Control+k')
    await person.page.keyboard.type('appearance light')
    await person.page.getByRole('menuitem', { name: 'Appearance: Light' }).click()
    await expect.poll(() => desk(person.page)).toBe(deskColors.light)
    await person.page.keyboard.press('Control+k')
    await person.page.keyboard.type('appearance system')
    await person.page.getByRole('menuitem', { name: 'Appearance: Like the system' }).click()
    await expect.poll(async () => (await shellOf(person)).wanted).toBe('system')
    expect(person.problems).toEqual([])
  } finally {
    await person.leave()
  }
})

test('UI110 UI113 UI116 the wish of the system is followed as it changes; what is printed and what cameras read stays paper; no colour carries a meaning alone', async () => {
  const person = await Person.arrive('Maëlle Roussel')
  const { page } = person
  try {
    for (const colorScheme of ['dark', 'light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      expect(await desk(page)).toBe(deskColors[colorScheme])
    }
    await person.createWorkshop({ title: 'Night session' })
    await person.addBoard('Debate')
    expect(await lightnessOf(page.locator('.board-page'))).toBeLessThan(0.2)

    await person.openPage('Minutes')
    const paper = page.getByRole('article')
    await expect(paper).toBeVisible()
    expect(await lightnessOf(paper)).toBeGreaterThan(0.8)
    expect(await paper.getByRole('heading', { level: 1 }).evaluate((title) => getComputedStyle(title).color)).toBe('rgb(31, 35, 40)')
    // Whoever asks for more contrast as well needs the dark to read.
    await page.emulateMedia({ contrast: 'more' })
    expect(await lightnessOf(paper)).toBeLessThan(0.2)
    await page.emulateMedia({ contrast: null })

    const room = await person.openRoomPage()
    await room.getByRole('button', { name: 'Open the room' }).click()
    await expect(room.getByRole('button', { name: 'Close the room' })).toBeVisible({ timeout: 30_000 })
    await person.invite('Viewer')
    const fills = (code: Locator): Promise<string[]> => code.locator('rect, path').evaluateAll((parts) => parts.map((part) => getComputedStyle(part).fill))
    expect(await fills(room.locator('.qr-code'))).toEqual([white, black])

    await page.emulateMedia({ forcedColors: 'active' })
    expect(await fills(room.locator('.qr-code'))).toEqual([white, black])
    await room.getByRole('button', { name: 'Full screen' }).click()
    const projector = page.getByRole('dialog', { name: 'Night session' })
    expect(await projector.evaluate((element) => getComputedStyle(element).color)).toBe(black)
    expect(await groundOf(page.locator('.projector-veil'))).toBe(white)
    await page.keyboard.press('Escape')

    // The lights: full where it is kept, hollow where it is not.
    const light = (words: string): Promise<string> => groundOf(person.lights.getByText(words), '::before')
    await expect(person.lights).toContainText('On the relay')
    expect(await light('Saved here')).not.toBe(await light('On no other device yet'))
    // A switch shows its knob on either side, and whether it is on.
    const track = room.locator('.switch-track')
    const isOff = [await groundOf(track), await groundOf(track, '::before')]
    expect(isOff[1]).not.toBe(isOff[0])
    await room.getByText('Let browsers in (phones without the app)').click()
    await expect(room.getByRole('switch')).toBeChecked()
    const isOn = [await groundOf(track), await groundOf(track, '::before')]
    expect(isOn[1]).not.toBe(isOn[0])
    expect(isOn[0]).not.toBe(isOff[0])
    // The page that one is on, the board, the option under the keys.
    const pages = page.getByRole('navigation', { name: 'Pages of the workshop' })
    await person.openBoard('Debate')
    expect(await groundOf(pages.getByRole('button', { name: 'Boards' }), '::after')).not.toBe(await groundOf(page.locator('body')))
    const current = page.getByRole('navigation', { name: 'Boards', exact: true }).locator('.rail-row-current')
    expect(await groundOf(current, '::before')).not.toBe(await groundOf(current))
    await page.keyboard.press('Control+k')
    await page.keyboard.press('ArrowDown')
    const entries = page.getByRole('menuitem')
    const grounds = await entries.evaluateAll((items) => items.map((item) => getComputedStyle(item).backgroundColor))
    expect(new Set(grounds).size, 'the entry that Enter takes looks like no other').toBe(2)
    await page.keyboard.press('Escape')
    expect(person.problems).toEqual([])
  } finally {
    // The room is open, and nobody is there to say whether it may close.
    await person.crash()
  }
})
