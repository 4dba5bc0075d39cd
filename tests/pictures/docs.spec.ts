/**
 * The pictures of the documentation, made anew by `npm run pictures`: the sample workshop as two people and a telephone have it.
 * Nothing of the computer that makes them is in them: no address, no code, no path.
 */
import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import type { Page } from 'playwright-core'
import { openBrowser, openGuest } from '../helpers/guest-browser.ts'
import { Person } from '../helpers/person.ts'

const folder = path.join(import.meta.dirname, '..', '..', 'docs', 'pictures')
/** Pages with pictures must open at once, also over a slow line. */
const maxBytes = 200_000
const windowSize = { width: 1240, height: 740 } as const
const telephoneSize = { width: 390, height: 720 } as const

async function picture(page: Page, name: string): Promise<void> {
  // The pointer leaves nothing lit up, and what moved has come to rest.
  await page.mouse.move(0, 0)
  await expect(page.locator('.toast')).toHaveCount(0)
  await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)))
  const file = path.join(folder, `${name}.png`)
  await page.screenshot({ path: file })
  expect(fs.statSync(file).size, `${name}.png`).toBeLessThan(maxBytes)
}

test('the pictures of the documentation', async () => {
  fs.mkdirSync(folder, { recursive: true })
  const host = await Person.arrive('Maëlle Roussel', 'Occitanie Region')
  const second = await Person.arrive('Andreu Puigdomènech', 'Catalunya')
  const browser = await openBrowser()
  try {
    for (const person of [host, second]) await person.resize(windowSize)
    await host.page.getByRole('button', { name: 'Open a sample' }).click()
    await expect(host.lights).toContainText('Saved here')
    const ideas = await host.openBoard('Project ideas')
    await ideas.caretToEnd()
    await host.page.keyboard.press('Control+Alt+d')
    await host.page.keyboard.type('Write a joint proposal for the first call')
    await ideas.caretToEnd()
    await host.page.keyboard.press('Control+Alt+a')
    await host.page.keyboard.type('Send the report to every region')
    await host.page.keyboard.press('Tab')
    await host.page.keyboard.type('Serena Angioli')

    const room = await host.openRoomPage()
    await room.getByRole('button', { name: 'Open the room' }).click()
    await expect(room.getByRole('button', { name: 'Close the room' })).toBeVisible({ timeout: 30_000 })
    await room.getByText('Let browsers in (phones without the app)').click()
    await host.invite('Participant', 'Everybody in the room')
    await room.getByText('With a browser').click()
    const browserLink = await room.getByRole('textbox', { name: 'Link for browsers' }).inputValue()
    await second.join(await host.invite('Facilitator'))

    const theirs = await second.openBoard('Project ideas')
    await theirs.caretToEnd()
    await second.page.keyboard.type('Naples and Palermo would both host the next')
    await host.openBoard('Project ideas')
    await expect(ideas.text).toContainText('would both host the next')
    await ideas.text.locator('.peer-caret').first().scrollIntoViewIfNeeded()
    await expect(host.lights).toContainText('On 1 other device')
    await picture(host.page, 'board')
    await host.page.emulateMedia({ colorScheme: 'dark' })
    await picture(host.page, 'night')
    await host.page.emulateMedia({ colorScheme: null })

    await second.openPage('Minutes')
    await expect(second.page.getByRole('article')).toContainText('Write a joint proposal')
    await picture(second.page, 'minutes')

    const phone = await openGuest(browser, telephoneSize)
    await phone.page.goto(browserLink)
    await phone.page.getByRole('button', { name: /Guy Esclopé/ }).click()
    await phone.page.getByRole('main').getByRole('button', { name: 'Project ideas' }).first().click()
    await phone.page.getByText('Write a joint proposal').scrollIntoViewIfNeeded()
    await picture(phone.page, 'telephone')
  } finally {
    await browser.close()
    await second.crash()
    await host.crash()
  }
})
