/** Guests in real browsers: what the relay serves, on a telephone and on a laptop. Needs no Electron. */
import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import type { Page } from 'playwright-core'
import * as Y from 'yjs'
import { boardFragment, readBoardList, readWorkshop } from '../../shared/document/read-workshop.ts'
import { readRoomSignatures } from '../../shared/document/versions/room-signatures.ts'
import { addVersion } from '../../shared/document/versions/versions.ts'
import type { BlobId } from '../../shared/model/ids.ts'
import { deskColors } from '../../shared/ipc/appearance.ts'
import { nodeSignatures } from '../../shared/node/node-signatures.ts'
import { checkApproval } from '../../shared/versions/approval-signature.ts'
import { encodeFrozen, type FrozenContent } from '../../shared/versions/frozen-version.ts'
import { frozenNumbers } from '../../shared/versions/freeze.ts'
import { writeContent } from '../../shared/document/boards/board-content.ts'
import { boardSchema } from '../../shared/document/boards/board-schema.ts'
import { rootsOf } from '../../shared/document/roots.ts'
import { expectAccessible, expectReadable } from '../helpers/accessibility.ts'
import { dropFile } from '../helpers/drop-file.ts'
import { exportVersion, freeze } from '../helpers/frozen.ts'
import { expectFits, lanName, picture } from '../helpers/guest-browser.ts'
import { guestRoom } from '../helpers/guest-room.ts'
import { Keys, Writer } from '../helpers/guest-workshop.ts'
import { RelayProcess } from '../helpers/relay-process.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const root = path.join(import.meta.dirname, '..', '..')
const image = fs.readFileSync(path.join(root, 'build', 'icons', '256x256.png'))
const cell = (text: string, type = 'tableCell'): unknown => ({ type, content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] })
const words = (text: string): unknown => ({ type: 'paragraph', content: [{ type: 'text', text }] })

const room = guestRoom()

/** Opens the link and goes on to reading. */
async function arrive(page: Page, link: string): Promise<void> {
  await page.goto(link)
  await page.getByRole('button', { name: /^(Only read for now|Seulement lire pour l’instant)$/ }).click()
}

/** Freezes the workshop as its first version, in English and French. */
async function freezeFirst(): Promise<FrozenContent> {
  const workshop = readWorkshop(room.writer.doc)
  const content = await freeze({ ...workshop, id: room.keys.workshop }, ['en', 'fr'])
  const blob = await room.writer.putBlob(room.relay.httpUrl, room.keys.workshop, encodeFrozen(content))
  const { frozenAt, frozenBy, note, commentsUntil, isCorrected } = content.seal
  addVersion(room.writer.doc, 'test', { fingerprint: content.fingerprint, blob: blob as BlobId, frozenAt, frozenBy, note, commentsUntil, isCorrected, outcomes: frozenNumbers(workshop) }, 1)
  return content
}

/** Opens the frozen versions of the minutes, on plain http, where nothing of what only secure pages have is there. */
async function arriveAtVersions(page: Page, words: { readonly minutes: string; readonly versions: string } = { minutes: 'Minutes', versions: 'Frozen versions and approvals' }): Promise<void> {
  await arrive(page, room.keys.link(`http://${lanName}:${new URL(room.relay.httpUrl).port}`, room.keys.invite('viewer')))
  await page.getByRole('button', { name: words.minutes, exact: true }).click()
  await page.getByText(words.versions).click()
}

/** The files of languages that the worker has for a time without a network. */
function keptLanguages(page: Page, cache = 'minuta-page-'): Promise<readonly string[]> {
  return page.evaluate(async (prefix) => {
    const names = (await caches.keys()).filter((name) => name.startsWith(prefix))
    const kept = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))
    return kept.flat().map(({ url }) => url).filter((url) => url.includes('/language-'))
  }, cache)
}

/** A board that has everything which is hard on a narrow screen. */
async function addHardBoard(): Promise<void> {
  const blob = await room.writer.putBlob(room.relay.httpUrl, room.keys.workshop, image)
  const { doc } = room.writer
  const [first] = readBoardList(doc)
  const fragment = first === undefined ? null : boardFragment(doc, first.id)
  if (fragment === null) throw new Error('the sample has no board')
  doc.transact(() => {
    fragment.delete(0, fragment.length)
    rootsOf(doc).blobs.set(blob, { mediaType: 'image/png', byteLength: image.length, name: 'sign.png' })
    // Nobody has put this one onto the relay yet.
    rootsOf(doc).blobs.set('f'.repeat(64), { mediaType: 'image/png', byteLength: 1, name: 'hall.png' })
    writeContent(fragment, boardSchema.nodeFromJSON({ type: 'doc', content: [
      words('Opening words of the day.'),
      { type: 'table', content: [
        { type: 'tableRow', content: ['Region', 'Budget of the year', 'Contact', 'Number of enterprises', 'Remarks'].map((text) => cell(text, 'tableHeader')) },
        { type: 'tableRow', content: ['Occitanie', '12 400 000 €', 'ess@laregion.fr', '1 240', 'A pilot in three departments'].map((text) => cell(text)) },
      ] },
      { type: 'image', attrs: { blob, alt: 'The sign at the door', caption: 'At the door' } },
      words('مرحبا بكم في مونبلييه'),
      { type: 'image', attrs: { blob: 'f'.repeat(64), alt: 'The hall', caption: '' } },
    ] }))
  })
  await room.writer.stored()
}

test('GU50 GU10 a telephone opens the link of an invite and reads boards with tables, images and other scripts, as they change', async () => {
  await addHardBoard()
  const { page, complaints } = await room.openGuest()
  await arrive(page, room.keys.link(room.relay.httpUrl, room.keys.invite('participant')))
  // The invite is out of the address bar.
  expect(new URL(page.url()).hash).toBe('')
  await expectFits(page, 'programme')
  await expectAccessible(page, 'programme')
  await picture(page, 'programme-390')
  const [first] = readBoardList(room.writer.doc)
  await page.getByRole('main').getByRole('button', { name: first?.title ?? '' }).first().click()
  await expect(page.getByRole('heading', { level: 1, name: first?.title ?? '' })).toBeVisible()
  await expect(page.getByRole('img', { name: 'The sign at the door' })).toHaveJSProperty('naturalWidth', 256)
  await expect(page.getByText('Image not on this computer yet: The hall')).toBeVisible()
  await expect(page.getByText('مرحبا بكم في مونبلييه')).toHaveCSS('direction', 'rtl')
  await expectFits(page, 'board')
  const table = page.locator('.tableWrapper')
  expect(await table.evaluate((box) => box.scrollWidth > box.clientWidth), 'the table scrolls inside itself').toBe(true)
  await expectAccessible(page, 'board')
  await picture(page, 'board-390')

  // From the facilitator's edit to the letters on the telephone.
  const fragment = boardFragment(room.writer.doc, first?.id ?? ('' as never))
  const added = new Y.XmlElement('paragraph')
  added.insert(0, [new Y.XmlText('Written just now')])
  fragment?.insert(0, [added])
  await expect(page.getByText('Written just now')).toBeVisible()
  await expect(page.getByText('Kept here')).toBeVisible()
  await expect(page.getByText('On the relay')).toBeVisible()
  expect(complaints).toEqual([])
})

test('UI110 UI111 a guest’s page is as the telephone wishes, or as the guest does, and is so from the first moment of the next visit', async () => {
  const { page, complaints } = await room.openGuest()
  const desk = (): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  const bar = (): Promise<string | null> => page.evaluate(() => [...document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')].find(({ media }) => matchMedia(media).matches)?.content ?? null)
  const [light, dark] = ['rgb(241, 239, 233)', 'rgb(21, 24, 26)']
  await arrive(page, room.keys.link(room.relay.httpUrl, room.keys.invite('participant')))
  expect([await desk(), await bar()]).toEqual([light, deskColors.light])
  await page.emulateMedia({ colorScheme: 'dark' })
  expect([await desk(), await bar()]).toEqual([dark, deskColors.dark])
  await page.emulateMedia({ colorScheme: 'light' })
  await page.getByRole('button', { name: 'People', exact: true }).click()
  const choice = page.getByRole('combobox', { name: 'Appearance' })
  await choice.selectOption('Dark')
  await expect.poll(desk).toBe(dark)
  expect(await bar()).toBe(deskColors.dark)
  await expectReadable(page, 'people of a guest')
  await page.emulateMedia({ colorScheme: 'light' })
  await page.reload()
  await expect.poll(desk).toBe(dark)
  expect(await bar()).toBe(deskColors.dark)
  // Paper is paper, whatever the screen.
  await page.emulateMedia({ media: 'print' })
  expect(await desk()).toBe(light)
  await page.emulateMedia({ media: null })
  await page.getByRole('button', { name: /^Only read for now$/u }).click()
  await page.getByRole('button', { name: 'People', exact: true }).click()
  await choice.selectOption('Like the browser')
  await expect.poll(desk).toBe(light)
  expect(complaints).toEqual([])
})

test('GU18 a participant asks a question from a telephone and checks in; a viewer reads it and has nothing to write with', async () => {
  const { page, complaints } = await room.openGuest()
  await page.goto(room.keys.link(room.relay.httpUrl, room.keys.invite('participant')))
  await page.getByRole('textbox', { name: 'Name' }).fill('Zoé Martin')
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('button', { name: 'Take part' }).click()
  await page.getByRole('button', { name: 'I am here' }).click()
  await expect(page.getByText(/You are here since/)).toBeVisible()
  await page.getByRole('textbox', { name: 'Your question or remark' }).fill('Who pays for the training?')
  await expectFits(page, 'take part')
  await expectAccessible(page, 'take part')
  await picture(page, 'responses-390')
  await page.getByRole('button', { name: 'Ask', exact: true }).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'Who pays for the training?' })).toContainText('Zoé Martin')
  await expect(page.getByText('On the relay')).toBeVisible()

  const viewer = await room.openGuest()
  await arrive(viewer.page, room.keys.link(room.relay.httpUrl, room.keys.invite('viewer')))
  await viewer.page.getByRole('button', { name: 'Take part' }).click()
  await expect(viewer.page.getByRole('listitem').filter({ hasText: 'Who pays for the training?' })).toContainText('Zoé Martin')
  await expect(viewer.page.getByText('With your invite you can read this.', { exact: false })).toBeVisible()
  await expect(viewer.page.getByRole('textbox')).toHaveCount(0)
  await expect(viewer.page.getByRole('button', { name: 'I am here' })).toHaveCount(0)
  expect([...complaints, ...viewer.complaints]).toEqual([])
})

test('GU11 outcomes, people and minutes are a tap away, and the browser’s own back button leads back', async () => {
  const { page, complaints } = await room.openGuest()
  await arrive(page, room.keys.link(room.relay.httpUrl, room.keys.invite('viewer')))
  const place = (name: string): ReturnType<Page['getByRole']> => page.getByRole('navigation', { name: 'Parts of the workshop' }).getByRole('button', { name })
  for (const name of ['Outcomes', 'People', 'Take part', 'Minutes']) {
    await place(name).click()
    await expect(place(name)).toHaveAttribute('aria-current', 'page')
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expectFits(page, name)
    await expectAccessible(page, name)
    await picture(page, `${name.toLowerCase().replace(' ', '-')}-390`)
  }
  await place('Outcomes').click()
  const outcome = page.getByRole('main').locator('.guest-outcome').first()
  const label = (await outcome.locator('.kind-badge').textContent()) ?? ''
  await outcome.click()
  await expect(page.locator('[data-outcome]').filter({ hasText: label }).first()).toBeInViewport()
  await page.goBack()
  await expect(place('Outcomes')).toHaveAttribute('aria-current', 'page')

  await place('Minutes').click()
  await page.getByText('Save the minutes').click()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Markdown' }).click()])
  const text = fs.readFileSync(await download.path(), 'utf8')
  expect(text).toContain('Social and Solidarity Economy')
  expect(complaints).toEqual([])
})

test('GU12 the relay is killed: what was read stays and the page says so; it is back: the newest arrives by itself', async () => {
  const { page } = await room.openGuest()
  await arrive(page, room.keys.link(room.relay.httpUrl, room.keys.invite('viewer')))
  await expect(page.getByText('On the relay')).toBeVisible()
  await room.relay.kill()
  await expect(page.getByText(/No connection since/).first()).toBeVisible({ timeout: 10_000 })
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Social and Solidarity Economy')
  await picture(page, 'offline-390')
  await room.relay.restart()
  rootsOf(room.writer.doc).meta.set('title', 'The relay is back')
  await expect(page.getByText('On the relay')).toBeVisible({ timeout: 20_000 })
  await expect(page.getByRole('heading', { level: 1, name: 'The relay is back' })).toBeVisible()
})

test('GU13 on this computer or over https the page opens without the relay, from what the browser has kept', async () => {
  await addHardBoard()
  const { page, context } = await room.openGuest()
  const link = room.keys.link(room.relay.httpUrl, room.keys.invite('viewer'))
  await arrive(page, link)
  await expect(page.getByText('Kept here')).toBeVisible()
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
  })
  // The image of the board has come, though nobody has opened that board.
  await expect(page.getByText('1 image to come')).toBeVisible()
  await room.relay.kill()
  await page.reload()
  await expect(page.getByRole('button', { name: 'Only read for now' })).toBeVisible()
  await page.getByRole('button', { name: 'Only read for now' }).click()
  await expect(page.getByText(/No connection since/).first()).toBeVisible()
  const [first] = readBoardList(room.writer.doc)
  await page.getByRole('main').getByRole('button', { name: first?.title ?? '' }).first().click()
  await expect(page.getByText('Opening words of the day.')).toBeVisible()
  await expect(page.getByRole('img', { name: 'The sign at the door' })).toHaveJSProperty('naturalWidth', 256)
  // In another tab, without the part behind the #: the browser remembers the invite.
  await room.relay.restart()
  const second = await context.newPage()
  await second.goto(link.split('#')[0] ?? '')
  await second.getByRole('button', { name: 'Only read for now' }).click()
  await expect(second.getByText('On the relay')).toBeVisible({ timeout: 20_000 })
})

test('GU21 a guest loads the one language that is spoken, has it without a network, and reads English where it cannot be loaded', async () => {
  const link = room.keys.link(room.relay.httpUrl, room.keys.invite('viewer'))
  const french = await room.openGuest({ locale: 'fr-CA' })
  await arrive(french.page, link)
  await expect.poll(() => keptLanguages(french.page)).toEqual([expect.stringContaining('/assets/language-fr-')])
  const english = await room.openGuest()
  await arrive(english.page, link)
  await expect.poll(() => english.page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true)
  expect(await keptLanguages(english.page)).toEqual([])
  expect(await english.page.evaluate(() => performance.getEntriesByType('resource').filter(({ name }) => name.includes('/language-')))).toEqual([])
  const cutOff = await room.openGuest({ locale: 'fr-CA' })
  await cutOff.context.route('**/language-*', (route) => route.abort())
  await cutOff.page.goto(link)
  await expect(cutOff.page.getByRole('button', { name: 'Only read for now' })).toBeVisible()
  await expect(cutOff.page.locator('html')).toHaveAttribute('lang', 'en')
  await room.relay.kill()
  await french.page.reload()
  await expect(french.page.getByRole('button', { name: 'Seulement lire pour l’instant' })).toBeVisible()
  await expect(french.page.locator('html')).toHaveAttribute('lang', 'fr')
})

test('GU14 on plain http in a local network the page works without a secure context', async () => {
  await addHardBoard()
  const origin = `http://${lanName}:${new URL(room.relay.httpUrl).port}`
  const { page, complaints } = await room.openGuest()
  await page.goto(room.keys.link(origin, room.keys.invite('participant')))
  expect(await page.evaluate(() => [isSecureContext, 'serviceWorker' in navigator])).toEqual([false, false])
  await page.getByRole('textbox', { name: 'Name' }).fill('Zoé Martin')
  await page.getByRole('textbox', { name: 'Organisation' }).fill('Région Occitanie')
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByText('On the relay')).toBeVisible()
  await expect(page.getByText('Kept here')).toBeVisible()
  await page.getByRole('button', { name: 'People' }).click()
  await expect(page.getByText('You are here as Zoé Martin')).toBeVisible()
  await expect(page.getByText('This connection is not encrypted', { exact: false })).toBeVisible()
  const [first] = readBoardList(room.writer.doc)
  await page.getByRole('button', { name: 'Boards', exact: true }).click()
  await page.getByRole('main').getByRole('button', { name: first?.title ?? '' }).first().click()
  await expect(page.getByRole('img', { name: 'The sign at the door' })).toHaveJSProperty('naturalWidth', 256)
  // Coming back asks nothing.
  await page.reload()
  await expect(page.getByText('On the relay')).toBeVisible()
  await expect(page.getByText('You are here as', { exact: false })).toBeHidden()
  expect(complaints).toEqual([])
})

test('GU15 every reason for not being let in is said in words, and the page is accessible then too', async () => {
  const { page } = await room.openGuest()
  const say = async (link: string, sentence: string): Promise<void> => {
    await page.goto('about:blank')
    await page.goto(link)
    await expect(page.getByRole('alert')).toContainText(sentence)
    await expectFits(page, sentence)
  }
  await say(room.keys.link(room.relay.httpUrl, null), 'The link lacks its invite')
  await expectAccessible(page, 'refusal')
  await picture(page, 'refused-390')
  await say(`${room.keys.link(room.relay.httpUrl, null)}#abc`, 'The invite in this link is damaged')
  await say(room.keys.link(room.relay.httpUrl, new Keys().invite('viewer')), 'This invite is not one for this workshop')
  await say(room.keys.link(room.relay.httpUrl, room.keys.invite('viewer', { expiresIn: -60 })), 'The time of this invite is over')
  const unknown = new Keys()
  await say(unknown.link(room.relay.httpUrl, unknown.invite('viewer')), 'it does not have this workshop')
})

test('GU42 GU43 a whole link that is pasted into the tab of a bare one lets its guest in and leaves no invite behind; a later tab brings more, and what the first one still writes takes nothing of it back', async () => {
  const { context, page } = await room.openGuest()
  await page.goto(room.keys.link(room.relay.httpUrl, null))
  await expect(page.getByRole('alert')).toContainText('Open the whole link')
  await arrive(page, room.keys.link(room.relay.httpUrl, room.keys.invite('viewer')))
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  expect(page.url()).toBe(room.keys.link(room.relay.httpUrl, null))

  const second = await context.newPage()
  await second.goto(room.keys.link(room.relay.httpUrl, room.keys.invite('participant')))
  await second.getByRole('button', { name: 'Only read for now' }).click()
  await second.close()
  rootsOf(room.writer.doc).meta.set('title', 'Open evening')
  await expect(page.getByRole('heading', { level: 1, name: 'Open evening' })).toBeVisible()
  const kept = (): Promise<readonly string[]> => page.evaluate(() => new Promise<readonly string[]>((resolve, reject) => {
    const opening = indexedDB.open('minuta')
    opening.addEventListener('error', () => reject(new Error('no database')))
    opening.addEventListener('success', () => {
      const reading = opening.result.transaction('workshops').objectStore('workshops').getAll()
      reading.addEventListener('success', () => {
        opening.result.close()
        resolve((reading.result as readonly { readonly title: string }[]).map(({ title }) => title))
      })
    })
  }))
  await expect.poll(kept).toEqual(['Open evening'])
  await page.goto('about:blank')
  await arrive(page, room.keys.link(room.relay.httpUrl, null))
  await page.getByRole('button', { name: 'People', exact: true }).click()
  await expect(page.getByText('You can read and respond.')).toBeVisible()
})

test('GU16 opening a workshop again and again leaves no more in the browser than the first time', async () => {
  const { page } = await room.openGuest()
  const link = room.keys.link(room.relay.httpUrl, room.keys.invite('viewer'))
  await arrive(page, link)
  await expect(page.getByText('Kept here')).toBeVisible()
  const countRows = (): Promise<number> => page.evaluate(() => new Promise<number>((resolve, reject) => {
    const opening = indexedDB.open('minuta')
    opening.addEventListener('error', () => reject(new Error('no database')))
    opening.addEventListener('success', () => {
      const counting = opening.result.transaction('updates').objectStore('updates').count()
      counting.addEventListener('success', () => {
        opening.result.close()
        resolve(counting.result)
      })
    })
  }))
  const rows = await countRows()
  expect(rows).toBeGreaterThan(0)
  for (let visit = 0; visit < 5; visit += 1) {
    await page.reload()
    await page.getByRole('button', { name: 'Only read for now' }).click()
    await expect(page.getByText('On the relay')).toBeVisible()
  }
  expect(await countRows()).toBe(rows)
  // A long day: the many small rows are made into one.
  const { meta } = rootsOf(room.writer.doc)
  for (let edit = 0; edit < 450; edit += 1) meta.set('focus', `Version ${edit}`)
  meta.set('title', 'The end of the day')
  await expect(page.getByRole('heading', { level: 1, name: 'The end of the day' })).toBeVisible()
  await expect(page.getByText('Kept here')).toBeVisible()
  expect(await countRows()).toBeLessThan(260)
  await page.reload()
  await page.getByRole('button', { name: 'Only read for now' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'The end of the day' })).toBeVisible()
})

test('GU19 a new version of the page waits until the guest says so', async () => {
  const pages = temporaryFolder()
  const own = temporaryFolder()
  fs.cpSync(path.join(root, 'dist', 'guest'), pages.path, { recursive: true })
  const second = await RelayProcess.start(own.path, ['--access', 'invite', '--pages', pages.path])
  const theirs = new Keys()
  const facilitator = new Writer(second.url, theirs.workshop, theirs.owner, 'Ben')
  await facilitator.begin({ format: 'minuta-workshop-record', version: 1, workshop: { title: 'Long day' } })
  const { page } = await room.openGuest({ locale: 'fr-FR' })
  await arrive(page, theirs.link(second.httpUrl, theirs.invite('viewer')))
  await expect.poll(() => keptLanguages(page)).toHaveLength(1)
  // Tomorrow's build: another colour, and a worker that says so.
  await second.stop()
  const edit = (name: string, change: (text: string) => string): void => fs.writeFileSync(path.join(pages.path, name), change(fs.readFileSync(path.join(pages.path, name), 'utf8')))
  edit('index.html', (html) => html.replace('name="theme-color" content="#f1efe9"', 'name="theme-color" content="#123456"'))
  edit('sw.js', (script) => script.replace(/version:`[0-9a-f]{16}`/, 'version:`tomorrow`'))
  await second.restart()
  await page.reload()
  await expect(page.getByText('Une nouvelle version est prête.')).toBeVisible()
  // The language that is spoken came with it (GU21).
  expect(await keptLanguages(page, 'minuta-page-tomorrow')).toHaveLength(1)
  const color = page.locator('meta[name="theme-color"][data-scheme="light"]')
  await expect(color).toHaveAttribute('content', '#f1efe9')
  await expect(page).toHaveTitle('Minuta')
  await page.getByRole('button', { name: 'La charger' }).click()
  await expect(color).toHaveAttribute('content', '#123456')
  await page.getByRole('button', { name: 'Seulement lire pour l’instant' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Long day' })).toBeVisible()
  await expect(page).toHaveTitle('Long day')
  facilitator.leave()
  await second.stop()
  pages.remove()
  own.remove()
})

test('GU17 the page fits from 360 to 1280 pixels, in English and French, left to right and right to left', async () => {
  await addHardBoard()
  const link = room.keys.link(room.relay.httpUrl, room.keys.invite('participant'))
  for (const { width, height, locale, direction } of [
    { width: 360, height: 740, locale: 'fr-FR', direction: 'auto' },
    { width: 390, height: 844, locale: 'en-GB', direction: 'rtl' },
    { width: 768, height: 1024, locale: 'en-GB', direction: 'auto' },
    { width: 1280, height: 800, locale: 'en-GB', direction: 'auto' },
    { width: 1280, height: 800, locale: 'fr-FR', direction: 'rtl' },
  ]) {
    const { page, context } = await room.openGuest({ width, height, locale })
    await context.addInitScript((chosen) => localStorage.setItem('minuta.guest-direction', chosen), direction)
    await page.goto(link)
    const name = `${width}-${locale.slice(0, 2)}-${direction}`
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expectFits(page, `${name} who`)
    await picture(page, `${name}-who`)
    await page.getByRole('button', { name: /^(Only read for now|Seulement lire pour l’instant)$/ }).click()
    await expectFits(page, `${name} start`)
    const [first] = readBoardList(room.writer.doc)
    await page.getByRole('button', { name: first?.title ?? '' }).first().click()
    await expect(page.getByRole('img', { name: 'The sign at the door' })).toBeVisible()
    await expectFits(page, `${name} board`)
    await picture(page, `${name}-board`)
    // Arrows point the way that the interface runs; the build for old browsers must not decide that by language.
    await expect(page.locator('.flip-in-rtl').first()).toHaveCSS('transform', direction === 'rtl' ? 'matrix(-1, 0, 0, 1, 0, 0)' : 'none')
    for (const [index, place] of ['boards', 'outcomes', 'people', 'responses', 'minutes'].entries()) {
      await page.locator('.guest-place').nth(index).click()
      await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()
      await expectFits(page, `${name} ${place}`)
      await picture(page, `${name}-${place}`)
    }
    await expectAccessible(page, name)
  }
})

test('GU41 a telephone on plain http checks documents as the app does: unchanged, changed by one letter, and none of ours; the reader comes when it is asked for', async () => {
  const content = await freezeFirst()
  await room.writer.stored()
  const { page, complaints } = await room.openGuest()
  const loaded: string[] = []
  page.on('request', (request) => loaded.push(new URL(request.url()).pathname))
  await arriveAtVersions(page)
  const ask = page.getByRole('button', { name: 'Check a document…' })
  await expectFits(page, 'frozen versions')
  const readers = (): readonly string[] => loaded.filter((file) => /check-dialog|version-worker|read-version/u.test(file))
  expect(readers()).toEqual([])
  await ask.click()
  const dialog = page.getByRole('dialog', { name: 'Check a document' })
  await expect(dialog.getByRole('button', { name: 'Choose a file…' })).toBeVisible()
  await expectFits(page, 'the dialog')
  await expectAccessible(page, 'check a document')
  await picture(page, 'check-390')
  const give = async (button: string, name: string, bytes: Uint8Array): Promise<void> => {
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), dialog.getByRole('button', { name: button }).click()])
    await chooser.setFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) })
  }
  const word = await exportVersion(content, 'docx', {})
  await give('Choose a file…', 'minutes.docx', word)
  await expect(dialog.getByRole('status')).toContainText('version 1')
  await expect(dialog.locator('.verdict-good')).toBeVisible()
  // In a worker: nothing of the file is read in the page.
  expect(readers().filter((file) => file.includes('read')).length).toBe(0)
  expect(readers().some((file) => file.includes('version-worker'))).toBe(true)
  await expectFits(page, 'a document that is unchanged')
  await expectAccessible(page, 'a document that is unchanged')
  await picture(page, 'check-unchanged-390')
  const html = new TextDecoder().decode(await exportVersion(content, 'html', {}))
  const [sentence = ''] = />([^<>]{40,})</u.exec(html.slice(html.indexOf('<main')))?.slice(1) ?? []
  await give('Check another file…', 'minutes.html', Buffer.from(html.replace(sentence, sentence.replace(/[a-z](?=[^a-z]*$)/u, 'z'))))
  await expect(dialog.locator('.verdict-bad')).toBeVisible()
  await picture(page, 'check-differs-390')
  const drawn = '<img src="data:image/png;base64,iVBORw0KGgo=" alt="The budget is cancelled">'
  await give('Check another file…', 'minutes.html', Buffer.from(html.replace('</section>', `${drawn}</section>`)))
  await expect(dialog.locator('.verdict-bad')).toBeVisible()
  await expect(dialog).toContainText('A picture was added')
  await expectFits(page, 'a document with another picture')
  await picture(page, 'check-beside-390')
  await give('Check another file…', 'shopping.md', Buffer.from('# Shopping\n\nBread, milk.'))
  await expect(dialog.locator('.verdict-unknown')).toBeVisible()
  await give('Check another file…', 'scan.pdf', Buffer.from('%PDF-1.7'))
  await expect(dialog).toContainText('scan.pdf cannot be checked')
  // More than a telephone should hold is refused before it is read.
  await give('Check another file…', 'film.docx', new Uint8Array(33 * 1024 * 1024))
  await expect(dialog).toContainText('It is larger than any export of Minuta')
  // Let go of on the dialog, as on a laptop.
  await dropFile(dialog.locator('.check-drop'), 'minutes.odt', await exportVersion(content, 'odt', {}))
  await expect(dialog.locator('.verdict-good')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  expect(complaints).toEqual([])

  const french = await room.openGuest({ locale: 'fr-FR', width: 360, height: 640 })
  await arriveAtVersions(french.page, { minutes: 'Compte rendu', versions: 'Versions figées et approbations' })
  await french.page.evaluate(() => {
    document.documentElement.dir = 'rtl'
  })
  await french.page.getByRole('button', { name: 'Vérifier un document…' }).click()
  await expectFits(french.page, 'the dialog in French')
  await dropFile(french.page.locator('.check-drop'), 'compte-rendu.docx', await exportVersion(content, 'docx', { language: 'fr' }))
  await expect(french.page.locator('.verdict-good')).toBeVisible()
  await expectFits(french.page, 'a document that is unchanged, in French')
  await picture(french.page, 'check-french-rtl-360')
  expect(french.complaints).toEqual([])
})

test('VF21 on plain http a participant reads a frozen version, signs it with a key of this browser, and it waits for who may write', async () => {
  const { doc } = room.writer
  const { details } = readWorkshop(doc)
  await freezeFirst()
  rootsOf(doc).meta.set('title', 'Changed since')
  await room.writer.stored()
  const { page, complaints } = await room.openGuest()
  await page.goto(room.keys.link(`http://${lanName}:${new URL(room.relay.httpUrl).port}`, room.keys.invite('participant')))
  await page.getByRole('textbox', { name: 'Name' }).fill('Zoé Martin')
  await page.getByRole('textbox', { name: 'Organisation' }).fill('Région Occitanie')
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('button', { name: 'Minutes', exact: true }).click()
  await page.getByText('Frozen versions and approvals').click()
  const version = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: /^Version 1/u }) })
  await version.getByRole('button', { name: 'Read version 1' }).click()
  await expect(page.getByText('Version 1, as it was frozen')).toBeVisible()
  await expect(page.getByRole('article').getByRole('heading', { level: 1 })).toHaveText(details.title)
  await version.getByRole('button', { name: 'Sign…' }).click()
  await version.getByRole('textbox', { name: 'Function' }).fill('expert')
  await expect(version).toContainText('You sign as Zoé Martin, Région Occitanie')
  await expectFits(page, 'signing')
  await picture(page, 'signing-390')
  await version.getByRole('button', { name: 'Sign version 1' }).click()
  await expect(version.getByRole('listitem', { name: 'Zoé Martin' })).toContainText('Signed as participant · key')
  await expect(version.getByRole('heading', { name: /^Version 1/u })).toContainText('for comments')
  await expectFits(page, 'signed')
  await expectAccessible(page, 'signed')
  await picture(page, 'signed-390')
  const answers = new Writer(room.relay.url, room.keys.workshop, room.keys.owner, 'Ana Lúcia', 'responses')
  try {
    await expect.poll(() => readRoomSignatures(answers.doc).map((approval) => checkApproval(nodeSignatures, approval, { workshop: room.keys.workshop, revokedAt: () => null }))).toMatchObject([{ kind: 'signed', role: 'participant' }])
  } finally {
    answers.leave()
  }
  expect(complaints).toEqual([])

  const reader = await room.openGuest()
  await arrive(reader.page, room.keys.link(room.relay.httpUrl, room.keys.invite('viewer')))
  await reader.page.getByRole('button', { name: 'Minutes', exact: true }).click()
  await reader.page.getByText('Frozen versions and approvals').click()
  await expect(reader.page.getByRole('listitem', { name: 'Zoé Martin' })).toContainText('Signed as participant')
  await expect(reader.page.getByRole('button', { name: 'Sign…' })).toBeHidden()
})
