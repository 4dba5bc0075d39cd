/**
 * Texts that try to become code, pasted, imported and shown in the app itself: nothing runs, nothing is called, and nothing in the page had
 * to be stopped by its content security policy (IJ4, IJ8). One of every family in the gate, 1,000 with `MINUTA_FUZZ=long` (npm run fuzz).
 * What they become in files is in tests/fuzz/injection.test.ts.
 */
import fs from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, type Locator, type Page } from '@playwright/test'
import { BoardDriver } from '../helpers/board-driver.ts'
import { clipsOf, type Clip } from '../helpers/injection/clipboards.ts'
import { drawing, pixels } from '../helpers/injection/carriers.ts'
import { familyCount, payloads } from '../helpers/injection/payloads.ts'
import type { Person } from '../helpers/person.ts'
import { test } from '../helpers/test.ts'

const seed = Number(process.env['MINUTA_SEED'] ?? 20_261_126)
const isLong = process.env['MINUTA_FUZZ'] === 'long'
const count = isLong ? 1000 : familyCount
/** So many on one board. */
const atOnce = 50

/** Hears what is called on this computer. */
async function listen(): Promise<{ readonly url: string; readonly heard: readonly string[]; close(): Promise<void> }> {
  const heard: string[] = []
  const server = http.createServer((request, response) => {
    heard.push(request.url ?? '')
    response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, heard, close: () => new Promise((resolve) => server.close(() => resolve())) }
}

/** What the page itself noticed: scripts that ran, and what its policy stopped. */
async function watchPage(page: Page): Promise<void> {
  await page.evaluate(() => {
    const refused: string[] = []
    Object.assign(window, { refused })
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => refused.push(`${violatedDirective} ${blockedURI}`))
  })
}

async function expectNothing(ana: Person, heard: readonly string[]): Promise<void> {
  const { page } = ana
  expect(await page.evaluate(() => Reflect.get(window, '__hit') as unknown)).toBeUndefined()
  expect(heard).toEqual([])
  // What is pasted is first parsed into a document that nobody sees and nothing runs in; the browser says of that one too what it left
  // alone: style elements and base addresses. None of them is in the page.
  const refused = await page.evaluate(() => Reflect.get(window, 'refused') as readonly string[])
  expect([...new Set(refused)].filter((what) => !/^(?:style-src-(?:elem|attr) inline$|base-uri )/u.test(what))).toEqual([])
  expect(await page.evaluate(() => document.querySelectorAll('base, style, iframe, object, embed, main script, [onload], [onerror], [onclick], [srcdoc]').length)).toBe(0)
  expect(await page.evaluate(() => [...document.querySelectorAll('a[href]')].map((link) => (link as HTMLAnchorElement).protocol).filter((protocol) => !/^(?:https?|mailto|app):$/u.test(protocol)))).toEqual([])
  expect([...new Set(ana.problems)].filter((problem) => !/Refused to (?:apply inline style|set the document's base URI)/u.test(problem))).toEqual([])
}

/** Pastes every clip by itself, each behind what is there already, as quickly as the editor takes them. */
async function pasteAll(board: BoardDriver, clips: readonly Clip[]): Promise<void> {
  await board.caretToEnd()
  await board.text.evaluate(async (editor, all) => {
    for (const { html, plain } of all) {
      const data = new DataTransfer()
      if (html !== null) data.setData('text/html', html)
      data.setData('text/plain', plain)
      editor.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
      // What would run behind an event comes before the next paste.
      await new Promise((resolve) => setTimeout(resolve, 0))
    }
  }, clips)
}

test(`IJ8: ${count} payloads on the clipboards of Word, Google Docs, LibreOffice and boards, and as plain text, are words and nothing else`, async ({ folder, after, arrive }) => {
  test.setTimeout(3_600_000)
  const canary = await listen()
  const all = payloads(seed, count, canary.url)
  const ana = await arrive('Ana Petit')
  const { app, page } = ana.running
  after(() => canary.close())
  const log = `${folder.path}/network.json`
  await app.evaluate(({ session }, file) => session.defaultSession.netLog.startLogging(file), log)
  await watchPage(page)
  await ana.createWorkshop({ title: 'Injection' })
  for (let from = 0; from < all.length; from += atOnce) {
    const clips = all.slice(from, from + atOnce).flatMap(({ text, number }) => clipsOf(text).filter((_, flavour) => isLong || (flavour + number) % 4 === 0))
    const name = `Pasted ${from}`
    await ana.addBoard(name)
    const board = new BoardDriver(page, name)
    await pasteAll(board, clips)
    // All at once as well: one may take the next ones along.
    await board.paste(clips.map(({ html }) => html ?? '').join(''), clips.map(({ plain }) => plain).join('\n'))
    await expect(board.text).toContainText('after')
    for (const type of ['mouseover', 'focus', 'click', 'toggle', 'error']) await board.text.evaluate((editor, event) => {
      for (const element of editor.querySelectorAll(':not(a):not(button):not(input)')) element.dispatchEvent(new Event(event))
    }, type)
    await expectNothing(ana, canary.heard)
  }
  // The log would have told: a session of its own, which blocks nothing, asks the canary at last.
  await app.evaluate(({ session }, url) => session.fromPartition('canary').fetch(`${url}/seen`).then(({ status }) => status), canary.url)
  await app.evaluate(({ session }) => session.defaultSession.netLog.stopLogging())
  const called = [...new Set(fs.readFileSync(log, 'utf8').match(/https?:\/\/[^"\\\s]+/gu) ?? [])].filter((url) => url.startsWith(`${canary.url}/`))
  expect([called, canary.heard]).toEqual([[`${canary.url}/seen`], ['/seen']])
})

test('IJ4: listed, in a calendar, in pictures and in names of files, they are words and nothing else', async ({ after, arrive }) => {
  test.setTimeout(600_000)
  const canary = await listen()
  const all = payloads(seed, familyCount, canary.url)
  const ana = await arrive('Ana Petit')
  const { page } = ana
  after(() => canary.close())
  await watchPage(page)
  await ana.createWorkshop({ title: 'Injection' })
  await ana.addBoard('Dropped')
  const board = new BoardDriver(page, 'Dropped')
  await board.caretToEnd()
  for (const { text } of all.slice(0, 20)) {
    for (const bytes of [drawing(text), pixels(text)]) await drop(board.text, `${text.slice(0, 60)}.${bytes[0] === 0x89 ? 'png' : 'svg'}`, bytes, bytes[0] === 0x89 ? 'image/png' : 'image/svg+xml')
  }
  await expect(board.text.locator('img').first()).toBeVisible()

  await ana.openPage('People')
  const rows = all.map(({ text }) => ['Name', 'Organisation'].map(() => `"${text.replaceAll('"', '""').replaceAll('\0', '')}"`).join(';'))
  await drop(page.locator('.page'), `${all[3]?.text ?? ''}.csv`, ['Name;Organisation', ...rows].join('\n'))
  const list = page.getByRole('dialog', { name: 'Import a list of people' })
  await list.getByRole('button', { name: /^Add \d+ people$/u }).click()
  await expect(list).toBeHidden()
  await expect(page.getByText(/^\d\d+ listed/u)).toBeVisible()

  await ana.openPage('Boards')
  const events = all.map(({ text, number }) => ['BEGIN:VEVENT', `UID:${number}`, 'DTSTART:20260919T093000', ...['SUMMARY', 'LOCATION', 'DESCRIPTION'].map((name) => `${name}:${text.replaceAll('\\', '\\\\').replaceAll(/\r\n?|\n/gu, '\\n').replaceAll('\0', '')}`), 'END:VEVENT'].join('\r\n'))
  await drop(page.locator('.rail'), `${all[0]?.text ?? ''}.ics`, ['BEGIN:VCALENDAR', ...events, 'END:VCALENDAR', ''].join('\r\n'))
  const programme = page.getByRole('dialog', { name: 'Import a programme' })
  await programme.getByRole('button', { name: /^Add \d+ items$/u }).click()
  await expect(programme).toBeHidden()

  await ana.openPage('Minutes')
  await expect(page.getByRole('main').getByText('onerror').first()).toBeVisible({ timeout: 120_000 })
  for (const name of ['Details', 'Floor', 'People', 'Boards'] as const) await ana.openPage(name)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('script')
  await page.keyboard.press('Escape')
  await expectNothing(ana, canary.heard)
})

/** Lets go of a file over `place`. */
async function drop(place: Locator, name: string, content: string | Uint8Array, type = ''): Promise<void> {
  const file = { name, content: typeof content === 'string' ? content : Buffer.from(content).toString('latin1'), isText: typeof content === 'string', type }
  await place.evaluate((element, given) => {
    const data = new DataTransfer()
    const { x, y, width } = element.getBoundingClientRect()
    const bytes = given.isText ? given.content : Uint8Array.from(given.content, (letter) => letter.charCodeAt(0))
    data.items.add(new File([bytes], given.name, { type: given.type }))
    for (const event of ['dragenter', 'dragover', 'drop']) element.dispatchEvent(new DragEvent(event, { dataTransfer: data, bubbles: true, cancelable: true, clientX: x + width / 2, clientY: y + 4 }))
  }, file)
}
