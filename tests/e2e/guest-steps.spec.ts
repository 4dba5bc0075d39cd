/** Guests between pages, between networks and with large letters: real Chromium against a real relay. Needs no Electron. */
import { expect, test } from '@playwright/test'
import type { Locator, Page, Request } from 'playwright-core'
import { XmlElement, XmlText } from 'yjs'
import { readBallots, readResponses } from '../../shared/document/responses/read-responses.ts'
import { boardFragment, readBoardList } from '../../shared/document/read-workshop.ts'
import { freeRespondent } from '../../shared/document/responses/respondents.ts'
import { openVote } from '../../shared/document/responses/responses-commands.ts'
import type { OutcomeId } from '../../shared/model/ids.ts'
import { expectFits, lanName, picture } from '../helpers/guest-browser.ts'
import { FaultyNetwork } from '../helpers/faulty-network.ts'
import { guestRoom, type GuestRoom } from '../helpers/guest-room.ts'
import { Writer } from '../helpers/guest-workshop.ts'

/** 64 kbit/s. */
const slowBytesPerMs = 8

const room = guestRoom()

/** Somebody who takes part under their name. */
async function arrive(options?: Parameters<GuestRoom['openGuest']>[0], prepare?: (page: Page) => Promise<void> | void, origin = room.relay.httpUrl): Promise<Page> {
  const { page } = await room.openGuest(options)
  await prepare?.(page)
  await page.goto(room.keys.link(origin, room.keys.invite('participant')))
  await page.getByRole('textbox', { name: 'Name' }).fill('Zoé Martin')
  await page.getByRole('button', { name: 'Continue' }).click()
  return page
}

const question = (page: Page): ReturnType<Page['getByRole']> => page.getByRole('textbox', { name: 'Your question or remark' })

test('GU57 RS27 RS28 who opened the workshop before anybody answered asks without a network: what was typed before the page was loaded anew is there, and arrives later', async () => {
  const page = await arrive()
  await page.getByRole('button', { name: 'Take part' }).click()
  await question(page).fill('Who pays')
  await expect(page.getByText('Kept here')).toBeVisible()
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
  })
  await room.relay.kill()
  await page.reload()
  await expect(page.getByText(/No connection since/).first()).toBeVisible()
  await expect(question(page)).toHaveValue('Who pays')
  await question(page).fill('Who pays for the training?')
  await page.getByRole('button', { name: 'Ask', exact: true }).click()
  await expect(page.getByText('Kept for now: there is no connection.', { exact: false })).toBeVisible()
  await picture(page, 'asked-without-network-390')
  // A notice leaves the ways to other places free.
  await page.getByRole('button', { name: 'Actions for: Who pays for the training?' }).click()
  await page.getByRole('menuitem', { name: 'Take back' }).click()
  await expect(page.getByText('Removed')).toBeVisible()
  await page.getByRole('navigation', { name: 'Parts of the workshop' }).getByRole('button', { name: 'Take part' }).click({ timeout: 5_000 })
  await picture(page, 'notice-390')
  await page.getByRole('button', { name: 'Undo' }).click()
  await room.relay.restart()
  await expect(page.getByText('Sent. The facilitators see it now.')).toBeVisible({ timeout: 20_000 })
  const facilitator = new Writer(room.relay.url, room.keys.workshop, room.keys.owner, 'Ben', 'responses')
  await expect.poll(() => readResponses(facilitator.doc).questions.map(({ text }) => text)).toEqual(['Who pays for the training?'])
  facilitator.leave()
})

test('GU62 on plain http, where nothing keeps the page, its parts open without a network, and one that had not come follows', async () => {
  const underway = new Set<Request>()
  const page = await arrive({}, (opened) => {
    opened.on('request', (request) => underway.add(request))
    opened.on('requestfinished', (request) => underway.delete(request))
    opened.on('requestfailed', (request) => underway.delete(request))
  }, `http://${lanName}:${new URL(room.relay.httpUrl).port}`)
  await expect(page.getByText('On the relay')).toBeVisible()
  // Fetched ahead, but not before the workshop is on screen: how long that takes is the machine's business.
  const arrived = (): Promise<string[]> => page.evaluate(() => performance.getEntriesByType('resource').flatMap(({ name }) => /[a-z]+-view(?=-[^/]*\.js$)/.exec(name) ?? []))
  await expect.poll(arrived).toEqual(expect.arrayContaining(['outcomes-view', 'responses-view', 'minutes-view']))
  await expect.poll(() => underway.size).toBe(0)
  await room.relay.kill()
  await expect(page.getByText(/No connection since/).first()).toBeVisible({ timeout: 10_000 })
  for (const [place, shown] of [['Outcomes', 'Outcomes'], ['Take part', 'Take part'], ['Minutes', /Social and Solidarity/]] as const) {
    await page.getByRole('navigation', { name: 'Parts of the workshop' }).getByRole('button', { name: place }).click()
    await expect(page.getByRole('main').getByRole('heading', { level: 1, name: shown })).toBeVisible()
  }
  await room.relay.restart()

  let isCutOff = true
  const late = await arrive({}, async (opened) => {
    await opened.route('**/assets/responses-view-*.js', (route) => (isCutOff ? route.abort() : route.continue()))
  }, `http://${lanName}:${new URL(room.relay.httpUrl).port}`)
  await late.getByRole('button', { name: 'Take part' }).click()
  await expect(late.getByText('Loading…')).toBeVisible()
  await late.getByRole('button', { name: 'Outcomes' }).click()
  await expect(late.getByRole('heading', { level: 1, name: 'Outcomes' })).toBeVisible()
  isCutOff = false
  await late.getByRole('button', { name: 'Take part' }).click()
  await expect(late.getByRole('heading', { level: 1, name: 'Take part' })).toBeVisible()
})

test('GU58 the back button takes back that somebody else was to be named; the focus is never lost between pages', async () => {
  const page = await arrive()
  const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.localName ?? '')
  await expect.poll(focused).toBe('main')
  const [first] = readBoardList(room.writer.doc)
  await page.getByRole('main').getByRole('button', { name: first?.title ?? '' }).first().press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: first?.title ?? '' })).toBeVisible()
  await expect.poll(focused).toBe('main')
  // A control that stays keeps it.
  await page.getByRole('button', { name: 'People' }).press('Enter')
  await expect(page.getByText('You are here as Zoé Martin')).toBeVisible()
  expect(await focused()).toBe('button')

  const other = page.getByRole('button', { name: 'I am somebody else…' })
  await other.press('Enter')
  await expect(page.getByRole('heading', { name: 'Who are you?' })).toBeVisible()
  await expect.poll(focused).toBe('main')
  await page.goBack()
  await expect(page.getByText('You are here as Zoé Martin')).toBeVisible()
  await other.click()
  // Pressed twice, it is one step all the same.
  await page.getByRole('button', { name: 'Leave it as it is' }).evaluate((button: HTMLElement) => {
    button.click()
    button.click()
  })
  await expect(page.getByText('You are here as Zoé Martin')).toBeVisible()
  await other.click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Yann Le Goff')
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByText('You are here as Yann Le Goff')).toBeVisible()
  // Every question was a step of its own, and is none any more.
  await page.goBack()
  await expect(page.getByRole('heading', { level: 1, name: first?.title ?? '' })).toBeVisible()
})

test('GU63 whoever goes back is where they were, and whoever goes on at the top', async () => {
  const page = await arrive({ width: 360, height: 640 })
  const scrolled = (): Promise<number> => page.getByRole('main').evaluate(({ scrollTop }) => Math.round(scrollTop))
  await page.getByRole('button', { name: 'Outcomes' }).click()
  const last = page.getByRole('main').locator('.guest-outcome').last()
  await last.scrollIntoViewIfNeeded()
  const before = await scrolled()
  expect(before).toBeGreaterThan(100)
  await last.click()
  await expect(page.getByRole('button', { name: 'Back to the programme' })).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('heading', { level: 1, name: 'Outcomes' })).toBeVisible()
  await expect.poll(scrolled).toBe(before)
  await page.getByRole('button', { name: 'Minutes' }).click()
  await expect.poll(scrolled).toBe(0)
})

test('GU69 a tap on the place where a guest is already leads to its top, and is no step that has to be taken back', async () => {
  const page = await arrive({ width: 360, height: 640 })
  const places = page.getByRole('navigation', { name: 'Parts of the workshop' })
  await places.getByRole('button', { name: 'People' }).click()
  await places.getByRole('button', { name: 'Outcomes' }).click()
  await page.getByRole('main').locator('.guest-outcome').last().scrollIntoViewIfNeeded()
  for (let tap = 0; tap < 3; tap += 1) await places.getByRole('button', { name: 'Outcomes' }).click()
  await expect.poll(() => page.getByRole('main').evaluate(({ scrollTop }) => scrollTop)).toBe(0)
  await page.goBack()
  await expect(page.getByText('You are here as Zoé Martin')).toBeVisible()
})

test('GU59 a comment is about the board that was read last', async () => {
  const page = await arrive()
  const read = readBoardList(room.writer.doc)[2]
  await page.getByRole('main').getByRole('button', { name: read?.title ?? '' }).first().click()
  await expect(page.getByRole('heading', { level: 1, name: read?.title ?? '' })).toBeVisible()
  await page.getByRole('button', { name: 'Take part' }).click()
  await page.getByRole('tab', { name: 'Comments' }).click()
  await page.getByRole('textbox', { name: 'Your comment' }).fill('That is not what was said')
  await page.getByRole('button', { name: 'Comment', exact: true }).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'That is not what was said' })).toContainText(read?.title ?? '')
})

test('GU61 however far down a choice of a vote is, choosing it leaves the page where it is', async () => {
  const lead = new Writer(room.relay.url, room.keys.workshop, room.keys.owner, 'Ben', 'responses')
  await lead.stored()
  const vote = openVote(lead.doc, null, freeRespondent('Ben', ''), { question: 'Where?', options: Array.from({ length: 20 }, (_, index) => `Town ${index + 1}`), board: null }, Date.now())
  const page = await arrive({ width: 360, height: 640 })
  await page.getByRole('button', { name: 'Take part' }).click()
  await page.getByRole('tab', { name: 'Votes' }).click()
  await page.getByText('Town 19').click()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('radio', { name: 'Town 20' })).toBeChecked()
  await expect(page.getByRole('banner')).toBeInViewport({ ratio: 1 })
  const window = await page.evaluate(() => [document.documentElement, document.body].map(({ scrollTop, scrollHeight, clientHeight }) => ({ scrollTop, isTooHigh: scrollHeight > clientHeight })))
  expect(window).toEqual([{ scrollTop: 0, isTooHigh: false }, { scrollTop: 0, isTooHigh: false }])
  await expect.poll(() => [...(readBallots(lead.doc).get(vote ?? ('' as OutcomeId))?.values() ?? [])]).toEqual(['o20'])
  lead.leave()
})

test('GU79 behind a key, what that takes away leaves the focus next to it: a reply that was sent, one that was given up, a comment that was taken back', async () => {
  const page = await arrive()
  await page.getByRole('button', { name: 'Take part' }).click()
  await page.getByRole('tab', { name: 'Comments' }).click()
  await page.getByRole('textbox', { name: 'Your comment' }).fill('Who said so?')
  await page.getByRole('button', { name: 'Comment', exact: true }).click()
  const card = page.locator('.floor-card').filter({ hasText: 'Who said so?' })
  const reply = card.getByRole('button', { name: 'Reply' })
  for (const last of ['Send', 'Cancel']) {
    await reply.press('Enter')
    await page.keyboard.type('The mayor')
    await card.getByRole('button', { name: last }).press('Enter')
    await expect(card.getByRole('button', { name: 'Send' })).toHaveCount(0)
    await expect(card.locator(':focus')).toHaveCount(1)
  }
  await card.getByRole('button', { name: /Who said so/u }).press('Enter')
  await page.getByRole('menuitem', { name: 'Take back' }).press('Enter')
  await expect(card).toHaveCount(0)
  await expect(page.locator('main :focus, [role="region"] :focus')).toHaveCount(1)
})

/** Somebody who takes part, in whatever language, with letters as large as they set them for all pages. */
async function arriveAt(options: Parameters<GuestRoom['openGuest']>[0], letters: string): Promise<Page> {
  const { page } = await room.openGuest(options)
  await page.addInitScript((size) => {
    document.addEventListener('DOMContentLoaded', () => document.documentElement.style.setProperty('font-size', size))
  }, letters)
  await page.goto(room.keys.link(room.relay.httpUrl, room.keys.invite('participant')))
  await page.locator('form').getByRole('textbox').first().fill('Zoé Martin')
  await page.locator('.button-accent').click()
  return page
}

test('GU81 on a telephone that lies on its side more than half of the height is for what is read, with letters of twice the size as well', async () => {
  for (const [letters, locale] of [['100%', 'en-GB'], ['200%', 'en-GB'], ['200%', 'el-GR'], ['200%', 'ar-MA']] as const) {
    const page = await arriveAt({ width: 568, height: 320, locale }, letters)
    const name = `lying-${letters.replace('%', '')}-${locale}`
    for (const index of [3, 0]) {
      await page.locator('.guest-place').nth(index).click()
      await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()
      await picture(page, `${name}-${index}`)
      expect(await page.getByRole('main').evaluate(({ clientHeight }) => clientHeight), name).toBeGreaterThan(160)
    }
    await expectFits(page, name)
  }
})

/** The words that are broken over two lines. */
async function brokenWords(box: Locator): Promise<string[]> {
  return await box.evaluate((element) => {
    const text = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode()
    return [...(text?.textContent ?? '').matchAll(/\S+/gu)].filter(({ 0: word, index }) => {
      const range = document.createRange()
      if (text) range.setStart(text, index)
      if (text) range.setEnd(text, index + word.length)
      return range.getClientRects().length > 1
    }).map(([word]) => word)
  })
}

test('GU75 what has come of a long workshop over a slow line is said, is kept when the page is loaded anew, and is shown when all of it is there', async () => {
  const [first] = readBoardList(room.writer.doc)
  const board = first && boardFragment(room.writer.doc, first.id)
  for (let index = 0; index < 500; index += 1) {
    const paragraph = new XmlElement('paragraph')
    paragraph.insert(0, [new XmlText(`${index} ${'what was said here in the room. '.repeat(10)}`)])
    board?.insert(0, [paragraph])
  }
  await room.writer.stored()
  const network = await FaultyNetwork.to(room.relay.httpUrl)
  try {
    const { page } = await room.openGuest()
    // The page itself, over a line that is fast enough.
    await page.goto(room.keys.link(network.url, null))
    await expect(page.getByRole('alert')).toBeVisible()
    await page.evaluate(async () => await navigator.serviceWorker.ready)
    network.narrow(slowBytesPerMs)
    await page.goto(room.keys.link(network.url, room.keys.invite('participant')))
    const arriving = page.locator('.guest-arriving')
    await expect(arriving).toContainText(/[4-9]\d kB|\d{3} kB/u, { timeout: 60_000 })
    await expectFits(page, 'arriving')
    await picture(page, 'arriving-390')
    network.goSilent()
    network.reset()
    await page.reload()
    await expect(arriving).toContainText(/[4-9]\d kB|\d{3} kB/u, { timeout: 30_000 })
    await expect(page.locator('form')).toHaveCount(0)
    network.narrow(Infinity)
    network.restore()
    await page.reload()
    await page.getByRole('button', { name: 'Only read for now' }).click({ timeout: 60_000 })
    await page.getByRole('button', { name: first?.title ?? '' }).click()
    await expect(page.getByText('499 what was said', { exact: false })).toBeVisible()
    await expect(page.getByText('0 what was said', { exact: false }).last()).toBeAttached()
  } finally {
    await network.close()
  }
})

test('GU60 the smallest telephones, and letters of twice the size on any other: everything fits, and there is room for what is read', async () => {
  test.setTimeout(150_000)
  const telephones = [{ width: 390, height: 844, letters: '200%' }, { width: 320, height: 568, letters: '100%' }, { width: 320, height: 568, letters: '200%' }]
  // The longest words are Greek.
  for (const { width, height, letters, locale } of telephones.flatMap((telephone) => ['en-GB', 'el-GR'].map((locale) => ({ ...telephone, locale })))) {
    const page = await arriveAt({ width, height, locale }, letters)
    const name = `${width}-${letters.replace('%', '')}${locale === 'en-GB' ? '' : `-${locale}`}`
    for (const [index, place] of ['boards', 'outcomes', 'people', 'responses', 'minutes'].entries()) {
      await page.locator('.guest-place').nth(index).click()
      await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()
      if (place === 'responses') expect(await brokenWords(page.locator('.floor-me')), name).toEqual([])
      // The sections of taking part are a row that scrolls inside itself.
      if (place !== 'responses') await expectFits(page, `${name} ${place}`)
      await picture(page, `${name}-${place}`)
    }
    const broken = await page.locator('.guest-place > span').evaluateAll((labels) => labels.map((label) => {
      const lines = document.createRange()
      lines.selectNodeContents(label)
      return new Set([...lines.getClientRects()].map(({ top }) => Math.round(top))).size > (label.textContent ?? '').split(' ').length ? label.textContent : null
    }))
    expect(broken.filter((word) => word !== null), name).toEqual([])
    await page.locator('.guest-status-line').click()
    await picture(page, `${name}-status`)
    expect(await page.getByRole('main').evaluate(({ clientHeight }) => clientHeight), name).toBeGreaterThan(height / 10)
  }
})
