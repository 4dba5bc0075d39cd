/** An invite link that is clicked somewhere else in the system, in each state that Minuta can be in. */
import { expect, test } from '@playwright/test'
import type { Page } from 'playwright-core'
import type { DesktopApi } from '../../shared/ipc/desktop-api.ts'
import { newId, type WorkshopId } from '../../shared/model/ids.ts'
import { joinLink } from '../../shared/protocol/join-link.ts'
import { launchApp, startAgain } from '../helpers/electron-app.ts'

type PageWindow = Window & { readonly minuta: DesktopApi }

const linkTo = (relay: string): string => joinLink({ relay: { urls: [relay], pin: null }, workshop: newId<WorkshopId>(), token: null })

/** Names the relay of `link`: the second link is another question than the first. */
async function expectQuestion(page: Page, relay: string): Promise<void> {
  const question = page.getByRole('dialog', { name: 'Join this workshop?' })
  await expect(question).toContainText(`connect to ${relay}`)
  await question.getByRole('button', { name: 'Cancel' }).click()
  await expect(question).toBeHidden()
}

test('UI144 a link is asked about when it starts Minuta, when it runs, and when it runs without a window', async () => {
  const running = await launchApp({ args: [linkTo('wss://first.example.org')] })
  const { app, page } = running
  const name = page.getByRole('dialog', { name: 'What is your name?' })
  await expect(page.getByRole('dialog')).toHaveCount(1)
  await name.getByRole('textbox', { name: 'Name', exact: true }).fill('Maëlle Roussel')
  await name.getByRole('button', { name: 'Continue' }).click()
  await expectQuestion(page, 'wss://first.example.org')

  await startAgain(running, [linkTo('wss://second.example.org')])
  await expectQuestion(page, 'wss://second.example.org')

  // The room keeps Minuta running without a window.
  await page.evaluate((workshop) => (window as unknown as PageWindow).minuta.invoke('open-room', workshop, '', false), newId<WorkshopId>())
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().forEach((window) => window.close()))
  await expect.poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(0)
  const [, back] = await Promise.all([startAgain(running, [linkTo('wss://third.example.org')]), app.waitForEvent('window')])
  await expectQuestion(back, 'wss://third.example.org')
  // Neither of them comes again with a page that is loaded anew.
  await back.reload()
  await expect(back.getByRole('button', { name: 'New workshop' }).first()).toBeVisible()
  await expect(back.getByRole('dialog')).toHaveCount(0)
  await back.evaluate(() => (window as unknown as PageWindow).minuta.invoke('close-room'))
  expect(running.problems).toEqual([])
  await running.close()

  const again = await launchApp({ dataDirectory: running.dataDirectory, args: [linkTo('wss://fourth.example.org')] })
  await expectQuestion(again.page, 'wss://fourth.example.org')
  await again.close()
})
