/**
 * Texts that try to become code, pasted, imported and shown in the app itself: nothing runs, nothing is called, and nothing in the page had
 * to be stopped by its content security policy (IJ4). What they become in files is in tests/fuzz/injection.test.ts.
 */
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from '@playwright/test'
import { BoardDriver } from '../helpers/board-driver.ts'
import { familyCount, payloads } from '../helpers/injection/payloads.ts'
import { Person } from '../helpers/person.ts'
import { picturesOfFailure } from '../helpers/pictures.ts'

const seed = 20_261_126

test('pasted, listed, in a calendar and in documents, they are words and nothing else', async () => {
  test.setTimeout(600_000)
  const heard: string[] = []
  const server = http.createServer((request, response) => {
    heard.push(request.url ?? '')
    response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const all = payloads(seed, familyCount, `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  const ana = await Person.arrive('Ana Petit')
  const { page } = ana
  try {
    await page.evaluate(() => {
      const refused: string[] = []
      Object.assign(window, { refused })
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => refused.push(`${violatedDirective} ${blockedURI}`))
    })
    await ana.createWorkshop({ title: 'Injection' })
    await ana.addBoard('Pasted')
    const board = new BoardDriver(page, 'Pasted')
    await board.caretToEnd()
    for (const { text } of all) {
      await board.paste(`<p>before</p>${text}<p>after</p>`, text)
      await board.paste(null, text)
    }
    await expect(board.text).toContainText('after')

    await ana.openPage('People')
    const rows = all.map(({ text }) => ['Name', 'Organisation'].map(() => `"${text.replaceAll('"', '""').replaceAll('\0', '')}"`).join(';'))
    await drop(page.locator('.page'), 'list.csv', ['Name;Organisation', ...rows].join('\n'))
    const list = page.getByRole('dialog', { name: 'Import a list of people' })
    await list.getByRole('button', { name: /^Add \d+ people$/u }).click()
    await expect(list).toBeHidden()
    await expect(page.getByText(/^\d\d+ listed/u)).toBeVisible()

    await ana.openPage('Boards')
    const events = all.map(({ text, number }) => ['BEGIN:VEVENT', `UID:${number}`, 'DTSTART:20260919T093000', ...['SUMMARY', 'LOCATION', 'DESCRIPTION'].map((name) => `${name}:${text.replaceAll('\\', '\\\\').replaceAll(/\r\n?|\n/gu, '\\n').replaceAll('\0', '')}`), 'END:VEVENT'].join('\r\n'))
    await drop(page.locator('.rail'), 'day.ics', ['BEGIN:VCALENDAR', ...events, 'END:VCALENDAR', ''].join('\r\n'))
    const programme = page.getByRole('dialog', { name: 'Import a programme' })
    await programme.getByRole('button', { name: /^Add \d+ items$/u }).click()
    await expect(programme).toBeHidden()

    await ana.openPage('Minutes')
    await expect(page.getByRole('main').getByText('onerror').first()).toBeVisible({ timeout: 120_000 })
    for (const name of ['Details', 'Floor', 'People', 'Boards'] as const) await ana.openPage(name)
    await page.keyboard.press('Control+k')
    await page.keyboard.type('script')
    await page.keyboard.press('Escape')

    expect(await page.evaluate(() => '__hit' in window)).toBe(false)
    expect(heard).toEqual([])
    // What is pasted is first parsed into a document that nobody sees and nothing runs in; the browser says of that one too what it left
    // alone: style elements and base addresses. None of them is in the page.
    const refused = await page.evaluate(() => Reflect.get(window, 'refused') as readonly string[])
    expect(refused.filter((what) => !/^(?:style-src-elem inline$|base-uri )/u.test(what))).toEqual([])
    expect(await page.evaluate(() => document.querySelectorAll('base, style, iframe, object, embed, main script').length)).toBe(0)
    expect(ana.problems.filter((problem) => !/Refused to (?:apply inline style|set the document's base URI)/u.test(problem))).toEqual([])
  } catch (error) {
    await picturesOfFailure([ana])
    throw error
  } finally {
    await ana.leave()
    await new Promise<void>((resolve) => {
      server.close(() => resolve())
    })
  }
})

/** Lets go of a file over `place`. */
async function drop(place: ReturnType<Person['page']['locator']>, name: string, content: string): Promise<void> {
  await place.evaluate((element, file) => {
    const data = new DataTransfer()
    data.items.add(new File([file.content], file.name))
    for (const type of ['dragenter', 'dragover', 'drop']) element.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }))
  }, { name, content })
}
