/** The HTML minutes as somebody opens them from a message: on a telephone, from a file, without any network (MI10, EX8). */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from '@playwright/test'
import type { Browser, Page } from 'playwright-core'
import { compileMinutes } from '../../shared/minutes/compile.ts'
import { renderHtml } from '../../shared/render/html/html.ts'
import { fullImages, fullWorkshop } from '../fixtures/workshops.ts'
import { expectFits, openBrowser, openGuest } from '../helpers/guest-browser.ts'

let browser: Browser
let folder = ''
let address = ''

test.beforeAll(async () => {
  browser = await openBrowser()
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'minuta-html-'))
  const file = path.join(folder, 'minutes.html')
  fs.writeFileSync(file, renderHtml(compileMinutes(fullWorkshop(), { language: 'en' }), fullImages).content)
  address = pathToFileURL(file).href
})
test.afterAll(async () => {
  await browser.close()
  fs.rmSync(folder, { recursive: true, force: true })
})

/** The words that are marked now. */
function markedNow(page: Page): Promise<string> {
  return page.locator('mark.now').allTextContents().then((pieces) => pieces.join(''))
}

test('on a telephone nothing scrolls sideways, nothing is requested, and the search finds, counts, marks and goes on', async () => {
  const { page, context, complaints } = await openGuest(browser)
  const requests: string[] = []
  page.on('request', (request) => requests.push(request.url()))
  await page.goto(address)
  await expectFits(page, 'HTML minutes')
  const field = page.getByRole('searchbox', { name: 'Search in this document' })
  const said = page.locator('#search-said')
  const before = await page.locator('main').innerHTML()

  await page.keyboard.press('/')
  await expect(field).toBeFocused()
  await field.fill('HALFBOWORD')
  await expect(said).toHaveText('1 / 1')
  expect(await markedNow(page)).toBe('halfboword')

  await field.fill('reprend')
  await field.fill('eleni παππα')
  await page.keyboard.press('Enter')
  expect((await markedNow(page)).toLowerCase()).toBe('eléni παππά')
  const total = Number((await said.textContent())?.split(' / ')[1])
  expect(total).toBeGreaterThan(3)
  await page.keyboard.press('Enter')
  await expect(said).toHaveText(`2 / ${total}`)
  await expect(page.locator('mark.now')).toBeInViewport()
  await page.keyboard.press('Shift+Enter')
  await page.keyboard.press('Shift+Enter')
  await expect(said).toHaveText(`${total} / ${total}`)
  await page.getByRole('button', { name: 'Next' }).click()
  await expect(said).toHaveText(`1 / ${total}`)

  await field.fill('<img src=x onerror=alert(2)>')
  await page.keyboard.press('Enter')
  expect(await markedNow(page)).toBe('<img src=x onerror=alert(2)>')
  await field.fill('no such words')
  await expect(said).toHaveText('Nothing found')

  await field.press('Escape')
  expect(await page.locator('main').innerHTML()).toBe(before)
  expect(requests.filter((url) => url !== address && !url.startsWith('data:'))).toEqual([])
  expect(complaints).toEqual([])
  await context.close()
})

test('where no script may run everything is there but the search bar', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } })
  const page = await context.newPage()
  await page.goto(address)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Port cities and short supply chains')
  await expect(page.locator('#search')).toBeHidden()
  await context.close()
})
